"""Quotations of a draft against those of its article. Part of digest.summarizers.guards.

A quotation has to be word for word, whole, marked as one in the article too, and, when it is a full statement, to
stand beside the name that the article gives for it.
"""

from dataclasses import dataclass

import regex

from digest.summarizers.guards import tokens

_MARKED = regex.compile(
    r"“(?P<a>[^“”]{1,2000})”|「(?P<b>[^「」]{1,2000})」|『(?P<c>[^『』]{1,2000})』|\"(?P<d>[^\"]{1,2000})\""
    r"|(?<![\p{L}\p{N}])[‘'](?P<e>[^‘’'“”\"\n]{1,300}(?:['’]\p{L}[^‘’'“”\"\n]{0,300}){0,5})[’'](?![\p{L}\p{N}])|«(?P<f>[^«»]{1,2000})»"
)
_EDGES = regex.compile(r"^[\s.,;:!?。，；：！？、…-]+|[\s.,;:!?。，；：！？、…-]+$")
_STATEMENT_WORDS, _STATEMENT_HAN = 7, 12  # from here on somebody must be named as having said it
_PRONOUNS = frozenset(str.split("i he she it they we you one who 他 她 它 他们 她们 他們 她們 其 该 者"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """`text` without its marks and without the punctuation at its edges; the places include the marks."""

    text: str
    start: int
    end: int


def found(text: str) -> tuple[Quoted, ...]:
    """The quotations of `text`, in order, outermost only."""
    quoted = (
        Quoted(text=next(group for group in place.groups() if group), start=place.start(), end=place.end())
        for place in _MARKED.finditer(text)
    )
    return tuple(each for each in quoted if _same(each.text))


def faults(sentence: str, source: str) -> tuple[str, ...]:
    """What is wrong with the quotations of one draft sentence; `source` is the article's text as written."""
    known = {_same(each.text): each for each in found(source)}
    reasons = []
    for each in found(sentence):
        original = known.get(_same(each.text))
        if original is None:
            reasons.append(f"the quotation “{_brief(each.text)}” is not word for word and whole in the article")
        elif _is_statement(each.text) and not _has_speaker(sentence, each, source, original):
            reasons.append(f"the quotation “{_brief(each.text)}” stands without the name of the person who said it")
    return tuple(reasons)


def without(text: str) -> str:
    """`text` with its quotations replaced by spaces of the same length."""
    return _MARKED.sub(lambda place: " " * len(place[0]), text)


def _same(text: str) -> str:
    return regex.sub(r"\s+", " ", _EDGES.sub("", tokens.plain(text))).casefold()


def _brief(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."


def _is_statement(text: str) -> bool:
    words = tokens.tokens(tokens.plain(text))
    han = sum(word.is_han for word in words)
    return han >= _STATEMENT_HAN or len(words) - han >= _STATEMENT_WORDS


def _has_speaker(sentence: str, quoted: Quoted, source: str, original: Quoted) -> bool:
    """Whether something that names a person beside the quotation stands beside it in the article as well."""
    beside = sentence[: quoted.start] + " " + sentence[quoted.end :]
    near = tokens.plain(source[max(0, original.start - 300) : original.start] + " " + source[original.end :][:200])
    words = [word for word in tokens.content(beside) if word not in _PRONOUNS]
    capital = regex.findall(r"\p{Lu}[\p{L}'-]+", beside)
    if any(regex.match(r"\p{Han}", word) for word in words):
        return sum(word in near for word in words) >= 1
    return any(word in near for word in capital) or sum(word in tokens.content(near) for word in words) >= 2
