"""In which system fonts and sizes a variant is set; no font is ever loaded. Floor 2: a table.

The lists are short because they stand in a mail many times: what is before the Chinese fonts sets the Latin letters.
Chinese is set larger and with more room between the lines, never letter-spaced, in italics or in capitals.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from digest.model import Theme, Variant


def _type(weight: int, size_px: int, line_px: int) -> str:
    return f"font-size:{size_px}px;line-height:{line_px}px;font-weight:{weight}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """The stack of fonts, and CSS declarations for each rank of text."""

    stack: str
    latin: str  # for passages in English; a Chinese font would set their quotation marks as wide as a Han
    title: str = _type(700, 28, 36)
    lead: str = _type(700, 22, 30)
    section: str = _type(700, 20, 28)
    headline: str = _type(600, 18, 26)
    quote: str = _type(400, 21, 32)
    text: str = _type(400, 16, 26)
    button: str = _type(600, 16, 24)
    meta: str = _type(400, 13, 20)
    label: str = _type(600, 12, 20) + ";letter-spacing:.06em;text-transform:uppercase"


_LATIN = "-apple-system,Segoe UI,Roboto,Helvetica Neue,Arial"
_SANS = f"{_LATIN},sans-serif"


def _chinese(fonts: str) -> Face:
    return Face(
        stack=f"{_LATIN},{fonts},sans-serif",
        latin=_SANS,
        title=_type(700, 27, 38),
        lead=_type(700, 22, 32),
        section=_type(700, 20, 30),
        headline=_type(600, 19, 30),
        quote=_type(400, 20, 34),
        text=_type(400, 17, 30),
        meta=_type(400, 14, 22),
        label=_type(600, 13, 20),
    )


FACES: Mapping[Variant, Face] = {
    Variant.EN: Face(stack=_SANS, latin=_SANS),
    Variant.ZH_HANS: _chinese("PingFang SC,Microsoft YaHei,Noto Sans CJK SC"),
    Variant.ZH_HANT_TW: _chinese("PingFang TC,Microsoft JhengHei,Noto Sans CJK TC"),
    Variant.ZH_HANT_HK: _chinese("PingFang HK,Microsoft JhengHei,Noto Sans CJK HK"),
}


def face(variant: Variant, theme: Theme) -> Face:
    """How `variant` is set, in the fonts of `theme` where it names some."""
    own = FACES[variant]
    latin = theme.fonts.get(Variant.EN, own.latin)
    return replace(own, stack=theme.fonts.get(variant, own.stack), latin=latin)
