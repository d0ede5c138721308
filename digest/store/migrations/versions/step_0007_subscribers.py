"""Subscribers, what they take, their history, and whom nothing is sent to: the seventh schema. Floor 3."""

import sqlalchemy as sa
from alembic import op

revision = "7"
down_revision = "6"


def upgrade() -> None:
    """Nothing; creates the tables."""
    op.create_table(
        "subscribers",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("key", sa.String, nullable=False, unique=True),
        sa.Column("address", sa.String, nullable=False),
        sa.Column("same_address", sa.String, nullable=False, unique=True),
        *(sa.Column(name, sa.String, nullable=False) for name in ("domain", "name", "language", "variant", "zone")),
        sa.Column("tags", sa.String, nullable=False),
        sa.Column("membership", sa.String, nullable=False),
        sa.Column("since", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "subscriptions",
        sa.Column("subscriber_id", sa.Integer, sa.ForeignKey("subscribers.id"), primary_key=True),
        sa.Column("newsletter", sa.String, primary_key=True),
        sa.Column("standing", sa.String, nullable=False),
        sa.Column("audience", sa.String, nullable=False),
        sa.Column("changed", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "consents",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("subscriber_id", sa.Integer, sa.ForeignKey("subscribers.id"), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        *(sa.Column(name, sa.String, nullable=False) for name in ("event", "newsletter", "origin")),
    )
    op.create_index("consents_by_subscriber", "consents", ["subscriber_id"])
    op.create_table(
        "suppressions",
        sa.Column("key_sha256", sa.String, primary_key=True),
        sa.Column("cause", sa.String, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "bounces",
        sa.Column("report_sha256", sa.String, primary_key=True),
        sa.Column("subscriber_id", sa.Integer, sa.ForeignKey("subscribers.id"), primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("hard", sa.Boolean, nullable=False),
        *(sa.Column(name, sa.String, nullable=False) for name in ("status", "diagnostic", "message_id")),
    )
    op.create_index("bounces_by_subscriber", "bounces", ["subscriber_id", "at"])
