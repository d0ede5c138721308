"""From what was found and decided to the text and the evidence of its conversion. Part of digest.chinese, pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from digest.chinese.decisions import Decision
from digest.chinese.spans import Flaw, Page, page
from digest.model import Change, Conversion, Doubt, Rule, said

_WHY = {
    Rule.WORD: said("a phrase of OpenCC goes across two words here"),
    Rule.SENSE: said("one character for several; OpenCC alone writes it otherwise"),
    Rule.NAME: said("taken for a personal name"),
}


class Step(NamedTuple):
    """A part of the words and what stands there for the reader, because of a rule or a decision or because it stays."""

    start: int
    end: int
    text: str
    reason: Rule | Decision | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What becomes of the words of a page: steps in order and apart, and the letters before, between and behind them.

    A text has one letter piece more than steps; many are empty. Offsets of steps and flaws are of the words.
    """

    steps: Sequence[Step]
    letters: Sequence[str]
    flaws: Sequence[Flaw] = ()


def conversion(words: Page, reading: Reading) -> Conversion:
    """The converted text with its changes and doubts."""
    steps = reading.steps
    new = [""] * (2 * len(steps) + 1)
    new[0::2] = reading.letters
    new[1::2] = [step.text for step in steps]
    written = page.put_back(words, [step.start for step in steps], [step.end for step in steps], new)
    changes: list[Change] = []
    doubts: list[Doubt] = []
    for step, start, end, target_start, target_end in zip(steps, *written[1:], strict=True):
        first, last, text, reason = step
        if reason is None:
            continue
        old = words.words[first:last]
        decision = reason if isinstance(reason, Decision) else None
        if decision is None or text != decision.plain:
            rule = reason.rule if isinstance(reason, Decision) else reason
            changes.append(Change(start, end, target_start, target_end, old, text, rule))
        if decision and decision.doubtful:
            why = _WHY[decision.rule]
            doubts.append(Doubt(start=start, end=end, source=old, chosen=text, others=decision.others, why=why))
    return Conversion(
        text=written.text, changes=tuple(changes), doubts=tuple(doubts), problems=_problems(words, reading.flaws)
    )


def _problems(words: Page, found: Sequence[Flaw]) -> tuple[str, ...]:
    flaws = [*words.layout.flaws, *(Flaw(*words.source(flaw.start, flaw.end), flaw.why) for flaw in found)]
    return tuple(f"Character {flaw.start + 1}: {flaw.why}" for flaw in sorted(flaws))
