"""X's way of counting: twitter-text with its configuration v3. Floor 1, pure.

Source: github.com/twitter/twitter-text, config/v3.json and conformance/validate.yml (2021-10-21, its last commit).
Does not cut, and does not judge whether a post may be published.
"""

import unicodedata
from functools import cache

import regex

from digest.platforms.links import find_links

_SCALE = 100
_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))  # code points that weigh 100; all others 200
_HEAVY = 200


def read(text: str, link: int) -> tuple[int, int]:
    """The length shown, and the longer one if this emoji or that top-level domain is unknown to X.

    X documents every emoji as 2, but its published counter knows only those of 2018 and adds up the parts of any
    newer one (twitter-text issue 369). So the second figure adds up the parts of them all.
    """
    text = unicodedata.normalize("NFC", text)
    shown = strictest = 0
    end = 0
    for found in find_links(text):
        plain_shown, plain_strictest = _plain(text[end : found.start])
        literal = _weigh(text[found.start : found.end])
        counted = link * _SCALE
        shown += plain_shown + (counted if found.known else literal)
        strictest += plain_strictest + (counted if found.known else max(counted, literal))
        end = found.end
    plain_shown, plain_strictest = _plain(text[end:])
    return (shown + plain_shown) // _SCALE, (strictest + plain_strictest) // _SCALE


def _plain(text: str) -> tuple[int, int]:
    shown = strictest = _weigh(text)
    for emoji in _emoji().findall(text):
        parts = _weigh(emoji)
        shown += _HEAVY - parts
        strictest += max(_HEAVY - parts, 0)
    return shown, strictest


def _weigh(text: str) -> int:
    return sum(_weight(ord(character)) for character in text)


@cache
def _weight(code_point: int) -> int:
    return _SCALE if any(first <= code_point <= last for first, last in _LIGHT) else _HEAVY


@cache
def _emoji() -> "regex.Pattern[str]":
    """One emoji as UTS #51 composes it: flag, key cap, or pictures joined by U+200D with skin tones and tags."""
    picture = (
        r"(?:\p{Emoji_Presentation}\ufe0f?|\p{Extended_Pictographic}\ufe0f"
        r"|\p{Extended_Pictographic}(?=\p{Emoji_Modifier}|\u200d\p{Extended_Pictographic}))"
        r"\p{Emoji_Modifier}?"
    )
    joined = r"(?:\u200d\p{Extended_Pictographic}\ufe0f?\p{Emoji_Modifier}?)*"
    return regex.compile(
        r"\p{Regional_Indicator}{2}|[0-9#*]\ufe0f?\u20e3|"
        + picture
        + r"(?:[\U000e0020-\U000e007e]+\U000e007f)?"
        + joined
    )
