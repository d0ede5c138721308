"""Bars in pieces, drawn here as SVG, with the same figures for a table. Part of digest.web."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

HEIGHT, BAR, GAP, LEFT, NARROWEST = 180, 26, 10, 56, 240  # of the drawing, in its own units


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of a bar."""

    kind: str
    count: int
    y: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar of the drawing, and one row of the table."""

    label: str
    href: str
    x: int
    pieces: tuple[Piece, ...]
    total: int
    more: str  # what the row says beside its figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Bars beside one another, the first on the left. What is said of it is in the reader's language."""

    title: str
    about: str  # what the drawing shows, for whoever does not see it
    what: str  # what a bar stands for
    more: str  # the heading of what rows say beside their figures; "" where they say nothing
    bars: tuple[Bar, ...]
    kinds: Mapping[str, str]  # that occur, and what each is called, in the order of the pieces
    top: int
    width: int
    height: int = HEIGHT

    @property
    def ticks(self) -> tuple[tuple[int, float], ...]:
        """Whole numbers at the side, and how high they stand."""
        step = max(1, self.top // 4)
        return tuple((n, HEIGHT - HEIGHT * n / self.top) for n in range(0, self.top + 1, step))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What a bar is made of."""

    label: str
    counts: Mapping[str, int]
    href: str = ""
    more: str = ""


def chart(rows: Sequence[Row], kinds: Mapping[str, str], *, title: str, about: str, what: str, more: str = "") -> Chart:
    """The drawing of the rows; kinds that none of them has are left out."""
    present = {kind: name for kind, name in kinds.items() if any(row.counts.get(kind) for row in rows)}
    totals = [sum(row.counts.get(kind, 0) for kind in present) for row in rows]
    top = max(1, *totals) if totals else 1
    bars = tuple(
        Bar(
            label=row.label,
            href=row.href,
            x=LEFT + place * (BAR + GAP),
            pieces=tuple(_pieces(row.counts, tuple(present), top)),
            total=total,
            more=row.more,
        )
        for place, (row, total) in enumerate(zip(rows, totals, strict=True))
    )
    width = max(LEFT + len(bars) * (BAR + GAP), NARROWEST)
    return Chart(title=title, about=about, what=what, more=more, bars=bars, kinds=present, top=top, width=width)


def _pieces(counts: Mapping[str, int], kinds: Sequence[str], top: int) -> list[Piece]:
    pieces, at = [], float(HEIGHT)
    for kind in kinds:
        if count := counts.get(kind, 0):
            height = HEIGHT * count / top
            at -= height
            pieces.append(Piece(kind=kind, count=count, y=at, height=height))
    return pieces
