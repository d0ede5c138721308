"""Pieces into parts: as few as possible, evenly filled, cut where it hurts least. Part of splitting."""

from collections.abc import Sequence
from dataclasses import dataclass

_PART = 1000  # what one more part costs
_EMPTY = 500  # what an empty one would cost besides
_SHORT_END = 1500  # what a last part below a quarter costs
QUARTER = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """`text[start:end]`, its length with the white space behind it, and what a cut before it costs."""

    start: int
    end: int
    length: int
    cost: int


def pack(pieces: Sequence[Piece], room: int) -> list[tuple[int, int]]:
    """Which pieces, from one number up to another, make each part."""
    best = [0.0] + [float("inf")] * len(pieces)
    came_from = [0] * (len(pieces) + 1)
    for first in range(len(pieces)):
        filled = 0
        base = best[first] + (pieces[first].cost if first else 0)
        for last in range(first, len(pieces)):
            filled += pieces[last].length
            if filled > room and last > first:
                break
            cost = base + _PART + _EMPTY * (max(0, room - filled) / room) ** 2
            if last + 1 == len(pieces) and first and filled * QUARTER < room:
                cost += _SHORT_END
            if cost < best[last + 1]:
                best[last + 1], came_from[last + 1] = cost, first
    parts = []
    end = len(pieces)
    while end:
        parts.append((came_from[end], end))
        end = came_from[end]
    return parts[::-1]
