"""Pictures of HTML by the Chromium that is installed. Floor 3: starts a process, writes nothing but what it is told.

The page stands in a frame in which no script runs. Its height is measured first, because Chromium takes a picture of a
window and not of a page.
"""

import html as escaping
import re
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from digest.errors import DigestError

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
NARROWEST_PX = 500  # Chromium opens no narrower window
TALLEST_PX = 16_000
LONGEST_S = 60

_OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--no-first-run",
    "--disable-extensions",
)
_MEASURE = "this.title=this.contentDocument.documentElement.scrollHeight"


def program() -> str:
    """The path of Chromium; DigestError says what to install where there is none."""
    for name in PROGRAMS:
        if found := shutil.which(name):
            return found
    raise DigestError(
        "No Chromium was found to make pictures with.",
        kept="The gallery is there.",
        next="Install it, on Debian: apt-get install chromium fonts-noto-cjk",
    )


def take(chromium: str, page: str, width_px: int) -> bytes:
    """A PNG of the whole page at that width; DigestError where Chromium fails."""
    with TemporaryDirectory(prefix="digest-") as folder:
        framed, picture = Path(folder) / "page.html", Path(folder) / "page.png"
        framed.write_text(_frame(page, width_px, 800), encoding="utf-8")
        found = re.search(r'title="(\d+)"', _run(chromium, folder, width_px, 800, "--dump-dom", framed.as_uri()))
        height = min(int(found[1]) if found else 800, TALLEST_PX)
        framed.write_text(_frame(page, width_px, height), encoding="utf-8")
        _run(chromium, folder, width_px, height, f"--screenshot={picture}", framed.as_uri())
        try:
            return picture.read_bytes()
        except OSError as e:
            raise DigestError("Chromium made no picture.", kept="The gallery is there.") from e


def _frame(page: str, width_px: int, height_px: int) -> str:
    return (
        '<!doctype html><meta charset="utf-8"><style>body{margin:0}iframe{display:block;border:0}</style>'
        f'<iframe sandbox="allow-same-origin" width="{width_px}" height="{height_px}" onload="{_MEASURE}" '
        f'srcdoc="{escaping.escape(page)}"></iframe>'
    )


def _run(chromium: str, folder: str, width_px: int, height_px: int, *words: str) -> str:
    size = f"--window-size={max(width_px, NARROWEST_PX)},{height_px}"
    try:
        done = subprocess.run(
            [chromium, *_OPTIONS, f"--user-data-dir={folder}/profile", size, *words],
            capture_output=True,
            timeout=LONGEST_S,
            check=True,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError) as e:
        raise DigestError(f"Chromium failed: {e}.", kept="The gallery is there.") from e
    return done.stdout.decode(errors="replace")
