"""Draws docs/email.png, the sample's weekly issue as two readers see it, and docs/email/: telephones in light and dark,
weekly and monthly. Run it with `make picture`.

The pictures of the sample newsroom exist nowhere, so drawn ones stand in for them; nothing is fetched.
"""

import html
import tempfile
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Route, sync_playwright

from digest import newsroom, pipeline, starter

DOCS = Path(__file__).resolve().parent.parent / "docs"
AUDIENCES = {"en": "international", "zh-Hant": "taiwan"}
WIDTH, HEIGHT = 640, 1120  # of each mail, in CSS pixels
PHONE = {"width": 375, "height": 812}
AS_OF = {"weekly": datetime(2025, 11, 17, 1, tzinfo=UTC), "monthly": datetime(2025, 12, 1, 2, tzinfo=UTC)}
PAGE = """<body style="margin:0;display:flex;gap:24px;padding:24px;background:#DFE6EB">{frames}</body>"""
FRAME = """<iframe style="border:0;border-radius:10px;width:{width}px;height:{height}px" srcdoc="{mail}"></iframe>"""


def landscape(url: str) -> str:
    """A picture of hills under a sun as SVG, the same for the same address."""
    seed = sha256(url.encode()).digest()
    hue = 190 + seed[0] % 40
    hills = ""
    for layer in range(3):
        ground = 210 + layer * 55
        first, second = ground - 40 - seed[layer + 1] % 70, ground - 10 - seed[layer + 4] % 60
        path = f"M0 {ground} C200 {first} 330 {second} 480 {ground - 20} S720 {second} 800 {first + 30} V450 H0Z"
        hills += f'<path d="{path}" fill="hsl({hue - layer * 22},{38 + layer * 6}%,{66 - layer * 14}%)"/>'
    sun = f'<circle cx="{140 + seed[8] * 2}" cy="{90 + seed[9] % 50}" r="38" fill="hsl(42,90%,78%)"/>'
    sky = f'<rect width="800" height="450" fill="hsl({hue},60%,88%)"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 450">{sky}{sun}{hills}</svg>'


def mails() -> dict[tuple[str, str], str]:
    """The HTML of the sample's issues by newsletter and language."""
    made = {}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        starter.copy(root)
        with newsroom.open_desk(root) as desk:
            pipeline.ingest(desk, tuple(desk.settings.sources.values()), now=AS_OF["weekly"])
            for name, now in AS_OF.items():
                letter = desk.settings.newsletters[name]
                due, window = pipeline.due_window(letter, now)
                issue = pipeline.build(desk, letter, window=window, due=due, now=now).issue
                for language, audience in AUDIENCES.items():
                    file = root / pipeline.OUTBOX / issue.id / audience / "email.html"
                    made[name, language] = file.read_text(encoding="utf-8")
    return made


def answer(route: Route) -> None:
    if route.request.resource_type == "image":
        route.fulfill(content_type="image/svg+xml", body=landscape(route.request.url))
    else:
        route.abort()


def draw(browser: Browser, html_: str, out: Path, **shown: Any) -> None:
    page = browser.new_page(**shown)
    page.route("**/*", answer)
    page.set_content(html_)
    page.wait_for_timeout(500)
    page.screenshot(path=out)
    page.close()


def main() -> None:
    made = mails()
    frames = "".join(
        FRAME.format(width=WIDTH, height=HEIGHT, mail=html.escape(made["weekly", language])) for language in AUDIENCES
    )
    desk = {"width": len(AUDIENCES) * WIDTH + (len(AUDIENCES) - 1) * 24 + 48, "height": HEIGHT + 48}
    (DOCS / "email").mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        draw(browser, PAGE.format(frames=frames), DOCS / "email.png", viewport=desk)
        for (name, language), mail in made.items():
            for scheme in ("light", "dark"):
                out = DOCS / "email" / f"{name}-{language}-{scheme}.png"
                draw(browser, mail, out, viewport=PHONE, color_scheme=scheme)
        browser.close()


if __name__ == "__main__":
    main()
