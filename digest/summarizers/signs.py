"""The words that give a sentence away: greetings, calls, bylines, pronouns without a person. Floor 2: pure.

One `Signs` per language; `of(text)` says which one speaks for a text. Traditional Chinese is read through `folded`,
which changes no length, so that offsets stay true. Nothing is decided here: that is for `rules`.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from digest.summarizers import signs_chinese, signs_english
from digest.summarizers.patterns import Pattern

_HAN_OR_KANA = re.compile(  # Unicode scripts Han, Hiragana and Katakana, as far as text uses them
    "[\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3038-\u303b\u3041-\u30fa\u30fd-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9d\U0001b000-\U0001b16f\U00020000-\U0003ffff]+"
)
_TRADITIONAL = re.compile(f"[{''.join(map(chr, signs_chinese.FOLD))}]")
_NEAR = 512  # sentences: one is asked about many times in a row


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """Patterns of one language, to be looked for in a `Reading`; those named `*_start` at its start."""

    greeting: Pattern  # and thanks; in small letters, like `call`, `life`, `leaning`, `background` and `spoken`
    call: Pattern  # to click, register, read on
    byline: Pattern  # and credits, notes of translators and editors
    life: Pattern  # one step of a biography; two of them are one
    leaning_start: Pattern  # what needs the sentence before it
    always_leaning_start: Pattern  # even at the start of the article
    leaning: Pattern  # further inside
    connective_start: Pattern  # what may be dropped
    dateline_start: Pattern
    background: Pattern  # what a day or a body is for, rather than what happened
    news: Pattern  # something was done, said or counted, and somebody did it
    vague_start: Pattern  # the meeting, the participants: understood, but not a good beginning
    spoken: Pattern  # how people talk
    speech: Pattern  # somebody with a name says
    halting: Pattern  # how people search for words
    asking: Pattern  # a question without its mark


def _signs(words: object) -> Signs:
    return Signs(**{name: getattr(words, name.upper()) for name in Signs.__dataclass_fields__})


ENGLISH = _signs(signs_english)
CHINESE = _signs(signs_chinese)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A sentence as the patterns read it."""

    signs: Signs  # of the language that most of it is in
    folded: str  # of the same length as the text, for places
    small: str  # folded, in small letters: for what is only looked for, not where


@lru_cache(maxsize=_NEAR)
def read(text: str) -> Reading:
    """The reading of a sentence; every text has one."""
    form = folded(text)
    return Reading(signs=of(text), folded=form, small=form.lower())


def of(text: str) -> Signs:
    """The signs of the language that most of `text` is in; every text has one."""
    return ENGLISH if text.isascii() or east_asian(text) * 4 <= len(text) else CHINESE


def east_asian(text: str) -> int:
    """How many characters of `text` are Han or kana."""
    return sum(map(len, _HAN_OR_KANA.findall(text)))


def folded(text: str) -> str:
    """`text` with traditional characters as simplified ones where the patterns use them; of the same length."""
    return text.translate(signs_chinese.FOLD) if _TRADITIONAL.search(text) else text
