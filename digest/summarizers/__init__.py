"""An article in a few of its own sentences. Floor 2: pure.

`SUMMARIZERS` is the registry: a name in the configuration -> a function (article, budget) -> Summary. The modules are
imported when they are first used: their patterns take longer to compile than most commands take to run. `MODEL` names
the one that asks a language model and so needs more than an article: see `llm`.
"""

from collections.abc import Callable, Mapping
from importlib import import_module

from digest.model import Article, Budget, Summary

Summarizer = Callable[[Article, Budget], Summary]

MODEL = "llm"


def _in(module: str) -> Summarizer:
    """What `module` has under the name `summarize`, imported by the first call."""

    def summarize(article: Article, budget: Budget) -> Summary:
        made: Summary = import_module(module).summarize(article, budget)
        return made

    return summarize


SUMMARIZERS: Mapping[str, Summarizer] = {
    "extractive": _in("digest.summarizers.extractive"),
    "lead": _in("digest.summarizers.lead"),
}


def summarize(article: Article, budget: Budget, name: str) -> Summary:
    """The summary of `article` by the summarizer called `name`; without sentences when none may stand for it."""
    return SUMMARIZERS[name](article, budget)
