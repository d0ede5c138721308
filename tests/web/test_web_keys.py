"""Single keys, and words that are kept until they are saved."""

from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.web import rooms
from tests.web.rooms import ISSUE, Served
from tests.web.test_web_editing import TAIWAN
from tests.web.test_web_states import faults, somebody

PAGE = f"/issues/{ISSUE}"
STORY = f"{PAGE}?for=taiwan&story={TAIWAN}"


def test_keys_lead_through_the_stories_and_are_listed_and_switched_off(browser: Browser, site: Served) -> None:
    with somebody(browser, site, "mei") as page:
        page.goto(f"{PAGE}?for=international")
        stories = page.locator("ol.stories a")
        first = next(n for n in range(stories.count()) if stories.nth(n).get_attribute("aria-current"))
        for key, place in (("j", first + 1), ("j", first + 2), ("k", first + 1)):
            with page.expect_navigation():
                page.keyboard.press(key)
            expect(stories.nth(place)).to_have_attribute("aria-current", "true")
        page.keyboard.press("e")
        expect(page.locator("#headline")).to_be_focused()
        before = page.url
        page.keyboard.type("jjk?/")
        assert page.url == before
        assert page.locator("#headline").input_value().startswith("jjk?/")
        page.locator("h1").click()
        page.keyboard.press("?")
        expect(page.locator("#keys")).to_be_visible()
        assert list(faults(page, "list of keys")) == []
        page.get_by_label("Switch single keys off").check()
        page.get_by_role("button", name="Close").click()
        page.keyboard.press("/")
        assert page.url == before


def test_words_that_were_not_saved_come_back(browser: Browser, prepared: Path, tmp_path: Path) -> None:
    with rooms.served(prepared, tmp_path / "room") as site, somebody(browser, site, "mei") as page:
        page.goto(STORY)
        page.locator("#summary").fill("湖邊的蘆葦  一年比一年少。")
        expect(page.locator(".kept")).to_contain_text("Kept in this browser at")
        page.close(run_before_unload=False)
        again = page.context.new_page()
        again.goto(STORY)
        expect(again.get_by_text("Words that you wrote here were not saved.")).to_be_visible()
        assert list(faults(again, "words kept")) == []
        again.get_by_role("button", name="Put them back").click()
        expect(again.locator("#summary")).to_have_value("湖邊的蘆葦  一年比一年少。")
        again.get_by_role("button", name="Save the words").click()
        expect(again.get_by_text("A new revision was made.")).to_be_visible()
        expect(again.locator(".unsaved")).to_be_hidden()
        again.locator("#summary").fill("別的。")
        expect(again.locator(".kept")).to_contain_text("Kept in this browser at")
        again.close(run_before_unload=False)
        last = page.context.new_page()
        last.goto(STORY)
        last.get_by_role("button", name="Throw them away").click()
        expect(last.locator("#summary")).to_have_value("湖邊的蘆葦 一年比一年少。")
        last.reload()
        expect(last.locator(".unsaved")).to_be_hidden()
