"""Change an issue: words, order, what is in it. Part of digest.review.

Each verb writes what a person decided, builds the issue again and keeps who did it: a new revision, for which no
approval counts. Nothing that came in since slips in: the first edit settles which articles the issue has.
"""

from dataclasses import dataclass
from datetime import datetime

from digest.model import Actor, Field, Variant
from digest.pipeline import Desk
from digest.review.looking import Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text that can be written by hand, and its version: `seen`, for what is written in its place."""

    text: str
    version: str
    by_hand: bool
    stale: bool  # written by hand for something that has changed since
    by: str = ""
    at: datetime | None = None


def write(
    desk: Desk,
    issue_id: str,
    article: str,
    variant: Variant,
    field: Field,
    text: str,
    *,
    seen: str | None,
    actor: Actor,
    now: datetime,
) -> Review:
    """The review after the field of the article has this text in this variant; an empty text makes it again.

    `seen` is the version that the text was written over, None to write whatever is there. StaleError with both texts
    when somebody was quicker.
    """
    raise NotImplementedError


def write_file(
    desk: Desk, issue_id: str, path: str, text: str, *, seen: str | None, actor: Actor, now: datetime
) -> Review:
    """The review after the draft at `path` (audience/file) has this text: a post, or `email.subjects.txt`, whose first
    line is the subject and whose second is the preheader. An empty text makes it again. StaleError as above.
    """
    raise NotImplementedError


def text_of(desk: Desk, issue_id: str, article: str, variant: Variant, field: Field) -> Text:
    """The field as readers of the variant see it now."""
    raise NotImplementedError


def file_of(desk: Desk, issue_id: str, path: str) -> Text:
    """The draft as it is now."""
    raise NotImplementedError


def move(desk: Desk, issue_id: str, article: str, to: int | str, *, actor: Actor, now: datetime) -> Review:
    """The review after the article stands at position `to` (from 1), or one place "up" or "down"."""
    raise NotImplementedError


def pin(desk: Desk, issue_id: str, article: str, *, actor: Actor, now: datetime) -> Review:
    """The review after the article stands first, whatever the rules of the newsletter say."""
    raise NotImplementedError


def drop(desk: Desk, issue_id: str, article: str, *, why: str, actor: Actor, now: datetime) -> Review:
    """The review after the article is out; its reason is kept."""
    raise NotImplementedError


def defer(desk: Desk, issue_id: str, article: str, *, why: str, actor: Actor, now: datetime) -> Review:
    """The review after the article is out here, and in the newsletter's next issue."""
    raise NotImplementedError


def add(desk: Desk, issue_id: str, article: str, *, actor: Actor, now: datetime, position: int | None = None) -> Review:
    """The review after an article that was left out, dropped, deferred or late is in: at the end, or at `position`."""
    raise NotImplementedError
