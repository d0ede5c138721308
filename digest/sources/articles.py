"""An Article out of a Record: the one place where kind, date, text, language and identity are decided. Floor 2.

A record without a title is refused; everything else that is missing or unreadable is left unknown and reported.
What an article is compared by: its guid within its source, its address, and always the hash of its words, so
that one article from two sources meets. Knows no format and no clock: whether a date lies in the future, and
what was seen before, is for others to say.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime, time
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from digest.model import Article, Fetched, Kind, Language, Origin, Paragraph, Picture, Problem, Role, Source, Variant
from digest.sources import cleaning, identity, markup, roles, vocabulary
from digest.sources.blocks import Block
from digest.sources.record import Record
from digest.text import dates, language, links, typography

LARGEST_FIELD = 1_000_000  # bytes of UTF-8; the longest real article seen has 40,000
_SURROGATES = re.compile("[\ud800-\udfff]")
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})")
_ISO_DURATION = re.compile(r"PT(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:(\d{1,6})(?:\.\d+)?S)?")


def origin(source: Source, fetched: Fetched, location: str, url: str = "") -> Origin:
    """Where in the document something stands: the file's own name, never the folders it lies in."""
    document = fetched.location.split("?")[0].split("#")[0].replace("\\", "/").rstrip("/").split("/")[-1]
    return Origin(source=source.name, location=f"{document} {location}".strip(), url=url)


def make(source: Source, fetched: Fetched, record: Record) -> tuple[Article | None, tuple[Problem, ...]]:
    """The article of `record`, or None, and what is wrong with it."""
    record = _storable(record)
    found = origin(source, fetched, record.location, record.url)
    refusal, title, text = _readable(record)
    if refusal:
        return None, (Problem(origin=found, reason=refusal),)
    blocks, notes = _cleaned(text.blocks, title)
    declared = _declared(record.language) or source.language
    variant = _region(record.language) or source.variant
    label = language.detect_article(
        title, [block.text for block in blocks if block.role is not Role.HASHTAGS], declared
    )
    paragraphs, note = cleaning.punctuated(blocks, label)
    read = dates.read(record.date)
    site = source.site or fetched.location
    article = Article(
        id="",
        keys=(),
        kind=vocabulary.kind_of(record.kind_word),
        kind_word=cleaning.one_line(record.kind_word),
        title=cleaning.restored(title, label),
        language=label,
        published=_moment(read, source.zone) if read else None,
        published_day=read.day if read else None,
        day_only=read is not None and read.time is None,
        published_as_written=record.date.strip(),
        paragraphs=tuple(Paragraph(text=block.text, role=block.role, language=said) for block, said in paragraphs),
        original_title=record.title,
        original_body=record.body,
        content_hash="",
        origins=(found,),
        url=links.canonical(record.url, site) if record.url else "",
        tags=_tags(record.tags),
        picture=_picture(record, text.images, site),
        video_url=links.canonical(record.video_url, site) if record.video_url else "",
        duration_s=_seconds(record.duration),
        speaker=cleaning.one_line(record.speaker),
        speaker_post=cleaning.one_line(record.speaker_post),
        translation_key=cleaning.one_line(record.translation_key),
        notes=(*record.notes, *notes, *((note,) if note else ())),
        variant=variant if label is Language.ZH_HANT else None,
    )
    article = replace(article, content_hash=_hash(f"{article.title}\n{article.body}"))
    article = identity.identified(article, identity.keys(article, record.guid, source))
    return article, tuple(Problem(origin=found, reason=reason, lost=False) for reason in _gaps(article, record))


def _readable(record: Record) -> tuple[str, str, markup.Text]:
    """Why the record is refused ("" if it is not), its title on one line and its text."""
    nothing = markup.Text(blocks=())
    for each in fields(record):
        value = getattr(record, each.name)
        if isinstance(value, str) and len(value.encode()) > LARGEST_FIELD:
            return f"its {each.name.replace('_', ' ')} is larger than {LARGEST_FIELD:,} bytes", "", nothing
    try:
        title = markup.plain(record.title, record.title_format)
        text = markup.read(record.body, record.body_format)
    except markup.UnreadableError as error:
        return f"it cannot be read: {error}", "", nothing
    title = cleaning.one_line(typography.mojibake(title) or title)
    return ("" if title else "it has no title"), title, text


def _cleaned(blocks: Sequence[Block], title: str) -> tuple[list[Block], tuple[str, ...]]:
    clean, cleaning_notes = cleaning.clean(blocks)
    if clean and typography.normal(clean[0].text) == typography.normal(title):
        clean = clean[1:]  # pages and feeds often begin the text with the title
    assigned, role_notes = roles.assign(clean)
    return assigned, (*cleaning_notes, *role_notes)


def _gaps(article: Article, record: Record) -> list[str]:
    reasons = []
    if not article.published_day:
        written = record.date.strip()
        reasons.append(f"its date cannot be read: {written[:60]!r}" if written else "it names no date")
    if not article.paragraphs:
        reasons.append("it is listed without text")
    if record.url and not article.url:
        reasons.append("its link is not an http(s) address and was left out")
    return reasons


def _moment(read: dates.ReadDate, zone: str) -> datetime:
    """The instant in UTC; a day without a time begins at midnight in the source's zone."""
    local = datetime.combine(read.day, read.time or time())
    if read.offset is None:
        return local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    return (local - read.offset).replace(tzinfo=UTC)


def _storable(record: Record) -> Record:
    """The record without the two things no database takes: NUL and halves of a surrogate pair."""
    values = {each.name: getattr(record, each.name) for each in fields(record)}
    return Record(**{name: _without_unstorable(value) for name, value in values.items()})


def _without_unstorable(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_without_unstorable, value))
    return _SURROGATES.sub("\ufffd", value).replace("\0", "")


def _declared(tag: str) -> Language | None:
    """The language that a BCP 47 tag names, None for one this product does not tell apart."""
    parts = tag.strip().replace("_", "-").casefold().split("-")
    if parts[0] in {"zh", "cmn"}:
        if {"hant", "tw", "hk", "mo"} & set(parts) and "hans" not in parts:
            return Language.ZH_HANT
        return Language.ZH_HANS if {"hans", "cn", "sg"} & set(parts) else None
    return {"en": Language.EN, "ja": Language.JA}.get(parts[0])


def _region(tag: str) -> Variant | None:
    """Whose Traditional Chinese a BCP 47 tag names; Macau writes as Hong Kong does."""
    parts = set(tag.strip().replace("_", "-").casefold().split("-"))
    if "zh" not in parts or "hans" in parts:
        return None
    if "tw" in parts:
        return Variant.ZH_HANT_TW
    return Variant.ZH_HANT_HK if parts & {"hk", "mo"} else None


def _tags(written: Sequence[str]) -> tuple[str, ...]:
    tags = (cleaning.one_line(tag).lstrip("#＃").strip() for tag in written)
    # A feed may name the kind as a category: that is no topic.
    return tuple(dict.fromkeys(tag for tag in tags if tag and vocabulary.kind_of(tag) is Kind.UNKNOWN))


def _picture(record: Record, images: Sequence[markup.Image], site: str) -> Picture | None:
    """The record's own picture, else the first image of its text that is not a pixel for counting readers."""
    own = markup.Image(
        url=record.picture_url, alt=record.picture_alt, width=record.picture_width, height=record.picture_height
    )
    for image in (own, *images):
        width, height = _pixels(image.width), _pixels(image.height)
        address = links.canonical(image.url, site) if image.url else ""
        if address and (width is None or width > 2) and (height is None or height > 2):
            return Picture(url=address, alt=cleaning.one_line(image.alt), width=width, height=height)
    return None


def _pixels(written: str) -> int | None:
    match = re.fullmatch(r"\s*([1-9][0-9]{0,4})(?:px)?\s*", written)
    return int(match[1]) if match else None


def _seconds(written: str) -> int | None:
    """Seconds from "95", "1:35", "01:02:03" or "PT1M35S"; None for anything else."""
    text = written.strip()
    if re.fullmatch(r"[0-9]{1,6}", text):
        return int(text)
    match = _CLOCK.fullmatch(text) or _ISO_DURATION.fullmatch(text)
    if not match or not any(match.groups()):
        return None
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return 3600 * hours + 60 * minutes + seconds


def _hash(text: str) -> str:
    return sha256(unicodedata.normalize("NFKC", text).encode()).hexdigest()
