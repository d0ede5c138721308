"""Approve, request changes, reject, take back, hold: what approvers do. Part of digest.review.

Every verb looks and writes in one transaction of the only writer, so that nothing can change between the two.
"""

from dataclasses import replace
from datetime import datetime

from digest import preflight
from digest.errors import RefusedError, StaleError
from digest.model import Act, Actor, Hold, Phase, Right, State, Verdict, said
from digest.pipeline import Desk, reopen
from digest.review import rules
from digest.review.acting import NOTHING, not_sending
from digest.review.looking import Review, look


def submit(desk: Desk, issue_id: str, *, actor: Actor, now: datetime) -> Review:
    """The review after the issue was given to the approvers: a draft, or one that was sent back or rejected."""
    rules.require(actor, Right.EDIT)
    with desk.store.transaction():
        review = not_sending(look(desk, issue_id))
        if desk.store.reviews.get(issue_id).phase is Phase.IN_REVIEW:
            raise RefusedError(
                said("{issue} is in review already.", issue=issue_id), kept=NOTHING, next=said("Approve it, or wait.")
            )
        _enter(desk, review, Phase.IN_REVIEW)
        _tell(desk, Act.SUBMIT, review, actor, now)
        return look(desk, issue_id)


def approve(desk: Desk, issue_id: str, *, seen: str, actor: Actor, now: datetime, comment: str = "") -> Review:
    """The review after the actor's approval of exactly the bytes that have the seal `seen`.

    StaleError when the issue has another seal by now; RefusedError, with the reason, when the rules do not allow it. A
    draft that nobody has submitted is in review by it.
    """
    rules.require(actor, Right.DECIDE)
    comment = rules.said(comment)
    _seen(desk, look(desk, issue_id), seen)
    blockers = blocking(desk, issue_id)
    with desk.store.transaction():
        review = look(desk, issue_id)
        _seen(desk, review, seen)
        if reason := review.why_not(actor):
            told = said("{issue} was not approved. {reason}", issue=issue_id, reason=reason)
            raise RefusedError(told, kept=NOTHING, next=_way_out(review))
        if blockers:
            fields = {"issue": issue_id, "first": blockers[0].words, "more": len(blockers) - 1}
            raise RefusedError(
                said("{issue} was not approved: {first} and {more} more", **fields)
                if len(blockers) > 1
                else said("{issue} was not approved: {first}", **fields),
                kept=NOTHING,
                next=said("Mend what blocks it, see: digest check {issue}", issue=issue_id),
            )
        _rule(desk, Verdict.APPROVE, review, actor, now, comment)
        _enter(desk, review, Phase.IN_REVIEW)
        return look(desk, issue_id)


def request_changes(desk: Desk, issue_id: str, *, seen: str, actor: Actor, now: datetime, comment: str) -> Review:
    """The review after the actor sent the issue back to its editors; UsageError without a comment."""
    return _against(desk, issue_id, Verdict.REQUEST_CHANGES, Phase.CHANGES_REQUESTED, seen, actor, now, comment)


def reject(desk: Desk, issue_id: str, *, seen: str, actor: Actor, now: datetime, comment: str) -> Review:
    """The review after the actor said that this issue is not to go out; UsageError without a comment."""
    return _against(desk, issue_id, Verdict.REJECT, Phase.REJECTED, seen, actor, now, comment)


def take_back(desk: Desk, issue_id: str, *, actor: Actor, now: datetime) -> Review:
    """The review after the actor took back their own latest verdict; until the sending begins."""
    rules.require(actor, Right.DECIDE)
    with desk.store.transaction():
        review = not_sending(look(desk, issue_id))
        mine = rules.own(review.rulings, actor)
        if mine is None:
            raise RefusedError(
                said(
                    "{name} has said nothing about {issue} that could be taken back.", name=actor.name, issue=issue_id
                ),
                kept=NOTHING,
            )
        desk.store.reviews.take_back(mine.id, now)
        if mine == review.asked and review.state in (State.CHANGES_REQUESTED, State.REJECTED, State.HELD):
            _enter(desk, review, Phase.IN_REVIEW)
        _tell(desk, Act.TAKE_BACK, review, actor, now, mine.verdict.value)
        return look(desk, issue_id)


def hold(desk: Desk, issue_id: str, *, actor: Actor, now: datetime, why: str) -> Review:
    """The review after the actor stopped the issue: whatever is approved, it does not go out until it is released."""
    rules.require(actor, Right.DECIDE)
    why = rules.needed(why, said("To hold an issue needs a comment."))
    with desk.store.transaction():
        review = not_sending(look(desk, issue_id))
        if review.hold:
            raise RefusedError(
                said("{name} holds {issue} already: {why}", name=review.hold.by, issue=issue_id, why=review.hold.why),
                kept=NOTHING,
            )
        progress = desk.store.reviews.get(issue_id)
        desk.store.reviews.put(issue_id, replace(progress, hold=Hold(by=actor.name, why=why, at=now)))
        _tell(desk, Act.HOLD, review, actor, now, why)
        return look(desk, issue_id)


def release(desk: Desk, issue_id: str, *, actor: Actor, now: datetime) -> Review:
    """The review after the hold was lifted, by whoever may hold; approvals that were there count again."""
    rules.require(actor, Right.DECIDE)
    with desk.store.transaction():
        review = not_sending(look(desk, issue_id))
        if not review.hold:
            raise RefusedError(said("Nobody holds {issue}.", issue=issue_id), kept=NOTHING)
        desk.store.reviews.put(issue_id, replace(desk.store.reviews.get(issue_id), hold=None))
        _tell(desk, Act.RELEASE, review, actor, now)
        return look(desk, issue_id)


def start_sending(desk: Desk, issue_id: str, *, seal: str, actor: Actor, now: datetime) -> Review:
    """The review of an issue whose sending begins now: from here on nothing is taken back, held or edited.

    RefusedError unless the issue is approved, and the bytes in the outbox are those with the seal. A second call is
    refused too: who gets a Review may send, and nobody else.
    """
    with desk.store.transaction():
        review = look(desk, issue_id)
        if review.seal != seal:
            told = said("{issue} is not to be sent: it is another revision.", issue=issue_id)
            raise RefusedError(told, kept=said("Nothing was sent."))
        if review.state is not State.APPROVED:
            told = said("{issue} is not to be sent: it is {state}.", issue=issue_id, state=said(review.state.value))
            raise RefusedError(told, kept=said("Nothing was sent."))
        desk.store.reviews.put(issue_id, replace(desk.store.reviews.get(issue_id), sending_since=now))
        _tell(desk, Act.SEND, review, actor, now)
        return look(desk, issue_id)


def blocking(desk: Desk, issue_id: str) -> tuple[preflight.Finding, ...]:
    """What preflight says must not be published in the drafts as they lie in the outbox."""
    found = (each for sheet in reopen(desk, issue_id) for each in preflight.check(sheet))
    return tuple(each for each in found if each.level is preflight.Level.BLOCKER)


def _against(
    desk: Desk,
    issue_id: str,
    verdict: Verdict,
    phase: Phase,
    seen: str,
    actor: Actor,
    now: datetime,
    comment: str,
) -> Review:
    rules.require(actor, Right.DECIDE)
    comment = rules.needed(comment, _NEEDED[verdict])
    with desk.store.transaction():
        review = not_sending(look(desk, issue_id))
        _seen(desk, review, seen)
        if review.state is State.REJECTED and verdict is Verdict.REJECT:
            raise RefusedError(said("{issue} is rejected already.", issue=issue_id), kept=NOTHING)
        _rule(desk, verdict, review, actor, now, comment)
        _enter(desk, review, phase)
        return look(desk, issue_id)


_NEEDED = {
    Verdict.REQUEST_CHANGES: said("To request changes needs a comment."),
    Verdict.REJECT: said("To reject needs a comment."),
}


def _rule(desk: Desk, verdict: Verdict, review: Review, actor: Actor, now: datetime, comment: str) -> None:
    issue = review.issue
    desk.store.reviews.rule(
        issue.id, verdict, by=actor.name, revision=issue.revision, seal=review.seal, now=now, comment=comment
    )
    _tell(desk, Act(verdict.value), review, actor, now, comment)


def _enter(desk: Desk, review: Review, phase: Phase) -> None:
    desk.store.reviews.put(review.issue.id, replace(desk.store.reviews.get(review.issue.id), phase=phase))


def _tell(desk: Desk, act: Act, review: Review, actor: Actor, now: datetime, words: str = "") -> None:
    desk.store.history.add(
        act,
        review.issue.id,
        actor,
        now=now,
        revision=review.issue.revision,
        words=words,
        seals=(review.seal, review.seal),
    )


def _seen(desk: Desk, review: Review, seen: str) -> None:
    """Nothing; StaleError, saying what changed and by whom, when the issue is another one than was seen."""
    if len(seen) >= 8 and review.seal.startswith(seen):
        return
    events = [event for event in desk.store.history.list(review.issue.id) if event.seal_before != event.seal_after]
    seals = [event.seal_before for event in events]
    since = events[next((n for n, seal in enumerate(seals) if len(seen) >= 8 and seal.startswith(seen)), len(events)) :]
    told = "; ".join(f"{event.by}: {event.act.value} {event.spot}".strip() for event in since[-5:])
    last = since[-1] if since else None
    raise StaleError(
        said(
            "{issue} is not what was seen any more: it is revision {revision} now ({told}).",
            issue=review.issue.id,
            revision=review.issue.revision,
            told=told,
        )
        if told
        else said(
            "{issue} is not what was seen any more: it is revision {revision} now.",
            issue=review.issue.id,
            revision=review.issue.revision,
        ),
        next=said("Look at it again."),
        yours=seen,
        theirs=review.seal,
        by=last.by if last else "",
        at=last.at if last else None,
    )


def _way_out(review: Review) -> str:
    if review.touched:
        return said("Build it again with --overwrite, which puts the drafts back as they were made.")
    return said("Submit it again.") if review.state in (State.CHANGES_REQUESTED, State.REJECTED) else ""
