"""An article as units: the smallest pieces that may be taken, a sentence or a quotation with what belongs to it.

Floor 2: pure. Units are found and judged by `rules`, not yet weighed.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from digest.model import Article, SummarySentence
from digest.summarizers import marks, rules
from digest.text import sentences

_LONGEST_QUOTATION = 12  # sentences within one pair of quotation marks
_LONGEST_UNIT = 2_000  # characters: no budget is that large


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A piece of the article. `before` is the place of the unit right before it, None when something lies between."""

    place: int  # among the units of the article, from 0
    text: str  # as the article has it
    sentence: SummarySentence  # as a summary would have it
    before: int | None
    first: bool  # begins the article
    cost: int  # in the measure of the article


class Units:
    """The units of one article, in order. Each is judged when it is first asked about: most never are."""

    def __init__(self, article: Article) -> None:
        self.spaced = rules.is_spaced(article)
        self.all = tuple(_read(article, spaced=self.spaced))
        self._faults: dict[int, tuple[str, ...]] = {}
        self._leaning: dict[int, bool] = {}

    def faults(self, unit: Unit) -> tuple[str, ...]:
        """Why the unit may not be taken; empty when it may."""
        if unit.place not in self._faults:
            self._faults[unit.place] = self._judged(unit)
        return self._faults[unit.place]

    def leans(self, unit: Unit) -> bool:
        """Whether the unit may be taken only behind the one before it."""
        if unit.place not in self._leaning:
            self._leaning[unit.place] = rules.leans(unit.sentence.text, first=unit.first)
        return self._leaning[unit.place]

    def stands(self, unit: Unit) -> bool:
        """Whether the unit may be taken alone."""
        return not self.faults(unit) and not self.leans(unit)

    def _judged(self, unit: Unit) -> tuple[str, ...]:
        if len(unit.text) > _LONGEST_UNIT:
            return ("is too long",)
        if not rules.in_language(unit.sentence.text, spaced=self.spaced):
            return ("is in another language",)
        return rules.faults(unit.sentence.text)


def _read(article: Article, *, spaced: bool) -> Iterator[Unit]:
    place = 0
    end: tuple[int, int] | None = None  # where the last unit ended
    for number, paragraph in enumerate(article.paragraphs):
        if not rules.may_enter(paragraph, article, spaced=spaced):
            continue
        for span in _spans(paragraph.text):
            text = paragraph.text[span.start : span.end]
            shorter, used = (text, ()) if len(text) > _LONGEST_UNIT else rules.reduced(text)
            adjacent = end is not None and rules.is_next(article, end, (number, span.start))
            yield Unit(
                place=place,
                text=text,
                sentence=SummarySentence(text=shorter, paragraph=number, start=span.start, end=span.end, rules=used),
                before=place - 1 if adjacent else None,
                first=rules.is_first(article, number, span.start),
                cost=rules.length(shorter, spaced=spaced),
            )
            place += 1
            end = (number, span.end)


def _spans(text: str) -> Iterator[sentences.Span]:
    """The sentences of `text`, those inside one quotation as one; the pieces of one that never closes stay out."""
    found = sentences.spans(text)
    number = 0
    while number < len(found):
        last = _closes(text, found, number)
        if last is None:
            number = _after_open(text, found, number)
            continue
        yield sentences.Span(start=found[number].start, end=found[last].end)
        number = last + 1


def _closes(text: str, found: tuple[sentences.Span, ...], number: int) -> int | None:
    """The sentence at which everything that the one at `number` opens is closed, None when nothing closes it."""
    for last in range(number, min(number + _LONGEST_QUOTATION, len(found))):
        if last > number and found[last].end - found[number].start > _LONGEST_UNIT:
            return None
        if last == number and found[last].end - found[last].start > _LONGEST_UNIT:
            return number
        state = marks.state(text[found[number].start : found[last].end])
        if state is not marks.State.OPEN:
            return last if state is marks.State.WHOLE or last == number else None
    return None


def _after_open(text: str, found: tuple[sentences.Span, ...], number: int) -> int:
    """The first sentence that is surely outside the quotation that opens at `number` and never closes."""
    for later in range(number + 1, len(found)):
        piece = text[found[later].start : found[later].end]
        state = marks.state(piece)
        if state is marks.State.BROKEN:
            return later + 1  # here it closes after all
        if state is marks.State.OPEN or any(mark in piece for mark in '“「"'):
            return later  # a new one opens, so the old one is over
    return len(found)
