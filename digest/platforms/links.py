"""Addresses in posts: which letters X takes for a link, and how to write an address so that all of it is one.

Floor 1, pure. After twitter-text 3.1.0; does not follow, shorten or judge any address.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote, urlsplit, urlunsplit

import regex

from digest.platforms.domains import TOP_LEVEL

_LONGEST = 4096  # twitter-text takes no longer one for a link
_LONGEST_LABEL = 63  # RFC 1035 section 2.3.4

# Marks that may stand inside a path or a query, and those it may end with; the rest is left to the text.
_PATH = r"[\p{Latin}\p{Cyrillic}0-9!*';:=+,.$/%#\[\]\-–_~@|&()]"
_QUERY = r"[A-Za-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]"
_LAST = frozenset("=_#/+-&")


@dataclass(frozen=True, slots=True)
class Link:
    """Where a link stands in a text; `known` is False when only its http(s):// speaks for it."""

    start: int
    end: int
    known: bool


def find_links(text: str) -> Iterator[Link]:
    """The links that X would make of `text`, in order, never overlapping."""
    position = 0
    while match := _pattern().search(text, position):
        link = _link(text, match)
        position = match.end()
        if link is not None:
            yield link
            position = max(link.end, match.end("host"))


def _link(text: str, match: "regex.Match[str]") -> Link | None:
    labels = match["host"].split(".")
    if any(len(label) > _LONGEST_LABEL for label in labels):
        return None
    known = match["known"] is not None
    if not known and not match["scheme"]:
        return None
    end = _tail_end(text, match.end())
    return None if end - match.start() > _LONGEST else Link(match.start(), end, known)


def _tail_end(text: str, start: int) -> int:
    """Where path and query end that begin at `start`."""
    end = start
    for first, pattern in (("/", _path()), ("?", _query())):
        match = pattern.match(text, end) if text.startswith(first, end) else None
        if match:
            end = _trimmed(text, end, match.end())
    return end


def _trimmed(text: str, start: int, end: int) -> int:
    """`end` moved back over closing marks: `(see https://example.org/a).` keeps its `).`"""
    while end > start + 1:
        last = text[end - 1]
        balanced = last == ")" and text.count("(", start, end) >= text.count(")", start, end)
        if balanced or last.isalnum() or last in _LAST:
            break
        end -= 1
    return end


@cache
def _path() -> "regex.Pattern[str]":
    return regex.compile(rf"/{_PATH}*+")


@cache
def _query() -> "regex.Pattern[str]":
    return regex.compile(rf"\?{_QUERY}*+")


@cache
def _pattern() -> "regex.Pattern[str]":
    """A host: with http(s):// any, without it ASCII under a known top-level domain."""
    label = r"[\p{L}\p{M}\p{N}☃](?:[\p{L}\p{M}\p{N}☃_-]*[\p{L}\p{M}\p{N}☃])?+"
    ascii_label = r"[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?+"
    after = r"(?![A-Za-z0-9@+-]|\.[A-Za-z0-9])"
    top = r"(?:\L<top>|xn--[a-z0-9-]+)"
    return regex.compile(
        r"(?<![A-Za-z0-9@＠$#＃])(?P<scheme>https?://)"
        rf"(?P<host>(?:{label}\.)+(?:(?P<known>{top}){after}|{label})|{label})(?::[0-9]+)?+"
        r"|(?<![A-Za-z0-9@＠$#＃_.\-/])"
        rf"(?P<host>(?:{ascii_label}\.)+(?P<known>{top}){after})(?::[0-9]+)?+",
        regex.IGNORECASE,
        top=sorted(TOP_LEVEL),
    )


def web_address(url: str) -> str:
    """`url` in ASCII letters that every platform takes for one whole link; "" if it is no http(s) address.

    Han characters end a link on X, and a full stop or bracket at the end is left out of it: both are
    percent-encoded, which names the same page (RFC 3986 section 6.2.2.2).
    """
    try:
        parts = urlsplit(url.strip())
        name, port = parts.hostname or "", parts.port
        host = name if name.isascii() else name.encode("idna").decode("ascii")
    except ValueError:  # UnicodeError is one: a host that no name server could hold
        return ""
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host) or parts.username is not None:
        return ""
    place = host if port is None else f"{host}:{port}"
    path, query, fragment = (_quoted(part) for part in (parts.path, parts.query, parts.fragment))
    return _closed(urlunsplit((parts.scheme, place, path, query, fragment)))


def _quoted(part: str) -> str:
    """`part` of an address in letters that a link may hold, the last one such that it may end there."""
    quoted = quote(_LONE_PERCENT.sub("%25", part), safe="/%:@!$&*+,;=~-._", errors="replace")
    return _closed(quoted) if quoted else ""


_LONE_PERCENT = regex.compile(r"%(?![0-9A-Fa-f]{2})")
_HOST = regex.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]*+(?:\.(?=[A-Za-z0-9]))?)++")


def _closed(url: str) -> str:
    """`url` with its last character percent-encoded if a platform would not take it for part of the link."""
    last = url[-1]
    return url if last.isalnum() or last in _LAST else f"{url[:-1]}%{ord(last):02X}"
