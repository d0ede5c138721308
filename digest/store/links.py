"""Counted links: where each leads, and how often it was opened. Floor 3; nothing says by whom."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import sqlalchemy as sa

from digest.store.dispatch_tables import links, sendings
from digest.store.tables import storable
from digest.store.values import CountedLink

if TYPE_CHECKING:
    from digest.store.database import Database


class Links:
    """The counted links of a store."""

    def __init__(self, database: "Database") -> None:
        self._database = database

    def put(self, issue_id: str, audience: str, led: Mapping[str, str]) -> None:
        """Nothing; keeps where the links named lead. One that is there keeps its count.

        Others of that audience lead nowhere from now on, unless the issue has gone out once.
        """
        here = (links.c.issue_id == storable(issue_id), links.c.audience == storable(audience))
        with self._database.writing() as connection:
            connection.execute(links.delete().where(*here, links.c.name.not_in(led), ~_gone_out()))
            there = sa.select(links.c.name).where(links.c.name.in_(led))
            known = set(connection.execute(there).scalars())
            new = [
                {"name": name, "issue_id": storable(issue_id), "audience": storable(audience), "url": url, "opened": 0}
                for name, url in led.items()
                if name not in known
            ]
            if new:
                connection.execute(links.insert(), new)

    def destination(self, name: str) -> str:
        """Where the link leads; "" for none of ours."""
        with self._database.reading() as connection:
            found = connection.execute(sa.select(links.c.url).where(links.c.name == storable(name))).scalar()
        return found or ""

    def count(self, name: str) -> None:
        """Nothing; the link was opened once more. Before its issue goes out only those look who make it."""
        with self._database.writing() as connection:
            mine = links.update().where(links.c.name == storable(name), _gone_out())
            connection.execute(mine.values(opened=links.c.opened + 1))

    def of(self, issue_id: str) -> tuple[CountedLink, ...]:
        """The links of an issue, the most opened first."""
        asked = sa.select(links.c.audience, links.c.url, links.c.opened).where(links.c.issue_id == storable(issue_id))
        with self._database.reading() as connection:
            rows = connection.execute(asked.order_by(links.c.opened.desc(), links.c.audience, links.c.url))
            return tuple(CountedLink(audience=row.audience, url=row.url, times=row.opened) for row in rows)

    def forget(self, issue_id: str) -> None:
        """Nothing; the links of the issue lead nowhere from now on."""
        with self._database.writing() as connection:
            connection.execute(links.delete().where(links.c.issue_id == storable(issue_id)))


def _gone_out() -> sa.ColumnElement[bool]:
    """Whether the link's issue has a sending."""
    return sa.select(sendings.c.id).where(sendings.c.issue_id == links.c.issue_id).exists()
