"""How many bytes each block of a mail takes, for mails that are cut off where they are too long. Floor 2: pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from digest.model import said

# A block begins with its second heading; what is before the first one is the top of the mail, styles included.
_STARTS = re.compile(
    r"""<h2\b[^>]*>(?P<heading>.*?)</h2> | <[^<>]*\bclass="[^"]*(?<![\w-])foot(?![\w-])[^"]*"[^>]*>""",
    re.VERBOSE | re.DOTALL,
)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of the mail. `name` is its heading; "top" and "footer" are ours."""

    name: str
    size: int  # bytes


def blocks(html: str) -> tuple[Block, ...]:
    """Every block in order; their sizes add up to the size of `html`."""
    return tuple(_blocks(html))


def heaviest(html: str) -> Block:
    """The block that takes most."""
    return max(blocks(html), key=lambda block: block.size)


def _blocks(html: str) -> Iterator[Block]:
    name: str = said("top")
    start = 0
    for found in _STARTS.finditer(html):
        if found["heading"] is None and name == "footer":
            continue
        if found.start() > start:
            yield Block(name=name, size=len(html[start : found.start()].encode()))
        heading = found["heading"]
        name, start = (said("footer") if heading is None else unescape(_TAG.sub("", heading)).strip()), found.start()
    yield Block(name=name, size=len(html[start:].encode()))
