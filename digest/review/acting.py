"""What every change of an issue has in common: one transaction, a new build, an event. Part of digest.review."""

from collections.abc import Callable
from datetime import datetime

from digest import pipeline
from digest.errors import OutboxError, RefusedError, UsageError
from digest.model import Act, Actor, Choices, Right, Spot, said
from digest.pipeline import Desk
from digest.review import rules
from digest.review.looking import Review, look
from digest.store import IssueRecord

NOTHING = rules.NOTHING
Change = Callable[[Review], Choices | None]


def edit(
    desk: Desk,
    issue_id: str,
    act: Act,
    change: Change,
    *,
    actor: Actor,
    now: datetime,
    spot: Spot = Spot(),
    words: str = "",
) -> Review:
    """The review after `change` decided, and the issue was built again by it.

    `change` sees the issue as it is, writes what it has to, and gives the choices of the build; None changes nothing.
    An issue keeps the articles it has, whatever has come in since.
    """
    rules.require(actor, Right.EDIT)
    with desk.store.transaction():
        review = not_sending(look(desk, issue_id))
        unchanged(review)
        choices = change(review)
        if choices is None:
            return review
        record = review.issue
        letter = desk.settings.newsletters.get(record.newsletter)
        if letter is None:
            raise UsageError(
                said("No newsletter is called {newsletter} any more.", newsletter=repr(record.newsletter)),
                next=said("Configure it again."),
            )
        if not choices.settled:
            raise RefusedError(
                said("It is the last article of {issue}.", issue=issue_id),
                kept=NOTHING,
                next=said("Reject the issue, or discard it."),
            )
        built = pipeline.build(desk, letter, window=record.window, due=record.due, now=now, choices=choices)
        seals = (review.seal, built.seal)
        desk.store.history.add(
            act, issue_id, actor, now=now, revision=built.revision, spot=spot, words=words, seals=seals
        )
        return look(desk, issue_id)


def settled(record: IssueRecord) -> Choices:
    """The choices of an edit that leaves the articles as they are."""
    return Choices(settled=record.article_ids)


def not_sending(review: Review) -> Review:
    """The review itself; RefusedError once the sending has begun."""
    if review.sending_since:
        raise RefusedError(
            said("The sending of {issue} has begun.", issue=review.issue.id),
            kept=NOTHING,
            next=said("What went out cannot be taken back."),
        )
    return review


def unchanged(review: Review) -> None:
    """Nothing; OutboxError where somebody changed a draft on disk, which a build would replace."""
    mended = [path for path in review.touched if path != "issue.json"]
    if mended:
        raise OutboxError(
            said(
                "Somebody changed files of {issue} in the outbox: {files}.",
                issue=review.issue.id,
                files=", ".join(mended[:3]),
            ),
            kept=NOTHING,
            next=said("Keep what is worth keeping, then put the drafts back: digest build ... --overwrite"),
        )
