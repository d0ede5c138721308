"""Which parts of a text are no Chinese to be converted. Part of chinese.spans.

Addresses (also with Han characters in them), e-mails, mentions, template and merge tags, code between backticks,
Japanese, Korean, and what no converter survives: U+0000 and lone surrogates. Numbers and Latin words need no care,
because no dictionary of characters knows them, and terms may hold them (QR码). `-{...}-` of Wikipedia is not a mark
here: it would have to be taken out of the text, and a hand-made version says the same better.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from digest.chinese.spans import addresses, foreign, marks
from digest.chinese.spans.layout import Flaw, Span

_SIGN = re.compile(addresses.SIGNS + r"|[{<`%*$#＃]")
_UNSAFE = re.compile(r"[\0\ud800-\udfff]+")


def find(text: str, *, tags: bool = False, hashtags: bool = True, edges: Sequence[int] = ()) -> tuple[Span, ...]:
    """The parts of `text` to be kept, in order and apart.

    With `tags`, what looks like a tag or stands between backticks is kept too; without `hashtags`, #话题# is. No
    address goes across an edge.
    """
    found = [match.span() for match in _UNSAFE.finditer(text)]
    found += foreign.find(text)
    search = marks.IN_PLAIN_TEXT if tags else marks.IN_MARKUP
    for start, end in zip((0, *edges), (*edges, len(text)), strict=True):
        found += _announced(text, start, end, search, hashtags=hashtags)
    return merged(found)


def flaws(text: str) -> tuple[Flaw, ...]:
    """What of the text no other program may take: each U+0000 and lone surrogate, kept as it is."""
    return tuple(
        Flaw(*match.span(), "a NUL character" if match[0][0] == "\0" else "half of a character (a lone surrogate)")
        for match in _UNSAFE.finditer(text)
    )


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, overlapping ones as one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif start < end:
            joined.append((start, end))
    return tuple(joined)


def _announced(text: str, start: int, end: int, search: re.Pattern[str], *, hashtags: bool) -> Iterator[Span]:
    """What a sign announces, from left to right; signs inside of what is found announce nothing."""
    done = start
    for sign in _SIGN.finditer(text, start, end):
        if sign.start() < done:
            continue
        if sign[0] in "{<`%*$#＃":
            match = search.match(text, sign.start(), end)
            if not match and not hashtags and sign[0] in "#＃":
                match = marks.HASHTAG.match(text, sign.start(), end)
            span = match.span() if match else None
        else:
            span = addresses.around(text, sign.span(), done, end)
        if span:
            done = span[1]
            yield span
