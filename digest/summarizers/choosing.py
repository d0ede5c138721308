"""Which units say most of the article within a budget. Floor 2: pure.

A greedy cover: the words of an article weigh by how often they come and whether the title has them; a sentence is
worth the words that no chosen one has said yet, by its place and its length. So repetition is worth nothing, and
choosing stops where the next sentence adds too little (Lin and Bilmes 2011, "A class of submodular functions for
document summarization").
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import islice

from digest.model import Article
from digest.summarizers import patterns, rules, signs, words
from digest.summarizers.profiles import Profile
from digest.summarizers.units import Unit, Units
from digest.text import stops

_LISTING = 0.7  # what a sentence is multiplied by that lists names
_LOUD = 0.7  # or that cries out
_HALTING = 0.3  # or whose speaker searches for words
_LEANING = 0.5  # or that needs the one before it
_UNKNOWN = 0.8  # or that calls somebody by the surname whom an earlier sentence names in full
_OUTLIER = 2.5  # the best sentence counts as no more than so many times the second, when others are held against it
_TITLE_WORDS = 2  # that a sentence shares with the title when it comes to the point
_LONGEST_SCENE = 12  # sentences
_OPENING = 3  # sentences
_NAMED = re.compile(r"\b[A-Z][\w.'’-]* (?=([A-Z][\w’'-]+))")
_SURNAME_START = patterns.Pattern(r"(\p{Lu}\p{Ll}[\p{L}’'-]+)\s(?:\p{Ll}|has\b|had\b)")
_OFTEN_LOOKED_AT = 12  # sentences
_MOST = 6  # sentences: a longer list is no summary
_USUAL_WORDS, _USUAL_CHARACTERS = 75, 140  # what a newsletter allows unless it says otherwise


class Scale:
    """Weighs the units of one article."""

    def __init__(self, article: Article, units: Units, profile: Profile) -> None:
        self.profile = profile
        self.units = units
        listed = tuple(words.tokens(unit.sentence.text) for unit in units.all)
        self.tokens = tuple(frozenset(each) for each in listed)
        self.length = profile.words if units.spaced else profile.characters
        self.article = article
        self.title = frozenset(words.tokens(article.title))
        self.weights = self._weights(listed)
        self.point = self._point()
        self._priors: dict[int, float] = {}
        self.alone = tuple(self.worth((unit,), frozenset()) for unit in units.all)
        self.ranked = sorted(units.all, key=lambda unit: (-self.alone[unit.place], unit.place))

    def _weights(self, listed: Sequence[Sequence[str]]) -> Mapping[str, float]:
        counts = Counter(token for tokens in listed for token in tokens)
        profile = self.profile
        opening = frozenset(token for tokens in listed[:_OPENING] for token in tokens)
        return {
            token: float((count - 0.5) ** profile.frequency)
            * (1 + profile.title * (token in self.title) + profile.opening * (token in opening))
            for token, count in counts.items()
        }

    @cached_property
    def _surnames(self) -> frozenset[str]:
        """Words that the article writes behind another capitalized word."""
        return frozenset(_NAMED.findall(self.article.body)) - frozenset(self.article.title.split())

    def _is_unknown(self, text: str) -> bool:
        """Whether an English sentence begins with the surname of somebody whose full name stands elsewhere."""
        found = _SURNAME_START.match(text)
        return found is not None and found[1] in self._surnames and found[1] not in stops.STARTERS

    @cached_property
    def ceiling(self) -> float:
        """What the best sentence counts for at most when others are held against it."""
        standing = (unit for unit in self.ranked[:_OFTEN_LOOKED_AT] if self.units.stands(unit))
        second = next(islice(standing, 1, None), None)
        return _OUTLIER * self.alone[second.place] if second else math.inf

    def _point(self) -> int:
        """Where the article comes to its point: the first sentence with words of the title, behind an opening scene."""
        needed = min(_TITLE_WORDS, len(self.title))
        near = range(min(_LONGEST_SCENE, len(self.tokens)))
        return next((place for place in near if needed and len(self.tokens[place] & self.title) >= needed), 0)

    def worth(self, taken: Sequence[Unit], said: frozenset[str]) -> float:
        """What the units together add to what has been `said`: alone, a unit never adds more than when it is first."""
        gain = 0.0
        for unit in taken:
            new = self.tokens[unit.place] - said
            value = math.fsum(self.weights[token] for token in new)
            if said and self.profile.again:
                old = self.tokens[unit.place] & said
                value += self.profile.again * math.fsum(self.weights[token] for token in old)
            gain += self._prior(unit) * value
            said |= new
        return gain / float(max(sum(unit.cost for unit in taken), self.length.slight) ** self.profile.shortness)

    def _prior(self, unit: Unit) -> float:
        """How good the unit is wherever its words come from: its place and its manner."""
        if unit.place not in self._priors:
            self._priors[unit.place] = self._judged(unit)
        return self._priors[unit.place]

    def _judged(self, unit: Unit) -> float:
        text = unit.sentence.text
        reading = signs.read(text)
        told = reading.signs
        behind = unit.place - self.point
        value = 1 / float((1 + max(behind, 0)) ** self.profile.lead)
        value *= self.profile.scene if behind < 0 else 1
        value *= min(unit.cost / self.length.slight, 1.0)
        if told.news.search(reading.folded):
            value *= self.profile.news
        elif told.background.search(reading.small):
            value *= self.profile.background
        value *= _UNKNOWN if self._is_unknown(text) else 1
        value *= _LEANING if self.units.leans(unit) else 1
        value *= _HALTING if told.halting.search(reading.folded) else 1
        value *= self.profile.vague if told.vague_start.match(reading.folded) else 1
        value *= _LISTING if text.count("、") > 4 or text.count(", ") > 6 else 1
        return value * (_LOUD if "!" in text or "！" in text else 1)


def choose(scale: Scale, budget: int, *, aim: int, most: int = _MOST) -> tuple[Unit, ...]:
    """The units to take, in the order of the article; none when none may be taken or none fits."""
    chosen: list[Unit] = []
    said: frozenset[str] = frozenset()
    used, first, ceiling = 0, 0.0, scale.ceiling
    while len(chosen) < most:
        worth, taken = _next(scale, chosen, said, budget - used, most - len(chosen))
        cost = sum(each.cost for each in taken)
        enough = used >= min(scale.length.thin, aim)
        if not taken or (enough and worth < min(first, ceiling) * scale.profile.worth / _more(scale, budget) ** 2):
            break
        if chosen and used + cost / 2 > aim:
            break
        chosen += taken
        said = said.union(*(scale.tokens[each.place] for each in taken))
        used += cost
        first = first or worth
    return tuple(sorted(chosen, key=lambda unit: unit.place))


def _next(
    scale: Scale, chosen: Sequence[Unit], said: frozenset[str], room: int, most: int
) -> tuple[float, tuple[Unit, ...]]:
    """The most that can be added and by what: a unit, or one with the unit that it leans on; empty when by nothing."""
    best: tuple[float, tuple[Unit, ...]] = (0.0, ())
    for unit in scale.ranked:
        if scale.alone[unit.place] <= best[0]:
            break  # worth can only fall
        if unit.cost > room or not _is_new(unit, chosen):
            continue
        worth = scale.worth((unit,), said) if said else scale.alone[unit.place]
        if worth <= best[0] or scale.units.faults(unit):
            continue
        taken = _with_support(scale.units, unit, chosen)
        if len(taken) > 1:
            worth = scale.worth(taken, said)
        if taken and len(taken) <= most and sum(each.cost for each in taken) <= room and worth > best[0]:
            best = (worth, taken)
    return best


def _is_new(unit: Unit, chosen: Sequence[Unit]) -> bool:
    return not any(rules.repeats(unit.sentence.text, other.sentence.text) for other in chosen)


def _with_support(units: Units, unit: Unit, chosen: Sequence[Unit]) -> tuple[Unit, ...]:
    """The unit with the one that it leans on, where that is still missing; empty when it can have no support."""
    if not units.leans(unit) or any(other.place == unit.before for other in chosen):
        return (unit,)
    if unit.before is None:
        return ()
    support = units.all[unit.before]
    return (support, unit) if units.stands(support) and _is_new(support, chosen) else ()


def aim(scale: Scale, budget: int) -> int:
    """How long the summary should be: a share of the article, between the profile's least and the budget.

    Who allows more than is usual wants more.
    """
    wanted, more = scale.length, _more(scale, budget)  # the first sentence of a short brief carries it
    size = sum(unit.cost for unit in scale.units.all)
    return min(budget, max(round(wanted.least * more), round((size - wanted.beyond) * wanted.share * more)))


def _more(scale: Scale, budget: int) -> float:
    """How many times the usual length is allowed; 1 for less."""
    return max(1.0, budget / (_USUAL_WORDS if scale.units.spaced else _USUAL_CHARACTERS))
