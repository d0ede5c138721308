"""The libraries that summaries are compared with, each under the same budget as ours.

Needs the dependency group `eval`. A ranker puts the article's sentences (found by our own segmenter, the same for
all) in its order of merit, and they are taken in that order as long as they fit; what is taken is shown in the
order of the text. Libraries that insist on their own sentences are given the text and filled up in the same way.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import Any

import regex

from digest.model import Article, Budget, Summary, SummarySentence
from tests.eval import documents
from tests.eval.length import length

System = Callable[[Article, Budget], Summary]
Ranker = Callable[[Sequence[str], str], Iterable[int]]
_WORD = regex.compile(r"[\p{Latin}\p{N}][\p{Latin}\p{N}'’-]*")
_SUMY = {
    "sumy TextRank": "text_rank.TextRankSummarizer",
    "sumy LexRank": "lex_rank.LexRankSummarizer",
    "sumy LSA": "lsa.LsaSummarizer",
    "sumy Reduction": "reduction.ReductionSummarizer",
    "sumy SumBasic": "sum_basic.SumBasicSummarizer",
    "sumy Luhn": "luhn.LuhnSummarizer",
    "sumy KL": "kl.KLSummarizer",
}


def lead(article: Article, budget: Budget) -> Summary:
    """The first sentences that fit, whatever they are; a first one that is too long gives way."""
    taken: list[SummarySentence] = []
    for unit in documents.units(article):
        if _fits((*taken, unit), article, budget):
            taken.append(unit)
        elif taken:
            break
    return _summary(taken, article, "lead")


def first_three(article: Article, _budget: Budget) -> Summary:
    """The first three sentences, however long they are."""
    return _summary(documents.units(article)[:3], article, "lead-3")


def filled(name: str, ranker: Ranker) -> System:
    """The system that takes sentences in the ranker's order as long as they fit."""

    def summarize(article: Article, budget: Budget) -> Summary:
        units = documents.units(article)
        language = "english" if documents.spaced(article) else "chinese"
        order = ranker([unit.text for unit in units], language) if units else ()
        return _fill([units[place] for place in order], article, budget, name)

    return summarize


def own_sentences(name: str, pieces: Callable[[str], Iterable[str]]) -> System:
    """The system that takes the library's own pieces of the text, best first, as long as they fit."""

    def summarize(article: Article, budget: Budget) -> Summary:
        found = (_located(piece, article) for piece in pieces(article.body))
        return _fill([unit for unit in found if unit], article, budget, name)

    return summarize


def _located(piece: str, article: Article) -> SummarySentence | None:
    for at, paragraph in enumerate(article.paragraphs):
        start = paragraph.text.find(piece)
        if start >= 0:
            end = start + len(piece)
            end += paragraph.text[end : end + 1] in tuple("。！？!?")  # the mark that the library took away
            return SummarySentence(text=paragraph.text[start:end], paragraph=at, start=start, end=end)
    return None


def _fill(best_first: Sequence[SummarySentence], article: Article, budget: Budget, name: str) -> Summary:
    taken: list[SummarySentence] = []
    for unit in best_first:
        if _fits((*taken, unit), article, budget):
            taken.append(unit)
    return _summary(sorted(taken, key=lambda unit: (unit.paragraph, unit.start)), article, name)


def _fits(units: Sequence[SummarySentence], article: Article, budget: Budget) -> bool:
    is_spaced = documents.spaced(article)
    limit = budget.words if is_spaced else budget.characters
    return sum(length(unit.text, is_spaced) for unit in units) <= limit


def _summary(taken: Sequence[SummarySentence], article: Article, name: str) -> Summary:
    return Summary(sentences=tuple(taken), method=name, spaced=documents.spaced(article))


class _Tokenizer:
    """What sumy asks for words; its own needs a download for English and drops text in Chinese."""

    def __init__(self, language: str) -> None:
        self.language = language

    def to_words(self, text: str) -> tuple[str, ...]:
        if self.language == "chinese":
            return tuple(word for word in _jieba().lcut(text) if word.isalnum())
        return tuple(_WORD.findall(text))


def _sumy(path: str) -> Ranker:
    module, _, name = path.partition(".")

    def rank(texts: Sequence[str], language: str) -> list[int]:
        model = import_module("sumy.models.dom")
        tokenizer = _Tokenizer(language)
        lines = [model.Sentence(text, tokenizer) for text in texts]
        document = model.ObjectDocumentModel([model.Paragraph(lines)])
        order: list[int] = []

        def remember(infos: Sequence[Any]) -> Sequence[Any]:
            order.extend(each.order for each in infos)
            return infos

        _summarizer(module, name, language)(document, remember)
        return order

    return rank


@cache
def _summarizer(module: str, name: str, language: str) -> Any:
    stemmer = import_module("sumy.nlp.stemmers").Stemmer(language)
    made = getattr(import_module(f"sumy.summarizers.{module}"), name)(stemmer)
    if hasattr(type(made), "stop_words"):
        made.stop_words = import_module("sumy.utils").get_stop_words(language)
    return made


@cache
def _jieba() -> Any:
    jieba = import_module("jieba")
    jieba.setLogLevel(60)
    jieba.initialize()
    return jieba


def _jieba_textrank(texts: Sequence[str], _language: str) -> list[int]:
    """Sentences by the weight of the words that jieba's TextRank finds in the whole text, for their length."""
    _jieba()
    analyse = import_module("jieba.analyse")
    weights = dict(analyse.textrank("\n".join(texts), topK=40, withWeight=True))
    merits = [
        sum(weights.get(word, 0.0) for word in set(_jieba().lcut(text))) / math.log(len(text) + 2) for text in texts
    ]
    return sorted(range(len(texts)), key=lambda place: -merits[place])


def _textrank4zh(text: str) -> list[str]:
    networkx = import_module("networkx")
    if not hasattr(networkx, "from_numpy_matrix"):  # gone since networkx 3; the package was never mended
        networkx.from_numpy_matrix = networkx.from_numpy_array
    found = import_module("textrank4zh").TextRank4Sentence()
    found.analyze(text=text, lower=False, source="all_filters")
    return [each.sentence for each in found.get_key_sentences(num=60, sentence_min_len=6)]


def _snownlp(text: str) -> list[str]:
    return list(import_module("snownlp").SnowNLP(text).summary(20))


def systems(language: str) -> Mapping[str, System]:
    """Every peer for a language, `english` or `chinese`, by the name that tables print."""
    both: dict[str, System] = {"lead@budget": lead}
    both |= {name: filled(name, _sumy(path)) for name, path in _SUMY.items()}
    if language == "english":
        return both
    return both | {
        "jieba TextRank": filled("jieba TextRank", _jieba_textrank),
        "TextRank4ZH": own_sentences("TextRank4ZH", _textrank4zh),
        "snownlp": own_sentences("snownlp", _snownlp),
    }
