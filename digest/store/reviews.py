"""How far people have brought each issue, and their verdicts. Floor 3; it decides nothing."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from digest.model import Hold, Phase, Ruling, Verdict
from digest.store.review_tables import reviews, rulings
from digest.store.rows import chunks
from digest.store.tables import storable

if TYPE_CHECKING:
    from digest.store.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far an issue is."""

    phase: Phase = Phase.DRAFT
    hold: Hold | None = None
    sending_since: datetime | None = None


class Reviews:
    """The reviews of a store."""

    def __init__(self, database: "Database") -> None:
        self._database = database

    def progress(self, issue_ids: Sequence[str]) -> dict[str, Progress]:
        """How far each of the issues is; one that nobody has touched is a draft."""
        found = {issue_id: Progress() for issue_id in issue_ids}
        with self._database.reading() as connection:
            for part in chunks(map(storable, issue_ids)):
                for row in connection.execute(sa.select(reviews).where(reviews.c.issue_id.in_(part))):
                    found[row.issue_id] = _progress(row)
        return found

    def get(self, issue_id: str) -> Progress:
        """How far the issue is."""
        return self.progress([issue_id])[issue_id]

    def put(self, issue_id: str, progress: Progress) -> None:
        """Nothing; keeps how far the issue is. The issue has to be stored."""
        hold = progress.hold
        values = {
            "phase": progress.phase.value,
            "held_by": storable(hold.by) if hold else "",
            "held_why": storable(hold.why) if hold else "",
            "held_at": hold.at if hold else None,
            "sending_since": progress.sending_since,
        }
        here = reviews.c.issue_id == storable(issue_id)
        with self._database.writing() as connection:
            if not connection.execute(reviews.update().where(here).values(values)).rowcount:
                connection.execute(reviews.insert().values(issue_id=storable(issue_id), **values))

    def rule(
        self, issue_id: str, verdict: Verdict, *, by: str, revision: int, seal: str, now: datetime, comment: str
    ) -> int:
        """The number of the ruling, which is kept."""
        row = {
            "issue_id": storable(issue_id),
            "revision": revision,
            "seal": seal,
            "verdict": verdict.value,
            "by": storable(by),
            "at": now,
            "comment": storable(comment),
        }
        with self._database.writing() as connection:
            return int(connection.execute(rulings.insert().values(row).returning(rulings.c.id)).scalar_one())

    def take_back(self, number: int, now: datetime) -> None:
        """Nothing; the ruling counts no more, and is kept."""
        with self._database.writing() as connection:
            connection.execute(rulings.update().where(rulings.c.id == number).values(taken_back=now))

    def rulings(self, issue_ids: Sequence[str]) -> dict[str, tuple[Ruling, ...]]:
        """By issue, every ruling on it, oldest first, those taken back too."""
        found: defaultdict[str, list[Ruling]] = defaultdict(list)
        with self._database.reading() as connection:
            for part in chunks(map(storable, issue_ids)):
                question = sa.select(rulings).where(rulings.c.issue_id.in_(part)).order_by(rulings.c.id)
                for row in connection.execute(question):
                    found[row.issue_id].append(_ruling(row))
        return {issue_id: tuple(found[issue_id]) for issue_id in issue_ids}

    def forget(self, issue_id: str) -> None:
        """Nothing; what was said of the issue is gone."""
        name = storable(issue_id)
        with self._database.writing() as connection:
            connection.execute(rulings.delete().where(rulings.c.issue_id == name))
            connection.execute(reviews.delete().where(reviews.c.issue_id == name))


def _progress(row: sa.Row[Any]) -> Progress:
    hold = Hold(by=row.held_by, why=row.held_why, at=row.held_at) if row.held_at else None
    return Progress(phase=Phase(row.phase), hold=hold, sending_since=row.sending_since)


def _ruling(row: sa.Row[Any]) -> Ruling:
    return Ruling(
        id=row.id,
        issue=row.issue_id,
        revision=row.revision,
        seal=row.seal,
        verdict=Verdict(row.verdict),
        by=row.by,
        at=row.at,
        comment=row.comment,
        taken_back=row.taken_back,
    )
