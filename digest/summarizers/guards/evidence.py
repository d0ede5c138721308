"""Which sentences of the article a sentence of a draft rests on. Part of digest.summarizers.guards.

`Source` holds the article as numbered sentences. The sentences that a model cites are not trusted to be the right
ones: the two that share most of the draft's words are found here, and facts are looked up in those.
"""

from collections import Counter
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import TypeVar

from digest.model import Article, Language, Paragraph, Role
from digest.summarizers.guards import tokens
from digest.text import sentences

_PAIRS = ("“”", "「」", "『』", "（）", "《》")
_Word = TypeVar("_Word", bound=Hashable)
LONGEST_UNIT = 8  # sentences that one quotation may hold together; beyond it a mark is missing


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSentence:
    """A sentence of the article: `text` is paragraphs[paragraph].text[start:end]; `number` counts from 1."""

    number: int
    paragraph: int
    start: int
    end: int
    text: str


class Source:
    """An article as the guards see it. Built once per article; every answer depends on the article alone."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.sentences = numbered(article)
        self.heading = " ".join(part for part in (article.title, article.speaker, article.speaker_post) if part)
        self.text = tokens.plain("\n".join((self.heading, *(each.text for each in self.sentences))))
        self.words = frozenset(tokens.content(self.text))
        self.pairs = frozenset(pair for text in self.text.split("\n") for pair in tokens.pairs(text))
        self._contents = tuple(Counter(tokens.content(each.text)) for each in self.sentences)
        self._frequency = Counter(word for content in self._contents for word in content)

    def best(self, text: str, count: int = 2) -> tuple[SourceSentence, ...]:
        """At most `count` sentences that share most with `text`, the best first, rare words weighing more.

        The second is the one that best explains what the first leaves open, so that a sentence made of two finds both.
        """
        wanted = set(tokens.content(text))
        chosen: list[int] = []
        open_words = wanted
        while len(chosen) < min(count, len(self.sentences)):
            left = [place for place in range(len(self.sentences)) if place not in chosen]
            place = max(left, key=lambda place: (self._shared(open_words, place), self._shared(wanted, place), -place))
            if not self._shared(wanted, place):
                break
            chosen.append(place)
            open_words = open_words - self._contents[place].keys()
        return tuple(self.sentences[place] for place in chosen)

    def around(self, sentence: SourceSentence) -> str:
        """The sentence with its neighbours on both sides in one text."""
        near = self.sentences[max(0, sentence.number - 2) : sentence.number + 1]
        return tokens.plain(" ".join(each.text for each in near))

    def support(self, text: str) -> float:
        """The share of the content of `text` that stands anywhere in the article; 1.0 for a text without content."""
        return share(tokens.content(text), self.words)

    def phrase_support(self, text: str) -> float:
        """The share of neighbouring content words of `text` that are neighbours in the article as well."""
        return share(tokens.pairs(text), self.pairs)

    def _shared(self, words: set[str], place: int) -> float:
        content = self._contents[place]
        weight = sum(1 + log(len(self.sentences) / self._frequency[word]) for word in sorted(words & content.keys()))
        return round(weight / (1 + log(1 + len(content)) / 4), 9)


def share(words: tuple[_Word, ...], known: frozenset[_Word]) -> float:
    """The share of `words` that is in `known`; 1.0 of no words."""
    return sum(word in known for word in words) / len(words) if words else 1.0


@lru_cache(maxsize=32)
def read(article: Article) -> Source:
    """The source that `article` is; an article is read once for all drafts of it."""
    return Source(article)


@lru_cache(maxsize=32)
def numbered(article: Article) -> tuple[SourceSentence, ...]:
    """The sentences of the paragraphs that may enter a summary, those of one quotation together, numbered from 1."""
    found: list[SourceSentence] = []
    for position, paragraph in enumerate(article.paragraphs):
        if paragraph.role is not Role.TEXT or not _in_language(paragraph, article):
            continue
        for start, end in units(paragraph.text):
            sentence = SourceSentence(
                number=len(found) + 1, paragraph=position, start=start, end=end, text=paragraph.text[start:end]
            )
            found.append(sentence)
    return tuple(found)


def _in_language(paragraph: Paragraph, article: Article) -> bool:
    open_to_all = {Language.UNDETERMINED, Language.MIXED}
    return paragraph.language in open_to_all or article.language in {paragraph.language, *open_to_all}


def units(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every sentence, those inside one quotation together, whatever marks are missing."""
    spans = sentences.spans(text)
    place = 0
    while place < len(spans):
        start = spans[place].start
        ends = [span.end for span in spans[place : place + LONGEST_UNIT]]
        joined = next((i for i, end in enumerate(ends) if balanced(text[start:end])), 0)
        yield start, ends[joined]
        place += joined + 1


def balanced(text: str) -> bool:
    """Whether every quotation mark and bracket in `text` has its partner."""
    paired = all(text.count(pair[0]) == text.count(pair[1]) for pair in (*_PAIRS, "()", "[]"))
    return paired and text.count('"') % 2 == 0
