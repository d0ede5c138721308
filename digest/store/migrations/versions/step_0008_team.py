"""When a source was last tried, where the team gets mail, what it was told, and whose turn it is to send: the eighth
schema. Floor 3.
"""

import sqlalchemy as sa
from alembic import op

revision = "8"
down_revision = "7"


def upgrade() -> None:
    """Nothing; adds two columns and two tables; an issue may go out again with other bytes."""
    _several_seals()
    op.add_column("sources", sa.Column("attempted_at", sa.BigInteger, nullable=False, server_default="0"))
    op.add_column("users", sa.Column("email", sa.String, nullable=False, server_default=""))
    op.create_table(
        "notices",
        *(sa.Column(name, sa.String, primary_key=True) for name in ("about", "kind", "person")),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "paces",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("free_at", sa.BigInteger, nullable=False),
    )


def _several_seals() -> None:
    """Nothing; an audience gets an issue once for each of its seals. SQLite changes no constraint: it is copied."""
    old, new = "one_sending_per_audience", "one_sending_per_audience_and_seal"
    if op.get_context().dialect.name != "sqlite":
        op.drop_constraint(old, "sendings")
        op.create_unique_constraint(new, "sendings", ["issue_id", "audience", "seal"])
        return
    sendings, deliveries = _tables(new)
    op.execute(f"INSERT INTO sendings_new SELECT {sendings} FROM sendings")
    op.execute(f"INSERT INTO deliveries_new SELECT {deliveries} FROM deliveries")
    op.drop_table("deliveries")
    op.drop_table("sendings")
    op.rename_table("sendings_new", "sendings")
    op.rename_table("deliveries_new", "deliveries")
    op.create_index("deliveries_by_state", "deliveries", ["sending_id", "state", "not_before", "subscriber_id"])


def _tables(constraint: str) -> tuple[str, str]:
    """The columns of both tables, which are made anew."""
    made = op.create_table(
        "sendings_new",
        sa.Column("id", sa.Integer, primary_key=True),
        *(sa.Column(name, sa.String, nullable=False) for name in ("issue_id", "audience", "seal", "state", "why")),
        sa.Column("retry_at", sa.BigInteger),
        sa.Column("recipients", sa.Integer, nullable=False),
        sa.Column("armed_at", sa.BigInteger, nullable=False),
        sa.Column("armed_by", sa.String, nullable=False),
        sa.Column("finished_at", sa.BigInteger),
        sa.UniqueConstraint("issue_id", "audience", "seal", name=constraint),
        sqlite_autoincrement=True,
    )
    ledger = op.create_table(
        "deliveries_new",
        sa.Column("sending_id", sa.Integer, sa.ForeignKey("sendings_new.id"), primary_key=True),
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
    return ", ".join(made.c.keys()), ", ".join(ledger.c.keys())
