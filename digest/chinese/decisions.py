"""What was decided about a character that OpenCC alone would have otherwise. Part of digest.chinese, a value."""

from dataclasses import dataclass

from digest.model import Rule


@dataclass(frozen=True, slots=True)
class Decision:
    """Why a stretch of a run is other than `plain`, what OpenCC alone makes of it, or might be as in `others`."""

    start: int
    end: int
    rule: Rule
    plain: str
    others: tuple[str, ...]
    doubtful: bool
