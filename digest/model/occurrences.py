"""What was, is, or will be due. Part of digest.model."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class OccurrenceState(StrEnum):
    """What became of one occurrence of a newsletter."""

    BUILDING = "building"
    BUILT = "built"  # waits for its approval and its hour
    EMPTY = "empty"  # there was nothing to publish
    FAILED = "failed"  # could not be built; it is tried again
    SENDING = "sending"  # its sending has begun
    LATE = "late"  # approved after its hour: it goes out only when somebody says so again
    MISSED = "missed"  # too long ago to go out by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One row: a newsletter and the moment it is due."""

    newsletter: str
    due: datetime
    issue: str  # "<newsletter>/<slug of the window>"
    state: OccurrenceState
    why: str
    changed_at: datetime
