"""What a cut never goes through: links and tags, dates and amounts, names, quotations and brackets. Part of splitting.

Places in the text, found by patterns alone; what gives way where nothing else can be cut is not decided here.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

import regex

from digest.platforms.marks import Marks

Place = tuple[int, int]

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_NUMBER = r"\p{Nd}(?:[,.]?\p{Nd}){0,20}+"
_FIGURES = regex.compile(
    r"\p{Nd}{2,4} ?年(?: ?\p{Nd}{1,2} ?月(?: ?\p{Nd}{1,2} ?[日号號])?+)?+|\p{Nd}{1,2} ?月 ?\p{Nd}{1,2} ?[日号號]"
    rf"|\b\p{{Nd}}{{1,2}}(?:st|nd|rd|th)?(?:[-–]\p{{Nd}}{{1,2}})? {_MONTH}(?:,? \p{{Nd}}{{4}})?\b"
    rf"|\b{_MONTH} \p{{Nd}}{{1,2}}(?:st|nd|rd|th)?(?:[-–]\p{{Nd}}{{1,2}})?(?:, \p{{Nd}}{{4}})?\b"
    rf"|\b{_MONTH} \p{{Nd}}{{4}}\b"
    r"|(?:(?:上午|下午|晚上|中午|凌晨) ?)?\p{Nd}{1,2}(?:[:：]\p{Nd}{2}){1,2}(?: ?[ap]\.?m\b\.?)?"
    r"(?: (?:GMT|UTC|[A-Z]{2,4}T))?"
    r"|\b\p{Nd}{1,2} ?[ap]\.?m\b\.?|\+?\p{Nd}(?:[ -]?\(?\p{Nd}{2,4}\)?){2,5}"
    rf"|(?:第 ?|[A-Z]{{0,3}}[$€£¥￥] ?|\b(?:No|Nos|Art|Sec|Fig)\. |\b\p{{Lu}}\p{{Ll}}{{1,20}} )?{_NUMBER}"
    rf"(?: ?[-–—~～至到] ?{_NUMBER})?(?: ?(?:[%‰℃°]\p{{Lu}}?|\p{{Han}}{{1,2}})|[ \xa0]\p{{L}}{{1,20}})?"
)
_CODES = regex.compile(
    r"[A-Za-z][A-Za-z0-9+.-]{1,20}+://[!-~]++|www\.[!-~]++|[\w.+-]{1,64}+@[A-Za-z0-9-]{1,63}+(?:\.[A-Za-z0-9-]{1,63}+)++"
    r"|[#＃][^\s#＃]{1,60}+[#＃](?=[^\p{L}\p{N}]|\p{Han}|\Z)|[#＃][\p{L}\p{M}\p{N}_]++|[@＠][\w.-]*+\w(?:@[\w.-]*+\w)?+"
)
_NAMES = regex.compile(
    r"\p{Han}{1,4}(?:[·・]\p{Han}{1,6}){1,4}"
    r"|\b(?:\p{Lu}\.|(?:Mr|Mrs|Ms|Dr|Prof|St|Gen|Sen|Gov|Rev|Hon)\.|\p{Lu}[\p{L}'’-]{0,30}+)"
    r"(?:[ \xa0](?:(?:of|for|the|and|de|la|van|von|der|bin|al) ){0,2}(?:\p{Lu}\.|\p{Lu}[\p{L}'’-]{0,30}+)){1,6}"
)
_PAIRS = dict(zip("“‘「『《〈（(【[〔", "”’」』》〉）)】]〕", strict=True))
_BRACKET = regex.compile(r"[“”‘’「」『』《》〈〉（）()【】\[\]〔〕]|\"|\n[ \t]*\n")
_DEEPEST = 8  # brackets nested deeper than this are not looked at


def codes(text: str, marks: Marks) -> list[Place]:
    """Links, tags, mentions, addresses of mail: what is dead once it is cut."""
    return merged([*((mark.start, mark.end) for mark in marks.every), *(each.span() for each in _CODES.finditer(text))])


def figures(text: str) -> list[Place]:
    """Numbers with what they count, dates, times, telephone numbers."""
    return merged(each.span() for each in _FIGURES.finditer(text))


def names(text: str, known: Iterable[str]) -> list[Place]:
    """The `known` names, and what looks like one: capitals in a row, a dot between Han characters."""
    every = sorted({name for name in known if len(name) > 1}, key=len, reverse=True)
    given = regex.compile(r"\L<every>", every=every).finditer(text) if every else ()
    return merged(each.span() for found in (given, _NAMES.finditer(text)) for each in found)


def pairs(text: str) -> Iterator[Place]:
    """Quotations and brackets from mark to mark, those inside others too; a blank line leaves none open."""
    waiting: list[tuple[str, int]] = []
    for found in _BRACKET.finditer(text):
        mark, place = found[0], found.start()
        if mark[0] == "\n":
            waiting = []
        elif mark == '"' and not any(open_mark == '"' for open_mark, _ in waiting) and _opens(text, place):
            waiting.append(('"', place))
        elif mark in _PAIRS and len(waiting) < _DEEPEST:
            waiting.append((mark, place))
        elif mark == "’" and text[place + 1 : place + 2].isalpha() and text[place - 1 : place].isalpha():
            continue  # an apostrophe
        else:
            for depth in range(len(waiting) - 1, -1, -1):
                if _PAIRS.get(waiting[depth][0], '"') == mark:
                    yield waiting[depth][1], place + 1
                    del waiting[depth:]
                    break


def _opens(text: str, place: int) -> bool:
    before, after = text[place - 1 : place] if place else "", text[place + 1 : place + 2]
    return bool(after.strip()) and (not before.strip() or not before.isalnum())


def merged(places: Iterable[Place]) -> list[Place]:
    """The places in order, those that overlap as one."""
    kept: list[Place] = []
    for start, end in sorted(places):
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return kept


def outside(positions: Iterable[int], places: Sequence[Place]) -> list[int]:
    """The positions that lie inside none of the `places`, which are merged."""
    starts = [start for start, _ in places]
    kept = []
    for position in positions:
        before = bisect_left(starts, position) - 1
        if before < 0 or position >= places[before][1]:
            kept.append(position)
    return kept


def between(positions: Sequence[int], start: int, end: int) -> Sequence[int]:
    """Those of the ascending `positions` that lie strictly between `start` and `end`."""
    return positions[bisect_right(positions, start) : bisect_left(positions, end)]
