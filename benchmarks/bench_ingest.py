"""How fast articles are stored in SQLite, and how much slower that is than writing the same rows and nothing else.

The peer is one `executemany` for each table, in one transaction, into the same tables with the same indexes and
settings: it recognises no article that is there already, joins none, and makes no row out of an article.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import measure
import writing

from digest import sources
from digest.model import Article, Fetched, Source
from digest.store import open_store

COUNT = 20 if measure.QUICK else 1_000  # articles
ROUNDS = 1 if measure.QUICK else 5
NOW = datetime(2025, 11, 17, tzinfo=UTC)
SOURCE = Source(name="bench", kind="site-text", location="page.txt")
TABLES = ("articles", "article_keys", "article_sources")


def main() -> None:
    measure.heading(f"ingest: {COUNT} articles into a new SQLite file", rounds=ROUNDS)
    raw = writing.page(writing.texts(COUNT))
    articles = parsed(raw)
    assert len(articles) == COUNT, f"{len(articles)} articles found of {COUNT}"
    with measure.folder() as folder:
        rows = stored_rows(folder / "rows.db", articles)
        current = _NewFile(folder)
        seconds = measure.best(
            {
                "executemany of the same rows (peer)": lambda: insert(current.new, rows),
                "add": lambda: add(current.new, articles),
                "add again, nothing new": lambda: add(folder / "rows.db", articles),
                "parse and add": lambda: add(current.new, parsed(raw)),
            },
            rounds=ROUNDS,
            between=current.make,
        )
        assert stored_count(current.new) == stored_count(folder / "rows.db") == COUNT
    peer = seconds["executemany of the same rows (peer)"]
    table = [
        (name, measure.milliseconds(time), f"{COUNT / time:,.0f}", measure.ratio(time, peer))
        for name, time in seconds.items()
    ]
    measure.table(("what", "time", "articles/s", "times the peer"), table)


class _NewFile:
    """Empty databases, one after the other, with the product's tables."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.count = 0

    @property
    def new(self) -> Path:
        return self.folder / f"{self.count}.db"

    def make(self) -> None:
        """Nothing; `new` is another file from now on, and the one before it is gone."""
        self.new.unlink(missing_ok=True)
        self.count += 1
        open_store(f"sqlite:///{self.new}").close()


def parsed(raw: bytes) -> tuple[Article, ...]:
    """The articles of the page."""
    return sources.parse(SOURCE, Fetched(raw=raw, location="page.txt")).articles


def add(file: Path, articles: Sequence[Article]) -> None:
    """Adds the articles as `digest ingest` does, with opening and closing the database."""
    with open_store(f"sqlite:///{file}") as store:
        store.articles.add(articles, now=NOW)


def stored_rows(file: Path, articles: Sequence[Article]) -> Mapping[str, list[tuple[Any, ...]]]:
    """What adding the articles writes, by table."""
    add(file, articles)
    connection = sqlite3.connect(file)
    try:
        return {table: connection.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall() for table in TABLES}
    finally:
        connection.close()


def stored_count(file: Path) -> int:
    """How many articles the file holds."""
    with open_store(f"sqlite:///{file}") as store:
        return store.articles.count()


def insert(file: Path, rows: Mapping[str, list[tuple[Any, ...]]]) -> None:
    """Writes the rows with sqlite3 alone."""
    connection = sqlite3.connect(file, isolation_level=None)
    for pragma in ("foreign_keys = ON", "synchronous = NORMAL"):  # as the store has them
        connection.execute(f"PRAGMA {pragma}").close()
    connection.execute("BEGIN IMMEDIATE")
    for table, several in rows.items():
        connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(several[0]))})", several)
    connection.execute("COMMIT")
    connection.close()


if __name__ == "__main__":
    main()
