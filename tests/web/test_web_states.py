"""Every state of a page is open to everybody: what appears only after a mistake, a stale save, or for a guest."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.web import rooms
from tests.web.rooms import ISSUE, PASSWORD, Served
from tests.web.test_web_editing import TAIWAN

PAGE = f"/issues/{ISSUE}"
STORY = f"{PAGE}?for=taiwan&story={TAIWAN}"
POST = f"{PAGE}/files/international/x-00-roundup-01.txt"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def guest(site: Served) -> str:
    """The address of a link for a guest."""
    made = site.visitor("mei").post(f"{PAGE}/links", data={"guest": "Dr Wei", "days": "7", "respond": "yes"}).text
    found = re.search(r'value="http://[^/]+(/r/[^"]+)"', made)
    assert found
    return found[1]


def faults(page: Page, state: str) -> Iterator[str]:
    """What shuts somebody out of the page as it is now."""
    if page.evaluate("document.documentElement.scrollWidth") > page.evaluate("innerWidth"):
        yield f"{state}: runs over"
    for fault in Axe().run(page, options=RULES).response["violations"]:
        yield from (f"{state}: {fault['id']}: {node['html'][:160]}" for node in fault["nodes"])


def sent(page: Page, action: str, **fields: str) -> int:
    """The status of the answer to a form with these fields; the page shows it."""
    page.goto("/account")
    with page.expect_navigation() as answered:
        page.evaluate(
            """([action, fields]) => {
                const form = Object.assign(document.createElement("form"), {method: "post", action});
                for (const [name, value] of Object.entries(fields))
                    form.append(Object.assign(document.createElement("input"), {type: "hidden", name, value}));
                document.body.append(form);
                form.submit();
            }""",
            [action, fields],
        )
    return answered.value.status


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_state_of_a_page_shuts_anybody_out(
    scheme: str, language: str, browser: Browser, site: Served, guest: str
) -> None:
    # Each scheme and each language is looked at on a telephone and on a desk.
    size = {"width": 1280 if (scheme == "light") == (language == "en") else 320, "height": 800}
    context = browser.new_context(base_url=site.url, color_scheme=scheme, locale=language, viewport=size)  # type: ignore[arg-type]
    page = context.new_page()
    found = []
    page.goto("/sign-in")
    found += faults(page, "sign-in")
    page.fill("#name", "ada")
    page.fill("#password", "not the password")
    page.press("#password", "Enter")
    page.wait_for_load_state()
    found += faults(page, "wrong password")
    page.goto(guest)
    found += faults(page, "guest")
    page.goto("/sign-in")
    page.fill("#name", "ada")
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_url("**/")
    site.visitor("ada").post("/account", data={"language": language})
    for path in (
        STORY,
        f"{PAGE}?for=international&show=checks",
        POST,
        "/search?q=nothingatall",
        f"{PAGE}?look=inverted",
    ):
        page.goto(path)
        assert page.locator("html").get_attribute("lang") == language
        found += faults(page, path)
    words = {"for": "taiwan", "seen-summary": "0", "summary": "艾達的文字。"}
    assert sent(page, f"{PAGE}/stories/{TAIWAN}/words", **words) == 409
    found += faults(page, "stale words")
    assert sent(page, POST, text="Somebody else was faster.", seen="0") == 409
    found += faults(page, "stale post")
    assert sent(page, f"{PAGE}/decide", act="reject", seen="0" * 64, comment="") >= 400
    found += faults(page, "refused decision")
    assert sent(page, f"{PAGE}/links", guest="Dr Mo", days="1") == 200
    found += faults(page, "made link")
    context.close()
    assert found == []


def tab_to(page: Page, name: str, *, back: bool = False) -> None:
    """Nothing; the element whose name begins so has the focus, reached by the tab key alone."""
    for _ in range(400):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        told = page.evaluate(
            """() => {
                const at = document.activeElement, label = at.labels?.[0]?.textContent ?? "";
                return (at.getAttribute("aria-label") || label || at.textContent || "").trim();
            }"""
        )
        if told.startswith(name):
            return
    raise AssertionError(f"the tab key does not lead to {name!r}")


def go(page: Page, name: str) -> None:
    """Nothing; the link or button of that name has led to another page."""
    tab_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def push(page: Page, name: str) -> None:
    """Nothing; the button of that name has done something in this page."""
    tab_to(page, name)
    page.keyboard.press("Enter")


def typed(page: Page, field: str, text: str) -> None:
    """Nothing; the field says this and nothing else."""
    tab_to(page, field)
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


@contextmanager
def somebody(browser: Browser, site: Served, name: str) -> Iterator[Page]:
    """A browser whose user has signed in and touches nothing but the keyboard."""
    context = browser.new_context(base_url=site.url)
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site.url)
    page = context.new_page()
    page.goto("/sign-in")
    typed(page, "Name", name)
    typed(page, "Password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/")
    yield page
    context.close()


def test_the_weekly_job_is_done_by_the_keyboard_alone(browser: Browser, prepared: Path, tmp_path: Path) -> None:
    with rooms.served(prepared, tmp_path / "room") as site:
        x = site.desk.outbox / ISSUE / "international" / "x-00-roundup-01.txt"
        with somebody(browser, site, "mei") as page:
            go(page, "Look")
            go(page, "Solar roofs keep")
            typed(page, "summary", "Solar panels keep the lights on at 31 schools.")
            go(page, "Save the words")
            expect(page.get_by_text("A new revision was made.")).to_be_visible()
            go(page, "Five cities join forces")
            push(page, "Drop")
            typed(page, "Why?", "Said last week.")
            go(page, "Leave it out of this issue")
            expect(page.get_by_text("The article is out.")).to_be_visible()
            go(page, "Posts")
            go(page, "Edit")
            typed(page, "Text for international", "Far too long. " * 30)
            go(page, "Save")
            go(page, "Queue")
            go(page, "Decide")
            expect(page.locator(".blocker")).to_have_count(1)
            expect(page.get_by_role("button", name="Approve revision")).to_have_count(0)
            go(page, "x-00-roundup-01.txt")
            go(page, "Edit")
            typed(page, "Text for international", "Short enough.")
            go(page, "Save")
            go(page, "Queue")
            go(page, "Decide")
            expect(page.locator(".blocker")).to_have_count(0)
            go(page, "Give it to the approvers")
        with somebody(browser, site, "omar") as page:
            go(page, "Decide")
            go(page, "Approve revision")
            expect(page.get_by_text("Approved.", exact=True)).to_be_visible()
            go(page, "Posts")
            push(page, "Copy text")
            expect(page.locator("#live")).to_have_text("Copied")
            assert page.evaluate("navigator.clipboard.readText()") == x.read_text(encoding="utf-8")
            typed(page, "Address of the post", "https://x.example/lanchuan/1")
            go(page, "Mark as posted")
            expect(page.locator("li.post.posted")).to_have_count(1)
