"""Finds the sentences of an English, Chinese or mixed text. Floor 1.

Offsets into the text as given; nothing is changed, dropped or moved. Own rules, no model: terminators with what
closes behind them, abbreviations, sentences glued together. A line end always ends a sentence.
"""

import re
from dataclasses import dataclass

from digest.text import typography


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """One sentence: `text[start:end]`, with no white space at its edges."""

    start: int
    end: int


# Always followed by what they belong to.
_TITLES = frozenset(
    str.split(
        "mr mrs ms messrs dr prof st gen sen rep gov lt col capt sgt maj adm cmdr rev hon amb pres mt ft vs cf viz "
        "e.g i.e approx est h.e eds"
    )
)
# Only before a number: "no." ends a sentence as well.
_COUNTED = frozenset(str.split("no nos fig figs eq art arts sec para paras vol vols p pp ch ed"))
# May end a sentence; the next word tells.
_MAYBE = frozenset(
    str.split(
        "etc inc ltd co corp jr sr bros plc u.s u.n u.k e.u u.s.a d.c ph.d m.d b.a m.a b.sc m.sc a.m p.m al dept univ "
        "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun"
    )
)
_CHINESE_ENDS = "。！？｡"
_CLOSERS = "\"'”’」』）》)]】〉"
_LINE_ENDS = "\n\r\x0b\x0c\x85\u2028\u2029"
_TERMINATORS = re.compile(rf"[{_LINE_ENDS}]+|[.!?。！？｡…]+")
_WORD_BEFORE = re.compile(r"[A-Za-z][A-Za-z.]*\Z")
_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]|(?:[a-z]\.)+[a-z]")
_WORD_AFTER = re.compile(r"[\"'“‘(\[]*([^\W\d_]+(?:['’][^\W\d_]+)?)")
# "2. The second.": the number stays with its text
_NUMBERED = re.compile(r"(?:\A|[\n.!?。！？:：]\s{0,3})\s*\d{1,3}\Z")
# What goes on with the sentence that quoted a question or a cry: “好！”他说
_GOES_ON = re.compile(
    r"[，、；：。,;:—的地得之和与與及等]"
    r"|[^\W\d_]{0,6}?(?:说道|說道|表示|说|說|问道|問道|写道|寫道|喊道)[，。：；]"
)


def spans(text: str) -> tuple[Span, ...]:
    """The sentences of `text` in order; together with the white space between them they are the whole text."""
    found: list[Span] = []
    start = 0
    for end in (*_ends(text), len(text)):
        piece = text[start:end]
        bare = piece.strip()
        if bare:
            first = start + len(piece) - len(piece.lstrip())
            found.append(Span(start=first, end=first + len(bare)))
        start = end
    return tuple(found)


def _ends(text: str) -> list[int]:
    """Offsets behind every sentence but the last, ascending."""
    ends = set(typography.joins(text))
    quotes = _Quotes(text)
    for run in _TERMINATORS.finditer(text):
        if run[0][0] in _LINE_ENDS:
            ends.add(run.end())
            continue
        end = quotes.close(run.end())
        if _is_end(text, run, end, quotes.depth):
            ends.add(end)
    return sorted(ends)


class _Quotes:
    """Follows the quotation marks from left to right, so that a terminator knows which ones close behind it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.marks = re.finditer(rf"[\"“”「」『』{_LINE_ENDS}]", text)
        self.waiting = next(self.marks, None)
        self.straight_open = False
        self.depth = 0

    def close(self, place: int) -> int:
        """The offset behind the closing marks that follow a terminator which ends at `place`."""
        self._advance(place)
        end = place
        while end < len(self.text) and end - place < 6 and self._closes(end):
            end += 1
            self._advance(end)
        return end

    def _closes(self, place: int) -> bool:
        letter = self.text[place]
        if letter == '"':
            return self.straight_open
        if letter == "“":  # a closing mark typed the wrong way round: 。“
            return self.depth > 0 and self.text[place - 1] in _CHINESE_ENDS
        return letter in _CLOSERS

    def _advance(self, place: int) -> None:
        while self.waiting is not None and self.waiting.start() < place:
            self._count(self.waiting[0], self.waiting.start())
            self.waiting = next(self.marks, None)

    def _count(self, mark: str, place: int) -> None:
        if mark in _LINE_ENDS:
            self.straight_open, self.depth = False, 0
        elif mark == '"':
            # A space on one side only says which it is, whatever was lost before.
            before, after = self.text[place - 1 : place].strip(), self.text[place + 1 : place + 2].strip()
            self.straight_open = not self.straight_open if bool(before) == bool(after) else bool(after)
        elif mark == "“" and self.depth and self.text[place - 1 : place] in tuple(_CHINESE_ENDS):
            self.depth -= 1
        else:
            self.depth = max(0, self.depth + (1 if mark in "“「『" else -1))


def _is_end(text: str, run: re.Match[str], end: int, depth: int) -> bool:
    after = text[end : end + 12]
    if not after:
        return True
    last = run[0][-1]
    if last in _CHINESE_ENDS:
        return _ends_chinese(run[0], text[run.end() : end], after)
    if _is_han(text[run.start() - 1 : run.start()]):
        return _ends_after_han(run[0], after, depth)
    if last == "…" and run[0] != "…":
        return depth == 0 and _is_han(after)
    return _ends_latin(text, run, end)


def _ends_chinese(run: str, closers: str, after: str) -> bool:
    if not closers:
        return after[0] not in "，、；：）》"
    if "》" in closers or "〉" in closers:
        return False  # the mark belongs to a title: 《谁来养活中国？》一书
    if _GOES_ON.match(after):
        return False
    return run[-1] in "。｡" or closers[-1] not in "）)】]"


def _ends_after_han(run: str, after: str, depth: int) -> bool:
    if run[-1] == "…":
        return depth == 0 and len(run) > 1 and after[0] not in "，、；：）》”’」』"
    if run[-1] in "!?":
        return after[0] not in ",;:，、；："
    return run == "." and after[0].isspace()


def _ends_latin(text: str, run: re.Match[str], end: int) -> bool:
    mark = run[0]
    if not text[end].isspace():
        before = text[max(0, run.start() - 2) : run.start()]
        return _is_han(text[end]) and (mark[-1] in "!?" or (mark == "." and before.isalpha() and before.islower()))
    follower = _after_space(text, end)
    if not follower or follower[0].islower() or follower[0] in ",;:)":
        return False
    if mark != ".":
        return True
    return _ends_with_stop(text, run.start(), follower)


def _after_space(text: str, end: int) -> str:
    gap = re.compile(r"\s*").match(text, end)
    start = gap.end() if gap else end
    return text[start : start + 40]


def _ends_with_stop(text: str, stop: int, follower: str) -> bool:
    """Whether the full stop at `stop` ends a sentence, judged by the word before it and what follows."""
    before = text[max(0, stop - 24) : stop]
    found = _WORD_BEFORE.search(before)
    opened = _WORD_AFTER.match(follower)
    next_word = opened[1] if opened else ""
    if next_word[:1].islower():
        return False
    if found is None:
        return not _NUMBERED.search(text[max(0, stop - 8) : stop])
    word = found[0].casefold()
    last = word.rpartition(".")[2]  # of "journals.Mr", glued
    if word in _TITLES or last in _TITLES or (last in _COUNTED and follower[0].isdigit()):
        return False
    if word in _MAYBE or _INITIALS.fullmatch(found[0]):
        return word == "etc" or next_word in typography.STARTERS
    return True


def _is_han(letters: str) -> bool:
    return bool(letters) and ("\u4e00" <= letters[0] <= "\u9fff" or "\u3400" <= letters[0] <= "\u4dbf")
