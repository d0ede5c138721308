"""What goes out, and when: the sixth schema. Floor 3."""

import sqlalchemy as sa
from alembic import op

revision = "6"
down_revision = "5"


def upgrade() -> None:
    """Nothing; creates the tables."""
    _ledger()
    op.create_table(
        "occurrences",
        sa.Column("newsletter", sa.String, primary_key=True),
        sa.Column("due", sa.BigInteger, primary_key=True),
        sa.Column("issue_id", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("why", sa.String, nullable=False),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "schedules",
        sa.Column("newsletter", sa.String, primary_key=True),
        sa.Column("since", sa.BigInteger, nullable=False),
    )


def _ledger() -> None:
    op.create_table(
        "sendings",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("issue_id", sa.String, nullable=False),
        sa.Column("audience", sa.String, nullable=False),
        sa.Column("seal", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("why", sa.String, nullable=False),
        sa.Column("retry_at", sa.BigInteger),
        sa.Column("recipients", sa.Integer, nullable=False),
        sa.Column("armed_at", sa.BigInteger, nullable=False),
        sa.Column("armed_by", sa.String, nullable=False),
        sa.Column("finished_at", sa.BigInteger),
        sa.UniqueConstraint("issue_id", "audience", name="one_sending_per_audience"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "deliveries",
        sa.Column("sending_id", sa.Integer, sa.ForeignKey("sendings.id"), primary_key=True),
        sa.Column("subscriber_id", sa.Integer, primary_key=True),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("not_before", sa.BigInteger, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("first_try", sa.BigInteger),
        sa.Column("worker_id", sa.Integer),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
        sa.Column("words", sa.String, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("deliveries_by_state", "deliveries", ["sending_id", "state", "not_before", "subscriber_id"])
    op.create_table(
        "workers",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("host", sa.String, nullable=False),
        sa.Column("boot", sa.String, nullable=False),
        sa.Column("journal", sa.String, nullable=False),
        sa.Column("started_at", sa.BigInteger, nullable=False),
        sa.Column("seen_at", sa.BigInteger, nullable=False),
        sqlite_autoincrement=True,
    )
