"""All runs of a layout as one text, and the way back. Part of chinese.spans.

What takes time is done once for a whole text and not once for each of ten thousand paragraphs.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from digest.chinese.spans.layout import Layout, Piece, Run, Span, applied

_JOINT = "\n\n"  # between two runs: no word, no phrase and no quotation goes across


@dataclass(frozen=True, slots=True)
class Page:
    """`words` is the text of all runs; offsets of `parts` (paragraphs), `kept` and `joints` are of it."""

    layout: Layout
    words: str
    firsts: Sequence[int]  # where each run begins
    parts: Sequence[Span]
    kept: Sequence[Span]
    joints: Sequence[Span]

    def source(self, start: int, end: int) -> Span:
        """Where a part of the words stands in the source."""
        index = bisect_right(self.firsts, start) - 1
        first = self.firsts[index]
        return self.layout.runs[index].source(start - first, end - first)


class Placed(NamedTuple):
    """The text put together; of every second piece its place in the source and in this text."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    target_starts: Sequence[int]
    target_ends: Sequence[int]


def of(layout: Layout) -> Page:
    """The runs one after the other."""
    runs = layout.runs
    if len(runs) == 1:
        run = runs[0]
        return Page(layout, run.text, (0,), run.parts or ((0, len(run.text)),), run.kept, ())
    firsts = list(accumulate((len(run.text) + len(_JOINT) for run in runs), initial=0))
    parts = [(first, first + len(run.text)) for first, run in zip(firsts, runs, strict=False)]
    kept = [(first + start, first + end) for first, run in zip(firsts, runs, strict=False) for start, end in run.kept]
    joints = [(end, end + len(_JOINT)) for _start, end in parts[:-1]]
    return Page(layout, _JOINT.join([run.text for run in runs]), firsts[:-1], parts, kept, joints)


def put_back(page: Page, starts: Sequence[int], ends: Sequence[int], new: Sequence[str]) -> Placed:
    """The text of the layout with the pieces `new` in place of its words.

    The pieces cover all of the words: one before each of the spans from `starts` to `ends`, one for it, and one behind
    the last. Joints are such spans.
    """
    layout = page.layout
    places = list(accumulate(map(len, new)))
    if not layout.fixed and len(layout.runs) == 1 and layout.runs[0].text is layout.text:
        return Placed("".join(new), starts, ends, places[0:-1:2], places[1::2])
    writing = _Writing(page, starts, ends, new, places)
    return writing.placed()


class _Writing:
    """One edit for a run without tags or references in it, which most are; one for each piece of the others."""

    def __init__(
        self, page: Page, starts: Sequence[int], ends: Sequence[int], new: Sequence[str], places: Sequence[int]
    ) -> None:
        self.page, self.starts, self.ends, self.new, self.places = page, starts, ends, new, places

    def placed(self) -> Placed:
        runs, firsts = self.page.layout.runs, self.page.firsts
        edits = list(self.page.layout.fixed)
        whole: list[tuple[int, int, Run, int]] = []
        pieces: list[tuple[int, Span, Sequence[Piece]]] = []
        low = 0
        for first, run in zip(firsts, runs, strict=True):
            high = bisect_right(self.starts, first + len(run.text) - 1, low)
            while high < len(self.starts) and self.ends[high] <= first + len(run.text):  # an insertion at the end
                high += 1
            text = "".join(self.new[2 * low : 2 * high + 1])
            if _is_as_in_source(run) and not any(chr(mark) in text for mark in run.escapes or ()):
                whole.append((low, high, run, first))
                if text != run.text:
                    edits.append(Piece(run.stretches[0].at, run.stretches[0].until, text))
            else:
                for index, piece in self._pieces(first, len(run.text), low, high):
                    made = list(run.edits(piece))
                    edits += made
                    if index >= 0:
                        pieces.append((index, run.source(piece.start, piece.end), made))
            low = high + 1  # the joint
        return self._placed(sorted(edits), whole, pieces)

    def _pieces(self, first: int, length: int, low: int, high: int) -> Iterable[tuple[int, Piece]]:
        """The pieces of a run, those between spans with -1."""
        position = first
        for index in range(low, high):
            if position < self.starts[index]:
                yield -1, Piece(position - first, self.starts[index] - first, self.new[2 * index])
            position = self.ends[index]
            yield index, Piece(self.starts[index] - first, position - first, self.new[2 * index + 1])
        if position < first + length:
            yield -1, Piece(position - first, length, self.new[2 * high])

    def _placed(
        self,
        edits: Sequence[Piece],
        whole: Sequence[tuple[int, int, Run, int]],
        pieces: Sequence[tuple[int, Span, Sequence[Piece]]],
    ) -> Placed:
        """Everything in its place: what all edits before it have grown by is added to its place in the source."""
        edit_ends = [edit.end for edit in edits]
        grown = list(accumulate((len(edit.text) - edit.end + edit.start for edit in edits), initial=0))
        starts, ends = list(self.starts), list(self.ends)
        target_starts, target_ends = [0] * len(starts), [0] * len(starts)
        for low, high, run, first in whole:
            if low < high:
                at = run.stretches[0].at
                shift = at + grown[bisect_right(edit_ends, at)] - (self.places[2 * low - 1] if low else 0)
                target_starts[low:high] = [place + shift for place in self.places[2 * low : 2 * high : 2]]
                target_ends[low:high] = [place + shift for place in self.places[2 * low + 1 : 2 * high : 2]]
                starts[low:high] = [place + at - first for place in self.starts[low:high]]
                ends[low:high] = [place + at - first for place in self.ends[low:high]]
        for index, (start, end), made in pieces:
            before = bisect_left(edits, made[0]) if made else bisect_right(edit_ends, start)
            behind = bisect_left(edits, made[-1]) + 1 if made else before
            starts[index], ends[index] = start, end
            target_starts[index], target_ends[index] = start + grown[before], end + grown[behind]
        return Placed(applied(self.page.layout.text, edits), starts, ends, target_starts, target_ends)


def _is_as_in_source(run: Run) -> bool:
    first = run.stretches[0]
    return len(run.stretches) == 1 and first.until - first.at == len(run.text) > 1
