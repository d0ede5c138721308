"""Finds the articles that an issue may choose from. Floor 3; it offers them, `selection` decides.

Every question is a range of the index by date, so the time it takes depends on what lies in the range and not on
how much is stored. The ranges do not overlap, and the order of the questions is the order of precedence.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from digest.model import Article, Candidate, SelectionRule, Standing, Window
from digest.store.rows import ARTICLE, articles_of, chunks
from digest.store.tables import articles, issue_articles, issues, storable

EARLIER_PER_PLACE = 4  # so many articles per place of the issue are offered to fill it up
MOST_UNDATED = 200
UNDATED_REACH = timedelta(days=7)  # an undated article may be about a window that ended so long before

published, first_seen = articles.c.published, articles.c.first_seen


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for."""

    window: Window
    rule: SelectionRule
    newsletter: str
    built_before: datetime | None

    @property
    def late_from(self) -> datetime:
        return self.window.start - self.rule.late_reach


def candidates(
    connection: sa.Connection, search: Search, *, pins: tuple[str, ...], deferred: tuple[str, ...] = ()
) -> tuple[Candidate, ...]:
    """Each article once: those of the window, deferred, late, earlier, pinned (in the order of the pins), undated."""
    found: dict[str, Candidate] = {}
    for standing, several in _by_standing(connection, search, pins, deferred):
        for article in several:
            found.setdefault(article.id, Candidate(article=article, standing=standing))
    return tuple(found.values())


def _by_standing(
    connection: sa.Connection, search: Search, pins: tuple[str, ...], deferred: tuple[str, ...]
) -> Iterator[tuple[Standing, tuple[Article, ...]]]:
    yield Standing.IN_WINDOW, articles_of(connection, _within(search.window.start, search.window.end))
    if deferred:
        yield Standing.DEFERRED, _pinned(connection, deferred)
    if search.built_before is not None:
        late = _within(search.late_from, search.window.start).where(first_seen > search.built_before)
        yield Standing.LATE, articles_of(connection, late)
    if search.rule.minimum > 0:
        yield Standing.EARLIER, _earlier(connection, search)
    if pins:
        yield Standing.OUTSIDE, _pinned(connection, pins)
    yield Standing.UNDATED, articles_of(connection, _undated(search.window))


def _within(start: datetime, end: datetime) -> sa.Select[Any]:
    """The articles published in [start, end), newest first."""
    return (
        sa.select(*ARTICLE)
        .where(published >= start, published < end, articles.c.deleted.is_(sa.false()))
        .order_by(published.desc(), first_seen.desc(), articles.c.id.desc())
    )


def _earlier(connection: sa.Connection, search: Search) -> tuple[Article, ...]:
    """The newest articles before the window: first those not sent yet, then, if there is room, the others."""
    question = _within(search.window.start - search.rule.look_back, search.window.start)
    if search.built_before is not None:  # later ones are late, and have been found already
        question = question.where(sa.or_(first_seen <= search.built_before, published < search.late_from))
    sent, most = _sent_before(search), search.rule.maximum * EARLIER_PER_PLACE
    fresh = articles_of(connection, question.where(~sent).limit(most))
    if len(fresh) == most:
        return fresh
    return fresh + articles_of(connection, question.where(sent).limit(most - len(fresh)))


def _sent_before(search: Search) -> sa.Exists:
    """Whether the article was in an issue of the same newsletter whose window ended before this one."""
    # One EXISTS inside the other, not a join: for the join SQLite reads every issue of the newsletter once per article.
    earlier = sa.exists().where(
        issues.c.id == issue_articles.c.issue_id,
        issues.c.newsletter == storable(search.newsletter),
        issues.c.window_end <= search.window.start,
    )
    return sa.exists().where(issue_articles.c.article_id == articles.c.id, earlier)


def _pinned(connection: sa.Connection, pins: tuple[str, ...]) -> tuple[Article, ...]:
    found: dict[str, Article] = {}
    for part in chunks(storable(pin) for pin in pins):
        question = sa.select(*ARTICLE).where(articles.c.id.in_(part), articles.c.deleted.is_(sa.false()))
        found.update((article.id, article) for article in articles_of(connection, question))
    return tuple(found[pin] for pin in pins if pin in found)


def _undated(window: Window) -> sa.Select[Any]:
    return (
        sa.select(*ARTICLE)
        .where(
            published.is_(None),
            first_seen >= window.start,
            first_seen < window.end + UNDATED_REACH,
            articles.c.deleted.is_(sa.false()),
        )
        .order_by(first_seen.desc(), articles.c.id.desc())
        .limit(MOST_UNDATED)
    )
