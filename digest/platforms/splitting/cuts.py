"""Where a text may be cut, best places first. Part of splitting.

A cut is the offset at which the next part begins. No part begins with a closing mark or ends with an opening one.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import regex

from digest.platforms.marks import Marks
from digest.platforms.splitting import wholes
from digest.text import sentences

Words = Callable[[str], Iterable[str]]

_PARAGRAPH = regex.compile(r"\n[ \t]*\n\s*")
_LINE = regex.compile(r"\n\s*")
_WRAPPED = regex.compile(r"(?<=[\p{L}\p{N},，、(-])\n(?=\p{Ll})|(?<=[^\n]{60}[\p{L}\p{N},，、(-])\n(?=[\p{L}\p{N}])")
_CLAUSE = regex.compile(r"[；]+\s*|;\s+|——\s*|\s[—–]\s+")
_COMMA = regex.compile(r"[，、：]+\s*|[,:]\s+")
_SPACE = regex.compile(r"\s+")
_HAN = regex.compile(r"\p{Han}[\p{Han}\p{Hiragana}\p{Katakana}]++")
_CLUSTER = regex.compile(r"\X")
_NO_START = regex.compile(
    r"[，。、；：？！）」』》”’…—–·・,.;:!?)\]}〉】〕％%‰℃°～~\p{M}\u200d\ufe0f\U0001F3FB-\U0001F3FF]"
)
_NO_END = regex.compile(r"[（「『《“‘(\[{〈【〔$¥￥€£#＃@＠\u200d]\s*\Z")
_LIST_MARK = regex.compile(r"(?:\A|\n)[ \t]*(?:\p{Nd}{1,3}[.)、．]|[-•*·–▪])\s*\Z")
_TITLE = regex.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|St|Gen|Sen|Gov|Rev|Hon|No|Nos|vs|e\.g|i\.e|\p{Lu})\.\s+\Z")
_LOOK_BACK = 24


@dataclass(frozen=True, slots=True)
class Step:
    """One kind of place to cut at, and how much a cut there hurts."""

    cost: int
    places: Callable[[int, int], Sequence[int]]


class Cuts:
    """The places in one text; what is looked for only when a sentence is too long is looked for only there."""

    def __init__(self, text: str, marks: Marks, names: Iterable[str], words: Words | None) -> None:
        self.text = text
        self.words = words
        self.codes = wholes.codes(text, marks)
        self.figures = wholes.merged([*self.codes, *wholes.figures(text)])
        self.names = wholes.merged([*self.figures, *wholes.names(text, names)])
        wrapped = {found.end() for found in _WRAPPED.finditer(text)}  # ends of lines in the middle of a sentence
        self.lines = self._sound(set(_ends(_LINE, text)) - wrapped)
        self.paragraphs = self._sound(_ends(_PARAGRAPH, text))
        self.sentences = self._sound({span.start for span in sentences.spans(text)} - wrapped)
        self.clauses = self._sound(_ends(_CLAUSE, text))
        self.commas = self._sound(_ends(_COMMA, text))

    def steps(self, pairs: Sequence[wholes.Place]) -> tuple[Step, ...]:
        """The steps from the gentlest, `pairs` being what must stay together as long as anything else can be cut."""
        ordinary = (
            (0, self.paragraphs, self.codes),
            (30, self.lines, self.codes),
            (60, self.sentences, self.codes),
            (300, self.clauses, self.figures),
            (450, self.commas, self.figures),
        )
        gentle = [self._fixed(cost, wholes.outside(places, whole), pairs) for cost, places, whole in ordinary]
        rough = [self._fixed(cost + 700, wholes.outside(places, whole), ()) for cost, places, whole in ordinary[2:]]
        return (
            *gentle,
            Step(900, lambda start, end: wholes.outside(self._words(start, end, self.names), pairs)),
            *rough,
            Step(1600, lambda start, end: self._words(start, end, self.names)),
            Step(1800, lambda start, end: self._words(start, end, self.codes)),
        )

    def clusters(self, start: int, end: int, *, through_codes: bool) -> list[int]:
        """Every place between two characters as readers see them; the last resort."""
        places = (start + found.end() for found in _CLUSTER.finditer(self.text[start:end]))
        inside = [place for place in places if place < end]
        if through_codes:
            return inside
        return self._sound(wholes.outside(inside, self.codes))

    def _fixed(self, cost: int, places: Sequence[int], whole: Sequence[wholes.Place]) -> Step:
        allowed = wholes.outside(places, whole)
        return Step(cost, lambda start, end: wholes.between(allowed, start, end))

    def _words(self, start: int, end: int, whole: Sequence[wholes.Place]) -> list[int]:
        """Between words: at white space, and inside a run of Han characters where the segmenter says so."""
        places = {start + found.end() for found in _SPACE.finditer(self.text[start:end])}
        if self.words is not None:
            places.update(self._between_words(start, end, self.words))
        inside = sorted(place for place in places if start < place < end)
        return wholes.outside(self._sound(inside), whole)

    def _between_words(self, start: int, end: int, words: Words) -> Iterator[int]:
        for run in _HAN.finditer(self.text, start, end):
            place = run.start()
            yield place
            for word in words(run[0]):
                place += len(word)
                yield place

    def _sound(self, places: Iterable[int]) -> list[int]:
        """The places where the text before them may end and the text behind them may begin."""
        return sorted({place for place in places if 0 < place < len(self.text) and self._is_sound(place)})

    def _is_sound(self, place: int) -> bool:
        text = self.text
        if _NO_START.match(text, place) or (text[place] == '"' and not text[place - 1].isspace()):
            return False
        before = text[max(0, place - _LOOK_BACK) : place]
        if text[place - 1] == '"' and not text[place].isspace() and not text[place - 2 : place - 1].strip():
            return False
        return not (_NO_END.search(before) or _LIST_MARK.search(before) or _TITLE.search(before))


def _ends(pattern: "regex.Pattern[str]", text: str) -> Iterator[int]:
    return (found.end() for found in pattern.finditer(text))
