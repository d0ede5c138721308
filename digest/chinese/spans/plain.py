"""Plain text as runs: one run for each paragraph, paragraphs parted by blank lines. Part of chinese.spans."""

import regex

from digest.chinese.spans import kept
from digest.chinese.spans.layout import Layout, Run, Stretch

_BLANK = regex.compile(r"(?:\r?\n[ \t\u3000]*+){2,}+|\r{2,}+")


def read(text: str, *, hashtags: bool = True) -> Layout:
    """The paragraphs of `text`; line breaks inside one belong to its run."""
    runs: list[Run] = []
    start = 0
    for blank in _BLANK.finditer(text):
        runs += _run(text, start, blank.start(), hashtags=hashtags)
        start = blank.end()
    runs += _run(text, start, len(text), hashtags=hashtags)
    return Layout(text=text, runs=tuple(runs), flaws=kept.flaws(text))


def _run(text: str, start: int, end: int, *, hashtags: bool) -> list[Run]:
    if start == end:
        return []
    words = text[start:end]
    found = kept.find(words, tags=True, hashtags=hashtags)
    return [Run(text=words, stretches=(Stretch(0, start, end),), kept=found)]
