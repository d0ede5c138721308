"""Large archives for `bench_selection`: the product's own tables and indexes, filled fast.

Articles of the last weeks, the only ones that a question about this week's issue may touch, are all different. Older
ones repeat their texts under their own ids, keys and dates, because making a million texts takes longer than asking.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import writing

from digest import sources
from digest.model import Article, Fetched, Source
from digest.store import open_store
from digest.store.rows import article_row
from digest.store.tables import EPOCH, MICROSECOND

PER_WEEK = 100  # articles
PER_ISSUE = 12
RECENT_WEEKS = 6
WEEK = timedelta(days=7)
START = datetime(2025, 11, 10, tzinfo=UTC)  # of the newest week
SOURCE = Source(name="bench", kind="site-text", location="page.txt")

Rows = Mapping[str, list[tuple[Any, ...]]]
TABLES = ("articles", "article_keys", "article_sources", "issues", "issue_articles")


def recent() -> tuple[Article, ...]:
    """The articles of the last weeks, as `site-text` gives them."""
    texts = writing.texts(PER_WEEK * RECENT_WEEKS, paragraphs=(1, 1), sentences=(1, 2))
    return sources.parse(SOURCE, Fetched(raw=writing.page(texts), location="page.txt")).articles


def fill(file: Path, size: int, articles: Sequence[Article]) -> None:
    """Nothing; makes a database of that many articles, without waiting for the disk."""
    open_store(f"sqlite:///{file}").close()
    connection = sqlite3.connect(file, isolation_level=None)
    # A crash may cost the file, and nobody else reads it: so nothing is kept safe, and all is kept in memory.
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -1000000"):
        connection.execute(f"PRAGMA {pragma}").close()
    connection.execute("BEGIN")
    for week in range(size // PER_WEEK):
        for table, rows in _rows(week, articles).items():
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
    connection.execute("COMMIT")
    connection.execute("PRAGMA journal_mode = WAL").close()
    connection.close()


def _rows(week: int, articles: Sequence[Article]) -> Rows:
    """What is stored of one week, `week` weeks before the newest one."""
    first = week % RECENT_WEEKS * PER_WEEK
    rows: Rows = {table: [] for table in TABLES}
    start = START - week * WEEK
    for number, article in enumerate(articles[first : first + PER_WEEK]):
        own = article if week < RECENT_WEEKS else _renamed(article, week)
        published = start + WEEK * number / PER_WEEK
        seen = published + timedelta(hours=200 if number % 4 == 3 else 1)  # every fourth one comes late
        rows["articles"].append(_article(own, None if number % 50 == 49 else published, seen))
        rows["article_keys"].extend((key, own.id) for key in own.keys)
        rows["article_sources"].append((own.id, SOURCE.name))
    if week:
        ids = [row[0] for row in rows["articles"][:PER_ISSUE]]
        rows["issues"].append(_issue(f"weekly/{week}", start))
        places = enumerate(ids)
        rows["issue_articles"].extend((f"weekly/{week}", place, id_, "in-window", "in-window") for place, id_ in places)
    return rows


def _renamed(article: Article, week: int) -> Article:
    own_id = f"{int(article.id, 16) * 2_862_933_555_777_941_757 * (2 * week + 1) % (1 << 48):012x}"
    return replace(article, id=own_id, keys=tuple(f"{key}/{week}" for key in article.keys))


_DOCUMENTS: dict[str, dict[str, Any]] = {}


def _article(article: Article, published: datetime | None, seen: datetime) -> tuple[Any, ...]:
    """The article's row, in the order of the columns."""
    row = _DOCUMENTS.get(article.content_hash)
    if row is None:
        row = article_row(article, first_seen=seen, text_source=SOURCE.name, version=1)
        _DOCUMENTS[article.content_hash] = row
    moments = {"first_seen": _stored(seen), "published": None if published is None else _stored(published)}
    document = row["document"].replace(row["id"], article.id, 1)
    return tuple((row | moments | {"id": article.id, "document": document}).values())


def _issue(name: str, start: datetime) -> tuple[Any, ...]:
    end = start + WEEK
    built = _stored(end + timedelta(hours=8))
    return (name, "weekly", _stored(start), _stored(end), "UTC", built, 1, "0" * 64, built, built, *["[]"] * 4)


def _stored(moment: datetime) -> int:
    return (moment - EPOCH) // MICROSECOND


def join(file: Path, more: Path) -> None:
    """Nothing; what the one database holds that the other does not is in the other too."""
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("ATTACH ? AS more", (str(more),))
    connection.execute("BEGIN")
    for table in TABLES:
        connection.execute(f"INSERT OR IGNORE INTO {table} SELECT * FROM more.{table}")
    connection.execute("COMMIT")
    connection.close()
