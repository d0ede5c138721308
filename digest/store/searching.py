"""Finds articles, issues and posts by the words in them, Chinese ones of any length too. Floor 3.

In SQLite the words are in a full-text index in which each Han character is a word of its own, so that a Chinese word of
one, two or more characters is a phrase. Case, width and accents make no difference, and neither does the script: both
are searched as Simplified. The index keeps no texts. An entry that was replaced stays in it and leads nowhere. Other
database systems are searched line by line.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from digest.store.review_tables import searched
from digest.store.rows import chunks, insert_all, searchable
from digest.store.tables import articles, storable

if TYPE_CHECKING:
    from digest.store.database import Database

INDEX = "search_words"
_HAN_OR_KANA = re.compile("([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])")
BATCH = 500  # articles that are indexed at a time


class Found(StrEnum):
    """What can be found."""

    ARTICLE = "article"
    ISSUE = "issue"
    POST = "post"


# One private character per kind stands in every entry, so that a question for one kind reads no other.
_KINDS = {Found.ARTICLE: "\ue001", Found.ISSUE: "\ue002", Found.POST: "\ue003"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A text to be found. `ref` is an article's id, an issue's, or an issue's and the path of its draft."""

    kind: Found
    ref: str
    text: str

    @property
    def place(self) -> tuple[str, str]:
        """What tells the entry from others, as it is stored."""
        return self.kind.value, storable(self.ref)


class Search:
    """The search of a store."""

    def __init__(self, database: "Database") -> None:
        self._database = database

    def find(self, words: str, *, kinds: Sequence[Found] = (), limit: int = 20) -> tuple[tuple[Found, str], ...]:
        """Kind and reference of what holds all the words, the latest first. No words find nothing."""
        terms = [term for term in folded(words).split() if any(map(str.isalnum, term))]
        if not terms:
            return ()
        with self._database.reading() as connection:
            if connection.dialect.name != "sqlite":
                return _line_by_line(connection, terms, kinds or tuple(Found), limit)
            question = sa.text(
                f"SELECT searched.kind, searched.ref FROM {INDEX} JOIN searched ON searched.id = {INDEX}.rowid"
                f" WHERE {INDEX} MATCH :match AND searched.ref IS NOT NULL ORDER BY {INDEX}.rowid DESC LIMIT :limit"
            )
            asked = {"match": _match(terms, kinds), "limit": limit}
            return tuple((Found(kind), ref) for kind, ref in connection.execute(question, asked))

    def put(self, entries: Sequence[Entry]) -> None:
        """Nothing; the entries can be found from now on, in the place of earlier ones with the same reference."""
        with self._database.writing() as connection:
            put(connection, entries)

    def forget(self, issue_id: str, paths: Iterable[str] | None = None) -> None:
        """Nothing; these drafts of the issue are found no more, without `paths` neither they nor the issue."""
        post, name = searched.c.kind == Found.POST.value, storable(issue_id)
        if paths is not None:
            refs = [f"{name}/{storable(path)}" for path in paths]
            here = [sa.and_(post, searched.c.ref.in_(part)) for part in chunks(refs)]
        else:
            here = [
                sa.and_(post, searched.c.ref.startswith(f"{name}/", autoescape=True)),
                sa.and_(searched.c.kind == Found.ISSUE.value, searched.c.ref == name),
            ]
        with self._database.writing() as connection:
            for each in here:
                connection.execute(searched.update().where(each).values(ref=None))


def put(connection: sa.Connection, entries: Sequence[Entry]) -> None:
    """Nothing; see `Search.put`. An entry that is there already costs one look."""
    known = _known(connection, entries)
    hashes = {each.place: sha256(storable(each.text).encode()).hexdigest() for each in entries}
    new = [each for each in entries if known.get(each.place, ("", 0))[0] != hashes[each.place]]
    for part in chunks(known[each.place][1] for each in new if each.place in known):
        connection.execute(searched.update().where(searched.c.id.in_(part)).values(ref=None))
    first = (connection.scalar(sa.select(sa.func.max(searched.c.id))) or 0) + 1
    in_index = connection.dialect.name == "sqlite"
    rows = [
        {
            "id": number,
            "kind": each.kind.value,
            "ref": storable(each.ref),
            "sha256": hashes[each.place],
            "words": "" if in_index or each.kind is Found.ARTICLE else folded(each.text),
        }
        for number, each in enumerate(new, first)
    ]
    insert_all(connection, searched, rows)
    if in_index and new:
        connection.execute(
            sa.text(f"INSERT INTO {INDEX} (rowid, words) VALUES (:id, :words)"),
            [{"id": n, "words": f"{_KINDS[each.kind]} {segmented(each.text)}"} for n, each in enumerate(new, first)],
        )


def forget_article(connection: sa.Connection, article_id: str) -> None:
    """Nothing; the article is found no more."""
    here = (searched.c.kind == Found.ARTICLE.value, searched.c.ref == article_id)
    connection.execute(searched.update().where(*here).values(ref=None))


def create_index(connection: sa.Connection) -> None:
    """Nothing; makes the index, and enters the articles that are stored, the newest last."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE {INDEX} USING fts5"
            "(words, content='', columnsize=0, tokenize='unicode61 remove_diacritics 2')"
        )
    question = sa.select(articles.c.id, articles.c.search_text).where(articles.c.deleted.is_(sa.false()))
    rows = connection.execute(question.order_by(articles.c.published.asc().nulls_first(), articles.c.id))
    while batch := rows.fetchmany(BATCH):
        put(connection, [Entry(kind=Found.ARTICLE, ref=ref, text=text) for ref, text in batch])


def folded(text: str) -> str:
    """The text without what makes no difference to a search."""
    return searchable(text).translate(_simplified())


def alike(text: str) -> str:
    """The text in small letters and Simplified, nearly always character by character: to find a place in it."""
    return text.translate(_simplified()).lower()


def segmented(text: str) -> str:
    """The text as it is indexed: each Han character apart."""
    return searchable(text).translate(_apart())


def _match(terms: Iterable[str], kinds: Sequence[Found]) -> str:
    """A question in the language of FTS5: every term a phrase, the last word of it the beginning of one."""
    phrases = []
    for term in terms:
        quoted = '"' + _HAN_OR_KANA.sub(r" \1 ", term).replace('"', " ").strip() + '"'
        phrases.append(quoted if _HAN_OR_KANA.fullmatch(term[-1]) else f"{quoted} *")
    if kinds:
        phrases.append("(" + " OR ".join(f'"{_KINDS[kind]}"' for kind in kinds) + ")")
    return " AND ".join(phrases)


class _Apart(dict[int, str]):
    """What a character is indexed as, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        letter = _simplified().get(code, chr(code))
        self[code] = f" {letter} " if _HAN_OR_KANA.match(letter) else letter
        return self[code]


@cache
def _apart() -> _Apart:
    # Five times as fast as a pattern, and half of an ingest would be spent here.
    return _Apart()


@cache
def _simplified() -> dict[int, str]:
    """Which character a Traditional one is searched as."""
    from digest.chinese import engines

    han = [chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))]
    joint = "\x1f"  # so that no two characters look like a phrase
    changed = engines.configuration("t2s")(joint.join(han)).split(joint)
    return {ord(old): new for old, new in zip(han, changed, strict=True) if old != new}


def _known(connection: sa.Connection, entries: Sequence[Entry]) -> dict[tuple[str, str], tuple[str, int]]:
    """By kind and reference, the hash and the number of the entries that are there."""
    found: dict[tuple[str, str], tuple[str, int]] = {}
    for part in chunks(storable(each.ref) for each in entries):
        for row in connection.execute(sa.select(searched).where(searched.c.ref.in_(part))):
            found[row.kind, row.ref] = (row.sha256, row.id)
    return found


def _line_by_line(
    connection: sa.Connection, terms: Sequence[str], kinds: Sequence[Found], limit: int
) -> tuple[tuple[Found, str], ...]:
    text = sa.case((searched.c.kind == Found.ARTICLE, articles.c.search_text), else_=searched.c.words)
    joined = searched.outerjoin(articles, sa.and_(searched.c.kind == Found.ARTICLE, searched.c.ref == articles.c.id))
    question: sa.Select[Any] = sa.select(searched.c.kind, searched.c.ref).select_from(joined)
    question = question.where(searched.c.ref.is_not(None), searched.c.kind.in_([kind.value for kind in kinds]))
    for term in terms:
        question = question.where(text.contains(term, autoescape=True))
    rows = connection.execute(question.order_by(searched.c.id.desc()).limit(limit))
    return tuple((Found(kind), ref) for kind, ref in rows)
