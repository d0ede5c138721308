"""Adds a batch of articles: recognises the ones already stored, joins them, writes the difference. Floor 3.

The number of statements grows with the chunks of a batch, not with its articles. The rules of joining are in
`joining`; here is who meets whom, and in which order.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from digest.model import Article
from digest.store import joining, searching
from digest.store.documents import from_document, to_document
from digest.store.joining import Outcome
from digest.store.rows import ARTICLE, article_row, chunks, insert_all
from digest.store.tables import article_keys, article_sources, article_versions, articles, indexed, storable
from digest.store.values import Added


@dataclass(slots=True, kw_only=True, eq=False)
class Known:
    """A stored article while a batch is added: as it was found, and as it will be."""

    article: Article
    first_seen: datetime
    text_source: str
    version: int  # 0: not stored before this batch
    deleted: bool = False
    before: Article | None = None  # None: new in this batch
    outcome: Outcome = Outcome.NEW
    heard: set[str] = field(default_factory=set)  # sources whose word on their own text this batch has brought


def add(connection: sa.Connection, batch: Sequence[Article], now: datetime) -> Added:
    """What became of the batch; all of it is written within the connection's transaction."""
    incoming = _without_shared_urls(batch)
    owners = _owners(connection, incoming)
    taken = _taken_ids(connection, incoming, owners)
    touched: dict[str, Known] = {}
    for article in incoming:
        known = _recognised(article, owners)
        if known is None:
            known = _first_sight(article, now, taken)
        elif not known.deleted:
            _meet(known, article, owners)
        owners.update((indexed(key), known) for key in known.article.keys)
        touched[known.article.id] = known
    _write(connection, touched.values(), now)
    return _added(touched.values())


def _without_shared_urls(batch: Sequence[Article]) -> list[Article]:
    """The batch; an address that one source gives to several of its own items identifies none of them.

    Some feeds link every item to the same page: by their addresses all items would be one article.
    """
    guids: defaultdict[tuple[str, str], set[tuple[str, ...]]] = defaultdict(set)
    for article in batch:
        own = _guids(article)
        for key in article.keys:
            if own and key.startswith("url:"):
                guids[joining.source_of(article), key].add(own)
    shared = {place for place, different in guids.items() if len(different) > 1}
    if not shared:
        return list(batch)
    return [_without_keys(article, shared) if _guids(article) else article for article in batch]


def _without_keys(article: Article, shared: set[tuple[str, str]]) -> Article:
    source = joining.source_of(article)
    return replace(article, keys=tuple(key for key in article.keys if (source, key) not in shared))


def _guids(article: Article) -> tuple[str, ...]:
    return tuple(sorted(key for key in article.keys if key.startswith("guid:")))


def _owners(connection: sa.Connection, incoming: Sequence[Article]) -> dict[str, Known]:
    """The stored articles that own any of the keys, by key."""
    ids: dict[str, str] = {}
    for part in chunks(indexed(key) for article in incoming for key in article.keys):
        question = sa.select(article_keys.c.key, article_keys.c.article_id).where(article_keys.c.key.in_(part))
        ids.update((key, article_id) for key, article_id in connection.execute(question))
    known = {one.article.id: one for part in chunks(ids.values()) for one in _known(connection, part)}
    return {key: known[article_id] for key, article_id in ids.items()}


def _known(connection: sa.Connection, ids: list[str]) -> Iterable[Known]:
    columns = (*ARTICLE, articles.c.text_source, articles.c.version, articles.c.deleted)
    for document, first_seen, text_source, version, deleted in connection.execute(
        sa.select(*columns).where(articles.c.id.in_(ids))
    ):
        article = from_document(document, first_seen)
        yield Known(
            article=article,
            first_seen=first_seen,
            text_source=text_source,
            version=version,
            deleted=deleted,
            before=article,
            outcome=Outcome.UNCHANGED,
        )


def _taken_ids(connection: sa.Connection, incoming: Sequence[Article], owners: dict[str, Known]) -> set[str]:
    """The ids that no new article may take."""
    taken = {known.article.id for known in owners.values()}
    for part in chunks(article.id for article in incoming if article.id not in taken):
        taken.update(connection.scalars(sa.select(articles.c.id).where(articles.c.id.in_(part))))
    return taken


def _recognised(article: Article, owners: dict[str, Known]) -> Known | None:
    """The stored article that this one is: by its source's own identifier, else the one first seen.

    The id breaks the tie between articles of one batch, so that a second run decides the same.
    """
    if not article.keys:
        raise ValueError(f"article {article.id} has no key")
    found = [owners[key] for key in map(indexed, article.keys) if key in owners]
    if not found:
        return None
    by_guid = [owners[key] for key in map(indexed, _guids(article)) if key in owners]
    return min(by_guid or found, key=lambda known: (known.first_seen, known.article.id))


def _first_sight(article: Article, now: datetime, taken: set[str]) -> Known:
    article_id, attempt = article.id, 0
    while article_id in taken:  # 12 digits: two articles in some millions share them by chance
        attempt += 1
        article_id = hashlib.sha256(f"{indexed(article.keys[0])}#{attempt}".encode()).hexdigest()[:12]
    taken.add(article_id)
    source = joining.source_of(article)
    keys = tuple(dict.fromkeys(article.keys))
    return Known(
        article=replace(article, id=article_id, keys=keys, first_seen=now),
        first_seen=now,
        text_source=source,
        version=0,
        heard={source},
    )


def _meet(known: Known, article: Article, owners: dict[str, Known]) -> None:
    """Joins the article to the known one; keys that another article owns stay with that one."""
    source = joining.source_of(article)
    article = replace(article, keys=tuple(key for key in article.keys if indexed(key) not in owners))
    joined = joining.join(known.article, known.text_source, article, may_change=source not in known.heard)
    if joined.text_source != known.text_source or joining.speaks_for_itself(known.article, known.text_source, article):
        known.heard.add(source)
    known.article, known.text_source = joined.article, joined.text_source
    if known.outcome in (Outcome.UNCHANGED, Outcome.MERGED) and joined.outcome is not Outcome.UNCHANGED:
        known.outcome = joined.outcome


def _write(connection: sa.Connection, touched: Iterable[Known], now: datetime) -> None:
    written = [known for known in touched if known.outcome is not Outcome.UNCHANGED]
    new = [known for known in written if known.before is None]
    old = [(known, known.before) for known in written if known.before is not None]
    versions = [_version_row(known, before, now) for known, before in old if _replaces_text(known, before)]
    for known in (*new, *(known for known, before in old if _replaces_text(known, before))):
        known.version += 1
    insert_all(connection, articles, [_row(known) for known in new])
    if old:
        _update(connection, [_row(known) for known, _ in old])
    insert_all(connection, article_versions, versions)
    insert_all(connection, article_keys, [row for known in written for row in _key_rows(known)])
    insert_all(connection, article_sources, [row for known in written for row in _source_rows(known)])
    searching.put(connection, [_entry(known) for known in written if not known.deleted])


def _entry(known: Known) -> searching.Entry:
    text = "\n".join((known.article.title, *(part.text for part in known.article.paragraphs)))
    return searching.Entry(kind=searching.Found.ARTICLE, ref=known.article.id, text=text)


def _replaces_text(known: Known, before: Article) -> bool:
    return known.outcome is Outcome.CHANGED or known.article.content_hash != before.content_hash


def _row(known: Known) -> dict[str, Any]:
    return article_row(known.article, first_seen=known.first_seen, text_source=known.text_source, version=known.version)


def _update(connection: sa.Connection, rows: list[dict[str, Any]]) -> None:
    fixed = ("id", "first_seen", "deleted")
    statement = articles.update().where(articles.c.id == sa.bindparam("of_id"))
    connection.execute(
        statement.values({name: sa.bindparam(name) for name in rows[0] if name not in fixed}),
        [{"of_id": row["id"]} | {name: row[name] for name in row if name not in fixed} for row in rows],
    )


def _version_row(known: Known, before: Article, now: datetime) -> dict[str, Any]:
    return {
        "article_id": known.article.id,
        "version": known.version,
        "replaced_at": now,
        "document": to_document(before),
    }


def _key_rows(known: Known) -> list[dict[str, Any]]:
    had = {indexed(key) for key in known.before.keys} if known.before else set()
    has = dict.fromkeys(indexed(key) for key in known.article.keys)
    return [{"key": key, "article_id": known.article.id} for key in has if key not in had]


def _source_rows(known: Known) -> list[dict[str, Any]]:
    had = {storable(origin.source) for origin in known.before.origins} if known.before else set()
    has = dict.fromkeys(storable(origin.source) for origin in known.article.origins)
    return [{"article_id": known.article.id, "source": source} for source in has if source not in had]


def _added(touched: Iterable[Known]) -> Added:
    found: dict[Outcome, list[Article]] = {outcome: [] for outcome in Outcome}
    for known in touched:
        found[known.outcome].append(known.article)
    return Added(**{outcome.value: tuple(several) for outcome, several in found.items()})
