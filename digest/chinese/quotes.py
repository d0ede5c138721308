"""Quotation marks in the form of a region. Part of digest.chinese, pure.

Taiwan and Hong Kong write 「 」 and inside them 『 』, the mainland “ ” and inside them ‘ ’ (GB/T 15834-2011).
Marks are paired first, each line with a stack; only pairs with Chinese in or beside them change, each as its depth
wants it. Apostrophes, English quotations, and marks without a partner stay as they are; the last are reported.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from digest.chinese.spans.kept import within
from digest.chinese.spans.layout import Flaw, Piece, Span
from digest.chinese.spans.letters import HAN
from digest.model import Variant

RULE = "quotation marks"

_TRADITIONAL = ("「」", "『』")
_SIMPLIFIED = ("“”", "‘’")
MARKS = {
    Variant.ZH_HANS: _SIMPLIFIED,
    Variant.ZH_HANT_TW: _TRADITIONAL,
    Variant.ZH_HANT_HK: _TRADITIONAL,
}
_CLOSES = {"“": "”", "‘": "’", "「": "」", "『": "』"}
_OPENS = {closing: opening for opening, closing in _CLOSES.items()}
_STRAIGHT = {'"': '"', "＂": '"', "'": "'", "＇": "'"}

_MARK = re.compile("[“”‘’「」『』\"＂'＇]")
_HAN = re.compile(f"[{HAN}]")
# A mark, or a whole pair that needs no closer look: in one line, no other mark and no Latin word in it, but Chinese.
_PAIR_OR_MARK = re.compile(
    "[“”‘’「」『』\"＂'＇](?:(?<=“)"
    rf"[^“”‘’「」『』\"＂'＇\nA-Za-z\u00c0-\u024f{HAN}]*+[{HAN}][^“”‘’「」『』\"＂'＇\nA-Za-z\u00c0-\u024f]*+”)?+"
)
_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+")
_CHINESE_MARKS = "，。：；！？、（）《》〈〉【】—…·"
_YEARS = re.compile(r"['‘’]\d\ds?(?![\w'’])")  # the '90s; not ‘90后’
_MEASURE = re.compile(r"""(?:\d['′’]\d{1,2}(?:\.\d+)?|(?<!["\d])\d{1,3}(?:\.\d+)?(?=["]\s))["]""")  # 2'30", a 5" screen
_DEEPEST = 2  # a quotation in a quotation
_FARTHEST = 5  # lines over which a quotation may go on


@dataclass(slots=True)
class _Pair:
    start: int
    end: int
    marks: str  # as they stand in the text, the straight ones as one


@dataclass(slots=True)
class _Found:
    pairs: list[_Pair] = field(default_factory=list)
    alone: list[int] = field(default_factory=list)


def edits(
    text: str, variant: Variant, kept: Sequence[Span] = (), parts: Sequence[Span] = ()
) -> tuple[tuple[Piece, ...], tuple[Flaw, ...]]:
    """What turns the marks of a run into those of `variant`, and the marks without a partner; offsets are of `text`.

    Marks inside of what is kept are no marks. A text whose marks are all of the variant gives no edits. With `parts`,
    each of them is read as a text of its own.
    """
    if variant not in MARKS:
        return (), ()
    places: list[int] = []
    pairs: list[Span] = []
    for match in _PAIR_OR_MARK.finditer(text):
        start, end = match.span()
        if end - start > 1:
            pairs.append((start, end - 1))
        else:
            places.append(start)
    if kept:
        touched = [pair for pair in pairs if within(kept, *pair)]
        places += (place for pair in touched for place in pair)
    else:
        touched = []
    changed: list[Piece] = []
    flaws: list[Flaw] = []
    if places:  # what else stands in a part with them needs a closer look too
        places.sort()
        borders = parts or ((0, len(text)),)
        crowded = {bisect_right(borders, (place, len(text))) for place in places}
        alike = [bisect_right(borders, (pair[0], len(text))) in crowded for pair in pairs]
        gone = set(touched)
        places += (
            place for pair, is_so in zip(pairs, alike, strict=True) if is_so and pair not in gone for place in pair
        )
        places.sort()
        pairs = [pair for pair, is_so in zip(pairs, alike, strict=True) if not is_so]
    if MARKS[variant] is not _SIMPLIFIED:
        outer = MARKS[variant][0]
        for opening, closing in pairs:
            changed.append(Piece(opening, opening + 1, outer[0], RULE))
            changed.append(Piece(closing, closing + 1, outer[1], RULE))
    first = 0
    while first < len(places):
        start, end = parts[bisect_right(parts, (places[first], len(text))) - 1] if parts else (0, len(text))
        last = bisect_left(places, end, first)
        marks = [place for place in places[first:last] if not (kept and _is_kept(place, kept))]
        simple = _simple(text, (start, end), marks)
        if simple is None:
            inside = [(max(one, start) - start, min(other, end) - start) for one, other in within(kept, start, end)]
            found, alone = _of_part(text[start:end], variant, inside)
            changed += (Piece(one.start + start, one.end + start, one.text, RULE) for one in found)
            flaws += (Flaw(one.start + start, one.end + start, one.why) for one in alone)
        elif MARKS[variant] is not _SIMPLIFIED:
            for opening, closing, depth in simple:
                marks_there = MARKS[variant][depth]
                changed.append(Piece(opening, opening + 1, marks_there[0], RULE))
                changed.append(Piece(closing, closing + 1, marks_there[1], RULE))
        first = last
    return tuple(sorted(changed)), tuple(flaws)


def _simple(text: str, part: Span, places: Sequence[int]) -> list[tuple[int, int, int]] | None:
    """Opening, closing and depth of each pair of a part where every “ and ‘ has its partner and all are Chinese.

    Nearly all of news is so, and needs no more than one look at each mark; None where it is not so simple.
    """
    opened: list[int] = []
    pairs: list[tuple[int, int, int]] = []
    for place in places:
        mark = text[place]
        if mark in "“‘":
            opened.append(place)
            if len(opened) > _DEEPEST or (mark == "‘" and text[place + 1 : place + 2].isdigit()):
                return None
        elif mark not in "”’" or not opened or text[opened[-1]] != _OPENS[mark]:
            return None
        elif _is_surely_chinese(text, part, opened[-1], place):
            pairs.append((opened.pop(), place, len(opened)))
        else:
            return None
    return None if opened or not _HAN.search(text, *part) else pairs


def _is_surely_chinese(text: str, part: Span, opening: int, closing: int) -> bool:
    """True when a pair is a quotation in one line, Chinese by its neighbours or by what it says; False in doubt."""
    before = text[opening - 1] if opening > part[0] else "\n"
    after = text[closing + 1] if closing + 1 < part[1] else "\n"
    if before in " \"＂'＇" or after in " \"＂'＇" or text.find("\n", opening, closing) >= 0:
        return False
    if text[closing] == "’" and (after.isdigit() or (_is_latin(after) and _is_latin(text[closing - 1]))):
        return False
    if _is_latin(before) or _is_latin(after) or not (_is_plainly_chinese(before) or _is_plainly_chinese(after)):
        inside = text[opening:closing]
        return len(_HAN.findall(inside)) > len(_WORD.findall(inside))
    return True


def _is_plainly_chinese(letter: str) -> bool:
    return "\u4e00" <= letter <= "\u9fff" or letter in _CHINESE_MARKS


def _of_part(text: str, variant: Variant, kept: Sequence[Span]) -> tuple[Sequence[Piece], Sequence[Flaw]]:
    if not _HAN.search(text):
        return (), ()
    found = _Found()
    for line in _lines(text, kept):
        _pair(text, line, found)
    _pair_over_lines(text, found)
    chinese = _Chinese(text)
    changed = _changes(text, sorted(found.pairs, key=lambda pair: pair.start), MARKS[variant], chinese)
    flaws = (Flaw(place, place + 1, f"{text[place]} has no partner") for place in sorted(found.alone))
    return sorted(changed), [flaw for flaw in flaws if chinese.is_beside(flaw.start, flaw.end)]


def _lines(text: str, kept: Sequence[Span]) -> Iterator[list[int]]:
    """The places of the marks of each line; two lines that are halves of one straight pair come as one."""
    waiting: list[int] = []
    for line in _marks_of_lines(text, kept):
        if waiting and _is_odd(text, line):
            line, waiting = waiting + line, []
        elif waiting:
            yield waiting
            waiting = []
        if _is_odd(text, line):
            waiting = line
        else:
            yield line
    yield waiting


def _marks_of_lines(text: str, kept: Sequence[Span]) -> Iterator[list[int]]:
    edges = [-1, *(match.start() for match in re.finditer("\n", text)), len(text)]
    places = [match.start() for match in _MARK.finditer(text) if not _is_kept(match.start(), kept)]
    places = [place for place in places if not _is_measure(text, place) and not _is_apostrophe(text, place)]
    index = 0
    for _, end in pairwise(edges):
        stop = bisect_left(places, end, index)
        if stop > index:
            yield places[index:stop]
        elif end - 1 < len(text):
            yield []
        index = stop


def _is_odd(text: str, line: Sequence[int]) -> bool:
    return sum(_STRAIGHT.get(text[place]) == '"' for place in line) % 2 == 1


def _is_kept(place: int, kept: Sequence[Span]) -> bool:
    index = bisect_left(kept, (place + 1, 0))
    return index > 0 and place < kept[index - 1][1]


def _is_apostrophe(text: str, place: int) -> bool:
    """True within a word or a figure (China’s, O’Neil, 90’s, 39°54'26"), and before a decade (the ’90s)."""
    if text[place] not in "’'‘＇":
        return False
    before, after = text[max(0, place - 1) : place], text[place + 1 : place + 2]
    if _is_latin(before) and _is_latin(after):
        return True
    return not _is_latin(before) and _YEARS.match(text, place) is not None


def _is_latin(letter: str) -> bool:
    return bool(letter) and letter.isalnum() and letter < "\u0400"


def _pair(text: str, line: Sequence[int], found: _Found) -> None:
    """Pairs the marks of one line. An opening mark that another pair closes over stands alone."""
    opened: list[tuple[str, int]] = []
    count: Counter[str] = Counter()
    pairs: list[_Pair] = []
    straight = not _is_odd(text, line)
    for place in line:
        mark = text[place]
        kind = _STRAIGHT.get(mark, mark)
        if kind == '"' and not straight:
            found.alone.append(place)
            continue
        opening = kind if mark in _STRAIGHT else _OPENS.get(mark, "")
        if opening and count[opening] and not (mark in _STRAIGHT and _must_open(text, place)):
            while opened[-1][0] != opening:
                found.alone.append(_popped(opened, count))
            pairs.append(_Pair(_popped(opened, count), place, opening))
        elif mark in _CLOSES or (mark in _STRAIGHT and not _must_close(text, place)):
            opened.append((kind, place))
            count[kind] += 1
        else:
            found.alone.append(place)
    found.alone += (place for _, place in opened)
    found.pairs += pairs


def _popped(opened: list[tuple[str, int]], count: Counter[str]) -> int:
    kind, place = opened.pop()
    count[kind] -= 1
    return place


def _must_open(text: str, place: int) -> bool:
    """True for a straight mark behind a space and before a letter."""
    return text[max(0, place - 1) : place].isspace() and text[place + 1 : place + 2].isalnum()


def _must_close(text: str, place: int) -> bool:
    """True for a straight mark behind a letter or figure and before a space or the end: 5", the peoples' rights."""
    after = text[place + 1 : place + 2]
    return _is_latin(text[max(0, place - 1) : place]) and (not after or after.isspace() or after in ",.;:!?)")


def _pair_over_lines(text: str, found: _Found) -> None:
    """Pairs an opening mark with the closing one of a later line when nothing that is alone stands between them."""
    alone = sorted(found.alone)
    partners: set[int] = set()
    for start, end in pairwise(alone):
        fits = start not in partners and _CLOSES.get(text[start]) == text[end]
        if fits and 0 < text.count("\n", start, end) <= _FARTHEST:
            found.pairs.append(_Pair(start, end, text[start]))
            partners |= {start, end}
    found.alone = [place for place in alone if place not in partners]


def _changes(text: str, pairs: Sequence[_Pair], marks: tuple[str, str], chinese: "_Chinese") -> Iterator[Piece]:
    """The marks that become others, each pair different from the one around it.

    A pair that has marks of the variant already stays, unless the pair around it now has become the same.
    """
    around: list[tuple[int, str, bool]] = []  # end, marks, whether they are new
    for pair in pairs:
        while around and around[-1][0] < pair.end:
            around.pop()
        outside, is_new = (around[-1][1], around[-1][2]) if around else ("", False)
        wanted = marks[1] if outside == marks[0] else marks[0]
        own = next((both for both in marks if both[0] == pair.marks), "")
        if own and not (is_new and own == outside):
            around.append((pair.end, own, False))
        elif chinese.is_quotation(pair.start, pair.end):
            around.append((pair.end, wanted, True))
            yield Piece(pair.start, pair.start + 1, wanted[0], RULE)
            yield Piece(pair.end, pair.end + 1, wanted[1], RULE)


def _is_measure(text: str, place: int) -> bool:
    """True for the last mark of 2'30" and of a 5" screen."""
    if text[place] != '"' or not text[max(0, place - 1) : place].isdigit():
        return False
    return any(match.end() == place + 1 for match in _MEASURE.finditer(text, max(0, place - 12), place + 2))


class _Chinese:
    """Where a text is Chinese."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _places(self) -> tuple[list[int], list[int]]:
        # Only when they are asked for: most quotations are known by what stands beside them. All at once, because of
        # a thousand quotations in one another each would be counted again.
        han, words = ([match.start() for match in pattern.finditer(self.text)] for pattern in (_HAN, _WORD))
        return han, words

    def is_beside(self, start: int, end: int) -> bool:
        """True when Chinese stands directly before or behind."""
        return self._is_chinese(self._before(start)) or self._is_chinese(self._after(end))

    def is_quotation(self, start: int, end: int) -> bool:
        """True when a pair of marks is Chinese: by what stands beside it, or by most of what stands in it."""
        before, after = self._before(start), self._after(end + 1)
        beside = self._is_chinese(before) or self._is_chinese(after)
        if beside and not (_is_latin(before) or _is_latin(after)):
            return True
        han, words = self._count(start, end)
        if beside and not han:  # one side Chinese, the other Latin: as the line is
            first, last = self.text.rfind("\n", 0, start) + 1, self.text.find("\n", end)
            last = last if last >= 0 else len(self.text)
            han, words = self._count(first, last)
        return han > words

    def _count(self, start: int, end: int) -> tuple[int, int]:
        """How many Han characters and Latin words begin in a part of the text."""
        han, words = (bisect_left(places, end) - bisect_left(places, start) for places in self._places)
        return han, words

    def _before(self, place: int) -> str:
        return next((letter for letter in reversed(self.text[max(0, place - 4) : place]) if not _is_passed(letter)), "")

    def _after(self, place: int) -> str:
        return next((letter for letter in self.text[place : place + 4] if not _is_passed(letter)), "")

    def _is_chinese(self, letter: str) -> bool:
        return bool(letter) and (letter in _CHINESE_MARKS or _HAN.match(letter) is not None)


def _is_passed(letter: str) -> bool:
    return letter == " " or _MARK.match(letter) is not None
