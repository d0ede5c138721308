"""Who gets a newsletter as which audience. Part of digest.subscribers.

Audiences of a newsletter are asked in the order of the configuration, and the first that takes somebody has them:
nobody gets an issue twice. Somebody who was put into an audience by name is in that one, whatever the rules say.
"""

from collections.abc import Iterator, Mapping

from digest.model import Audience, Readers, Subscriber
from digest.store import Store

EMAIL = "email"


def for_audience(
    store: Store, audiences: Mapping[str, Audience], newsletter: str, audience: str
) -> Iterator[Subscriber]:
    """The recipients of an issue, in the order they came; in pages, so that a million takes no more room than one.

    Only who takes the newsletter, and nobody to whom nothing may be sent.
    """
    return store.subscribers.readers(
        newsletter, audience, audiences[audience].readers, _before(audiences, newsletter, audience)
    )


def count(store: Store, audiences: Mapping[str, Audience], newsletter: str, audience: str) -> int:
    """How many `for_audience` gives."""
    return store.subscribers.count(
        newsletter, audience, audiences[audience].readers, _before(audiences, newsletter, audience)
    )


def unreached(store: Store, audiences: Mapping[str, Audience], newsletter: str) -> int:
    """How many take the newsletter and belong to no audience of it: nothing is sent to them."""
    taking = [each for each in audiences.values() if _takes(each, newsletter)]
    return store.subscribers.unreached(newsletter, [each.name for each in taking], [each.readers for each in taking])


def _takes(audience: Audience, newsletter: str) -> bool:
    return newsletter in audience.newsletters and EMAIL in audience.channels


def _before(audiences: Mapping[str, Audience], newsletter: str, audience: str) -> tuple[Readers, ...]:
    earlier = []
    for name, each in audiences.items():
        if name == audience:
            break
        if _takes(each, newsletter):
            earlier.append(each.readers)
    return tuple(earlier)
