"""Files that people wrote by hand, and posts that people published by hand. Floor 3."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from digest.model import Posted, Rewriting
from digest.store.review_tables import posted, rewritings
from digest.store.rows import chunks
from digest.store.tables import storable

if TYPE_CHECKING:
    from digest.store.database import Database

Place = tuple[str, str, str]  # audience, channel, part


class Rewritings:
    """The files of a store's issues that are in a person's words."""

    def __init__(self, database: "Database") -> None:
        self._database = database

    def put(self, one: Rewriting) -> None:
        """Nothing; it stands in the place of an earlier one."""
        values = {
            "text": storable(one.text),
            "stands_for": one.stands_for,
            "written_by": storable(one.by),
            "written_at": one.at,
        }
        here = _here(rewritings, one.issue, (one.audience, one.channel, one.part))
        with self._database.writing() as connection:
            connection.execute(rewritings.delete().where(*here))
            connection.execute(rewritings.insert().values(**_place_values(one), **values))

    def remove(self, issue_id: str, place: Place) -> bool:
        """Whether there was one; afterwards the file is made again as every other."""
        with self._database.writing() as connection:
            return connection.execute(rewritings.delete().where(*_here(rewritings, issue_id, place))).rowcount > 0

    def of(self, issue_id: str) -> dict[Place, Rewriting]:
        """Those of an issue, by place."""
        question = sa.select(rewritings).where(rewritings.c.issue_id == storable(issue_id))
        with self._database.reading() as connection:
            return {(row.audience, row.channel, row.part): _rewriting(row) for row in connection.execute(question)}

    def writers(self, issue_ids: Sequence[str]) -> dict[str, set[str]]:
        """By issue, who wrote any of its files."""
        found: dict[str, set[str]] = {}
        with self._database.reading() as connection:
            for part in chunks(map(storable, issue_ids)):
                question = sa.select(rewritings.c.issue_id, rewritings.c.written_by)
                for issue_id, name in connection.execute(question.where(rewritings.c.issue_id.in_(part))):
                    found.setdefault(issue_id, set()).add(name)
        return found

    def forget(self, issue_id: str) -> None:
        """Nothing; those of the issue are gone."""
        with self._database.writing() as connection:
            connection.execute(rewritings.delete().where(rewritings.c.issue_id == storable(issue_id)))


class PostedMarks:
    """Which posts somebody has published."""

    def __init__(self, database: "Database") -> None:
        self._database = database

    def put(self, one: Posted) -> None:
        """Nothing; it stands in the place of an earlier mark. The issue has to be stored."""
        values = {
            "path": storable(one.path),
            "sha256": one.sha256,
            "url": storable(one.url),
            "by": storable(one.by),
            "at": one.at,
            "approved": one.approved,
        }
        here = _here(posted, one.issue, (one.audience, one.channel, one.part))
        with self._database.writing() as connection:
            connection.execute(posted.delete().where(*here))
            connection.execute(posted.insert().values(**_place_values(one), **values))

    def remove(self, issue_id: str, place: Place) -> bool:
        """Whether the post was marked."""
        with self._database.writing() as connection:
            return connection.execute(posted.delete().where(*_here(posted, issue_id, place))).rowcount > 0

    def of(self, issue_id: str) -> dict[Place, Posted]:
        """The marks of an issue, by place."""
        question = sa.select(posted).where(posted.c.issue_id == storable(issue_id))
        with self._database.reading() as connection:
            return {(row.audience, row.channel, row.part): _posted(row) for row in connection.execute(question)}

    def forget(self, issue_id: str) -> None:
        """Nothing; those of the issue are gone."""
        with self._database.writing() as connection:
            connection.execute(posted.delete().where(posted.c.issue_id == storable(issue_id)))


def _here(table: sa.Table, issue_id: str, place: Place) -> tuple[sa.ColumnElement[bool], ...]:
    named = zip(("issue_id", "audience", "channel", "part"), (issue_id, *place), strict=True)
    return tuple(table.c[name] == storable(value) for name, value in named)


def _place_values(one: Rewriting | Posted) -> dict[str, str]:
    return {
        "issue_id": storable(one.issue),
        "audience": storable(one.audience),
        "channel": storable(one.channel),
        "part": storable(one.part),
    }


def _rewriting(row: sa.Row[Any]) -> Rewriting:
    return Rewriting(
        issue=row.issue_id,
        audience=row.audience,
        channel=row.channel,
        part=row.part,
        text=row.text,
        stands_for=row.stands_for,
        by=row.written_by,
        at=row.written_at,
    )


def _posted(row: sa.Row[Any]) -> Posted:
    return Posted(
        issue=row.issue_id,
        audience=row.audience,
        channel=row.channel,
        part=row.part,
        path=row.path,
        sha256=row.sha256,
        url=row.url,
        by=row.by,
        at=row.at,
        approved=row.approved,
    )
