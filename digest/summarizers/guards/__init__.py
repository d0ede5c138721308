"""What a summary written by a model must pass before anybody sees it. Floor 2: pure.

`refusals` gives every reason against a proposal, in sentences that the model can be shown and an editor can read. What
it checks: form (`shape`), numbers and dates (`numbers`), names (`names`), quotations (`quotations`), denials
(`polarity`), words exchanged in a copied sentence (`changes`), and how much of each sentence the article supports
(`evidence`). It cannot judge emphasis or tone, nor find a false claim made of the article's own words in a new order.
Good proposals are refused too: whoever asks has an extractive summary to fall back on.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from digest.model import Article, Budget
from digest.summarizers.guards import changes, names, numbers, polarity, quotations, shape, tokens
from digest.summarizers.guards.evidence import Source, SourceSentence, numbered, read, share, units
from digest.text import typography

__all__ = [
    "FINISHED",
    "Proposal",
    "Proposed",
    "Source",
    "SourceSentence",
    "is_verbatim",
    "numbered",
    "read",
    "refusals",
    "unfinished",
    "units",
]

FINISHED = "stop"  # what an endpoint answers when the model came to its own end
SUPPORT = 0.5  # share of a sentence's content that has to stand somewhere in the article
SUPPORT_NEAR = 0.4  # and in the two sentences it rests on
SUPPORT_PHRASES = 0.2  # share of its neighbouring words that are neighbours in the article
SUPPORT_PHRASES_SHORT = 0.4  # of a sentence of few content words, which common phrases would carry
FEW_WORDS = 12
LONGEST_INVENTION = 4  # neighbouring content words of which the article has none


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """One sentence of a model and the numbers of the source sentences it says it comes from."""

    text: str
    sources: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A summary as a model proposes it; `finish` is the endpoint's word for why it stopped."""

    sentences: tuple[Proposed, ...]
    finish: str = FINISHED


def refusals(article: Article, proposal: Proposal, budget: Budget) -> tuple[str, ...]:
    """Why the proposal may not be used, one sentence per reason; empty when it may."""
    texts = tuple(each.text for each in proposal.sentences)
    reasons = [f"The summary: {fault}." for fault in shape.faults(article, texts, budget)]
    reasons += unfinished(proposal.finish)
    source = read(article)
    if not source.sentences:
        return (*reasons, "The article has no text to summarize.")
    for place, sentence in enumerate(proposal.sentences, 1):
        reasons += [f"Sentence {place}: {fault}." for fault in dict.fromkeys(_faults(source, sentence))]
    return tuple(reasons)


def unfinished(finish: str) -> tuple[str, ...]:
    """Why an answer that ended as `finish` says is not taken for whole; empty when it is."""
    if finish == FINISHED:
        return ()
    if not finish:
        return ("The endpoint does not say whether the answer is whole (it gives no finish_reason).",)
    return (f"The answer was cut off ({typography.printable(finish)[:40]}).",)


def is_verbatim(source: Source, text: str) -> bool:
    """Whether `text` stands in one sentence of the article, letter for letter but for spaces."""
    bare = " ".join(text.split())
    return bool(bare) and any(bare in " ".join(each.text.split()) for each in source.sentences)


def _faults(source: Source, sentence: Proposed) -> Iterator[str]:
    whole = is_verbatim(source, sentence.text)
    yield from shape.sentence_faults(source.article, sentence.text, verbatim=whole)
    unknown = [number for number in sentence.sources if not 1 <= number <= len(source.sentences)]
    if unknown:
        yield f"it names source sentences that do not exist ({', '.join(map(str, unknown[:5]))})"
    text = tokens.plain(sentence.text)
    resting = source.best(sentence.text)
    copied = bool(resting) and changes.is_nearly_copied(text, resting[0])
    basis = resting[:1] if copied else resting
    yield from _numbers(text, basis, source)
    yield from (f"the name {name!r} is not in the article" for name in names.unknown(text, source.text))
    yield from quotations.faults(sentence.text, _as_written(source))
    if basis:
        yield from polarity.faults(text, tokens.plain(" ".join(each.text for each in basis)))
    if copied:
        yield from changes.faults(text, source, resting[0])
    yield from _support(sentence.text, resting, source)


def _as_written(source: Source) -> str:
    return "\n".join((source.heading, *(paragraph.text for paragraph in source.article.paragraphs)))


def _numbers(text: str, resting: tuple[SourceSentence, ...], source: Source) -> Iterator[str]:
    mine = numbers.found(text)
    known = numbers.found(" ".join((*(each.text for each in resting), source.article.title)))
    for number in numbers.missing(mine, known):
        yield f"the number or date {number.text!r} is not in the sentences it comes from"
    keys = [number.key for number in mine]
    theirs = [[number.key for number in numbers.found(each.text)] for each in resting[:1]]
    if theirs and set(keys) <= set(theirs[0]) and not _in_order(keys, theirs[0]):
        yield "its numbers stand in another order than in the article"


def _in_order(keys: list[str], theirs: list[str]) -> bool:
    rest = iter(theirs)
    return all(key in rest for key in keys)


def _support(text: str, resting: tuple[SourceSentence, ...], source: Source) -> Iterator[str]:
    words = tokens.content(text)
    near = frozenset(word for each in resting for word in tokens.content(each.text)) | frozenset(
        tokens.content(source.heading)
    )
    too_little = source.support(text) < SUPPORT or share(words, near) < SUPPORT_NEAR
    phrases = SUPPORT_PHRASES if len(words) >= FEW_WORDS else SUPPORT_PHRASES_SHORT
    if too_little or source.phrase_support(text) < phrases:
        yield "too little of what it says stands in the article"
        return
    run: list[str] = []
    for word in words:
        run = [] if word in source.words else [*run, word]
        if len(run) >= LONGEST_INVENTION:
            yield f"the article says nothing of {' '.join(run)!r}"
            return
