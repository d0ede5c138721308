"""What a regional term may be, and which rows cannot stand beside one another. Part of digest.config."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from digest.errors import Fault
from digest.model import DEFAULT_GROUPS, Language, Protected, Term, Variant
from digest.text import language

LONGEST_TERM = 60  # characters
LONGEST_REMARK = 400

SOURCE_SCRIPT: Mapping[Variant, Language] = {
    Variant.ZH_HANT_TW: Language.ZH_HANS,
    Variant.ZH_HANT_HK: Language.ZH_HANS,
    Variant.ZH_HANS: Language.ZH_HANT,
}
SCRIPT: Mapping[Variant, Language] = {
    Variant.ZH_HANT_TW: Language.ZH_HANT,
    Variant.ZH_HANT_HK: Language.ZH_HANT,
    Variant.ZH_HANS: Language.ZH_HANS,
}
_SCRIPT_NAMES = {Language.ZH_HANS: "Simplified", Language.ZH_HANT: "Traditional"}

_GROUP = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af]")
# What conversion steps over, or what a template or a page would take for its own: such a term could never apply, or
# would put markup into every draft.
_MARKUP = re.compile(r"[<>{}|`\\\"^~]|\$\{|%%|%\(|&#?\w+;|://|@|^#")


def faults_of_text(text: str, *, empty_allowed: bool = False) -> Iterator[str]:
    """What is wrong with a source, a target or a protected form, in words."""
    if not text:
        if not empty_allowed:
            yield "is empty"
        return
    if len(text) > LONGEST_TERM:
        yield f"has {len(text)} characters; at most {LONGEST_TERM}"
    if text != text.strip():
        yield "begins or ends with a space"
    if not text.isprintable():
        yield f"holds the invisible character U+{ord(next(c for c in text if not c.isprintable())):04X}"
    if found := _MARKUP.search(text):
        yield f"holds {found[0]!r}: markup, template marks and straight quotation marks are no part of a term"
    if not unicodedata.is_normalized("NFC", text):
        yield f"is not in Unicode's composed form; write {unicodedata.normalize('NFC', text)!r}"


def faults_of_script(text: str, script: Language) -> Iterator[str]:
    """One message if `text` holds characters that are not of `script`."""
    if wrong := language.of_other_script(text, script):
        other = Language.ZH_HANS if script is Language.ZH_HANT else Language.ZH_HANT
        yield f"holds {wrong!r}, which is {_SCRIPT_NAMES[other]}; this column is {_SCRIPT_NAMES[script]}"


def faults_of_term(term: Term, variant: Variant) -> Iterator[tuple[str, str]]:
    """The faulty column and what is wrong with it, for everything that one row can have wrong by itself."""
    for column, text, script in (
        ("source", term.source, SOURCE_SCRIPT[variant]),
        ("target", term.target, SCRIPT[variant]),
    ):
        for what in (*faults_of_text(text), *faults_of_script(text, script)):
            yield column, what
    if term.source and not _HAN.search(term.source):
        yield "source", "holds no Chinese character, so it would never be looked for"
    yield from faults_of_remarks(term.group, term.note, term.origin)


def faults_of_protected(row: Protected) -> Iterator[tuple[str, str]]:
    """The same for a protected word. Its forms may be of any script: a name is kept as its bearer writes it."""
    for variant, text in row.forms.items():
        for what in faults_of_text(text):
            yield variant.value, what
    if not any(map(_HAN.search, row.forms.values())):
        yield Variant.ZH_HANS.value, "holds no Chinese character, so it needs no protection"
    yield from faults_of_remarks(row.group, row.note, row.origin)


def faults_of_remarks(group: str, note: str, origin: str) -> Iterator[tuple[str, str]]:
    if group == DEFAULT_GROUPS or len(group) > 40 or not _GROUP.fullmatch(group):
        yield "group", f"{group[:40]!r} is no name: at most 40 small letters, digits and hyphens, and not 'default'"
    if not origin:
        yield "origin", "is empty: who says so? a page, a standard with its version, or editorial with a reason"
    for column, text in (("note", note), ("origin", origin)):
        if len(text) > LONGEST_REMARK:
            yield column, f"has {len(text)} characters; at most {LONGEST_REMARK}"
        if not text.isprintable():
            yield column, "holds invisible characters"


def conflicts(rows: Iterable[Term], protected: Iterable[Protected], variant: Variant) -> Iterator[Fault]:
    """A fault for every row that repeats or contradicts an earlier one, or that protection keeps from applying.

    A row of the newsroom's own with the source of one of ours is no fault: that is how it is overruled.
    """
    taken = kept(protected, variant)
    first: dict[tuple[bool, str], Term] = {}
    for term in rows:
        earlier = first.setdefault((term.own, term.source), term)
        if earlier is not term:
            what = (
                f"repeats {earlier.place}"
                if earlier.target == term.target
                else f"contradicts {earlier.place}, where it is {earlier.target}, not {term.target}"
            )
            yield _fault(term.place, term.source, what)
        elif term.source in taken:
            yield _fault(term.place, term.source, f"never applies: {taken[term.source].place} protects it")


def conflicts_of_protected(rows: Iterable[Protected]) -> Iterator[Fault]:
    """A fault for every protected word that stands there twice."""
    first: dict[tuple[bool, Variant, str], Protected] = {}
    for row in rows:
        for variant, form in row.forms.items():
            earlier = first.setdefault((row.own, variant, form), row)
            if earlier is not row:
                what = "repeats" if earlier.forms == row.forms else "contradicts"
                yield _fault(row.place, form, f"{what} {earlier.place}")
                break


def _fault(place: str, key: str, what: str) -> Fault:
    file, _, line = place.rpartition(":")
    return Fault(file=file, line=int(line), key=key, what=what)


def kept(protected: Iterable[Protected], variant: Variant) -> dict[str, Protected]:
    """The protected words by the forms in which they are looked for on the way to `variant`."""
    from_script = [each for each in SCRIPT if SCRIPT[each] is SOURCE_SCRIPT[variant]]
    return {row.forms[each]: row for row in protected for each in from_script}
