"""What is done about returned letters: who is suppressed, who has left. Part of digest.subscribers.

A report is believed when it proves whom it is about. One that only names an address could be written by anybody who
wants somebody else to get nothing; it is listed, and counts only where the caller says that strangers cannot write
there. Reading a mailbox again changes nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from digest.letterbox import Returning
from digest.model import Bounce, Cause, ConsentEvent, Subscriber
from digest.store import Store
from digest.subscribers import addresses
from digest.subscribers.leaving import leave
from digest.subscribers.returns.reports import Kind, Report, UnreadableError, read
from digest.subscribers.tokens import Keys, mark


class Done(StrEnum):
    """What became of one letter."""

    SUPPRESSED = "suppressed"  # a hard bounce, or one soft bounce too many
    COUNTED = "counted"  # a soft bounce
    COMPLAINED = "complained"
    LEFT = "left"
    KNOWN = "known"  # read before
    UNPROVED = "unproved"  # names an address, and proves nothing
    NOBODY = "nobody"  # about somebody who is not, or no longer, there
    NOTHING = "nothing"  # no report, or only of a delay
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A letter, what became of it, and why."""

    place: str
    done: Done
    address: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How much is too much. `by_address` believes reports that only name somebody."""

    soft_bounces: int
    soft_days: int
    by_address: bool = False


def take_back(
    store: Store, letters: Iterable[Returning], keys: Keys | None, rules: Rules, *, now: datetime
) -> Iterator[Returned]:
    """What became of each letter, in their order; each is one transaction."""
    for letter in letters:
        try:
            if not letter.whole:
                raise UnreadableError("it is larger than any report")
            report = read(letter.content, keys, now=now)
        except UnreadableError as e:
            yield Returned(place=letter.place, done=Done.PROBLEM, detail=str(e))
            continue
        with store.transaction():
            done, address, detail = _about(store, report, sha256(letter.content).hexdigest(), rules, now)
        yield Returned(place=letter.place, done=done, address=address, detail=detail)


def _about(store: Store, report: Report, sha: str, rules: Rules, now: datetime) -> tuple[Done, str, str]:
    if report.kind in (Kind.DELAY, Kind.NOTHING):
        return Done.NOTHING, "", ""
    person = _person(store, report, rules)
    if person is None:
        named = ", ".join(report.named)
        return (Done.NOBODY if report.key or rules.by_address else Done.UNPROVED), named, report.status
    if report.kind is Kind.UNSUBSCRIBE:
        meant = [name for name in person.takes if report.newsletter in ("", mark(name))]
        left = tuple(name for each in meant for name in leave(store, person, each, origin="mail", now=now))
        return (Done.LEFT if left else Done.KNOWN), person.address, ", ".join(left)
    moment = report.sent if report.sent and report.sent <= now else now
    bounce = Bounce(hard=report.hard, status=report.status, diagnostic=report.diagnostic, message_id=report.message_id)
    if report.kind is Kind.COMPLAINT:
        return _complained(store, person, report, now), person.address, report.diagnostic
    if not store.subscribers.bounced(person.id, bounce, report_sha256=sha, now=moment):
        return Done.KNOWN, person.address, ""
    return _bounced(store, person, bounce, rules, now)


def _person(store: Store, report: Report, rules: Rules) -> Subscriber | None:
    if report.key:
        person = store.subscribers.with_key(report.key)
        return person if person and person.address else None
    for address in report.named if rules.by_address else ():
        try:
            person = store.subscribers.find(addresses.same_address(address))
        except ValueError:
            continue
        if person:
            return person
    return None


def _complained(store: Store, person: Subscriber, report: Report, now: datetime) -> Done:
    """Who says that our mail is spam gets none, and no list brings them back."""
    if not store.subscribers.suppress(addresses.same_address(person.address), Cause.COMPLAINED, now=now):
        return Done.KNOWN
    leave(store, person, "", origin="complaint", now=now)
    origin = f"complaint {report.diagnostic}".strip()
    store.subscribers.note(person.id, ConsentEvent.COMPLAINED, newsletter="", origin=origin, now=now)
    return Done.COMPLAINED


def _bounced(store: Store, person: Subscriber, bounce: Bounce, rules: Rules, now: datetime) -> tuple[Done, str, str]:
    since = now - timedelta(days=rules.soft_days)
    days = {at.date() for at, _ in store.subscribers.bounces(person.id) if at >= since}
    if not bounce.hard and len(days) < rules.soft_bounces:
        return Done.COUNTED, person.address, f"{bounce.status} {len(days)} of {rules.soft_bounces}".strip()
    store.subscribers.suppress(addresses.same_address(person.address), Cause.BOUNCED, now=now)
    why = bounce.status if bounce.hard else f"on {len(days)} days, last {bounce.status}"
    store.subscribers.note(person.id, ConsentEvent.BOUNCED, newsletter="", origin=f"bounce {why}".strip(), now=now)
    return Done.SUPPRESSED, person.address, why
