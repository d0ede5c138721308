"""Lengths in grapheme clusters (UAX #29): Bluesky and Mastodon. Part of digest.platforms, pure."""

from collections.abc import Iterable
from functools import cache
from urllib.parse import urlsplit

import regex

from digest.platforms.links import find_links
from digest.platforms.recognition import bluesky, mastodon

_CLUSTER = regex.compile(r"\X")
_LONGEST_PATH, _SHORTENED_PATH = 15, 13


def clusters(text: str) -> int:
    """What a reader would call characters: an emoji is one, whatever it is made of."""
    if text.isascii():
        return len(text) - text.count("\r\n")
    return len(_CLUSTER.findall(text))


def shortened(text: str) -> int:
    """The count in Bluesky's own app, which writes an address as its host and the first 13 characters of its path."""
    return clusters(_replaced(text, ((start, end, _short(text[start:end])) for start, end in bluesky.links(text))))


def fediverse(text: str, link: int) -> tuple[int, int]:
    """Mastodon's count, an address being `link` and @user@host being @user: its web page's, and the strictest.

    The page sees addresses as X does, the server takes more of what follows into them; so they may differ.
    """
    if "@" not in text and "://" not in text:
        return (length := clusters(text)), length
    seen = (
        (each.start, each.end, "x" * link) for each in find_links(text) if each.known and _schemed(text, each.start)
    )
    page = clusters(_page_mention().sub(r"\1@\2", _replaced(text, seen)))
    taken = [(start, end, "x" * link) for start, end in mastodon.links(text)]
    names = [(*found.span(), f"@{found[1]}") for found in mastodon.mention().finditer(text)]
    server = clusters(_replaced(text, sorted([*taken, *names])))
    return page, max(page, server)


def _schemed(text: str, start: int) -> bool:
    return text[start : start + 8].lower().startswith(("http://", "https://"))


@cache
def _page_mention() -> "regex.Pattern[str]":
    return regex.compile(r"(\A|[^/\w])@([a-z0-9_]++)@[a-z0-9.-]*[a-z0-9]", regex.IGNORECASE)


def _replaced(text: str, places: Iterable[tuple[int, int, str]]) -> str:
    """`text` with others in the places of some of its parts; of two that overlap the first counts."""
    kept: list[str] = []
    position = 0
    for start, end, instead in places:
        if start >= position:
            kept += (text[position:start], instead)
            position = end
    return "".join((*kept, text[position:]))


def _short(url: str) -> str:
    try:
        parts = urlsplit(url if url.startswith("http") else f"https://{url}")
    except ValueError:  # not an address after all
        return url
    path = "" if parts.path == "/" else parts.path
    path += f"?{parts.query}" if parts.query else ""
    path += f"#{parts.fragment}" if parts.fragment else ""
    return parts.netloc + (path if len(path) <= _LONGEST_PATH else f"{path[:_SHORTENED_PATH]}...")
