"""Rows out of one table of terms: UTF-8, separated by tabs, a header first. Part of digest.config.

Blank lines and lines that begin with # say nothing. Excel's byte order mark and line ends are accepted, its quotation
marks are not: a cell is what stands between two tabs.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from digest.errors import Fault

LONGEST_LINE = 2_000  # characters
FAULTS_SHOWN = 50  # per file; a file with more is no table of terms
_LINE_BREAKS = re.compile("[\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    line: int
    cells: Mapping[str, str]


@dataclass(slots=True, kw_only=True)
class Table:
    """What a file holds, and what is wrong with it; `file` is its name for people."""

    file: str
    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def refuse(self, line: int | None, what: str, key: str = "", allowed: str = "") -> None:
        self.faults.append(Fault(file=self.file, line=line, key=key, what=what, allowed=allowed))


def read(raw: bytes, file: str, columns: Sequence[str]) -> Table:
    """The rows of a table with these columns, in any order, and a fault for each line that is none."""
    table = Table(file=file)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        table.refuse(1, "is UTF-16, not UTF-8; save it as UTF-8 text separated by tabs")
        return table
    header: list[str] | None = None
    for number, text in _lines(raw, table):
        cells = text.split("\t")
        if header is None:
            header = cells
            if not _is_header(cells, columns, number, table):
                return table
        elif len(cells) != len(header):
            table.refuse(number, f"has {_count(len(cells), 'cell')}, not {len(header)}: {', '.join(header)}")
        else:
            table.rows.append(Row(line=number, cells=dict(zip(header, cells, strict=True))))
    if header is None:
        table.refuse(1, "has no header", allowed="the columns " + ", ".join(columns))
    return table


def _lines(raw: bytes, table: Table) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(raw.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        try:
            text = line.decode("utf-8").removesuffix("\r")
        except UnicodeDecodeError as e:
            table.refuse(number, f"is not UTF-8 (byte {e.start + 1} of the line)")
            continue
        if len(text) > LONGEST_LINE:
            table.refuse(number, f"has {len(text):,} characters; at most {LONGEST_LINE:,} make a row")
        elif _LINE_BREAKS.search(text):
            table.refuse(number, "holds a line break of another kind than LF or CR LF")
        elif text.strip() and not text.startswith("#"):
            yield number, text


def _is_header(cells: Sequence[str], columns: Sequence[str], line: int, table: Table) -> bool:
    missing = [column for column in columns if column not in cells]
    strange = [cell for cell in cells if cell not in columns]
    twice = {cell for cell in cells if cells.count(cell) > 1}
    for column in missing:
        table.refuse(line, f"the column {column} is missing", allowed="the columns " + ", ".join(columns))
    for cell in strange:
        table.refuse(line, f"{cell[:40]!r} is no column", allowed=", ".join(columns))
    for cell in sorted(twice.intersection(columns)):
        table.refuse(line, f"the column {cell} stands there twice")
    return not (missing or strange or twice)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
