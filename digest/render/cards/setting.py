"""A headline as lines of a size: large, balanced, turned at the best places. Part of digest.render.cards.

Every way to make up to three lines of it is tried, each in the largest size that has room. The one with the least sum
of costs is taken: for lines of unequal length, poor places to turn, more lines, and letters smaller than they could be.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, combinations, pairwise
from typing import Protocol

from digest.render.cards.breaking import Piece, joined

MOST_LINES = 3
TIGHT_LINES, TIGHT = 8, 2 / 3  # how many lines and how small a headline may be that is too long: a person is told
STEP_PX = 4

_SMALLER, _UNEVEN, _MORE_LINES, _NARROW, _SHORT_LAST, _ORPHAN = 600.0, 140.0, 14.0, 30.0, 60.0, 400.0
_SHORT = 0.35  # of the average line
_SLIM = 0.6  # of the room
_REFERENCE_PX = 100


class Measure(Protocol):
    """How wide texts are in a size, in pixels."""

    def advance(self, text: str, px: int) -> float:
        """The width of a stretch within a line."""
        ...

    def width(self, text: str, px: int) -> float:
        """How far a whole line reaches."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What there is for a headline, in pixels."""

    width: int
    height: int
    largest: int  # size of letters
    least: int
    leading: float  # height of a line, as a multiple of its size


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """The lines of a headline. `tight` where they are more or smaller than a card should have."""

    lines: tuple[str, ...]
    px: int
    tight: bool = False


def set_in(room: Room, pieces: Sequence[Piece], measure: Measure) -> Headline | None:
    """The headline in its best form; None where it fits in none."""
    for _, made in sorted(_forms(room, pieces, measure), key=lambda form: form[0]):
        if all(measure.width(line, made.px) <= room.width for line in made.lines):
            return made
    return _tight(room, pieces, measure)


def _forms(room: Room, pieces: Sequence[Piece], measure: Measure) -> Iterator[tuple[float, Headline]]:
    """Each form of up to three lines that fits, with its cost."""
    widths = [measure.advance(piece.text + (" " if piece.spaced else ""), _REFERENCE_PX) for piece in pieces]
    until = (0.0, *accumulate(widths))
    total = until[-1]
    for count in range(1, MOST_LINES + 1):
        if total * room.least / _REFERENCE_PX > count * room.width:
            continue
        for cut in combinations(range(1, len(pieces)), count - 1):
            lines = [until[end] - until[start] for start, end in pairwise((0, *cut, len(pieces)))]
            px = _largest(room, max(lines), count)
            if px >= room.least:
                cost = _SMALLER * (1 - px / room.largest) ** 2 + _MORE_LINES * count + _cost(pieces, cut, lines)
                if count > 1 and max(lines) * px / _REFERENCE_PX < _SLIM * room.width:
                    cost += _NARROW
                made = Headline(lines=tuple(joined(pieces[a:b]) for a, b in pairwise((0, *cut, len(pieces)))), px=px)
                yield cost, made


def _largest(room: Room, widest: float, count: int) -> int:
    """The largest size in which so many lines, the widest of them so wide in the size of reference, have room."""
    fits = min(room.largest, room.width * _REFERENCE_PX / max(widest, 1), room.height / (count * room.leading))
    return int(fits) // STEP_PX * STEP_PX


def _cost(pieces: Sequence[Piece], cut: Sequence[int], lines: Sequence[float]) -> float:
    average = sum(lines) / len(lines)
    cost = sum(pieces[place - 1].cost for place in cut) + _UNEVEN * sum(
        ((width - average) / average) ** 2 for width in lines
    )
    if cut:
        last = joined(pieces[cut[-1] :])
        if sum(map(str.isalnum, last)) < 2:
            cost += _ORPHAN
        if lines[-1] < _SHORT * average:
            cost += _SHORT_LAST
    return cost


def _tight(room: Room, pieces: Sequence[Piece], measure: Measure) -> Headline | None:
    """The headline in as many lines as there is room for, in the largest size that gives it room."""
    for px in range(room.least, round(room.least * TIGHT) - 1, -STEP_PX):
        most = min(TIGHT_LINES, int(room.height / (px * room.leading)))
        lines = _filled(pieces, room.width, partial(measure.width, px=px), most)
        if lines:
            return Headline(lines=lines, px=px, tight=True)
    return None


def _filled(pieces: Sequence[Piece], width: int, measure: Callable[[str], float], most: int) -> tuple[str, ...]:
    """Lines that are each as full as can be; none where there would be more than `most`, or one is too wide."""
    lines: list[str] = []
    start = 0
    while start < len(pieces):
        end = start + 1
        while end < len(pieces) and measure(joined(pieces[start : end + 1])) <= width:
            end += 1
        lines.append(joined(pieces[start:end]))
        if len(lines) > most or measure(lines[-1]) > width:
            return ()
        start = end
    return tuple(lines)
