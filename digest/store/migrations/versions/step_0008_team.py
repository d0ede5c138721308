"""When a source was last tried, where the team gets mail, what it was told, and whose turn it is to send: the eighth
schema. Floor 3.
"""

import sqlalchemy as sa
from alembic import op

revision = "8"
down_revision = "7"


def upgrade() -> None:
    """Nothing; adds two columns and two tables."""
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
