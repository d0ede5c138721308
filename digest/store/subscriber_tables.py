"""The tables of subscribers as the queries see them. Floor 3. The migrations create them, as they do all others."""

import sqlalchemy as sa

from digest.store.tables import Moment, metadata

subscribers = sa.Table(
    "subscribers",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),  # counted by us: no number comes twice
    sa.Column("key", sa.String, nullable=False, unique=True),  # random; stands for the person in links
    sa.Column("address", sa.String, nullable=False),  # "" when erased
    sa.Column("same_address", sa.String, nullable=False, unique=True),  # one for every spelling; when erased, the key
    sa.Column("domain", sa.String, nullable=False),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("language", sa.String, nullable=False),
    sa.Column("variant", sa.String, nullable=False),
    sa.Column("zone", sa.String, nullable=False),
    sa.Column("tags", sa.String, nullable=False),  # each between commas: ",press,climate,"
    sa.Column("membership", sa.String, nullable=False),  # what their subscriptions and suppressions come to
    sa.Column("since", Moment, nullable=False),
)

subscriptions = sa.Table(
    "subscriptions",
    metadata,
    sa.Column("subscriber_id", sa.ForeignKey("subscribers.id"), primary_key=True),
    sa.Column("newsletter", sa.String, primary_key=True),
    sa.Column("standing", sa.String, nullable=False),
    sa.Column("audience", sa.String, nullable=False),  # "" for the one whose rule takes them
    sa.Column("changed", Moment, nullable=False),
)

consents = sa.Table(
    "consents",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("subscriber_id", sa.ForeignKey("subscribers.id"), nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("event", sa.String, nullable=False),
    sa.Column("newsletter", sa.String, nullable=False),
    sa.Column("origin", sa.String, nullable=False),
    sa.Index("consents_by_subscriber", "subscriber_id"),
)

suppressions = sa.Table(
    "suppressions",
    metadata,
    sa.Column("key_sha256", sa.String, primary_key=True),
    sa.Column("cause", sa.String, nullable=False),
    sa.Column("at", Moment, nullable=False),
)

bounces = sa.Table(
    "bounces",
    metadata,
    sa.Column("report_sha256", sa.String, primary_key=True),  # a report that is read again counts once
    sa.Column("subscriber_id", sa.ForeignKey("subscribers.id"), primary_key=True),
    sa.Column("at", Moment, nullable=False),
    sa.Column("hard", sa.Boolean, nullable=False),
    sa.Column("status", sa.String, nullable=False),
    sa.Column("diagnostic", sa.String, nullable=False),
    sa.Column("message_id", sa.String, nullable=False),
    sa.Index("bounces_by_subscriber", "subscriber_id", "at"),
)
