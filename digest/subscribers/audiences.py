"""Who gets a newsletter as which audience. Part of digest.subscribers.

Audiences of a newsletter are asked in the order of the configuration, and the first that takes somebody has them:
nobody gets an issue twice. Somebody who was put into an audience by name is in that one, whatever the rules say.
"""

from collections.abc import Iterator, Mapping

from digest.model import Audience, Members, Subscriber, members
from digest.store import Store

EMAIL = "email"


def for_audience(
    store: Store, audiences: Mapping[str, Audience], newsletter: str, audience: str
) -> Iterator[Subscriber]:
    """The recipients of an issue, in the order they came; in pages, so that a million takes no more room than one.

    Only who takes the newsletter, and nobody to whom nothing may be sent.
    """
    return store.subscribers.readers(_members(audiences, newsletter)[audience])


def count(store: Store, audiences: Mapping[str, Audience], newsletter: str, audience: str) -> int:
    """How many `for_audience` gives."""
    return store.subscribers.count(_members(audiences, newsletter)[audience])


def unreached(store: Store, audiences: Mapping[str, Audience], newsletter: str) -> int:
    """How many take the newsletter and belong to no audience of it: nothing is sent to them."""
    return store.subscribers.unreached(newsletter, tuple(_members(audiences, newsletter).values()))


def _members(audiences: Mapping[str, Audience], newsletter: str) -> Mapping[str, Members]:
    taking = [each for each in audiences.values() if newsletter in each.newsletters and EMAIL in each.channels]
    return members(newsletter, taking)
