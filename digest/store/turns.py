"""What a turn does to the ledger, statement by statement, within its transaction. Part of the store; floor 3."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from digest.model import DeliveryState, Membership, SendingState, Settled, Subscription, Task
from digest.store.dispatch_tables import deliveries, sendings
from digest.store.rows import chunks
from digest.store.subscriber_tables import subscribers, subscriptions
from digest.store.tables import EPOCH, storable

QUEUED, STARTED = DeliveryState.QUEUED.value, DeliveryState.STARTED.value
UNCERTAIN, SUPPRESSED = DeliveryState.UNCERTAIN.value, DeliveryState.SUPPRESSED.value
GONE = "no longer on the list"
LONGEST_WORDS = 300


def is_in(*states: SendingState) -> sa.ColumnElement[bool]:
    """Whether a sending is in one of the states."""
    return sendings.c.state.in_(states)


def claim(connection: sa.Connection, worker: int, number: int, limit: int, now: datetime) -> list[Task]:
    """At most `limit` messages of the sending, which are started from now on; whoever has left gets none."""
    if limit <= 0:
        return []
    issue: str = connection.scalar(sa.select(sendings.c.issue_id).where(sendings.c.id == number)) or ""
    takes = sa.and_(
        subscriptions.c.subscriber_id == subscribers.c.id,
        subscriptions.c.newsletter == issue.partition("/")[0],
        subscriptions.c.standing == Subscription.TAKEN,
        subscribers.c.membership == Membership.ACTIVE,
    )
    question = (
        sa.select(deliveries, subscribers.c.key, subscribers.c.address, subscribers.c.name, subscriptions.c.standing)
        .outerjoin(subscribers, subscribers.c.id == deliveries.c.subscriber_id)
        .outerjoin(subscriptions, takes)
        .where(deliveries.c.sending_id == number, deliveries.c.state == QUEUED, deliveries.c.not_before <= now)
        .order_by(deliveries.c.not_before, deliveries.c.subscriber_id)
        .limit(limit)
        .with_for_update(of=deliveries, skip_locked=True)  # what others are taking now is theirs
    )
    rows = connection.execute(question).all()
    here = [row.subscriber_id for row in rows if row.standing]
    gone = [row.subscriber_id for row in rows if not row.standing]
    _put(connection, number, here, state=STARTED, worker_id=worker, changed_at=now)
    _put(connection, number, gone, state=SUPPRESSED, words=GONE, changed_at=now)
    return [
        Task(
            sending=number,
            subscriber=row.subscriber_id,
            key=row.key,
            address=row.address,
            name=row.name,
            attempts=row.attempts,
            first_try=row.first_try,
        )
        for row in rows
        if row.standing
    ]


def _put(connection: sa.Connection, number: int, several: Sequence[int], **values: Any) -> None:
    for part in chunks(several):
        here = (deliveries.c.sending_id == number, deliveries.c.subscriber_id.in_(part))
        connection.execute(deliveries.update().where(*here).values(**values))


def settle(connection: sa.Connection, worker: int, settled: Sequence[Settled], now: datetime) -> None:
    """Nothing; writes down what the worker has done."""
    if not settled:
        return
    tried = sa.bindparam("tried", type_=sa.Integer)
    now_if_tried = sa.case((tried > 0, sa.literal(now, deliveries.c.first_try.type)))
    # A worker that was given up too early knows better than "uncertain".
    change = (
        deliveries.update()
        .where(
            deliveries.c.sending_id == sa.bindparam("sending"),
            deliveries.c.subscriber_id == sa.bindparam("subscriber"),
            deliveries.c.worker_id == worker,
            sa.or_(deliveries.c.state == STARTED, deliveries.c.state == UNCERTAIN),
        )
        .values(
            state=sa.bindparam("new_state"),
            words=sa.bindparam("new_words"),
            not_before=sa.bindparam("again_at", type_=deliveries.c.not_before.type),
            attempts=deliveries.c.attempts + tried,
            first_try=sa.func.coalesce(deliveries.c.first_try, now_if_tried),
            changed_at=now,
        )
    )
    rows = [
        {
            "sending": each.sending,
            "subscriber": each.subscriber,
            "new_state": each.state.value,
            "new_words": short(each.words),
            "again_at": each.not_before or EPOCH,
            "tried": int(each.tried),
        }
        for each in settled
    ]
    connection.execute(change, rows)


def cancel_queued(connection: sa.Connection, now: datetime, *which: sa.ColumnElement[bool]) -> int:
    """How many of these queued messages of cancelled sendings are cancelled with them."""
    cancelled = sa.select(sendings.c.id).where(is_in(SendingState.CANCELLED))
    here = (deliveries.c.sending_id.in_(cancelled), deliveries.c.state == QUEUED, *which)
    change = deliveries.update().where(*here).values(state=DeliveryState.CANCELLED, changed_at=now)
    return connection.execute(change).rowcount


def finish(connection: sa.Connection, numbers: Sequence[int], now: datetime) -> None:
    """Nothing; of these sendings those are finished of which nothing is left to be sent."""
    open_ones = sa.exists().where(deliveries.c.sending_id == sendings.c.id, deliveries.c.state.in_((QUEUED, STARTED)))
    done = sa.and_(sendings.c.id.in_(numbers), is_in(SendingState.ARMED), ~open_ones)
    connection.execute(sendings.update().where(done).values(state=SendingState.FINISHED, finished_at=now))


def next_at(connection: sa.Connection, numbers: Sequence[int]) -> datetime | None:
    """When something of these sendings may be sent next."""
    armed = sa.select(sendings.c.id).where(sendings.c.id.in_(numbers), is_in(SendingState.ARMED))
    waiting = (deliveries.c.sending_id.in_(armed), deliveries.c.state == QUEUED)
    found: datetime | None = connection.scalar(sa.select(sa.func.min(deliveries.c.not_before)).where(*waiting))
    return found


def short(words: str) -> str:
    """What a relay said, as long as the ledger keeps it."""
    return storable(words)[:LONGEST_WORDS]
