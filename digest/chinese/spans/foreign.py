"""Japanese and Korean words among Chinese, with the Han characters that belong to them. Part of chinese.spans.

A stretch of Han and kana that the Japanese character set can write is all Japanese. Otherwise Chinese goes on around
it: a lone の is decoration, and of more only the parts that the set can write are Japanese. Korean likewise.
"""

import re
from collections.abc import Iterator, Sequence

from digest.chinese.spans.layout import Span
from digest.chinese.spans.letters import HAN, HANGUL, KANA

_SCRIPTS = (
    (re.compile(f"[{KANA}]"), re.compile(f"[{HAN}{KANA}〆ー]+"), "cp932"),
    (re.compile(f"[{HANGUL}]"), re.compile(f"[{HAN}{HANGUL}]+"), "euc_kr"),
)


def find(text: str) -> Iterator[Span]:
    """The words that are not Chinese, those of one language in order."""
    for letters, stretch, charset in _SCRIPTS:
        done = 0
        while letter := letters.search(text, done):
            # Only the stretch around it: a text of a million characters may have one such letter.
            start = letter.start()
            while start > done and stretch.match(text, start - 1, start):
                start -= 1
            match = stretch.match(text, start)
            assert match is not None  # the letter itself
            yield from _foreign(match, letters, charset)
            done = match.end()


def _foreign(match: re.Match[str], letters: re.Pattern[str], charset: str) -> Iterator[Span]:
    words = match[0]
    first = letters.search(words)
    if not first:
        return
    written = [_can_write(letter, charset) for letter in words]
    if all(written):
        yield match.span()
    elif letters.search(words, first.end()):
        yield from _written_parts(match.start(), words, written, letters)


def _written_parts(place: int, words: str, written: Sequence[bool], letters: re.Pattern[str]) -> Iterator[Span]:
    start = 0
    for index, possible in enumerate((*written, False)):
        if not possible:
            if letters.search(words, start, index):
                yield place + start, place + index
            start = index + 1


def _can_write(letter: str, charset: str) -> bool:
    try:
        letter.encode(charset)
    except UnicodeEncodeError:
        return False
    return True
