"""Which cards an audience gets, from the rows of its platforms. Part of digest.render.cards."""

from collections.abc import Mapping

from digest.model import Audience, Issue, Variant
from digest.platforms import CardSize, Platform
from digest.render.cards.naming import ISSUE
from digest.render.entries import language
from digest.render.tidy import line

CHANNEL = "cards"


def planned(issue: Issue, audience: Audience, platforms: Mapping[str, Platform]) -> tuple[tuple[int, CardSize], ...]:
    """Place and size of each card, in order; none where the newsletter wants none.

    A story with a photo has a card too, for its photo may be of the wrong shape, or may not be posted.
    """
    if not issue.newsletter.cards or not issue.stories:
        return ()
    found: set[tuple[int, int, int]] = set()
    every = places(issue, audience.variant)
    for channel in audience.channels:
        row = platforms.get(channel)
        if row and row.card and channel in issue.newsletter.channels:
            found |= {(place, row.card.width, row.card.height) for place in every}
    return tuple((place, CardSize(width=width, height=height)) for place, width, height in sorted(found))


def places(issue: Issue, variant: Variant) -> tuple[int, ...]:
    """The places that have a card: the issue, and its stories in the language of the readers that have a headline."""
    own = language(variant)
    return (
        ISSUE,
        *(
            place
            for place, story in enumerate(issue.stories, start=1)
            if language(story.lang) in ("", own) and line(story.headline)
        ),
    )
