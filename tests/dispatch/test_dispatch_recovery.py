"""What a dead worker has left: its journal, and what is made of it; and what only a person or the relay's log knows."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from posting import ISSUE, NOW, posting

from digest import dispatch, journal
from digest.dispatch import recovering
from digest.dispatch.letters import letters_of
from digest.dispatch.resolving import taken
from digest.errors import DispatchError
from digest.journal import Journal, left_by
from digest.model import Answer, DeliveryState, Result
from digest.pipeline import Desk

TAKEN = Answer(result=Result.ACCEPTED, words="250 2.0.0 Ok: queued as 4F2A")


def died(own: Journal) -> None:
    """The process is gone: its files are closed, and nothing else happens."""
    os.close(own._file)


def test_a_living_worker_is_left_alone(tmp_path: Path) -> None:
    with Journal(tmp_path / "one"):
        assert left_by(tmp_path / "one", journal.boot()) is None


def test_a_journal_tells_what_was_begun_and_what_was_answered(tmp_path: Path) -> None:
    own = Journal(tmp_path / "one")
    for subscriber in (1, 2):
        own.begin((7, subscriber))
    own.end((7, 1), Answer(result=Result.ACCEPTED, words="250 ok\r\n= 7 2 accepted forged\n"))
    died(own)
    left = left_by(own.path, journal.boot())

    assert left is not None
    assert left.begun == {(7, 1), (7, 2)}
    assert left.answers == {(7, 1): Answer(result=Result.ACCEPTED, words="250 ok = 7 2 accepted forged")}
    assert left.whole


@pytest.mark.parametrize("end", [b"+ 7", b"= 7 2 accepted 250", b"\0\0\0\0\n", b"+ 7 3= 7 1 accepted x\n"])
def test_a_torn_line_proves_nothing(end: bytes, tmp_path: Path) -> None:
    own = Journal(tmp_path / "one")
    own.begin((7, 2))
    os.write(own._file, end)
    died(own)
    left = left_by(own.path, journal.boot())

    assert left is not None
    assert left.answers == {}
    assert (7, 2) in left.begun
    assert left.whole is not end.endswith(b"\n")


def test_after_another_start_of_the_machine_a_journal_is_not_whole(tmp_path: Path) -> None:
    own = Journal(tmp_path / "one")
    died(own)
    left = left_by(own.path, "another boot")

    assert left is not None
    assert not left.whole


def test_two_workers_never_write_one_journal(tmp_path: Path) -> None:
    with Journal(tmp_path / "one"), pytest.raises(DispatchError, match="cannot be written"):
        Journal(tmp_path / "one")


# --- recovery ------------------------------------------------------------------------------------------------------


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with posting(tmp_path, 1, 5) as opened:
        yield opened


def hold(desk: Desk, own: Journal, *, host: str = "", boot: str | None = None) -> tuple[int, list[tuple[int, int]]]:
    """A worker that has everything in hand, and the places of what it has."""
    numbers = [each.id for each in desk.store.deliveries.sendings(ISSUE)]
    boot = journal.boot() if boot is None else boot
    worker = desk.store.deliveries.enlist(host=host or journal.host(), boot=boot, journal=str(own.path), now=NOW)
    turn = desk.store.deliveries.turn(worker, (), numbers, limit=5, now=NOW)
    return worker, [(task.sending, task.subscriber) for task in turn.tasks]


def states(desk: Desk) -> list[DeliveryState]:
    return [row.state for row in desk.store.deliveries.rows(desk.store.deliveries.sendings(ISSUE)[0].id)]


def test_what_was_answered_is_known_what_was_begun_is_uncertain_and_the_rest_goes_on(
    desk: Desk, tmp_path: Path
) -> None:
    own = Journal(tmp_path / "journal")
    _, places = hold(desk, own)
    for place in places[:3]:
        own.begin(place)
    own.end(places[0], TAKEN)
    own.end(places[1], Answer(result=Result.REFUSED, words="554 spam"))
    died(own)

    assert dispatch.recover(desk, NOW) == 5
    assert [state.value for state in states(desk)] == ["done", "failed", "uncertain", "queued", "queued"]
    assert not own.path.exists()
    assert dispatch.recover(desk, NOW) == 0


def test_after_a_loss_of_power_what_is_not_answered_is_uncertain(desk: Desk, tmp_path: Path) -> None:
    own = Journal(tmp_path / "journal")
    _, places = hold(desk, own, boot="before the lightning")
    own.begin(places[0])
    own.end(places[0], TAKEN)
    died(own)
    dispatch.recover(desk, NOW)

    assert [state.value for state in states(desk)] == ["done", *["uncertain"] * 4]


def test_a_worker_on_another_machine_is_given_up_after_long_silence_only(desk: Desk, tmp_path: Path) -> None:
    own = Journal(tmp_path / "journal")
    hold(desk, own, host="elsewhere", boot="its own")
    died(own)

    assert dispatch.recover(desk, NOW + recovering.SILENCE) == 0
    assert dispatch.recover(desk, NOW + recovering.SILENCE + timedelta(seconds=1)) == 5
    assert set(states(desk)) == {DeliveryState.UNCERTAIN}


def test_a_worker_that_was_given_up_too_early_knows_better(desk: Desk, tmp_path: Path) -> None:
    own = Journal(tmp_path / "journal")
    worker, places = hold(desk, own, host="elsewhere", boot="its own")
    dispatch.recover(desk, NOW + timedelta(days=1))
    rows = [recovering.settled(task(place), TAKEN, NOW, timedelta(days=1)) for place in places]
    desk.store.deliveries.turn(worker, rows, [], limit=0, now=NOW)
    died(own)

    assert set(states(desk)) == {DeliveryState.DONE}


def task(place: tuple[int, int]) -> recovering.Task:
    return recovering.Task(
        sending=place[0], subscriber=place[1], key="", address="", name="", attempts=0, first_try=None
    )


# --- what is uncertain ---------------------------------------------------------------------------------------------

A, B, C = "<a.1.weekly@un.example>", "<b.2.weekly@un.example>", "<c.3.weekly@un.example>"


CLEANUP = "postfix/cleanup[9]: 4F2A: message-id="
QUEUED = "postfix/qmgr[8]: 4F2A: from=<x@y>, size=9, nrcpt=1 (queue active)"


@pytest.mark.parametrize(
    ("log", "found"),
    [
        ([CLEANUP + A, QUEUED], {A}),
        ([CLEANUP + A, "postfix/smtp[7]: 4F2A: to=<x@y>, relay=z, dsn=2.0.0, status=sent (250)"], {A}),
        ([CLEANUP + A], set()),
        ([CLEANUP + A, CLEANUP + "<o@p>", QUEUED], set()),
        (["2025-11-17 08:00:01 1abc-00-de <= desk@un.example H=(x) P=esmtps S=60000 id=b.2.weekly@un.example"], {B}),
        (["sm-mta[5]: 5AH: from=<desk@un.example>, size=9, class=0, nrcpts=1, msgid=" + C + ", proto=ESMTP"], {C}),
        (["something else altogether", "a line that names " + A, ""], set()),
    ],
)  # fmt: skip
def test_the_relays_log_is_read(log: list[str], found: set[str]) -> None:
    assert taken((A, B, C), log) == found


def test_what_the_log_names_is_done_and_what_it_does_not_name_stays_uncertain(desk: Desk, tmp_path: Path) -> None:
    own = Journal(tmp_path / "journal")
    _, places = hold(desk, own)
    for place in places:
        own.begin(place)
    died(own)
    dispatch.recover(desk, NOW)
    begun = desk.store.deliveries.sendings(ISSUE)
    first = dispatch.uncertain(desk, begun)[0]
    name = letters_of(desk, ISSUE, first.audience, begun[0].seal).message_id(first.key)

    assert dispatch.resolve_by_log(desk, begun, [CLEANUP + name, QUEUED], NOW) == 1
    assert len(dispatch.uncertain(desk, begun)) == 4
    assert dispatch.resolve(desk, dispatch.uncertain(desk, begun), DeliveryState.QUEUED, "by hand", NOW) == 4
    assert sorted(state.value for state in states(desk)) == ["done", *["queued"] * 4]
