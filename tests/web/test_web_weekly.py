"""The weekly job in a real browser, with scripts and without; and no page shuts anybody out."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from digest import review
from digest.model import Actor, Kind, Language
from tests import make
from tests.web import rooms
from tests.web.rooms import ISSUE, PASSWORD, Served

PAGE = f"/issues/{ISSUE}"
WORDS = "Solar panels now keep the lights on at 31 small schools in Yanxi county."
PAGES = (
    "/",
    PAGE,
    f"{PAGE}?for=taiwan&show=text",
    f"{PAGE}?for=mainland&show=inbox",
    f"{PAGE}/side-by-side",
    f"{PAGE}/articles",
    f"{PAGE}/posts",
    f"{PAGE}/compare",
    f"{PAGE}/history",
    f"{PAGE}/decide",
    "/search?q=太阳",
    "/report",
    "/account",
    "/people",
    "/nothing",
)


@contextmanager
def at_work(browser: Browser, site: Served, name: str, **more: object) -> Iterator[Page]:
    """A browser of their own in which somebody has signed in by the form; nothing but our host is ever asked."""
    context = browser.new_context(base_url=site.url, **more)  # type: ignore[arg-type]
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site.url)
    page = context.new_page()
    asked: list[str] = []
    page.on("requestfinished", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: asked.append(request.url) if request.failure != "csp" else None)
    page.goto("/sign-in")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    press(page.get_by_role("button", name="Sign in"))
    expect(page.get_by_role("heading", name="Queue")).to_be_visible()
    yield page
    assert [url for url in asked if not url.startswith((site.url, "data:"))] == []
    context.close()


def press(button: Locator) -> None:
    """Nothing; by the keyboard, as somebody without a mouse does it."""
    button.focus()
    button.press("Enter")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_weekly_job(scripts: bool, browser: Browser, prepared: Path, tmp_path: Path) -> None:
    with rooms.served(prepared, tmp_path / "room") as site:
        with at_work(browser, site, "mei", java_script_enabled=scripts) as page:
            press(page.get_by_role("link", name="Look"))
            frame = page.frame_locator("iframe.mail")
            expect(frame.get_by_role("heading", name="The week in Lanchuan")).to_be_visible()
            press(page.get_by_role("link", name="375", exact=True))
            assert page.locator("iframe.mail").bounding_box()["width"] == 375  # type: ignore[index]
            press(page.get_by_role("link", name="Solar roofs keep"))
            page.get_by_label("summary").fill(WORDS)
            press(page.get_by_role("button", name="Save the words"))
            expect(page.get_by_text("A new revision was made.")).to_be_visible()
            expect(page.get_by_label("summary")).to_have_value(WORDS)
            expect(frame.get_by_text("31 small schools in Yanxi county.")).to_be_visible()
            press(page.get_by_role("link", name="Five cities join forces"))
            press(page.locator("summary", has_text="Drop"))
            page.get_by_label("Why?").first.fill("Said last week.")
            press(page.get_by_role("button", name="Leave it out of this issue"))
            expect(page.get_by_text("The article is out.")).to_be_visible()
            press(page.get_by_role("link", name="Decide about revision 3"))
            expect(page.get_by_role("button", name="Approve revision")).to_have_count(0)
            press(page.get_by_role("button", name="Give it to the approvers"))
            expect(page.get_by_text("The issue waits for approval.")).to_be_visible()
        with at_work(browser, site, "omar", java_script_enabled=scripts) as page:
            press(page.get_by_role("link", name="Compare"))
            expect(page.locator("ins").first).to_be_visible()
            press(page.get_by_role("link", name="Queue").first)
            press(page.get_by_role("link", name="Decide"))
            press(page.get_by_role("button", name="Approve revision 3"))
            expect(page.get_by_text("Approved.", exact=True)).to_be_visible()
            press(page.get_by_role("link", name="Posts", exact=True))
            first = page.locator("li.post").first
            if scripts:
                press(first.get_by_role("button", name="Copy text"))
                expect(page.locator("#live")).to_have_text("Copied")
                post = (site.desk.outbox / ISSUE / "international" / "x-00-roundup-01.txt").read_text(encoding="utf-8")
                assert page.evaluate("navigator.clipboard.readText()") == post
            else:
                expect(first.get_by_role("button", name="Copy text")).to_be_hidden()
            first.get_by_label("Address of the post").fill("https://x.example/lanchuan/1")
            press(first.get_by_role("button", name="Mark as posted"))
            expect(page.locator("li.post.posted")).to_have_count(1)
            press(page.get_by_role("button", name="Undo"))
            expect(page.locator("li.post.posted")).to_have_count(0)


def test_all_parts_are_copied_one_by_one_also_on_a_host_that_is_not_secure(browser: Browser, site: Served) -> None:
    with at_work(browser, site, "mei") as page:
        page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
        page.goto(f"{PAGE}/posts")
        button = page.locator("[data-copy-each=x-00-roundup]")
        total = len(list((site.desk.outbox / ISSUE / "international").glob("x-00-roundup-*.txt")))
        for n in range(1, 4):
            press(button)
            expect(button).to_have_text(f"Copy part {n + 1} of {total}")
            expect(page.locator("#live")).to_have_text("Copied")
        context = page.context.new_page()
        context.goto("/account")
        kept = (site.desk.outbox / ISSUE / "international" / "x-00-roundup-03.txt").read_text(encoding="utf-8")
        assert context.evaluate("navigator.clipboard.readText()") == kept


@pytest.mark.parametrize(("scheme", "language"), [("light", "en"), ("dark", "zh-Hant")])
def test_no_page_shuts_anybody_out_or_runs_over(scheme: str, language: str, browser: Browser, site: Served) -> None:
    with at_work(browser, site, "ada", color_scheme=scheme, viewport={"width": 320, "height": 800}) as page:
        site.visitor("ada").post("/account", data={"language": language})
        found = []
        for path in PAGES:
            page.goto(path)
            if page.evaluate("document.documentElement.scrollWidth") > 320:
                found.append(f"{path}: wider than 320 pixels")
            options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
            for fault in Axe().run(page, options=options).response["violations"]:
                found += [f"{path}: {fault['id']}: {node['html'][:120]}" for node in fault["nodes"]]
        site.visitor("ada").post("/account", data={"language": ""})
        assert found == []


def test_hostile_words_do_nothing_in_any_page(browser: Browser, site: Served) -> None:
    hostile = (
        "</textarea><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">{{7*7}}\u202e"
    )
    article = site.desk.store.issues.list()[0].article_ids[2]
    site.visitor("mei").post(f"{PAGE}/comments", data={"text": hostile, "article": article})
    words = {"for": "international", "headline": hostile, "summary": hostile}
    assert site.visitor("mei").post(f"{PAGE}/stories/{article}/words", data=words).status_code in (303, 409)
    with at_work(browser, site, "ada") as page:
        for path in (*PAGES, f"{PAGE}?for=international&story={article}", f"{PAGE}/mail/international"):
            page.goto(path)
            page.evaluate("1")
            assert "owned" not in page.title()
            assert all("owned" not in frame.title() for frame in page.frames)
        assert page.locator("script:not([src])").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_mail_looks_as_was_chosen_and_not_as_the_browser_of_whoever_reviews(
    browser: Browser, site: Served, scheme: str
) -> None:
    def corner(page: Page, look: str) -> int:
        """How light the mail is at its upper corner, from 0 to 255."""
        page.goto(f"{PAGE}?for=taiwan&width=375&look={look}")
        page.frame_locator("iframe.mail").locator("body").wait_for()
        shot = page.locator("iframe.mail").screenshot()
        return int(Image.open(io.BytesIO(shot)).convert("L").getpixel((3, 3)))  # type: ignore[arg-type]

    with at_work(browser, site, "ada", color_scheme=scheme) as page:
        assert corner(page, "light") > 200
        assert corner(page, "dark") < 60
        assert corner(page, "inverted") < 60


@pytest.mark.parametrize("width", [1280, 375])
def test_a_headline_of_one_endless_word_widens_no_page(browser: Browser, site: Served, width: int) -> None:
    article = site.desk.store.issues.list()[0].article_ids[0]
    words = {"for": "international", "headline": "x" * 300}
    assert site.visitor("mei").post(f"{PAGE}/stories/{article}/words", data=words).status_code in (303, 409)
    with at_work(browser, site, "ada", viewport={"width": width, "height": 900}) as page:
        for path in (*PAGES, f"{PAGE}?for=international&story={article}"):
            page.goto(path)
            assert page.evaluate("document.documentElement.scrollWidth") == width, path


def test_a_title_of_a_megabyte_is_shown_as_text_on_every_page(own: Served) -> None:
    title = "<script>document.title='owned'</script>" + "字" * 300_000
    article = make.article(title, "正文第一句。正文第二句。", kind=Kind.STORY, language=Language.ZH_HANS)
    own.desk.store.articles.add([article], now=own.clock.now)
    review.add(own.desk, ISSUE, article.id, actor=Actor(name="mei"), now=own.clock.now)
    visitor = own.visitor("ada")
    for path in (*PAGES, f"{PAGE}?for=mainland&story={article.id}", f"{PAGE}/mail/mainland", f"/articles/{article.id}"):
        answer = visitor.get(path)
        assert answer.status_code == (404 if path == "/nothing" else 200), path
        assert "<script>document" not in answer.text, path
