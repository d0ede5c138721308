"""From what was read and decided to the text and the evidence of its conversion. Part of digest.chinese, pure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from digest.chinese.decisions import Decision
from digest.chinese.spans import Flaw, Layout, Piece, Run, Span, Written
from digest.chinese.terms import Found
from digest.model import Change, Conversion, Doubt, Rule

_WHY = {
    Rule.WORD: "a phrase of OpenCC goes across two words here",
    Rule.SENSE: "one character for several; OpenCC alone writes it otherwise",
    Rule.NAME: "taken for a personal name",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What becomes of one run: the free parts with their new letters, what was found, and what was decided.

    Offsets are of the run. A decision changes one character of a free part, whose letters have it already.
    """

    free: Sequence[Span] = ()
    letters: Sequence[str] = ()
    found: Sequence[Found] = ()
    decisions: Sequence[Decision] = ()
    flaws: Sequence[Flaw] = ()


class _Part(NamedTuple):
    piece: Piece
    reason: Found | Decision | None


def conversion(layout: Layout, readings: Sequence[Reading]) -> Conversion:
    """The converted text with its changes and doubts."""
    parts = [list(_parts(reading)) for reading in readings]
    written = _written(layout, parts)
    changes: list[Change] = []
    doubts: list[Doubt] = []
    for run, those, places in zip(layout.runs, parts, written.spans, strict=True):
        source = _source(run)
        for part, place in zip(those, places, strict=True):
            if part.reason is None:
                continue
            old = run.text[part.piece.start : part.piece.end]
            if isinstance(part.reason, Found) or part.piece.text != part.reason.plain:
                changes.append(_change(source, part, place, old))
            if isinstance(part.reason, Decision) and part.reason.doubtful:
                doubts.append(_doubt(source, part, part.reason, old))
    flaws = list(layout.flaws)
    for run, reading in zip(layout.runs, readings, strict=True):
        flaws += (Flaw(*run.source(flaw.start, flaw.end), flaw.why) for flaw in reading.flaws)
    problems = tuple(f"Character {flaw.start + 1}: {flaw.why}" for flaw in sorted(flaws))
    return Conversion(text=written.text, changes=tuple(changes), doubts=tuple(doubts), problems=problems)


def _written(layout: Layout, parts: Sequence[Sequence[_Part]]) -> Written:
    """The text put together. Plain text, which may be megabytes long, has no tags to step over."""
    if layout.fixed or not all(map(_is_plain, layout.runs)):
        return layout.written([[part.piece for part in those] for those in parts])
    out: list[str] = []
    spans: list[tuple[Span, ...]] = []
    position = length = 0
    for run, those in zip(layout.runs, parts, strict=True):
        places: list[Span] = []
        shift = run.stretches[0].at
        for (start, end, text, _rule), _reason in those:
            gap = layout.text[position : shift + start]
            out += (gap, text)
            length += len(gap)
            places.append((length, length + len(text)))
            length += len(text)
            position = shift + end
        spans.append(tuple(places))
    return Written(text="".join((*out, layout.text[position:])), spans=tuple(spans))


def _is_plain(run: Run) -> bool:
    first = run.stretches[0]
    return len(run.stretches) == 1 and first.until - first.at == len(run.text) > 1


def _source(run: Run) -> Callable[[int, int], Span]:
    """Where a part of the run stands in the source."""
    shift = run.stretches[0].at
    return (lambda start, end: (start + shift, end + shift)) if _is_plain(run) else run.source


def _parts(reading: Reading) -> Iterator[_Part]:
    """All pieces of a run in order, each decision a piece of its own."""
    found, decisions = iter(reading.found), iter(reading.decisions)
    term, decision = next(found, None), next(decisions, None)
    for (start, end), letters in zip(reading.free, reading.letters, strict=True):
        while term is not None and term.start < end and term.end <= start:
            yield _Part(Piece(term.start, term.end, term.target), term)
            term = next(found, None)
        position = start
        while decision is not None and decision.start < end:
            if decision.start >= position:
                if position < decision.start:
                    yield _Part(
                        Piece(position, decision.start, letters[position - start : decision.start - start]), None
                    )
                new = letters[decision.start - start : decision.end - start]
                yield _Part(Piece(decision.start, decision.end, new), decision)
                position = decision.end
            decision = next(decisions, None)
        if position < end:
            yield _Part(Piece(position, end, letters[position - start :]), None)
    while term is not None:
        yield _Part(Piece(term.start, term.end, term.target), term)
        term = next(found, None)


def _change(source: Callable[[int, int], Span], part: _Part, place: Span, old: str) -> Change:
    assert part.reason is not None  # the caller asked
    start, end = source(part.piece.start, part.piece.end)
    return Change(
        start=start, end=end, target_start=place[0], target_end=place[1],
        source=old, target=part.piece.text, rule=part.reason.rule,
    )  # fmt: skip


def _doubt(source: Callable[[int, int], Span], part: _Part, decision: Decision, old: str) -> Doubt:
    start, end = source(part.piece.start, part.piece.end)
    return Doubt(
        start=start, end=end, source=old, chosen=part.piece.text, others=decision.others, why=_WHY[decision.rule]
    )
