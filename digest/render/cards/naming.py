"""What the files of cards are called. Part of digest.render.cards."""

from digest.platforms import CardSize

ISSUE = 0
"""The place of the issue's own card; stories have theirs from 1."""


def filename(place: int, size: CardSize) -> str:
    """The card's name within the folder of its audience, such as `card-03-1200x675.png`."""
    return f"card-{place:02}-{size}.png"
