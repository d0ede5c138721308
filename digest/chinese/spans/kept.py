"""Which parts of a text are no Chinese to be converted. Part of chinese.spans.

Addresses (also with Han characters in them), e-mails, mentions, template and merge tags, code between backticks,
Japanese, Korean, and what no converter survives: U+0000 and lone surrogates. Numbers and Latin words need no care,
because no dictionary of characters knows them, and terms may hold them (QR码). `-{...}-` of Wikipedia is not a mark
here: it would have to be taken out of the text, and a hand-made version says the same better.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from digest.chinese.spans import addresses, foreign, marks
from digest.chinese.spans.layout import Flaw, Span
from digest.chinese.spans.letters import HANGUL, KANA

_SIGN = re.compile(addresses.SIGNS + r"|[{<`%*$#＃]")
# All that needs a look, so that one pass over a text finds it: what a sign begins with, foreign letters, the unsafe.
_HINT = re.compile(rf"[:wW.@＠{{<`%*$#＃\0\ud800-\udfff{KANA}{HANGUL}]")
_BEGINS_SIGN = frozenset(":wW.@＠{<`%*$#＃")
_UNSAFE = re.compile(r"[\0\ud800-\udfff]+")


def find(text: str, *, tags: bool = False, hashtags: bool = True, edges: Sequence[int] = ()) -> tuple[Span, ...]:
    """The parts of `text` to be kept, in order and apart.

    With `tags`, what looks like a tag or stands between backticks is kept too; without `hashtags`, #话题# is. No
    address goes across an edge.
    """
    hints = [match.start() for match in _HINT.finditer(text)]
    if not hints:
        return ()
    signs = [place for place in hints if text[place] in _BEGINS_SIGN]
    search = marks.IN_PLAIN_TEXT if tags else marks.IN_MARKUP
    found = list(_announced(text, signs, edges, search, hashtags=hashtags))
    if len(signs) < len(hints):
        found += (match.span() for match in _UNSAFE.finditer(text))
        found += foreign.find(text)
    return merged(found)


def flaws(text: str) -> tuple[Flaw, ...]:
    """What of the text no other program may take: each U+0000 and lone surrogate, kept as it is."""
    if is_safe(text):
        return ()
    return tuple(
        Flaw(*match.span(), "a NUL character" if match[0][0] == "\0" else "half of a character (a lone surrogate)")
        for match in _UNSAFE.finditer(text)
    )


def is_safe(text: str) -> bool:
    """True when the text has neither; quicker than a look at each character."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, overlapping ones as one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif start < end:
            joined.append((start, end))
    return tuple(joined)


def within(spans: Sequence[Span], start: int, end: int) -> Sequence[Span]:
    """Those of the spans, which are in order, that reach into the part."""
    first = bisect_right(spans, start, key=itemgetter(1))
    return spans[first : bisect_left(spans, end, key=itemgetter(0))]


def _announced(
    text: str, hints: Iterable[int], edges: Sequence[int], search: re.Pattern[str], *, hashtags: bool
) -> Iterator[Span]:
    """What a sign announces, from left to right; signs inside of what is found announce nothing."""
    done, resume, end = 0, 0, -1
    for place in hints:
        if place >= end:
            index = bisect_right(edges, place)
            done = max(done, edges[index - 1] if index else 0)
            end = edges[index] if index < len(edges) else len(text)
        if place < max(done, resume) or not (sign := _SIGN.match(text, place, end)):
            continue
        resume = sign.end()
        if sign[0] in "{<`%*$#＃":
            match = search.match(text, place, end)
            if not match and not hashtags and sign[0] in "#＃":
                match = marks.HASHTAG.match(text, place, end)
            span = match.span() if match else None
        else:
            span = addresses.around(text, sign.span(), done, end)
        if span:
            done = span[1]
            yield span
