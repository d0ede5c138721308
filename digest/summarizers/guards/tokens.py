"""Words of a text in the form in which a draft and its article are compared. Part of digest.summarizers.guards.

Latin words as rough stems without function words, Han characters as overlapping pairs. It does not know meanings:
two words are the same when they are spelled nearly the same.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import regex

_TOKEN = regex.compile(
    r"\p{Han}|\p{N}+(?:[.,]\p{N}+)*|\p{L}(?:\.\p{L})+\.?(?!\p{L})|\p{L}[\p{L}\p{M}\p{N}]*(?:['-]\p{L}[\p{L}\p{M}\p{N}]*)*"
)
_HAN = regex.compile(r"\p{Han}")
_HAN_RUN = regex.compile(r"\p{Han}+")
_LATIN_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*(?:[.'-]\p{L}[\p{L}\p{M}]*)*")
_MARKS = str.maketrans({**dict.fromkeys("‘’‛`´", "'"), **dict.fromkeys("‐‑‒–—―−", "-"), **dict.fromkeys("•・‧", "·")})
_ENDINGS = ("ingly", "edly", "ation", "ions", "ing", "ers", "ion", "ies", "ed", "er", "es", "ly", "s", "y", "e")

# Words that carry no fact of their own.
FUNCTION_WORDS = frozenset(
    str.split(
        "a an the and or but nor so yet if then than as at by for from in into of off on onto out over per to up upon "
        "with within about above across after against along among around before behind below between beyond down "
        "during through throughout toward towards under until while although though because since unless whereas "
        "whether i me my we us our you your he him his she her hers it its they them their theirs this that these "
        "those here there who whom whose which what when where why how all any both each every few many more most "
        "much other others another some such only own same also just even still too very again once be am is are was "
        "were been being do does did done have has had having will would shall should can could may might must "
        "says said say according including amid despite via like near nearly almost around some several well however "
        "meanwhile moreover furthermore today now new first mr mrs ms dr"
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word, a number or one Han character, with its place in the text."""

    text: str
    start: int
    end: int

    @property
    def is_han(self) -> bool:
        return len(self.text) == 1 and self.text >= "\u2e80" and bool(_HAN.match(self.text))


def plain(text: str) -> str:
    """`text` in NFKC with one kind of apostrophe, dash and middle dot; quotation marks are kept apart."""
    return unicodedata.normalize("NFKC", text).translate(_MARKS)


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a text that `plain` gave."""
    return tuple(Token(text=found[0], start=found.start(), end=found.end()) for found in _TOKEN.finditer(text))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """`word` without case, possessive and the commonest endings; never shorter than three letters."""
    bare = word.casefold().removesuffix("'s").removesuffix("'").replace(".", "")
    for ending in _ENDINGS:
        if bare.endswith(ending) and len(bare) - len(ending) >= 3:
            return bare[: -len(ending)]
    return bare


@lru_cache(maxsize=8192)
def content(text: str) -> tuple[str, ...]:
    """What a text says, in order: stems of its content words and pairs of neighbouring Han characters; no numbers."""
    whole = plain(text)
    found = [
        (place.start(), stem(place[0]))
        for place in _LATIN_WORD.finditer(whole)
        if not _HAN.search(place[0]) and place[0].casefold().removesuffix("'s") not in FUNCTION_WORDS
    ]
    for run in _HAN_RUN.finditer(whole):
        found += [(run.start() + i, run[0][i : i + 2]) for i in range(max(1, len(run[0]) - 1))]
    return tuple(word for _, word in sorted(found))


@lru_cache(maxsize=8192)
def pairs(text: str) -> tuple[tuple[str, str], ...]:
    """Neighbouring content words of Latin script, and runs of four Han characters as their two halves."""
    words = content(text)
    found: list[tuple[str, str]] = []
    for place, word in enumerate(words[:-1]):
        gap = 2 if _HAN.match(word) else 1
        if place + gap < len(words):
            found.append((word, words[place + gap]))
    return tuple(found)
