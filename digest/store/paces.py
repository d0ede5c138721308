"""Turns at what has a limit, given out to all workers of a database. Floor 3."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa

from digest.store.dispatch_tables import paces
from digest.store.tables import storable

if TYPE_CHECKING:
    from digest.store.database import Database

FAR, TURNS = timedelta(minutes=5), 1_000  # further ahead than anybody reserves: the clock was stepped back


class Paces:
    """The turns of a store."""

    def __init__(self, database: "Database") -> None:
        self._database = database

    def reserve(
        self, name: str, count: int, interval_s: float, burst_s: float = 0.0, *, now: datetime | None = None
    ) -> float:
        """Seconds from now until the first of `count` turns, which nobody else is given; see transport.Reserve."""
        now = now or datetime.now(UTC)
        mine, interval = paces.c.name == storable(name), timedelta(seconds=interval_s)
        with self._database.abreast() as connection:
            while True:
                row = connection.execute(sa.select(paces.c.free_at).where(mine).with_for_update()).one_or_none()
                earliest = now - timedelta(seconds=burst_s)
                known = row and row.free_at - now < FAR + TURNS * interval
                start = max(row.free_at, earliest) if row and known else earliest
                free_at = start + count * interval
                if row:
                    connection.execute(paces.update().where(mine).values(free_at=free_at))
                    return (start - now).total_seconds()
                with connection.begin_nested() as attempt:  # two that come first at once: one finds the other's row
                    try:
                        connection.execute(paces.insert().values(name=storable(name), free_at=free_at))
                    except sa.exc.IntegrityError:
                        attempt.rollback()
                        continue
                return (start - now).total_seconds()
