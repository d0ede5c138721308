"""An article in its own best sentences, under rules that are never broken. Floor 2: pure.

The sentences are the article's own, shortened only by the rules that each one names. When none may stand for the
article the summary is empty and its notes say why.
"""

from collections import Counter
from collections.abc import Sequence

from digest.model import Article, Budget, Summary, SummarySentence, said
from digest.summarizers import choosing, figures, profiles, quotations
from digest.summarizers.units import Unit, Units

_MOST_SHORT = 2


def summarize(article: Article, budget: Budget) -> Summary:
    """The summary, teaser, short form, quotation and figures of `article`; empty with notes when nothing may stand."""
    found = Units(article)
    scale = choosing.Scale(article, found, profiles.of(article, found))
    limit, teaser_limit, short_limit = _limits(budget, spaced=found.spaced)
    chosen = choosing.choose(scale, limit, aim=choosing.aim(scale, limit))
    teaser = choosing.choose(scale, teaser_limit, aim=teaser_limit, most=1)
    short = choosing.choose(scale, short_limit, aim=short_limit, most=_MOST_SHORT)
    return Summary(
        sentences=_sentences(chosen),
        method="extractive",
        spaced=found.spaced,
        teaser=teaser[0].sentence if teaser else None,
        short=_sentences(short),
        quotation=quotations.best(article, found, scale),
        figures=figures.best(chosen, found),
        notes=() if chosen else _why(found, limit),
    )


def _limits(budget: Budget, *, spaced: bool) -> tuple[int, int, int]:
    if spaced:
        return budget.words, budget.teaser_words, budget.short_words
    return budget.characters, budget.teaser_characters, budget.short_characters


def _sentences(chosen: Sequence[Unit]) -> tuple[SummarySentence, ...]:
    return tuple(unit.sentence for unit in chosen)


def _why(found: Units, limit: int) -> tuple[str, ...]:
    """Why there is no summary, for the editor."""
    if not found.all:
        return (said("No summary: the article has no text of its own."),)
    if any(found.stands(unit) for unit in found.all):
        measure = said("words") if found.spaced else said("characters")
        return (said("No summary: no sentence that may stand alone fits {limit} {unit}.", limit=limit, unit=measure),)
    causes = Counter(fault for unit in found.all for fault in found.faults(unit) or ("needs the one before it",))
    listed = ", ".join(
        f"{number} {cause}" for cause, number in sorted(causes.items(), key=lambda each: (-each[1], each))
    )
    return (said("No summary: no sentence may stand alone ({listed}).", listed=listed),)
