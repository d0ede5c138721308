"""When an issue is due and which stretch of time it covers. Floor 1: pure, `as_of` comes in.

A newsletter's schedule is an RFC 5545 recurrence rule, walked in local wall-clock time of the newsletter's zone and
then placed on the time line, so that "Monday 08:00" stays 08:00 through daylight-saving changes: a wall time that does
not exist is moved forward by the gap, one that exists twice means its first occurrence (RFC 5545 section 3.3.5).

Window rules:
  schedule        from the previous due day to this one, whole local days; tiles the time line
  schedule-exact  from the previous due moment to this one, to the minute; tiles the time line
  previous-week   the last whole week, Monday to Sunday, before the due day
  previous-month  the last whole calendar month before the due day
  last P10D       so many days (PnD or PnW) up to the due day
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrule, rruleset, rrulestr

from digest.model import Newsletter, Window

RULES = ("schedule", "schedule-exact", "previous-week", "previous-month", "last P<n>D", "last P<n>W")
_LAST = re.compile(r"last P(?P<count>[1-9][0-9]{0,3})(?P<unit>[DW])")
_TOO_OFTEN = ("MINUTELY", "SECONDLY")


def check_schedule(schedule: str) -> str:
    """What is wrong with the recurrence rule, in words; empty when it can be used."""
    if "\n" in schedule or "DTSTART" in schedule.upper():
        return "give the rule alone, without DTSTART or a second line; the first day goes into `starts`"
    if any(f"FREQ={often}" in schedule.upper() for often in _TOO_OFTEN):
        return "a newsletter cannot be due every minute or second"
    if re.search(r"INTERVAL=(?!0*[1-9][0-9]{0,3}(?:;|$))", schedule.upper()):
        return "INTERVAL must be 1 or more"
    try:
        rule = rrulestr(schedule, dtstart=datetime(2024, 1, 1))
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as e:
        return f"not an RFC 5545 recurrence rule: {e}"
    if isinstance(rule, rruleset):
        return "one rule is needed, not a set of rules"
    return "" if _until_is_local(schedule) else "UNTIL must be a local time without Z, like DTSTART"


def _until_is_local(schedule: str) -> bool:
    return re.search(r"UNTIL=[0-9T]+Z", schedule.upper()) is None


def check_rule(rule: str) -> str:
    """What is wrong with a window rule, in words; empty when it can be used."""
    return "" if rule in RULES[:4] or _LAST.fullmatch(rule) else f"unknown window rule {rule!r}"


def due(newsletter: Newsletter, as_of: datetime) -> datetime | None:
    """The last moment at or before `as_of` when an issue was due, in UTC; None before the first one."""
    # A wall time can move by a gap when it is placed on the time line, so two neighbours are looked at.
    local = as_of.astimezone(ZoneInfo(newsletter.zone)).replace(tzinfo=None)
    wall = _rule(newsletter).before(local + timedelta(days=1), inc=True)
    while wall is not None:
        moment = place(wall, newsletter.zone)
        if moment <= as_of:
            return moment
        wall = _rule(newsletter).before(wall)
    return None


def occurrences(newsletter: Newsletter, start: datetime, end: datetime) -> Iterator[datetime]:
    """Every due moment in [start, end), ascending, in UTC."""
    zone = ZoneInfo(newsletter.zone)
    first = start.astimezone(zone).replace(tzinfo=None) - timedelta(days=1)
    last = end.astimezone(zone).replace(tzinfo=None) + timedelta(days=1)
    for wall in _rule(newsletter).between(first, last, inc=True):
        moment = place(wall, newsletter.zone)
        if start <= moment < end:
            yield moment


def window(newsletter: Newsletter, due_at: datetime) -> Window:
    """The stretch of time that the issue due at `due_at` (one of `occurrences`) covers."""
    day = due_at.astimezone(ZoneInfo(newsletter.zone)).date()
    if newsletter.window == "previous-week":
        monday = day - timedelta(days=day.weekday())
        return days(monday - timedelta(days=7), monday, newsletter.zone)
    if newsletter.window == "previous-month":
        first = day.replace(day=1)
        return days(first - relativedelta(months=1), first, newsletter.zone)
    if last := _LAST.fullmatch(newsletter.window):
        length = int(last["count"]) * (7 if last["unit"] == "W" else 1)
        return days(day - timedelta(days=length), day, newsletter.zone)
    return _between_occurrences(newsletter, due_at)


def days(first: date, end: date, zone: str) -> Window:
    """The whole local days from `first` up to, and without, `end`."""
    return Window(start=_day_start(first, zone), end=_day_start(end, zone), zone=zone)


def wall_times(schedule: str, starts: date) -> Iterator[datetime]:
    """Every due moment of the rule as naive local time, ascending; may never end."""
    return iter(_parsed(schedule, starts))


def place(wall: datetime, zone: str) -> datetime:
    """The naive local time `wall` on the time line, in UTC; RFC 5545 rules for gaps and folds."""
    return wall.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)


def slug(window: Window) -> str:
    """A file name for the window, different for different windows: 2025-W46, 2025-11, 2025-11-03--2025-11-09."""
    first, last = day_span(window)
    if not _whole_days(window):
        return f"{window.start:%Y%m%dT%H%M%SZ}--{window.end:%Y%m%dT%H%M%SZ}"
    if _is_week(first, last):
        year, week, _ = first.isocalendar()
        return f"{year}-W{week:02d}"
    if _is_month(first, last):
        return f"{first:%Y-%m}"
    return f"{first.isoformat()}--{last.isoformat()}"


def from_slug(text: str, zone: str) -> Window | None:
    """The window that `slug` gives this name, in `zone`; None where it gives no such name."""
    if match := re.fullmatch(r"(\d{4})-W(\d\d)", text):
        with suppress(ValueError):
            monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
            return days(monday, monday + timedelta(days=7), zone)
    if match := re.fullmatch(r"(\d{4})-(\d\d)", text):
        with suppress(ValueError):
            first = date(int(match[1]), int(match[2]), 1)
            return days(first, first + relativedelta(months=1), zone)
    if match := re.fullmatch(r"(\d{4}-\d\d-\d\d)--(\d{4}-\d\d-\d\d)", text):
        with suppress(ValueError):
            return days(date.fromisoformat(match[1]), date.fromisoformat(match[2]) + timedelta(days=1), zone)
    return None


def number(window: Window) -> int | None:
    """The ISO week or the month, where the window is exactly one; None elsewhere."""
    first, last = day_span(window)
    if not _whole_days(window):
        return None
    if _is_week(first, last):
        return first.isocalendar().week
    return first.month if _is_month(first, last) else None


def day_span(window: Window) -> tuple[date, date]:
    """The first and the last local day that the window touches."""
    zone = ZoneInfo(window.zone)
    return window.start.astimezone(zone).date(), (window.end - timedelta(microseconds=1)).astimezone(zone).date()


def _between_occurrences(newsletter: Newsletter, due_at: datetime) -> Window:
    wall = due_at.astimezone(ZoneInfo(newsletter.zone)).replace(tzinfo=None)
    before = _rule(newsletter).before(wall)
    # A wall time moved out of a daylight-saving gap lies behind its own place in the rule: step over it.
    while before and place(before, newsletter.zone) >= due_at:
        before = _rule(newsletter).before(before)
    # The first issue of a newsletter has no predecessor: it reaches back as far as the second one will.
    start = place(before, newsletter.zone) if before else due_at - _first_gap(newsletter, wall)
    if newsletter.window == "schedule-exact":
        return Window(start=start, end=due_at, zone=newsletter.zone)
    first = start.astimezone(ZoneInfo(newsletter.zone)).date()
    return days(first, wall.date(), newsletter.zone)


def _first_gap(newsletter: Newsletter, wall: datetime) -> timedelta:
    after = _rule(newsletter).after(wall)
    return after - wall if after else timedelta(days=7)


@lru_cache(maxsize=64)
def _parsed(schedule: str, starts: date) -> rrule:
    rule = rrulestr(schedule, dtstart=datetime.combine(starts, time()), cache=True)
    assert isinstance(rule, rrule)  # check_schedule has refused sets
    return rule


def _rule(newsletter: Newsletter) -> rrule:
    return _parsed(newsletter.schedule, newsletter.starts)


def _day_start(day: date, zone: str) -> datetime:
    # Midnight may fall into a gap (Beirut, Santiago, Havana): `place` then gives the first moment of the day.
    return place(datetime.combine(day, time()), zone)


def _whole_days(window: Window) -> bool:
    first, last = day_span(window)
    return window == days(first, last + timedelta(days=1), window.zone)


def _is_week(first: date, last: date) -> bool:
    return first.weekday() == 0 and last - first == timedelta(days=6)


def _is_month(first: date, last: date) -> bool:
    return first.day == 1 and last == first + relativedelta(months=1) - timedelta(days=1)
