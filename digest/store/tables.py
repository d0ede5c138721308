"""The tables as the queries see them. Floor 3.

The migrations create them; a test compares the two. An article is a few columns that questions are asked about,
and one JSON document that holds it whole. Large columns come last: a row that overflows its page is then read
no further than needed.
"""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DontWrapMixin
from sqlalchemy.types import TypeDecorator

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
LONGEST_INDEXED = 400  # characters; PostgreSQL refuses to index values beyond about 2,700 bytes


class NoZoneError(ValueError, DontWrapMixin):
    """A datetime without a zone: a bug of the caller, which SQLAlchemy is to pass on as it is."""


class Moment(TypeDecorator[datetime]):
    """An aware datetime, kept as microseconds since 1970 in UTC: the order of the numbers is the order in time."""

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> int | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise NoZoneError("the store takes no datetime without a zone")
        return (value - EPOCH) // MICROSECOND

    def process_result_value(self, value: int | None, dialect: sa.Dialect) -> datetime | None:
        return None if value is None else EPOCH + timedelta(microseconds=value)


def stretch(column: sa.Column[Any], start: datetime, width: timedelta) -> sa.Label[int]:
    """In which stretch of time, each as long as `width`, a Moment lies: 0 for the one that begins at `start`."""
    at = sa.type_coerce(column, sa.BigInteger)
    return ((at - (start - EPOCH) // MICROSECOND) // (width // MICROSECOND)).label("stretch")


def storable(text: str) -> str:
    """The text as every database takes it: lone surrogates and NUL, which none of them does, as escapes."""
    return text.encode("utf-8", "backslashreplace").decode().replace("\0", "\\x00")


def indexed(text: str) -> str:
    """The text as it is stored in, and looked up from, an indexed column: a very long one as its hash."""
    plain = storable(text)
    if len(plain) <= LONGEST_INDEXED:
        return plain
    return f"{plain[:40]}#sha256:{hashlib.sha256(plain.encode()).hexdigest()}"


metadata = sa.MetaData()

articles = sa.Table(
    "articles",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("first_seen", Moment, nullable=False),
    sa.Column("published", Moment),
    sa.Column("deleted", sa.Boolean, nullable=False),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("language", sa.String, nullable=False),
    sa.Column("text_source", sa.String, nullable=False),  # whose text this is: only that source may change it
    sa.Column("translation_key", sa.String, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),  # 1, and one more for every text that was replaced
    sa.Column("document", sa.Text, nullable=False),
    sa.Column("search_text", sa.Text, nullable=False),
    sa.Index("articles_by_date", "published", "first_seen", "id"),
    sa.Index("articles_by_translation", "translation_key"),
)

article_keys = sa.Table(
    "article_keys",
    metadata,
    sa.Column("key", sa.String, primary_key=True),
    sa.Column("article_id", sa.ForeignKey("articles.id"), nullable=False),
)

article_sources = sa.Table(
    "article_sources",
    metadata,
    sa.Column("article_id", sa.ForeignKey("articles.id"), primary_key=True),
    sa.Column("source", sa.String, primary_key=True),
)

article_versions = sa.Table(
    "article_versions",
    metadata,
    sa.Column("article_id", sa.ForeignKey("articles.id"), primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("replaced_at", Moment, nullable=False),
    sa.Column("document", sa.Text, nullable=False),
)

issues = sa.Table(
    "issues",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("newsletter", sa.String, nullable=False),
    sa.Column("window_start", Moment, nullable=False),
    sa.Column("window_end", Moment, nullable=False),
    sa.Column("zone", sa.String, nullable=False),
    sa.Column("due", Moment, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("manifest_sha256", sa.String, nullable=False),
    sa.Column("first_built", Moment, nullable=False),
    sa.Column("last_built", Moment, nullable=False),
    sa.Column("pinned", sa.Text, nullable=False),  # JSON lists of article ids
    sa.Column("excluded", sa.Text, nullable=False),
    sa.Column("settled", sa.Text, nullable=False),
    sa.Column("deferred", sa.Text, nullable=False),
    sa.Index("issues_by_window", "newsletter", "window_end"),
)

issue_articles = sa.Table(
    "issue_articles",
    metadata,
    sa.Column("issue_id", sa.ForeignKey("issues.id"), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("article_id", sa.ForeignKey("articles.id"), nullable=False),
    sa.Column("standing", sa.String, nullable=False),
    sa.Column("reason", sa.String, nullable=False),
    sa.Index("issue_articles_by_article", "article_id"),
)

drafts = sa.Table(
    "drafts",
    metadata,
    sa.Column("issue_id", sa.ForeignKey("issues.id"), primary_key=True),
    sa.Column("issue_revision", sa.Integer, primary_key=True),  # drafts of earlier revisions are kept
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("audience", sa.String, nullable=False),
    sa.Column("channel", sa.String, nullable=False),
    sa.Column("part", sa.String, nullable=False),
    sa.Column("path", sa.String, nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("sha256", sa.String, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("warnings", sa.Text, nullable=False),  # JSON list
)

wordings = sa.Table(
    "wordings",
    metadata,
    sa.Column("article_id", sa.ForeignKey("articles.id"), primary_key=True),
    sa.Column("variant", sa.String, primary_key=True),
    sa.Column("field", sa.String, primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("stands_for", sa.String, nullable=False),
    sa.Column("written_by", sa.String, nullable=False),
    sa.Column("written_at", Moment, nullable=False),
)

model_answers = sa.Table(
    "model_answers",
    metadata,
    sa.Column("key", sa.String, primary_key=True),  # a hash of the article, the model, and a hash of the question
    sa.Column("answer", sa.Text, nullable=False),
)

sources = sa.Table(
    "sources",
    metadata,
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("location", sa.String, nullable=False),
    sa.Column("etag", sa.String, nullable=False),
    sa.Column("last_modified", sa.String, nullable=False),
    sa.Column("checked_at", Moment, nullable=False),
    sa.Column("retry_after", Moment),
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("attempted_at", Moment, nullable=False),
)

users = sa.Table(
    "users",
    metadata,
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("role", sa.String, nullable=False),
    sa.Column("active", sa.Boolean, nullable=False),
    sa.Column("language", sa.String, nullable=False),
    sa.Column("zone", sa.String, nullable=False),
    sa.Column("email", sa.String, nullable=False),
    sa.Column("password", sa.String, nullable=False),  # a hash that names its own way of hashing, or "" for nobody's
)

sessions = sa.Table(
    "sessions",
    metadata,
    sa.Column("secret_sha256", sa.String, primary_key=True),
    sa.Column("user_name", sa.ForeignKey("users.name"), nullable=False),
    sa.Column("created", Moment, nullable=False),
    sa.Column("expires", Moment, nullable=False),
    sa.Index("sessions_by_user", "user_name"),
)

api_tokens = sa.Table(
    "api_tokens",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("secret_sha256", sa.String, nullable=False, unique=True),
    sa.Column("user_name", sa.ForeignKey("users.name"), nullable=False),
    sa.Column("label", sa.String, nullable=False),
    sa.Column("role", sa.String, nullable=False),
    sa.Column("created", Moment, nullable=False),
    sa.Column("expires", Moment, nullable=False),
    sa.Column("revoked", sa.Boolean, nullable=False),
)

review_links = sa.Table(
    "review_links",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("secret_sha256", sa.String, nullable=False, unique=True),
    sa.Column("issue_id", sa.String, nullable=False),  # which may have been discarded since
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("guest", sa.String, nullable=False),
    sa.Column("may_respond", sa.Boolean, nullable=False),
    sa.Column("given_by", sa.ForeignKey("users.name"), nullable=False),
    sa.Column("created", Moment, nullable=False),
    sa.Column("expires", Moment, nullable=False),
    sa.Column("revoked", sa.Boolean, nullable=False),
)
