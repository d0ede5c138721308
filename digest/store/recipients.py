"""Who gets a newsletter as which audience, as a question to the database. Floor 3.

The ledger is filled by it inside the database; everybody else reads its answer in pages.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from digest.model import DeliveryState, Members, Membership, Readers, Subscription
from digest.store.dispatch_tables import deliveries, sendings
from digest.store.subscriber_tables import subscribers, subscriptions
from digest.store.tables import EPOCH, storable

ELSEWHERE = "gets this issue as another audience"


def readers_of(members: Members) -> sa.Select[Any]:
    """The subscribers who get a newsletter as one of an audience."""
    by_rule = sa.and_(
        subscriptions.c.audience == "", fulfils(members.rule), *(sa.not_(fulfils(each)) for each in members.before)
    )
    return (
        sa.select(subscribers)
        .join(subscriptions)
        .where(
            subscriptions.c.newsletter == members.newsletter,
            subscriptions.c.standing == Subscription.TAKEN.value,
            subscribers.c.membership == Membership.ACTIVE.value,
            sa.or_(subscriptions.c.audience == members.audience, by_rule),
        )
    )


def fill(number: int, issue: str, seal: str, members: Members, armed: Collection[str], now: datetime) -> sa.Insert:
    """Fills the ledger in the database itself, so that a million recipients need no memory here.

    Where other bytes of the issue went out before, only those get these who may have got those as one of the audiences
    that are armed: what the others have needs no correction.
    """
    people = readers_of(members)
    mine = sa.select(sendings.c.id).where(sendings.c.issue_id == storable(issue), sendings.c.id != number)
    before, others = mine.where(sendings.c.seal != seal), mine.where(sendings.c.seal == seal)
    reached = sa.exists().where(
        deliveries.c.sending_id.in_(before.where(sendings.c.audience.in_(map(storable, armed)))),
        deliveries.c.subscriber_id == subscribers.c.id,
        deliveries.c.state.in_((DeliveryState.DONE.value, DeliveryState.UNCERTAIN.value)),
    )
    people = people.where(sa.or_(reached, ~sa.exists(before)))
    twice = sa.exists().where(deliveries.c.sending_id.in_(others), deliveries.c.subscriber_id == subscribers.c.id)
    row = people.with_only_columns(
        subscribers.c.id,
        sa.literal(number),
        sa.case((twice, DeliveryState.SUPPRESSED.value), else_=DeliveryState.QUEUED.value),
        sa.literal(EPOCH, deliveries.c.not_before.type),
        sa.literal(0),
        sa.literal(now, deliveries.c.changed_at.type),
        sa.case((twice, ELSEWHERE), else_=""),
    )
    names = ["subscriber_id", "sending_id", "state", "not_before", "attempts", "changed_at", "words"]
    return deliveries.insert().from_select(names, row)


def fulfils(rule: Readers) -> sa.ColumnElement[bool]:
    """Whether a subscriber fulfils the rule."""
    if rule.by_name_only:
        return sa.false()
    conditions: list[sa.ColumnElement[bool]] = []
    if rule.variants:
        conditions.append(subscribers.c.variant.in_([variant.value for variant in rule.variants]))
    if rule.languages:
        conditions.append(sa.func.lower(subscribers.c.language).in_([each.lower() for each in rule.languages]))
    if rule.tags:
        conditions.append(sa.or_(*(subscribers.c.tags.contains(f",{tag},", autoescape=True) for tag in rule.tags)))
    return sa.and_(sa.true(), *conditions)
