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


def _before(audiences: Mapping[str, Audience], newsletter: str, audience: str) -> tuple[Readers, ...]:
    earlier = []
    for name, each in audiences.items():
        if name == audience:
            break
        if newsletter in each.newsletters and EMAIL in each.channels:
            earlier.append(each.readers)
    return tuple(earlier)
