"""The mail in a real browser: it fits narrow screens, can be read in light and dark, and asks nobody for anything."""

from collections.abc import Iterator
from dataclasses import replace
from importlib import resources
from pathlib import Path

import email_issues as told
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from digest import render
from digest.model import Issue, Kind, Picture, Variant

CHROMIUM = Path("/usr/bin/chromium")

# The worst contrast of any text on the page (WCAG 2.2, 1.4.3), each against the nearest background that is not clear.
WORST_CONTRAST = """
() => {
  const channel = c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const parts = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const behind = element => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parts(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.replace(/[\\s\\u200a]/g, '') || !element.checkVisibility()) continue;
    if (element.tagName === 'STYLE') continue;
    const [one, other] = [light(parts(getComputedStyle(element).color)), light(behind(element))];
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    found.push([ratio, walker.currentNode.data.trim().slice(0, 40)]);
  }
  return found.sort((a, b) => a[0] - b[0]);
}
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.is_file():
        pytest.fail(f"{CHROMIUM} is missing; install it with: apt-get install chromium fonts-noto-cjk")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield chromium
        chromium.close()


def shown(browser: Browser, html: str, *, width: int, scheme: str = "light") -> tuple[Page, list[str]]:
    """The page with `html`, and the addresses it asked for; nothing leaves this machine."""
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    asked: list[str] = []

    def refuse(route: object) -> None:
        asked.append(route.request.url)  # type: ignore[attr-defined]
        route.abort()  # type: ignore[attr-defined]

    page.route("**/*", refuse)
    page.set_content(html)
    return page, asked


def html_of(issue: Issue, templates: render.Templates, variant: Variant, template: str = "weekly") -> str:
    chosen = replace(issue, newsletter=replace(issue.newsletter, template=template, in_full=1))
    return render.email(chosen, told.audience(variant), told.NEWSROOM, templates, tuple(Variant))[0].content.decode()


def unbreakable() -> Issue:
    """Everything that could push a narrow screen aside."""
    picture = Picture(url="https://merrow.example.org/p.jpg", alt="word" * 40, width=3000, height=900)
    word = "Donaudampfschifffahrtsgesellschaftskapitän" * 4
    return told.issue(
        tuple(
            told.story(word, word, kind=kind, picture=picture, speaker=word, post=word, url=f"https://a.example/{word}")
            for kind in (Kind.STORY, *Kind)
        )
    )


@pytest.mark.parametrize("width", [320, 375, 640])
@pytest.mark.parametrize("template", ["weekly", "monthly"])
@pytest.mark.parametrize("variant", Variant)
def test_nothing_scrolls_sideways(
    variant: Variant, template: str, width: int, browser: Browser, templates: render.Templates
) -> None:
    page, _ = shown(browser, html_of(told.week(variant), templates, variant, template), width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@pytest.mark.parametrize("width", [320, 640])
def test_not_even_endless_words_scroll_sideways(width: int, browser: Browser, templates: render.Templates) -> None:
    page, _ = shown(browser, html_of(unbreakable(), templates, Variant.EN), width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("variant", Variant)
def test_every_text_has_contrast(variant: Variant, scheme: str, browser: Browser, templates: render.Templates) -> None:
    page, _ = shown(browser, html_of(told.week(variant), templates, variant), width=640, scheme=scheme)
    ratios = page.evaluate(WORST_CONTRAST)
    assert len(ratios) > 30
    assert ratios[0][0] >= 4.5, ratios[:5]
    page.close()


@pytest.fixture(scope="module")
def axe() -> str:
    return (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


# A mail is shown inside a page that has its own main landmark; MJML gives it the role of an article.
NOT_FOR_MAIL = {"landmark-one-main", "region"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("template", ["weekly", "monthly"])
@pytest.mark.parametrize("variant", Variant)
def test_axe_finds_nothing_that_keeps_anybody_out(
    variant: Variant, template: str, scheme: str, axe: str, browser: Browser, templates: render.Templates
) -> None:
    page, _ = shown(browser, html_of(told.week(variant), templates, variant, template), width=390, scheme=scheme)
    page.evaluate(axe)
    found = page.evaluate("axe.run(document)")
    assert len(found["passes"]) > 20
    named = {each["id"]: [node["html"] for node in each["nodes"]] for each in found["violations"]}
    assert {name: nodes for name, nodes in named.items() if name not in NOT_FOR_MAIL} == {}
    page.close()


def test_dark_is_really_dark(browser: Browser, templates: render.Templates) -> None:
    html = html_of(told.week(Variant.EN), templates, Variant.EN)
    page, _ = shown(browser, html, width=640, scheme="dark")
    colours = page.evaluate(
        "[...document.querySelectorAll('body, body *')].filter(e => e.checkVisibility())"
        ".map(e => getComputedStyle(e).backgroundColor)"
    )
    assert "rgb(255, 255, 255)" not in colours
    assert "rgb(243, 246, 248)" not in colours
    page.close()


def test_only_pictures_are_asked_for(browser: Browser, templates: render.Templates) -> None:
    page, asked = shown(browser, html_of(told.week(Variant.EN), templates, Variant.EN), width=640)
    assert set(asked) == {
        "https://merrow.example.org/media/harbour.jpg",
        "https://merrow.example.org/media/ferry.jpg",
    }
    page.close()


def test_without_pictures_every_word_is_still_there(browser: Browser, templates: render.Templates) -> None:
    issue = told.week(Variant.EN)
    page, _ = shown(browser, html_of(issue, templates, Variant.EN), width=375)
    text = page.evaluate("document.body.innerText")
    assert all(story.headline in text for story in issue.stories)
    assert "4:05" in text
    page.close()
