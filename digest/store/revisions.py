"""What each revision of an issue was, to the byte. Floor 3.

A text that several revisions share is kept once; all are kept deflated. The outbox holds the newest revision alone.
"""

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

import sqlalchemy as sa

from digest.store.review_tables import contents, revisions
from digest.store.rows import chunks, insert_all
from digest.store.tables import drafts, storable

if TYPE_CHECKING:
    from digest.store.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionRecord:
    """One revision; `files` maps the path of each draft to its hash."""

    issue: str
    revision: int
    manifest_sha256: str
    made_at: datetime
    files: Mapping[str, str]


class Revisions:
    """The revisions of a store's issues."""

    def __init__(self, database: "Database") -> None:
        self._database = database

    def keep(self, issue_id: str, revision: int, manifest: bytes, files: Iterable[bytes], *, now: datetime) -> None:
        """Nothing; keeps the revision with its bytes. Its drafts are recorded beside it."""
        several = {sha256(content).hexdigest(): content for content in (manifest, *files)}
        row = {
            "issue_id": storable(issue_id),
            "revision": revision,
            "manifest_sha256": sha256(manifest).hexdigest(),
            "made_at": now,
        }
        with self._database.writing() as connection:
            connection.execute(revisions.insert().values(row))
            known: set[str] = set()
            for part in chunks(several):
                known.update(connection.scalars(sa.select(contents.c.sha256).where(contents.c.sha256.in_(part))))
            new = [
                {"sha256": digest, "deflated": zlib.compress(content)}
                for digest, content in several.items()
                if digest not in known
            ]
            insert_all(connection, contents, new)

    def get(self, issue_id: str, revision: int) -> RevisionRecord | None:
        """That revision of the issue."""
        found = [one for one in self.list(issue_id) if one.revision == revision]
        return found[0] if found else None

    def list(self, issue_id: str) -> tuple[RevisionRecord, ...]:
        """The revisions of an issue, oldest first."""
        name = storable(issue_id)
        files: dict[int, dict[str, str]] = {}
        with self._database.reading() as connection:
            question = sa.select(drafts.c.issue_revision, drafts.c.path, drafts.c.sha256)
            for revision, path, digest in connection.execute(
                question.where(drafts.c.issue_id == name).order_by(drafts.c.issue_revision, drafts.c.position)
            ):
                files.setdefault(revision, {})[path] = digest
            rows = connection.execute(
                sa.select(revisions).where(revisions.c.issue_id == name).order_by(revisions.c.revision)
            ).all()
        return tuple(
            RevisionRecord(
                issue=row.issue_id,
                revision=row.revision,
                manifest_sha256=row.manifest_sha256,
                made_at=row.made_at,
                files=files.get(row.revision, {}),
            )
            for row in rows
        )

    def content(self, digest: str) -> bytes | None:
        """The bytes with this hash; None where they were never kept."""
        with self._database.reading() as connection:
            found = connection.scalar(sa.select(contents.c.deflated).where(contents.c.sha256 == digest))
        return None if found is None else zlib.decompress(found)

    def contents(self, digests: Iterable[str]) -> dict[str, bytes]:
        """By hash, the bytes of those that were kept."""
        found: dict[str, bytes] = {}
        with self._database.reading() as connection:
            for part in chunks(digests):
                question = sa.select(contents).where(contents.c.sha256.in_(part))
                found.update((row.sha256, zlib.decompress(row.deflated)) for row in connection.execute(question))
        return found

    def forget(self, issue_id: str) -> None:
        """Nothing; the revisions of the issue are gone. Called before its drafts go; texts of no other issue go too."""
        name = storable(issue_id)
        with self._database.writing() as connection:
            own = sa.union(
                sa.select(drafts.c.sha256).where(drafts.c.issue_id == name),
                sa.select(revisions.c.manifest_sha256).where(revisions.c.issue_id == name),
            )
            elsewhere = sa.union(
                sa.select(drafts.c.sha256).where(drafts.c.issue_id != name),
                sa.select(revisions.c.manifest_sha256).where(revisions.c.issue_id != name),
            )
            here = (contents.c.sha256.in_(own), contents.c.sha256.not_in(elsewhere))
            connection.execute(contents.delete().where(*here))
            connection.execute(revisions.delete().where(revisions.c.issue_id == name))
