"""What became of each occurrence of each newsletter: one row each, whoever gets there first. Floor 3."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from digest.model import Occurrence, OccurrenceState
from digest.store.dispatch_tables import occurrences, schedules
from digest.store.tables import storable

if TYPE_CHECKING:
    from digest.store.database import Database


class Occurrences:
    """The occurrences of a store."""

    def __init__(self, database: "Database") -> None:
        self._database = database

    def since(self, newsletters: Sequence[str], now: datetime) -> dict[str, datetime]:
        """From when on each newsletter is looked after: `now`, the first time that this is asked."""
        question = sa.select(schedules.c.newsletter, schedules.c.since)
        with self._database.reading() as connection:
            known = {row.newsletter: row.since for row in connection.execute(question)}
        if all(storable(name) in known for name in newsletters):
            return {name: known[storable(name)] for name in newsletters}
        with self._database.writing() as connection:
            known = {row.newsletter: row.since for row in connection.execute(question)}
            for name in newsletters:
                if storable(name) not in known:
                    connection.execute(schedules.insert().values(newsletter=storable(name), since=now))
        return {name: known.get(storable(name), now) for name in newsletters}

    def begin(self, occurrence: Occurrence) -> bool:
        """Whether the occurrence was new; then it stands there as it is given, and is this caller's to look after."""
        with self._database.writing() as connection:
            if connection.execute(sa.select(occurrences.c.due).where(*_key(occurrence))).first():
                return False
            connection.execute(occurrences.insert().values(_row(occurrence)))
            return True

    def move(self, seen: Occurrence, to: Occurrence) -> bool:
        """Whether the occurrence was still as it was seen; then it is as it is given now."""
        as_seen = (occurrences.c.state == seen.state, occurrences.c.changed_at == seen.changed_at)
        with self._database.writing() as connection:
            change = occurrences.update().where(*_key(seen), *as_seen).values(_row(to))
            return connection.execute(change).rowcount > 0

    def last_due(self) -> dict[str, datetime]:
        """By newsletter, the latest moment of which there is a row."""
        question = sa.select(occurrences.c.newsletter, sa.func.max(occurrences.c.due).label("due"))
        with self._database.reading() as connection:
            return {row.newsletter: row.due for row in connection.execute(question.group_by(occurrences.c.newsletter))}

    def list(self, states: Sequence[OccurrenceState] = (), *, since: datetime | None = None) -> tuple[Occurrence, ...]:
        """Those in the states, or in any, that are due at `since` or later, in the order they are due."""
        question = sa.select(occurrences).order_by(occurrences.c.due, occurrences.c.newsletter)
        if states:
            question = question.where(occurrences.c.state.in_(states))
        if since:
            question = question.where(occurrences.c.due >= since)
        with self._database.reading() as connection:
            return tuple(map(_occurrence, connection.execute(question)))


def _key(occurrence: Occurrence) -> tuple[sa.ColumnElement[bool], ...]:
    return occurrences.c.newsletter == storable(occurrence.newsletter), occurrences.c.due == occurrence.due


def _row(occurrence: Occurrence) -> dict[str, Any]:
    return {
        "newsletter": storable(occurrence.newsletter),
        "due": occurrence.due,
        "issue_id": storable(occurrence.issue),
        "state": occurrence.state,
        "why": storable(occurrence.why),
        "changed_at": occurrence.changed_at,
    }


def _occurrence(row: sa.Row[Any]) -> Occurrence:
    return Occurrence(
        newsletter=row.newsletter,
        due=row.due,
        issue=row.issue_id,
        state=OccurrenceState(row.state),
        why=row.why,
        changed_at=row.changed_at,
    )
