"""Draws docs/review/: the pages of the review as people see them, of the sample newsroom. Run it with `make picture`.

The pictures of the sample exist nowhere, and the pages fetch none: descriptions stand in their place.
"""

import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from digest import review
from digest.model import Actor, Field, Variant
from tests.web import rooms
from tests.web.rooms import ISSUE, PASSWORD, Served

DOCS = Path(__file__).resolve().parent.parent / "docs" / "review"
NOW = datetime(2025, 11, 16, 6, tzinfo=UTC)
STORY = "ecccf3dd2823"
PAGE = f"/issues/{ISSUE}"
WORDS = "每年秋天，約三萬隻雁鴨和鶴類在蘆汀濕地停歇兩到三週。湖邊蘆葦蕩近年縮小，鳥群落進稻田，與417戶農民起了衝突。"
TOUR = {  # by page: where it is, and how tall its picture on a desk and on a telephone
    "queue": ("/", 700, 700),
    "issue": (f"{PAGE}?for=international", 1000, 900),
    "story": (f"{PAGE}?for=taiwan&story={STORY}#story", 1000, 900),
    "posts": (f"{PAGE}/posts?for=mainland", 900, 900),
    "compare": (f"{PAGE}/compare", 900, 900),
    "decide": (f"{PAGE}/decide", 900, 900),
}
SIZES = {"desk": 1280, "phone": 320}
LANGUAGES = {"en": "light", "zh-Hans": "dark"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A page as somebody sees it."""

    path: str
    language: str
    width: int
    height: int
    scheme: str


PICTURES = {
    "issue-zh-Hant-dark": Picture(
        path=f"{PAGE}?for=taiwan&story={STORY}&look=dark", language="zh-Hant", width=1440, height=1000, scheme="dark"
    )
} | {
    f"{page}-{language}-{size}": Picture(
        path=path, language=language, width=width, height=tall[size == "phone"], scheme=scheme
    )
    for page, (path, *tall) in TOUR.items()
    for language, scheme in LANGUAGES.items()
    for size, width in SIZES.items()
}


def work(site: Served) -> None:
    """Nothing; an editor has been at work."""
    mei = Actor(name="mei", via="page")
    desk = site.desk
    seen = review.text_of(desk, ISSUE, STORY, Variant.ZH_HANT_TW, Field.SUMMARY).version
    review.write(desk, ISSUE, STORY, Variant.ZH_HANT_TW, Field.SUMMARY, WORDS, seen=seen, actor=mei, now=NOW)
    review.move(desk, ISSUE, STORY, 1, actor=mei, now=NOW)
    review.comment(desk, ISSUE, "417 or 217 households? The article says 217.", actor=mei, now=NOW)
    review.submit(desk, ISSUE, actor=mei, now=NOW)


def draw(browser: Browser, site: Served, name: str) -> None:
    """Nothing; the picture lies in docs/review/."""
    shown = PICTURES[name]
    site.visitor("omar").post("/account", data={"language": shown.language})
    context = browser.new_context(
        base_url=site.url,
        viewport={"width": shown.width, "height": shown.height},
        color_scheme=shown.scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    page.goto("/sign-in")
    page.fill("#name", "omar")
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_url("**/")
    page.goto(shown.path)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=DOCS / f"{name}.png")
    context.close()


def main() -> None:
    """Nothing; every picture is drawn anew."""
    DOCS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        rooms.prepare(Path(folder) / "prepared")
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        with rooms.served(Path(folder) / "prepared", Path(folder) / "room") as site:
            site.clock.now = NOW
            work(site)
            for name in PICTURES:
                draw(browser, site, name)
        browser.close()


if __name__ == "__main__":
    main()
