"""How far each source was read, so that a server is not asked for what it gave before. Floor 3."""

from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from digest.store.tables import EPOCH, sources, storable
from digest.store.values import SourceState

if TYPE_CHECKING:
    from digest.store.database import Database


class Sources:
    """The reading states of a store."""

    def __init__(self, database: "Database") -> None:
        self._database = database

    def get(self, name: str) -> SourceState | None:
        """How far the source was read; None if it never was."""
        with self._database.reading() as connection:
            row = connection.execute(sa.select(sources).where(sources.c.name == storable(name))).one_or_none()
        return SourceState(**row._mapping) if row else None

    def validators(self, name: str, location: str = "") -> tuple[str, str]:
        """ETag and Last-Modified of the last good reading, empty where there is none.

        Both are empty too when that reading was of another `location`: they say nothing about this one.
        """
        state = self.get(name)
        if state is None or state.location != storable(location):
            return "", ""
        return state.etag, state.last_modified

    def checked(
        self,
        name: str,
        etag: str,
        last_modified: str,
        *,
        now: datetime,
        retry_after: datetime | None = None,
        failures: int = 0,
        location: str = "",
    ) -> None:
        """Nothing; remembers a reading. Only for one that was parsed: what is remembered is not asked for again."""
        state = {
            "location": storable(location),
            "etag": storable(etag),
            "last_modified": storable(last_modified),
            "checked_at": now,
            "retry_after": retry_after,
            "failures": failures,
            "attempted_at": now,
        }
        with self._database.writing() as connection:
            updated = connection.execute(sources.update().where(sources.c.name == storable(name)).values(state))
            if not updated.rowcount:
                connection.execute(sources.insert().values(name=storable(name), **state))

    def begin(self, name: str, now: datetime) -> None:
        """Nothing; the source is being read, so that nobody else begins to."""
        with self._database.writing() as connection:
            mine = sources.c.name == storable(name)
            if not connection.execute(sources.update().where(mine).values(attempted_at=now)).rowcount:
                never = {"location": "", "etag": "", "last_modified": "", "checked_at": EPOCH, "failures": 0}
                connection.execute(sources.insert().values(name=storable(name), attempted_at=now, **never))

    def failed(self, name: str, *, retry_after: datetime | None = None) -> None:
        """Nothing; the reading that was begun gave nothing. What the last good one gave still holds."""
        with self._database.writing() as connection:
            change = {"failures": sources.c.failures + 1, "retry_after": retry_after}
            connection.execute(sources.update().where(sources.c.name == storable(name)).values(change))
