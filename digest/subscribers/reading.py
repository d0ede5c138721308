"""From the lines of a list to entries that can be taken in, or what is wrong with them. Part of digest.subscribers.

Pure: lines in, entries and faults out, one after the other. Nothing is guessed: who reads Chinese says which, by the
column variant, by the language or by a zone that leaves no choice, or the list as a whole says it.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from zoneinfo import available_timezones

from digest.errors import UsageError
from digest.model import Entry, Variant
from digest.subscribers import addresses, headings
from digest.subscribers.table import BrokenError, records, separator_of

LONGEST_NAME = 200
LONGEST_TAGS = 400
_ORDINARY_NAME = re.compile(
    r"(?:[A-Za-z0-9\u4e00-\u9fff.,'-]+(?: [A-Za-z0-9\u4e00-\u9fff.,'(-]+\)?)*)?"
)  # needs no mending
FORMULA = "=+-@\t\r＝＋－＠"  # what a spreadsheet takes for the beginning of one

_VARIANTS: Mapping[str, Variant] = {
    name: variant
    for variant, names in {
        Variant.EN: "en eng english en-gb en-us 英文 英语 英語",
        Variant.ZH_HANS: "zh-hans zh-cn zh-sg zh-my zh-hans-cn chs simplified simplifiedchinese chinese(simplified)"
        " 简体 简体中文 簡體 簡體中文 简中 簡中",
        Variant.ZH_HANT_TW: "zh-hant-tw zh-tw taiwan traditionalchinese(taiwan) chinese(taiwan) 台灣 臺灣 台湾"
        " 繁體台灣 繁體(台灣) 繁體(臺灣) 繁體中文(台灣) 繁體中文(臺灣) 繁体(台湾)"
        " 繁体中文(台湾) 台灣繁體 臺灣繁體 正體 正體中文",
        Variant.ZH_HANT_HK: "zh-hant-hk zh-hk zh-mo zh-hant-mo hongkong traditionalchinese(hongkong) chinese(hongkong)"
        " 香港 澳門 繁體香港 繁體(香港) 繁體中文(香港) 繁体(香港) 繁体中文(香港) 香港繁體",
    }.items()
    for name in names.split()
}
_CHINESE = {
    name: script
    for script, names in {
        "": "zh chi zho chinese 中文 汉语 漢語 华语 華語",
        "hant": "zh-hant cht traditional traditionalchinese chinese(traditional) 繁體 繁體中文 繁体 繁体中文",
    }.items()
    for name in names.split()
}
_EXAMPLES = "en, zh-Hans, zh-Hant-TW, zh-Hant-HK, or 英文, 简体, 繁體（台灣）, 繁體（香港）"
_BY_ZONE = {
    **dict.fromkeys(("Asia/Taipei", "ROC"), Variant.ZH_HANT_TW),
    **dict.fromkeys(("Asia/Hong_Kong", "Hongkong", "Asia/Macau", "Asia/Macao"), Variant.ZH_HANT_HK),
    **dict.fromkeys(("Asia/Shanghai", "Asia/Urumqi", "Asia/Chongqing", "Asia/Harbin", "PRC"), Variant.ZH_HANS),
}
_SEPARATED = re.compile(r"[,;|，；、]")
_LEFT = {
    *("left", "unsubscribed", "unsubscribe", "bounced", "complained", "cleaned", "erased", "suppressed", "pending"),
    *("no", "0", "false", "退订", "退訂"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What holds for every row that does not say otherwise, and the names that exist."""

    newsletters: tuple[str, ...]
    variant: Variant | None
    known_newsletters: Collection[str]
    known_audiences: Collection[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A row that is not taken in."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the fields of a list stand. `unknown` are the headings that nothing is made of."""

    fields: Mapping[str, int]
    separator: str
    unknown: tuple[str, ...]
    has_heading: bool


def columns(first: str) -> Columns:
    """What the first line says; UsageError when no column can hold an address."""
    first = first.lstrip("\ufeff").rstrip("\r")
    separator = separator_of(first)
    cells = next((record[1] for record in records([first], separator) if not isinstance(record, BrokenError)), [])
    fields = headings.fields_of(cells)
    if headings.ADDRESS in fields:
        unknown = tuple(cell.strip() for n, cell in enumerate(cells) if n not in fields.values() and cell.strip())
        return Columns(fields, separator, unknown, True)
    if len(cells) == 1 and "@" in cells[0]:
        return Columns({headings.ADDRESS: 0}, separator, (), False)
    raise UsageError(
        "No column of the list is called address, email, 邮箱 or the like.",
        kept="Nothing was taken in.",
        next="Name the columns in the first line: address, name, language, variant, zone, tags.",
    )


def entries(lines: Iterable[str | None], found: Columns, wanted: Wanted) -> Iterator[Entry | Fault]:
    """An entry or a fault for every record; `lines` include the heading, if there is one."""
    for number, record in enumerate(records(_without_mark(lines), found.separator)):
        if number == 0 and found.has_heading:
            continue
        if isinstance(record, BrokenError):
            yield Fault(line=record.line, reason=str(record))
            continue
        line, cells = record
        try:
            yield _entry(line, cells, found.fields, wanted)
        except ValueError as e:
            yield Fault(line=line, reason=str(e))


def entry(
    address: str,
    *,
    name: str,
    variant: Variant,
    zone: str = "",
    tags: Collection[str] = (),
    newsletters: tuple[str, ...] = (),
    audience: str = "",
) -> Entry:
    """Somebody who was typed in by hand; UsageError says what is wrong with it."""
    try:
        written, same = addresses.read(address)
        return Entry(
            address=written,
            same_address=same,
            variant=variant,
            name=person(name),
            zone=_zone(zone),
            tags=tagged(",".join(tags)),
            newsletters=newsletters,
            audience=audience,
        )
    except ValueError as e:
        raise UsageError(f"{e}.", kept="Nothing was added.") from e


def _without_mark(lines: Iterable[str | None]) -> Iterator[str | None]:
    several = iter(lines)
    first = next(several, None)
    yield first.lstrip("\ufeff") if first else first
    yield from several


def _entry(line: int, cells: Sequence[str], fields: Mapping[str, int], wanted: Wanted) -> Entry:
    row = {field: _plain(cells[column]) for field, column in fields.items() if column < len(cells) and cells[column]}
    address, same_address = addresses.read(row.get(headings.ADDRESS, ""))
    if row.get("standing", "").casefold() in _LEFT:
        raise ValueError(f"the list says that they are {row['standing']!r}")
    zone = _zone(row.get("zone", ""))
    newsletters = _names(row.get("newsletters", ""), wanted.known_newsletters, "newsletter") or wanted.newsletters
    if not newsletters:
        raise ValueError("nothing says which newsletter they take")
    name, tags = _name(row), tagged(row.get("tags", ""))
    language = _short(row.get("language", ""), "language")
    variant, is_said = _variant(row.get("variant", ""), row.get("language", ""), zone, wanted.variant)
    return Entry(
        address=address,
        same_address=same_address,
        variant=variant,
        name=name,
        language=language,
        zone=zone,
        tags=tags,
        newsletters=newsletters,
        audience=next(iter(_names(row.get("audience", ""), wanted.known_audiences, "audience")), ""),
        line=line,
        said=_said(name=bool(name), variant=is_said, language=bool(language), zone=bool(zone), tags=bool(tags)),
    )


@cache
def _said(**fields: bool) -> frozenset[str]:
    return frozenset(field for field, is_said in fields.items() if is_said)


def _plain(cell: str) -> str:
    """The cell without what a careful export put before a formula."""
    cell = cell.strip()
    if not cell.startswith("'"):
        return cell
    risky = cell.lstrip("'")[:1]
    return cell[1:] if risky and risky in FORMULA else cell


def _name(row: Mapping[str, str]) -> str:
    given, family = row.get("given", ""), row.get("family", "")
    name = row.get("name") or (f"{given} {family}" if given.isascii() or family.isascii() else f"{family}{given}")
    return person(name)


def person(name: str) -> str:
    """A person's name on one line; ValueError for one that cannot be read, or is none."""
    if len(name) <= LONGEST_NAME and _ORDINARY_NAME.fullmatch(name):
        return name
    if "\ufffd" in name:
        raise ValueError("the name cannot be read: it is in another encoding than the rest")
    plain = " ".join(unicodedata.normalize("NFC", name).split())
    if any(unicodedata.category(each) in ("Cc", "Cs", "Co", "Cn") for each in plain):
        raise ValueError("the name has characters that cannot be printed")
    if len(plain) > LONGEST_NAME:
        raise ValueError(f"the name is longer than {LONGEST_NAME} characters")
    return "".join(each for each in plain if each in "\u200c\u200d" or unicodedata.category(each) != "Cf")


def _zone(name: str) -> str:
    if name and name not in zones():
        raise ValueError(f"{name!r:.80} is no time zone, such as Asia/Taipei")
    return name


@lru_cache(maxsize=4096)
def _variant(named: str, language: str, zone: str, otherwise: Variant | None) -> tuple[Variant, bool]:
    """The variant, and whether the row itself says it."""
    for said in (named, language):
        tag = unicodedata.normalize("NFKC", said).casefold().replace("_", "-").replace(" ", "")
        if tag in _VARIANTS:
            return _VARIANTS[tag], True
        if tag in _CHINESE:
            return _chinese(said, _CHINESE[tag], zone, otherwise)
        if said and said == named:
            raise ValueError(f"{named!r:.80} is no variant: {_EXAMPLES}")
    if otherwise:
        return otherwise, False
    raise ValueError(
        f"{language!r:.80} says no variant: {_EXAMPLES}" if language else "nothing says in which variant they read"
    )


def _chinese(said: str, script: str, zone: str, otherwise: Variant | None) -> tuple[Variant, bool]:
    by_zone = _BY_ZONE.get(zone)
    fitting = [each for each in (by_zone, otherwise) if each and each.startswith(f"zh-{script.title()}")]
    if not fitting:
        raise ValueError(f"{said!r:.80} does not say which Chinese, and the zone does not tell")
    return fitting[0], fitting[0] is by_zone


def _names(cell: str, known: Collection[str], noun: str) -> tuple[str, ...]:
    if not cell:
        return ()
    named = tuple(dict.fromkeys(name.strip() for name in _SEPARATED.split(cell) if name.strip()))
    for name in named:
        if name not in known:
            raise ValueError(f"there is no {noun} {name!r:.80}")
    return named


@lru_cache(maxsize=4096)
def tagged(cell: str) -> tuple[str, ...]:
    """The tags in a cell, in small letters, each once."""
    if not cell:
        return ()
    plain = _short(unicodedata.normalize("NFKC", cell).casefold(), "tags", LONGEST_TAGS)
    return tuple(dict.fromkeys(" ".join(tag.split()) for tag in _SEPARATED.split(plain) if tag.strip()))


def _short(text: str, noun: str, limit: int = 40) -> str:
    if len(text) > limit:
        raise ValueError(f"the {noun} is longer than {limit} characters")
    if not text.isprintable() or "\ufffd" in text:
        raise ValueError(f"the {noun} has characters that cannot be printed")
    return text


@cache
def zones() -> Collection[str]:
    """The names of time zones."""
    return frozenset(available_timezones())
