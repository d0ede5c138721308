"""Who gets a newsletter as which audience, as a question to the database. Floor 3.

The ledger is filled by it inside the database; everybody else reads its answer in pages.
"""

from typing import Any

import sqlalchemy as sa

from digest.model import Members, Membership, Readers, Subscription
from digest.store.subscriber_tables import subscribers, subscriptions


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
