"""Articles as rows: what is written for one, what is read back, and questions cut into chunks. Floor 3."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, TypeVar

import sqlalchemy as sa

from digest.model import Article
from digest.store.documents import from_document, to_document
from digest.store.tables import articles, indexed, storable

CHUNK = 5_000  # values in one question; SQLite takes 32,766 and PostgreSQL 65,535
ARTICLE = (articles.c.document, articles.c.first_seen)

Value = TypeVar("Value")


def chunks(values: Iterable[Value]) -> Iterator[list[Value]]:
    """The different values in their order, at most CHUNK at a time; nothing for no values."""
    different = list(dict.fromkeys(values))
    for start in range(0, len(different), CHUNK):
        yield different[start : start + CHUNK]


def articles_of(connection: sa.Connection, question: sa.Select[Any]) -> tuple[Article, ...]:
    """The articles of a question that asks for the columns ARTICLE."""
    return tuple(from_document(document, first_seen) for document, first_seen in connection.execute(question))


def article_row(article: Article, *, first_seen: datetime, text_source: str, version: int) -> dict[str, Any]:
    """The article's row in `articles`."""
    return {
        "id": article.id,
        "first_seen": first_seen,
        "published": article.published,
        "deleted": False,
        "kind": article.kind.value,
        "language": article.language.value,
        "text_source": storable(text_source),
        "translation_key": indexed(article.translation_key),
        "version": version,
        "document": to_document(article),
        "search_text": searchable("\n".join((article.title, *(part.text for part in article.paragraphs)))),
    }


def searchable(text: str) -> str:
    """The text as it is searched: width and case make no difference, in any script."""
    return storable(unicodedata.normalize("NFKC", text).casefold())


def insert_all(connection: sa.Connection, table: sa.Table, rows: Sequence[dict[str, Any]]) -> None:
    """Nothing; writes the rows, if there are any, in one statement."""
    if rows:
        connection.execute(table.insert(), rows)
