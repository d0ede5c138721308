"""Finds out which articles another issue of the same newsletter holds already. Floor 3.

An article and its translations count as one: who has read the English version is not sent the Chinese one as news.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from digest.store.rows import chunks
from digest.store.tables import articles, issue_articles, issues, storable


def sent_before(
    connection: sa.Connection, newsletter: str, issue_id: str, article_ids: Sequence[str]
) -> dict[str, str]:
    """By article id, the earliest other issue that holds it or a translation; see `Issues.sent_before`."""
    # Any other issue counts, whatever its window: what a later issue took as late must not come again when an earlier
    # one is built anew.
    others = (issues.c.newsletter == storable(newsletter), issues.c.id != storable(issue_id))
    family = _translations(connection, article_ids)
    members = {member for several in family.values() for member in several}
    held: dict[str, tuple[datetime, str]] = {}
    for article_id, place in _places(connection, others, members):
        held[article_id] = min(held.get(article_id, place), place)
    found = {one: [held[member] for member in several if member in held] for one, several in family.items()}
    return {article_id: min(places)[1] for article_id, places in found.items() if places}


def _places(
    connection: sa.Connection, others: Sequence[sa.ColumnElement[bool]], article_ids: Iterable[str]
) -> Iterator[tuple[str, tuple[datetime, str]]]:
    """Each article with each issue that holds it and meets the conditions: the end of its window, and its id."""
    # Two questions, not a join: for the join SQLite reads every issue of the newsletter and all that is in it.
    for part in chunks(article_ids):
        question = sa.select(issue_articles.c.article_id, issue_articles.c.issue_id)
        holders = _pairs(connection, question.where(issue_articles.c.article_id.in_(part)))
        ends: dict[str, datetime] = {}
        for some in chunks(issue_id for _, issue_id in holders):
            of_issues = sa.select(issues.c.id, issues.c.window_end).where(issues.c.id.in_(some), *others)
            ends.update(_pairs(connection, of_issues))
        yield from ((article_id, (ends[issue_id], issue_id)) for article_id, issue_id in holders if issue_id in ends)


def _translations(connection: sa.Connection, article_ids: Sequence[str]) -> dict[str, set[str]]:
    """By article id, the ids that count as the same article: its own and those of its translations."""
    family = {article_id: {article_id} for article_id in article_ids}
    keys: dict[str, str] = {}
    for part in chunks(article_ids):
        question = sa.select(articles.c.id, articles.c.translation_key).where(
            articles.c.id.in_(part), articles.c.translation_key != ""
        )
        keys.update(_pairs(connection, question))
    members: defaultdict[str, set[str]] = defaultdict(set)
    for part in chunks(keys.values()):
        question = sa.select(articles.c.translation_key, articles.c.id).where(articles.c.translation_key.in_(part))
        for key, article_id in _pairs(connection, question):
            members[key].add(article_id)
    for article_id, key in keys.items():
        family[article_id] |= members[key]
    return family


def _pairs(connection: sa.Connection, question: sa.Select[Any]) -> list[tuple[str, Any]]:
    return [(one, other) for one, other in connection.execute(question)]
