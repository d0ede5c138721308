"""Who looks at an issue before it goes out, and what they say of it. Part of digest.model."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Right(StrEnum):
    """What somebody may do with an issue; to look is not listed, because who may not look never gets here."""

    COMMENT = "comment"
    EDIT = "edit"
    DECIDE = "decide"  # approve, request changes, reject, hold


class StaffRole(StrEnum):
    """What somebody is in a newsroom."""

    VIEWER = "viewer"
    EDITOR = "editor"
    APPROVER = "approver"
    ADMIN = "admin"

    @property
    def rights(self) -> frozenset[Right]:
        return _RIGHTS[self]


ALL_RIGHTS = frozenset(Right)
_RIGHTS = {
    StaffRole.VIEWER: frozenset[Right](),
    StaffRole.EDITOR: frozenset({Right.COMMENT, Right.EDIT}),
    StaffRole.APPROVER: ALL_RIGHTS,
    StaffRole.ADMIN: ALL_RIGHTS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody who does something, what that person may do, and where the word comes in: cli, page, api, link."""

    name: str
    rights: frozenset[Right] = ALL_RIGHTS
    via: str = "cli"

    def __post_init__(self) -> None:
        if not person(self.name):
            raise ValueError("an actor needs a name")


def person(name: str) -> str:
    """What makes two names one person: width, case and white space make no difference."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPolicy:
    """What a newsletter asks before an issue of it counts as approved."""

    approvers: int = 1  # so many different people
    own_edits: bool = False  # whether somebody whose edits are in a revision may approve it


class Phase(StrEnum):
    """How far people have brought an issue; whether it is approved follows from the approvals."""

    DRAFT = "draft"
    IN_REVIEW = "in-review"
    CHANGES_REQUESTED = "changes-requested"
    REJECTED = "rejected"


class State(StrEnum):
    """Where an issue stands."""

    DRAFT = "draft"
    IN_REVIEW = "in-review"
    CHANGES_REQUESTED = "changes-requested"
    REJECTED = "rejected"
    APPROVED = "approved"
    HELD = "held"
    SENDING = "sending"  # its sending has begun: nothing can be taken back any more
    SENT = "sent"  # its sending has ended, finished or cancelled

    @property
    def is_out(self) -> bool:
        """Whether somebody may have got it."""
        return self in (State.SENDING, State.SENT)


class Verdict(StrEnum):
    """What an approver says."""

    APPROVE = "approve"
    REQUEST_CHANGES = "request-changes"
    REJECT = "reject"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """One verdict on the exact bytes of one revision."""

    id: int
    issue: str
    revision: int
    seal: str  # sha256 of the issue.json that names every file by its hash: what was seen
    verdict: Verdict
    by: str
    at: datetime
    comment: str = ""
    taken_back: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """Who stopped an issue, and why."""

    by: str
    why: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """What in an issue is meant; the issue as a whole where everything is empty."""

    article: str = ""  # an article's id
    field: str = ""  # of that article
    audience: str = ""
    file: str = ""  # a name within the audience's folder

    def __str__(self) -> str:
        return " ".join(part for part in (self.article, self.field, self.audience, self.file) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """What somebody remarks on an issue; it never goes out. A reply has no spot of its own."""

    id: int
    issue: str
    revision: int  # that was the latest when it was written
    text: str
    by: str
    at: datetime
    spot: Spot = Spot()
    reply_to: int | None = None
    resolved_by: str = ""
    resolved_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewriting:
    """A whole file of an issue in a person's words, in place of what was made.

    `part` is what the file is about (see `Rendered.part`), which stays when its number changes. `stands_for` is the
    hash of the text that was made when it was written; another hash later means that it may be out of date.
    """

    issue: str
    audience: str
    channel: str
    part: str
    text: str
    stands_for: str  # sha256 in hex
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """A post that somebody has published by hand."""

    issue: str
    audience: str
    channel: str
    part: str
    path: str  # of the draft at that time
    sha256: str  # of the text at that time
    url: str  # where it stands, "" where nobody said
    by: str
    at: datetime
    approved: bool  # whether the issue was approved at that time


class Act(StrEnum):
    """What is done to an issue."""

    BUILD = "build"
    SUBMIT = "submit"
    APPROVE = "approve"
    REQUEST_CHANGES = "request-changes"
    REJECT = "reject"
    TAKE_BACK = "take-back"
    HOLD = "hold"
    RELEASE = "release"
    SEND = "send"
    CORRECT = "correct"
    WRITE = "write"  # a field or a file, by hand
    UNWRITE = "unwrite"
    MOVE = "move"
    PIN = "pin"
    DROP = "drop"
    DEFER = "defer"
    ADD = "add"
    COMMENT = "comment"
    REPLY = "reply"
    RESOLVE = "resolve"
    REOPEN = "reopen"
    POSTED = "posted"
    NOT_POSTED = "not-posted"
    DISCARD = "discard"


EDITS = frozenset({Act.WRITE, Act.UNWRITE, Act.MOVE, Act.PIN, Act.DROP, Act.DEFER, Act.ADD})
"""The acts that make a new revision, and whoever did one an editor of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Who did what to which revision, and when. Events are added, never changed."""

    id: int
    at: datetime
    by: str
    via: str
    issue: str
    revision: int  # the one that was there afterwards
    act: Act
    spot: Spot = Spot()
    words: str = ""  # a reason, a comment, a text
    seal_before: str = ""  # the hash of the issue before and after
    seal_after: str = ""
