"""Text of articles on its way into a template. Floor 2: pure."""

import re

from digest.render import links

_BREAKS = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ud800-\udfff]+")


def line(text: str) -> str:
    """`text` on one line, without controls, lone surrogates and without anything that reads as one of our tokens."""
    return links.without_tokens(_BREAKS.sub(" ", text).strip())
