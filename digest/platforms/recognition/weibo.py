"""Weibo: #topics# in a pair of hashes, @names, http(s) addresses of ASCII letters. Part of digest.platforms.

After the expressions of its composer that others have published (gist Last-Order/e7792d6 of 2019, WeCase 2014).
"""

from collections.abc import Iterator

import regex

# The path ends at the first character that is not ASCII, as in the composer's own expression.
LINK = regex.compile(r"https?://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+[-A-Za-z0-9_$.+!*()/,:;@&=?~#%]*+", regex.I)
_TOPIC = regex.compile(r"#(?=[^#\n]*[^#\s])[^#\n]{1,140}#")
_MENTION = regex.compile(r"(?<![A-Za-z0-9._+-])@[\w-]{2,30}+")


def links(text: str) -> Iterator[tuple[int, int]]:
    """Addresses up to the first character that is not ASCII."""
    return (found.span() for found in LINK.finditer(text))


def topics(text: str) -> Iterator[tuple[int, int]]:
    """What stands between two hashes on one line, both included; hashes inside a link are part of the link."""
    apart = LINK.sub(lambda link: "\n" * len(link[0]), text)
    return (found.span() for found in _TOPIC.finditer(apart))


def mentions(text: str) -> Iterator[tuple[int, int]]:
    """An at sign and the letters of any script behind it: Chinese text that follows without a space is taken in."""
    return (found.span() for found in _MENTION.finditer(text))
