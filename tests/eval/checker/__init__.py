"""Reads a summary as a strict editor would and says which rules it breaks, without knowing how it was made.

Written from the editorial rules alone: it shares no pattern, list or helper with `digest.summarizers` and must not
import from there, so that a mistake there is not repeated here. English and Chinese, both scripts. What it cannot
see: whether the right things were chosen, and names of people that Chinese writes without any mark.
"""

from collections.abc import Iterator, Sequence

from digest.model import Article, Budget, Language, Role, Summary, SummarySentence
from tests.eval.checker import facts, marks, matter, openings, script, tracing
from tests.eval.length import length

_UNSPACED = frozenset({Language.ZH_HANS, Language.ZH_HANT, Language.JA})


def violations(article: Article, summary: Summary, budget: Budget) -> tuple[str, ...]:
    """Every rule that the summary breaks, in words, with the part it was found in; empty when it breaks none."""
    spaced = article.language not in _UNSPACED
    limits = (
        (budget.words, budget.teaser_words, budget.short_words)
        if spaced
        else (budget.characters, budget.teaser_characters, budget.short_characters)
    )
    parts = (
        ("", summary.sentences, limits[0]),
        ("teaser: ", (summary.teaser,) if summary.teaser else (), limits[1]),
        ("short: ", summary.short, limits[2]),
    )
    found = [label + each for label, part, limit in parts for each in _part(article, part, limit, spaced)]
    found += _whole(article, summary, spaced)
    return tuple(dict.fromkeys(found))


def _part(article: Article, part: Sequence[SummarySentence], limit: int, spaced: bool) -> Iterator[str]:
    used = sum(length(sentence.text, spaced) for sentence in part)
    if used > limit:
        yield f"it is longer than its budget: {used} of {limit}"
    if [(each.paragraph, each.start) for each in part] != sorted((each.paragraph, each.start) for each in part):
        yield "its sentences are not in the order of the article"
    yield from _repeats([sentence.text for sentence in part])
    for at, sentence in enumerate(part):
        previous = part[at - 1] if at else None
        for fault in _sentence(article, sentence, previous, part[at + 1 : at + 2]):
            yield f"{fault}: {sentence.text[:60]!r}"


def _sentence(
    article: Article,
    sentence: SummarySentence,
    previous: SummarySentence | None,
    following: Sequence[SummarySentence],
) -> Iterator[str]:
    trace = tracing.faults(article, sentence)
    yield from trace
    yield from facts.faults(article, sentence.text)
    yield from matter.faults(sentence.text, article.title)
    yield from script.faults(sentence.text, article.language)
    yield from marks.faults(sentence.text)
    if not tracing.traceable(article, sentence):
        return
    paragraph = article.paragraphs[sentence.paragraph]
    if paragraph.role is not Role.TEXT:
        yield f"it comes from a paragraph that is no running text but {paragraph.role.value}"
    if marks.within_quotation(paragraph.text, sentence.start):
        yield "it stands inside a quotation whose marks are left behind"
    joined = previous is not None and tracing.follows(article, previous, sentence)
    leads_on = bool(following) and tracing.follows(article, sentence, following[0])
    yield from marks.unattributed(
        sentence.text,
        before=previous.text if joined and previous else "",
        after=following[0].text if leads_on else "",
    )
    if not joined and not tracing.is_first(article, sentence):
        yield from openings.faults(sentence.text, opens_summary=previous is None)


def _repeats(texts: Sequence[str]) -> Iterator[str]:
    forms = ["".join(letter for letter in text.casefold() if letter.isalnum()) for text in texts]
    for at, form in enumerate(forms):
        for other in forms[:at]:
            shorter, longer = sorted((form, other), key=len)
            if shorter == longer or (len(shorter) >= 12 and shorter in longer):
                yield f"it says something twice: {texts[at][:60]!r}"


def _whole(article: Article, summary: Summary, spaced: bool) -> Iterator[str]:
    if not summary.sentences and not summary.notes:
        yield "it is empty and does not say why"
    if summary.sentences and summary.spaced is not spaced:
        yield "its sentences are not joined as its language joins them"
    yield from marks.overall(summary.text)
    if summary.quotation:
        yield from (f"quotation: {fault}" for fault in tracing.quotation_faults(article, summary.quotation))
    for figure in summary.figures:
        if figure not in article.body and figure not in article.title:
            yield f"figure: the article does not write {figure!r}"
