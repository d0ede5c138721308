"""A summary beside its article: where each sentence comes from, what is doubtful, what the article does not say.

Part of digest.web; values in, values out. Nothing is judged anew: places are the summarizer's, doubts the converter's,
and what the article does not say is what the guards of the summarizers find. Those look only at what a person wrote,
for everything else was taken from the article.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from digest import wordings
from digest.model import Article, Conversion, Story, SummarySentence, Variant
from digest.summarizers import guards
from digest.summarizers.guards import names, numbers, tokens

DOUBT, UNKNOWN, EVIDENCE = "doubt", "unknown", "evidence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of a text; `note` says why it is marked, `to` is the place on the page that it leads to."""

    text: str
    kind: str = ""
    note: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Where in a text something is to be marked."""

    start: int
    end: int
    kind: str
    note: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of the summary; `anchor` is that of the passage it comes from, "" where that cannot be told."""

    number: int
    stretches: tuple[Stretch, ...]
    paragraph: int  # from 1; 0 where it cannot be told
    by_hand: bool
    unknown: tuple[str, ...]  # numbers and names that the article does not have

    @property
    def anchor(self) -> str:
        return f"passage-{self.number}" if self.paragraph else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph of the article."""

    stretches: tuple[Stretch, ...]
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A story with what speaks for it."""

    headline: tuple[Stretch, ...]
    sentences: tuple[Sentence, ...]
    passages: tuple[Passage, ...]

    @property
    def doubts(self) -> int:
        texts = (self.headline, *(each.stretches for each in self.sentences))
        return sum(each.kind == DOUBT for stretches in texts for each in stretches)

    @property
    def unknown(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(word for each in self.sentences for word in each.unknown))


def of(story: Story, variant: Variant) -> Evidence:
    """The evidence for a story as readers of `variant` get it."""
    doubts = {made.text: tuple(_doubts(made)) for _, made in story.conversions}
    placed = [_placed(story.article, sentence) for sentence in story.summary.sentences]
    sentences = tuple(
        _sentence(story.article, variant, number, sentence, place, doubts.get(sentence.text, ()))
        for number, (sentence, place) in enumerate(zip(story.summary.sentences, placed, strict=True), 1)
    )
    return Evidence(
        headline=marked(story.headline, doubts.get(story.headline, ())),
        sentences=sentences,
        passages=tuple(_passages(story.article, placed)),
    )


def marked(text: str, marks: Iterable[Mark]) -> tuple[Stretch, ...]:
    """The text cut at the marks; of two that overlap the first counts."""
    return tuple(_cut(text, sorted(marks, key=lambda mark: mark.start)))


def _cut(text: str, marks: Sequence[Mark]) -> Iterator[Stretch]:
    at = 0
    for mark in marks:
        if mark.start < at or mark.end > len(text):
            continue
        if mark.start > at:
            yield Stretch(text=text[at : mark.start])
        yield Stretch(text=text[mark.start : mark.end], kind=mark.kind, note=mark.note, to=mark.to)
        at = mark.end
    if text[at:]:
        yield Stretch(text=text[at:])


def _doubts(made: Conversion) -> Iterator[Mark]:
    for doubt in made.doubts:
        moved = sum(len(each.target) - len(each.source) for each in made.changes if each.end <= doubt.start)
        start = doubt.start + moved
        note = f"{' / '.join(doubt.others)}? ({doubt.why})"
        yield Mark(start=start, end=start + len(doubt.chosen), kind=DOUBT, note=note)


Place = tuple[int, int, int]  # paragraph, start, end


def _placed(article: Article, sentence: SummarySentence) -> Place | None:
    """Where the sentence comes from. Of what a person wrote it is the sentence of the article that shares most."""
    if wordings.BY_HAND not in sentence.rules:
        fits = sentence.paragraph < len(article.paragraphs) and sentence.end > sentence.start
        return (sentence.paragraph, sentence.start, sentence.end) if fits else None
    best = guards.read(article).best(sentence.text, 1)
    return (best[0].paragraph, best[0].start, best[0].end) if best else None


def _sentence(
    article: Article,
    variant: Variant,
    number: int,
    sentence: SummarySentence,
    place: Place | None,
    doubts: Sequence[Mark],
) -> Sentence:
    by_hand = wordings.BY_HAND in sentence.rules
    unknown = tuple(_unknown(article, variant, sentence.text)) if by_hand else ()
    marks = [*doubts, *_found(sentence.text, unknown)]
    return Sentence(
        number=number,
        stretches=marked(sentence.text, marks),
        paragraph=place[0] + 1 if place else 0,
        by_hand=by_hand,
        unknown=unknown,
    )


def _unknown(article: Article, variant: Variant, text: str) -> Iterator[str]:
    """The numbers and names that the article does not have; names only where both are written in one script."""
    source = guards.read(article)
    known = numbers.found(f"{article.title} {article.body}")
    yield from (number.text for number in numbers.missing(numbers.found(tokens.plain(text)), known))
    if variant.value.startswith(article.language.value):
        yield from names.unknown(tokens.plain(text), source.text)


def _found(text: str, words: Iterable[str]) -> Iterator[Mark]:
    """Every place of the words in the text as it is written."""
    for word in words:
        at = text.find(word)
        while at >= 0:
            yield Mark(start=at, end=at + len(word), kind=UNKNOWN)
            at = text.find(word, at + len(word))


def _passages(article: Article, placed: Sequence[Place | None]) -> Iterator[Passage]:
    for at, paragraph in enumerate(article.paragraphs):
        marks = [
            Mark(start=place[1], end=place[2], kind=EVIDENCE, note=str(number), to=f"passage-{number}")
            for number, place in enumerate(placed, 1)
            if place and place[0] == at
        ]
        yield Passage(stretches=marked(paragraph.text, marks), role=paragraph.role.value)
