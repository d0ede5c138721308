"""Draws docs/email.png: the sample's weekly issue as two readers see it. Run it with `make picture`.

The pictures of the sample newsroom exist nowhere, so drawn ones stand in for them; nothing is fetched.
"""

import html
import tempfile
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from playwright.sync_api import Route, sync_playwright

from digest import newsroom, pipeline, starter

OUT = Path(__file__).resolve().parent.parent / "docs" / "email.png"
AUDIENCES = ("international", "taiwan")
WIDTH, HEIGHT = 640, 1120  # of each mail, in CSS pixels
AS_OF = datetime(2025, 11, 17, 1, tzinfo=UTC)
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


def mails() -> list[str]:
    """The HTML of the sample's weekly issue for each audience."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        starter.copy(root)
        with newsroom.open_desk(root) as desk:
            pipeline.ingest(desk, tuple(desk.settings.sources.values()), now=AS_OF)
            letter = desk.settings.newsletters["weekly"]
            due, window = pipeline.due_window(letter, AS_OF)
            issue = pipeline.build(desk, letter, window=window, due=due, now=AS_OF).issue
        folder_of_issue = root / pipeline.OUTBOX / issue.id
        return [(folder_of_issue / name / "email.html").read_text(encoding="utf-8") for name in AUDIENCES]


def answer(route: Route) -> None:
    if route.request.resource_type == "image":
        route.fulfill(content_type="image/svg+xml", body=landscape(route.request.url))
    else:
        route.abort()


def main() -> None:
    frames = "".join(FRAME.format(width=WIDTH, height=HEIGHT, mail=html.escape(mail)) for mail in mails())
    page_width = len(AUDIENCES) * WIDTH + (len(AUDIENCES) - 1) * 24
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": page_width + 48, "height": HEIGHT + 48})
        page.route("**/*", answer)
        page.set_content(PAGE.format(frames=frames))
        page.wait_for_timeout(500)
        page.screenshot(path=OUT)
        browser.close()


if __name__ == "__main__":
    main()
