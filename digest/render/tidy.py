"""Text of articles on its way into a template. Floor 2: pure."""

import re

from digest.render import links

# Marks that turn the direction of what follows: a headline could turn over the whole line an inbox shows.
_DIRECTIONS = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BREAKS = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ud800-\udfff]+")


def line(text: str) -> str:
    """`text` on one line, without controls, marks of direction, lone surrogates and what reads as one of our tokens."""
    return links.without_tokens(_BREAKS.sub(" ", _DIRECTIONS.sub("", text)).strip())
