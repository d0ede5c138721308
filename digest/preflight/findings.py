"""What a check finds. Part of digest.preflight."""

from dataclasses import dataclass, field
from enum import StrEnum

from digest.model import Said


class Level(StrEnum):
    """What a finding means for the issue."""

    BLOCKER = "blocker"  # not to be published like this
    WARNING = "warning"  # somebody should look


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something was found; what does not apply is empty.

    `file` is a name within the audience's folder, `story` an article's id. `offset` counts characters of the field, or
    of the file where no field is named.
    """

    audience: str = ""
    channel: str = ""
    file: str = ""
    story: str = ""
    field: str = ""
    offset: int | None = None

    def __str__(self) -> str:
        parts = (self.file, self.story, self.field, "" if self.offset is None else f"character {self.offset + 1}")
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What one check has to say, in a sentence for an editor."""

    level: Level
    words: str
    where: Place = field(default_factory=Place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A remark with the code of the check it comes from; `where.audience` is always set."""

    level: Level
    code: str
    words: str
    where: Place


def named(field: str) -> Said:
    """What a field is called in the middle of a sentence."""
    name = Said(field.replace("-", " "))
    name.wording, name.fields = field, {}
    return name


def blocker(words: str, where: Place) -> Remark:
    return Remark(level=Level.BLOCKER, words=words, where=where)


def warning(words: str, where: Place) -> Remark:
    return Remark(level=Level.WARNING, words=words, where=where)
