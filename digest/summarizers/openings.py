"""Summaries that stand below one another begin with different words. Floor 2: pure.

A list of stories that all begin "The United Nations in ..." reads like one story. Who comes second gives way: its
article is summarized again without the sentence that began it, as long as that breaks no rule.
"""

from collections.abc import Collection
from dataclasses import replace

import regex

from digest.model import Article, Budget, Summary, SummarySentence, said
from digest.summarizers import Summarizer, rules

_WORDS, _CHARACTERS = 3, 6  # so many are the opening of a summary
_TRIES = 3
_WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{N}’'-]*")

ALIKE = said("It begins with the same words as another story of this issue.")


def words(summary: Summary) -> str:
    """The first words of a summary in one form, empty for one without sentences."""
    found = _WORD.findall(summary.text[:200].casefold().replace("’", "'"))
    return " ".join(found[:_WORDS]) if summary.spaced else "".join(found)[:_CHARACTERS]


def unlike(taken: Collection[str], article: Article, budget: Budget, first: Summary, summarize: Summarizer) -> Summary:
    """`first`, or another summary of the article by `summarize` if the opening words of the first are `taken`.

    When no other may be published it is the first, with a note.
    """
    if words(first) not in taken:
        return first
    faults = len(rules.broken(article, first, budget))
    shown, tried = article, first
    for _ in range(_TRIES):
        shown = _without(shown, tried.sentences[0])
        tried = summarize(shown, budget)
        if not tried.sentences:
            break
        if words(tried) not in taken and len(rules.broken(article, tried, budget)) <= faults:
            return tried
    return replace(first, notes=(*first.notes, ALIKE))


def _without(article: Article, sentence: SummarySentence) -> Article:
    """The article with blanks in place of the sentence, so that all other places stay what they are."""
    paragraphs = list(article.paragraphs)
    whole = paragraphs[sentence.paragraph]
    blanks = " " * (sentence.end - sentence.start)
    text = whole.text[: sentence.start] + blanks + whole.text[sentence.end :]
    paragraphs[sentence.paragraph] = replace(whole, text=text)
    return replace(article, paragraphs=tuple(paragraphs))
