"""The gallery in a real browser, opened from a file: it fits, copies exactly, and nothing in a draft can act in it."""

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from digest import gallery, preflight, render
from digest.model import Variant
from digest.preflight import Sheet
from tests.preflight.sheets import sheet, with_file
from tests.render.email_issues import NEWSROOM

HOSTILE = "</pre><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">{{ 7*7 }}"


def written(folder: Path, sheets: list[Sheet], templates: render.Templates) -> Path:
    """The gallery of these sheets, in a file."""
    page = folder / "index.html"
    checked = [(each, preflight.check(each)) for each in sheets]
    page.write_bytes(gallery.page(sheets[0].issue, checked, templates, NEWSROOM))
    return page


def every(templates: render.Templates) -> list[Sheet]:
    """A sheet for each variant, each for an audience of its own."""
    made = [sheet(templates, variant) for variant in Variant]
    return [replace(each, audience=replace(each.audience, name=each.variant.lower())) for each in made]


def opened(browser: Browser, file: Path, width: int = 1280, scheme: str = "light") -> tuple[Page, list[str]]:
    """The page in the browser, and the addresses it asked for beside itself; nothing leaves this machine."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
        permissions=["clipboard-read", "clipboard-write"],
    )
    page = context.new_page()
    asked: list[str] = []

    def refuse(route: object) -> None:
        asked.append(route.request.url)  # type: ignore[attr-defined]
        route.abort()  # type: ignore[attr-defined]

    page.route("http*://**", refuse)
    page.goto(file.as_uri())
    return page, asked


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 375, 768, 1280, 1800])
def test_nothing_scrolls_sideways(
    width: int, scheme: str, browser: Browser, templates: render.Templates, tmp_path: Path
) -> None:
    page, _ = opened(browser, written(tmp_path, every(templates), templates), width, scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


def test_every_post_is_copied_exactly(browser: Browser, templates: render.Templates, tmp_path: Path) -> None:
    sheets = every(templates)
    page, _ = opened(browser, written(tmp_path, sheets, templates))
    for each in sheets:
        for file, _, text in each.posts():
            page.click(f"#{each.audience.name} button[data-name='{file.filename}']")
            assert page.evaluate("navigator.clipboard.readText()") == text
    assert "Copied" in page.inner_text("#status")
    page.context.close()


def test_a_mail_and_an_article_are_copied_as_their_source(
    browser: Browser, templates: render.Templates, tmp_path: Path
) -> None:
    own = sheet(templates, Variant.ZH_HANS)
    page, _ = opened(browser, written(tmp_path, [own], templates))
    page.click("button[data-copy='readers-mail']")
    assert page.evaluate("navigator.clipboard.readText()") == own.text("email.html")
    page.click("button[data-copy='readers-wechat-html']")
    rich = page.evaluate("navigator.clipboard.read().then(all => all[0].types)")
    assert "text/html" in rich
    page.context.close()


def test_hostile_drafts_do_nothing(browser: Browser, templates: render.Templates, tmp_path: Path) -> None:
    own = with_file(sheet(templates), "x-01.txt", lambda post: post + HOSTILE)
    own = with_file(own, "email.txt", lambda text: text + HOSTILE)
    own = with_file(own, "email.html", lambda html: html.replace("</body>", f"{HOSTILE}</body>"))
    own = with_file(own, "wechat.html", lambda html: html + HOSTILE)
    own = replace(own, files=(replace(own.files[0], warnings=(HOSTILE,)), *own.files[1:]))
    page, asked = opened(browser, written(tmp_path, [own], templates))
    assert "owned" not in page.title()
    assert all("owned" not in frame.title() for frame in page.frames)
    assert page.evaluate("document.querySelectorAll('main script, main img:not(.card img)').length") == 0
    assert HOSTILE in page.inner_text("#readers-x-01-txt")
    assert asked == []
    page.context.close()


def test_dark_and_light_are_chosen_on_the_page(browser: Browser, templates: render.Templates, tmp_path: Path) -> None:
    page, _ = opened(browser, written(tmp_path, [sheet(templates)], templates))
    colours = []
    for scheme in ("light", "dark"):
        page.check(f"#{scheme}")
        colours.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert colours == ["rgb(243, 246, 248)", "rgb(14, 21, 27)"]
    page.context.close()


def test_blockers_are_open_and_marked_by_a_word(browser: Browser, templates: render.Templates, tmp_path: Path) -> None:
    own = with_file(sheet(templates), "x-01.txt", lambda post: post + " more" * 80)
    page, _ = opened(browser, written(tmp_path, [own], templates))
    assert page.is_visible("text=too many")
    assert "too long" in page.inner_text("#readers")
    assert "1 blocker" in page.inner_text("header")
    page.context.close()


def test_languages_are_labelled(templates: render.Templates, tmp_path: Path) -> None:
    page = written(tmp_path, every(templates), templates).read_text(encoding="utf-8")
    for variant in Variant:
        assert f'<pre id="{variant.lower()}-x-01-txt" lang="{variant}">' in page


def test_the_same_drafts_give_the_same_page(templates: render.Templates, tmp_path: Path) -> None:
    sheets = every(templates)
    first, second = (
        gallery.page(sheets[0].issue, [(each, ()) for each in sheets], templates, NEWSROOM) for _ in range(2)
    )
    assert first == second
