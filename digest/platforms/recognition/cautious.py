"""The cautious rule, for platforms that publish none: LinkedIn, Facebook, Instagram, Threads, LINE.

Part of digest.platforms.

A link is one only behind white space or an opening mark, and is taken to run to the next white space: whoever keeps
to that is understood by every app. So are tags and mentions that stand apart.
"""

from collections.abc import Iterator

import regex

_APART = r"(?:\A|(?<=[\s(\[\"'“‘「『《（【]))"
_LINK = regex.compile(rf"{_APART}(?:https?://[^\s.]+\.[^\s]++|www\.[^\s.]+\.[^\s]++)", regex.IGNORECASE)
_TAG = regex.compile(rf"{_APART}#(?=[\p{{Nd}}_]*+[\p{{L}}\p{{M}}])[\p{{L}}\p{{M}}\p{{Nd}}_]++")
_MENTION = regex.compile(rf"{_APART}@[A-Za-z0-9_](?:[A-Za-z0-9_.]{{0,28}}[A-Za-z0-9_])?+(?![\w@])")


def links(text: str) -> Iterator[tuple[int, int]]:
    """Addresses with http(s):// or www., less the ASCII marks that end them."""
    for found in _LINK.finditer(text):
        end = found.end()
        unopened = found[0].count(")") - found[0].count("(")  # brackets that close none of the address itself
        while text[end - 1] in ".,;:!?'\"]}" or (text[end - 1] == ")" and unopened > 0):
            unopened -= text[end - 1] == ")"
            end -= 1
        yield found.start(), end


def tags(text: str) -> Iterator[tuple[int, int]]:
    """A hash that stands apart, with letters, digits and _, not only digits."""
    return (found.span() for found in _TAG.finditer(text))


def mentions(text: str) -> Iterator[tuple[int, int]]:
    """An at sign that stands apart, with ASCII letters, digits, _ and dots inside."""
    return (found.span() for found in _MENTION.finditer(text))
