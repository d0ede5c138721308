"""Accounts, sessions, keys and links: the fifth schema. Floor 3."""

import sqlalchemy as sa
from alembic import op

revision = "5"
down_revision = "4"


def upgrade() -> None:
    """Nothing; creates the tables."""
    op.create_table(
        "users",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("zone", sa.String, nullable=False),
        sa.Column("password", sa.String, nullable=False),
    )
    op.create_table(
        "sessions",
        sa.Column("secret_sha256", sa.String, primary_key=True),
        sa.Column("user_name", sa.String, sa.ForeignKey("users.name"), nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("expires", sa.BigInteger, nullable=False),
    )
    op.create_index("sessions_by_user", "sessions", ["user_name"])
    op.create_table(
        "api_tokens",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("secret_sha256", sa.String, nullable=False, unique=True),
        sa.Column("user_name", sa.String, sa.ForeignKey("users.name"), nullable=False),
        sa.Column("label", sa.String, nullable=False),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("expires", sa.BigInteger, nullable=False),
        sa.Column("revoked", sa.Boolean, nullable=False),
    )
    op.create_table(
        "review_links",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("secret_sha256", sa.String, nullable=False, unique=True),
        sa.Column("issue_id", sa.String, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("guest", sa.String, nullable=False),
        sa.Column("may_respond", sa.Boolean, nullable=False),
        sa.Column("given_by", sa.String, sa.ForeignKey("users.name"), nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("expires", sa.BigInteger, nullable=False),
        sa.Column("revoked", sa.Boolean, nullable=False),
    )
