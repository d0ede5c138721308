"""Each occurrence is built once and sent once, at its hour, if approved by then; whatever runs, stops or jumps."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from posting import CONFIG, join, put_issue, reader, settle

from digest import newsroom, schedule, windows
from digest.dispatch import Clock
from digest.errors import OutboxError
from digest.model import Newsletter, Occurrence, OccurrenceState, Phase, Verdict
from digest.pipeline import Desk
from digest.schedule.clock import Steps
from digest.store import open_store
from digest.store.reviews import Progress

MONDAY = datetime(2025, 11, 17, 0, tzinfo=UTC)  # 08:00 in Shanghai
HOUR = timedelta(hours=1)
BUILT, SENDING, LATE, MISSED = (
    OccurrenceState.BUILT, OccurrenceState.SENDING, OccurrenceState.LATE, OccurrenceState.MISSED,
)  # fmt: skip


def build(desk: Desk, letter: Newsletter, due: datetime, now: datetime) -> bool:
    """An issue with one mail for each audience; its articles are not what is tested here."""
    put_issue(desk, letter=letter, due=due)
    return True


def approve(desk: Desk, issue: str, at: datetime) -> None:
    record = desk.store.issues.get(issue)
    assert record is not None
    desk.store.reviews.put(issue, Progress(phase=Phase.IN_REVIEW))
    desk.store.reviews.rule(
        issue, Verdict.APPROVE, by="Omar", revision=1, seal=record.manifest_sha256, now=at, comment=""
    )


def tick(desk: Desk, now: datetime, build: Callable[..., bool] = build) -> tuple[schedule.Happening, ...]:
    return schedule.build_due(desk, now, build) + schedule.send_due(desk, now)


def states(desk: Desk) -> dict[datetime, OccurrenceState]:
    return {each.due: each.state for each in desk.store.occurrences.list()}


def mails(root: Path) -> int:
    return len(list((root / "sent" / "new").glob("*"))) if (root / "sent").exists() else 0


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with opened(tmp_path) as opened_desk:
        yield opened_desk


@contextmanager
def opened(root: Path, newsletters: str = "") -> Iterator[Desk]:
    """A newsroom whose mail goes into a Maildir, with two readers, and without any issue."""
    settle(root)
    relay = '[dispatch.relays.folder]\nkind = "maildir"\nfolder = "sent"\nconnections = 1\n'
    configuration = (
        CONFIG.format(port=1, dispatch="", relay="", database="").partition("[dispatch.relays.loopback]")[0] + relay
    )
    (root / "config" / "digest.toml").write_text(configuration + newsletters, encoding="utf-8")
    with newsroom.open_desk(root) as desk:
        desk.store.reviews.forget("weekly/2025-W46")
        desk.store.issues.remove("weekly/2025-W46")
        yield desk


def test_an_issue_is_built_ahead_and_goes_out_at_its_hour_when_it_is_approved_by_then(desk: Desk) -> None:
    join(desk, reader(1), reader(2))
    tick(desk, MONDAY - timedelta(days=1, hours=1))
    assert states(desk) == {}

    tick(desk, MONDAY - timedelta(days=1))
    assert states(desk) == {MONDAY: BUILT}
    approve(desk, "weekly/2025-W46", MONDAY - HOUR)
    tick(desk, MONDAY - timedelta(seconds=1))
    assert mails(desk.settings.root) == 0

    tick(desk, MONDAY)
    tick(desk, MONDAY + HOUR)
    assert mails(desk.settings.root) == 2
    assert states(desk) == {MONDAY: SENDING}


def test_an_approval_after_its_hour_asks_anew(desk: Desk) -> None:
    join(desk, reader(1))
    tick(desk, MONDAY - timedelta(days=1))
    tick(desk, MONDAY + HOUR)
    approve(desk, "weekly/2025-W46", MONDAY + 2 * HOUR)
    told = tick(desk, MONDAY + 3 * HOUR)
    again = tick(desk, MONDAY + 4 * HOUR)

    assert mails(desk.settings.root) == 0
    assert states(desk)[MONDAY] is LATE
    assert ["digest send weekly/2025-W46" in each.words for each in told] == [True]
    assert again == ()


def test_an_approved_issue_is_made_up_for_after_an_outage_of_days_and_not_after_a_longer_one(desk: Desk) -> None:
    join(desk, reader(1))
    tick(desk, MONDAY - timedelta(days=1))
    approve(desk, "weekly/2025-W46", MONDAY - HOUR)
    tick(desk, MONDAY + timedelta(days=2))
    assert (mails(desk.settings.root), states(desk)[MONDAY]) == (1, SENDING)

    second = MONDAY + timedelta(days=7)
    tick(desk, second - timedelta(days=1))
    approve(desk, "weekly/2025-W47", second - HOUR)
    told = tick(desk, second + timedelta(days=4))
    assert (mails(desk.settings.root), states(desk)[second]) == (1, MISSED)
    assert "nobody looked for too long" in told[0].words


def test_a_first_start_does_not_make_up_for_the_years_before(desk: Desk) -> None:
    tick(desk, MONDAY + HOUR)
    assert states(desk) == {}


def test_what_nobody_approved_is_told_and_not_sent(desk: Desk) -> None:
    join(desk, reader(1))
    tick(desk, MONDAY - timedelta(days=1))
    told = tick(desk, MONDAY + timedelta(days=3, hours=1))

    assert [each.words for each in told] == ["It was not approved (draft)"]
    assert mails(desk.settings.root) == 0


def test_a_build_that_fails_stops_no_other_and_is_tried_again(desk: Desk) -> None:
    def fail(*arguments: object) -> bool:
        raise OutboxError("The disk is full.")

    told = tick(desk, MONDAY - timedelta(days=1), fail)
    assert told[0].words == "Could not be built: The disk is full."
    tick(desk, MONDAY - timedelta(hours=23, minutes=45))
    assert states(desk) == {MONDAY: OccurrenceState.FAILED}
    tick(desk, MONDAY - timedelta(hours=23))
    assert states(desk) == {MONDAY: BUILT}


def test_a_build_that_died_is_begun_again(desk: Desk) -> None:
    def die(*arguments: object) -> bool:
        raise SystemExit

    with pytest.raises(SystemExit):
        tick(desk, MONDAY - timedelta(days=1), die)
    assert states(desk) == {MONDAY: OccurrenceState.BUILDING}
    tick(desk, MONDAY - timedelta(hours=23))
    assert states(desk) == {MONDAY: BUILT}


def test_two_schedulers_that_see_the_same_do_it_once(desk: Desk) -> None:
    built: list[str] = []

    def both(other: Desk, letter: Newsletter, due: datetime, now: datetime) -> bool:
        built.append("built")
        assert schedule.build_due(desk, now, both) == ()  # another one looks while this one builds
        return build(other, letter, due, now)

    join(desk, reader(1))
    tick(desk, MONDAY - timedelta(days=1), both)
    approve(desk, "weekly/2025-W46", MONDAY - HOUR)
    seen = desk.store.occurrences.list()[0]
    schedule.send_due(desk, MONDAY)

    assert built == ["built"]
    assert not desk.store.occurrences.move(seen, seen)  # what the other one saw is over
    assert schedule.send_due(desk, MONDAY) == ()
    assert mails(desk.settings.root) == 1


def test_a_sending_that_was_interrupted_long_ago_surprises_nobody(desk: Desk) -> None:
    join(desk, reader(1))
    tick(desk, MONDAY - timedelta(days=1))
    approve(desk, "weekly/2025-W46", MONDAY - HOUR)
    relay = desk.settings.root / "sent"
    relay.write_text("no folder")  # the relay is out of order
    schedule.send_due(desk, MONDAY, clock=Clock(now=lambda: MONDAY, outage_s=0))
    relay.unlink()
    told = schedule.send_due(desk, MONDAY + timedelta(days=5))

    assert mails(desk.settings.root) == 0
    assert any("interrupted for too long" in each.words for each in told)


def test_a_clock_that_is_stepped_back_does_nothing_twice(desk: Desk) -> None:
    join(desk, reader(1))
    tick(desk, MONDAY - timedelta(days=1))
    approve(desk, "weekly/2025-W46", MONDAY - HOUR)
    for now in (MONDAY, MONDAY - timedelta(days=1), MONDAY - timedelta(days=30), MONDAY, MONDAY + HOUR):
        tick(desk, now)

    assert mails(desk.settings.root) == 1
    assert states(desk)[MONDAY] is SENDING


def test_a_step_of_the_clock_is_noticed_and_drift_is_not() -> None:
    steady = iter([0.0, 20.0, 40.0, 60.0])
    steps = Steps(lambda: next(steady))

    assert steps.since_last(MONDAY) == 0
    assert steps.since_last(MONDAY + timedelta(seconds=21)) == 0
    assert steps.since_last(MONDAY + timedelta(days=1, seconds=41)) == 86_400
    assert steps.since_last(MONDAY + timedelta(seconds=61)) == -86_400


# --- a year --------------------------------------------------------------------------------------------------------

ZONES = """
[newsletters.london]
schedule = "FREQ=WEEKLY;BYDAY=SU;BYHOUR=1;BYMINUTE=30"
zone = "Europe/London"
title = { en = "London", zh-Hans = "伦敦", zh-Hant = "倫敦" }

[newsletters.new-york]
schedule = "FREQ=MONTHLY;BYMONTHDAY=-1;BYHOUR=2;BYMINUTE=30"
zone = "America/New_York"
window = "last P4W"
title = { en = "New York", zh-Hans = "纽约", zh-Hant = "紐約" }

[audiences.abroad]
variant = "en"
newsletters = ["london", "new-york"]
"""


def test_a_leap_year_in_three_zones_with_outages_and_two_schedulers(tmp_path: Path) -> None:
    start, end = datetime(2024, 1, 1, tzinfo=UTC), datetime(2025, 1, 1, tzinfo=UTC)
    chance, builds = random.Random(2024), Counter[str]()
    with opened(tmp_path, ZONES) as one, open_store(one.settings.database) as second:
        two = Desk(settings=one.settings, store=second, templates=one.templates)
        names = tuple(one.settings.newsletters)
        join(one, *(reader(n, newsletters=names) for n in range(2)))

        def counted(desk: Desk, letter: Newsletter, due: datetime, now: datetime) -> bool:
            builds[f"{letter.name} {due}"] += 1
            return build(desk, letter, due, now)

        now, told = start, list[Occurrence]()
        while now < end:
            for desk in chance.sample([one, two], chance.choice([1, 1, 2])):
                told += [each.occurrence for each in tick(desk, now, counted)]
            for waiting in one.store.occurrences.list((BUILT,)):
                if waiting.due > now and chance.random() < 0.8:
                    approve(one, waiting.issue, now)
            outage = timedelta(days=chance.uniform(1, 9)) if chance.random() < 0.04 else timedelta()
            now += timedelta(hours=chance.uniform(10, 20)) + outage

        due = {
            (letter.name, moment)
            for letter in one.settings.newsletters.values()
            for moment in windows.occurrences(letter, start, now - timedelta(days=9))
        }
        rows = {(row.newsletter, row.due): row for row in one.store.occurrences.list()}
        sent = [row for row in rows.values() if row.state is SENDING]
        final = Counter(row.state for key, row in rows.items() if key in due)

    assert due <= rows.keys()
    assert max(builds.values()) == 1
    assert set(final) <= {SENDING, LATE, MISSED, BUILT}
    assert final[SENDING] > 40
    assert final[MISSED] > 5
    assert mails(tmp_path) == 2 * len(sent)
    quiet = {(each.newsletter, each.due) for each in told}
    assert due <= quiet
