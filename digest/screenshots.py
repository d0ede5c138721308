"""Pictures of HTML by the Chromium that is installed. Floor 3: starts a process, writes nothing but what it is told.

The page stands in a frame in which no script runs. Its height is measured first, because Chromium takes a picture of a
window and not of a page.
"""

import html as escaping
import re
import shutil
import struct
import subprocess
import zlib
from collections.abc import Iterator
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
            return _cut(picture.read_bytes(), width_px)
        except OSError as e:
            raise DigestError("Chromium made no picture.", kept="The gallery is there.") from e


def _cut(png: bytes, width_px: int) -> bytes:
    """The picture without what lies right of `width_px`.

    A filter of PNG looks at the left and upwards only (PNG 9.2), so that rows may lose their ends and stay readable.
    """
    pieces = list(_pieces(png))
    head = pieces[0][1]
    width, height, _, colour = struct.unpack(">IIBB", head[:10])
    if width <= width_px:
        return png
    pixel = {2: 3, 6: 4}[colour]  # Chromium writes eight bits of RGB or RGBA
    rows = zlib.decompress(b"".join(content for kind, content in pieces if kind == b"IDAT"))
    whole, kept = 1 + width * pixel, 1 + width_px * pixel
    cut = b"".join(rows[row * whole : row * whole + kept] for row in range(height))
    made = ((b"IHDR", struct.pack(">I", width_px) + head[4:]), (b"IDAT", zlib.compress(cut)), (b"IEND", b""))
    return png[:8] + b"".join(_piece(kind, content) for kind, content in made)


def _pieces(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += length + 12


def _piece(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


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
