"""The characters of a text that are converted, and how they are put back. Part of chinese.spans.

A run is what a reader sees as one stretch: inline tags are taken out of it and character references are read. The
bytes between and inside runs that nobody changes come back as they were.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

Span = tuple[int, int]  # start and end, the end excluded


class Piece(NamedTuple):
    """Characters `start` to `end` of a run (of a text, in edits) become `text`; start == end inserts."""

    start: int
    end: int
    text: str
    rule: str = ""


class Stretch(NamedTuple):
    """Characters of a run from `start` on that stand in the source from `at` to `until`.

    A stretch is as long in the source as in the run, or it is one character written as a reference or a tag.
    """

    start: int
    at: int
    until: int


class Flaw(NamedTuple):
    """Something about the text that a person should look at; offsets are of the source or of the run it came from."""

    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """`text` to be converted as one; `kept` are the parts of it that must stay as they are, in order.

    `escapes` is how new characters are written in this place of the source (for str.translate). A run that holds a
    whole text has its paragraphs as `parts`; otherwise it is one itself.
    """

    text: str
    stretches: tuple[Stretch, ...]
    kept: tuple[Span, ...] = ()
    escapes: Mapping[int, str] | None = None
    parts: tuple[Span, ...] = ()

    def free(self) -> Iterator[Span]:
        """The parts between what is kept, none of them empty."""
        position = 0
        for start, end in (*self.kept, (len(self.text), len(self.text))):
            if position < start:
                yield position, start
            position = max(position, end)

    def source(self, start: int, end: int) -> Span:
        """Where characters `start` to `end` of the run stand in the source."""
        if start < end:
            return self._place(start)[0], self._place(end - 1)[1]
        place = self._place(start - 1)[1] if start else self._place(0)[0]
        return place, place

    def _place(self, offset: int) -> Span:
        stretch = self.stretches[bisect_right(self.stretches, offset, key=lambda one: one.start) - 1]
        if _is_one(stretch, self._end(stretch)):
            return stretch.at, stretch.until
        place = stretch.at + offset - stretch.start
        return place, place + 1

    def _end(self, stretch: Stretch) -> int:
        index = bisect_right(self.stretches, stretch.start, key=lambda one: one.start)
        return self.stretches[index].start if index < len(self.stretches) else len(self.text)

    def edits(self, piece: Piece) -> Iterator[Piece]:
        """What the piece changes in the source, in order; nothing when it says what stands there already."""
        start, end, text, _ = piece
        old = self.text[start:end]
        if old == text:
            return
        if len(old) != len(text):  # as small as it can be, so that tags stay between the right characters
            before = _common(old, text)
            after = _common(old[before:][::-1], text[before:][::-1])
            start, end, text = start + before, end - after, text[before : len(text) - after]
        self._refuse_kept(start, end, text)
        if start == end:
            yield Piece(*self.source(start, end), self._written(text))
            return
        yield from self._shared_out(start, end, text)

    def _shared_out(self, start: int, end: int, text: str) -> Iterator[Piece]:
        """`text` over the stretches from `start` to `end`, each its share; with equal lengths letter by letter."""
        size, index = end - start, bisect_right(self.stretches, start, key=lambda one: one.start) - 1
        position, given = start, 0
        while position < end:
            stretch = self.stretches[index]
            stretch_end = self.stretches[index + 1].start if index + 1 < len(self.stretches) else len(self.text)
            stop = min(end, stretch_end)
            share = ((stop - start) * len(text) * 2 + size - 1) // (2 * size)  # the nearest, a half goes down
            new = text[given:share]
            if new != self.text[position:stop]:
                if _is_one(stretch, stretch_end):
                    at, until = stretch.at, stretch.until
                else:
                    at, until = stretch.at + position - stretch.start, stretch.at + stop - stretch.start
                yield Piece(at, until, self._written(new))
            position, given, index = stop, share, index + 1

    def _written(self, text: str) -> str:
        return text.translate(self.escapes) if self.escapes else text

    def _refuse_kept(self, start: int, end: int, text: str) -> None:
        """ValueError when a change reaches into what is kept: a fault of the caller, never of the text."""
        index = max(0, bisect_right(self.kept, (start, start)) - 1)
        while index < len(self.kept) and self.kept[index][0] < max(end, start):
            kept_start, kept_end = max(start, self.kept[index][0]), min(end, self.kept[index][1])
            inside = self.kept[index][0] < start < self.kept[index][1] if start == end else kept_start < kept_end
            same = end - start == len(text) and (
                self.text[kept_start:kept_end] == text[kept_start - start : kept_end - start]
            )
            if inside and not same:
                raise ValueError(f"A kept part of the run, {self.kept[index]}, was to become another text.")
            index += 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A text as runs. `fixed` are changes of the markup itself (its language), in offsets of the source."""

    text: str
    runs: tuple[Run, ...]
    fixed: tuple[Piece, ...] = ()
    flaws: tuple[Flaw, ...] = ()

    def write(self, pieces: Sequence[Sequence[Piece]]) -> str:
        """The source with the pieces of each run in it; what no piece covers stays byte for byte.

        Pieces of a run are in order and do not overlap. A piece that crosses an inline tag is cut there: letter by
        letter when its length is the same, otherwise in proportion. So the smaller the pieces, the better the tags
        stand. ValueError when a kept part would change.
        """
        edits = [edit for run, given in zip(self.runs, pieces, strict=True) for one in given for edit in run.edits(one)]
        return applied(self.text, sorted([*self.fixed, *edits]))


def applied(text: str, edits: Sequence[Piece]) -> str:
    """`text` with edits, which are in order and do not overlap, made in it."""
    parts: list[str] = []
    position = 0
    for start, end, new, _ in edits:
        if start < position:
            raise ValueError(f"Two changes overlap at {start}.")
        parts += (text[position:start], new)
        position = end
    parts.append(text[position:])
    return "".join(parts)


def _is_one(stretch: Stretch, end: int) -> bool:
    """True for a character that the source writes with several."""
    return stretch.until - stretch.at != end - stretch.start


def _common(one: str, other: str) -> int:
    """How many characters both begin with."""
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return length
