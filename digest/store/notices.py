"""What the team was told, each person once. Floor 3."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

import sqlalchemy as sa

from digest.store.dispatch_tables import notices
from digest.store.tables import storable

if TYPE_CHECKING:
    from digest.store.database import Database

PATIENCE = timedelta(minutes=10)  # before somebody who could not be told is tried again


class Telling(StrEnum):
    """How far it has come."""

    BEGUN = "begun"  # and never again, should the program die now: a mail may be lost, none comes twice
    TOLD = "told"
    HELD = "held"  # back: only some addresses are written to here
    FAILED = "failed"


class Notices:
    """The notices of a store."""

    def __init__(self, database: "Database") -> None:
        self._database = database

    def begin(self, about: str, kind: str, person: str, now: datetime) -> bool:
        """Whether the person is still to be told, which is then this caller's to do."""
        values = {"state": Telling.BEGUN.value, "at": now}
        with self._database.lasting() as connection:
            mine = _key(about, kind, person)
            row = connection.execute(sa.select(notices.c.state, notices.c.at).where(*mine)).one_or_none()
            if row is None:
                key = {"about": storable(about), "kind": kind, "person": storable(person)}
                connection.execute(notices.insert().values(**key, **values))
                return True
            if row.state != Telling.FAILED.value or abs(now - row.at) < PATIENCE:
                return False
            connection.execute(notices.update().where(*mine).values(values))
            return True

    def end(self, about: str, kind: str, person: str, state: Telling) -> None:
        """Nothing; says what became of it."""
        with self._database.writing() as connection:
            connection.execute(notices.update().where(*_key(about, kind, person)).values(state=state.value))


def _key(about: str, kind: str, person: str) -> tuple[sa.ColumnElement[bool], ...]:
    return notices.c.about == storable(about), notices.c.kind == kind, notices.c.person == storable(person)
