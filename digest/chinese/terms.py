"""Finds regional terms and protected words in a source text. Part of digest.chinese, floor 2.

One automaton (Aho-Corasick) over all of them, so that ten thousand rows take as long as a hundred. Where two overlap
the longer one wins, then the earlier one: the order of the rows means nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from digest.model import Glossary, Rule, Variant

Span = tuple[int, int]


class Found(NamedTuple):
    """A term in a text and what stands there for the reader."""

    start: int
    end: int
    target: str
    rule: Rule


class Terms:
    """The terms of one pair of variants."""

    def __init__(self, rows: Mapping[str, tuple[str, Rule]]) -> None:
        self._sources = tuple(rows)
        self._targets = tuple(rows.values())
        self._automaton = None
        if rows:
            import ahocorasick_rs

            self._automaton = ahocorasick_rs.AhoCorasick(self._sources, store_patterns=False)

    def find(self, text: str, kept: Sequence[Span] = ()) -> list[Found]:
        """What applies in `text`, in order and without overlap; nothing that touches what is `kept`."""
        if self._automaton is None:
            return []
        matches = self._automaton.find_matches_as_indexes(text, overlapping=True)
        found: list[Found] = []
        cluster: list[tuple[int, int, int]] = []
        reach = -1
        for which, start, end in sorted(matches, key=itemgetter(1)):
            if start >= reach and cluster:
                self._choose(cluster, text, found)
                cluster = []
            cluster.append((which, start, end))
            reach = max(reach, end)
        self._choose(cluster, text, found)
        return list(clear_of(kept, found)) if kept else found

    def _choose(self, cluster: list[tuple[int, int, int]], text: str, found: list[Found]) -> None:
        """Adds the winners among matches that hang together."""
        if len(cluster) > 1:
            cluster.sort(key=lambda match: (match[1] - match[2], match[1]))
        winners: list[tuple[int, int, int]] = []
        for match in cluster:
            _which, start, end = match
            if all(end <= other[1] or start >= other[2] for other in winners) and _whole(text, start, end):
                winners.append(match)
        winners.sort(key=itemgetter(1))
        for which, start, end in winners:
            target, rule = self._targets[which]
            found.append(Found(start, end, target, rule))


def rows(
    glossary: Glossary, source: str, target: Variant, plain: Callable[[str, Variant], str]
) -> dict[str, tuple[str, Rule]]:
    """What is looked for in texts written as `source`, and what it becomes for readers of `target`.

    Between Taiwan and Hong Kong the way leads over the Simplified term that both tables share; where one table has no
    row, `plain(term, variant)` says what its readers write. A term that could be one of two there stays as it is.
    """
    found: dict[str, tuple[str, Rule]] = {}
    if source == Variant.ZH_HANS or target == Variant.ZH_HANS:
        found = {row.source: (row.target, Rule.TERM) for row in glossary.terms.get(target, ())}
    elif source in (Variant.ZH_HANT_TW, Variant.ZH_HANT_HK):
        found = _across(glossary, Variant(source), target, plain)
    for word in glossary.protected:
        for form in _forms(word.forms, source):
            found[form] = (word.forms[target], Rule.PROTECTED)
    return found


def _forms(forms: Mapping[Variant, str], source: str) -> Iterable[str]:
    """How a text of `source` writes a protected word; Traditional of no declared region may have either form."""
    if source in tuple(Variant):
        return (forms[Variant(source)],)
    return dict.fromkeys((forms[Variant.ZH_HANT_TW], forms[Variant.ZH_HANT_HK]))


def _across(
    glossary: Glossary, source: Variant, target: Variant, plain: Callable[[str, Variant], str]
) -> dict[str, tuple[str, Rule]]:
    here = {row.source: row.target for row in glossary.terms.get(source, ())}
    there = {row.source: row.target for row in glossary.terms.get(target, ())}
    meanings: dict[str, set[str]] = {}
    for simplified in here.keys() | there.keys():
        written = here.get(simplified) or plain(simplified, source)
        meanings.setdefault(written, set()).add(there.get(simplified) or plain(simplified, target))
    return {written: (forms.pop(), Rule.TERM) for written, forms in sorted(meanings.items()) if len(forms) == 1}


def _whole(text: str, start: int, end: int) -> bool:
    """False where a term in Latin letters or digits is only part of a word: AI in PAID."""
    return not (
        (_is_latin(text[start]) and start > 0 and _is_latin(text[start - 1]))
        or (_is_latin(text[end - 1]) and end < len(text) and _is_latin(text[end]))
    )


def _is_latin(letter: str) -> bool:
    return letter.isalnum() and letter < "\u0250"


def clear_of(taken: Sequence[Span], found: Iterable[Found]) -> Iterator[Found]:
    """Those of `found` that touch nothing of `taken`; both are in order."""
    index = 0
    for one in found:
        while index < len(taken) and taken[index][1] <= one.start:
            index += 1
        if index == len(taken) or taken[index][0] >= one.end:
            yield one
