"""One converter from one written form of Chinese to another. Part of digest.chinese, floor 2.

read what may be converted | find terms, names and numbers | convert what is left, word by word | quotation marks |
write it back between the bytes that stay
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import regex

from digest.chinese import engines, evidence, numbers, quotes, spans, terms, variants
from digest.chinese.evidence import Reading
from digest.chinese.spans import Flaw, Layout, Piece, Run, Span
from digest.chinese.terms import Found
from digest.model import Conversion, Glossary, Language, Rule, Variant
from digest.text import language

if TYPE_CHECKING:
    from digest.chinese.characters import Characters
    from digest.chinese.punctuation import Spacing

_APART = "\x1f"  # a character that OpenCC passes through and no phrase crosses
_SAMPLE = 5_000  # characters
_UNSAFE = regex.compile(r"[\0\ud800-\udfff]")  # always kept; OpenCC would cut the text there


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
        runs = zip(layout.runs, self._written_so_already(layout), strict=True)
        readings = [Reading() if already else self._read(run, names) for run, already in runs]
        return evidence.conversion(layout, readings)

    @cached_property
    def _terms(self) -> terms.Terms:
        def plain(word: str, variant: Variant) -> str:
            return engines.characters(Variant.ZH_HANS.value, variant.value)(word)

        return terms.Terms(terms.rows(self._glossary, self.source, self.target, plain))

    @cached_property
    def _characters(self) -> "Characters | None":
        words_wanted = self.style.segmentation and self.source == variants.HANS and self.target in variants.REGIONAL
        return engines.by_words(self.target) if words_wanted else None

    def _written_so_already(self, layout: Layout) -> list[bool]:
        """For each run whether it is in the script of the target. A run that does not say is as the whole text is."""
        wanted = Language.ZH_HANS if self.target is Variant.ZH_HANS else Language.ZH_HANT
        if self.source != Language.ZH_HANS.value and wanted is Language.ZH_HANT:
            return [False] * len(layout.runs)  # Taiwan and Hong Kong are one script
        samples = (run.text[place : place + _SAMPLE] for run in layout.runs for place in _sampled(len(run.text)))
        letters = _UNSAFE.sub("", "".join(set().union(*samples)))
        back = engines.configuration("s2t" if wanted is Language.ZH_HANS else "t2s")
        if back(letters) == letters:  # nothing of the target's own: the usual case, and quick
            return [False] * len(layout.runs)
        whole = language.detect("\n".join(run.text for run in layout.runs))
        return [language.inherit(language.detect(run.text), whole) is wanted for run in layout.runs]

    def _read(self, run: Run, names: Sequence[str]) -> Reading:
        """What is to be changed in one run, and why."""
        text = _UNSAFE.sub("\ufffc", run.text)
        found, flaws = self._found(text, run.kept, names)
        fixed = sorted([*run.kept, *((one.start, one.end) for one in found)])
        free = list(_between(fixed, len(text)))
        if self._characters is None:
            return Reading(free=free, letters=self._together(text, free), found=found, flaws=flaws)
        converted, decisions = self._characters.run(text, (place for span in fixed for place in span))
        letters = [converted[start:end] for start, end in free]
        return Reading(free=free, letters=letters, found=found, decisions=decisions, flaws=flaws)

    def _found(self, text: str, kept: Sequence[Span], names: Sequence[str]) -> tuple[Sequence[Found], Sequence[Flaw]]:
        """Names that the caller knows, terms, numbers and marks, in order; of two that overlap the first kind.

        With them the flaws of the marks.
        """
        named = [(start, start + len(name)) for name in names for start in _places(text, name)]
        marks, flaws = quotes.edits(text, self.target, kept) if self.style.quotes else ((), ())
        found: list[Found] = []
        for more in (
            [Found(*span, self._name(text[slice(*span)]), Rule.NAME) for span in _longest(named)],
            self._terms.find(text),
            list(self._numbers(text)),
            [Found(*mark[:3], Rule.QUOTES) for mark in marks],
            [Found(*mark[:3], Rule.PUNCTUATION) for mark in self._punctuation(text, kept)],
        ):
            taken = sorted([*kept, *((one.start, one.end) for one in found)]) if found else kept
            if more:
                found = sorted([*found, *terms.clear_of(taken, more)])
        return found, flaws

    def _punctuation(self, text: str, kept: Sequence[Span]) -> Sequence[Piece]:
        wanted, spacing = self.style.punctuation, self.style.spacing
        if not wanted and spacing is None:
            return ()
        from digest.chinese import punctuation  # many patterns, seldom wanted

        dot = punctuation.DOTS.get(self.target, "") if wanted else ""
        style = punctuation.Style(marks=wanted, spacing=spacing or punctuation.Spacing.KEEP, dot=dot)
        return punctuation.edits(text, style, kept)

    def _numbers(self, text: str) -> Iterator[Found]:
        for start, end, word in numbers.find(text, self.source, self.target):
            yield Found(start, end, word, Rule.NUMBER)

    def _name(self, name: str) -> str:
        return self._characters.name(name) if self._characters else "".join(map(self._convert, name))

    @cached_property
    def _convert(self) -> Callable[[str], str]:
        return engines.characters(self.source, self.target)

    def _together(self, text: str, free: Sequence[Span]) -> list[str]:
        """The conversions of the parts of a text, in one call: OpenCC is quick, calling it is not."""
        parts = [text[start:end] for start, end in free]
        if _APART not in text:
            converted = self._convert(_APART.join(parts)).split(_APART)
            if len(converted) == len(parts):
                return converted
        return [self._convert(part) for part in parts]


def _sampled(length: int) -> tuple[int, ...]:
    """Where to look into a text for its script: all of a usual one, three parts of a very long one."""
    return (0, length // 2, length - _SAMPLE) if length > 3 * _SAMPLE else (*range(0, length, _SAMPLE),)


def _between(fixed: Sequence[Span], length: int) -> Iterator[Span]:
    """The parts of a text that no span covers."""
    position = 0
    for start, end in (*fixed, (length, length)):
        if position < start:
            yield position, start
        position = max(position, end)


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
