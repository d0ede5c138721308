"""X: links, hashtags and mentions after twitter-text 3.1.0. Part of digest.platforms."""

from collections.abc import Iterator
from functools import cache

import regex

from digest.platforms.links import ACCENTED, find_links

# Beyond letters, marks and digits; from the middle dots of Catalan and Japanese to the joiners of Persian.
_INSIDE = (
    r"\p{L}\p{M}\p{Nd}_\u200c\u200d\ua67e\u05be\u05f3\u05f4\uff5e\u301c\u309b\u309c\u30a0\u30fb\u3003\u0f0b\u0f0c\xb7"
)


def links(text: str) -> Iterator[tuple[int, int]]:
    """Addresses, with http(s):// or without."""
    return ((link.start, link.end) for link in find_links(text) if link.known)


def tags(text: str) -> Iterator[tuple[int, int]]:
    """A hash that follows no letter, digit or &, and a word with at least one letter."""
    return (found.span() for found in _tag().finditer(text)) if "#" in text or "＃" in text else iter(())


def mentions(text: str) -> Iterator[tuple[int, int]]:
    """An at sign and up to 20 ASCII letters, digits or _, with the name of a list."""
    return (found.span() for found in _mention().finditer(text)) if "@" in text or "＠" in text else iter(())


@cache
def _tag() -> "regex.Pattern[str]":
    return regex.compile(
        rf"(?:(?<![{_INSIDE}&])|(?<=[\ufe0e\ufe0f]))[#＃](?![\ufe0f\u20e3])(?=[{_INSIDE}]*[\p{{L}}\p{{M}}])[{_INSIDE}]++(?![#＃]|://)"
    )


@cache
def _mention() -> "regex.Pattern[str]":
    return regex.compile(
        r"(?:(?<![a-zA-Z0-9_!#$%&*@＠])|(?<=(?<![a-zA-Z0-9_+~.-])[rR][tT]))[@＠]"
        rf"[a-zA-Z0-9_]{{1,20}}+(?:/[a-zA-Z][a-zA-Z0-9_-]{{0,24}}+)?+(?![@＠{ACCENTED}]|://)"
    )
