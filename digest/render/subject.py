"""The two lines an inbox shows. Floor 2: pure.

The subject carries the lead's point before the name of the newsletter; the preheader says the second most interesting
thing and never the subject again. Nothing is cut inside: a headline too long gives way to one of its own clauses, where
none will do to the next headline. Where none fits, the first stands whole that a wide screen shows, since its beginning
says more than the name of the newsletter, which stands there for the rest.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from digest.model import Story
from digest.render import columns
from digest.render.tidy import line
from digest.render.words import Words

PREHEADER_LIMIT = 100  # columns that an inbox shows behind the subject
MOST = 3  # proposals
LONGEST = 66  # columns of a headline that stands whole all the same
LIMIT = 45  # columns before the label: 45 Latin letters or 22 Han characters, what a phone shows

# Marks between clauses that stand alone. A comma is not one: "If nothing changes, ..." would lose its half.
_BOUNDARY = re.compile(
    r"""[：；｜] | [:;|](?=\s) | —+ | \s[–-]\s | (?<=[？！。]) | (?<=[?!])\s
      | (?<=[\u3400-\u9fff”》」])[ \u3000]+(?=[\u3400-\u9fff“《「])""",  # Chinese headlines part clauses by a blank
    re.VERBOSE,
)
_SHORTEST = 12  # columns; less says nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What an inbox could show. `point` goes before the name of the newsletter; empty where no headline fits."""

    point: str
    preheader: str


def proposals(stories: Sequence[Story]) -> tuple[Proposal, ...]:
    """At least one and at most three, the best first; no subject comes twice, no preheader repeats its subject."""
    found: dict[str, Proposal] = {}
    for story, text in _points(stories):
        if text not in found:
            said = {text, *(proposal.preheader for proposal in found.values())}
            found[text] = Proposal(point=text, preheader=_preheader(stories, story, said))
        if len(found) == MOST:
            break
    return tuple(found.values()) or (Proposal(point="", preheader=_preheader(stories, None, set())),)


def _points(stories: Sequence[Story]) -> Iterator[tuple[Story, str]]:
    """What of each headline may be a subject; where that is nothing of any, the first that is not too long by far."""
    headlines = [(story, line(story.headline)) for story in stories]
    fitting = [(story, text) for story, headline in headlines if (text := point(headline))]
    whole = ((story, text) for story, text in headlines if text and columns.measure(text) <= LONGEST)
    yield from fitting or islice(whole, 1)


def _preheader(stories: Sequence[Story], named: Story | None, said: Collection[str]) -> str:
    """The first headline that nothing else says; of an only story, how its summary begins.

    What an inbox would cut off gives way to the first that fits, where there is one.
    """
    offered = [text for text in _offered(stories, named) if text and text not in said]
    return next((text for text in offered if columns.measure(text) <= PREHEADER_LIMIT), next(iter(offered), ""))


def _offered(stories: Sequence[Story], named: Story | None) -> Iterator[str]:
    yield from (line(story.headline) for story in stories if story is not named)
    for story in stories:
        if story.summary.teaser:
            yield line(story.summary.teaser.text)
        if story.summary.sentences:
            yield line(story.summary.sentences[0].text)


def point(headline: str, limit: int = LIMIT) -> str:
    """What of the headline stands in so many columns: all of it, its longest clause that fits, or "" for nothing."""
    if columns.measure(headline) <= limit:
        return headline
    clauses = [clause.strip() for clause in _BOUNDARY.split(headline)]
    fitting = [clause for clause in clauses if _SHORTEST <= columns.measure(clause) <= limit and _balanced(clause)]
    chosen = max(fitting, key=columns.measure, default="")
    return chosen[:1].upper() + chosen[1:]


def _balanced(clause: str) -> bool:
    pairs = ("（）", "()", "「」", "『』", "《》", "“”", "[]")
    return all(clause.count(pair[0]) == clause.count(pair[1]) for pair in pairs) and clause.count('"') % 2 == 0


def corrected(subject: str, words: Words) -> str:
    """The subject of a mail that corrects the one with this subject; it says so once."""
    if subject.startswith(words.text("Correction: {subject}", subject="").rstrip()):
        return subject
    return words.text("Correction: {subject}", subject=subject)
