"""Brings a database to the schema of this program, or refuses it untouched. Floor 3.

A start with the right schema costs one question; Alembic is imported only when there is something to upgrade.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from digest.errors import StoreError
from digest.store.failures import NOTHING

if TYPE_CHECKING:
    from digest.store.database import Database

HEAD = 9  # the newest file in migrations/versions; they are numbered without gaps
VERSION_TABLE = "digest_version"
MIGRATIONS = Path(__file__).parent / "migrations"

_version = sa.table(VERSION_TABLE, sa.column("version_num", sa.String))


def bring_up_to_date(database: "Database") -> None:
    """Nothing; afterwards the schema is the one of this program. Raises StoreError, and then nothing changed."""
    with database.reading() as connection:
        version = _version_of(connection, database.name)
    database.let_readers_go_on()
    if version == HEAD:
        return
    with database.writing() as connection:
        if _version_of(connection, database.name) < HEAD:  # another process may have been quicker
            upgrade(connection)


def upgrade(connection: sa.Connection, revision: str = "head") -> None:
    """Nothing; runs the migrations inside the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def _version_of(connection: sa.Connection, name: str) -> int:
    """The schema's number, 0 for an empty database. Raises StoreError for one that is not ours or too new."""
    tables = sa.inspect(connection).get_table_names()
    if VERSION_TABLE not in tables:
        if tables:
            raise StoreError(
                f"The database {name} was not written by this program: it holds other tables.",
                kept=NOTHING,
                next="Name another file in the configuration.",
            )
        return 0
    version = connection.execute(sa.select(_version.c.version_num)).scalar() or "0"
    if not version.isdecimal() or int(version) > HEAD:
        raise StoreError(
            f"The database {name} was written by a newer version of this program.",
            kept=NOTHING,
            next="Upgrade the program, or use a copy of the database from before.",
        )
    return int(version)
