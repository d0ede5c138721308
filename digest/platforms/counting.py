"""How long a platform says a post is. Floor 1, pure.

Does not know any limit: limits are figures of a row. Where two descriptions of a platform disagree, `count` is what
it shows and `fits` goes by the longer of the two.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.platforms import graphemes, weighted, widths

if TYPE_CHECKING:
    from digest.platforms.rows import Platform


@dataclass(frozen=True, slots=True)
class Reading:
    """The length of one text: as the platform shows it, and by the least favourable of the known descriptions."""

    shown: int
    strictest: int


def count(platform: "Platform", text: str, *, warning: str = "") -> int:
    """What the platform shows as the length of `text` under the content warning `warning`."""
    return read(platform, text, warning).shown


def over(platform: "Platform", text: str, limit: int | None = None, *, warning: str = "") -> int:
    """By how much `text` exceeds the limit in the strictest reading; 0 or less when it fits."""
    allowed = platform.limit.value if limit is None else limit
    excess = read(platform, text, warning).strictest - allowed
    if platform.byte_limit and limit is None:
        return max(excess, widths.utf8(text) - platform.byte_limit.value)
    return excess


def fits(platform: "Platform", text: str, limit: int | None = None, *, warning: str = "") -> bool:
    """Whether `text` is within `limit` (by default the platform's for a post) in the strictest reading."""
    return over(platform, text, limit, warning=warning) <= 0


def read(platform: "Platform", text: str, warning: str = "") -> Reading:
    """Both lengths of `text`; ValueError for a content warning where the platform has none."""
    if warning and not platform.warnings:
        raise ValueError(f"{platform.title} has no content warnings")
    reading = RULES[platform.rule](text, platform.link.value if platform.link else 0)
    if not warning:
        return reading
    above = graphemes.clusters(warning)
    return Reading(reading.shown + above, reading.strictest + above)


def _alike(length: Callable[[str], int]) -> Callable[[str, int], Reading]:
    """The rule of a platform that is described in one way only."""

    def rule(text: str, _link: int) -> Reading:
        found = length(text)
        return Reading(found, found)

    return rule


def _half_width(text: str, link: int) -> Reading:
    units = widths.weibo_units(text, link)
    return Reading(units, units)


RULES: dict[str, Callable[[str, int], Reading]] = {
    "weighted": lambda text, link: Reading(*weighted.read(text, link)),
    "half-width": _half_width,
    "half-ascii": _alike(widths.title_units),
    "utf-16": _alike(widths.utf16),
    "emoji-bytes": lambda text, _link: Reading(*widths.emoji_bytes(text)),
    "graphemes": _alike(graphemes.clusters),
    "graphemes-short-links": _alike(graphemes.shortened),
    "fediverse": lambda text, link: Reading(*graphemes.fediverse(text, link)),
}
LINK_RULES = frozenset({"weighted", "half-width", "fediverse"})  # rules that give every address one length
