"""Where the entries of a copied page begin, told from the lines alone. Floor 2.

Pages seen: (a) type, date, title, text ..., "1 of 5"; (b) the same without text, ended by "Learn more";
(c) type, title, date; (d) no type: date, title or title, date. The order is decided once for the page, from
type words where there are any and from blank lines and ends where there are none. A page whose order cannot be
decided gives doubts with line numbers and no entry: a title under the wrong date is worse than none.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from digest.model import Kind
from digest.sources import vocabulary
from digest.sources.record import Doubt
from digest.text import dates

_LONGEST_DATE = 60  # characters of a line that is nothing but a date
_LONGEST_TYPE = 40  # characters of a line that may be a type word nobody told us about
_LONGEST_TITLE = 120  # characters of a line that may be the title of an entry without a date
_SENTENCE_END = re.compile(r"[.!?。！？…:：;；,，]\W*$")
_UNDECIDED = "a date stands here, but which line is its title cannot be told"


class Sort(Enum):
    """What one line is by itself."""

    TYPE = "type"
    DATE = "date"
    MARKER = "marker"
    MORE = "more"
    LATEST = "latest"
    TEXT = "text"
    NOTHING = "nothing"  # beyond the first or last line


_ENDS = frozenset({Sort.MARKER, Sort.MORE, Sort.LATEST, Sort.NOTHING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line that is not blank."""

    number: int  # as an editor counts, from 1
    text: str
    sort: Sort
    after_blank: bool
    attempt: bool = False  # nothing but parts of a date, but no date that can be read: "13 November"

    @property
    def is_dated(self) -> bool:
        """True if the line stands where a date does, readable or not."""
        return self.sort is Sort.DATE or self.attempt


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """The lines an entry begins with, as positions; `kind` is None where the page names none."""

    first: int
    kind: int | None
    date: int
    title: int

    @property
    def body(self) -> int:
        """The position after the heading lines."""
        return max(self.date, self.title) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The entries that are beyond doubt, by the position of their first line, and the order the page keeps."""

    starts: Mapping[int, Start]
    date_first: bool
    typed: bool
    doubts: tuple[Doubt, ...] = ()


def lines(text: str) -> tuple[Line, ...]:
    """The lines of `text` that are not blank, each with what it is by itself."""
    found: list[Line] = []
    after_blank = True
    for number, raw in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        line = raw.strip().strip("\ufeff\u200b").strip()
        if line:
            sort = _sort(line)
            attempt = sort is Sort.TEXT and len(line) <= _LONGEST_DATE and dates.is_attempt(line)
            found.append(Line(number=number, text=line, sort=sort, after_blank=after_blank, attempt=attempt))
        after_blank = not line
    return tuple(found)


def sort_at(page: Sequence[Line], position: int) -> Sort:
    """What the line at `position` is; NOTHING outside the page."""
    return page[position].sort if 0 <= position < len(page) else Sort.NOTHING


def find(page: Sequence[Line]) -> Layout:
    """The layout of the page and the entries whose heading lines are complete."""
    type_first, title_second, doubts = _typed(page)
    unread_first, unread_second = _typed_unread(page)
    if type_first or title_second or ((unread_first or unread_second) and not doubts):
        if type_first or title_second:
            date_first = len(type_first) >= len(title_second)
        else:
            date_first = len(unread_first) >= len(unread_second)
        return Layout(
            starts=unread_first | type_first if date_first else unread_second | title_second,
            date_first=date_first,
            typed=True,
            doubts=doubts if date_first else (),
        )
    if doubts:
        return Layout(starts={}, date_first=True, typed=False, doubts=doubts)
    return _untyped(page)


def loose(page: Sequence[Line], position: int, layout: Layout) -> Start | None:
    """The entry that begins at `position`, between entries: with another order than the page's after a known
    type, or with no type or an unknown one. On a page without types only a date that cannot be read is left."""
    kinds = tuple(sort_at(page, position + step) for step in range(3))
    dated = tuple(position + step < len(page) and page[position + step].is_dated for step in range(3))
    if kinds[:2] == (Sort.TYPE, Sort.TEXT) and layout.typed and dated[2] and not dated[1]:
        return _start(position, position, date_first=False)
    if layout.typed and kinds[0] is Sort.TEXT and looks_like_type(page[position].text):
        if layout.date_first and dated[1] and kinds[2] is Sort.TEXT:
            return _start(position, position, date_first=True)
        if not layout.date_first and kinds[1] is Sort.TEXT and dated[2]:
            return _start(position, position, date_first=False)
    if layout.typed or _is_attempt_at(page, position, layout):
        if layout.date_first and dated[0] and kinds[1] is Sort.TEXT:
            return _start(position - 1, None, date_first=True)
        if not layout.date_first and kinds[0] is Sort.TEXT and dated[1]:
            return _start(position - 1, None, date_first=False)
    return None


def _is_attempt_at(page: Sequence[Line], position: int, layout: Layout) -> bool:
    where = position if layout.date_first else position + 1
    return where < len(page) and page[where].attempt


def looks_like_title(text: str) -> bool:
    """True if the line is short and ends like a title."""
    return len(text) <= _LONGEST_TITLE and not _SENTENCE_END.search(text)


def looks_like_type(text: str) -> bool:
    """True if the line could be a type word that the vocabulary does not know."""
    short = len(text) <= _LONGEST_TYPE and len(text.split()) <= 5
    return short and not any(map(str.isdigit, text)) and not _SENTENCE_END.search(text)


def _sort(line: str) -> Sort:
    if vocabulary.is_marker(line):
        return Sort.MARKER
    if vocabulary.kind_of(line) is not Kind.UNKNOWN:
        return Sort.TYPE
    if vocabulary.is_more(line):
        return Sort.MORE
    if vocabulary.is_latest(line):
        return Sort.LATEST
    return Sort.DATE if len(line) <= _LONGEST_DATE and dates.find_line(line) else Sort.TEXT


def _start(before: int, kind: int | None, date_first: bool) -> Start:
    """The start whose date and title are the two lines after `before`, in the page's order."""
    date, title = (before + 1, before + 2) if date_first else (before + 2, before + 1)
    return Start(first=before + 1 if kind is None else kind, kind=kind, date=date, title=title)


def _typed(page: Sequence[Line]) -> tuple[dict[int, Start], dict[int, Start], tuple[Doubt, ...]]:
    """The entries that read type, date, title; those that read type, title, date; doubts about the first."""
    type_first: dict[int, Start] = {}
    title_second: dict[int, Start] = {}
    doubts: list[Doubt] = []
    for position, line in enumerate(page):
        if line.sort is not Sort.TYPE:
            continue
        following = tuple(sort_at(page, position + step) for step in (1, 2, 3))
        if following[:2] == (Sort.TEXT, Sort.DATE):
            title_second[position] = _start(position, position, date_first=False)
        elif following[0] is Sort.DATE and _can_be_title(following[1], following[2]):
            type_first[position] = _start(position, position, date_first=True)
        elif following[0] is Sort.DATE:
            doubts.append(Doubt(location=f"line {line.number}", reason="a type and a date without a title"))
    return type_first, title_second, tuple(doubts)


def _typed_unread(page: Sequence[Line]) -> tuple[dict[int, Start], dict[int, Start]]:
    """As `_typed`, for entries whose date is written and cannot be read; their articles have an unknown date."""
    first: dict[int, Start] = {}
    second: dict[int, Start] = {}
    for position, line in enumerate(page[:-2]):
        if line.sort is not Sort.TYPE or page[position + 1].sort is not Sort.TEXT:
            continue
        if page[position + 1].attempt and _can_be_title(page[position + 2].sort, sort_at(page, position + 3)):
            first[position] = _start(position, position, date_first=True)
        elif page[position + 2].attempt:
            second[position] = _start(position, position, date_first=False)
    return first, second


def _can_be_title(sort: Sort, after: Sort) -> bool:
    """A title may be a type word itself ("Video"), unless a date makes it the beginning of the next entry."""
    return sort is Sort.TEXT or (sort is Sort.TYPE and after is not Sort.DATE)


def _untyped(page: Sequence[Line]) -> Layout:
    """The layout of a page on which no known type word stands beside a date."""
    dated = [position for position, line in enumerate(page) if line.sort is Sort.DATE]
    leading, second = _hints(page, dated)
    if leading and len(leading) >= len(second):
        with_header = [k for k in second if k == dated[0]]
        return _chosen(page, sorted(leading + with_header), dated, date_first=True)
    if second:
        names = Counter(vocabulary.folded(page[k - 1].text) for k in second)
        if max(names.values()) > 1 and all(_is_unknown_type(page, k) for k in second):
            starts = {k - 1: _start(k - 1, k - 1, date_first=True) for k in second}
            return Layout(starts=starts, date_first=True, typed=True)
        return _chosen(page, second, dated, date_first=False)
    return _by_alternation(page, dated)


def _hints(page: Sequence[Line], dated: Sequence[int]) -> tuple[list[int], list[int]]:
    """The dates that lead a group of lines, and those that are second in one; groups end at blanks and ends."""
    blanks = _blanks_mean_something(page)

    def begins(position: int) -> bool:
        before = sort_at(page, position - 1)
        if before is Sort.NOTHING:
            return blanks or any(line.sort in _ENDS for line in page)
        return before in _ENDS or (blanks and page[position].after_blank)

    leading = [k for k in dated if begins(k) and sort_at(page, k + 1) is Sort.TEXT]
    second = [k for k in dated if not begins(k) and sort_at(page, k - 1) is Sort.TEXT and begins(k - 1)]
    return leading, second


def _blanks_mean_something(page: Sequence[Line]) -> bool:
    """False if no line or nearly every line follows a blank one: then blanks separate nothing."""
    after_blank = sum(line.after_blank for line in page[1:])
    return 0 < after_blank <= 0.6 * (len(page) - 1)


def _is_unknown_type(page: Sequence[Line], date: int) -> bool:
    return looks_like_type(page[date - 1].text) and sort_at(page, date + 1) is Sort.TEXT


def _by_alternation(page: Sequence[Line], dated: Sequence[int]) -> Layout:
    """The layout of a page without blanks and ends: a strict alternation, or one article."""
    gaps = {later - earlier for earlier, later in pairwise(dated)}
    ends_with_date = bool(dated) and dated[-1] == len(page) - 1
    if dated[:1] == [0] and (gaps == {2} or not gaps) and not ends_with_date:
        return _chosen(page, dated, dated, date_first=True)
    if dated[:1] == [1] and ((gaps == {2} and ends_with_date) or not gaps) and page[0].sort is Sort.TEXT:
        return _chosen(page, dated, dated, date_first=False)
    doubts = tuple(Doubt(location=f"line {page[k].number}", reason=_UNDECIDED) for k in dated)
    return Layout(starts={}, date_first=True, typed=False, doubts=doubts)


def _chosen(page: Sequence[Line], chosen: Sequence[int], dated: Sequence[int], *, date_first: bool) -> Layout:
    """The layout with an entry at each of the `chosen` dates; dates before the first of them are doubted."""
    starts = [_start(k - 1 if date_first else k - 2, None, date_first) for k in chosen]
    doubts = tuple(
        Doubt(location=f"line {page[k].number}", reason=_UNDECIDED) for k in dated if starts and k < starts[0].first
    )
    return Layout(starts={start.first: start for start in starts}, date_first=date_first, typed=False, doubts=doubts)
