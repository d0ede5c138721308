"""Where one word ends and the next begins, and which of two readings of a stretch is the likelier. Floor 2.

The words and their frequencies are those of rjieba (MIT), with the words of `senses` beside them. Nothing is looked
up elsewhere; without rjieba there is no Words, and conversion goes by OpenCC alone.
"""

from collections.abc import Iterable
from functools import lru_cache
from math import log
from typing import NamedTuple

TOTAL = 60_101_967  # the sum of all frequencies in the dictionary of rjieba
# How often a phrase is taken to occur that OpenCC knows and rjieba does not, by its length.
UNKNOWN = (1, 1, 3, 30, 300)
OWN = 300  # a word of ours that rjieba lacks


class Word(NamedTuple):
    """A word in a text; `kind` is its part of speech as jieba writes it (n, v, nr for a personal name)."""

    text: str
    start: int
    end: int
    kind: str


class Words:
    """Cuts texts into words; made once, shared by all threads. `knows(word)`: whether the dictionary has it."""

    def __init__(self, own: Iterable[str] = ()) -> None:
        import rjieba  # 0.1 s and some megabytes: only when Chinese is really converted

        self._jieba = rjieba.Jieba()
        for word in own:
            if len(word) > 1:
                likely = OWN * 10 ** max(0, len(word) - 3)
                self._jieba.add_word(word, max(likely, self._jieba.suggest_freq(word)), None)
        self.cost = lru_cache(maxsize=50_000)(self._cost)
        self.knows = lru_cache(maxsize=50_000)(self._jieba.has_word)

    def cut(self, text: str) -> list[Word]:
        """The words of `text` in order; together they are the text."""
        words: list[Word] = []
        position = 0
        for word, kind in self._jieba.tag(text):
            words.append(Word(word, position, position + len(word), kind))
            position += len(word)
        return words

    def likelier(self, text: str, start: int, end: int, words: Iterable[Word]) -> float:
        """How much likelier text[start:end] is one word than what `words`, which cover it, say; a logarithm.

        Positive for a phrase, negative for the words as they are cut.
        """
        cut = list(words)
        first, last = cut[0].start, cut[-1].end
        before = sum(self.cost(word) for word in self._jieba.cut(text[first:start], hmm=False))
        after = sum(self.cost(word) for word in self._jieba.cut(text[end:last], hmm=False))
        return sum(self.cost(word.text) for word in cut) - before - self.cost(text[start:end]) - after

    def _cost(self, word: str) -> float:
        known = len(word) == 1 or self._jieba.has_word(word)
        frequency = self._jieba.suggest_freq(word) if known else UNKNOWN[min(len(word), len(UNKNOWN) - 1)]
        return log(TOTAL) - log(max(frequency, 1))
