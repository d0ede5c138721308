"""Records out of RSS, RDF, Atom and JSON Feed documents. Floor 2.

XML feeds are read by feedparser, which is the most forgiving reader there is, with three things kept from it:
the encoding (decided from the bytes before it looks), the dates (it invents days: 2025年4月17日 becomes the first
of this month; its raw strings are read by `text.dates`) and the markup (cleaned later by an allow-list). It never
gets a name or an address to open. Documents that define entities of their own or are nested beyond reason are
refused before any parser sees them.
"""

import re
from collections.abc import Mapping, Sequence
from html import unescape
from io import BytesIO
from typing import Any
from xml.sax import SAXParseException

from digest.errors import SourceError
from digest.model import Fetched, Kind, Source
from digest.sources import feed_dates, json_feed, markup, vocabulary
from digest.sources.feed_dates import EntryDates
from digest.sources.record import Doubt, Reading, Record
from digest.sources.stated import settle
from digest.text import encoding

_CDATA_OR_COMMENT = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL)
_ENTITY_DEFINITION = re.compile(r"<!ENTITY\s", re.IGNORECASE)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,300}\?>", re.IGNORECASE)
_ROOT = re.compile(r"<([A-Za-z][\w:.-]{0,60})")
_ALTERNATE = re.compile(r"<link\s[^>]{0,1000}>", re.IGNORECASE)
_FEED_TYPE = re.compile(r"application/(?:rss|atom|rdf|feed)\+?(?:xml|json)", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{1,7}|#x[\da-f]{1,6});", re.IGNORECASE)
_CHARACTER = re.compile(r"&#(?:x([\da-f]+)|(\d+));?", re.IGNORECASE)
_SURROGATE = re.compile("[\ud800-\udfff]")
_BARE = re.compile(r"&(?!(?:[a-zA-Z][a-zA-Z0-9]{1,31}|#\d{1,7}|#[xX][\da-fA-F]{1,6});)")
_UNTOUCHED_OR_BARE = re.compile(rf"{_CDATA_OR_COMMENT.pattern}|{_BARE.pattern}", re.DOTALL)
_MOST_BARE = 100_000  # ampersands that begin no reference; a feed has a few
_LAST_CHARACTER = 0x10FFFF
# What feedparser was seen to raise on documents that are merely odd.
_STUMBLES = (UnicodeError, ValueError, OverflowError, LookupError, TypeError, AttributeError, RecursionError)
_HREF = re.compile(r"href\s*=\s*[\"']?([^\"'\s>]{1,1000})", re.IGNORECASE)
# feedparser's own dictionary answers for absent names with others (`updated` with `published`), and warns.
Entry = dict[str, Any]
_FEED_ROOTS = frozenset({"rss", "rdf", "feed", "channel"})
_TEXT_FORMATS = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text"}


def read(source: Source, fetched: Fetched) -> Reading:
    """The entries of the feed in its order; none for a feed without entries; SourceError if it is not a feed."""
    text = encoding.decode(fetched).text.lstrip("\ufeff \t\r\n")
    if text.startswith(("{", "[")):
        return json_feed.read(source, fetched, text)
    bare = _CDATA_OR_COMMENT.sub("", text)
    refusal, advice = _refusal(text, bare)
    if refusal:
        raise SourceError(refusal, source=source.name, location=fetched.location, next=advice)
    return _parsed(source, fetched, text, bare)


def _refusal(text: str, bare: str) -> tuple[str, str]:
    """Why the document is not given to a parser, and what to do; two empty strings if it is."""
    if not text:
        return "The document is empty.", ""
    if _ENTITY_DEFINITION.search(bare):
        return "The document defines XML entities of its own, which can be used to exhaust memory; it was not read.", ""
    root = _ROOT.search(bare)
    if not root:
        return "The document is not a feed: it holds no XML element.", ""
    if root[1].lower() in {"html", "head", "body"}:
        feeds = _feeds_named_by(text)
        advice = (
            f"The page names this feed: {feeds[0]}"
            if feeds
            else "The page names no feed; ask the site for its address."
        )
        return "The document is a web page, not a feed.", advice
    if bare.count("&") > _MOST_BARE and len(_BARE.findall(bare)) > _MOST_BARE:
        return f"The document has more than {_MOST_BARE:,} ampersands that begin no reference; no feed has.", ""
    if markup.deepest(bare) > markup.DEEPEST:
        return f"The document is nested more than {markup.DEEPEST} elements deep; no feed is.", ""
    return "", ""


def _feeds_named_by(page: str) -> list[str]:
    links = [tag[0] for tag in _ALTERNATE.finditer(page[:500_000]) if _FEED_TYPE.search(tag[0])]
    return [unescape(href[1]) for link in links if (href := _HREF.search(link))]


def _parsed(source: Source, fetched: Fetched, text: str, bare: str) -> Reading:
    import feedparser

    # The text is whole and decoded: what the document says about its own encoding must not count again.
    body = _DECLARATION.sub("", _repaired(text), count=1)
    raw = b'<?xml version="1.0" encoding="utf-8"?>' + body.encode("utf-8", "replace")
    headers = {"content-type": "application/xml; charset=utf-8"}
    try:
        parsed = feedparser.parse(
            BytesIO(raw), response_headers=headers, resolve_relative_uris=False, sanitize_html=False
        )
    except _STUMBLES as error:
        what = f"The feed cannot be read: something in it makes the reader fail ({type(error).__name__}: {error})."
        raise SourceError(what, source=source.name, location=fetched.location) from error
    entries: list[Entry] = [dict(entry.items()) for entry in parsed["entries"]]
    fault = _fault(parsed)
    if not entries and (fault or _root(bare) not in _FEED_ROOTS):
        what = (
            f"The document gave no entry: {fault.reason} ({fault.location})."
            if fault
            else "The document is not a feed."
        )
        raise SourceError(what, source=source.name, location=fetched.location)
    language = str(parsed["feed"].get("language", ""))
    is_atom = str(parsed.get("version", "")).startswith("atom")
    stated = feed_dates.read(raw, is_atom)
    records = tuple(
        _record(entry, f"entry {number}", language, _date(entry, is_atom, stated, (number, len(entries), source.zone)))
        for number, entry in enumerate(entries, 1)
    )
    return Reading(records=records, doubts=(fault,) if fault else ())


def _repaired(text: str) -> str:
    """The text without references to characters that do not exist and with bare ampersands written out.

    Half a character in two references, as some writers of emoji leave it, becomes the character. An ampersand
    that begins no reference would hand the whole document to a parser that takes time with the square of them.
    """
    named = _CHARACTER.sub(_existing, text)
    if _SURROGATE.search(named):
        named = named.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _UNTOUCHED_OR_BARE.sub(lambda found: "&amp;" if found[0] == "&" else found[0], named)


def _existing(reference: re.Match[str]) -> str:
    digits, count = (reference[1], 16) if reference[1] else (reference[2], 10)
    significant = digits.lstrip("0")
    code = int(significant, count) if 0 < len(significant) <= 7 else _LAST_CHARACTER + 1
    if 0xD800 <= code <= 0xDFFF:
        return chr(code)
    return "\ufffd" if code > _LAST_CHARACTER else reference[0]


def _root(bare: str) -> str:
    match = _ROOT.search(bare)
    return match[1].lower().split(":")[-1] if match else ""


def _fault(parsed: Mapping[str, Any]) -> Doubt | None:
    """What the XML parser stumbled over; the entries were then read by a more patient one."""
    error = parsed.get("bozo_exception") if parsed.get("bozo") else None
    if isinstance(error, SAXParseException):
        reason = f"the XML is not well-formed: {error.getMessage()}; what is readable was read"
        return Doubt(location=f"line {error.getLineNumber()}", reason=reason, lost=False)
    return Doubt(location="", reason=f"the feed has a fault: {error}", lost=False) if error else None


def _record(entry: Entry, location: str, feed_language: str, date: tuple[str, tuple[str, ...]]) -> Record:
    title, title_format = _written(entry.get("title_detail"))
    body, body_format, language = _body(entry)
    written, notes = date
    tags = tuple(str(tag.get("term") or tag.get("label") or "") for tag in entry.get("tags", ()))
    picture = _picture(entry)
    return Record(
        location=location,
        title=title,
        title_format=title_format,
        body=body,
        body_format=body_format,
        kind_word=next((tag for tag in tags if vocabulary.kind_of(tag) is not Kind.UNKNOWN), ""),
        date=written,
        url=str(entry.get("link", "")),
        guid=str(entry.get("id", "")),
        language=language or feed_language,
        tags=tags,
        picture_url=picture.get("url") or picture.get("href") or "",
        picture_width=str(picture.get("width", "")),
        picture_height=str(picture.get("height", "")),
        video_url=_video(entry),
        duration=str(entry.get("itunes_duration", "")),
        notes=notes,
    )


def _written(detail: Mapping[str, Any] | None) -> tuple[str, str]:
    """A text and the format it is in. Plain texts of RSS hold tags and entities all the same."""
    if not detail:
        return "", "text"
    value = str(detail.get("value") or "")
    written_in = _TEXT_FORMATS.get(str(detail.get("type")), "html")
    return value, "html" if markup.looks_like_html(value) or _ENTITY.search(value) else written_in


def _body(entry: Entry) -> tuple[str, str, str]:
    """The fullest text the entry gives, its format and its language."""
    given = [*entry.get("content", ()), entry.get("summary_detail") or {}]
    fullest = max(given, key=lambda each: len(str(each.get("value") or "")))
    return (*_written(fullest), str(fullest.get("language") or ""))


def _date(
    entry: Entry, is_atom: bool, stated: Sequence[EntryDates], place: tuple[int, int, str]
) -> tuple[str, tuple[str, ...]]:
    """The date as written and what to say about it. Never feedparser's own reading of it."""
    number, entries, zone = place
    if len(stated) != entries:  # broken markup, which two parsers cut into entries differently
        return _date_of_broken(entry)
    own = stated[number - 1]
    published, contradiction = settle(own.publication, zone)
    if published:
        return published, (contradiction,) if contradiction else ()
    changed, _ = settle(own.change[:1], zone)
    return changed, (json_feed.DATE_OF_CHANGE,) if changed else ()


def _date_of_broken(entry: Entry) -> tuple[str, tuple[str, ...]]:
    published = str(entry.get("published") or entry.get("created") or "")
    updated = str(entry.get("updated") or "")
    # feedparser calls dc:date "updated" too; which one it was cannot be told any more.
    return (published, ()) if published else (updated, (json_feed.DATE_OF_CHANGE,) if updated else ())


def _picture(entry: Entry) -> Entry:
    thumbnails: list[Entry] = entry.get("media_thumbnail", [])
    return _medium(entry, "image") or (thumbnails[0] if thumbnails else {})


def _video(entry: Entry) -> str:
    found = _medium(entry, "video")
    return str(found.get("url") or found.get("href") or "")


def _medium(entry: Entry, medium: str) -> Entry:
    """The first attachment of the kind, {} if there is none."""
    attached: list[Entry] = [*entry.get("media_content", ()), *_enclosures(entry)]
    for each in attached:
        if str(each.get("type", "")).startswith(f"{medium}/") or each.get("medium") == medium:
            return each
    return {}


def _enclosures(entry: Entry) -> list[Entry]:
    return [link for link in entry.get("links", ()) if link.get("rel") == "enclosure"]
