"""A font in use: how wide a text is and where each part of it stands. Part of digest.render.cards.

Two Chinese marks in a row give up the empty half between them, a quotation mark at the beginning of a line hangs out of
it, and every line begins where its ink begins (clreq, "compression of marks"; JLREQ 3.1.4).
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, Self

import regex
from PIL import ImageFont, features

from digest.render.cards.faces import Face, Family

# Marks with their ink in the left or the right half of a square. In Taiwan and Hong Kong ，。 stand in its middle.
_LEFT, _RIGHT = "」』》〉）】〕〗”’", "「『《〈（【〔〖“‘"
_MIDDLE = "，。、；：？！·"
_WIDE = regex.compile(rf"[{_LEFT}{_RIGHT}{_MIDDLE}](?=[{_LEFT}{_RIGHT}{_MIDDLE}—…])")
_HANGING = "“‘「『\"'"
_HAN = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}，。、；：？！「」『』《》]")
_WESTERN = ["pwid"]  # OpenType: marks as wide as in the West; Chinese fonts have them as wide as a Han character


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A part of a line and where it begins, in pixels from the beginning of the line."""

    text: str
    x: float
    western: bool


class Letters:
    """One weight of a family, opened."""

    def __init__(self, face: Face) -> None:
        self.face = face

    def font(self, px: int) -> ImageFont.FreeTypeFont:
        return _opened(self.face.file, self.face.index, px)

    def advance(self, text: str, px: int) -> float:
        """The width of a stretch within a line."""
        span = Span(text=text, x=0.0, western=not _HAN.search(text))
        return self.font(px).getlength(text, features=wanted(span)) + px * sum(kern for _, kern in _kerned(text))

    def width(self, text: str, px: int) -> float:
        """How far the ink of a whole line reaches from where the line begins."""
        if not text:
            return 0.0
        last = self.spans(text, px)[-1]
        _, _, right, _ = self.font(px).getbbox(last.text, anchor="ls", features=wanted(last))
        return last.x + right

    def spans(self, text: str, px: int) -> tuple[Span, ...]:
        """The line `text` in parts; the first begins so far to the left as its first mark hangs out."""
        western = not _HAN.search(text)
        font = self.font(px)
        made: list[Span] = []
        x = -_overhang(font, text, px, western)
        start = 0
        for place, kern in (*_kerned(text), (len(text), 0.0)):
            span = Span(text=text[start:place], x=x, western=western)
            made.append(span)
            x += font.getlength(span.text, features=wanted(span)) + kern * px
            start = place
        return tuple(made)

    def height(self, px: int, *, han: bool) -> float:
        """How high a capital, or a Han character, stands above the line."""
        return -self.font(px).getbbox("国" if han else "H", anchor="ls")[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """The two weights of a card."""

    bold: Letters
    regular: Letters

    @classmethod
    def of(cls, family: Family) -> Self:
        return cls(bold=Letters(family.bold), regular=Letters(family.regular))

    def weight(self, *, bold: bool) -> Letters:
        return self.bold if bold else self.regular


def wanted(span: Span) -> list[str] | None:
    """The features of OpenType that a span is set with."""
    return _WESTERN if span.western and _shapes() else None


def made_with() -> str:
    """What lays out and draws letters, with its version."""
    engine = "Raqm" if _shapes() else "basic layout"
    return f"Pillow {features.version('pil')}, FreeType {features.version('freetype2')}, {engine}"


def _kerned(text: str) -> list[tuple[int, float]]:
    """Each place between two marks that stand too far apart, and by how many ems they come closer."""
    found = []
    for match in _WIDE.finditer(text):
        one, other = text[match.start()], text[match.end()]
        if other in _RIGHT or (one in _LEFT and other not in _RIGHT):
            found.append((match.end(), -0.5))
    return found if _HAN.search(text) else []


def _overhang(font: ImageFont.FreeTypeFont, text: str, px: int, western: bool) -> float:
    """How far the first letter moves left: a quotation mark wholly, any other by the empty space before its ink."""
    first = Span(text=text[0], x=0.0, western=western)
    left, _, right, _ = font.getbbox(first.text, anchor="ls", features=wanted(first))
    return right if text[0] in _HANGING and len(text) > 1 else min(left, px / 2)


@lru_cache(maxsize=64)
def _opened(file: str, index: int, px: int) -> ImageFont.FreeTypeFont:
    engine: Literal[ImageFont.Layout.RAQM, ImageFont.Layout.BASIC]
    engine = ImageFont.Layout.RAQM if _shapes() else ImageFont.Layout.BASIC
    return ImageFont.truetype(file, px, index=index, layout_engine=engine)


@cache
def _shapes() -> bool:
    """Whether Raqm is there, which kerns Latin letters; it comes with Pillow but needs FriBiDi of the machine."""
    return bool(features.check("raqm"))
