"""Plain text as one run, of which the paragraphs, parted by blank lines, are parts. Part of chinese.spans."""

import re

from digest.chinese.spans import kept
from digest.chinese.spans.layout import Layout, Run, Span, Stretch

_BLANK = re.compile(r"\n[ \t\u3000]*+(?:\n[ \t\u3000]*+)++")
_BLANK_WITH_RETURNS = re.compile(r"(?:\r?\n[ \t\u3000]*+){2,}+|\r{2,}+")


def read(text: str, *, hashtags: bool = True) -> Layout:
    """The whole of `text`; line breaks inside a paragraph belong to it."""
    parts = _paragraphs(text)
    if not parts:
        return Layout(text=text, runs=(), flaws=kept.flaws(text))
    found = kept.find(text, tags=True, hashtags=hashtags, edges=[place for part in parts for place in part])
    run = Run(text=text, stretches=(Stretch(0, 0, len(text)),), kept=found, parts=tuple(parts))
    return Layout(text=text, runs=(run,), flaws=kept.flaws(text))


def _paragraphs(text: str) -> list[Span]:
    blank = _BLANK_WITH_RETURNS if "\r" in text else _BLANK
    borders = [place for match in blank.finditer(text) for place in match.span()]
    places = iter((0, *borders, len(text)))
    return [(start, end) for start, end in zip(places, places, strict=True) if start < end]
