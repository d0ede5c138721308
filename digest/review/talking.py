"""Comments, and marks of posts that were published by hand. Part of digest.review; drafts are never touched."""

from collections.abc import Collection
from datetime import datetime

import regex

from digest.errors import RefusedError, UsageError
from digest.model import Act, Actor, Comment, Draft, Posted, Right, Spot, State, said
from digest.pipeline import Desk
from digest.review import rules
from digest.review.acting import NOTHING
from digest.review.looking import Review, look

_ADDRESS = regex.compile(r"https?://[^\s/@:]+(?::\d+)?(?:/\S*)?")
_LONGEST_ADDRESS = 2_000
_LONGEST_NAME = 200


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
    rules.require(actor, Right.COMMENT)
    text = rules.needed(text, said("A comment needs words."))
    if any(len(part) > _LONGEST_NAME for part in (spot.article, spot.field, spot.audience, spot.file)):
        raise UsageError(said("There is nothing of such a long name in an issue."), kept=NOTHING)
    with desk.store.transaction():
        review = look(desk, issue_id)
        if reply_to is not None:
            first = _comment(desk, reply_to)
            if first.issue != issue_id:
                raise UsageError(
                    said("The comment {number} is not about {issue}.", number=reply_to, issue=issue_id),
                    kept=NOTHING,
                )
            reply_to, spot = first.reply_to or first.id, first.spot
        number = desk.store.comments.add(
            issue_id, text, by=actor.name, now=now, revision=review.issue.revision, spot=spot, reply_to=reply_to
        )
        _tell(desk, Act.REPLY if reply_to else Act.COMMENT, review, actor, now, spot, text)
        return _comment(desk, number)


def resolve(desk: Desk, number: int, *, actor: Actor, now: datetime) -> Comment:
    """The comment, which is dealt with; RefusedError when it was already."""
    return _resolve(desk, number, actor, now, Act.RESOLVE)


def reopen_comment(desk: Desk, number: int, *, actor: Actor, now: datetime) -> Comment:
    """The comment, which is open again."""
    return _resolve(desk, number, actor, now, Act.REOPEN)


def mark_posted(desk: Desk, issue_id: str, path: str, *, url: str, actor: Actor, now: datetime) -> Posted:
    """The mark that the draft at `path` (audience/file) was published by hand, at `url` if that is known."""
    rules.require(actor, Right.EDIT)
    url = url.strip()
    if url and (len(url) > _LONGEST_ADDRESS or not _ADDRESS.fullmatch(url)):
        raise UsageError(said("The address of a post starts with https:// or http://."), kept=NOTHING)
    with desk.store.transaction():
        review, draft = look(desk, issue_id), _post(desk, issue_id, path)
        there = desk.store.posted.of(issue_id).get((draft.audience, draft.channel, draft.part))
        if there:
            raise RefusedError(
                said("{name} has marked {path} as posted already.", name=there.by, path=path),
                kept=NOTHING,
                next=said("Take that back first: digest posted {issue} {path} --undo", issue=issue_id, path=path),
            )
        mark = Posted(
            issue=issue_id,
            audience=draft.audience,
            channel=draft.channel,
            part=draft.part,
            path=path,
            sha256=draft.sha256,
            url=url,
            by=actor.name,
            at=now,
            approved=review.state is State.APPROVED or review.state.is_out,
        )
        desk.store.posted.put(mark)
        _tell(desk, Act.POSTED, review, actor, now, _at(draft), url)
        return mark


def unmark_posted(desk: Desk, issue_id: str, path: str, *, actor: Actor, now: datetime) -> None:
    """Nothing; the draft counts as not published."""
    rules.require(actor, Right.EDIT)
    with desk.store.transaction():
        review, draft = look(desk, issue_id), _post(desk, issue_id, path)
        if not desk.store.posted.remove(issue_id, (draft.audience, draft.channel, draft.part)):
            raise RefusedError(said("{path} is not marked as posted.", path=path), kept=NOTHING)
        _tell(desk, Act.NOT_POSTED, review, actor, now, _at(draft))


def _resolve(desk: Desk, number: int, actor: Actor, now: datetime, act: Act) -> Comment:
    rules.require(actor, Right.COMMENT)
    with desk.store.transaction():
        found = _comment(desk, number)
        first = found.reply_to or found.id
        if not desk.store.comments.resolve(first, actor.name, now if act is Act.RESOLVE else None):
            told = (
                said("The comment {number} is dealt with already.", number=first)
                if act is Act.RESOLVE
                else said("The comment {number} is open.", number=first)
            )
            raise RefusedError(told, kept=NOTHING)
        _tell(desk, act, look(desk, found.issue), actor, now, found.spot, f"comment {first}")
        return _comment(desk, first)


def _comment(desk: Desk, number: int) -> Comment:
    found = desk.store.comments.get(number)
    if found is None:
        raise UsageError(
            said("There is no comment {number}.", number=number), kept=NOTHING, next=said("See: digest comment ISSUE")
        )
    return found


def _post(desk: Desk, issue_id: str, path: str) -> Draft:
    draft = next((each for each in desk.store.issues.drafts(issue_id) if each.path == path), None)
    if draft is None or not is_post(draft, desk.settings.platforms):
        raise UsageError(
            said("{issue} has no post {path}.", issue=issue_id, path=path),
            kept=NOTHING,
            next=said("See: digest outbox {issue}", issue=issue_id),
        )
    return draft


def is_post(draft: Draft, platforms: Collection[str]) -> bool:
    """Whether people paste it somewhere; the table beside the posts of a platform is for programs."""
    return draft.channel in platforms and not draft.path.endswith(".json")


def _at(draft: Draft) -> Spot:
    return Spot(audience=draft.audience, file=draft.path.partition("/")[2])


def _tell(desk: Desk, act: Act, review: Review, actor: Actor, now: datetime, spot: Spot, words: str = "") -> None:
    seals, revision = (review.seal, review.seal), review.issue.revision
    desk.store.history.add(act, review.issue.id, actor, now=now, revision=revision, spot=spot, words=words, seals=seals)
