"""What comes in: sources, what was fetched from them, articles, problems. Part of digest.model."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from digest.model.languages import Language, Variant


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


class Role(StrEnum):
    """What a paragraph does in its article. Only TEXT may enter a summary."""

    TEXT = "text"
    HEADING = "heading"
    QUOTE = "quote"  # a pull quote that repeats the text
    BIOGRAPHY = "biography"
    BOILERPLATE = "boilerplate"  # "about us", calls to click, contact blocks
    CAPTION = "caption"
    HASHTAGS = "hashtags"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where articles come from, as configured."""

    name: str
    kind: str  # a key of sources.PARSERS
    location: str  # a path (a file or, for markdown, a folder) or an http(s) URL
    zone: str = "Asia/Shanghai"  # IANA zone of dates that state none
    language: Language = Language.UNDETERMINED  # of texts too short to tell
    variant: Variant | None = None  # whose Traditional Chinese it writes, Taiwan's or Hong Kong's, where it says so
    site: str = ""  # absolute URL that relative links are resolved against
    every: timedelta = timedelta(hours=1)  # how often the scheduler reads it; 0: only by hand


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
    variant: Variant | None = None  # whose Traditional Chinese it is, as the source declares it; never guessed

    @property
    def body(self) -> str:
        """The clean text, paragraphs separated by a blank line."""
        return "\n\n".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """What one fetched document gave, in its own order."""

    articles: tuple[Article, ...] = ()
    problems: tuple[Problem, ...] = ()
