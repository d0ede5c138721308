"""Links that are counted when they are opened: the ninth schema. Floor 3."""

import sqlalchemy as sa
from alembic import op

revision = "9"
down_revision = "8"


def upgrade() -> None:
    """Nothing; adds a table."""
    op.create_table(
        "links",
        sa.Column("name", sa.String, primary_key=True),
        *(sa.Column(name, sa.String, nullable=False) for name in ("issue_id", "audience", "url")),
        sa.Column("opened", sa.Integer, nullable=False),
    )
    op.create_index("links_by_issue", "links", ["issue_id"])
