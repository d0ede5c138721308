"""Questions about articles, and their adding. Floor 3.

A deleted article answers to nothing here, and stays deleted however often its source repeats it.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from digest.model import Article, Candidate, Kind, Language, SelectionRule, Window
from digest.store import adding, candidates, searching
from digest.store.rows import ARTICLE, articles_of, searchable
from digest.store.tables import article_keys, article_sources, articles, indexed, storable
from digest.store.values import Added
from digest.text import links

if TYPE_CHECKING:
    from digest.store.database import Database

MOST_FOUND = 20
HEX = frozenset("0123456789abcdef")
NEWEST_FIRST = (articles.c.published.desc().nulls_last(), articles.c.first_seen.desc(), articles.c.id.desc())
STORED = articles.c.deleted.is_(sa.false())


class Articles:
    """The articles of a store."""

    def __init__(self, database: "Database") -> None:
        self._database = database

    def add(self, batch: Sequence[Article], *, now: datetime) -> Added:
        """What became of each article; `now` is the first_seen of the new ones. All are added, or none."""
        with self._database.writing() as connection:
            return adding.add(connection, batch, now)

    def delete(self, article_id: str) -> bool:
        """Whether there was such an article; it is kept, hidden, so that its source does not bring it back."""
        with self._database.writing() as connection:
            statement = articles.update().where(articles.c.id == storable(article_id), STORED).values(deleted=True)
            searching.forget_article(connection, storable(article_id))
            return connection.execute(statement).rowcount > 0

    def get(self, article_id: str) -> Article | None:
        """The article with exactly this id."""
        found = self._ask(sa.select(*ARTICLE).where(articles.c.id == storable(article_id), STORED))
        return found[0] if found else None

    def find(self, wanted: str) -> tuple[Article, ...]:
        """The articles with this id, or whose id begins so, or with this URL; at most MOST_FOUND, newest first."""
        meant = [articles.c.id.in_(sa.select(article_keys.c.article_id).where(article_keys.c.key.in_(_keys(wanted))))]
        prefix = wanted.strip().lower()
        if prefix and HEX.issuperset(prefix):
            meant.append(articles.c.id.between(prefix, prefix + "g"))
        return self._ask(sa.select(*ARTICLE).where(sa.or_(*meant), STORED).order_by(*NEWEST_FIRST).limit(MOST_FOUND))

    def list(
        self,
        *,
        kind: Kind | None = None,
        language: Language | None = None,
        source: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        undated: bool = False,
        text: str = "",
        limit: int | None = None,
        offset: int = 0,
    ) -> tuple[Article, ...]:
        """The articles that meet every condition, newest first, undated ones last.

        `since` and `until` are a half-open stretch of publication. `undated`: only those without a date.
        `text` stands in the title or the body, whatever its case and width.
        """
        question = sa.select(*ARTICLE).where(
            STORED, *_about(kind, language, source), *_dated(since, until, undated), *_saying(text)
        )
        return self._ask(question.order_by(*NEWEST_FIRST).limit(limit).offset(offset))

    def count(self) -> int:
        """How many articles there are."""
        with self._database.reading() as connection:
            return connection.scalar(sa.select(sa.func.count()).select_from(articles).where(STORED)) or 0

    def candidates(
        self,
        window: Window,
        *,
        rule: SelectionRule,
        newsletter: str,
        built_before: datetime | None,
        pins: tuple[str, ...] = (),
        deferred: tuple[str, ...] = (),
    ) -> tuple[Candidate, ...]:
        """The articles that an issue of the window may choose from, each once, with its standing.

        `built_before` is when the newsletter's previous issue was built; None if there was none, so that nothing
        is late. `deferred` are the articles that this issue put off.
        """
        with self._database.reading() as connection:
            return candidates.candidates(
                connection, candidates.Search(window, rule, newsletter, built_before), pins=pins, deferred=deferred
            )

    def _ask(self, question: sa.Select[Any]) -> tuple[Article, ...]:
        with self._database.reading() as connection:
            return articles_of(connection, question)


def _keys(wanted: str) -> tuple[str, ...]:
    """The keys that an address may be known by."""
    return tuple(indexed(f"url:{form}") for form in {wanted.strip(), links.identity(wanted)})


def _about(kind: Kind | None, language: Language | None, source: str | None) -> Iterator[sa.ColumnElement[bool]]:
    if kind is not None:
        yield articles.c.kind == kind.value
    if language is not None:
        yield articles.c.language == language.value
    if source is not None:
        named = sa.select(article_sources.c.article_id).where(article_sources.c.source == storable(source))
        yield articles.c.id.in_(named)


def _dated(since: datetime | None, until: datetime | None, undated: bool) -> Iterator[sa.ColumnElement[bool]]:
    if since is not None:
        yield articles.c.published >= since
    if until is not None:
        yield articles.c.published < until
    if undated:
        yield articles.c.published.is_(None)


def _saying(text: str) -> Iterator[sa.ColumnElement[bool]]:
    if text:
        yield articles.c.search_text.contains(searchable(text), autoescape=True)
