"""People who come by themselves: asked, confirmed, changed. Part of digest.subscribers.

Signing up writes nothing: what was typed travels in the link of the mail that asks whether it was meant, and comes back
with it (double opt-in). So nobody can fill the list with the addresses of others, and of somebody who never confirms
nothing is kept.
"""

from datetime import datetime
from enum import StrEnum

from digest.errors import UsageError
from digest.model import Cause, ConsentEvent, Entry, Request, Subscriber, Subscription, Variant
from digest.store import Outcome, Store, Taken
from digest.subscribers import addresses

SIGN_UP_PAGE = "sign-up page"
PREFERENCE_PAGE = "preference page"


class Letter(StrEnum):
    """Which mail somebody gets who signed up."""

    CONFIRM = "confirm"
    THERE = "there"  # they get it already
    NONE = "none"  # they once said that our mail was spam


def ask(store: Store, request: Request) -> Letter:
    """Which mail has to go to whoever signed up; nothing is kept. The page says the same whatever comes out."""
    same_address = addresses.read(request.address)[1]
    if store.subscribers.suppression(same_address) is Cause.COMPLAINED:
        return Letter.NONE
    known = store.subscribers.find(same_address)
    return Letter.THERE if known and set(request.newsletters) <= set(known.takes) else Letter.CONFIRM


def confirm(store: Store, request: Request, *, now: datetime) -> Subscriber | None:
    """The subscriber whom the confirmation made, or brought back; None for one who complained in between.

    Who can confirm can be reached: a suppression because of bounces, or of an erasure, ends.
    """
    address, same_address = addresses.read(request.address)
    people = store.subscribers
    with store.transaction():
        cause = people.suppression(same_address)
        if cause is Cause.COMPLAINED:
            return None
        if cause:
            people.release(same_address)
        known = people.find(same_address)
        if known:
            takes = dict.fromkeys(request.newsletters, Subscription.TAKEN)
            people.stand(known.id, takes, event=ConsentEvent.CONFIRMED, origin=SIGN_UP_PAGE, now=now)
            people.describe(
                known.id, name=request.name or known.name, variant=request.variant, origin=SIGN_UP_PAGE, now=now
            )
        else:
            entry = Entry(
                address=address,
                same_address=same_address,
                variant=request.variant,
                name=request.name,
                newsletters=request.newsletters,
            )
            people.take_in([entry], event=ConsentEvent.CONFIRMED, origin=SIGN_UP_PAGE, now=now)
        person = people.find(same_address)
        if person and not known:
            people.note(person.id, ConsentEvent.ASKED, newsletter="", origin=SIGN_UP_PAGE, now=request.asked)
        return person


def add(store: Store, entry: Entry, *, origin: str, now: datetime) -> Taken:
    """What became of somebody who was added by hand; UsageError for one whom nothing may be sent to, or who left."""
    (taken,) = store.subscribers.take_in([entry], event=ConsentEvent.ADDED, origin=origin, now=now)
    if taken.outcome in (Outcome.LEFT, Outcome.SUPPRESSED):
        why = "has unsubscribed" if taken.outcome is Outcome.LEFT else f"is suppressed ({taken.detail})"
        raise UsageError(
            f"{entry.address} {why}, and is not brought back by others.",
            kept="Nothing was added.",
            next="They can sign up again themselves.",
        )
    return taken


def prefer(
    store: Store, person: Subscriber, *, name: str, variant: Variant, newsletters: dict[str, bool], now: datetime
) -> bool:
    """Whether anything is different now. `newsletters` says of each that was offered whether they want it."""
    standing = {letter: Subscription.TAKEN if wanted else Subscription.LEFT for letter, wanted in newsletters.items()}
    known = dict(person.newsletters)
    meant = {letter: new for letter, new in standing.items() if letter in known or new is Subscription.TAKEN}
    with store.transaction():
        people = store.subscribers
        described = people.describe(person.id, name=name, variant=variant, origin=PREFERENCE_PAGE, now=now)
        changed = people.stand(person.id, meant, event=ConsentEvent.CHANGED, origin=PREFERENCE_PAGE, now=now)
    return described or bool(changed)
