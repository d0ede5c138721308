"""Two orders of the same things: what came, what went, what moved. Part of digest.comparing, pure."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """How one order became another. Places count what both have, so that a new first story moves nobody."""

    came: tuple[str, ...]
    went: tuple[str, ...]
    moved: Mapping[str, int]  # by so many places: up is positive


def orders(before: Sequence[str], after: Sequence[str]) -> Moves:
    """What came, went and moved; as few as possible have moved. No name may stand twice in one order."""
    there = set(before) & set(after)
    old = [name for name in before if name in there]
    new = [name for name in after if name in there]
    place = {name: number for number, name in enumerate(old)}
    stayed = set(_longest_rise([place[name] for name in new]))
    moved = {name: place[name] - here for here, name in enumerate(new) if place[name] not in stayed}
    return Moves(
        came=tuple(name for name in after if name not in there),
        went=tuple(name for name in before if name not in there),
        moved={name: by for name, by in moved.items() if by},
    )


def _longest_rise(numbers: Sequence[int]) -> list[int]:
    """The longest part of the sequence that rises, by patience sorting."""
    tops: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        pile = bisect_left(tops, number)
        before[number] = tops[pile - 1] if pile else None
        tops[pile : pile + 1] = [number]
    rise: list[int] = []
    last = tops[-1] if tops else None
    while last is not None:
        rise.append(last)
        last = before[last]
    return rise[::-1]
