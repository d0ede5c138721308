"""How fast a page of articles (`site-text`) is read, and how that grows with the page.

The peer is the least that could find the same articles: `str.splitlines` and one regular expression for each of the
lines that name a kind or a date. It cleans nothing, detects no language, makes no keys and refuses nothing.
"""

import re

import measure
import writing

from digest import sources
from digest.model import Fetched, Parsed, Source

SIZES = (2, 8, 32) if measure.QUICK else (100, 400, 1600)  # articles of a page
ROUNDS = 1 if measure.QUICK else 3
SOURCE = Source(name="bench", kind="site-text", location="page.txt")

KIND = re.compile("|".join(map(re.escape, (*writing.ENGLISH_KINDS, *writing.CHINESE_KINDS))))
DAY = re.compile(r"\d{1,2} [A-Z][a-z]+ \d{4}|\d{4}年\d{1,2}月\d{1,2}日")


def main() -> None:
    measure.heading("site-text: reading a page of articles", rounds=ROUNDS)
    pages = {size: writing.page(writing.texts(size)) for size in SIZES}
    for size, raw in pages.items():
        found = len(minimal(raw)), len(parsed(raw).articles)
        assert found == (size, size), f"{found} articles found of {size}"
    actions = {f"{who} {size}": action for size, raw in pages.items() for who, action in _actions(raw).items()}
    seconds = measure.best(actions, rounds=ROUNDS)
    smallest = seconds[f"parse {SIZES[0]}"] / len(pages[SIZES[0]])
    rows = []
    for size, raw in pages.items():
        product, peer = seconds[f"parse {size}"], seconds[f"peer {size}"]
        speeds = [f"{len(raw) / each / 1e6:.2f} MB/s" for each in (product, peer)]
        growth = measure.ratio(product / len(raw), smallest)
        rows.append((f"{size}", f"{len(raw) / 1e6:.2f} MB", *speeds, measure.ratio(product, peer), growth))
    measure.table(("articles", "page", "site-text", "splitlines + regex", "times the peer", "time per byte"), rows)


def parsed(raw: bytes) -> Parsed:
    """The articles as the product makes them."""
    return sources.parse(SOURCE, Fetched(raw=raw, location="page.txt"))


def minimal(raw: bytes) -> list[tuple[str, str, str, str]]:
    """Kind, date, title and body of each article, as the least possible reader finds them."""
    lines = raw.decode().splitlines()
    starts = [at for at in range(len(lines) - 2) if KIND.fullmatch(lines[at]) and DAY.fullmatch(lines[at + 1])]
    ends = [*starts[1:], len(lines)]
    return [
        (lines[at], lines[at + 1], lines[at + 2], "\n".join(lines[at + 3 : end]))
        for at, end in zip(starts, ends, strict=True)
    ]


def _actions(raw: bytes) -> dict[str, measure.Action]:
    return {"peer": lambda: minimal(raw), "parse": lambda: parsed(raw)}


if __name__ == "__main__":
    main()
