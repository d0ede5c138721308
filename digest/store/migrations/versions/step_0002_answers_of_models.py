"""What language models answered, so that the next build says the same. Floor 3."""

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"


def upgrade() -> None:
    """Nothing; creates the table."""
    op.create_table(
        "model_answers",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("answer", sa.Text, nullable=False),
    )
