"""Bluesky: facets as the official app detects them. Part of digest.platforms.

After packages/api/src/rich-text of github.com/bluesky-social/atproto (npm @atproto/api 0.19.19). Everything runs to the
next white space, and nothing is seen behind a Chinese character.
"""

from collections.abc import Iterator
from functools import cache

import regex

from digest.platforms.links import top_level

_SPACE = r"\t-\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"  # white space as JavaScript has it
_UNSEEN = r"\xad\u2060\u200a-\u200d\u20e2"
_LONGEST_TAG = 64  # UTF-16 units


def links(text: str) -> Iterator[tuple[int, int]]:
    """http(s) addresses and bare names of known domains, to the next white space."""
    for found in _link().finditer(text):
        start, end = found.span()
        if found["domain"] and not text.startswith("http", start) and not _is_domain(found["domain"]):
            continue
        if not found["domain"] and not text.startswith("http", start):
            continue  # HTTPS:// in capitals is no link
        if text[end - 1] in ".,;:!?":
            end -= 1
        if text[end - 1] == ")" and "(" not in text[start:end]:
            end -= 1
        yield start, end


def tags(text: str) -> Iterator[tuple[int, int]]:
    """A hash at the start or behind white space, and what follows to the next one, less the marks at its end."""
    for found in _tag().finditer(text):
        word = _marks_at_end().sub("", found[1])
        if word and len(word.encode("utf-16-le", "surrogatepass")) // 2 <= _LONGEST_TAG:
            yield found.start(), found.start() + 1 + len(word)


def mentions(text: str) -> Iterator[tuple[int, int]]:
    """An at sign at the start, behind white space or a bracket, and the name of a known domain."""
    for found in _mention().finditer(text):
        if _is_domain(found[1]) or found[1].endswith(".test"):
            yield found.span()


def _is_domain(name: str) -> bool:
    return "." in name and name.rpartition(".")[2] in top_level()


@cache
def _link() -> "regex.Pattern[str]":
    return regex.compile(
        rf"(?:^|(?<=[{_SPACE}(]))"
        rf"(?:[Hh][Tt][Tt][Pp][Ss]?://[^{_SPACE}]++|(?P<domain>[A-Za-z][A-Za-z0-9]*+(?:\.[A-Za-z0-9]++)++)[^{_SPACE}]*+)",
        regex.MULTILINE,
    )


@cache
def _tag() -> "regex.Pattern[str]":
    seen, word = rf"[^{_SPACE}{_UNSEEN}]", rf"[^0-9{_SPACE}\p{{P}}{_UNSEEN}]"
    return regex.compile(rf"(?:\A|(?<=[{_SPACE}]))[#＃](?!\ufe0f)((?=[^{_SPACE}{_UNSEEN}]*?{word}){seen}++)")


@cache
def _marks_at_end() -> "regex.Pattern[str]":
    return regex.compile(r"(?<!\p{P})\p{P}++\Z")


@cache
def _mention() -> "regex.Pattern[str]":
    return regex.compile(rf"(?:\A|(?<=[{_SPACE}(]))@([a-zA-Z0-9.-]*[a-zA-Z0-9])(?![a-zA-Z0-9_])")
