"""Records out of a CSV file with a header line. Floor 2.

Commas, semicolons and tabs are told apart by the header: the mark that yields the most known names wins. A row
that is not whole is reported and the others are read. A row whose quotation mark is not closed may have swallowed
the rows after it, so reading goes on at the next line of the file, where rows with stray quotation marks are the
rest of the bad one and no records.
"""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from io import StringIO

from digest.errors import SourceError
from digest.model import Fetched, Source
from digest.sources import columns
from digest.sources.articles import LARGEST_FIELD
from digest.sources.record import Doubt, Reading, Record
from digest.text import encoding

_MARKS = (",", ";", "\t")
# The limit belongs to the process and is 131,072 unless set, less than one long article. Setting it here once, and
# not around each reading, keeps readers in other threads from seeing it change.
csv.field_size_limit(LARGEST_FIELD)


def read(source: Source, fetched: Fetched) -> Reading:
    """The records in the file's order, none below a lone header; SourceError without a header that names a title."""
    text = encoding.decode(fetched).text.lstrip("\ufeff")
    first, _, rest = text.partition("\n")
    skipped = 0
    if first[:4].lower() == "sep=":  # the line spreadsheets write for themselves
        text, first, skipped = rest, rest.partition("\n")[0], 1
    mark = max(_MARKS, key=lambda each: len(columns.FIELDS & set(_names(first, each))))
    rows = _rows(text, mark)
    header = next(rows, (0, [], ""))
    names = [name.strip().casefold() for name in header[1]]
    if "title" not in names:
        raise _no_header(source, fetched, first)
    if repeated := sorted(name for name, times in Counter(names).items() if name and times > 1):
        raise _repeated(source, fetched, repeated)
    records: list[Record] = []
    doubts = [*columns.unknown((name for name in names if name), f"line {1 + skipped}")]
    for line, cells, fault in rows:
        location = f"line {line + skipped}"
        fault = fault or ("" if len(cells) == len(names) else f"it has {len(cells)} cells, the header {len(names)}")
        if fault:
            doubts.append(Doubt(location=location, reason=fault))
        else:
            records.append(columns.record(dict(zip(names, cells, strict=True)), location))
    return Reading(records=tuple(records), doubts=tuple(doubts))


def _names(line: str, mark: str) -> list[str]:
    return [name.strip().strip('"').casefold() for name in line[:10_000].split(mark)]


def _rows(text: str, mark: str) -> Iterator[tuple[int, Sequence[str], str]]:
    """Each row that is not blank: the line it begins on, its cells, and what is wrong with it."""
    lines = StringIO(text, newline="").readlines()
    position = broken_until = 0  # lines read; lines that a bad row had swallowed
    while position < len(lines):
        reader = csv.reader(map(lines.__getitem__, range(position, len(lines))), delimiter=mark, strict=True)
        begun = position
        try:
            for cells in reader:
                line, begun = begun + 1, position + reader.line_num
                stray = line <= broken_until and any('"' in cell for cell in cells)
                if any(cell.strip() for cell in cells):
                    yield line, cells, _STRAY if stray else ""
            return
        except csv.Error as error:
            broken_until = max(broken_until, position + reader.line_num)
            yield begun + 1, (), f"it is not CSV: {error}{_GOES_ON if broken_until > begun + 1 else ''}"
            position = begun + 1


_STRAY = "it holds a stray quotation mark and may be the rest of the row before"
_GOES_ON = "; reading went on at the next line"


def _no_header(source: Source, fetched: Fetched, first: str) -> SourceError:
    return SourceError(
        f'The first line names no column "title": {first.strip()[:60]!r}.',
        source=source.name,
        location=fetched.location,
        next=f"Begin the file with a line of column names; known are: {', '.join(sorted(columns.FIELDS))}.",
    )


def _repeated(source: Source, fetched: Fetched, names: Sequence[str]) -> SourceError:
    return SourceError(
        f"The header names a column twice: {', '.join(names)}.", source=source.name, location=fetched.location
    )
