"""Telegram: entities as the clients find them in plain text. Part of digest.platforms.

After td/telegram/MessageEntity.cpp of github.com/tdlib/td. A path goes on through Chinese and full-width marks, and so
does a name that is glued to them; a tag or a mention is not seen behind a letter of any script.
"""

from collections.abc import Iterator
from functools import cache

import regex

from digest.platforms.links import top_level


def links(text: str) -> Iterator[tuple[int, int]]:
    """http(s) addresses, and bare names under a known top-level domain."""
    for found in _link().finditer(text):
        host = found["host"].rstrip(".")
        if not found["scheme"] and host.rpartition(".")[2].lower() not in top_level():
            continue
        end = found.end() if found["tail"] else found.start("host") + len(host)
        yield found.start(), end


def tags(text: str) -> Iterator[tuple[int, int]]:
    """A hash behind no letter or digit, and at most 256 letters and digits, not only digits, no hash behind them."""
    for found in _tag().finditer(text):
        yield found.start(), min(found.end(), found.start() + 257)


def mentions(text: str) -> Iterator[tuple[int, int]]:
    """An at sign behind no letter, and 2 to 32 ASCII letters, digits or _."""
    return (found.span() for found in _mention().finditer(text))


@cache
def _link() -> "regex.Pattern[str]":
    name = r"[A-Za-z0-9_~\-\u200c\u200d[\xc0-\U0010ffff--\p{Z}--\u2000-\u206f]]"
    path = r"[^\s<>\"«»\p{Z}\u2000-\u206f]"
    return regex.compile(
        rf"(?:(?P<scheme>https?://)|(?<![\w/#@.])(?<!{name}))(?P<host>{name}++(?:\.{name}++)++\.?+)(?::[0-9]{{1,5}}+)?+"
        rf"(?P<tail>[/?\#]{path}*(?<![.:;,('?!`]))?",
        regex.IGNORECASE | regex.VERSION1,
    )


@cache
def _tag() -> "regex.Pattern[str]":
    return regex.compile(r"(?<![\p{Nd}_\p{L}\u200c])#(?=[\p{Nd}_\u200c]*+\p{L})[\p{Nd}_\p{L}\u200c]++(?!#)")


@cache
def _mention() -> "regex.Pattern[str]":
    return regex.compile(r"(?<!\w)@[A-Za-z0-9_]{2,32}(?!\w)")
