"""The styles that stand in the elements of a page, and what an element inherits. Part of digest.preflight."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from digest.preflight.markup import Element, Page

_DECLARATION = regex.compile(r"([a-z-]+)\s*:\s*((?:[^;\"'(]|\"[^\"]*\"|'[^']*'|\([^)]*\))*)", regex.IGNORECASE)
_LENGTH = regex.compile(r"([+-]?(?:\d+\.?\d*|\.\d+))(px|pt|em|rem|vw|cm|mm|in)?", regex.IGNORECASE)
_PX = {"px": 1.0, "pt": 4 / 3, "em": 17.0, "rem": 16.0, "vw": 3.75, "cm": 37.8, "mm": 3.78, "in": 96.0, "": 1.0}

FONT_PX, LETTERS, GROUND = 17.0, "#191919", "#ffffff"  # of an article, where it says nothing itself
_SIDES = ("top", "right", "bottom", "left")


def pixels(value: str) -> float | None:
    """A length in pixels, letters being 17 and the screen 375 wide; None for per cent, words and what is computed."""
    found = _LENGTH.fullmatch(value.strip())
    if not found or (not found[2] and float(found[1])):
        return None
    return float(found[1]) * _PX[(found[2] or "").lower()]


def declared(style: str) -> dict[str, str]:
    """Each property with its value, in small letters where that does not matter; margin and padding by side."""
    own: dict[str, str] = {}
    for name, value in _DECLARATION.findall(style):
        name, value = name.lower(), value.strip()
        own[name] = value if "url(" in value else value.lower()
        if name in ("margin", "padding"):
            parts = own[name].split()
            if 1 <= len(parts) <= 4:
                sides = (parts * 4)[:4] if len(parts) in (1, 2) else [*parts, parts[1]][:4]
                own |= {f"{name}-{side}": part for side, part in zip(_SIDES, sides, strict=True)}
    return own


@dataclass(eq=False, slots=True, kw_only=True)
class Styled:
    """An element with its own styles and the one it stands in."""

    element: Element
    own: dict[str, str]
    parent: "Styled | None"
    page: Page = field(repr=False)
    children: int = 0
    says: bool = False  # whether words stand in it directly
    last_child: "Styled | None" = field(default=None, repr=False)

    @staticmethod
    def of(page: Page) -> "tuple[Styled, ...]":
        """Every element of the page, in its order."""
        made: list[Styled] = []
        for element in page.elements:
            parent = made[element.parent] if element.parent >= 0 else None
            own = declared(element.attributes.get("style", ""))
            made.append(Styled(element=element, own=own, parent=parent, page=page))
            if parent:
                parent.children += 1
                parent.last_child = made[-1]
        for text in page.texts:
            made[text.element].says = True
        return tuple(made)

    def like(self, other: "Styled") -> bool:
        """Whether the other says nothing that this does not."""
        return self.element.tag == other.element.tag and self.own == other.own

    def only_child_is_like(self) -> bool:
        return self.children == 1 and self.last_child is not None and self.last_child.like(self)

    def inside(self) -> Iterator[Element]:
        """The elements within, at any depth."""
        own = self.element
        return (each for each in self.page.elements if own.start < each.start and each.end <= own.end)

    def up(self) -> "Iterator[Styled]":
        """This element, then the one it stands in, and so on."""
        at: Styled | None = self
        while at:
            yield at
            at = at.parent

    def font_size(self) -> float:
        """In pixels."""
        sizes = (pixels(each.own.get("font-size", "")) for each in self.up())
        return next((size for size in sizes if size is not None), FONT_PX)

    def line_height(self) -> float | None:
        """In pixels; None where nothing is said, or nothing that can be computed."""
        value = next((each.own["line-height"] for each in self.up() if "line-height" in each.own), "")
        if regex.fullmatch(r"\d*\.?\d+", value):
            return float(value) * self.font_size()
        if regex.fullmatch(r"\d*\.?\d+%", value):
            return float(value[:-1]) / 100 * self.font_size()
        if regex.fullmatch(r"\d*\.?\d+em", value):
            return float(value[:-2]) * self.font_size()
        return pixels(value)

    def colours(self) -> tuple[str, str]:
        """Those of letters and ground, as written."""
        letters = next((each.own["color"] for each in self.up() if "color" in each.own), LETTERS)
        grounds = (each.own.get("background-color") or each.own.get("background") for each in self.up())
        return letters, next((ground for ground in grounds if ground), GROUND)
