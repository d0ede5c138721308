"""A text of its own, without a newsroom: shortened like an article. Above the pure floors, and pure itself.

The text goes through the same cleaning and the same rules as every article. What is said of its sentences is said in
offsets of the text as it came in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from digest.model import Article, Budget, Fetched, Source, Summary
from digest.sources import articles, markup, wrapping
from digest.sources.places import Places
from digest.sources.record import Record
from digest.summarizers import Summarizer

_SOURCE = Source(name="text", kind="jsonl", location="text")
_UNTITLED = "…"  # an article has to have a title; nobody ever sees this one
_LEAST_WORDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text and what is known about it; the rest is found out."""

    text: str
    title: str = ""
    kind: str = ""  # a word of any language the sources know: "speech", "新闻稿"
    language: str = ""  # a BCP 47 tag


def text_of(record: Mapping[str, Any]) -> Text:
    """The text that a record with "text", "title"?, "lang"? and "kind"? holds; ValueError for one that holds none."""
    if "text" not in record:
        raise ValueError('it has no "text"')
    for name in ("text", "title", "lang", "kind"):
        if not isinstance(record.get(name), str | None) or record["text"] is None:
            raise ValueError(f'its "{name}" is not text')
    return Text(
        text=record["text"],
        title=record.get("title") or "",
        kind=record.get("kind") or "",
        language=record.get("lang") or "",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """At most so many words, a Chinese character counting as one, or at most so many characters; 0 is no limit."""

    words: int = 0
    characters: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortened:
    """A summary, the article it was made of, and where the article's paragraphs stand in the text."""

    article: Article
    summary: Summary
    places: Places


def shorten(text: Text, limit: Limit, summarize: Summarizer) -> Shortened:
    """The text shortened; ValueError, with a clause that says why, for one that cannot be read."""
    article = _article(text)
    summary = _fitting(article, limit, summarize)
    return Shortened(article=article, summary=summary, places=Places(text.text, article.paragraphs))


def _article(text: Text) -> Article:
    is_html = markup.looks_like_html(text.text)
    record = Record(
        location="",
        title=text.title if text.title.strip() else _UNTITLED,
        body=text.text if is_html else wrapping.unwrapped(text.text),
        body_format="html" if is_html else "text",
        kind_word=text.kind,
        language=text.language,
    )
    made, problems = articles.make(_SOURCE, Fetched(raw=b"", location=_SOURCE.location), record)
    if made is None:
        raise ValueError(problems[0].reason)
    return made if record.title != _UNTITLED else replace(made, title="", original_title="")


def _fitting(article: Article, limit: Limit, summarize: Summarizer) -> Summary:
    """The summary within the limit. Characters of a spaced script are kept by allowing fewer words until they fit."""
    summary = summarize(article, _budget(limit))
    if not (limit.characters and summary.spaced):
        return summary
    words = limit.characters // 5
    while True:
        summary = summarize(article, _budget(Limit(words=max(1, words))))
        longest = max(len(summary.text), len(summary.teaser.text) if summary.teaser else 0)
        if longest <= limit.characters or words < _LEAST_WORDS:
            return summary if longest <= limit.characters else replace(summary, sentences=(), teaser=None)
        words = min(words - 1, words * limit.characters // longest)


def _budget(limit: Limit) -> Budget:
    usual = Budget(words=75, characters=140)
    most = limit.words or limit.characters
    if not most:
        return usual
    return Budget(
        words=most,
        characters=most,
        teaser_words=min(usual.teaser_words, most),
        teaser_characters=min(usual.teaser_characters, most),
        short_words=min(usual.short_words, most),
        short_characters=min(usual.short_characters, most),
    )
