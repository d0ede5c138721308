"""Days that a text names, for telling an event that is over. Part of digest.preflight.

Of a range only the last day is wanted. A day without a year is taken to be the one nearest to `near`.
"""

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

import regex

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:[a-z]{0,6})\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_PATTERNS = tuple(
    regex.compile(pattern, regex.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+(?P<year>(?:19|20)\d\d))?\b",
        rf"\b{_MONTH}\s+(?:[0-3]?\d\s*(?:-|–|to|and)\s*)?{_DAY}(?!\d|\s*(?:-|–)\s*\d)(?:,?\s+(?P<year>(?:19|20)\d\d))?",
        r"(?:(?P<year>(?:19|20)\d\d)\s*年\s*)?(?<!\d)(?P<number>1?\d)\s*月\s*"
        r"(?:[0-3]?\d\s*日?\s*(?:至|到|-|–|—|－|~|～)\s*)?(?P<day>[0-3]?\d)\s*[日号號]",
        r"(?<!\d)(?P<year>(?:19|20)\d\d)[-/](?P<number>[01]?\d)[-/](?P<day>[0-3]?\d)(?!\d)",
    )
)


def local(moment: datetime, zone: str) -> date:
    """The day of `moment` where `zone` is."""
    return moment.astimezone(ZoneInfo(zone)).date()


def named(text: str, *, near: date) -> set[date]:
    """Every day that `text` names."""
    return set(_named(text, near))


def _named(text: str, near: date) -> Iterator[date]:
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            parts = found.groupdict()
            month = int(parts["number"]) if parts.get("number") else _MONTHS.index(parts["month"].lower()) + 1
            years = (int(parts["year"]),) if parts["year"] else (near.year - 1, near.year, near.year + 1)
            possible = [day for year in years if (day := _day(year, month, int(parts["day"])))]
            if possible:
                yield min(possible, key=lambda day: abs(day - near))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
