"""Whether every post has its picture. Part of digest.preflight."""

from collections.abc import Iterator

from digest.model import Field, said
from digest.preflight.findings import Place, Remark, warning
from digest.preflight.sheet import Sheet, at
from digest.render import cards


def missing(sheet: Sheet) -> Iterator[Remark]:
    """Share cards that a build should have drawn; where there is none at all, that is said once."""
    lacking = [
        (place, size)
        for place, size in cards.planned(sheet.issue, sheet.audience, sheet.platforms)
        if not sheet.has(cards.filename(place, size))
    ]
    if lacking and not any(file.channel == cards.CHANNEL for file in sheet.files):
        yield warning(
            said(
                "There are no share cards: install fontconfig and fonts-noto-cjk and build again, or set cards = false."
            ),
            Place(channel=cards.CHANNEL),
        )
        return
    for place, size in lacking:
        words = said(
            "There is no card {size}: a build says why, by the headline or by the fonts of the machine.", size=size
        )
        yield warning(
            words, at(sheet.issue.stories[place - 1], Field.HEADLINE) if place else Place(channel=cards.CHANNEL)
        )
