"""What workers that died had in hand is put in order. Part of digest.dispatch.

answered                               as answered
begun, no answer                       uncertain: it may have arrived, and is never sent again by itself
not begun, the journal is whole        queued again
not begun, the journal may lack lines  uncertain: the machine itself stopped, or another one has the journal
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from digest import journal
from digest.dispatch.judging import settled, untouched
from digest.model import Answer, Result, Settled, Task
from digest.pipeline import Desk
from digest.store import Worker

SILENCE = timedelta(minutes=30)  # after which a worker on a machine that we cannot look into counts as dead
NO_ANSWER = Answer(result=Result.UNCERTAIN, words="the sender died before the answer came")
NO_TRACE = Answer(result=Result.UNCERTAIN, words="the sender's machine stopped, or its journal is gone")


def recover(desk: Desk, now: datetime) -> int:
    """How many messages of dead workers were put in order."""
    count = 0
    for worker in desk.store.deliveries.holding():
        left = _left_by(worker, now)
        if left is None:
            continue
        in_hand = desk.store.deliveries.in_hand(worker.id)
        rows = tuple(_rows(in_hand, left, now, desk.settings.dispatching.give_up))
        desk.store.deliveries.turn(worker.id, rows, sorted({row.sending for row in rows}), limit=0, now=now)
        Path(worker.journal).unlink(missing_ok=True)
        count += len(rows)
    return count


def _left_by(worker: Worker, now: datetime) -> journal.Account | None:
    """What the worker has left; None while it lives, or may live."""
    same_machine = worker.boot != "" and worker.boot == journal.boot()
    rebooted = worker.host == journal.host() and worker.boot != journal.boot()
    if rebooted or (same_machine and Path(worker.journal).exists()):
        return journal.left_by(Path(worker.journal), worker.boot)
    if now - worker.seen_at > SILENCE:
        return journal.Account(begun=frozenset(), answers={}, whole=False)
    return None


def _rows(
    in_hand: tuple[tuple[int, int, int], ...], left: journal.Account, now: datetime, give_up: timedelta
) -> Iterator[Settled]:
    for sending, subscriber, attempts in in_hand:
        place = sending, subscriber
        task = Task(
            sending=sending, subscriber=subscriber, key="", address="", name="", attempts=attempts, first_try=None
        )
        if place in left.answers:
            yield settled(task, left.answers[place], now, give_up)
        elif place in left.begun:
            yield settled(task, NO_ANSWER, now, give_up)
        elif left.whole:
            yield untouched(task)
        else:
            yield settled(task, NO_TRACE, now, give_up)
