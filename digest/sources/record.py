"""One entry of a document as its author wrote it, before any rule was applied. Floor 2.

Every format is read into these values and only these, so that what a date, a kind or a title means is decided
in one place (`articles`) and no format grows rules of its own. Nothing here is checked, cleaned or converted.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One entry; every field is the author's own string, "" when there was none."""

    location: str  # "line 4", "entry 3"
    title: str = ""
    title_format: str = "text"  # a key of markup.READERS
    body: str = ""
    body_format: str = "text"  # a key of markup.READERS
    kind_word: str = ""
    date: str = ""
    url: str = ""
    guid: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()
    picture_url: str = ""
    picture_alt: str = ""
    picture_width: str = ""
    picture_height: str = ""
    speaker: str = ""
    speaker_post: str = ""
    translation_key: str = ""
    video_url: str = ""
    duration: str = ""
    notes: tuple[str, ...] = ()  # what the reader of the format has to say about this entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """What a format's reader could not make out, and where. `lost` is False when the entry was kept."""

    location: str
    reason: str
    lost: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one document held, in its own order."""

    records: tuple[Record, ...] = ()
    doubts: tuple[Doubt, ...] = ()
