"""The tables of the review, as the queries see them. Floor 3; the migrations create them.

People are plain names here. Whoever needs accounts refers to them by name.
"""

import sqlalchemy as sa

from digest.store.tables import Moment, metadata

reviews = sa.Table(  # how far people have brought an issue; an issue without a row is a draft
    "reviews",
    metadata,
    sa.Column("issue_id", sa.ForeignKey("issues.id"), primary_key=True),
    sa.Column("phase", sa.String, nullable=False),
    sa.Column("held_by", sa.String, nullable=False),
    sa.Column("held_why", sa.Text, nullable=False),
    sa.Column("held_at", Moment),  # None: nobody holds it
    sa.Column("sending_since", Moment),
)

revisions = sa.Table(  # what each revision was; its files are rows of `drafts`
    "revisions",
    metadata,
    sa.Column("issue_id", sa.ForeignKey("issues.id"), primary_key=True),
    sa.Column("revision", sa.Integer, primary_key=True),
    sa.Column("manifest_sha256", sa.String, nullable=False),
    sa.Column("made_at", Moment, nullable=False),
)

contents = sa.Table(  # the bytes of the drafts and manifests of all revisions, each text once
    "contents",
    metadata,
    sa.Column("sha256", sa.String, primary_key=True),
    sa.Column("deflated", sa.LargeBinary, nullable=False),  # zlib
)

rulings = sa.Table(
    "rulings",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("issue_id", sa.ForeignKey("issues.id"), nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("seal", sa.String, nullable=False),
    sa.Column("verdict", sa.String, nullable=False),
    sa.Column("by", sa.String, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("comment", sa.Text, nullable=False),
    sa.Column("taken_back", Moment),
    sa.Index("rulings_by_issue", "issue_id"),
)

comments = sa.Table(
    "comments",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("issue_id", sa.ForeignKey("issues.id"), nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("article_id", sa.String, nullable=False),  # no foreign key: the article may be gone
    sa.Column("field", sa.String, nullable=False),
    sa.Column("audience", sa.String, nullable=False),
    sa.Column("file", sa.String, nullable=False),
    sa.Column("reply_to", sa.ForeignKey("comments.id")),
    sa.Column("by", sa.String, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("resolved_by", sa.String, nullable=False),
    sa.Column("resolved_at", Moment),
    sa.Column("text", sa.Text, nullable=False),
    sa.Index("comments_by_issue", "issue_id"),
)

rewritings = sa.Table(  # whole files of an issue in a person's words
    "rewritings",
    metadata,
    sa.Column("issue_id", sa.String, primary_key=True),
    sa.Column("audience", sa.String, primary_key=True),
    sa.Column("channel", sa.String, primary_key=True),
    sa.Column("part", sa.String, primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("stands_for", sa.String, nullable=False),
    sa.Column("written_by", sa.String, nullable=False),
    sa.Column("written_at", Moment, nullable=False),
)

posted = sa.Table(
    "posted",
    metadata,
    sa.Column("issue_id", sa.ForeignKey("issues.id"), primary_key=True),
    sa.Column("audience", sa.String, primary_key=True),
    sa.Column("channel", sa.String, primary_key=True),
    sa.Column("part", sa.String, primary_key=True),
    sa.Column("path", sa.String, nullable=False),
    sa.Column("sha256", sa.String, nullable=False),
    sa.Column("url", sa.String, nullable=False),
    sa.Column("by", sa.String, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("approved", sa.Boolean, nullable=False),
)

events = sa.Table(  # only ever added to: the database itself refuses everything else
    "events",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", Moment, nullable=False),
    sa.Column("by", sa.String, nullable=False),
    sa.Column("via", sa.String, nullable=False),
    sa.Column("issue_id", sa.String, nullable=False),  # no foreign key: it outlives a discarded issue
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("act", sa.String, nullable=False),
    sa.Column("article_id", sa.String, nullable=False),
    sa.Column("field", sa.String, nullable=False),
    sa.Column("audience", sa.String, nullable=False),
    sa.Column("file", sa.String, nullable=False),
    sa.Column("seal_before", sa.String, nullable=False),
    sa.Column("seal_after", sa.String, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Index("events_by_issue", "issue_id", "id"),
)

searched = sa.Table(  # what can be found; in SQLite its words are in the index `search_words`, under the same number
    "searched",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("kind", sa.String, nullable=False),  # article, issue, post
    sa.Column("ref", sa.String),  # an article's id, an issue's, an issue's and a draft's path; None: replaced
    sa.Column("sha256", sa.String, nullable=False),  # of what was indexed
    sa.Column("words", sa.Text, nullable=False),  # only where there is no index
    sa.Index("searched_by_ref", "kind", "ref", unique=True),
)
