"""What people remark on issues. Floor 3; nothing of it is ever part of a draft."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from digest.model import Comment, Spot
from digest.store.history import spot_of, spot_values
from digest.store.review_tables import comments
from digest.store.rows import chunks
from digest.store.tables import storable

if TYPE_CHECKING:
    from digest.store.database import Database


class Comments:
    """The comments of a store."""

    def __init__(self, database: "Database") -> None:
        self._database = database

    def add(
        self,
        issue_id: str,
        text: str,
        *,
        by: str,
        now: datetime,
        revision: int,
        spot: Spot = Spot(),
        reply_to: int | None = None,
    ) -> int:
        """The number of the new comment. The issue has to be stored, and the comment that it replies to."""
        row = {
            "issue_id": storable(issue_id),
            "revision": revision,
            **spot_values(spot),
            "reply_to": reply_to,
            "by": storable(by),
            "at": now,
            "resolved_by": "",
            "text": storable(text),
        }
        with self._database.writing() as connection:
            return int(connection.execute(comments.insert().values(row).returning(comments.c.id)).scalar_one())

    def get(self, number: int) -> Comment | None:
        """The comment of that number."""
        with self._database.reading() as connection:
            row = connection.execute(sa.select(comments).where(comments.c.id == number)).one_or_none()
        return _comment(row) if row else None

    def list(self, issue_id: str) -> tuple[Comment, ...]:
        """The comments of an issue, oldest first."""
        question = sa.select(comments).where(comments.c.issue_id == storable(issue_id)).order_by(comments.c.id)
        with self._database.reading() as connection:
            return tuple(_comment(row) for row in connection.execute(question))

    def open(self, issue_ids: Sequence[str]) -> dict[str, int]:
        """By issue, how many threads are not dealt with; issues without one are missing."""
        threads = (comments.c.resolved_at.is_(None), comments.c.reply_to.is_(None))
        found: dict[str, int] = {}
        with self._database.reading() as connection:
            for part in chunks(map(storable, issue_ids)):
                question = sa.select(comments.c.issue_id, sa.func.count()).where(
                    comments.c.issue_id.in_(part), *threads
                )
                for issue_id, number in connection.execute(question.group_by(comments.c.issue_id)):
                    found[issue_id] = number
        return found

    def resolve(self, number: int, by: str, now: datetime | None) -> bool:
        """Whether that changed something; `now` is None to take it up again."""
        is_open = comments.c.resolved_at.is_(None)
        here = (comments.c.id == number, is_open if now else ~is_open)
        with self._database.writing() as connection:
            values = {"resolved_by": storable(by) if now else "", "resolved_at": now}
            return connection.execute(comments.update().where(*here).values(values)).rowcount > 0

    def forget(self, issue_id: str) -> None:
        """Nothing; the comments of the issue are gone."""
        here = comments.c.issue_id == storable(issue_id)
        with self._database.writing() as connection:
            connection.execute(comments.delete().where(here, comments.c.reply_to.is_not(None)))
            connection.execute(comments.delete().where(here))


def _comment(row: sa.Row[Any]) -> Comment:
    return Comment(
        id=row.id,
        issue=row.issue_id,
        revision=row.revision,
        text=row.text,
        by=row.by,
        at=row.at,
        spot=spot_of(row),
        reply_to=row.reply_to,
        resolved_by=row.resolved_by,
        resolved_at=row.resolved_at,
    )
