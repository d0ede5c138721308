"""What each entry of an XML feed states about its dates. Floor 2.

feedparser calls a day of change what Dublin Core calls a date, keeps one of two contradicting dates without a word
and lends the entry the dates of its attachments. So the elements are read here as they stand: only the entry's own
children count, each under its own name.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from digest.sources.stated import Statement

_PREFIXES = {
    "": "",
    "http://purl.org/rss/1.0/": "",
    "http://backend.userland.com/rss2": "",
    "http://www.w3.org/2005/Atom": "atom:",
    "http://purl.org/atom/ns#": "atom:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
}
_PUBLICATION = ("pubdate", "atom:published", "atom:issued", "published", "issued", "dcterms:issued")
_PUBLICATION_IN_RSS = ("dc:date", "dcterms:date", "dcterms:created", "atom:created", "created")
_CHANGE = ("atom:updated", "atom:modified", "updated", "modified", "dcterms:modified", "lastbuilddate")


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryDates:
    """The statements of one entry, the strongest first."""

    publication: tuple[Statement, ...]
    change: tuple[Statement, ...]


def read(raw: bytes, is_atom: bool) -> tuple[EntryDates, ...]:
    """The dates of each entry in the order of the document; nothing if it cannot be read at all."""
    from lxml import etree

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError:
        return ()
    if root is None:
        return ()
    entries = (each for each in root.iter(etree.Element) if _name(each.tag) in {"item", "entry", "atom:entry"})
    return tuple(_dates(entry, is_atom) for entry in entries)


def _dates(entry: Any, is_atom: bool) -> EntryDates:
    written: dict[str, list[str]] = {}
    for child in entry:
        text = "".join(child.itertext()).strip() if isinstance(child.tag, str) else ""
        if text:
            written.setdefault(_name(child.tag), []).append(text)
    # In Atom a date beside `updated` is no statement of publication: the format has `published` for that.
    published = _PUBLICATION if is_atom else (*_PUBLICATION, *_PUBLICATION_IN_RSS)
    changed = (*_CHANGE, *_PUBLICATION_IN_RSS) if is_atom else _CHANGE
    return EntryDates(publication=_statements(written, published), change=_statements(written, changed))


def _statements(written: dict[str, list[str]], names: Sequence[str]) -> tuple[Statement, ...]:
    return tuple(Statement(place=name, written=text) for name in names for text in written.get(name, ()))


def _name(tag: str) -> str:
    """The element's name in lower case with the usual prefix of its namespace; "?" for a foreign one."""
    space, _, local = tag[1:].rpartition("}") if tag.startswith("{") else ("", "", tag)
    prefix = _PREFIXES.get(space)
    return "?" if prefix is None else f"{prefix}{local}".lower()
