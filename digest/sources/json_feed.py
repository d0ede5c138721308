"""Records out of a JSON Feed, versions 1.0 and 1.1 (jsonfeed.org). Floor 2.

Lenient where feeds are known to differ (ids that are numbers, a single author), strict about what is text. An
item that is not an object is reported and the others are read.
"""

import json
from collections.abc import Mapping
from typing import Any

from digest.errors import SourceError
from digest.model import Fetched, Kind, Source
from digest.sources import vocabulary
from digest.sources.record import Doubt, Reading, Record

DATE_OF_CHANGE = "the date is that of the last change: the feed gives no other"


def read(source: Source, fetched: Fetched, text: str) -> Reading:
    """The items of the feed in its order; SourceError if the document is not a JSON Feed."""
    try:
        feed = json.loads(text)
    except json.JSONDecodeError as error:
        raise _not_one(source, fetched, f"it is not JSON: line {error.lineno}: {error.msg}") from error
    except (RecursionError, ValueError) as error:
        raise _not_one(source, fetched, "its JSON is nested too deep or holds a number too long") from error
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise _not_one(source, fetched, 'it has no list named "items"')
    if "jsonfeed.org/version/" not in _text(feed, "version"):
        raise _not_one(source, fetched, "it does not name a JSON Feed version")
    language = _text(feed, "language")
    records: list[Record] = []
    doubts: list[Doubt] = []
    for number, entry in enumerate(feed["items"], 1):
        if isinstance(entry, dict):
            records.append(_record(entry, f"entry {number}", language))
        else:
            doubts.append(Doubt(location=f"entry {number}", reason="it is not an object"))
    return Reading(records=tuple(records), doubts=tuple(doubts))


def _not_one(source: Source, fetched: Fetched, why: str) -> SourceError:
    return SourceError(f"The document is not a JSON Feed: {why}.", source=source.name, location=fetched.location)


def _record(entry: Mapping[str, Any], location: str, feed_language: str) -> Record:
    html = _text(entry, "content_html")
    published = _text(entry, "date_published")
    tags = tuple(tag for tag in _list(entry, "tags") if isinstance(tag, str))
    video = _attached(entry, "video/")
    return Record(
        location=location,
        title=_text(entry, "title"),
        body=html or _text(entry, "content_text") or _text(entry, "summary"),
        body_format="html" if html else "text",
        kind_word=next((tag for tag in tags if vocabulary.kind_of(tag) is not Kind.UNKNOWN), ""),
        date=published or _text(entry, "date_modified"),
        url=_text(entry, "url") or _text(entry, "external_url"),
        guid=_text(entry, "id"),
        language=_text(entry, "language") or feed_language,
        tags=tags,
        picture_url=_text(entry, "image") or _text(entry, "banner_image") or _text(_attached(entry, "image/"), "url"),
        video_url=_text(video, "url"),
        duration=_text(video, "duration_in_seconds"),
        notes=() if published or not entry.get("date_modified") else (DATE_OF_CHANGE,),
    )


def _attached(entry: Mapping[str, Any], media_type: str) -> Mapping[str, Any]:
    for each in _list(entry, "attachments"):
        if isinstance(each, dict) and _text(each, "mime_type").startswith(media_type):
            return each
    return {}


def _list(entry: Mapping[str, Any], name: str) -> list[Any]:
    value = entry.get(name)
    return value if isinstance(value, list) else []


def _text(entry: Mapping[str, Any], name: str) -> str:
    """The text of a field; numbers as they were written, everything else is no text."""
    value = entry.get(name)
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""
