"""One converter from one written form of Chinese to another. Part of digest.chinese, floor 2.

read what may be converted | find terms, names and numbers | convert what is left, word by word | quotation marks |
write it back between the bytes that stay
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING

from digest.chinese import engines, evidence, numbers, quotes, scripts, spans, terms, variants
from digest.chinese.decisions import Decision
from digest.chinese.evidence import Reading, Step
from digest.chinese.spans import Flaw, Page, Piece, Span, page
from digest.chinese.spans.kept import is_safe, merged, within
from digest.model import Conversion, Glossary, Language, Rule, Variant

if TYPE_CHECKING:
    from digest.chinese.characters import Characters
    from digest.chinese.punctuation import Spacing

_JOINTS = "\x1f\x1e\x1d\x1c"  # characters that OpenCC passes through and no phrase crosses
_UNSAFE = re.compile(r"[\0\ud800-\udfff]")  # always kept; OpenCC would cut the text there
_PLACE = itemgetter(0, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What an audience or a channel may choose."""

    quotes: bool = True  # quotation marks as the region writes them
    punctuation: bool = False  # full-width marks in Chinese, ……, ——, the dot in names
    spacing: "Spacing | None" = None  # between Chinese and Latin; None: as it is
    segmentation: bool = True  # words and names are recognised; off: OpenCC alone, for bulk work
    hashtags: bool = True  # #话题# is converted inside; off: it stays as it is


class Converter:
    """Converts texts from `source` to `target`; make one per pair and process, any thread may use it.

    `source` is how the texts are written: zh-Hans, zh-Hant-TW, zh-Hant-HK, or zh-Hant where nobody declared which.
    """

    def __init__(
        self, source: Language | Variant, target: Variant, glossary: Glossary | None = None, style: Style | None = None
    ) -> None:
        self.source, self.target, self.style = source.value, target, style or Style()
        self.idle = not variants.configurations(self.source, target)
        self._glossary = glossary or Glossary()

    def convert(self, text: str, markup: str = "plain", names: Sequence[str] = ()) -> Conversion:
        """`text` in the target form with its evidence; `markup` is plain, html or markdown.

        `names` are personal names of this article, as the source writes them. A text that is in the target's script
        already comes back byte for byte.
        """
        if self.idle or not text or (text.isascii() and markup == spans.Markup.PLAIN):
            return Conversion(text=text)
        layout = spans.read(
            text, spans.Markup(markup), source=self.source, target=self.target, hashtags=self.style.hashtags
        )
        words = page.of(layout)
        return evidence.conversion(words, self._read(words, names))

    @cached_property
    def _terms(self) -> terms.Terms:
        def plain(word: str, variant: Variant) -> str:
            return engines.characters(Variant.ZH_HANS.value, variant.value)(word)

        return terms.Terms(terms.rows(self._glossary, self.source, self.target, plain))

    @cached_property
    def _characters(self) -> "Characters | None":
        words_wanted = self.style.segmentation and self.source == variants.HANS and self.target in variants.REGIONAL
        return engines.by_words(self.target) if words_wanted else None

    def _read(self, words: Page, names: Sequence[str]) -> Reading:
        """What is to be changed in the words of a page, and why."""
        text = words.words if is_safe(words.words) else _UNSAFE.sub("\ufffc", words.words)
        already = self._written_so_already(text, words.parts)
        stays = merged([*words.kept, *already]) if already else words.kept
        found, flaws = self._found(text, stays, words.parts, names)
        if stays or words.joints:
            fixed = (Step(start, end, words.words[start:end], None) for start, end in (*stays, *words.joints))
            found = sorted([*found, *fixed], key=_PLACE)
        if self._characters is None:
            return Reading(steps=found, letters=self._together(_between(text, found)), flaws=flaws)
        converted, decided = self._by_words(text, found, words.parts)
        steps = sorted([*found, *decided], key=_PLACE) if decided else found
        return Reading(steps=steps, letters=_between(converted, steps), flaws=flaws)

    def _written_so_already(self, text: str, parts: Sequence[Span]) -> Sequence[Span]:
        """The parts that are in the script of the target. A part that does not say is as the whole text is."""
        wanted = Language.ZH_HANS if self.target is Variant.ZH_HANS else Language.ZH_HANT
        if self.source != Language.ZH_HANS.value and wanted is Language.ZH_HANT:
            return ()  # Taiwan and Hong Kong are one script
        return scripts.written_in(text, parts, wanted)

    def _by_words(self, text: str, fixed: Sequence[Step], parts: Sequence[Span]) -> tuple[str, list[Step]]:
        """The text converted part by part, and the decisions about what is not fixed."""
        assert self._characters is not None
        edges = [place for step in fixed for place in step[:2]]
        converted: list[str] = []
        decisions: list[Decision] = []
        position = 0
        for start, end in parts:
            inside = edges[bisect_right(edges, start) : bisect_left(edges, end)]
            letters, decided = self._characters.run(text[start:end], [edge - start for edge in inside])
            converted += (text[position:start], letters)
            decisions += (replace(one, start=one.start + start, end=one.end + start) for one in decided)
            position = end
        whole = "".join((*converted, text[position:]))
        return whole, list(_undisturbed(whole, decisions, fixed))

    def _found(
        self, text: str, kept: Sequence[Span], parts: Sequence[Span], names: Sequence[str]
    ) -> tuple[list[Step], Sequence[Flaw]]:
        """Names that the caller knows, terms, numbers and marks, in order; of two that overlap the first kind.

        With them the flaws of the marks.
        """
        named = [(start, start + len(name)) for name in names for start in _places(text, name)]
        marks, flaws = quotes.edits(text, self.target, kept, parts) if self.style.quotes else ((), ())
        found: list[Step] = []
        for more in (
            [Step(*span, self._name(text[slice(*span)]), Rule.NAME) for span in _longest(named)],
            self._terms.find(text),
            list(self._numbers(text)),
            [Step(start, end, new, Rule.QUOTES) for start, end, new, _ in marks],
            [Step(*mark[:3], Rule.PUNCTUATION) for mark in self._punctuation(text, kept, parts)],
        ):
            if more and (found or kept):
                found = terms.joined(found, more, kept)
            elif more:
                found = sorted(more)
        return found, flaws

    def _punctuation(self, text: str, kept: Sequence[Span], parts: Sequence[Span]) -> Iterator[Piece]:
        wanted, spacing = self.style.punctuation, self.style.spacing
        if not wanted and spacing is None:
            return
        from digest.chinese import punctuation  # many patterns, seldom wanted

        dot = punctuation.DOTS.get(self.target, "") if wanted else ""
        style = punctuation.Style(marks=wanted, spacing=spacing or punctuation.Spacing.KEEP, dot=dot)
        for start, end in parts:
            inside = [(max(one, start) - start, min(other, end) - start) for one, other in within(kept, start, end)]
            for edit in punctuation.edits(text[start:end], style, inside):
                yield edit._replace(start=edit.start + start, end=edit.end + start)

    def _numbers(self, text: str) -> Iterator[Step]:
        for start, end, word in numbers.find(text, self.source, self.target):
            yield Step(start, end, word, Rule.NUMBER)

    def _name(self, name: str) -> str:
        return self._characters.name(name) if self._characters else "".join(map(self._convert, name))

    @cached_property
    def _convert(self) -> Callable[[str], str]:
        return engines.characters(self.source, self.target)

    def _together(self, parts: Sequence[str]) -> Sequence[str]:
        """The conversions of the parts of a text, in one call: OpenCC is quick, calling it is not."""
        together = "".join(parts)
        joint = next((joint for joint in _JOINTS if joint not in together), "")
        if joint:
            converted = self._convert(joint.join(parts)).split(joint)
            if len(converted) == len(parts):
                return converted
        return [self._convert(part) for part in parts]


def _between(text: str, steps: Sequence[Step]) -> list[str]:
    """What stands before, between and behind the steps."""
    starts = [step[0] for step in steps]
    ends = [step[1] for step in steps]
    return [text[start:end] for start, end in zip((0, *ends), (*starts, len(text)), strict=True)]


def _undisturbed(converted: str, decisions: Sequence[Decision], fixed: Sequence[Step]) -> Iterator[Step]:
    """A step for each decision that touches nothing fixed and no decision before it; both are in order."""
    index = position = 0
    for one in decisions:
        while index < len(fixed) and fixed[index][1] <= one.start:
            index += 1
        limit = fixed[index][0] if index < len(fixed) else len(converted)
        if position <= one.start < limit:
            position = min(one.end, limit)
            yield Step(one.start, position, converted[one.start : position], one)


def _places(text: str, name: str) -> Iterator[int]:
    start = text.find(name) if name else -1
    while start >= 0:
        yield start
        start = text.find(name, start + len(name))


def _longest(places: Sequence[Span]) -> Iterator[Span]:
    """The places in order; of two that overlap the one that begins first, and the longer of two that begin together."""
    position = 0
    for start, end in sorted(places, key=lambda span: (span[0], -span[1])):
        if start >= position:
            yield start, end
            position = end
