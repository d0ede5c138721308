"""What is approved goes out at its hour. Part of digest.schedule."""

from collections.abc import Iterator
from datetime import datetime
from threading import Event

from digest import dispatch, review
from digest.errors import DigestError
from digest.model import Occurrence, OccurrenceState, Sending, State
from digest.pipeline import Desk
from digest.review import Review
from digest.schedule.building import SCHEDULER
from digest.schedule.telling import Happening, happened, moved

WAITING = (OccurrenceState.BUILT, OccurrenceState.LATE)


def send_due(
    desk: Desk, now: datetime, *, clock: dispatch.Clock | None = None, stop: Event | None = None
) -> tuple[Happening, ...]:
    """What began to go out, or will not; whatever is armed has then been sent as far as it could be now."""
    happened = tuple(_armed(desk, now))
    desk.store.deliveries.resume_due(now)
    happened += tuple(_stale(desk, now))
    send_armed(desk, clock or dispatch.Clock(now=lambda: now), stop=stop)
    return happened


def send_armed(desk: Desk, clock: dispatch.Clock, *, stop: Event | None = None) -> tuple[Sending, ...]:
    """The sendings that something could be sent of now, after it was; workers on other machines share them."""
    armed = desk.store.deliveries.armed()
    if not armed:
        return ()
    dispatch.check_ways(desk)
    return dispatch.work(desk, armed, clock=clock, stop=stop)


def _armed(desk: Desk, now: datetime) -> Iterator[Happening]:
    for seen in desk.store.occurrences.list(WAITING):
        if seen.due > now:
            continue
        if desk.store.deliveries.sendings(seen.issue):
            after = moved(desk, seen, OccurrenceState.SENDING, now, "sent by hand")
        else:
            after = _decided(desk, seen, now)
        if after:
            yield happened(after, after.why or "Its sending has begun")


def _decided(desk: Desk, seen: Occurrence, now: datetime) -> Occurrence | None:
    """The occurrence after what its approval, its hour and the present mean for it; None where nothing changes."""
    overdue = now - seen.due > desk.settings.dispatching.make_up
    if desk.store.issues.get(seen.issue) is None:
        return moved(desk, seen, OccurrenceState.MISSED, now, "The issue was discarded")
    looked = review.look(desk, seen.issue)
    if looked.state is not State.APPROVED:
        words = f"It was not approved ({looked.state.value.replace('-', ' ')})"
        return moved(desk, seen, OccurrenceState.MISSED, now, words) if overdue else None
    if approved_at(looked) > seen.due:
        words = f"Approved after its hour; it goes out when somebody says so: digest send {seen.issue}"
        return moved(desk, seen, OccurrenceState.LATE, now, words)
    if overdue:
        words = f"Approved in time, and nobody looked for too long; send it by hand if it is still wanted: {seen.issue}"
        return moved(desk, seen, OccurrenceState.MISSED, now, words)
    try:
        with desk.store.transaction():
            after = moved(desk, seen, OccurrenceState.SENDING, now)
            if after:
                dispatch.arm(desk, seen.issue, seal=looked.seal, actor=SCHEDULER, now=now)
            return after
    except DigestError as e:
        return moved(desk, seen, seen.state, now, str(e))


def approved_at(looked: Review) -> datetime:
    """When an approved issue was approved by as many as had to."""
    times = sorted(each.at for each in looked.approvals)
    return times[max(looked.policy.approvers, 1) - 1] if times else looked.issue.built_at


def _stale(desk: Desk, now: datetime) -> Iterator[Happening]:
    """What began so long ago that nobody may still want it is paused: a restored machine is to surprise nobody."""
    longest = desk.settings.dispatching.make_up
    for sending in desk.store.deliveries.armed():
        if now - sending.armed_at > longest:
            why = f"It began on {sending.armed_at:%Y-%m-%d} and was interrupted for too long; resume it if it is wanted"
            if desk.store.deliveries.pause([sending.id], why):
                seen = Occurrence(
                    newsletter=sending.issue.partition("/")[0],
                    due=sending.armed_at,
                    issue=sending.issue,
                    state=OccurrenceState.SENDING,
                    why=why,
                    changed_at=now,
                )
                yield happened(seen, f"Paused for {sending.audience}: {why}")
