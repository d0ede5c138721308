"""Who did what to which revision, and when. Floor 3. There is no way to change or to remove an event."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from digest.model import EDITS, Act, Actor, Event, Spot
from digest.store.review_tables import events
from digest.store.rows import chunks
from digest.store.tables import storable

if TYPE_CHECKING:
    from digest.store.database import Database

PAGE = 1_000  # rows that one question of an export brings


class History:
    """The events of a store."""

    def __init__(self, database: "Database") -> None:
        self._database = database

    def add(
        self,
        act: Act,
        issue_id: str,
        actor: Actor,
        *,
        now: datetime,
        revision: int,
        spot: Spot = Spot(),
        words: str = "",
        seals: tuple[str, str] = ("", ""),
    ) -> int:
        """The number of the event, which is kept for ever; `seals` are the issue's hashes before and after."""
        row = {
            "at": now,
            "by": storable(actor.name),
            "via": storable(actor.via),
            "issue_id": storable(issue_id),
            "revision": revision,
            "act": act.value,
            **spot_values(spot),
            "seal_before": seals[0],
            "seal_after": seals[1],
            "words": storable(words),
        }
        with self._database.writing() as connection:
            return int(connection.execute(events.insert().values(row).returning(events.c.id)).scalar_one())

    def list(
        self, issue_id: str = "", *, acts: Sequence[Act] = (), limit: int | None = None, after: int = 0
    ) -> tuple[Event, ...]:
        """The events of an issue, or of all, oldest first; `limit` gives the newest of them. `after` is an event."""
        question = sa.select(events).where(events.c.id > after)
        if issue_id:
            question = question.where(events.c.issue_id == storable(issue_id))
        if acts:
            question = question.where(events.c.act.in_([act.value for act in acts]))
        if limit is not None:
            question = question.order_by(events.c.id.desc()).limit(limit)
        with self._database.reading() as connection:
            found = [_event(row) for row in connection.execute(question.order_by(None) if limit is None else question)]
        return tuple(sorted(found, key=lambda event: event.id))

    def editors(self, issue_ids: Sequence[str]) -> dict[str, set[str]]:
        """By issue, who edited it since it was last discarded."""
        acts = [act.value for act in (*EDITS, Act.DISCARD)]
        found: dict[str, set[str]] = {}
        with self._database.reading() as connection:
            for part in chunks(map(storable, issue_ids)):
                here = (events.c.issue_id.in_(part), events.c.act.in_(acts))
                question = sa.select(events.c.issue_id, events.c.act, events.c.by).where(*here).order_by(events.c.id)
                for issue_id, act, name in connection.execute(question):
                    if act == Act.DISCARD:
                        found.pop(issue_id, None)
                    else:
                        found.setdefault(issue_id, set()).add(name)
        return found

    def all(self, issue_id: str = "") -> Iterator[Event]:
        """Every event, oldest first, read page by page."""
        last = 0
        while page := self._page(issue_id, last):
            yield from page
            last = page[-1].id

    def _page(self, issue_id: str, last: int) -> Sequence[Event]:
        question = sa.select(events).where(events.c.id > last).order_by(events.c.id).limit(PAGE)
        if issue_id:
            question = question.where(events.c.issue_id == storable(issue_id))
        with self._database.reading() as connection:
            return [_event(row) for row in connection.execute(question)]


def spot_values(spot: Spot) -> dict[str, str]:
    return {
        "article_id": storable(spot.article),
        "field": storable(spot.field),
        "audience": storable(spot.audience),
        "file": storable(spot.file),
    }


def spot_of(row: sa.Row[Any]) -> Spot:
    """The spot in the columns of a row."""
    return Spot(article=row.article_id, field=row.field, audience=row.audience, file=row.file)


def _event(row: sa.Row[Any]) -> Event:
    return Event(
        id=row.id,
        at=row.at,
        by=row.by,
        via=row.via,
        issue=row.issue_id,
        revision=row.revision,
        act=Act(row.act),
        spot=spot_of(row),
        words=row.words,
        seal_before=row.seal_before,
        seal_after=row.seal_after,
    )
