"""ROUGE-1, ROUGE-2 and ROUGE-L by the package rouge-score, and how the figures of one system add up.

English counts words as rouge-score itself cuts them, without stemming. Chinese counts characters: each Han character
is a token, a run of Latin letters or digits is one. Every figure is an F1 on the scale of 100.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

MEASURES = ("rouge1", "rouge2", "rougeL")
_TOKEN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]|[a-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """One summary that breaks rules: which document, what it says, and the rules in words."""

    document: str
    text: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one system did on one set."""

    set: str
    system: str
    documents: int
    rouge: Mapping[str, float]
    recall: Mapping[str, float]
    length: float  # of a summary on average: words or characters
    broken: tuple[Broken, ...]
    empty: int
    seconds: float

    @property
    def violations(self) -> float:
        """Percent of the summaries that break at least one rule."""
        return 100 * len(self.broken) / max(1, self.documents)

    @property
    def speed(self) -> float:
        """Documents per second."""
        return self.documents / max(self.seconds, 1e-9)


class _Characters:
    def tokenize(self, text: str) -> list[str]:
        return _TOKEN.findall(text.lower())


@cache
def _scorer(spaced: bool) -> Any:
    module = import_module("rouge_score.rouge_scorer")
    return module.RougeScorer(list(MEASURES), use_stemmer=False, tokenizer=None if spaced else _Characters())


def rouge(reference: str, text: str, spaced: bool) -> dict[str, tuple[float, float]]:
    """F1 and recall of `text` by measure, 0 to 100; needs the package rouge-score."""
    found = _scorer(spaced).score(reference, text)
    return {name: (100 * found[name].fmeasure, 100 * found[name].recall) for name in MEASURES}
