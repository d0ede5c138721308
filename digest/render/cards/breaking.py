"""Where a headline may turn to the next line, and how good each place is. Part of digest.render.cards.

Never inside a word, a number with what it counts, or an address; never before a closing mark or behind an opening one
(JIS X 4051 and clreq, "line breaking rules"). The costs are a typesetter's taste as figures: 0 is an ordinary place.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from digest import platforms
from digest.platforms.splitting import wholes
from digest.text import language

Words = Callable[[str], Iterable[str]]

_NO_START = regex.compile(
    r"[，。、；：？！）」』》”’…—–·・･,.;:!?)\]}〉】〕〗％%‰℃°～~々ー\p{M}\p{Variation_Selector}\u200d\U0001F3FB-\U0001F3FF]"
)
_NO_END = regex.compile(r"[（「『《“‘(\[{〈【〔〖$¥￥€£#＃@＠\u200d]\Z")
_HAN = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}]+")
_SPACE = regex.compile(r"[^\S\u00a0\u202f\u2007]+")
_HYPHEN = regex.compile(r"(?<=\p{L}\p{L})[-–—/](?=\p{L}\p{L})")
_COMMA = regex.compile(r",\s")
_COLON = regex.compile(r"(?:[：；]|——|[:;]|\s[–—])\s*\Z|\p{Han}\s+\Z")  # and a space, where Chinese has one
_PAUSE = regex.compile(r"(?:[，。？！]|……|[,?!])\s*\Z")
_WEAK_END = regex.compile(  # what belongs to the words that follow it
    r"(?:\A|\s)(?:an?|the|of|to|in|on|at|by|for|from|with|and|or|as|its|their|our|new|not|no|is|are|into|over|under)\s+\Z",
    regex.IGNORECASE,
)
_WEAK_END_HAN = regex.compile(r"[在对對为為向从從将將被把让讓与與和及或以由给給跟同不未最更]\Z")
_LEADING = "在对對为為向从從将將被把让讓与與和及或以由跟同"  # begin what follows them
_SPELLED = regex.compile(r"第?[〇零一二三四五六七八九十百千万亿萬億兩两]+(?=\p{Han})")
_COUNTED = regex.compile(r"[〇零一二三四五六七八九十百千万亿萬億兩两半几幾数數]\p{Han}\Z")  # 三万只 of 三万只候鸟
_WEAK_START_HAN = regex.compile(r"[的地得了着著过過们們吗嗎呢吧等之者性化]")

_SUFFIX = regex.compile(r"(?<=\p{Han})[市县縣省区區州镇鎮乡鄉村]")  # may belong to a name that no dictionary has

_REACH = 16  # characters that are looked at before a place

COLON, PAUSE = -35.0, -20.0
COUNTED, LONE, INSIDE_TITLE, WEAK_END, SUFFIX = 10.0, 12.0, 15.0, 25.0, 30.0
HYPHEN, INSIDE_NAME, WEAK_START = 40.0, 45.0, 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch that stays on one line; `cost` is that of turning behind it, `text` ends before any space there."""

    text: str
    spaced: bool  # whether a space follows where the line does not turn
    cost: float


def pieces(text: str, words: Words) -> tuple[Piece, ...]:
    """The pieces of `text`, which is one line, in order; `words` cuts Chinese into words."""
    costs = dict(_costs(text, words))
    made: list[Piece] = []
    start = 0
    for place in (*sorted(costs), len(text)):
        piece = text[start:place]
        if piece.strip():
            bare = piece.rstrip()
            made.append(Piece(text=bare, spaced=bare != piece, cost=costs.get(place, 0.0)))
        start = place
    return tuple(made)


def joined(line: Sequence[Piece]) -> str:
    """The pieces as one line."""
    return "".join(piece.text + (" " if piece.spaced else "") for piece in line).rstrip()


def _costs(text: str, words: Words) -> Iterator[tuple[int, float]]:
    """Each place where the line may turn, as the offset of what follows, and its cost."""
    borders = dict(_borders(text, words))
    figures = (_to_a_border(text, figure, borders) for figure in wholes.figures(text))
    whole = wholes.merged([*wholes.codes(text, platforms.Marks()), *figures, *_spelled(text, borders)])
    titles = [pair for pair in wholes.pairs(text) if text[pair[0]] in "《〈"]
    names = [_to_its_end(text, name, borders) for name in wholes.names(text, ())]
    for place in wholes.outside(sorted(borders), whole):
        if (
            not 0 < place < len(text)
            or text[place].isspace()
            or _NO_START.match(text, place)
            or _NO_END.search(text[max(0, place - _REACH) : place].rstrip())
        ):
            continue
        in_name, in_title = _inside(place, names), _inside(place, titles)
        yield place, borders[place] + INSIDE_NAME * in_name + INSIDE_TITLE * in_title + _taste(text, place)


def _taste(text: str, place: int) -> float:
    """How poor or good it is to turn between the words there."""
    before = text[max(0, place - _REACH) : place]
    if _COLON.search(before):
        cost = COLON
    elif _PAUSE.search(before):
        cost = PAUSE
    elif _WEAK_END.search(before) or _WEAK_END_HAN.search(before):
        cost = WEAK_END
    else:
        cost = COUNTED if _COUNTED.search(before) else 0.0
    if _WEAK_START_HAN.match(text, place):
        return cost + WEAK_START
    return cost + SUFFIX if _SUFFIX.match(text, place) else cost


def _borders(text: str, words: Words) -> Iterator[tuple[int, float]]:
    for found in _HYPHEN.finditer(text):
        yield found.end(), HYPHEN
    for found in _SPACE.finditer(text):
        yield found.end(), 0.0
    for run in _HAN.finditer(text):
        place = run.start()
        short = False
        for word in words(run[0]):
            lone = len(word) == 1 and word not in _LEADING
            yield place, LONE if lone or short else 0.0  # a lone letter belongs to one of its neighbours
            place, short = place + len(word), len(word) == 1
        yield place, 0.0
    # A Chinese mark ends a word as well, whatever follows it.
    for place, (one, other) in enumerate(pairwise(text), start=1):
        if _is_wide_mark(one) or (_is_wide_mark(other) and language.is_han(one)):
            yield place, 0.0


def _to_a_border(text: str, figure: wholes.Place, borders: Collection[int]) -> wholes.Place:
    """The figure without what is not its unit: 第80届 of 第80届联|合国, 2030 of “2030, not”."""
    start, end = figure
    if comma := _COMMA.search(text, start, end):
        return start, comma.start() + 1
    for place in range(end, start, -1):
        if place in borders or not language.is_han(text[place - 1]):
            return start, place
    return figure


def _spelled(text: str, borders: Collection[int]) -> Iterator[wholes.Place]:
    """Numbers written in Han characters, with the one behind that says what is counted where that is a word."""
    for found in _SPELLED.finditer(text):
        if not found.start() or found.start() in borders:  # and not in the middle of 统一
            yield found.start(), found.end() + (found.end() + 1 in borders)


def _to_its_end(text: str, name: wholes.Place, borders: Collection[int]) -> wholes.Place:
    """A name with a dot in it without the words behind: 侯赛因 of 阿卜杜拉·侯赛因访问."""
    start, end = name
    dot = max(text.rfind(dot, start, end) for dot in "·・")
    return (start, next((place for place in range(dot + 2, end) if place in borders), end)) if dot > 0 else name


def _is_wide_mark(letter: str) -> bool:
    return "\u3000" < letter <= "\u303f" or "\uff00" <= letter <= "\uff65"


def _inside(place: int, spans: Sequence[wholes.Place]) -> bool:
    return any(start < place < end for start, end in spans)
