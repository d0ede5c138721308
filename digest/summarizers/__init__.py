"""An article in a few of its own sentences. Floor 2: pure.

`SUMMARIZERS` is the registry: a name in the configuration -> a function (article, budget) -> Summary.
"""

from collections.abc import Callable, Mapping

from digest.model import Article, Budget, Summary
from digest.summarizers import extractive, lead

Summarizer = Callable[[Article, Budget], Summary]

SUMMARIZERS: Mapping[str, Summarizer] = {
    "extractive": extractive.summarize,
    "lead": lead.summarize,
}


def summarize(article: Article, budget: Budget, name: str) -> Summary:
    """The summary of `article` by the summarizer called `name`; without sentences when none may stand for it."""
    return SUMMARIZERS[name](article, budget)
