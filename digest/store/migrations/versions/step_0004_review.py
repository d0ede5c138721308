"""What people say and do before an issue goes out, the bytes of every revision, and the search: the fourth schema."""

import sqlalchemy as sa
from alembic import op

from digest.store import searching

revision = "4"
down_revision = "3"

_TEXT = ("by", "via", "issue_id", "act", "article_id", "field", "audience", "file", "seal_before", "seal_after")


def upgrade() -> None:
    """Nothing; creates the tables, and makes what is stored already findable."""
    for choice in ("settled", "deferred"):
        op.add_column("issues", sa.Column(choice, sa.Text, nullable=False, server_default="[]"))
    op.add_column("drafts", sa.Column("part", sa.String, nullable=False, server_default=""))
    _decisions()
    _words()
    _history()
    _search()
    op.execute(
        "INSERT INTO revisions (issue_id, revision, manifest_sha256, made_at)"
        " SELECT id, revision, manifest_sha256, last_built FROM issues"
    )


def _decisions() -> None:
    op.create_table(
        "reviews",
        sa.Column("issue_id", sa.String, sa.ForeignKey("issues.id"), primary_key=True),
        sa.Column("phase", sa.String, nullable=False),
        sa.Column("held_by", sa.String, nullable=False),
        sa.Column("held_why", sa.Text, nullable=False),
        sa.Column("held_at", sa.BigInteger),
        sa.Column("sending_since", sa.BigInteger),
    )
    op.create_table(
        "revisions",
        sa.Column("issue_id", sa.String, sa.ForeignKey("issues.id"), primary_key=True),
        sa.Column("revision", sa.Integer, primary_key=True),
        sa.Column("manifest_sha256", sa.String, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "contents",
        sa.Column("sha256", sa.String, primary_key=True),
        sa.Column("deflated", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "rulings",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("issue_id", sa.String, sa.ForeignKey("issues.id"), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("seal", sa.String, nullable=False),
        sa.Column("verdict", sa.String, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("comment", sa.Text, nullable=False),
        sa.Column("taken_back", sa.BigInteger),
    )
    op.create_index("rulings_by_issue", "rulings", ["issue_id"])


def _words() -> None:
    op.create_table(
        "comments",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("issue_id", sa.String, sa.ForeignKey("issues.id"), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("article_id", sa.String, nullable=False),
        sa.Column("field", sa.String, nullable=False),
        sa.Column("audience", sa.String, nullable=False),
        sa.Column("file", sa.String, nullable=False),
        sa.Column("reply_to", sa.Integer, sa.ForeignKey("comments.id")),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("resolved_by", sa.String, nullable=False),
        sa.Column("resolved_at", sa.BigInteger),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_index("comments_by_issue", "comments", ["issue_id"])
    places = [sa.Column(name, sa.String, primary_key=True) for name in ("issue_id", "audience", "channel", "part")]
    op.create_table(
        "rewritings",
        *places,
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("stands_for", sa.String, nullable=False),
        sa.Column("written_by", sa.String, nullable=False),
        sa.Column("written_at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "posted",
        sa.Column("issue_id", sa.String, sa.ForeignKey("issues.id"), primary_key=True),
        *(sa.Column(name, sa.String, primary_key=True) for name in ("audience", "channel", "part")),
        sa.Column("path", sa.String, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("url", sa.String, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("approved", sa.Boolean, nullable=False),
    )


def _history() -> None:
    op.create_table(
        "events",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        *(sa.Column(name, sa.String, nullable=False) for name in _TEXT),
        sa.Column("words", sa.Text, nullable=False),
    )
    op.create_index("events_by_issue", "events", ["issue_id", "id"])
    if op.get_bind().dialect.name == "sqlite":
        for what in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER events_no_{what.lower()} BEFORE {what} ON events"
                " BEGIN SELECT RAISE(ABORT, 'events are only added'); END"
            )
    else:
        op.execute(
            "CREATE FUNCTION events_are_only_added() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RAISE EXCEPTION 'events are only added'; END $$"
        )
        op.execute(
            "CREATE TRIGGER events_kept BEFORE UPDATE OR DELETE ON events"
            " FOR EACH ROW EXECUTE FUNCTION events_are_only_added()"
        )


def _search() -> None:
    op.create_table(
        "searched",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("ref", sa.String),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
    )
    op.create_index("searched_by_ref", "searched", ["kind", "ref"], unique=True)
    searching.create_index(op.get_bind())
