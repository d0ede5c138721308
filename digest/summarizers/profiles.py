"""Two ways to choose: news says its point first, talk is spread over everything that was said. Floor 2: pure."""

from dataclasses import dataclass, replace

from digest.model import Article, Kind
from digest.summarizers import signs
from digest.summarizers.units import Units

_SPOKEN_PER_HUNDRED = {True: 7.0, False: 0.9}  # words of talk per hundred words or characters
_TALK = frozenset({Kind.SPEECH})
_WRITTEN = frozenset({Kind.PRESS_RELEASE, Kind.ANNOUNCEMENT, Kind.EVENT, Kind.PHOTO})


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """How long a summary should be: `share` of what the article has beyond so much, but not less than `least`.

    Below `thin` any further sentence that may stand is better than none. A sentence shorter than `slight` gains nothing
    from being short, and loses as much as it is shorter.
    """

    least: int
    share: float
    beyond: int = 0
    slight: int = 1
    thin: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The weights of one way to choose."""

    name: str
    lead: float  # how fast a sentence loses weight with its place, 0 = not at all
    shortness: float  # 0 = the sentence that says most, 1 = that says most per word
    opening: float  # how much more a word of the first sentences weighs
    title: float  # how much more a word of the title weighs
    frequency: float  # how much more a repeated word weighs
    again: float  # what a word weighs that was said before
    news: float  # what a sentence is multiplied by that says what was done or counted
    scene: float  # or that stands before the article comes to its point
    background: float  # or what a day or a body is for
    vague: float  # or that begins with somebody who is only a role
    words: Length
    characters: Length
    worth: float  # a further sentence must be worth this share of the best one


NEWS = Profile(
    name="news",
    lead=0.5,
    shortness=0.8,
    opening=0.2,
    title=2.0,
    frequency=0.95,
    again=0.07,
    news=1.2,
    scene=0.5,
    background=0.05,
    vague=0.8,
    words=Length(least=60, share=0.1, slight=12, thin=40),
    characters=Length(least=55, share=0.25, beyond=250, slight=25, thin=55),
    worth=0.12,
)
COVERAGE = Profile(
    name="coverage",
    lead=0.0,
    shortness=0.6,
    opening=0.0,
    title=1.0,
    frequency=0.9,
    again=0.4,
    news=1.0,
    scene=1.0,
    background=0.8,
    vague=1.0,
    words=Length(least=60, share=1.0),
    characters=Length(least=120, share=1.0),
    worth=0.0,
)

SPEECH = replace(
    COVERAGE,
    name="speech",
    vague=0.6,
    words=replace(COVERAGE.words, slight=15),
    characters=replace(COVERAGE.characters, slight=40),
)


def of(article: Article, units: Units) -> Profile:
    """The profile of `article`: by its kind where that says it, else by how its sentences talk."""
    if article.kind in _TALK:
        return SPEECH
    if article.kind in _WRITTEN:
        return NEWS
    text = " ".join(unit.text for unit in units.all)
    size = len(text.split()) if units.spaced else len(text)
    words = signs.ENGLISH if units.spaced else signs.CHINESE
    talk = len(words.spoken.findall(signs.folded(text).lower()))
    return COVERAGE if talk * 100 > _SPOKEN_PER_HUNDRED[units.spaced] * max(size, 1) else NEWS
