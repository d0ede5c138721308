"""Checks of the posts, by each platform's own rules, on the finished text. Part of digest.preflight.

The generator writes no mark that would not be recognised; what is found here came in by a headline, a template of the
newsroom or somebody's hand.
"""

from collections.abc import Iterator

from digest import platforms
from digest.model import said
from digest.platforms import Part, Platform, Shape
from digest.preflight.findings import Remark, blocker, warning
from digest.preflight.sheet import Sheet
from digest.render import columns

_PARTS = {"title.txt": Part.TITLE, "digest.txt": Part.DIGEST, "author.txt": Part.AUTHOR}
_SHORTEST_LINE = 16  # columns; shorter ones may well stand twice


def counted(sheet: Sheet) -> Iterator[tuple[str, Platform, str]]:
    """What platforms count: each file's name and text, with the row as it counts that part of a post."""
    for file in sheet.files:
        row = sheet.platforms.get(file.channel)
        if row is None:
            continue
        name, text = file.filename, sheet.text(file.filename)
        kind = name.partition(".")[2]
        if kind in _PARTS:
            if platforms.limit_of(row, _PARTS[kind]):
                yield name, platforms.part(row, _PARTS[kind]), text
        elif kind == ("html" if row.shape is Shape.ARTICLE else "txt"):
            yield name, row, text


def too_long(sheet: Sheet) -> Iterator[Remark]:
    for file, row, text in counted(sheet):
        if (excess := platforms.over(row, text)) > 0:
            shown = platforms.count(row, text)
            words = said(
                "{shown} of {limit} on {platform}: {excess} too many.",
                shown=shown,
                limit=row.limit.value,
                platform=row.title,
                excess=excess,
            )
            yield blocker(words, sheet.place(file))


def empty(sheet: Sheet) -> Iterator[Remark]:
    for file, row, text in counted(sheet):
        if not text.strip():
            yield blocker(said("There is nothing in it to paste on {platform}.", platform=row.title), sheet.place(file))


def marks(sheet: Sheet) -> Iterator[Remark]:
    """Links, tags and mentions that the platform does not recognise as they are meant."""
    for file, row, text in sheet.posts():
        for found in platforms.differences(row, text):
            yield blocker(
                said("{platform}: {found}.", platform=row.title, found=found.words),
                sheet.place(file.filename, found.start),
            )
        for link in platforms.marks(row, text).links:
            if link.text.lower().startswith("http:"):
                yield warning(
                    said("The link {link} is not https.", link=link.text), sheet.place(file.filename, link.start)
                )


def repeats(sheet: Sheet) -> Iterator[Remark]:
    """A line that stands twice in one post."""
    for file, _, text in sheet.posts():
        seen: set[str] = set()
        offset = 0
        for line in text.split("\n"):
            key = line.strip()
            if key in seen and columns.measure(key) >= _SHORTEST_LINE:
                yield warning(
                    said("“{text}” stands twice in the post.", text=key[:40]), sheet.place(file.filename, offset)
                )
            seen.add(key)
            offset += len(line) + 1
