"""Where everything stands on a card of any size. Part of digest.render.cards.

    ▍wordmark                 █████████████
    ▍                         █ wordmark
    ▍Headline, in at most     █████████████
    ▍three lines                Headline, in at
    ▍                           most three lines
    ▍kind  day                  kind  day

A wide card has a bar at its side, a square or a high one a field above. All that is a multiple of 8 pixels, in
proportion to the card. A story's card is light; the issue's is all in the colour of links, whose contrast to the card's
own colour the configuration has checked.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import sqrt

from digest.model import Theme, Variant
from digest.platforms import CardSize
from digest.render.cards import breaking, setting
from digest.render.cards.letters import Pair
from digest.render.cards.says import Says

LEAST_PX, LEAST = 48, 0.04  # letters that can be read on a telephone: of a card 1200 pixels wide, and of a narrow one
_WORDMARK = 4 / 3  # how much larger it is on a field
_UNIT = 8
_MARGIN, _BAR, _GAP, _LARGEST = 0.084, 0.026, 0.066, 0.118  # of the side of a square as large as the card
_LONGEST = 600  # characters of a headline; no card has room for more
_WIDE, _FIELD = 1.25, 0.3  # from which ratio on a card is wide; the share of the field's height where it is not
_LEADING_LATIN, _LEADING_HAN = 1.18, 1.28
_BETWEEN = 0.6  # between kind and day, in ems


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """What a card is drawn in, as #RRGGBB."""

    ground: str
    field: str
    bar: str
    wordmark: str
    on_field: str  # the wordmark, where there is a field
    headline: str
    meta: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A rectangle of one colour: left, top, right and bottom in pixels."""

    box: tuple[int, int, int, int]
    colour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of text: where it begins on its baseline, in pixels, and its colour on that of `ground`."""

    text: str
    x: int
    y: int
    px: int
    bold: bool
    colour: str
    ground: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A card, ready to be drawn. `tight` where its headline is longer than a card should have."""

    size: CardSize
    ground: str
    blocks: tuple[Block, ...]
    lines: tuple[Line, ...]
    tight: bool


class UnfitError(ValueError):
    """A text that has no room on a card; the message says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """The measures of a card in pixels."""

    left: int
    width: int
    margin: int
    gap: int
    least: int  # size of letters
    field: int  # its height, 0 where there is none
    bar: tuple[int, int, int, int]


def colours(theme: Theme, *, whole_issue: bool) -> Colours:
    """The colours of a story's card, or of the issue's."""
    strong, light = theme.link, theme.card
    if whole_issue:
        return Colours(
            ground=strong, field=strong, bar=theme.accent, wordmark=light, on_field=light, headline=light, meta=light
        )
    return Colours(
        ground=light,
        field=strong,
        bar=theme.accent,
        wordmark=strong,
        on_field=light,
        headline=theme.text,
        meta=theme.muted,
    )


def lay_out(
    says: Says, size: CardSize, variant: Variant, inks: Colours, letters: Pair, words: breaking.Words
) -> Layout:
    """The card of that size; UnfitError names the text that fits in no form."""
    frame, han = _frame(size), variant is not Variant.EN
    leading = _LEADING_HAN if han else _LEADING_LATIN
    wordmark = _wordmark(says.wordmark, frame, han, inks, letters)
    meta = tuple(_meta(says, frame, size.height - frame.margin, inks, letters))
    first = (frame.bar[3] if frame.field else wordmark.y) + frame.gap
    last = size.height - frame.margin
    if meta:
        last -= round(letters.regular.height(meta[0].px, han=han)) + frame.gap
    room = setting.Room(
        width=frame.width,
        height=last - first,
        largest=min(_even(_side(size) * _LARGEST), last - first),
        least=frame.least,
        leading=leading,
    )
    may_fit = len(says.headline) <= _LONGEST
    headline = setting.set_in(room, breaking.pieces(says.headline, words), letters.bold) if may_fit else None
    if headline is None:
        raise UnfitError("the headline is too long")
    return Layout(
        size=size,
        ground=inks.ground,
        blocks=tuple(_blocks(size, frame, inks)),
        lines=(wordmark, *_headline(headline, frame.left, last, leading, inks), *meta),
        tight=headline.tight,
    )


def _blocks(size: CardSize, frame: _Frame, inks: Colours) -> Iterator[Block]:
    if frame.field:
        yield Block(box=(0, 0, size.width, frame.field), colour=inks.field)
    yield Block(box=frame.bar, colour=inks.bar)


def _headline(headline: setting.Headline, x: int, last: int, leading: float, inks: Colours) -> Iterator[Line]:
    """The lines, the last of them at `last`."""
    step = round(headline.px * leading)
    y = last - (len(headline.lines) - 1) * step
    for text in headline.lines:
        yield Line(text=text, x=x, y=y, px=headline.px, bold=True, colour=inks.headline, ground=inks.ground)
        y += step


def _frame(size: CardSize) -> _Frame:
    side = _side(size)
    margin, bar, gap = (_even(side * share) for share in (_MARGIN, _BAR, _GAP))
    wide = size.width >= _WIDE * size.height
    left, field = (bar + margin, 0) if wide else (margin, _even(size.height * _FIELD))
    box = (0, 0, bar, size.height) if wide else (0, field, size.width, field + bar)
    return _Frame(
        left=left,
        width=size.width - left - margin,
        margin=margin,
        gap=gap,
        least=min(LEAST_PX, round(size.width * LEAST)),
        field=field,
        bar=box,
    )


def _wordmark(text: str, frame: _Frame, han: bool, inks: Colours, letters: Pair) -> Line:
    """The name of the newsroom: in the middle of the field, or above all else."""
    largest = round(frame.least * _WORDMARK) if frame.field else frame.least
    px = _fitting("the name of the newsroom", frame, largest, lambda px: letters.bold.width(text, px))
    rise = round(letters.bold.height(px, han=han))
    y = (frame.field + rise) // 2 if frame.field else frame.margin + rise
    colour, ground = (inks.on_field, inks.field) if frame.field else (inks.wordmark, inks.ground)
    return Line(text=text, x=frame.left, y=y, px=px, bold=True, colour=colour, ground=ground)


def _meta(says: Says, frame: _Frame, y: int, inks: Colours, letters: Pair) -> Iterator[Line]:
    """The kind, in bold, and the day behind it."""

    def behind(px: int) -> float:
        return letters.bold.width(says.label, px) + px * _BETWEEN if says.label else 0.0

    def row(px: int) -> float:
        return behind(px) + letters.regular.width(says.day, px)

    px = _fitting("the word for its kind", frame, frame.least, row)
    parts = ((says.label, 0.0, True), (says.day, behind(px), False))
    for text, x, bold in parts:
        if text:
            yield Line(text=text, x=frame.left + round(x), y=y, px=px, bold=bold, colour=inks.meta, ground=inks.ground)


def _fitting(what: str, frame: _Frame, largest: int, measure: Callable[[int], float]) -> int:
    """The size in which a text is one line."""
    for px in range(largest, round(frame.least * setting.TIGHT) - 1, -setting.STEP_PX):
        if measure(px) <= frame.width:
            return px
    raise UnfitError(f"{what} is too long")


def _side(size: CardSize) -> float:
    return sqrt(size.width * size.height)


def _even(px: float) -> int:
    return _UNIT * max(1, round(px / _UNIT))
