"""Two texts, word by word; Han, kana and everything unspaced grapheme by grapheme. Part of digest.comparing, pure.

Texts that are too long, or too much like themselves, to be compared so are first compared sentence by sentence; what
then still costs too much is shown as replaced. What is changed around a crumb of common text is shown as one change.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

import regex

_TOKEN = regex.compile(
    r"\s+|(?:(?![\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}])[\p{L}\p{M}\p{N}_])+"
    r"(?:['’.,:/-](?:(?![\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}])[\p{L}\p{M}\p{N}_])+)*+|\X"
)
_SENTENCE = regex.compile(r"[^\n。！？!?.]*+(?:[\n。！？!?.]++[”」』’\"\s]*+|\Z)")
_CRUMB = regex.compile(r"[\s\p{P}]*+|\X")  # what two changes may have between them and still be one
_MOST_PAIRS = 200_000  # of equal tokens, which is what the comparison has to look at
_LEAST_ALIKE = 0.2  # of two texts that are shown as changed, not as replaced


class Kept(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the old text, of the new one, or of both."""

    kept: Kept
    text: str


_Operation = tuple[str, Sequence[str], Sequence[str]]  # "equal" or "replace", old tokens, new tokens


def texts(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces in their order: those that are not NEW make the old text, those that are not GONE the new one."""
    operations = list(_compared(_TOKEN.findall(old), _TOKEN.findall(new)))
    if not _alike(operations, old, new):
        operations = [("replace", [old], [new])]
    return tuple(_pieces(_joined(operations)))


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[_Operation]:
    if _pairs(old, new) <= _MOST_PAIRS:
        yield from _operations(old, new)
        return
    before, after = (_SENTENCE.findall("".join(tokens)) for tokens in (old, new))
    if _pairs(before, after) > _MOST_PAIRS:
        yield "replace", old, new
        return
    for kind, gone, came in _operations(before, after):
        inner = [_TOKEN.findall("".join(part)) for part in (gone, came)]
        if kind == "equal" or _pairs(*inner) > _MOST_PAIRS:
            yield kind, gone, came
        else:
            yield from _operations(*inner)


def _pairs(old: Sequence[str], new: Sequence[str]) -> int:
    there = Counter(new)
    return sum(number * there[token] for token, number in Counter(old).items())


def _operations(old: Sequence[str], new: Sequence[str]) -> Iterator[_Operation]:
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield ("equal" if kind == "equal" else "replace"), old[a:b], new[c:d]


def _alike(operations: Iterable[_Operation], old: str, new: str) -> bool:
    same = sum(len("".join(tokens).strip()) for kind, tokens, _ in operations if kind == "equal")
    return not old or not new or same >= _LEAST_ALIKE * max(len(old), len(new)) or same == min(len(old), len(new))


def _joined(operations: Sequence[_Operation]) -> Iterator[tuple[str, str, str]]:
    """The operations as texts; changes that only a crumb parts are one."""
    gone, came, crumb = "", "", ""
    for place, (kind, old, new) in enumerate(operations):
        before, after = "".join(old), "".join(new)
        if kind == "replace":
            gone, came, crumb = gone + crumb + before, came + crumb + after, ""
        elif (gone or came) and place + 1 < len(operations) and _is_crumb(before, gone + came, operations[place + 1]):
            crumb += before
        else:
            if gone or came:
                yield "replace", gone, came
            yield "equal", crumb + before, crumb + before
            gone, came, crumb = "", "", ""
    if gone or came:
        yield "replace", gone, came


def _is_crumb(text: str, changed: str, following: _Operation) -> bool:
    """Whether the common text says nothing between the two changes: no more than they do on either side."""
    behind = "".join((*following[1], *following[2]))
    return bool(_CRUMB.fullmatch(text)) and min(len(changed), len(behind)) > 2 * len(text.strip())


def _pieces(operations: Iterable[tuple[str, str, str]]) -> Iterator[Piece]:
    for kind, gone, came in operations:
        if kind == "equal":
            yield Piece(Kept.SAME, gone)
            continue
        if gone:
            yield Piece(Kept.GONE, gone)
        if came:
            yield Piece(Kept.NEW, came)
