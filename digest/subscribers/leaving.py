"""People who leave, and what is left of them. Part of digest.subscribers."""

from datetime import datetime
from typing import Any

from digest.model import ConsentEvent, Subscriber, Subscription
from digest.store import Store


def leave(store: Store, person: Subscriber, newsletter: str, *, origin: str, now: datetime) -> tuple[str, ...]:
    """The newsletters that they have left now: the one, or all they take for ""; none when they had left before."""
    left = (newsletter,) if newsletter else person.takes
    known = dict(person.newsletters)
    standing = {name: Subscription.LEFT for name in left if name in known}
    return store.subscribers.stand(person.id, standing, event=ConsentEvent.LEFT, origin=origin, now=now)


def everything(store: Store, person: Subscriber) -> dict[str, Any]:
    """All that is kept about one person, for that person (GDPR, Article 15 and 20), ready for JSON."""
    return {
        "address": person.address,
        "name": person.name,
        "language": person.language,
        "variant": person.variant.value,
        "zone": person.zone,
        "tags": list(person.tags),
        "membership": person.membership.value,
        "since": person.since.isoformat(),
        "newsletters": {name: standing.value for name, standing in person.newsletters},
        "history": [
            {"at": line.at.isoformat(), "event": line.event.value, "newsletter": line.newsletter, "origin": line.origin}
            for line in store.subscribers.history(person.id)
        ],
        "mails": [
            {"at": at.isoformat(), "issue": issue, "state": state}
            for at, issue, state in store.subscribers.sent(person.id)
        ],
        "bounces": [
            {"at": at.isoformat(), "hard": bounce.hard, "status": bounce.status, "diagnostic": bounce.diagnostic}
            for at, bounce in store.subscribers.bounces(person.id)
        ],
    }
