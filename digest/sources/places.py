"""Where the cleaned paragraphs of an article stand in the text that it was made from. Floor 2: pure.

Cleaning changes white space, the width of punctuation and invisible marks, drops pieces and moves none, so a paragraph
is found by its letters alone, from the end of the one before it. Tags and entities of HTML count as what they show.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import unescape

from digest.model import Paragraph
from digest.sources import markup

_PIECE = re.compile(r"<[A-Za-z/!][^<>]{0,2000}>|&#?\w{1,31};|.", re.DOTALL)
_ALIKE = str.maketrans({"。": ".", "｡": ".", "、": ",", "“": '"', "”": '"', "‘": "'", "’": "'"})
_UNSEEN = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Co", "Cn", "Mn", "Me"})


class Places:
    """The places of one article's paragraphs in `text`."""

    def __init__(self, text: str, paragraphs: Sequence[Paragraph]) -> None:
        self._paragraphs = tuple(paragraphs)
        self._letters, self._spans = _read(text)
        self._begins: list[int] = []  # of each paragraph among the letters, -1 for one that is not there
        end = 0
        for paragraph in paragraphs:
            letters = _letters(paragraph.text)
            at = self._letters.find(letters, end)
            at = at if at >= 0 else self._letters.find(letters)
            self._begins.append(at)
            end = max(end, at + len(letters))

    def span(self, paragraph: int, start: int, end: int) -> tuple[int, int] | None:
        """The offsets in the text of what stands at [start, end) in the paragraph; None for what is not there."""
        whole = self._paragraphs[paragraph].text
        wanted = _letters(whole[start:end])
        begins = self._begins[paragraph]
        at = begins + len(_letters(whole[:start])) if begins >= 0 else self._letters.find(wanted)
        if not wanted or at < 0 or not self._letters.startswith(wanted, at):
            return None
        return self._spans[at][0], self._spans[at + len(wanted) - 1][1]


def _read(text: str) -> tuple[str, Sequence[tuple[int, int]]]:
    """The letters of `text`, and where in it each of them stands."""
    letters: list[str] = []
    spans: list[tuple[int, int]] = []
    for shown, start, end in _marked_up(text) if markup.looks_like_html(text) else _plain(text):
        letters.append(shown)
        spans += [(start, end)] * len(shown)
    return "".join(letters), spans


def _plain(text: str) -> Iterator[tuple[str, int, int]]:
    return ((_letter(character), place, place + 1) for place, character in enumerate(text))


def _marked_up(text: str) -> Iterator[tuple[str, int, int]]:
    for found in _PIECE.finditer(text):
        piece = found[0]
        if not (len(piece) > 1 and piece[0] == "<"):
            yield _letters(unescape(piece)), found.start(), found.end()


def _letters(text: str) -> str:
    return "".join(map(_letter, text))


@lru_cache(maxsize=16384)
def _letter(character: str) -> str:
    """What is compared of a character: nothing of an invisible one, the half-width form of a mark."""
    if "\ud800" <= character <= "\udfff":  # half of a pair, which no article may hold: it has this instead
        return "\ufffd"
    plain = unicodedata.normalize("NFKC", character).translate(_ALIKE)
    return "".join(each for each in plain if unicodedata.category(each) not in _UNSEEN)
