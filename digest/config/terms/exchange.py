"""Terms out of a foreign glossary: CSV with a header, or TBX (ISO 30042, version 2 and 3). Part of digest.config.

The file is hostile until it has been through here: no entity is expanded, no other document is fetched, and what is
no term is refused with its line. Whether the terms can be used is for digest.config.terms.checks to say.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from digest.errors import Fault
from digest.model import Term, Variant

LONGEST_FIELD = 2_000
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_HANT = "zh-hant"

# The names under which a language stands in a CSV header or a TBX language section, in small letters.
_NAMES: Mapping[Variant, tuple[str, ...]] = {
    Variant.ZH_HANS: ("zh-hans", "zh-cn", "zh-hans-cn", "zh-sg", "zh-hans-sg", "zh-chs"),
    Variant.ZH_HANT_TW: ("zh-hant-tw", "zh-tw"),
    Variant.ZH_HANT_HK: ("zh-hant-hk", "zh-hk"),
}
_NOT_TO_USE = ("deprecatedterm", "supersededterm", "obsolete")


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    terms: tuple[Term, ...]
    faults: tuple[Fault, ...]


def read(raw: bytes, name: str, variant: Variant, group: str) -> Imported:
    """The terms for `variant` in a glossary called `name`, their place and origin being lines of it."""
    reader = _Reader(name=name, variant=variant, group=group, terms=[], faults=[])
    if raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        reader.read_tbx(raw)
    else:
        reader.read_csv(raw)
    return Imported(terms=tuple(reader.terms), faults=tuple(reader.faults))


@dataclass(slots=True, kw_only=True)
class _Reader:
    name: str
    variant: Variant
    group: str
    terms: list[Term]
    faults: list[Fault]

    def refuse(self, line: int | None, what: str, allowed: str = "") -> None:
        self.faults.append(Fault(file=self.name, line=line, key="", what=what, allowed=allowed))

    def take(self, line: int, cells: Mapping[str, str]) -> None:
        """One term; what a glossary leaves open is said for it."""
        self.terms.append(
            Term(
                source=cells["source"].strip(),
                target=cells["target"].strip(),
                group=cells.get("group", "").strip() or self.group,
                note=" ".join(cells.get("note", "").split()),
                origin=" ".join(cells.get("origin", "").split()) or self.name,
                place=f"{self.name}:{line}",
                own=True,
            )
        )

    # --- CSV -----------------------------------------------------------------------------------------------

    def read_csv(self, raw: bytes) -> None:
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError as e:
            line = raw.count(b"\n", 0, e.start) + 1
            self.refuse(line, "is not UTF-8; save the glossary as CSV UTF-8")
            return
        first = text.partition("\n")[0]
        separator = max(",;\t", key=first.count)
        table = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        columns: dict[str, int] = {}
        try:
            for cells in table:
                if not any(cell.strip() for cell in cells):
                    continue
                if columns:
                    self._row(table.line_num, cells, columns)
                elif not (columns := self._header(cells)):
                    return
        except csv.Error as e:
            self.refuse(table.line_num or 1, f"is not CSV: {e}")
        if not columns and not self.faults:
            self.refuse(1, "is empty")

    def _header(self, cells: list[str]) -> dict[str, int]:
        names = [cell.strip().lower() for cell in cells]
        columns: dict[str, int] = {name: names.index(name) for name in ("group", "note", "origin") if name in names}
        for column, known in (("source", self._sources()), ("target", self._targets())):
            found = next((name for name in (column, *known) if name in names), None)
            if found is None:
                self.refuse(1, f"the column {column} is missing", allowed=", ".join((column, *known)))
                return {}
            columns[column] = names.index(found)
        return columns

    def _row(self, line: int, cells: list[str], columns: Mapping[str, int]) -> None:
        if max(columns[name] for name in ("source", "target")) >= len(cells):
            self.refuse(line, f"has only {len(cells)} cells")
        elif max(map(len, cells)) > LONGEST_FIELD:
            self.refuse(line, f"has a cell of more than {LONGEST_FIELD:,} characters")
        else:
            self.take(line, {name: cells[place] for name, place in columns.items() if place < len(cells)})

    # --- TBX -----------------------------------------------------------------------------------------------

    def read_tbx(self, raw: bytes) -> None:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(raw, parser)
        except etree.XMLSyntaxError as e:
            self.refuse(e.lineno or 1, f"is not XML: {e.msg}")
            return
        declared = root.getroottree().docinfo.internalDTD
        if declared is not None and any(True for _ in declared.iterentities()):
            self.refuse(1, "declares entities, which no glossary needs; nothing of it was read")
            return
        entries = [each for each in root.iter() if _name(each) in ("termentry", "conceptentry")]
        if not entries:
            self.refuse(1, "holds no termEntry and no conceptEntry: it is no TBX")
        for entry in entries:
            self._entry(entry)

    def _entry(self, entry: etree._Element) -> None:
        found: dict[str, list[tuple[int, str]]] = {}
        for section in entry:
            if _name(section) in ("langset", "langsec"):
                tag = (section.get(_XML_LANG) or section.get("lang") or "").lower().replace("_", "-")
                found.setdefault(tag, []).extend(_terms(section))
        sources = [term for tag in self._sources() for term in found.get(tag, [])]
        target = next((term for tag in self._targets() for term in found.get(tag, [])), None)
        if target is None or not sources:
            missing, known = ("target", self._targets()) if sources else ("source", self._sources())
            self.refuse(entry.sourceline, f"has no {missing} term", allowed="xml:lang " + ", ".join(known))
            return
        for line, source in dict.fromkeys(sources):
            self.take(line, {"source": source, "target": target[1]})

    def _sources(self) -> tuple[str, ...]:
        if self.variant is Variant.ZH_HANS:
            return (*_NAMES[Variant.ZH_HANT_TW], *_NAMES[Variant.ZH_HANT_HK], _HANT)
        return _NAMES[Variant.ZH_HANS]

    def _targets(self) -> tuple[str, ...]:
        return _NAMES[self.variant] if self.variant is Variant.ZH_HANS else (*_NAMES[self.variant], _HANT)


def _terms(section: etree._Element) -> Iterator[tuple[int, str]]:
    """The terms of one language, those first that are marked as preferred; none that are no longer to be used."""
    ranked = []
    for order, term in enumerate(each for each in section.iter() if _name(each) == "term"):
        around = term.getparent()
        status = " ".join((note.text or "").lower() for note in around if _name(note) == "termnote")
        if not any(word in status for word in _NOT_TO_USE):
            text = " ".join(str(term.xpath("string()")).split())
            ranked.append(("preferred" not in status, order, term.sourceline or 1, text))
    for _, _, line, text in sorted(ranked):
        yield line, text


def _name(element: etree._Element) -> str:
    """The name of an element without its namespace, in small letters; empty for comments and the like."""
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""
