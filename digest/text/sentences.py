"""Finds the sentences of an English, Chinese or mixed text. Floor 1.

Offsets into the text as given; nothing is changed, dropped or moved. Own rules, no model: terminators with what
closes behind them, abbreviations, sentences glued together. A line end always ends a sentence; a semicolon, a colon
and a heading without a mark never do. docs/segmentation.md compares it with others.
"""

import re
from dataclasses import dataclass

from digest.text import stops


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """One sentence: `text[start:end]`, with no white space at its edges."""

    start: int
    end: int


# --- marks ---------------------------------------------------------------------------------------------------

_CHINESE_ENDS = "。！？｡"
_CLOSERS = "\"'”’」』）》)]】〉"
_STAYS = "，、；：）》,;"
_CLOSING_QUOTES = "\"'”’」』"
_LINE_ENDS = "\n\r\x0b\x0c\x85\u2028\u2029"
_TERMINATORS = re.compile(rf"[{_LINE_ENDS}]+|\.(?:[ \xa0]\.(?!\.))+|[.!?。！？｡…]+")
_NEXT_STRAIGHT = re.compile(rf'[^"{_LINE_ENDS}]{{0,600}}?(?P<before>\S?)"(?P<after>[^\s,.;:?!)—]?)')
_SPACES = re.compile(r"\s*")
_LEADS = re.compile(r"(?:\A|[.!?\n])[\s\"“‘'(\[]*\Z")
_SMALL_START = re.compile(r"[a-z]{1,2}[A-Z]|(?:[a-z]|[ivx]{2,4})[.)]\s+[A-Z]")  # iPhone; b. The second
_NOTES = re.compile(r"(?: ?\[\d{1,3}\])+(?=\s|\Z)|[⁰¹²³⁴-⁹]+")  # footnote marks
_NOTE_NUMBER = re.compile(r"\d{1,2}(?=\s+[A-Z])")
_SPEAKER = re.compile(r"(?:[A-Z][\w.'’-]{0,30}\s){1,4}(?:said|says|asked|asks|added|replied|wrote|shouted|cried)\b")

# What goes on with the sentence that ends in a quotation: “好！”他说。
_SAID = (
    r"[^\W_還还也又并並则則]{0,16}?(?<![来來话話是就以该該据據听聽俗常传傳小学學])"
    r"(?:(?:说道|說道|表示|说|說|问道|問道|问|問|写道|寫道|喊道|喊|答道|回答)[，。；,]"
    r"|(?:总结|總結|补充|補充|解释|解釋|回忆|回憶|感叹|感嘆|感慨|强调|強調|提醒|坦言|指出|介绍|介紹|承认|承認|呼吁|呼籲|笑)"
    r"(?:说|說|道)?(?:了?一句)?。)"
)
_GOES_ON = re.compile(r"[，、；：。,;:—]|的(?![确確士话話])")
_SPEAKER_FOLLOWS = re.compile(rf"\s?(?:[A-Z][\w.-]* ){{0,3}}{_SAID}")
_SUMS_UP = re.compile("[这這那]些|都|等|均|的")
# A question or a cry may be a word in its sentence: “怎么办？”成了问题
_IS_WORD = re.compile(
    r"[得及]|地(?![方区區点點])|等(?!到|待)|之(?![后後前间間])|[和与與](?![平此会會])"
    r"|[这這](?:[个個]|一|句|[样樣]|[种種])|一[书書文词詞问問句]|[为為](?:题|題|主|口)|成了|[时時][，,]"
)

# --- the text ------------------------------------------------------------------------------------------------


def spans(text: str) -> tuple[Span, ...]:
    """The sentences of `text` in order; together with the white space between them they are the whole text."""
    found: list[Span] = []
    start = 0
    for end in (*_ends(text), len(text)):
        piece = text[start:end]
        bare = piece.strip()
        if bare:
            first = start + len(piece) - len(piece.lstrip())
            last = first + len(bare)
            if found and not any(map(str.isalnum, bare)) and not _breaks(text[found[-1].end : first]):
                first = found.pop().start  # marks alone are the end of the sentence before them
            found.append(Span(start=first, end=last))
        start = end
    return tuple(found)


def _breaks(gap: str) -> bool:
    return any(letter in _LINE_ENDS for letter in gap)


def _ends(text: str) -> list[int]:
    """Offsets behind every sentence but the last, ascending."""
    ends: list[int] = []
    quotes = _Quotes(text)
    for run in _TERMINATORS.finditer(text):
        if run[0][0] in _LINE_ENDS:
            ends.append(run.end())
            continue
        end = quotes.close(run.end())
        notes = _NOTES.match(text, end)
        end = notes.end() if notes else end
        if _is_end(text, run, end, quotes):
            ends.append(_behind_note(text, run, end))
    return ends


def _behind_note(text: str, run: re.Match[str], end: int) -> int:
    """`end`, or the offset behind the number of a footnote that stands there: `rights.12 The`."""
    note = _NOTE_NUMBER.match(text, end) if run[0] == "." else None
    return note.end() if note else end


class _Quotes:
    """Follows the quotation marks from left to right, so that a terminator knows which ones close behind it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.marks = re.finditer(rf"[\"“”「」『』{_LINE_ENDS}]", text)
        self.waiting = next(self.marks, None)
        self.straight_open = False
        self.depth = 0
        self.introduced = False  # whether a colon stands before the last quotation: its speaker has been named

    def close(self, place: int) -> int:
        """The offset behind the closing marks that follow a terminator which ends at `place`."""
        self._advance(place)
        end = place
        while end < len(self.text) and end - place < 6:
            step = 1 if self._closes(end) else 2 if self._closes_behind_space(end, place) else 0
            if not step:
                break
            end += step
            self._advance(end)
        return end

    def _closes(self, place: int) -> bool:
        letter = self.text[place]
        if letter == '"':
            return not self._opens(place)
        if letter == "“":  # a closing mark typed the wrong way round: 。“
            return self.depth > 0 and self.text[place - 1] in _CHINESE_ENDS
        return letter in _CLOSERS

    def _opens(self, place: int) -> bool:
        """Whether the straight mark at `place` opens: its neighbours say, then the next such mark, then the last."""
        before, after = self.text[place - 1 : place].strip(), self.text[place + 1 : place + 2].strip()
        if not before or not after or after in ",;)":
            return bool(after) and after not in ",;)"  # white space on one side says it, whatever was lost before
        following = _NEXT_STRAIGHT.match(self.text, place + 1)
        if following is None:
            return False
        next_closes = bool(following["before"]) and not following["after"]
        return not self.straight_open or next_closes

    def _closes_behind_space(self, place: int, stop: int) -> bool:
        """Whether a space and a closing mark stand at `place`: `。 ”`, and `?' "`."""
        pair = self.text[place : place + 2]
        if pair in {" ”", " 」", " 』"}:
            return self.depth > 0
        inner_quote = place > stop and self.text[place - 1] in "'’"
        return pair == ' "' and inner_quote and self.straight_open and not self.text[place + 2 : place + 3].strip()

    def _advance(self, place: int) -> None:
        while self.waiting is not None and self.waiting.start() < place:
            self._count(self.waiting[0], self.waiting.start())
            self.waiting = next(self.marks, None)

    def _count(self, mark: str, place: int) -> None:
        if mark in _LINE_ENDS:
            self.straight_open, self.depth = False, 0
        elif mark == '"':
            self.straight_open = self._opens(place)
        elif mark == "“" and self.depth and self.text[place - 1 : place] in tuple(_CHINESE_ENDS):
            self.depth -= 1
        else:
            self.depth = max(0, self.depth + (1 if mark in "“「『" else -1))
        if (mark == '"' and self.straight_open) or (mark in "“「『" and self.depth == 1):
            self.introduced = self.text[place - 1 : place] in (":", "：")


# --- one terminator ------------------------------------------------------------------------------------------


def _is_end(text: str, run: re.Match[str], end: int, quotes: _Quotes) -> bool:
    after = text[end : end + 48]
    if not after:
        return True
    mark = run[0]
    before_is_han = stops.is_han(text[run.start() - 1 : run.start()])
    if mark[-1] in _CHINESE_ENDS or (before_is_han and mark[-1] in "!?"):
        if text[end - 1] in "）)" and end > run.end():
            return _stands_alone(text, run.start()) and after[0] not in _STAYS
        return _ends_chinese(mark, text[run.end() : end], after, introduced=quotes.introduced)
    if before_is_han and (mark[-1] == "…" or mark.startswith("...")):
        return _ends_trailing_off(text, run, after, quotes.depth)
    if before_is_han:
        return mark == "." and after[0].isspace()
    if mark[-1] == "…" and len(mark) > 1:
        return quotes.depth == 0 and stops.is_han(after)
    return _ends_latin(text, run, end)


def _ends_chinese(mark: str, closers: str, after: str, *, introduced: bool) -> bool:
    if not closers:
        return after[0] not in _STAYS
    if "》" in closers or "〉" in closers:
        return False  # the mark belongs to a title: 《谁来养活中国？》一书
    if _GOES_ON.match(after) or (not introduced and _SPEAKER_FOLLOWS.match(after)):
        return False
    return mark[-1] in "。｡" or (closers[-1] not in "】]" and not _IS_WORD.match(after))


def _stands_alone(text: str, stop: int) -> bool:
    """Whether the bracket around the sentence that ends at `stop` opens behind a sentence, not inside one."""
    before = re.split("[（(]", text[max(0, stop - 300) : stop])[-2:][0].rstrip()
    return not before or before[-1] in ".!?。！？…：:" + _CLOSING_QUOTES


def _ends_trailing_off(text: str, run: re.Match[str], after: str, depth: int) -> bool:
    """Whether …… ends a sentence: not inside a quotation, and not where a list is summed up: 水、电……都要."""
    if depth or len(run[0]) < 2 or after[0] in _STAYS + "”’」』":
        return False
    return not _SUMS_UP.match(after)


def _ends_latin(text: str, run: re.Match[str], end: int) -> bool:
    mark = run[0]
    if not text[end].isspace():
        return stops.begins_glued(text, run, end)
    follower = _after_space(text, end)
    if not follower or follower[0] in ",;:)]":
        return False
    if follower[0].islower():
        return bool(_SMALL_START.match(follower))
    quoted = text[end - 1] in _CLOSING_QUOTES
    if mark == ".":
        return stops.ends_with_stop(text, run.start(), follower, quoted=quoted)
    if text[run.start() - 1 : run.start()] == "[" and text[run.end()] == "]":
        return False  # [...]: something is left out
    next_word = stops.next_word_of(follower)
    if mark[-1] in "!?":
        return not (quoted and next_word not in stops.STARTERS and _SPEAKER.match(follower))
    leads = _LEADS.search(text[max(0, run.start() - 6) : run.start()])  # he said. ... They left
    return not leads and not (" " in mark and next_word == "I") and not next_word[:1].islower()


def _after_space(text: str, end: int) -> str:
    gap = _SPACES.match(text, end)
    start = gap.end() if gap else end
    return text[start : start + 80]
