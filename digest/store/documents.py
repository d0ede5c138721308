"""An article as one JSON text, and back. Floor 3; knows no database.

`from_document(to_document(article))` is the article again, but for `first_seen`, which is a column. A field that
an older program did not write takes its default, so a new field with a default needs no migration.
"""

import json
from datetime import UTC, date, datetime
from typing import Any

from digest.model import Article, Kind, Language, Origin, Paragraph, Picture, Role, Variant


def to_document(article: Article) -> str:
    """The article as JSON that any database can keep: no NUL, no lone surrogate outside an escape."""
    picture = article.picture
    document = {
        "id": article.id,
        "keys": article.keys,
        "kind": article.kind,
        "kind_word": article.kind_word,
        "title": article.title,
        "language": article.language,
        "published": _moment_text(article.published),
        "published_day": article.published_day.isoformat() if article.published_day else None,
        "day_only": article.day_only,
        "published_as_written": article.published_as_written,
        "paragraphs": [(part.text, part.role, part.language) for part in article.paragraphs],
        "original_title": article.original_title,
        "original_body": article.original_body,
        "content_hash": article.content_hash,
        "origins": [(origin.source, origin.location, origin.url) for origin in article.origins],
        "url": article.url,
        "tags": article.tags,
        "picture": (picture.url, picture.alt, picture.width, picture.height) if picture else None,
        "video_url": article.video_url,
        "duration_s": article.duration_s,
        "speaker": article.speaker,
        "speaker_post": article.speaker_post,
        "translation_key": article.translation_key,
        "notes": article.notes,
        "variant": article.variant,
    }
    return _json(document)


def from_document(text: str, first_seen: datetime | None) -> Article:
    """The article that `to_document` wrote."""
    document: dict[str, Any] = json.loads(text)
    day, picture = document["published_day"], document.get("picture")
    return Article(
        id=document["id"],
        keys=tuple(document["keys"]),
        kind=Kind(document["kind"]),
        kind_word=document["kind_word"],
        title=document["title"],
        language=Language(document["language"]),
        published=_moment(document["published"]),
        published_day=date.fromisoformat(day) if day else None,
        day_only=document["day_only"],
        published_as_written=document["published_as_written"],
        paragraphs=tuple(_paragraph(*part) for part in document["paragraphs"]),
        original_title=document["original_title"],
        original_body=document["original_body"],
        content_hash=document["content_hash"],
        origins=tuple(_origin(*origin) for origin in document["origins"]),
        url=document.get("url", ""),
        tags=tuple(document.get("tags", ())),
        picture=_picture(*picture) if picture else None,
        video_url=document.get("video_url", ""),
        duration_s=document.get("duration_s"),
        speaker=document.get("speaker", ""),
        speaker_post=document.get("speaker_post", ""),
        translation_key=document.get("translation_key", ""),
        notes=tuple(document.get("notes", ())),
        first_seen=first_seen,
        variant=Variant(document["variant"]) if document.get("variant") else None,
    )


def _json(document: dict[str, Any]) -> str:
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode()
    except UnicodeEncodeError:  # a lone surrogate, which only an escape can carry
        return json.dumps(document, separators=(",", ":"))
    return text


def _moment_text(moment: datetime | None) -> str | None:
    if moment is None:
        return None
    if moment.tzinfo is None:
        raise ValueError("the store takes no datetime without a zone")
    return moment.astimezone(UTC).isoformat()


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _paragraph(text: str, role: str, language: str) -> Paragraph:
    return Paragraph(text=text, role=Role(role), language=Language(language))


def _origin(source: str, location: str, url: str) -> Origin:
    return Origin(source=source, location=location, url=url)


def _picture(url: str, alt: str, width: int | None, height: int | None) -> Picture:
    return Picture(url=url, alt=alt, width=width, height=height)
