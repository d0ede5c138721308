"""Records out of the text of a web page that somebody copied into a file. Floor 2.

`layouts` says where entries begin; this module cuts them out: everything up to the next beginning or the end
mark belongs to the entry, what stands before the first one is the page's header and belongs to none. An item
that the page shows twice, once with its text, is one record. Dates, kinds and texts are left as written.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from digest.errors import SourceError
from digest.model import Fetched, Source
from digest.sources import layouts, vocabulary
from digest.sources.layouts import Layout, Line, Sort, Start
from digest.sources.record import Doubt, Reading, Record
from digest.text import encoding


@dataclass(slots=True)
class _Entry:
    """An entry while its lines are collected."""

    start: Start
    body: list[Line]


def read(source: Source, fetched: Fetched) -> Reading:
    """The entries of the page in its order; SourceError when not one could be made out."""
    page = layouts.lines(encoding.decode(fetched).text)
    if not page:
        raise SourceError("The page holds no text.", source=source.name, location=fetched.location)
    layout = layouts.find(page)
    entries = _entries(page, layout)
    if not entries:
        raise SourceError(_why_nothing(page, layout), source=source.name, location=fetched.location, next=_NEXT)
    doubts = (*layout.doubts, *_overlooked(page, entries), *_left_out(page, entries, layout))
    records = _merged(_record(page, entry) for entry in entries)
    return Reading(records=records, doubts=tuple(sorted(doubts, key=lambda doubt: _line_of(doubt.location))))


_NEXT = "Give each entry a type, a date and a title, each on a line of its own."


def _why_nothing(page: Sequence[Line], layout: Layout) -> str:
    if layout.doubts:
        return f"No entry could be made out: {layout.doubts[0].location}: {layout.doubts[0].reason}."
    return f"No line from line {page[0].number} to line {page[-1].number} is a date, so no entry could be made out."


def _entries(page: Sequence[Line], layout: Layout) -> list[_Entry]:
    entries: list[_Entry] = []
    entry: _Entry | None = None
    before_marker = _before_marker(page, layout)
    position = 0
    while position < len(page):
        start = layout.starts.get(position) or (None if entry else layouts.loose(page, position, layout))
        if start:
            entry = _Entry(start=start, body=[])
            entries.append(entry)
            position = start.body
            continue
        sort = page[position].sort
        if entry and _ends(sort, entry, position in before_marker):
            entry = None
        elif entry and sort not in {Sort.MORE, Sort.MARKER}:
            entry.body.append(page[position])
        position += 1
    return entries


def _ends(sort: Sort, entry: _Entry, before_marker: bool) -> bool:
    """True if the line ends the entry: a carousel mark does; "learn more" only where no text came before it, and
    the heading of a list only where no carousel mark follows (in both cases it may stand within the text)."""
    if sort is Sort.MORE:
        return not entry.body
    return sort is Sort.MARKER or (sort is Sort.LATEST and not before_marker)


def _before_marker(page: Sequence[Line], layout: Layout) -> frozenset[int]:
    """The positions after which a carousel mark comes before the next entry."""
    found: set[int] = set()
    follows = False
    for position in range(len(page) - 1, -1, -1):
        if follows:
            found.add(position)
        if page[position].sort is Sort.MARKER:
            follows = True
        elif position in layout.starts:
            follows = False
    return frozenset(found)


def _overlooked(page: Sequence[Line], entries: Iterable[_Entry]) -> Iterable[Doubt]:
    """Doubts about lines within a text that look like the beginning of another entry."""
    sort_by_number = {line.number: index for index, line in enumerate(page)}
    for entry in entries:
        for line in entry.body:
            position = sort_by_number[line.number]
            before, after = page[position - 1], layouts.sort_at(page, position + 1)
            if after is not Sort.TEXT:
                continue
            if line.is_dated and before.sort is Sort.TEXT and layouts.looks_like_type(before.text):
                reason = f"line {before.number} may begin another entry; it was kept in the text of this one"
                yield Doubt(location=f"line {page[entry.start.first].number}", reason=reason, lost=False)
            elif line.sort is Sort.TYPE and layouts.looks_like_title(page[position + 1].text):
                yield Doubt(location=f"line {line.number}", reason=_TYPE_WITHOUT_DATE)
            elif line.attempt and line.after_blank:
                yield Doubt(location=f"line {line.number}", reason=_UNREAD_DATE)


_TYPE_WITHOUT_DATE = "a type stands here, but no date follows; the lines were kept in the text of the entry before"
_UNREAD_DATE = "an entry may begin here, but its date cannot be read; it was kept in the text of the entry before"


def _left_out(page: Sequence[Line], entries: Sequence[_Entry], layout: Layout) -> Iterable[Doubt]:
    """Doubts about the stretches between entries that are more than a page's header and footer."""
    first = entries[0].start.first
    taken = _taken(page, entries)
    doubted = {doubt.location for doubt in layout.doubts}
    block: list[Line] = []
    for position, line in enumerate((*page, None)):
        if line and position not in taken and line.sort not in _MARKS:
            block.append(line)
            continue
        marked = line is not None and line.sort is Sort.MARKER
        if block and _is_entry(block, marked, position <= first) and doubted.isdisjoint(_locations(block)):
            reason = f"no entry could be made out from here to line {block[-1].number}"
            begins = next((each for each in block if each.sort is Sort.TYPE), block[0])
            yield Doubt(location=f"line {begins.number}", reason=reason)
        block = []


_MARKS = frozenset({Sort.MARKER, Sort.MORE, Sort.LATEST})


def _taken(page: Sequence[Line], entries: Sequence[_Entry]) -> frozenset[int]:
    """The positions of the lines that are part of an entry."""
    bodies = {line.number for entry in entries for line in entry.body}
    headings = {position for entry in entries for position in range(entry.start.first, entry.start.body)}
    return frozenset(headings | {position for position, line in enumerate(page) if line.number in bodies})


def _is_entry(block: Sequence[Line], marked: bool, before_first: bool) -> bool:
    """True for lines that a carousel mark ends, that hold a date or an attempt at one, or that begin with a type
    and a title; menus in the header of a page are full of types."""
    if marked or any(line.is_dated for line in block):
        return True
    begins = block[0].sort is Sort.TYPE and len(block) > 1 and layouts.looks_like_title(block[1].text)
    return begins and not before_first


def _locations(block: Sequence[Line]) -> frozenset[str]:
    return frozenset(f"line {line.number}" for line in block)


def _record(page: Sequence[Line], entry: _Entry) -> Record:
    start = entry.start
    return Record(
        location=f"line {page[start.first].number}",
        title=page[start.title].text,
        body="\n".join(line.text for line in entry.body),
        kind_word="" if start.kind is None else page[start.kind].text,
        date=page[start.date].text,
    )


def _merged(records: Iterable[Record]) -> tuple[Record, ...]:
    """The records, those without text left out where the same title and date also come with text."""
    groups: dict[tuple[str, str], list[Record]] = {}
    for record in records:
        groups.setdefault((vocabulary.folded(record.title), vocabulary.folded(record.date)), []).append(record)
    kept = [record for group in groups.values() for record in _without_listings(group)]
    return tuple(sorted(kept, key=lambda record: _line_of(record.location)))


def _without_listings(group: list[Record]) -> list[Record]:
    full = [record for record in group if record.body]
    listed = tuple(f"also listed without text at {record.location}" for record in group if not record.body)
    return [replace(full[0], notes=listed), *full[1:]] if full else group[:1]


def _line_of(location: str) -> int:
    return int(location.split()[-1])
