"""Finds regional terms and protected words in a source text. Part of digest.chinese, floor 2.

One automaton (Aho-Corasick) over all of them, so that ten thousand rows take as long as a hundred. Where two overlap
the longer one wins, then the earlier one: the order of the rows means nothing.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from operator import itemgetter, le

from digest.chinese.evidence import Step
from digest.model import Glossary, Rule, Variant

Span = tuple[int, int]
_Match = tuple[int, int, int]  # which, start, end


class Terms:
    """The terms of one pair of variants."""

    def __init__(self, rows: Mapping[str, tuple[str, Rule]]) -> None:
        self._sources = tuple(rows)
        self._targets = tuple(rows.values())
        self._latin = tuple(_is_latin(source[0]) or _is_latin(source[-1]) for source in rows)
        self._automaton = None
        if rows:
            import ahocorasick_rs

            self._automaton = ahocorasick_rs.AhoCorasick(self._sources, store_patterns=False)

    def find(self, text: str, kept: Sequence[Span] = ()) -> list[Step]:
        """What applies in `text`, in order and without overlap; nothing that touches what is `kept`."""
        if self._automaton is None:
            return []
        matches = self._automaton.find_matches_as_indexes(text, overlapping=True)
        matches.sort(key=itemgetter(1))
        winners: list[_Match] = []
        cluster: list[_Match] = []
        reach = -1
        for match in matches:
            _which, start, end = match
            if start < reach:
                cluster.append(match)
                if end > reach:
                    reach = end
                continue
            if cluster:
                winners += cluster if len(cluster) == 1 else self._chosen(cluster, text)
            cluster, reach = [match], end
        winners += self._chosen(cluster, text)
        targets, latin = self._targets, self._latin
        found = [
            Step(start, end, *targets[which])
            for which, start, end in winners
            if not latin[which] or _whole(text, start, end)
        ]
        return list(clear_of(kept, found)) if kept else found

    def _chosen(self, cluster: list[_Match], text: str) -> list[_Match]:
        """The winners among matches that hang together."""
        cluster.sort(key=lambda match: (match[1] - match[2], match[1]))
        winners: list[_Match] = []
        for match in cluster:
            _which, start, end = match
            after = bisect_left(winners, start, key=itemgetter(1))
            is_free = (after == 0 or winners[after - 1][2] <= start) and (
                after == len(winners) or end <= winners[after][1]
            )
            if is_free and _whole(text, start, end):
                winners.insert(after, match)
        return winners


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


def clear_of(taken: Sequence[Span], found: Iterable[Step]) -> Iterator[Step]:
    """Those of `found` that touch nothing of `taken`; both are in order."""
    index = 0
    for one in found:
        while index < len(taken) and taken[index][1] <= one.start:
            index += 1
        if index == len(taken) or taken[index][0] >= one.end:
            yield one


def joined(found: Sequence[Step], more: Sequence[Step], kept: Sequence[Span]) -> list[Step]:
    """All of `found`, and those of `more` that touch neither them nor what is `kept`; in order."""
    both = sorted([*found, *more])
    if not kept and all(map(le, map(itemgetter(1), both), map(itemgetter(0), islice(both, 1, None)))):
        return both  # the usual case, and quick
    taken = sorted([*kept, *((step[0], step[1]) for step in found)])
    return sorted([*found, *clear_of(taken, more)])
