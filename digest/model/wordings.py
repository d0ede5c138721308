"""What people wrote in place of what the product made. Part of digest.model."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from digest.model.languages import Variant


class Field(StrEnum):
    """The texts of a story that a person may write by hand."""

    HEADLINE = "headline"
    SUMMARY = "summary"
    TEASER = "teaser"  # one sentence of it, for a list
    SPEAKER = "speaker"
    SPEAKER_POST = "speaker-post"
    PICTURE_ALT = "picture-alt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A text that a person wrote for one field of one article in one variant: it wins over whatever would be made.

    `stands_for` is the hash of the text it was written for; another hash later means that it may be out of date.
    """

    article: str  # the article's id
    variant: Variant
    field: Field
    text: str  # never empty
    stands_for: str  # sha256 in hex
    by: str  # who wrote it, "" where nobody said
    at: datetime
