"""Mastodon: what the server turns into links, tags and mentions. Part of digest.platforms.

After config/initializers/twitter_regex.rb and app/lib/extractor.rb of github.com/mastodon/mastodon (2024-07-25), and
its rule for tags since 2026-03-16 (pull request 38212). Path and query take full-width marks and Chinese with them.
"""

from collections.abc import Iterator
from functools import cache

import regex

from digest.platforms.links import LONGEST, Host, find_addresses


def links(text: str) -> Iterator[tuple[int, int]]:
    """http(s) addresses under a known top-level domain."""
    for host, end in find_addresses(text, _tail_end):
        if host.scheme and host.known and end - host.start <= LONGEST:
            yield host.start, end


def _tail_end(text: str, host: Host) -> int:
    found = _tail().match(text, host.end) if host.scheme else None
    return found.end() if found else host.end


def tags(text: str) -> Iterator[tuple[int, int]]:
    """A hash at the start or behind white space, and a word that is not only digits."""
    return (found.span() for found in _tag().finditer(text))


def mentions(text: str) -> Iterator[tuple[int, int]]:
    """@user and @user@host, behind no letter of any script."""
    return (found.span() for found in mention().finditer(text))


@cache
def mention() -> "regex.Pattern[str]":
    """@user or @user@host; the group is the user."""
    return regex.compile(
        r"(?<![=/\w])@([a-z0-9_]+(?:[a-z0-9_.-]*[a-z0-9_])?+)(?:@\w+(?:[.-]++\w+)*+)?+(?![@＠]|://)", regex.IGNORECASE
    )


@cache
def _tag() -> "regex.Pattern[str]":
    return regex.compile(r"(?:\A|(?<=\s))[#＃](?=[\w·・\u200c]*?[\p{L}\p{M}·・\u200c])[\w·・\u200c]*\w")


@cache
def _tail() -> "regex.Pattern[str]":
    """Port, path and query; each of the last two ends in a character that may end it."""
    inside = r"[^\s<>()?]"
    pair = rf"\({inside}*+(?:\({inside}*+\){inside}*+)?+\)"
    path_end = r"[^\s()?!*\"'「」<>;:=,.$%\[\]~&|@]"
    query = r"[A-Za-z0-9!?*'();:&=+$/%#\[\]\-_.,~|@^\xa0-\U0010fffd]"
    return regex.compile(
        rf"(?::[0-9]++)?+(?:/(?:(?:{inside}|{pair})*(?:{path_end}|{pair}))?+)?+"
        rf"(?:\?{query}*[A-Za-z0-9_&=#/\-\xa0-\U0010fffd])?+"
    )
