"""Links, tags and mentions as places in a text. Floor 1: values, and how overlapping ones are settled.

Offsets are code points of the text as given.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class MarkKind(StrEnum):
    """What a platform makes clickable."""

    LINK = "link"
    TAG = "tag"
    MENTION = "mention"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """`text[start:end]`, its # or @ included."""

    kind: MarkKind
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The marks of one text, each kind in the order of the text."""

    links: tuple[Mark, ...] = ()
    tags: tuple[Mark, ...] = ()
    mentions: tuple[Mark, ...] = ()

    @classmethod
    def of(cls, text: str, places: Iterable[tuple[MarkKind, int, int]]) -> Self:
        """The marks at `places`; of two that overlap the one that begins first, or else the longer, stays."""
        kept: list[Mark] = []
        for kind, start, end in sorted(places, key=lambda place: (place[1], -place[2])):
            if not kept or start >= kept[-1].end:
                kept.append(Mark(kind=kind, start=start, end=end, text=text[start:end]))
        sorted_out = {kind: tuple(mark for mark in kept if mark.kind is kind) for kind in MarkKind}
        return cls(
            links=sorted_out[MarkKind.LINK], tags=sorted_out[MarkKind.TAG], mentions=sorted_out[MarkKind.MENTION]
        )

    @property
    def every(self) -> tuple[Mark, ...]:
        """All of them in the order of the text."""
        return tuple(sorted((*self.links, *self.tags, *self.mentions), key=lambda mark: mark.start))
