"""How long a platform says a post is. Floor 1, pure.

Does not know any limit: limits are figures of a row. Where two descriptions of a platform disagree, `count` is what
it shows and `fits` goes by the longer of the two.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from digest.platforms.rows import Platform


@dataclass(frozen=True, slots=True)
class Reading:
    """The length of one text: as the platform shows it, and by the least favourable of the known descriptions."""

    shown: int
    strictest: int


def count(platform: "Platform", text: str) -> int:
    """What the platform shows as the length of `text`."""
    return _read(platform, text).shown


def over(platform: "Platform", text: str, limit: int | None = None) -> int:
    """By how much `text` exceeds the limit in the strictest reading; 0 or less when it fits."""
    return _read(platform, text).strictest - (platform.limit.value if limit is None else limit)


def fits(platform: "Platform", text: str, limit: int | None = None) -> bool:
    """Whether `text` is within `limit` (by default the platform's for a post) in the strictest reading."""
    return over(platform, text, limit) <= 0


def _read(platform: "Platform", text: str) -> Reading:
    return RULES[platform.rule](text, platform.link.value if platform.link else 0)


def utf16(text: str, _link: int) -> Reading:
    """UTF-16 units, as JavaScript and C# count. Never fewer than code points, so it holds for both."""
    units = len(text.encode("utf-16-le", "surrogatepass")) // 2
    return Reading(units, units)


# The path ends at the first character that is not ASCII, as in the composer's own expression.
_WEIBO_LINK = regex.compile(r"https?://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+[-A-Za-z0-9_$.+!*()/,:;@&=?~#%]*+", regex.I)
_WEIBO_SHORTENED_UP_TO = 140  # half-units; what exceeds them is added
_WEIBO_OWN_UP_TO = 41  # its own pages are counted letter by letter up to here


def half_width(text: str, link: int) -> Reading:
    """Weibo's count: two letters up to U+00FF, or one UTF-16 unit of anything else, make 1; rounded up.

    An address counts `link`, as Weibo replaces it by one of t.cn; after gist Last-Order/e7792d6 of 2019 and WeCase's
    TweetUtils of 2014, which agree but for https, taken here as http.
    """
    halves = _halves(_WEIBO_LINK.sub("", text))
    halves += sum(_link_halves(match[0], link * 2) for match in _WEIBO_LINK.finditer(text))
    units = (halves + 1) // 2
    return Reading(units, units)


def _link_halves(url: str, shortened: int) -> int:
    length = _halves(url)
    host = url.split("/")[2].lower()
    if host == "t.cn":
        return length
    if host in ("weibo.com", "weibo.cn") and length <= _WEIBO_OWN_UP_TO:
        return length
    return shortened + max(0, length - _WEIBO_SHORTENED_UP_TO)


def _halves(text: str) -> int:
    return sum(1 if character <= "\u00ff" else 2 if character <= "\uffff" else 4 for character in text)


def weighted(text: str, link: int) -> Reading:
    """X's count, see `digest.platforms.weighted`."""
    from digest.platforms.weighted import read

    return Reading(*read(text, link))


RULES: dict[str, Callable[[str, int], Reading]] = {
    "weighted": weighted,
    "half-width": half_width,
    "utf-16": utf16,
}
LINK_RULES = frozenset({"weighted", "half-width"})  # rules that give every address one length
