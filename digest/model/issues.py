"""What is built: windows, selections, summaries, issues, drafts. Part of digest.model."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from digest.model.articles import Article
from digest.model.conversion import Conversion
from digest.model.languages import Variant
from digest.model.newsroom import Newsletter
from digest.model.wordings import Field


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The half-open stretch of time [start, end) that an issue covers; `zone` is where its days begin."""

    start: datetime
    end: datetime
    zone: str

    def __post_init__(self) -> None:
        if self.start.tzinfo is not UTC or self.end.tzinfo is not UTC:
            raise ValueError("a window needs UTC datetimes")
        if self.start >= self.end:
            raise ValueError("a window must not be empty")

    def __contains__(self, moment: datetime) -> bool:
        return self.start <= moment < self.end


class Standing(StrEnum):
    """How an article relates to the window of an issue."""

    IN_WINDOW = "in-window"
    LATE = "late"  # published before the window, first seen after the last issue was built
    EARLIER = "earlier"  # published before the window, may fill an issue up to its minimum
    DEFERRED = "deferred"  # put off by the issue before
    UNDATED = "undated"
    OUTSIDE = "outside"  # named by a pin, nothing else speaks for it


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    article: Article
    standing: Standing


class Reason(StrEnum):
    """Why an article is in an issue, or out of it."""

    IN_WINDOW = "in-window"
    PINNED = "pinned"
    SETTLED = "settled"
    DEFERRED = "deferred"  # put off by the issue before
    LATE = "late"
    FILLS_UP = "fills-up"

    EXCLUDED = "excluded"
    DEFERRED_ON = "deferred-on"  # to the next issue
    NOT_SETTLED = "not-settled"  # people have settled what is in, and this is not among it
    SENT_BEFORE = "sent-before"
    UNDATED = "undated"
    WRONG_KIND = "wrong-kind"
    WRONG_LANGUAGE = "wrong-language"
    WRONG_TAG = "wrong-tag"
    WRONG_SOURCE = "wrong-source"
    DUPLICATE = "duplicate"
    KIND_FULL = "kind-full"
    ISSUE_FULL = "issue-full"
    LATE_OFFERED = "late-offered"
    NOT_NEEDED = "not-needed"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One article's fate and the sentence that says why."""

    article: Article
    standing: Standing
    reason: Reason
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Every candidate is in exactly one of the two. `chosen` is in the order of the issue."""

    chosen: tuple[Decision, ...]
    left_out: tuple[Decision, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """How long a summary may be: words of a spaced script or characters of an unspaced one."""

    words: int
    characters: int
    teaser_words: int = 30
    teaser_characters: int = 60
    short_words: int = 40
    short_characters: int = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class SummarySentence:
    """A sentence with its place: `text` came from article.paragraphs[paragraph].text[start:end] by `rules`."""

    text: str
    paragraph: int
    start: int
    end: int
    rules: tuple[str, ...] = ()  # what was changed on the way, empty = verbatim


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """What somebody in the article really said, whole, with the name the article gives."""

    text: str  # without its quotation marks
    speaker: str
    paragraph: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What the article says, shorter. Empty when no sentence may stand for it; `notes` then say why."""

    sentences: tuple[SummarySentence, ...]
    method: str
    spaced: bool  # whether a space goes between two sentences
    teaser: SummarySentence | None = None  # one sentence for a list
    short: tuple[SummarySentence, ...] = ()  # for a post
    quotation: Quotation | None = None
    figures: tuple[str, ...] = ()  # as the article writes them, with unit: "310万美元", "43 pupils"
    notes: tuple[str, ...] = ()  # for the editor

    @property
    def text(self) -> str:
        return (" " if self.spaced else "").join(sentence.text for sentence in self.sentences)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An article as an issue shows it. All text here is in the issue's variant once converted."""

    article: Article
    standing: Standing
    headline: str
    summary: Summary
    lang: str  # BCP 47 tag of headline and summary; differs from the variant for a foreign-language item
    tags: tuple[str, ...] = ()
    picture_alt: str = ""
    speaker: str = ""
    speaker_post: str = ""
    conversions: tuple[tuple[str, Conversion], ...] = ()  # by field: texts of which a reviewer should see more
    by_hand: tuple[Field, ...] = ()  # what a person wrote
    stale: tuple[Field, ...] = ()  # of that, what was written for a text that has changed since


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One dated edition. `variant` is None until it has been made for an audience."""

    id: str  # "<newsletter>/<slug of the window>", e.g. "weekly/2025-W46"
    newsletter: Newsletter
    window: Window
    number: int | None  # ISO week or month where the window is one, else None
    due: datetime
    stories: tuple[Story, ...]
    variant: Variant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """One file of a draft, ready to write. `warnings` are for people, and never stop a build."""

    channel: str
    filename: str  # made by us from the channel, never from content
    content: bytes
    warnings: tuple[str, ...] = ()
    part: str = ""  # what it is about: an article's id, or a role; unlike its number it stays when stories move
    instead_of: str = ""  # sha256 of what was made, where a person wrote this in its place,
    stale: bool = False  # for a text that is another one now
    counted: Mapping[str, str] = field(default_factory=dict)  # its counted links by name, and where they lead


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A file in the outbox; approval will be bound to `sha256`."""

    issue: str
    audience: str
    channel: str
    path: str  # relative to the issue's folder, with forward slashes
    size: int  # bytes
    sha256: str
    revision: int
    warnings: tuple[str, ...] = ()
    part: str = ""  # see Rendered
