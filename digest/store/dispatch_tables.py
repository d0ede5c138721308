"""The tables of what goes out. Floor 3; the migrations create them."""

import sqlalchemy as sa

from digest.store.tables import Moment, metadata

sendings = sa.Table(
    "sendings",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("issue_id", sa.String, nullable=False),  # which may have been discarded since
    sa.Column("audience", sa.String, nullable=False),
    sa.Column("seal", sa.String, nullable=False),
    sa.Column("state", sa.String, nullable=False),
    sa.Column("why", sa.String, nullable=False),
    sa.Column("retry_at", Moment),
    sa.Column("recipients", sa.Integer, nullable=False),
    sa.Column("armed_at", Moment, nullable=False),
    sa.Column("armed_by", sa.String, nullable=False),
    sa.Column("finished_at", Moment),
    sa.UniqueConstraint("issue_id", "audience", "seal", name="one_sending_per_audience_and_seal"),
    sqlite_autoincrement=True,
)

# A row outlives its subscriber, who may ask to be erased: subscriber_id is no foreign key, and no address is in it.
deliveries = sa.Table(
    "deliveries",
    metadata,
    sa.Column("sending_id", sa.ForeignKey("sendings.id"), primary_key=True),
    sa.Column("subscriber_id", sa.Integer, primary_key=True),
    sa.Column("state", sa.String, nullable=False),
    sa.Column("not_before", Moment, nullable=False),  # the epoch for at once
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("first_try", Moment),
    sa.Column("worker_id", sa.Integer),
    sa.Column("changed_at", Moment, nullable=False),
    sa.Column("words", sa.String, nullable=False),
    sa.Index("deliveries_by_state", "sending_id", "state", "not_before", "subscriber_id"),
    sqlite_with_rowid=False,
)

workers = sa.Table(
    "workers",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("host", sa.String, nullable=False),
    sa.Column("boot", sa.String, nullable=False),  # which run of that machine's kernel
    sa.Column("journal", sa.String, nullable=False),  # the file of what it has begun and ended
    sa.Column("started_at", Moment, nullable=False),
    sa.Column("seen_at", Moment, nullable=False),
    sqlite_autoincrement=True,
)

occurrences = sa.Table(
    "occurrences",
    metadata,
    sa.Column("newsletter", sa.String, primary_key=True),
    sa.Column("due", Moment, primary_key=True),
    sa.Column("issue_id", sa.String, nullable=False),
    sa.Column("state", sa.String, nullable=False),
    sa.Column("why", sa.String, nullable=False),
    sa.Column("changed_at", Moment, nullable=False),
)

schedules = sa.Table(
    "schedules",
    metadata,
    sa.Column("newsletter", sa.String, primary_key=True),
    sa.Column("since", Moment, nullable=False),  # what was due before is nobody's business
)

# What the team was told, each person once. A row is there before the mail leaves.
notices = sa.Table(
    "notices",
    metadata,
    sa.Column("about", sa.String, primary_key=True),
    sa.Column("kind", sa.String, primary_key=True),
    sa.Column("person", sa.String, primary_key=True),
    sa.Column("state", sa.String, nullable=False),
    sa.Column("at", Moment, nullable=False),
)

# When the next turn at something with a limit is: a relay, a domain. All workers take theirs from here.
paces = sa.Table(
    "paces",
    metadata,
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("free_at", Moment, nullable=False),
)

# Links over the pages for readers, of newsletters that count how often they are opened.
links = sa.Table(
    "links",
    metadata,
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("issue_id", sa.String, nullable=False),
    sa.Column("audience", sa.String, nullable=False),
    sa.Column("url", sa.String, nullable=False),
    sa.Column("opened", sa.Integer, nullable=False),
    sa.Index("links_by_issue", "issue_id"),
)
