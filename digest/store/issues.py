"""Issues as they were built: which articles they hold, which drafts, which choices people made. Floor 3."""

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from digest.model import Choices, Decision, Draft, Issue, Reason, Selection, Standing, Window, packed, unpacked
from digest.store.past import sent_before
from digest.store.rows import chunks, insert_all
from digest.store.tables import drafts, issue_articles, issues, storable
from digest.store.values import Chosen, IssueRecord

if TYPE_CHECKING:
    from digest.store.database import Database

_CHOICES = ("pinned", "excluded", "settled", "deferred")
NEWEST_FIRST = (issues.c.window_end.desc(), issues.c.first_built.desc(), issues.c.id.desc())


class Issues:
    """The issues of a store."""

    def __init__(self, database: "Database") -> None:
        self._database = database

    def sent_before(self, newsletter: str, issue_id: str, article_ids: Sequence[str]) -> dict[str, str]:
        """By article id, the earliest other issue of the newsletter that holds it or a translation of it."""
        with self._database.reading() as connection:
            return sent_before(connection, newsletter, issue_id, article_ids)

    def last_built(self, newsletter: str, before: datetime) -> datetime | None:
        """When the newsletter's latest issue whose window ended by `before` was first built."""
        question = (
            sa.select(issues.c.first_built)
            .where(issues.c.newsletter == storable(newsletter), issues.c.window_end <= before)
            .order_by(*NEWEST_FIRST)
            .limit(1)
        )
        with self._database.reading() as connection:
            return connection.scalar(question)

    def next_revision(self, issue_id: str, manifest_sha256: str) -> tuple[int, bool]:
        """The revision of a build with this manifest, and whether it is recorded already."""
        with self._database.reading() as connection:
            return _revision(_row(connection, issue_id), manifest_sha256)

    def record(
        self,
        issue: Issue,
        picked: Selection,
        drafts: Sequence[Draft],
        *,
        choices: Choices,
        manifest_sha256: str,
        revision: int,
        now: datetime,
    ) -> None:
        """Nothing; keeps a build. Of one that is recorded already only the choices are written, if they differ.

        `revision` is the one that `next_revision` gave in the same transaction; ValueError if it is not.
        """
        with self._database.writing() as connection:
            row = _row(connection, issue.id)
            expected, again = _revision(row, manifest_sha256)
            if revision != expected:
                raise ValueError(f"revision {revision} of {issue.id} recorded where {expected} comes next")
            values = _choice_values(choices)
            if not again:
                values |= _issue_values(issue, manifest_sha256) | {"revision": revision, "last_built": now}
            _put(connection, issue.id, row, values, now)
            if not again:
                _write_chosen(connection, issue.id, picked.chosen)
                _write_drafts(connection, issue.id, revision, drafts)

    def remove(self, issue_id: str) -> bool:
        """Whether there was such an issue; every revision of it is then forgotten, its articles are not."""
        name = storable(issue_id)
        with self._database.writing() as connection:
            connection.execute(drafts.delete().where(drafts.c.issue_id == name))
            connection.execute(issue_articles.delete().where(issue_articles.c.issue_id == name))
            return connection.execute(issues.delete().where(issues.c.id == name)).rowcount > 0

    def get(self, issue_id: str) -> IssueRecord | None:
        """The latest build of the issue."""
        found = self._ask(sa.select(issues).where(issues.c.id == storable(issue_id)))
        return found[0] if found else None

    def list(
        self, newsletter: str = "", *, limit: int | None = None, after: IssueRecord | None = None
    ) -> tuple[IssueRecord, ...]:
        """The issues of the newsletter, or of all of them, newest window first; at most `limit`, those after one."""
        question = sa.select(issues).order_by(*NEWEST_FIRST).limit(limit)
        if after:
            question = question.where(_beyond(after))
        return self._ask(question.where(issues.c.newsletter == storable(newsletter)) if newsletter else question)

    def previous(self, newsletter: str, before: datetime) -> str:
        """The newsletter's latest issue whose window ended by `before`, "" for none."""
        question = (
            sa.select(issues.c.id)
            .where(issues.c.newsletter == storable(newsletter), issues.c.window_end <= before)
            .order_by(*NEWEST_FIRST)
            .limit(1)
        )
        with self._database.reading() as connection:
            return connection.scalar(question) or ""

    def deferred_to(self, newsletter: str, before: datetime) -> tuple[str, ...]:
        """What the newsletter's latest issue whose window ended by `before` put off to its next one."""
        question = (
            sa.select(issues.c.deferred)
            .where(issues.c.newsletter == storable(newsletter), issues.c.window_end <= before)
            .order_by(*NEWEST_FIRST)
            .limit(1)
        )
        with self._database.reading() as connection:
            put_off = connection.scalar(question)
        return tuple(json.loads(put_off)) if put_off else ()

    def choices(self, issue_id: str) -> Choices:
        """What people decided by hand about the issue; nothing for one that has not been built."""
        with self._database.reading() as connection:
            row = _row(connection, issue_id)
        return _choices(row) if row else Choices()

    def drafts(self, issue_id: str) -> tuple[Draft, ...]:
        """The drafts of the issue's latest revision, in the order they were recorded."""
        question = (
            sa.select(drafts)
            .join(issues, sa.and_(issues.c.id == drafts.c.issue_id, issues.c.revision == drafts.c.issue_revision))
            .where(drafts.c.issue_id == storable(issue_id))
            .order_by(drafts.c.position)
        )
        with self._database.reading() as connection:
            return tuple(_draft(row) for row in connection.execute(question))

    def _ask(self, question: sa.Select[Any]) -> tuple[IssueRecord, ...]:
        with self._database.reading() as connection:
            rows = connection.execute(question).all()
            chosen = _chosen(connection, [row.id for row in rows])
        return tuple(_record(row, tuple(chosen[row.id])) for row in rows)


def _beyond(last: IssueRecord) -> sa.ColumnElement[bool]:
    """What comes behind the record in the order NEWEST_FIRST."""
    end, built = issues.c.window_end, issues.c.first_built
    in_one_build = sa.and_(built == last.first_built, issues.c.id < storable(last.id))
    return sa.or_(
        end < last.window.end, sa.and_(end == last.window.end, sa.or_(built < last.first_built, in_one_build))
    )


def _row(connection: sa.Connection, issue_id: str) -> sa.Row[Any] | None:
    return connection.execute(sa.select(issues).where(issues.c.id == storable(issue_id))).one_or_none()


def _revision(row: sa.Row[Any] | None, manifest_sha256: str) -> tuple[int, bool]:
    if row is None:
        return 1, False
    again = row.manifest_sha256 == manifest_sha256
    return row.revision + (not again), again


def _put(
    connection: sa.Connection, issue_id: str, row: sa.Row[Any] | None, values: dict[str, Any], now: datetime
) -> None:
    if row is None:
        connection.execute(issues.insert().values(id=storable(issue_id), first_built=now, **values))
    elif any(row._mapping[name] != value for name, value in values.items()):
        connection.execute(issues.update().where(issues.c.id == row.id).values(values))


def _choice_values(choices: Choices) -> dict[str, Any]:
    return {name: json.dumps(getattr(choices, name)) for name in _CHOICES}


def _issue_values(issue: Issue, manifest_sha256: str) -> dict[str, Any]:
    return {
        "newsletter": storable(issue.newsletter.name),
        "window_start": issue.window.start,
        "window_end": issue.window.end,
        "zone": issue.window.zone,
        "due": issue.due,
        "manifest_sha256": manifest_sha256,
    }


def _write_chosen(connection: sa.Connection, issue_id: str, chosen: Sequence[Decision]) -> None:
    connection.execute(issue_articles.delete().where(issue_articles.c.issue_id == storable(issue_id)))
    rows = [
        {
            "issue_id": storable(issue_id),
            "position": position,
            "article_id": decision.article.id,
            "standing": decision.standing.value,
            "reason": decision.reason.value,
        }
        for position, decision in enumerate(chosen, 1)
    ]
    insert_all(connection, issue_articles, rows)


def _write_drafts(connection: sa.Connection, issue_id: str, revision: int, several: Sequence[Draft]) -> None:
    rows = [
        {
            "issue_id": storable(issue_id),
            "issue_revision": revision,
            "position": position,
            "audience": storable(draft.audience),
            "channel": storable(draft.channel),
            "part": storable(draft.part),
            "path": storable(draft.path),
            "size": draft.size,
            "sha256": draft.sha256,
            "revision": draft.revision,
            "warnings": json.dumps([packed(each) for each in draft.warnings]),
        }
        for position, draft in enumerate(several, 1)
    ]
    insert_all(connection, drafts, rows)


def _chosen(connection: sa.Connection, issue_ids: Sequence[str]) -> dict[str, list[Chosen]]:
    found: defaultdict[str, list[Chosen]] = defaultdict(list)
    for part in chunks(issue_ids):
        question = sa.select(issue_articles).where(issue_articles.c.issue_id.in_(part))
        for row in connection.execute(question.order_by(issue_articles.c.issue_id, issue_articles.c.position)):
            one = Chosen(article_id=row.article_id, standing=Standing(row.standing), reason=Reason(row.reason))
            found[row.issue_id].append(one)
    return found


def _record(row: sa.Row[Any], chosen: tuple[Chosen, ...]) -> IssueRecord:
    return IssueRecord(
        id=row.id,
        newsletter=row.newsletter,
        window=Window(start=row.window_start, end=row.window_end, zone=row.zone),
        due=row.due,
        revision=row.revision,
        manifest_sha256=row.manifest_sha256,
        first_built=row.first_built,
        built_at=row.last_built,
        choices=_choices(row),
        chosen=chosen,
    )


def _choices(row: sa.Row[Any]) -> Choices:
    return Choices(**{name: tuple(json.loads(row._mapping[name])) for name in _CHOICES})


def _draft(row: sa.Row[Any]) -> Draft:
    return Draft(
        issue=row.issue_id,
        audience=row.audience,
        channel=row.channel,
        part=row.part,
        path=row.path,
        size=row.size,
        sha256=row.sha256,
        revision=row.revision,
        warnings=tuple(map(unpacked, json.loads(row.warnings))),
    )
