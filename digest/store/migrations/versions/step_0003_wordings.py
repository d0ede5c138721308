"""What people wrote by hand: the third schema. Floor 3."""

import sqlalchemy as sa
from alembic import op

revision = "3"
down_revision = "2"


def upgrade() -> None:
    """Nothing; creates the table."""
    op.create_table(
        "wordings",
        sa.Column("article_id", sa.String, sa.ForeignKey("articles.id"), primary_key=True),
        sa.Column("variant", sa.String, primary_key=True),
        sa.Column("field", sa.String, primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("stands_for", sa.String, nullable=False),
        sa.Column("written_by", sa.String, nullable=False),
        sa.Column("written_at", sa.BigInteger, nullable=False),
    )
