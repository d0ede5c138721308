"""What a card says, and how it is told to somebody who does not see it. Part of digest.render.cards.

A story's card has its headline, kind and day as the edition has them; that of the issue (place 0) its title, number and
days. What an article lacks is not there.
"""

from dataclasses import dataclass

from digest.model import Issue, Newsroom
from digest.render import localised
from digest.render.cards.naming import ISSUE
from digest.render.sections import SHOWN
from digest.render.tidy import line
from digest.render.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Says:
    """The texts of one card, each on one line; what there is none of is empty."""

    wordmark: str  # the newsroom
    label: str  # the kind of the story, or the number of the issue
    headline: str
    day: str


def says(issue: Issue, place: int, newsroom: Newsroom, words: Words) -> Says:
    """The texts of the card at `place`: 0 is the issue, 1 its first story. `issue` is an audience's edition."""
    wordmark = line(newsroom.name[words.variant])
    if place == ISSUE:
        return Says(
            wordmark=wordmark,
            label=words.text("No. {number}", number=issue.number) if issue.number is not None else "",
            headline=line(issue.newsletter.title[words.variant]),
            day=words.dates(issue.window),
        )
    story = issue.stories[place - 1]
    article, shown = story.article, SHOWN[story.article.kind]
    return Says(
        wordmark=wordmark,
        label=words.text(shown.label) if shown.label else line(article.kind_word),
        headline=line(story.headline),
        day=localised.day(article.published_day, words.variant) if article.published_day else "",
    )


def alt(issue: Issue, place: int, newsroom: Newsroom, words: Words) -> str:
    """The alternative text of that card: everything that stands on it, and that it is a card."""
    card = says(issue, place, newsroom, words)
    about = words.text(", ").join(part for part in (card.label, card.day, card.wordmark) if part)
    return words.text("Title card: {headline} ({about})", headline=card.headline, about=about)
