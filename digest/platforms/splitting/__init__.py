"""A text as the parts of a thread, each within the platform's limit. Part of digest.platforms, pure.

Parts are passages of the text as it stands, in its order; between two of them only white space and the editor's marks
are left out. A line that holds nothing but `---` is such a mark: a part ends there, and what stands on either side is
divided by itself. Cuts fall at paragraphs, sentences, clauses, commas, words, in this order, and go through no link,
tag, mention, name, date, time or amount, nor through a quotation or a bracket that fits a part. Only a single one of
these that is too long for a part is cut, and that is told.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import regex

from digest.platforms import counting, widths
from digest.platforms.recognition import marks
from digest.platforms.rows import Platform
from digest.platforms.splitting import wholes
from digest.platforms.splitting.cuts import Cuts, Step, Words
from digest.platforms.splitting.packing import QUARTER, Piece, pack

_CUT_MARK = regex.compile(r"(?:\A|(?<=\n))[ \t]*---[ \t]*(?:\n|\Z)")
_LINE_END = regex.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_HAN = regex.compile(r"\p{Han}")
_LATIN = regex.compile(r"\p{Latin}+")
_LONGEST = 40  # code points for each unit of room; nothing longer is measured, as it cannot fit but for links alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """The parts as they are to be pasted, and what a person should know of them."""

    parts: tuple[str, ...]
    problems: tuple[str, ...] = ()


def split(
    platform: Platform,
    text: str,
    *,
    words: Words | None = None,
    names: Iterable[str] = (),
    numbered: bool | None = None,
) -> Split:
    """`text` as parts that each fit the platform; one part where all of it fits, none where there is nothing.

    `words` cuts a run of Han characters into words; without it such a run is cut at marks alone as long as that is
    possible. `names` are kept whole. Parts are numbered where the platform's row says so, or as `numbered` says.
    ValueError where the limit leaves no room for a text beside the numbers.
    """
    sections = [section for each in _CUT_MARK.split(_LINE_END.sub("\n", text)) if (section := each.strip())]
    wanted = platform.numbered if numbered is None else numbered
    if len(sections) == 1 and counting.fits(platform, sections[0]):
        return Split(parts=(sections[0],))
    known = tuple(names)
    dividers = [
        _Divider(platform, section, Cuts(section, marks(platform, section), known, words)) for section in sections
    ]
    wide = _is_chinese(text)
    digits, needed = 0, 1
    while needed > digits:  # more parts need longer numbers, which leave less room
        digits = needed
        reserve = _longest_number(platform, digits, wide=wide) if wanted else 0
        divided = [divider.parts(_room(platform, reserve)) for divider in dividers]
        parts = tuple(part for each in divided for part in each.parts)
        needed = len(str(len(parts))) if wanted else 0
    problems = tuple(dict.fromkeys(problem for each in divided for problem in each.problems))
    if wanted and len(parts) > 1:
        parts = tuple(
            _numbered(platform, part, f"{number}/{len(parts)}", wide=wide) for number, part in enumerate(parts, 1)
        )
    return Split(parts=parts, problems=problems)


# --- numbers --------------------------------------------------------------------------------------------------


def _is_chinese(text: str) -> bool:
    return len(_HAN.findall(text)) > len(_LATIN.findall(text))


def _numbered(platform: Platform, part: str, number: str, *, wide: bool) -> str:
    """`part` with its number: never beside a link or a tag, which would take it in."""
    last = part.rpartition("\n")[2]
    apart = marks(platform, last).every or "://" in last or "#" in last
    gap = "\n" if apart else "" if wide else " "
    return f"{part}{gap}（{number}）" if wide else f"{part}{gap}({number})"


def _longest_number(platform: Platform, digits: int, *, wide: bool) -> int:
    number = "/".join(["9" * digits] * 2)
    return counting.read(platform, f"\n（{number}）" if wide else f"\n({number})").strictest


def _room(platform: Platform, reserve: int) -> Platform:
    """The platform with its limits lowered by what the number takes."""
    left = platform.limit.value - reserve
    bytes_left = platform.byte_limit.value - 3 * reserve if platform.byte_limit else 1
    if left < 1 or bytes_left < 1:
        raise ValueError(f"the limit of {platform.limit.value} leaves no room for a text and its number")
    lower = replace(platform.byte_limit, value=bytes_left) if platform.byte_limit else None
    return replace(platform, limit=replace(platform.limit, value=left), byte_limit=lower)


# --- one section ----------------------------------------------------------------------------------------------


class _Divider:
    """One section of a text and the places where it may be cut."""

    def __init__(self, platform: Platform, text: str, cuts: Cuts) -> None:
        self.text = text
        self.cuts = cuts
        self.platform = platform
        self.steps: tuple[Step, ...] = ()
        self.problems: list[str] = []
        self.lengths: dict[tuple[int, int], int] = {}

    def parts(self, platform: Platform) -> Split:
        """The parts of the section within the limits of `platform`."""
        self.platform, self.problems, self.lengths = platform, [], {}
        if self._fits(0, len(self.text)):
            return Split(parts=(self.text,))
        pairs = wholes.merged(place for place in wholes.pairs(self.text) if self._fits(*place))
        self.steps = self.cuts.steps(pairs)
        pieces = list(self._pieces(0, len(self.text), 0, 0))
        places = self._fill_last(self._fitting(pieces))
        parts = (self.text[start:end].strip() for start, end in places)
        return Split(parts=tuple(part for part in parts if part), problems=tuple(self.problems))

    def _piece(self, start: int, end: int, cost: int) -> Piece:
        """The passage with its length as counted, and a little for the white space behind it."""
        gap = end - start - len(self.text[start:end].rstrip())
        return Piece(start, end, self._length(start, end) + gap, cost)

    def _fits(self, start: int, end: int) -> bool:
        return self._length(start, end) <= self.platform.limit.value

    def _length(self, start: int, end: int) -> int:
        """How long the platform takes a passage to be; one over its limit in bytes is longer than any limit."""
        if end - start > _LONGEST * (self.platform.limit.value + 100):
            return end - start
        if (start, end) not in self.lengths:
            self.lengths[start, end] = _strictest(self.platform, self.text[start:end].strip())
        return self.lengths[start, end]

    def _pieces(self, start: int, end: int, step: int, cost: int) -> Iterator[Piece]:
        """The largest passages that fit a part, each cut off at the gentlest places that will do."""
        if self._fits(start, end):
            yield self._piece(start, end, cost)
            return
        for number in range(step, len(self.steps)):
            places = self.steps[number].places(start, end)
            if places:
                edges = (start, *places, end)
                for first, last in pairwise(edges):
                    here = cost if first == start else self.steps[number].cost
                    yield from self._pieces(first, last, number + 1, here)
                return
        yield from self._torn(start, end, cost)

    def _torn(self, start: int, end: int, cost: int) -> Iterator[Piece]:
        """A single word, link or name that is longer than a part, in parts as long as possible."""
        for places in (
            self.cuts.clusters(start, end, through_codes=False),
            self.cuts.clusters(start, end, through_codes=True),
            range(start + 1, end),
        ):
            cuts = self._longest_fitting(start, end, places)
            if cuts:
                break
        shown = self.text[start:end].strip()
        self.problems.append(f"cut in the middle because it is longer than a part: {shown[:60]}")
        edges = (start, *cuts, end)
        for first, last in pairwise(edges):
            yield self._piece(first, last, cost if first == start else 2000)

    def _longest_fitting(self, start: int, end: int, places: Sequence[int]) -> list[int]:
        """Cuts at some of the `places` so that every part fits; none where that cannot be."""
        cuts: list[int] = []
        while not self._fits(start, end):
            low, high = bisect_right(places, start), len(places)
            high = min(high, low + _LONGEST * (self.platform.limit.value + 100))
            if low >= high or not self._fits(start, places[low]):
                return []
            first = low
            while high - low > 1:
                middle = min((low + high) // 2, 2 * low - first + 16)  # most parts are short: near places first
                low, high = (middle, high) if self._fits(start, places[middle]) else (low, middle)
            cuts.append(places[low])
            start = places[low]
        return cuts

    def _fitting(self, pieces: Sequence[Piece]) -> list[tuple[int, int]]:
        """Parts of pieces, from offset to offset; every one of them has been counted as the platform will count it."""
        room = self.platform.limit.value
        for less in (0, 2, 5, 10, 20):
            parts = [(pieces[a].start, pieces[b - 1].end) for a, b in pack(pieces, max(1, room - less))]
            if all(self._fits(*part) for part in parts):
                return parts
        return self._one_by_one(pieces)

    def _one_by_one(self, pieces: Sequence[Piece]) -> list[tuple[int, int]]:
        """Where lengths do not add up, as with links that begin in one piece: as much as fits, again and again."""
        parts: list[tuple[int, int]] = []
        for piece in pieces:
            if parts and self._fits(parts[-1][0], piece.end):
                parts[-1] = (parts[-1][0], piece.end)
            else:
                parts.append((piece.start, piece.end))
        return parts

    def _fill_last(self, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """The parts with a last one at least a quarter full, for which a sentence of the one before may be cut."""
        if len(parts) < 2 or self._quarter(*parts[-1]):
            return parts
        (start, _), (_, end) = parts[-2:]
        if self._fits(start, end):
            return [*parts[:-2], (start, end)]
        for step in self.steps:
            good = [
                place
                for place in step.places(start, end)
                if self._quarter(place, end) and self._fits(start, place) and self._fits(place, end)
            ]
            if good:
                middle = (start + end) // 2
                place = min(good, key=lambda each: abs(each - middle))
                return [*parts[:-2], (start, place), (place, end)]
        return parts

    def _quarter(self, start: int, end: int) -> bool:
        return self._length(start, end) * QUARTER >= self.platform.limit.value


def _strictest(platform: Platform, passage: str) -> int:
    length = counting.read(platform, passage).strictest
    if platform.byte_limit and widths.utf8(passage) > platform.byte_limit.value:
        return max(length, platform.limit.value + 1)
    return length


__all__ = ["Split", "Words", "split"]
