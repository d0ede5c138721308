"""Where an issue stands, and what waits for whom. Part of digest.review; nothing is written."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from digest import outbox
from digest.errors import UsageError
from digest.model import (
    Actor,
    Comment,
    Event,
    Hold,
    Posted,
    ReviewPolicy,
    Right,
    Ruling,
    State,
    Verdict,
    person,
    said,
)
from digest.pipeline import Desk
from digest.review import rules
from digest.store import IssueRecord
from digest.store.reviews import Progress

OPEN = (State.DRAFT, State.IN_REVIEW, State.CHANGES_REQUESTED, State.HELD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Everything that is to be known before somebody decides about an issue."""

    issue: IssueRecord
    state: State
    seal: str  # of the latest revision: what an approval is bound to
    touched: tuple[
        str, ...
    ]  # files that somebody changed in the outbox since: while there are any, nothing is approved
    policy: ReviewPolicy
    editors: tuple[str, ...]  # whose words or choices are in it
    approvals: tuple[Ruling, ...]  # that count
    rulings: tuple[Ruling, ...]  # all of them, oldest first
    hold: Hold | None
    sending_since: datetime | None
    open_comments: int

    @property
    def missing(self) -> int:
        """How many approvals are wanting."""
        return max(self.policy.approvers - len(self.approvals), 0)

    @property
    def asked(self) -> Ruling | None:
        """The latest standing request for changes, or rejection."""
        standing = (each for each in reversed(self.rulings) if each.taken_back is None)
        return next((each for each in standing if each.verdict is not Verdict.APPROVE), None)

    def why_not(self, actor: Actor) -> str:
        """Why the actor cannot approve it now, in a sentence; "" when nothing stands in the way but the blockers."""
        who = person(actor.name)
        if Right.DECIDE not in actor.rights:
            return said("{name} may not approve issues.", name=actor.name)
        if self.state is State.SENDING:
            return said("It is being sent.")
        if self.state is State.SENT:
            return said("It was sent.")
        if self.hold:
            return said("{name} holds it: {why}", name=self.hold.by, why=self.hold.why)
        if self.state in (State.CHANGES_REQUESTED, State.REJECTED) and self.asked:
            told = {"name": self.asked.by, "comment": self.asked.comment}
            if self.asked.verdict is Verdict.REQUEST_CHANGES:
                return said("{name} asked for changes: {comment}", **told)
            return said("{name} rejected it: {comment}", **told)
        if self.touched:
            return said("Somebody changed files in the outbox: {files}.", files=", ".join(self.touched[:3]))
        if not self.policy.own_edits and who in map(person, self.editors):
            return said("{name} has edited this issue; somebody else has to approve it.", name=actor.name)
        if who in (person(each.by) for each in self.approvals):
            return said("{name} has approved it already.", name=actor.name)
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A line of the queue."""

    issue: IssueRecord
    state: State
    policy: ReviewPolicy
    approvals: tuple[Ruling, ...]
    editors: tuple[str, ...]
    hold: Hold | None
    open_comments: int
    overdue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """The issues by what they wait for, each once, in the order they are due."""

    mine: tuple[Waiting, ...]  # for this person to do something
    others: tuple[Waiting, ...]
    approved: tuple[Waiting, ...]  # waiting for their time
    done: tuple[Waiting, ...]  # sending, sent, rejected
    older: str  # the last of these, where there are older ones; "" where there are none


def look(desk: Desk, issue_id: str) -> Review:
    """Where the issue stands now, measured against the bytes in the outbox; UsageError when there is no such issue."""
    record = _record(desk, issue_id)
    progress = desk.store.reviews.get(issue_id)
    rulings = desk.store.reviews.rulings([issue_id])[issue_id]
    touched = changed_on_disk(desk, record)
    policy = policy_of(desk, record)
    editors = editors_of(desk, record)
    counting = () if touched else rules.approvals(rulings, record.revision, record.manifest_sha256, editors, policy)
    return Review(
        issue=record,
        state=rules.state(progress, counting, policy, ended=bool(desk.store.deliveries.ended([issue_id]))),
        seal=record.manifest_sha256,
        touched=touched,
        policy=policy,
        editors=editors,
        approvals=counting,
        rulings=rulings,
        hold=progress.hold,
        sending_since=progress.sending_since,
        open_comments=desk.store.comments.open([issue_id]).get(issue_id, 0),
    )


def queue(desk: Desk, actor: Actor, now: datetime, *, limit: int = 50, after: str = "") -> Queue:
    """What waits for the actor, for others, for its time; and what is done. At most `limit` issues of the latest.

    With `after` those that are older than that issue; UsageError where there is none of that name.

    Whether somebody changed a draft on disk is looked up only where an issue counts as approved.
    """
    last = _record(desk, after) if after else None
    listed = desk.store.issues.list(limit=limit + 1, after=last)
    records = listed[:limit]
    ids = [record.id for record in records]
    progress, rulings = desk.store.reviews.progress(ids), desk.store.reviews.rulings(ids)
    open_comments, editors = desk.store.comments.open(ids), _editors(desk, records)
    ended = desk.store.deliveries.ended(ids)
    found = [
        _waiting(
            desk,
            record,
            progress[record.id],
            rulings[record.id],
            editors[record.id],
            open_comments,
            now,
            ended=record.id in ended,
        )
        for record in sorted(records, key=lambda record: (record.due, record.id))
    ]
    done = [each for each in found if each.state.is_out or each.state is State.REJECTED]
    approved = [each for each in found if each.state is State.APPROVED]
    mine = [each for each in found if each not in done and each not in approved and waits_for(each, actor)]
    others = [each for each in found if not any(each in part for part in (done, approved, mine))]
    return Queue(
        mine=tuple(mine),
        others=tuple(others),
        approved=tuple(approved),
        done=tuple(reversed(done)),
        older=records[-1].id if len(listed) > limit else "",
    )


def _record(desk: Desk, issue_id: str) -> IssueRecord:
    record = desk.store.issues.get(issue_id)
    if record is None:
        raise UsageError(
            said("There is no issue {issue}.", issue=issue_id), next=said("See what is there: digest issues")
        )
    return record


def waits_for(each: Waiting, actor: Actor) -> bool:
    """Whether the actor can bring the issue a step further: edit or submit it, approve it, or release it."""
    who = person(actor.name)
    if each.state is State.HELD:
        return each.hold is not None and who == person(each.hold.by)
    if each.state in (State.DRAFT, State.CHANGES_REQUESTED):
        return Right.EDIT in actor.rights
    taken = {person(ruling.by) for ruling in each.approvals}
    if not each.policy.own_edits:
        taken |= set(map(person, each.editors))
    return Right.DECIDE in actor.rights and who not in taken


def comments(desk: Desk, issue_id: str) -> tuple[Comment, ...]:
    """The comments of an issue and their replies, oldest first."""
    return desk.store.comments.list(issue_id)


def history(desk: Desk, issue_id: str = "") -> Iterator[Event]:
    """Every event of an issue, or of all issues, oldest first."""
    return desk.store.history.all(issue_id)


def posted(desk: Desk, issue_id: str) -> Mapping[str, Posted]:
    """By path of the draft as it is now, the posts that are marked as published."""
    marks = desk.store.posted.of(issue_id)
    places = {(each.audience, each.channel, each.part): each.path for each in desk.store.issues.drafts(issue_id)}
    return {places[place]: mark for place, mark in marks.items() if place in places}


def changed_on_disk(desk: Desk, record: IssueRecord) -> tuple[str, ...]:
    """The files in the outbox whose bytes are not those of the latest revision, `issue.json` among them."""
    return outbox.differing(desk.outbox, record.id, record.manifest_sha256)


def policy_of(desk: Desk, record: IssueRecord) -> ReviewPolicy:
    """What its newsletter asks; the default for a newsletter that is configured no more."""
    letter = desk.settings.newsletters.get(record.newsletter)
    return letter.review if letter else ReviewPolicy()


def editors_of(desk: Desk, record: IssueRecord) -> tuple[str, ...]:
    """Everybody whose words or choices may be in the issue: who edited it, and who wrote wordings of its articles."""
    return _editors(desk, [record])[record.id]


def _editors(desk: Desk, records: Sequence[IssueRecord]) -> dict[str, tuple[str, ...]]:
    ids = [record.id for record in records]
    acted = desk.store.history.editors(ids)
    rewritten = desk.store.rewritings.writers(ids)
    written: defaultdict[str, set[str]] = defaultdict(set)
    for each in desk.store.wordings.of([one for record in records for one in record.article_ids]):
        written[each.article].add(each.by)
    found = {}
    for record in records:
        words = {name for one in record.article_ids for name in written.get(one, ())}
        names = sorted({*acted.get(record.id, ()), *rewritten.get(record.id, ()), *words})
        found[record.id] = tuple({person(name): name for name in names if person(name)}.values())
    return found


def _waiting(
    desk: Desk,
    record: IssueRecord,
    progress: Progress,
    rulings: Sequence[Ruling],
    editors: tuple[str, ...],
    open_comments: Mapping[str, int],
    now: datetime,
    *,
    ended: bool,
) -> Waiting:
    policy = policy_of(desk, record)
    counting = rules.approvals(rulings, record.revision, record.manifest_sha256, editors, policy)
    if len(counting) >= policy.approvers and changed_on_disk(desk, record):
        counting = ()
    state = rules.state(progress, counting, policy, ended=ended)
    return Waiting(
        issue=record,
        state=state,
        policy=policy,
        approvals=counting,
        editors=editors,
        hold=progress.hold,
        open_comments=open_comments.get(record.id, 0),
        overdue=record.due < now and not state.is_out and state is not State.REJECTED,
    )
