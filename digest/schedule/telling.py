"""What a scheduler has to tell. Part of digest.schedule."""

from dataclasses import dataclass, replace
from datetime import datetime

from digest.model import Occurrence, OccurrenceState
from digest.pipeline import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Something that happened, in a sentence; to an occurrence, where it is one's."""

    about: str  # an issue, or a source
    at: datetime
    words: str
    occurrence: Occurrence | None = None


def happened(occurrence: Occurrence, words: str) -> Happening:
    """That this happened to the occurrence when it last changed."""
    return Happening(about=occurrence.issue, at=occurrence.changed_at, words=words, occurrence=occurrence)


def moved(desk: Desk, seen: Occurrence, state: OccurrenceState, now: datetime, why: str = "") -> Occurrence | None:
    """The occurrence in its new state; None where somebody else was quicker, or nothing changed."""
    if seen.state is state and seen.why == why:
        return None
    to = replace(seen, state=state, why=why, changed_at=now)
    return to if desk.store.occurrences.move(seen, to) else None
