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
_LOGO = 0.6  # the most of the width that a logo takes
_WIDE, _FIELD = 1.25, 0.3  # from which ratio on a card is wide; the share of the field's height where it is not
_LEADING_LATIN, _LEADING_HAN = 1.18, 1.28
_BETWEEN = 0.6  # between kind and day, in ems

Box = tuple[int, int, int, int]
"""Left, top, right and bottom, in pixels."""


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
    """A rectangle of one colour."""

    box: Box
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
class Look:
    """What a card is set with; `logo` is the size of the newsroom's, which then stands for its name."""

    variant: Variant
    inks: Colours
    letters: Pair
    words: breaking.Words
    logo: tuple[int, int] | None = None

    @property
    def han(self) -> bool:
        return self.variant is not Variant.EN


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A card, ready to be drawn. `tight` where its headline is longer than a card should have."""

    size: CardSize
    ground: str
    blocks: tuple[Block, ...]  # in the order in which they are drawn
    logo: Box | None
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
    bar: Box


def colours(theme: Theme, *, whole_issue: bool, logo: bool = False) -> Colours:
    """The colours of a story's card, or of the issue's; a logo always stands on the colour of the card."""
    strong, light = theme.link, theme.card
    field = light if logo else strong
    if whole_issue:
        return Colours(
            ground=strong, field=field, bar=theme.accent, wordmark=light, on_field=light, headline=light, meta=light
        )
    return Colours(
        ground=light,
        field=field,
        bar=theme.accent,
        wordmark=strong,
        on_field=light,
        headline=theme.text,
        meta=theme.muted,
    )


def lay_out(says: Says, size: CardSize, look: Look) -> Layout:
    """The card of that size; UnfitError names the text that fits in no form."""
    frame, inks = _frame(size), look.inks
    leading = _LEADING_HAN if look.han else _LEADING_LATIN
    logo = _logo(frame, look.logo) if look.logo else None
    wordmark = None if logo else _wordmark(says.wordmark, frame, look)
    meta = tuple(_meta(says, frame, size.height - frame.margin, look))
    blocks = tuple(_blocks(size, frame, inks, logo))
    above = frame.bar[3] if frame.field else logo[3] if logo else wordmark.y if wordmark else 0
    first = above + frame.gap
    last = size.height - frame.margin
    if meta:
        last -= round(look.letters.regular.height(meta[0].px, han=look.han)) + frame.gap
    room = setting.Room(
        width=frame.width,
        height=last - first,
        largest=min(_even(_side(size) * _LARGEST), last - first),
        least=frame.least,
        leading=leading,
    )
    may_fit = len(says.headline) <= _LONGEST
    headline = setting.set_in(room, breaking.pieces(says.headline, look.words), look.letters.bold) if may_fit else None
    if headline is None:
        raise UnfitError("the headline is too long")
    return Layout(
        size=size,
        ground=inks.ground,
        blocks=blocks,
        logo=logo,
        lines=(*([wordmark] if wordmark else ()), *_headline(headline, frame.left, last, leading, inks), *meta),
        tight=headline.tight,
    )


def _blocks(size: CardSize, frame: _Frame, inks: Colours, logo: Box | None) -> Iterator[Block]:
    """The field or, on a wide card, what a logo stands on; then the bar."""
    if frame.field:
        yield Block(box=(0, 0, size.width, frame.field), colour=inks.field)
    elif logo:
        yield Block(box=(0, 0, size.width, logo[3] + frame.gap // 2), colour=inks.field)
    yield Block(box=frame.bar, colour=inks.bar)


def _logo(frame: _Frame, size: tuple[int, int]) -> Box:
    """Where the logo stands: as high as two lines, or half the field, and not wider than most of the card."""
    highest = frame.field // 2 if frame.field else 2 * frame.least
    scale = min(highest / size[1], frame.width * _LOGO / size[0])
    width, height = max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
    top = (frame.field - height) // 2 if frame.field else frame.margin // 2
    return frame.left, top, frame.left + width, top + height


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


def _wordmark(text: str, frame: _Frame, look: Look) -> Line:
    """The name of the newsroom: in the middle of the field, or above all else."""
    inks, letters = look.inks, look.letters
    largest = round(frame.least * _WORDMARK) if frame.field else frame.least
    px = _fitting("the name of the newsroom", frame, largest, lambda px: letters.bold.width(text, px))
    rise = round(letters.bold.height(px, han=look.han))
    y = (frame.field + rise) // 2 if frame.field else frame.margin + rise
    colour, ground = (inks.on_field, inks.field) if frame.field else (inks.wordmark, inks.ground)
    return Line(text=text, x=frame.left, y=y, px=px, bold=True, colour=colour, ground=ground)


def _meta(says: Says, frame: _Frame, y: int, look: Look) -> Iterator[Line]:
    """The kind, in bold, and the day behind it."""
    inks, letters = look.inks, look.letters

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
