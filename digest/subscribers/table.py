"""The records of a CSV text, with the lines they stand on; a broken one costs itself only. Part of digest.subscribers.

It never holds more than a record and the lines after it that a quotation mark without a partner might reach. RFC 4180,
with the separators that spreadsheets use in other countries.
"""

import csv
from collections import deque
from collections.abc import Iterable, Iterator

SEPARATORS = ",;\t，"
_REACH = 12  # further lines that one quoted cell may go on for
_LONGEST_CELL = 100_000  # characters; the csv module's own limit, which is global, is a little higher

Record = tuple[int, list[str]]
"""The line on which a record begins, counted from 1, and its cells."""

_Line = tuple[int, str | None]
_Lines = deque[_Line]


class BrokenError(ValueError):
    """A record that cannot be read; `line` is where it begins."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line


def records(lines: Iterable[str | None], separator: str) -> Iterator[Record | BrokenError]:
    """The records, and a BrokenError in the place of each that cannot be read; empty lines give nothing.

    `lines` come without their ends; None stands for one that is too long to be looked at.
    """
    ahead: _Lines = deque()
    numbered = enumerate(lines, 1)
    while True:
        number, line = ahead.popleft() if ahead else next(numbered, (0, None))
        if not number:
            return
        if line is None:
            yield BrokenError(number, "the line is longer than any entry can be")
            continue
        if not line.strip(" \t\r,;"):
            continue
        yield _record(number, line, ahead, numbered, separator)


def _record(number: int, line: str, ahead: _Lines, numbered: Iterator[_Line], separator: str) -> Record | BrokenError:
    """The record that begins with `line`, and takes from `ahead` the lines that a quoted cell of it goes on for."""
    if '"' not in line:
        return number, line.rstrip("\r").split(separator)
    if line.count('"') % 2 == 0:
        return number, _cells(line, separator, strict=False) or [line[:_LONGEST_CELL]]
    joined = line
    for reach in range(_REACH + 1):
        cells = _cells(joined, separator, strict=True)  # a mark inside a word, 5", is none of csv's
        if cells:
            for _ in range(reach):
                ahead.popleft()
            return number, cells
        if reach == len(ahead):
            ahead.append(next(numbered, (0, None)))
        following = ahead[reach][1]
        if following is None:
            break
        joined = f"{joined}\n{following}"
    return BrokenError(number, "a quotation mark has no partner")


def _cells(text: str, separator: str, *, strict: bool) -> list[str]:
    """The cells of one record; none where it is not one."""
    try:
        return next(csv.reader((text.replace("\r\n", "\n").rstrip("\r"),), delimiter=separator, strict=strict))
    except csv.Error:
        return []


def separator_of(heading: str) -> str:
    """The separator that the first line uses most."""
    return max(SEPARATORS, key=heading.count)
