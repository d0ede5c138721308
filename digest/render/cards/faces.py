"""Which fonts set the headline of a variant, of those that a machine has. Part of digest.render.cards.

The same code point is drawn otherwise in each region, so that a variant asks for the fonts of its own. A font that
lacks a letter of a text does not set it: nobody wants to publish a row of empty boxes.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from digest.model import Theme, Variant

_LATIN = (
    "Inter", "Source Sans 3", "Source Sans Pro", "Noto Sans", "Open Sans", "Roboto", "Helvetica Neue", "Segoe UI",
)  # fmt: skip
# The Chinese ones have Latin letters that go with theirs; the last are better than nothing.
FAMILIES: Mapping[Variant, tuple[str, ...]] = {
    Variant.EN: (*_LATIN, "Noto Sans CJK SC", "Source Han Sans SC", "Liberation Sans", "DejaVu Sans"),
    Variant.ZH_HANS: ("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei"),
    Variant.ZH_HANT_TW: ("Noto Sans CJK TC", "Source Han Sans TC", "Noto Sans TC", "PingFang TC", "Microsoft JhengHei"),
    Variant.ZH_HANT_HK: ("Noto Sans CJK HK", "Source Han Sans HC", "Noto Sans HK", "PingFang HK", "Microsoft JhengHei"),
}
BOLD, REGULAR = 700, 400
_BOLD_ENOUGH = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One font of a machine. `covers` are the first and last code points of each stretch of letters that it has."""

    family: str
    weight: int  # as in CSS: 400 is regular, 700 bold
    version: str
    file: str
    index: int  # within the file
    covers: tuple[tuple[int, int], ...]

    def __str__(self) -> str:
        return f"{self.family} {self.weight} ({self.version})"

    @property
    def identity(self) -> tuple[str, int, str, int]:
        """What is the same where two machines have the same font: its name, weight, version and number of letters."""
        return self.family, self.weight, self.version, sum(last - first + 1 for first, last in self.covers)

    def lacks(self, text: str) -> str:
        """The letters of `text` that the font does not have, each once."""
        return "".join(letter for letter in dict.fromkeys(text) if not self._has(ord(letter)))

    def _has(self, point: int) -> bool:
        place = bisect_right(self.covers, (point, 0x110000)) - 1
        return place >= 0 and point <= self.covers[place][1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """The two weights that a card is set in."""

    bold: Face
    regular: Face

    def lacks(self, text: str) -> str:
        return self.bold.lacks(text) or self.regular.lacks(text)


def families(found: Sequence[Face], variant: Variant, theme: Theme) -> tuple[Family, ...]:
    """The families that may set `variant`, best first: those of the theme, those of its region, then any other's.

    A family without a bold weight is set in what it has.
    """
    wanted = [*_named(theme, variant), *FAMILIES[variant]]
    if variant is not Variant.EN:
        wanted += [name for other in FAMILIES if other is not Variant.EN for name in FAMILIES[other]]
    own = {name: [face for face in found if face.family == name] for name in dict.fromkeys(wanted)}
    return tuple(_family(faces) for faces in own.values() if faces)


def wanted(theme: Theme) -> frozenset[str]:
    """The names of all families that any variant asks for."""
    every = (name for variant in Variant for name in (*_named(theme, variant), *FAMILIES[variant]))
    return frozenset(every)


def _named(theme: Theme, variant: Variant) -> Iterator[str]:
    """The families in the theme's CSS stack."""
    for name in re.split(r"\s*,\s*", theme.fonts.get(variant, "")):
        if name:
            yield name.strip("\"' ")


def _family(faces: Sequence[Face]) -> Family:
    bold = min(faces, key=lambda face: (face.weight < _BOLD_ENOUGH, abs(face.weight - BOLD), face.file, face.index))
    regular = min(faces, key=lambda face: (abs(face.weight - REGULAR), face.file, face.index))
    return Family(bold=bold, regular=regular)
