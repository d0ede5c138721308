"""What differs between two revisions of an issue, or between two issues. Part of digest.review; nothing is written."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from digest import comparing, outbox
from digest.errors import UsageError
from digest.model import said
from digest.pipeline import Desk
from digest.pipeline.rewriting import SUBJECTS
from digest.store.revisions import RevisionRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One revision of an issue, to the byte."""

    record: RevisionRecord
    manifest: Mapping[str, Any]

    def bytes_of(self, desk: Desk, path: str) -> bytes:
        """The draft at `path` as it was in this revision; UsageError where it was not kept."""
        return _kept(desk, self.record, self.record.files.get(path, ""), path)


def revision(desk: Desk, issue_id: str, number: int = 0) -> Made:
    """That revision of the issue, the latest for 0; UsageError where there is none, or where it was not kept."""
    several = desk.store.revisions.list(issue_id)
    found = [each for each in several if each.revision == number] if number else several[-1:]
    if not found:
        what = f"a revision {number}" if several else "any revision"
        raise UsageError(
            said("{issue} does not have {what}.", issue=issue_id, what=what),
            next=said("See what there is: digest issues"),
        )
    record = found[0]
    document = _kept(desk, record, record.manifest_sha256, outbox.MANIFEST)
    return Made(record=record, manifest=json.loads(document))


def compare(desk: Desk, issue_id: str, *, number: int = 0, against: int = 0) -> comparing.Comparison:
    """What a revision of the issue, the latest for 0, has that `against`, the one before it for 0, has not."""
    after = revision(desk, issue_id, number)
    against = against or after.record.revision - 1
    if against < 1:
        raise UsageError(
            said("{issue} has one revision only: nothing has been changed since it was built.", issue=issue_id),
            next=said("Compare it with the issue before: --with-previous"),
        )
    return comparing.issues(_version(desk, revision(desk, issue_id, against)), _version(desk, after))


def compare_issues(desk: Desk, issue_id: str, before: str = "") -> comparing.Comparison:
    """What the latest revision of the issue has that another issue, the newsletter's previous one for "", has not."""
    record = desk.store.issues.get(issue_id)
    if record is None:
        raise UsageError(
            said("There is no issue {issue}.", issue=issue_id), next=said("See what is there: digest issues")
        )
    before = before or desk.store.issues.previous(record.newsletter, record.window.start)
    if not before:
        raise UsageError(
            said("There is no issue before {issue}.", issue=issue_id), next=said("See what is there: digest issues")
        )
    return comparing.issues(_version(desk, revision(desk, before)), _version(desk, revision(desk, issue_id)))


def _version(desk: Desk, made: Made) -> comparing.Version:
    wanted = {path: digest for path, digest in made.record.files.items() if _is_text(path)}
    contents = desk.store.revisions.contents(wanted.values())
    return comparing.Version(
        issue=made.record.issue,
        revision=made.record.revision,
        manifest=made.manifest,
        posts={
            path: contents[digest].decode(errors="replace") for path, digest in wanted.items() if digest in contents
        },
    )


def _is_text(path: str) -> bool:
    """Whether a draft is compared as a text: posts and subjects; mails are compared by their stories."""
    name = path.partition("/")[2]
    return name.endswith(".txt") and (not name.startswith("email.") or name.endswith(SUBJECTS))


def _kept(desk: Desk, record: RevisionRecord, digest: str, path: str) -> bytes:
    content = desk.store.revisions.content(digest)
    if content is None:
        raise UsageError(
            said(
                "{path} of {issue}, revision {revision}, was not kept.",
                path=path,
                issue=record.issue,
                revision=record.revision,
            ),
            next=said("It was built by an older version of this program; build it again."),
        )
    return content
