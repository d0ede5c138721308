"""Topics as tags that platforms really link. Floor 1, pure.

A tag is never shortened or made up: a topic that cannot be written with letters and digits alone is left out.
"""

import unicodedata
from collections.abc import Iterable

import regex

from digest.platforms.rows import TagStyle

_LONGEST = 30  # characters; house rule, longer ones are read by nobody
_APART = regex.compile(r"[\s\-‐‑–_·・]++")  # what stands between the words of a topic
_SILENT = regex.compile(r"['’]")  # what falls away without leaving a gap: women's -> womens
_LETTERS = regex.compile(r"[\p{L}\p{M}\p{Nd}]++")
_HAN = regex.compile(r"\p{Han}")


def tag_word(topic: str) -> str:
    """`topic` as the word after a hash, PascalCase in Latin letters; "" if it cannot be one.

    Other marks would end the tag and change its meaning: C++ is not C, so it is no tag at all.
    """
    cleaned = unicodedata.normalize("NFC", topic).strip().lstrip("#＃").rstrip("#＃")
    words = [word for word in _APART.split(_SILENT.sub("", cleaned)) if word]
    joined = "".join(_capital(word) for word in words) if len(words) > 1 or cleaned.islower() else "".join(words)
    if not words or len(joined) > _LONGEST or not _LETTERS.fullmatch(joined):
        return ""
    return "" if joined.isnumeric() or not regex.search(r"\p{L}", joined) else joined


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def readable_in(word: str, *, chinese: bool) -> bool:
    """Whether readers of Chinese, or of English, would use the tag `word`: initials such as COP30 are both."""
    initials = word.isascii() and word.upper() == word
    return initials or bool(_HAN.search(word)) == chinese


def tag_line(style: TagStyle, words: Iterable[str]) -> str:
    """The tags of one post, a space between two, ready to stand on a line of their own; "" for none."""
    after = "#" if style is TagStyle.HASH_PAIR else ""
    return "" if style in (TagStyle.NONE, TagStyle.PICK) else " ".join(f"#{word}{after}" for word in words)
