"""Comments, and marks of posts that were published by hand. Part of digest.review; drafts are never touched."""

from datetime import datetime

from digest.model import Actor, Comment, Posted, Spot
from digest.pipeline import Desk


def comment(
    desk: Desk,
    issue_id: str,
    text: str,
    *,
    actor: Actor,
    now: datetime,
    spot: Spot = Spot(),
    reply_to: int | None = None,
) -> Comment:
    """The comment, kept with the revision that was looked at. A reply belongs to the first comment of its thread."""
    raise NotImplementedError


def resolve(desk: Desk, number: int, *, actor: Actor, now: datetime) -> Comment:
    """The comment, which is dealt with; RefusedError when it was already."""
    raise NotImplementedError


def reopen_comment(desk: Desk, number: int, *, actor: Actor, now: datetime) -> Comment:
    """The comment, which is open again."""
    raise NotImplementedError


def mark_posted(desk: Desk, issue_id: str, path: str, *, url: str, actor: Actor, now: datetime) -> Posted:
    """The mark that the draft at `path` (audience/file) was published by hand, at `url` if that is known."""
    raise NotImplementedError


def unmark_posted(desk: Desk, issue_id: str, path: str, *, actor: Actor, now: datetime) -> None:
    """Nothing; the draft counts as not published."""
    raise NotImplementedError
