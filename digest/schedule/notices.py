"""What the team is to be told, and that each of them is told it once. Part of digest.schedule.

What there is to tell follows from the data each time that it is looked; what was told to whom is a row of the database,
there before the mail leaves. Whoever has an address in their account is told; the mail is written by `write`, which is
given, for its words are those of the pages.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from digest import dispatch, review
from digest.errors import DigestError
from digest.model import Act, DeliveryState, Occurrence, OccurrenceState, SendingState, StaffRole, State, TeamMail, User
from digest.pipeline import Desk
from digest.schedule.telling import Happening
from digest.store.notices import Telling
from digest.transport import Letter

UNCERTAIN = (DeliveryState.UNCERTAIN,)
LATEST = 20  # issues, among which those are that somebody works on
FRESH = timedelta(days=2)  # what is older is no news any more
DECIDED = (State.APPROVED, State.REJECTED, State.SENDING, State.SENT)
MANY_FAILURES = 5  # of a source in a row: more than a day, for each wait is twice the one before


class NoticeKind(StrEnum):
    """What it is about; the value stands in the database."""

    WAITS = "waits"  # built, and not approved yet
    REMINDS = "reminds"  # still not, and its hour is near
    OVERDUE = "overdue"  # nor by its hour
    LATE = "late"  # approved after its hour
    FAILED = "failed"  # could not be built
    MISSED = "missed"
    PAUSED = "paused"  # the sending has stopped, by itself or by hand
    UNCERTAIN = "uncertain"  # nobody can say of some mails whether they arrived
    SOURCE = "source"  # could not be read for long


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One thing to be told. `about` and `kind` name it: whoever was told that is not told it again."""

    kind: NoticeKind
    about: str
    subject: str  # the issue, or the source
    at: datetime  # when the issue is due, the source failed last
    why: str = ""
    audience: str = ""
    count: int = 0  # of blockers, mails or failures

    @property
    def lowest(self) -> StaffRole:
        """Who is told: those who may do at least what this role may."""
        return StaffRole.EDITOR if self.kind in (NoticeKind.WAITS, NoticeKind.SOURCE) else StaffRole.APPROVER


Write = Callable[[Desk, TeamMail, Notice, User, datetime], Letter]


def tell_due(desk: Desk, now: datetime, write: Write) -> tuple[Happening, ...]:
    """Who was told what, and who could not be. Nothing where the newsroom has no [team]."""
    team = desk.settings.team
    people = [each for each in desk.store.people.list() if each.active and each.email] if team else []
    return tuple(_told(desk, team, people, now, write)) if team and people else ()


def _told(desk: Desk, team: TeamMail, people: list[User], now: datetime, write: Write) -> Iterator[Happening]:
    send, known = dispatch.post(desk), desk.store.notices
    for notice in due(desk, team, now):
        reached: list[str] = []
        told: Notice | None = None
        for person in people:
            if not person.is_at_least(notice.lowest) or not known.begin(notice.about, notice.kind, person.name, now):
                continue
            told = told or _counted(desk, notice)  # only where somebody is told, and once for all of them
            state = Telling.TOLD
            try:
                send(write(desk, team, told, person, now))
                reached.append(person.name)
            except dispatch.HeldBackError:
                state = Telling.HELD
            except DigestError as e:
                state = Telling.FAILED
                yield Happening(about=notice.subject, at=now, words=f"{person.name} could not be told: {e}")
            known.end(notice.about, notice.kind, person.name, state)
        if reached:
            yield Happening(about=notice.subject, at=now, words=f"{', '.join(reached)} told by mail ({notice.kind})")


def _counted(desk: Desk, notice: Notice) -> Notice:
    """The notice of an issue that waits, with the number of its blockers."""
    if notice.kind not in (NoticeKind.WAITS, NoticeKind.REMINDS):
        return notice
    return replace(notice, count=len(review.blocking(desk, notice.subject)))


def due(desk: Desk, team: TeamMail, now: datetime) -> Iterator[Notice]:
    """What there is to tell now, whoever was told it already."""
    states = (OccurrenceState.BUILT, OccurrenceState.LATE, OccurrenceState.FAILED, OccurrenceState.MISSED)
    for seen in desk.store.occurrences.list(states):
        if seen.state is OccurrenceState.BUILT:
            yield from _waiting(desk, team, seen, now)
        elif now - seen.changed_at < FRESH:
            kind = NoticeKind(seen.state.value)
            yield Notice(kind=kind, about=_name(seen), subject=seen.issue, at=seen.due, why=seen.why)
    yield from _submitted(desk, now)
    yield from _sendings(desk, now)
    for name in desk.settings.sources:
        state = desk.store.sources.get(name)
        if state and state.failures >= MANY_FAILURES:
            about = f"{name} {state.checked_at.isoformat()}"  # once for each time that it had been well before
            yield Notice(kind=NoticeKind.SOURCE, about=about, subject=name, at=state.attempted_at, count=state.failures)


def _waiting(desk: Desk, team: TeamMail, seen: Occurrence, now: datetime) -> Iterator[Notice]:
    """What is to be said of an issue that was built: it waits, it still waits, its hour has passed."""
    if desk.store.issues.get(seen.issue) is None or now - seen.due > FRESH:
        return
    if review.look(desk, seen.issue).state in DECIDED:
        return
    if now >= seen.due:
        kind = NoticeKind.OVERDUE
    elif seen.changed_at < seen.due - team.remind <= now:
        kind = NoticeKind.REMINDS
    else:
        kind = NoticeKind.WAITS
    yield Notice(kind=kind, about=_name(seen), subject=seen.issue, at=seen.due)


def _submitted(desk: Desk, now: datetime) -> Iterator[Notice]:
    """Issues that somebody gave to the approvers of late; who was told when it was built is not told anew."""
    for record in desk.store.issues.list(limit=LATEST):
        events = desk.store.history.list(record.id, acts=(Act.SUBMIT,), limit=1)
        if events and now - events[0].at < FRESH and review.look(desk, record.id).state is State.IN_REVIEW:
            about = f"{record.newsletter} {record.due.isoformat()}"
            yield Notice(kind=NoticeKind.WAITS, about=about, subject=record.id, at=record.due)


def _sendings(desk: Desk, now: datetime) -> Iterator[Notice]:
    """What has stopped by itself, and what nobody can say of what is over."""
    fresh = [each for each in desk.store.deliveries.sendings() if now - (each.finished_at or each.armed_at) < FRESH]
    for each in fresh:
        about = f"{each.issue}/{each.audience} {each.armed_at.isoformat()}"
        if each.state is SendingState.PAUSED:
            kind = NoticeKind.PAUSED
        elif each.state is SendingState.FINISHED and desk.store.deliveries.rows(each.id, UNCERTAIN, limit=1):
            kind = NoticeKind.UNCERTAIN
        else:
            continue
        tally = desk.store.deliveries.tallies([each.id])[each.id]
        count = tally.open if kind is NoticeKind.PAUSED else tally[DeliveryState.UNCERTAIN]
        yield Notice(
            kind=kind,
            about=about,
            subject=each.issue,
            at=each.armed_at,
            why=each.why,
            audience=each.audience,
            count=count,
        )


def _name(seen: Occurrence) -> str:
    return f"{seen.newsletter} {seen.due.isoformat()}"
