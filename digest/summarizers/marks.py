"""Whether quotation marks and brackets of a text are whole. Floor 2: pure.

Straight quotation marks have no direction: the white space beside them tells it, else they open and close in turn.
Apostrophes are letters; single quotation marks count only where they can be nothing else.
"""

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from digest.summarizers import patterns

_PAIRS = {
    "”": "“",
    "」": "「",
    "』": "『",
    "）": "（",
    ")": "(",
    "》": "《",
    "〉": "〈",
    "】": "【",
    "]": "[",
    "〕": "〔",
    "»": "«",
}
_OPENING = frozenset(_PAIRS.values())
_MARKS = re.compile(r"[“”「」『』（）()《》〈〉【】\[\]〔〕«»\"＂]")
_SINGLES = re.compile("['‘]")
_SINGLE_OPENS = patterns.Pattern(r"(?<![\p{L}\p{N}’'])['‘](?=\p{L})")
_SINGLE_CLOSES = patterns.Pattern(r"(?<=[\p{L}\p{N}.,!?。，！？])['’](?!\p{L})")
_QUOTES = {"“": "”", "「": "」", "『": "』", '"': '"', "«": "»"}

_NEAR = 512  # sentences: one is asked about many times in a row


class State(Enum):
    WHOLE = "whole"
    OPEN = "open"  # what was opened has not been closed yet
    BROKEN = "broken"  # something closes that was never opened


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """What stands between two quotation marks: text[start:end], the marks left out."""

    start: int
    end: int


@lru_cache(maxsize=_NEAR)
def state(text: str) -> State:
    """Whether everything that opens in `text` closes, in order."""
    stack, _ = _read(text)
    if stack is None:
        return State.BROKEN
    if stack:
        return State.OPEN
    return State.WHOLE if _singles_whole(text) else State.OPEN


@lru_cache(maxsize=_NEAR)
def quoted(text: str) -> tuple[Quoted, ...]:
    """The outermost quotations of a text that is whole, in order; none for one that is not."""
    stack, found = _read(text)
    return tuple(found) if stack == [] else ()


def _read(text: str) -> tuple[list[tuple[str, int]] | None, list[Quoted]]:
    stack: list[tuple[str, int]] = []
    found: list[Quoted] = []
    for match in _MARKS.finditer(text):
        mark = '"' if match[0] == "＂" else match[0]
        if mark == '"':
            mark = _direction(text, match.start(), stack)
            if mark == '"' and any(opened == '"' for opened, _ in stack):
                return None, []  # a second one opens: the first was never closed
        if mark in _OPENING or mark == '"':
            if mark == "“" and any(opened == "“" for opened, _ in stack):
                return None, []
            stack.append((mark, match.end()))
            continue
        if not stack or stack[-1][0] != _PAIRS.get(mark, '"'):
            return None, []
        opened, start = stack.pop()
        if opened in _QUOTES and not any(each in _QUOTES for each, _ in stack):
            found.append(Quoted(start=start, end=match.start()))
    return stack, found


def _direction(text: str, place: int, stack: list[tuple[str, int]]) -> str:
    """'"' for a straight mark that opens, "close" for one that closes."""
    before, after = text[place - 1 : place] if place else "", text[place + 1 : place + 2]
    free_left = not before.strip() or before in "([（《“‘'—–-：:，,。"
    free_right = not after.strip() or after in ")].,;:!?）》”’'—–，。；：！？、"
    inside = any(opened == '"' for opened, _ in stack)
    if free_left and not free_right:
        return '"' if before.strip() == "" or not inside else "close"
    if free_right and not free_left:
        return "close"
    return "close" if inside else '"'


def _singles_whole(text: str) -> bool:
    if not _SINGLES.search(text):
        return True
    opened = len(_SINGLE_OPENS.findall(text))
    return opened == 0 or len(_SINGLE_CLOSES.findall(text)) >= opened
