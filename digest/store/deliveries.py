"""The ledger: one row for each issue, audience and recipient, and how far each has come. Floor 3; it decides nothing.

What a worker is about to send is written down, and on the disk, before it may send it (`turn`). What a worker that died
had in hand therefore stands here as started, and its journal says how far it had come with each.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from digest.model import (
    Delivery,
    DeliveryState,
    Members,
    Sending,
    SendingState,
    Settled,
    Tally,
    Task,
)
from digest.store import turns
from digest.store.dispatch_tables import deliveries, sendings, workers
from digest.store.recipients import fill
from digest.store.rows import chunks
from digest.store.subscriber_tables import subscribers
from digest.store.tables import EPOCH, storable, stretch
from digest.store.turns import QUEUED, STARTED, UNCERTAIN, is_in
from digest.store.values import Turn, Worker

if TYPE_CHECKING:
    from digest.store.database import Database

DONE = DeliveryState.DONE.value


class Deliveries:
    """The ledger of a store."""

    def __init__(self, database: "Database") -> None:
        self._database = database

    # --- sendings --------------------------------------------------------------------------------------------------

    def arm(
        self, issue: str, audiences: Mapping[str, Members], *, seal: str, by: str, now: datetime
    ) -> tuple[Sending, ...]:
        """The sendings of these bytes, whose recipients are fixed and counted from now on; they were not armed before.

        Somebody whom two audiences take gets the issue once, as the first of them. Where other bytes of the issue went
        out before, only those get these who may have got those as one of these audiences.
        """
        with self._database.writing() as connection:
            for audience, members in audiences.items():
                row = {
                    "issue_id": storable(issue),
                    "audience": storable(audience),
                    "seal": seal,
                    "state": SendingState.ARMED,
                    "why": "",
                    "recipients": 0,
                    "armed_at": now,
                    "armed_by": storable(by),
                }
                number = _number(connection.execute(sendings.insert().values(row)))
                count = connection.execute(fill(number, issue, seal, members, audiences.keys(), now)).rowcount
                connection.execute(sendings.update().where(sendings.c.id == number).values(recipients=count))
            return tuple(map(_sending, connection.execute(_of_issue(issue).where(sendings.c.seal == seal))))

    def sendings(self, issue: str = "") -> tuple[Sending, ...]:
        """Those of the issue in their order, or all of them, the latest first."""
        question = _of_issue(issue) if issue else sa.select(sendings).order_by(sendings.c.id.desc())
        with self._database.reading() as connection:
            return tuple(map(_sending, connection.execute(question)))

    def armed(self) -> tuple[Sending, ...]:
        """Those of which something may be sent now, in the order they were armed."""
        with self._database.reading() as connection:
            question = sa.select(sendings).where(is_in(SendingState.ARMED)).order_by(sendings.c.id)
            return tuple(map(_sending, connection.execute(question)))

    def under_way(self) -> tuple[Sending, ...]:
        """Those that are not finished, paused ones among them, in the order they were armed."""
        with self._database.reading() as connection:
            open_ones = is_in(SendingState.ARMED, SendingState.PAUSED)
            return tuple(
                map(_sending, connection.execute(sa.select(sendings).where(open_ones).order_by(sendings.c.id)))
            )

    def ended(self, issues: Sequence[str]) -> set[str]:
        """Which of the issues have a sending, and none that is not finished."""
        under_way = sa.case((is_in(SendingState.ARMED, SendingState.PAUSED), 1), else_=0)
        with self._database.reading() as connection:
            return {
                issue
                for part in chunks(issues)
                for issue in connection.scalars(
                    sa.select(sendings.c.issue_id)
                    .where(sendings.c.issue_id.in_(map(storable, part)))
                    .group_by(sendings.c.issue_id)
                    .having(sa.func.max(under_way) == 0)
                )
            }

    def pause(self, numbers: Sequence[int], why: str, *, retry_at: datetime | None = None) -> int:
        """How many of the sendings are paused now that were armed, or were to go on by themselves."""
        on = sa.or_(is_in(SendingState.ARMED), sa.and_(is_in(SendingState.PAUSED), sendings.c.retry_at.is_not(None)))
        return self._change(numbers, on, state=SendingState.PAUSED, why=storable(why), retry_at=retry_at)

    def resume(self, numbers: Sequence[int], now: datetime) -> int:
        """How many of the sendings were paused and go on now; somebody has said that they are still wanted."""
        on = is_in(SendingState.PAUSED)
        return self._change(numbers, on, state=SendingState.ARMED, why="", retry_at=None, armed_at=now)

    def resume_due(self, now: datetime) -> int:
        """How many sendings go on because the time has come that their pause named."""
        ended = sa.and_(is_in(SendingState.PAUSED), sendings.c.retry_at <= now)
        with self._database.lasting() as connection:
            change = sendings.update().where(ended).values(state=SendingState.ARMED, why="", retry_at=None)
            return connection.execute(change).rowcount

    def cancel(self, numbers: Sequence[int], why: str, now: datetime) -> int:
        """How many messages will not be sent; what a worker has in hand is still finished by it."""
        with self._database.lasting() as connection:
            open_ones = sa.and_(sendings.c.id.in_(numbers), is_in(SendingState.ARMED, SendingState.PAUSED))
            change = {"state": SendingState.CANCELLED, "why": storable(why), "retry_at": None, "finished_at": now}
            connection.execute(sendings.update().where(open_ones).values(**change))
            return turns.cancel_queued(connection, now)

    def requeue(self, number: int, states: Sequence[DeliveryState], now: datetime) -> int:
        """How many deliveries in these states are queued again, from the beginning; their sending goes on."""
        with self._database.lasting() as connection:
            count = connection.execute(
                deliveries.update()
                .where(deliveries.c.sending_id == number, deliveries.c.state.in_(states))
                .values(state=QUEUED, not_before=EPOCH, attempts=0, first_try=None, worker_id=None, changed_at=now)
            ).rowcount
            if count:
                change = sendings.update().where(sendings.c.id == number)
                again = {"state": SendingState.ARMED, "why": "", "retry_at": None, "finished_at": None, "armed_at": now}
                connection.execute(change.values(again))
            return count

    def _change(self, numbers: Sequence[int], where: sa.ColumnElement[bool], **values: Any) -> int:
        with self._database.lasting() as connection:
            change = sendings.update().where(sendings.c.id.in_(numbers), where).values(**values)
            return connection.execute(change).rowcount

    # --- work ------------------------------------------------------------------------------------------------------

    def enlist(self, *, host: str, boot: str, journal: str, now: datetime) -> int:
        """The number of a new worker."""
        row = {"host": host, "boot": boot, "journal": journal, "started_at": now, "seen_at": now}
        with self._database.lasting() as connection:
            return _number(connection.execute(workers.insert().values(row)))

    def turn(
        self, worker: int, settled: Sequence[Settled], numbers: Sequence[int], *, limit: int, now: datetime
    ) -> Turn:
        """What the worker is to send next, of these sendings; what it has done since is written down first.

        When this returns, both are on the disk. At most `limit` messages; none when nothing may be sent now.
        """
        tasks: list[Task] = []
        with self._database.abreast() as connection:
            connection.execute(workers.update().where(workers.c.id == worker).values(seen_at=now))
            turns.settle(connection, worker, settled, now)
            turns.cancel_queued(connection, now, deliveries.c.worker_id == worker)  # others look after their own
            if limit > 0:
                armed = sa.select(sendings.c.id).where(sendings.c.id.in_(numbers), is_in(SendingState.ARMED))
                for number in connection.scalars(armed.order_by(sendings.c.id)).all():
                    tasks += turns.claim(connection, worker, number, limit - len(tasks), now)
            turns.finish(connection, numbers, now)
        if tasks:
            return Turn(tasks=tuple(tasks), next_at=None)
        # Once more, alone: two that settle their last messages abreast each see those of the other still in hand.
        with self._database.lasting() as connection:
            turns.finish(connection, numbers, now)
            return Turn(tasks=(), next_at=turns.next_at(connection, numbers))

    def holding(self) -> tuple[Worker, ...]:
        """The workers that have something in hand."""
        started = sa.select(deliveries.c.worker_id).where(deliveries.c.state == STARTED)
        with self._database.reading() as connection:
            rows = connection.execute(sa.select(workers).where(workers.c.id.in_(started)).order_by(workers.c.id)).all()
        return tuple(
            Worker(id=row.id, host=row.host, boot=row.boot, journal=row.journal, seen_at=row.seen_at) for row in rows
        )

    def in_hand(self, worker: int) -> tuple[tuple[int, int, int], ...]:
        """Sending, subscriber and earlier attempts of everything that the worker has in hand."""
        question = sa.select(deliveries.c.sending_id, deliveries.c.subscriber_id, deliveries.c.attempts)
        here = (deliveries.c.worker_id == worker, deliveries.c.state == STARTED)
        with self._database.reading() as connection:
            return tuple((row[0], row[1], row[2]) for row in connection.execute(question.where(*here)))

    # --- looking ---------------------------------------------------------------------------------------------------

    def tallies(self, numbers: Sequence[int]) -> dict[int, Tally]:
        """How many deliveries of each sending are in which state."""
        columns = (deliveries.c.sending_id, deliveries.c.state)
        question = sa.select(*columns, sa.func.count()).where(deliveries.c.sending_id.in_(numbers)).group_by(*columns)
        found: dict[int, dict[DeliveryState, int]] = {number: {} for number in numbers}
        with self._database.reading() as connection:
            for number, state, count in connection.execute(question):
                found[number][DeliveryState(state)] = count
        return {number: Tally(counts=counts) for number, counts in found.items()}

    def over_time(
        self, numbers: Sequence[int], start: datetime, width: timedelta, states: Sequence[DeliveryState]
    ) -> dict[int, dict[DeliveryState, int]]:
        """How many deliveries came into each state in each stretch of time, by its place from `start` on."""
        place = stretch(deliveries.c.changed_at, start, width)
        which = (deliveries.c.sending_id.in_(numbers), deliveries.c.state.in_([state.value for state in states]))
        question = (
            sa.select(place, deliveries.c.state, sa.func.count()).where(*which).group_by("stretch", deliveries.c.state)
        )
        found: dict[int, dict[DeliveryState, int]] = {}
        with self._database.reading() as connection:
            for number, state, count in connection.execute(question):
                here = found.setdefault(max(int(number), 0), {})  # before the start lies what a clock was set back over
                here[DeliveryState(state)] = here.get(DeliveryState(state), 0) + count
        return found

    def accepted_since(self, number: int, moment: datetime) -> int:
        """How many deliveries of the sending a relay has accepted since then."""
        since = (deliveries.c.state == DeliveryState.DONE.value, deliveries.c.changed_at >= moment)
        with self._database.reading() as connection:
            question = sa.select(sa.func.count()).where(deliveries.c.sending_id == number, *since)
            return int(connection.scalar(question) or 0)

    def last_change(self, numbers: Sequence[int]) -> datetime | None:
        """When something happened last to a delivery of these sendings."""
        with self._database.reading() as connection:
            question = sa.select(sa.func.max(deliveries.c.changed_at)).where(deliveries.c.sending_id.in_(numbers))
            last: datetime | None = connection.scalar(question)
            return last

    def rows(self, number: int, states: Sequence[DeliveryState] = (), *, limit: int = 1_000) -> tuple[Delivery, ...]:
        """Deliveries of the sending in these states, or in any, by subscriber."""
        question = _delivery().where(deliveries.c.sending_id == number).order_by(deliveries.c.subscriber_id)
        if states:
            question = question.where(deliveries.c.state.in_(states))
        with self._database.reading() as connection:
            return tuple(map(_row, connection.execute(question.limit(limit))))

    def resolve(self, number: int, subscriber: int, state: DeliveryState, words: str, now: datetime) -> bool:
        """Whether the delivery was uncertain; it is what a person says from now on."""
        with self._database.lasting() as connection:
            here = (deliveries.c.sending_id == number, deliveries.c.subscriber_id == subscriber)
            done = connection.execute(
                deliveries.update()
                .where(*here, deliveries.c.state == UNCERTAIN)
                .values(state=state, words=turns.short(words), not_before=EPOCH, worker_id=None, changed_at=now)
            ).rowcount
            if done and state is DeliveryState.QUEUED:
                change = sendings.update().where(sendings.c.id == number, is_in(SendingState.FINISHED))
                connection.execute(change.values(state=SendingState.ARMED, finished_at=None, armed_at=now))
            return done > 0


def _number(inserted: sa.CursorResult[Any]) -> int:
    key = inserted.inserted_primary_key
    assert key is not None
    return int(key[0])


def _of_issue(issue: str) -> sa.Select[Any]:
    return sa.select(sendings).where(sendings.c.issue_id == storable(issue)).order_by(sendings.c.id)


def _delivery() -> sa.Select[Any]:
    return (
        sa.select(deliveries, sendings.c.issue_id, sendings.c.audience, subscribers.c.key, subscribers.c.address)
        .join(sendings, sendings.c.id == deliveries.c.sending_id)
        .outerjoin(subscribers, subscribers.c.id == deliveries.c.subscriber_id)
    )


def _sending(row: sa.Row[Any]) -> Sending:
    return Sending(
        id=row.id,
        issue=row.issue_id,
        audience=row.audience,
        seal=row.seal,
        state=SendingState(row.state),
        why=row.why,
        retry_at=row.retry_at,
        recipients=row.recipients,
        armed_at=row.armed_at,
        armed_by=row.armed_by,
        finished_at=row.finished_at,
    )


def _row(row: sa.Row[Any]) -> Delivery:
    return Delivery(
        sending=row.sending_id,
        issue=row.issue_id,
        audience=row.audience,
        subscriber=row.subscriber_id,
        key=row.key or "",
        address=row.address or "",
        state=DeliveryState(row.state),
        attempts=row.attempts,
        words=row.words,
        at=row.changed_at,
        not_before=None if row.not_before == EPOCH else row.not_before,
    )
