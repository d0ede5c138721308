"""The look of a mail as configured, and whether it can be read. Part of digest.config."""

from collections.abc import Iterator

from digest.config.shapes import ThemeTable, name_for
from digest.model import Theme, Variant
from digest.text import contrast

TEXT = 4.5  # WCAG 2.2, 1.4.3, for text of any size
MARK = 3.0  # 1.4.11, for bars that carry meaning

# What stands on what, and the contrast it needs; the same holds for the dark colours.
_PAIRS = (
    ("text", "card", TEXT),
    ("text", "canvas", TEXT),
    ("muted", "card", TEXT),
    ("muted", "canvas", TEXT),
    ("link", "card", TEXT),  # and the letters of a button, which are in the colour of the card
    ("accent", "card", MARK),
)


def unreadable(table: ThemeTable) -> Iterator[tuple[str, str]]:
    """The key of each colour that is too close to what it stands on, and what is wrong, in words."""
    for mode in ("", "_dark"):
        for above, below, least in _PAIRS:
            ratio = contrast.ratio(getattr(table, above + mode), getattr(table, below + mode))
            if ratio < least:
                key = f"newsroom.theme.{above if above + mode in table.model_fields_set else below}{mode}"
                yield (
                    key,
                    f"{above}{mode} on {below}{mode} has a contrast of {_shown(ratio)} to 1; it needs {least:g}",
                )


def _shown(ratio: float) -> str:
    return f"{int(ratio * 100) / 100:g}"  # cut, not rounded: 4.499 is not 4.5


def theme(table: ThemeTable) -> Theme:
    """The theme; Traditional variants share the fonts under zh-Hant where they have none of their own."""
    fonts = {variant: stack for variant in Variant if (stack := name_for(table.fonts, variant))}
    return Theme(**table.model_dump(exclude={"fonts"}), fonts=fonts)
