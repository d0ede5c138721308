"""What Alembic runs: the migrations, inside the transaction that the store has opened. Floor 3.

The version stands in a table of our own, so that another program's Alembic in the same database is left alone.
"""

from alembic import context

from digest.store.schema import VERSION_TABLE
from digest.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, version_table=VERSION_TABLE
)
with context.begin_transaction():
    context.run_migrations()
