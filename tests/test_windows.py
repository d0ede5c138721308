"""When issues are due and what they cover."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest import windows
from digest.model import Newsletter, Window
from tests.make import newsletter

ZONES = ("Europe/London", "Asia/Shanghai", "America/New_York")
SCHEDULES = (
    "FREQ=WEEKLY;BYDAY=MO;BYHOUR=8",
    "FREQ=MONTHLY;BYMONTHDAY=1;BYHOUR=9",
    "FREQ=MONTHLY;BYMONTHDAY=-1;BYHOUR=23;BYMINUTE=30",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR;BYHOUR=17",
    "FREQ=DAILY;BYHOUR=1;BYMINUTE=30",
    "FREQ=DAILY;BYHOUR=2;BYMINUTE=30",  # falls into the spring gap of New York and the autumn fold of London
)
YEAR = (datetime(2025, 1, 1, tzinfo=UTC), datetime(2026, 1, 8, tzinfo=UTC))


def walk(letter: Newsletter) -> list[Window]:
    return [windows.window(letter, moment) for moment in windows.occurrences(letter, *YEAR)]


@pytest.mark.parametrize("rule", ["schedule", "schedule-exact"])
@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("schedule", SCHEDULES)
def test_a_year_of_windows_has_no_gap_and_no_overlap(schedule: str, zone: str, rule: str) -> None:
    covered = walk(newsletter(schedule, zone, window=rule))

    assert len(covered) >= 12
    for before, after in pairwise(covered):
        assert before.end == after.start


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("schedule", SCHEDULES)
def test_every_hour_of_a_year_is_in_exactly_one_window(schedule: str, zone: str) -> None:
    covered = walk(newsletter(schedule, zone))
    moment = covered[0].start

    while moment < covered[-1].end:
        assert sum(moment in window for window in covered) == 1, moment
        moment += timedelta(hours=11)


@pytest.mark.parametrize("zone", ZONES)
def test_whole_day_windows_begin_and_end_at_local_midnight(zone: str) -> None:
    for window in walk(newsletter(zone=zone)):
        for edge in (window.start, window.end):
            assert edge.astimezone(ZoneInfo(zone)).time().isoformat() == "00:00:00"


def test_a_window_over_a_daylight_saving_change_is_an_hour_shorter_or_longer() -> None:
    letter = newsletter(zone="Europe/London")
    lengths = {window.end - window.start for window in walk(letter)}

    assert lengths == {timedelta(days=7), timedelta(days=7, hours=1), timedelta(days=6, hours=23)}


def test_an_issue_is_due_at_the_same_wall_time_all_year() -> None:
    due = windows.occurrences(newsletter(zone="America/New_York"), *YEAR)

    assert {moment.astimezone(ZoneInfo("America/New_York")).hour for moment in due} == {8}


def test_a_wall_time_that_does_not_exist_is_moved_forward_by_the_gap() -> None:
    letter = newsletter("FREQ=DAILY;BYHOUR=2;BYMINUTE=30", "America/New_York")
    due = windows.due(letter, datetime(2025, 3, 9, 12, tzinfo=UTC))

    assert due == datetime(2025, 3, 9, 7, 30, tzinfo=UTC)  # 03:30 summer time


def test_a_wall_time_that_exists_twice_is_its_first_occurrence_and_due_once() -> None:
    letter = newsletter("FREQ=DAILY;BYHOUR=1;BYMINUTE=30", "Europe/London")
    night = (datetime(2025, 10, 25, 12, tzinfo=UTC), datetime(2025, 10, 26, 12, tzinfo=UTC))

    assert list(windows.occurrences(letter, *night)) == [datetime(2025, 10, 26, 0, 30, tzinfo=UTC)]


def test_a_month_end_rule_skips_no_month() -> None:
    covered = walk(newsletter("FREQ=MONTHLY;BYMONTHDAY=-1;BYHOUR=9", window="schedule"))

    assert [windows.day_span(window)[1].month for window in covered] == [*range(1, 13)]


def test_a_missed_run_changes_no_window() -> None:
    letter = newsletter()
    due = [windows.due(letter, datetime(2025, 11, day, 12, tzinfo=UTC)) for day in (10, 24)]

    first, third = (windows.window(letter, moment) for moment in due if moment)
    assert third.start - first.end == timedelta(days=7)  # the window of the missed issue lies between, whole


def test_the_issue_of_a_monday_covers_the_week_before() -> None:
    letter = newsletter()
    due = windows.due(letter, datetime(2025, 11, 17, 12, tzinfo=UTC))

    assert due == datetime(2025, 11, 17, 0, tzinfo=UTC)
    window = windows.window(letter, due)
    assert windows.day_span(window) == (date(2025, 11, 10), date(2025, 11, 16))
    assert windows.slug(window) == "2025-W46"
    assert windows.number(window) == 46


@pytest.mark.parametrize(
    ("rule", "first", "last"),
    [
        ("previous-week", date(2025, 11, 3), date(2025, 11, 9)),
        ("previous-month", date(2025, 10, 1), date(2025, 10, 31)),
        ("last P10D", date(2025, 11, 4), date(2025, 11, 13)),
        ("last P2W", date(2025, 10, 31), date(2025, 11, 13)),
    ],
)
def test_other_rules_count_back_from_the_due_day(rule: str, first: date, last: date) -> None:
    letter = newsletter("FREQ=WEEKLY;BYDAY=FR;BYHOUR=8", window=rule)
    due = windows.due(letter, datetime(2025, 11, 14, 12, tzinfo=UTC))

    assert due is not None
    assert windows.day_span(windows.window(letter, due)) == (first, last)


def test_nothing_is_due_before_the_schedule_starts() -> None:
    assert windows.due(newsletter(), datetime(2023, 12, 31, tzinfo=UTC)) is None


def test_the_first_issue_reaches_back_as_far_as_the_second_will() -> None:
    letter = newsletter("FREQ=MONTHLY;BYMONTHDAY=1;BYHOUR=9")
    window = windows.window(letter, datetime(2024, 1, 1, 1, tzinfo=UTC))

    assert windows.day_span(window) == (date(2023, 12, 1), date(2023, 12, 31))


def test_a_day_without_midnight_begins_when_its_first_moment_does() -> None:
    window = windows.days(date(2025, 9, 7), date(2025, 9, 8), "America/Santiago")

    assert window.start == datetime(2025, 9, 7, 4, tzinfo=UTC)  # 00:00 does not exist: the day begins at 01:00
    assert window.end - window.start == timedelta(hours=23)


@given(first=st.dates(date(2020, 1, 1), date(2035, 1, 1)), length=st.integers(1, 40), zone=st.sampled_from(ZONES))
def test_a_slug_names_its_window_and_no_other(first: date, length: int, zone: str) -> None:
    window = windows.days(first, first + timedelta(days=length), zone)

    assert windows.from_slug(windows.slug(window), zone) == window


@pytest.mark.parametrize("text", ["2025-W54", "2025-13", "2025-02-30--2025-03-01", "2025-03-02--2025-03-01", "", "x"])
def test_a_name_that_no_window_has_gives_none(text: str) -> None:
    assert windows.from_slug(text, "Asia/Shanghai") is None


@pytest.mark.parametrize(
    "schedule",
    [
        "",
        "weekly",
        "FREQ=SOMETIMES",
        "FREQ=MINUTELY",
        "DTSTART:20250101T000000\nRRULE:FREQ=DAILY",
        "FREQ=DAILY;BYHOUR=25",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=-1",
        "FREQ=DAILY;UNTIL=20251231T000000Z",
    ],
)
def test_a_rule_that_cannot_be_used_is_named(schedule: str) -> None:
    assert windows.check_schedule(schedule)


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_a_usable_rule_is_passed(schedule: str) -> None:
    assert windows.check_schedule(schedule) == ""


@pytest.mark.parametrize("rule", ["last P0D", "last week", "previous-year", "last P10M", ""])
def test_an_unknown_window_rule_is_named(rule: str) -> None:
    assert windows.check_rule(rule)
