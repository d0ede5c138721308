"""Articles, issues, sources: the first schema. Floor 3."""

import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision = None


def upgrade() -> None:
    """Nothing; creates the tables."""
    _articles()
    _issues()
    op.create_table(
        "sources",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("location", sa.String, nullable=False),
        sa.Column("etag", sa.String, nullable=False),
        sa.Column("last_modified", sa.String, nullable=False),
        sa.Column("checked_at", sa.BigInteger, nullable=False),
        sa.Column("retry_after", sa.BigInteger),
        sa.Column("failures", sa.Integer, nullable=False),
    )


def _articles() -> None:
    op.create_table(
        "articles",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("first_seen", sa.BigInteger, nullable=False),
        sa.Column("published", sa.BigInteger),
        sa.Column("deleted", sa.Boolean, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("text_source", sa.String, nullable=False),
        sa.Column("translation_key", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("search_text", sa.Text, nullable=False),
    )
    op.create_index("articles_by_date", "articles", ["published", "first_seen", "id"])
    op.create_index("articles_by_translation", "articles", ["translation_key"])
    op.create_table(
        "article_keys",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("article_id", sa.String, sa.ForeignKey("articles.id"), nullable=False),
    )
    op.create_table(
        "article_sources",
        sa.Column("article_id", sa.String, sa.ForeignKey("articles.id"), primary_key=True),
        sa.Column("source", sa.String, primary_key=True),
    )
    op.create_table(
        "article_versions",
        sa.Column("article_id", sa.String, sa.ForeignKey("articles.id"), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("replaced_at", sa.BigInteger, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
    )


def _issues() -> None:
    op.create_table(
        "issues",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("newsletter", sa.String, nullable=False),
        sa.Column("window_start", sa.BigInteger, nullable=False),
        sa.Column("window_end", sa.BigInteger, nullable=False),
        sa.Column("zone", sa.String, nullable=False),
        sa.Column("due", sa.BigInteger, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("manifest_sha256", sa.String, nullable=False),
        sa.Column("first_built", sa.BigInteger, nullable=False),
        sa.Column("last_built", sa.BigInteger, nullable=False),
        sa.Column("pinned", sa.Text, nullable=False),
        sa.Column("excluded", sa.Text, nullable=False),
    )
    op.create_index("issues_by_window", "issues", ["newsletter", "window_end"])
    op.create_table(
        "issue_articles",
        sa.Column("issue_id", sa.String, sa.ForeignKey("issues.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("article_id", sa.String, sa.ForeignKey("articles.id"), nullable=False),
        sa.Column("standing", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
    )
    op.create_index("issue_articles_by_article", "issue_articles", ["article_id"])
    op.create_table(
        "drafts",
        sa.Column("issue_id", sa.String, sa.ForeignKey("issues.id"), primary_key=True),
        sa.Column("issue_revision", sa.Integer, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("audience", sa.String, nullable=False),
        sa.Column("channel", sa.String, nullable=False),
        sa.Column("path", sa.String, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("warnings", sa.Text, nullable=False),
    )
