"""One date out of all that a document states about its publication. Floor 2.

The statements come in the order of their strength. A strong one that cannot be read ends the search, because a
weaker one would be a guess about what the strong one meant. Statements that contradict each other give no date.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from digest.text import dates

_MOST_SHOWN = 3  # of contradicting statements


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A date of publication as it was written, and which part of the document says so."""

    place: str  # "the page's JSON-LD", "pubDate"
    written: str


def settle(statements: Sequence[Statement], zone: str) -> tuple[str, str]:
    """The date as written, "" where none is stated, and a note that is empty unless the statements disagree.

    Text that is no date, so that every reader takes it as unknown, for a date that cannot be read or that
    several statements contradict. Days are compared as written and as they fall in `zone`.
    """
    if not statements:
        return "", ""
    strongest = statements[0].place
    for each in statements:
        if each.place == strongest and not dates.read(each.written):
            return each.written, ""
    found = [(each, day) for each in statements if (day := dates.read(each.written))]
    if len({day.day for _, day in found}) == 1 or len({_local_day(day, zone) for _, day in found}) == 1:
        return statements[0].written, ""
    different = list({day.day: each for each, day in reversed(found)}.values())[::-1][:_MOST_SHOWN]
    said = "; ".join(f"{each.place} says {each.written[:60]!r}" for each in different)
    return " / ".join(each.written for each in different), f"the dates contradict each other: {said}"


def _local_day(read: dates.ReadDate, zone: str) -> date:
    if read.time is None or read.offset is None:
        return read.day
    return (datetime.combine(read.day, read.time, UTC) - read.offset).astimezone(ZoneInfo(zone)).date()
