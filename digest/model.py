"""The nouns. Floor 1: plain frozen values, no I/O, no clock.

Every datetime is aware and in UTC. Sequences are tuples; an empty one means "none", never None.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum


class Kind(StrEnum):
    """What an article is. UNKNOWN keeps the source's own word in `Article.kind_word`."""

    STORY = "story"
    PRESS_RELEASE = "press-release"
    SPEECH = "speech"
    VIDEO = "video"
    OP_ED = "op-ed"
    PUBLICATION = "publication"
    PHOTO = "photo"
    EVENT = "event"
    ANNOUNCEMENT = "announcement"
    UNKNOWN = "unknown"


class Language(StrEnum):
    """Language and script of a text (BCP 47 where one fits)."""

    EN = "en"
    ZH_HANS = "zh-Hans"
    ZH_HANT = "zh-Hant"
    JA = "ja"
    MIXED = "mixed"
    UNDETERMINED = "undetermined"


class Variant(StrEnum):
    """The written form an audience reads."""

    EN = "en"
    ZH_HANS = "zh-Hans"
    ZH_HANT_TW = "zh-Hant-TW"
    ZH_HANT_HK = "zh-Hant-HK"


class Role(StrEnum):
    """What a paragraph does in its article. Only TEXT may enter a summary."""

    TEXT = "text"
    HEADING = "heading"
    QUOTE = "quote"  # a pull quote that repeats the text
    BIOGRAPHY = "biography"
    BOILERPLATE = "boilerplate"  # "about us", calls to click, contact blocks
    CAPTION = "caption"
    HASHTAGS = "hashtags"


# --- sources -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where articles come from, as configured."""

    name: str
    kind: str  # a key of sources.PARSERS
    location: str  # a path (a file or, for markdown, a folder) or an http(s) URL
    zone: str = "Asia/Shanghai"  # IANA zone of dates that state none
    language: Language = Language.UNDETERMINED  # of texts too short to tell; also says zh-Hant-TW from -HK
    site: str = ""  # absolute URL that relative links are resolved against


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """Bytes as they came, before anybody looked inside."""

    raw: bytes
    location: str  # the file's path or the final URL
    charset: str = ""  # as the transport declared it; empty when it did not


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where one article was found. Printed with every problem and kept in every issue."""

    source: str
    location: str  # "un-latest.txt line 4", "feed.xml entry 3"
    url: str = ""  # as the source gave it


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A record that was refused or doubted. `lost` is False when the article was kept all the same."""

    origin: Origin
    reason: str
    lost: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    url: str  # absolute http(s)
    alt: str = ""
    width: int | None = None  # px
    height: int | None = None  # px


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    text: str  # clean, one line, never empty
    role: Role = Role.TEXT
    language: Language = Language.UNDETERMINED


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as one or more sources gave it, cleaned; the original stays beside it.

    `published` is None when no date could be read: it is never guessed. Where the source names only a day,
    `published` is the start of that day in the source's zone and `day_only` is True; `published_day` is the
    day as the source printed it, in any case.
    """

    id: str  # stable for the article's life: 12 hex digits
    keys: tuple[str, ...]  # identities, strongest first; any one of them shared means the same article
    kind: Kind
    kind_word: str  # the source's own word, "" if it had none
    title: str
    language: Language
    published: datetime | None
    published_day: date | None
    day_only: bool
    published_as_written: str
    paragraphs: tuple[Paragraph, ...]
    original_title: str
    original_body: str
    content_hash: str  # sha256 of the NFKC text that a reader sees
    origins: tuple[Origin, ...]
    url: str = ""  # canonical, absolute http(s), tracking parameters removed
    tags: tuple[str, ...] = ()
    picture: Picture | None = None
    video_url: str = ""
    duration_s: int | None = None
    speaker: str = ""
    speaker_post: str = ""
    translation_key: str = ""  # articles that share it are one item in several languages
    notes: tuple[str, ...] = ()  # what cleaning did, in words
    first_seen: datetime | None = None  # set by the store

    @property
    def body(self) -> str:
        """The clean text, paragraphs separated by a blank line."""
        return "\n\n".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """What one fetched document gave, in its own order."""

    articles: tuple[Article, ...] = ()
    problems: tuple[Problem, ...] = ()


# --- configuration -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Colours as #RRGGBB; light, then the same thing in dark."""

    accent: str = "#009EDB"  # bars and marks only: too pale to read on white
    accent_dark: str = "#4DBEF0"
    link: str = "#00699E"
    link_dark: str = "#74C8F3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsroom:
    """Who publishes. Texts per variant are complete: configuration refuses gaps."""

    name: Mapping[Variant, str]
    address: Mapping[Variant, str]  # postal address for the footer of the mail
    site: str  # absolute https URL without trailing slash
    sender: str  # e-mail address the newsletter comes from
    zone: str
    theme: Theme = Theme()
    logo: Picture | None = None


class Order(StrEnum):
    NEWEST = "newest"
    OLDEST = "oldest"
    KIND = "kind"  # by SelectionRule.kinds, newest first within one kind


class LatePolicy(StrEnum):
    OFFER = "offer"  # listed by `explain`, in only when pinned
    INCLUDE = "include"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What people decided by hand about one issue: article ids. No id is in both."""

    pinned: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()

    def then(self, later: "Choices") -> "Choices":
        """These choices, overruled by later ones."""
        pinned = dict.fromkeys((*(pin for pin in self.pinned if pin not in later.excluded), *later.pinned))
        excluded = dict.fromkeys((*(out for out in self.excluded if out not in later.pinned), *later.excluded))
        return Choices(pinned=tuple(pinned), excluded=tuple(excluded))


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionRule:
    """What may enter an issue. Empty tuples allow everything."""

    kinds: tuple[Kind, ...] = ()
    languages: tuple[Language, ...] = ()
    tags: tuple[str, ...] = ()  # any of them
    sources: tuple[str, ...] = ()
    limits: tuple[tuple[Kind, int], ...] = ()  # at most so many items of a kind
    order: Order = Order.NEWEST
    minimum: int = 0  # look further back until there are so many
    look_back: timedelta = timedelta(days=28)  # how far before the window "further back" may reach
    maximum: int = 30
    late: LatePolicy = LatePolicy.OFFER
    late_reach: timedelta = timedelta(days=28)
    choices: Choices = Choices()  # pinned articles come first in the issue, in their order


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsletter:
    """A recurring publication."""

    name: str  # a slug: names a folder
    title: Mapping[Variant, str]
    schedule: str  # RFC 5545 RRULE value: when an issue is due
    starts: date  # DTSTART of the rule, in `zone`
    zone: str
    window: str  # a window rule, see digest.windows
    selection: SelectionRule = SelectionRule()
    channels: tuple[str, ...] = ("email",)
    summarizer: str = "lead"
    summary_words: int = 75  # budget for English
    summary_characters: int = 140  # budget for Chinese


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Readers of one variant, and the channels that reach them."""

    name: str  # a slug: names a folder
    variant: Variant
    channels: tuple[str, ...]
    newsletters: tuple[str, ...]


# --- build ---------------------------------------------------------------------------------------------------


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
    LATE = "late"
    FILLS_UP = "fills-up"

    EXCLUDED = "excluded"
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


@dataclass(frozen=True, slots=True, kw_only=True)
class SummarySentence:
    """A sentence with its place: `text` came from article.paragraphs[paragraph].text[start:end] by `rules`."""

    text: str
    paragraph: int
    start: int
    end: int
    rules: tuple[str, ...] = ()  # what was changed on the way, empty = verbatim


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What the article says, shorter. Empty when no sentence may stand for it."""

    sentences: tuple[SummarySentence, ...]
    method: str
    spaced: bool  # whether a space goes between two sentences

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
