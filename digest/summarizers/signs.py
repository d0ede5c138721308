"""The words that give a sentence away: greetings, calls, bylines, pronouns without a person. Floor 2: pure.

One `Signs` per language; `of(text)` says which one speaks for a text. Traditional Chinese is read through `folded`,
which changes no length, so that offsets stay true. Nothing is decided here: that is for `rules`.
"""

from dataclasses import dataclass

import regex

from digest.summarizers import signs_chinese, signs_english

_HAN_OR_KANA = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """Patterns of one language, to be searched for in a folded sentence; those named `*_start` match at its start."""

    greeting: regex.Pattern[str]  # and thanks
    call: regex.Pattern[str]  # to click, register, read on
    byline: regex.Pattern[str]  # and credits, notes of translators and editors
    life: regex.Pattern[str]  # one step of a biography; two of them are one
    leaning_start: regex.Pattern[str]  # what needs the sentence before it
    always_leaning_start: regex.Pattern[str]  # even at the start of the article
    leaning: regex.Pattern[str]  # further inside
    connective_start: regex.Pattern[str]  # what may be dropped
    dateline_start: regex.Pattern[str]
    background: regex.Pattern[str]  # what a day or a body is for, rather than what happened
    news: regex.Pattern[str]  # something was done, said or counted, and somebody did it
    vague_start: regex.Pattern[str]  # the meeting, the participants: understood, but not a good beginning
    spoken: regex.Pattern[str]  # how people talk
    speech: regex.Pattern[str]  # somebody with a name says
    asking: regex.Pattern[str]  # a question without its mark


def _signs(words: object) -> Signs:
    return Signs(**{name: getattr(words, name.upper()) for name in Signs.__dataclass_fields__})


ENGLISH = _signs(signs_english)
CHINESE = _signs(signs_chinese)


def of(text: str) -> Signs:
    """The signs of the language that most of `text` is in; every text has one."""
    return ENGLISH if text.isascii() or east_asian(text) * 4 <= len(text) else CHINESE


def east_asian(text: str) -> int:
    """How many characters of `text` are Han or kana."""
    return len(_HAN_OR_KANA.findall(text))


def folded(text: str) -> str:
    """`text` with traditional characters as simplified ones where the patterns use them; of the same length."""
    return text if text.isascii() else text.translate(signs_chinese.FOLD)
