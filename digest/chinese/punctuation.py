"""Marks and spaces among Chinese, as edits. Part of digest.chinese, pure.

Full-width marks in Chinese sentences (the rules are those of `digest.text.typography`), half-width ones in English
sentences, `……` and `——`, the dot in foreign names, and the space between Chinese and Latin letters as a setting.
Numbers, times, addresses and Latin words keep their marks. Quotation marks have a step of their own. That no line
begins with a closing mark is for those who lay lines out (`digest.render.columns`).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from digest.chinese.spans.layout import Piece, Span
from digest.chinese.spans.letters import HAN
from digest.model import Variant
from digest.text import typography

RULE = "punctuation"


class Spacing(StrEnum):
    """The space between a Han character and a Latin letter or a figure."""

    KEEP = "keep"
    ADD = "add"
    REMOVE = "remove"


# The dot between the parts of a foreign name. U+00B7 is the mainland's (GB/T 15834-2011) and what Taiwan and Hong Kong
# write on the web; Big5 and Taiwan's printed manual of marks have U+2027 (‧), so a newsroom may want that.
DOTS: Mapping[Variant, str] = {Variant.ZH_HANS: "·", Variant.ZH_HANT_TW: "·", Variant.ZH_HANT_HK: "·"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What is set right; the default leaves spaces as they are. An empty `dot` leaves dots as they are."""

    marks: bool = True
    spacing: Spacing = Spacing.KEEP
    dot: str = "·"


_LATIN = r"A-Za-z0-9\u00c0-\u024f"
_ELLIPSIS = re.compile(rf"(?<=[{HAN}”’」』》])(?:\.{{3,6}}|。{{2,6}}|…)(?![.。…])|(?<![.。…])(?:\.{{3}}|…)(?=[{HAN}])")
_DASH = re.compile(rf"(?<=[{HAN}])(?:-{{2}}|－{{2}}|–{{2}})(?=[{HAN}])")
# A full-width full stop is one too, as Taiwan's newspapers set it, where it does not number what follows: 一．背景.
_DOT = re.compile(rf"(?<=[{HAN}])[·‧・•∙⋅･](?=[{HAN}])|(?<=[{HAN}])(?<![一二三四五六七八九十甲乙丙丁])．(?=[{HAN}])")
_TOUCHING = re.compile(rf"(?<=[{HAN}])(?=[{_LATIN}])|(?<=[{_LATIN}%‰°℃])(?=[{HAN}])")
_APART = re.compile(rf"(?<=[{HAN}]) +(?=[{_LATIN}])|(?<=[{_LATIN}%‰°℃]) +(?=[{HAN}])")
_HASHTAG = re.compile(r"[#＃][^#＃\s]{1,64}[#＃]|[#＃@＠]\w{1,64}")
_SENTENCE = re.compile(r"[^。！？\n《》“”「」『』]+[。！？]?")
_ENGLISH_WORD = re.compile(r"(?<![A-Za-z])[a-z]{2,}(?![A-Za-z])")
_LEAST_ENGLISH = 4  # words in small letters; fewer are names in a row
_HAN = re.compile(f"[{HAN}]")
_FULL = re.compile("([，。：；！？（）])( ?)")
_HALF = dict(zip("，。：；！？（）", ",.:;!?()", strict=True))


def edits(text: str, style: Style, kept: Sequence[Span] = ()) -> tuple[Piece, ...]:
    """What sets the marks and spaces of a run right, in order; offsets are of `text`, nothing inside `kept` changes.

    Made once, there are none left to make.
    """
    idle = not style.marks and not style.dot and style.spacing is Spacing.KEEP
    if idle or (not _HAN.search(text) and not _FULL.search(text)):
        return ()
    found: list[Piece] = []
    if style.marks:
        found += (Piece(*one, RULE) for one in typography.restorations(text, kept))
        found += _half_width(text)
        found += (Piece(*match.span(), "……", RULE) for match in _ELLIPSIS.finditer(text) if match[0] != "……")
        found += (Piece(*match.span(), "——", RULE) for match in _DASH.finditer(text))
    if style.dot:
        found += (Piece(*match.span(), style.dot, RULE) for match in _DOT.finditer(text) if match[0] != style.dot)
    if style.spacing is not Spacing.KEEP:
        found += _spaces(text, style.spacing, kept)
    return tuple(_outside(_apart(sorted(found)), kept))


def _half_width(text: str) -> Iterator[Piece]:
    """Full-width marks of English sentences, each with the space that English wants behind or before it."""
    for sentence in _SENTENCE.finditer(text):
        if _HAN.search(sentence[0]) or len(_ENGLISH_WORD.findall(sentence[0])) < _LEAST_ENGLISH:
            continue
        for match in _FULL.finditer(text, *sentence.span()):
            mark = _HALF[match[1]]
            before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
            space_before = " " if mark == "(" and before.isalnum() else ""
            space_after = " " if mark != "(" and after.isalnum() else match[2]
            yield Piece(*match.span(), f"{space_before}{mark}{space_after}", RULE)


def _spaces(text: str, spacing: Spacing, kept: Sequence[Span]) -> Iterator[Piece]:
    """Spaces put in or taken out, but none in a hashtag or a mention, which end where a space is."""
    names = [match.span() for match in _HASHTAG.finditer(text)]
    if spacing is Spacing.ADD:
        found = (Piece(match.start(), match.start(), " ", RULE) for match in _TOUCHING.finditer(text))
        yield from _outside(found, names)
        return
    ends = {end for _, end in (*names, *kept)}
    starts = {start for start, _ in (*names, *kept)}
    for match in _APART.finditer(text):
        if match.start() not in ends and match.end() not in starts:
            yield Piece(*match.span(), "", RULE)


def _apart(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces without those that reach into the one before."""
    position = -1
    for piece in pieces:
        if piece.start >= position:
            yield piece
            position = max(piece.end, piece.start)


def _outside(pieces: Iterator[Piece], spans: Sequence[Span]) -> Iterator[Piece]:
    """The pieces that lie outside of the spans; both are in order."""
    index = 0
    for piece in pieces:
        while index < len(spans) and spans[index][1] <= piece.start:
            index += 1
        if (
            index == len(spans)
            or max(piece.end, piece.start + 1 if piece.start > spans[index][0] else 0) <= spans[index][0]
        ):
            yield piece
