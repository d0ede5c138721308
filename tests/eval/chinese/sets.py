"""The labelled sets of this directory as values. Columns and the making of each set: README.md."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from digest.model import Language, Variant

HERE = Path(__file__).parent
PAGE = HERE.parents[2].parent / "shared" / "corpus" / "un-china-latest-zh.txt"
HALVES = ("development", "held back")
TO_TRADITIONAL = ("hard", "words", "names", "ordinary", "fresh")
VARIANTS = (Variant.ZH_HANT_TW, Variant.ZH_HANT_HK)
_ALTERNATIVE = " | "


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A text in one written form and what an editor accepts for it in others, the preferred one first."""

    id: str
    source: str
    written_in: str  # zh-Hans, zh-Hant-TW or zh-Hant-HK
    expected: Mapping[Variant, tuple[str, ...]]

    @property
    def half(self) -> str:
        return half(self.id)

    @property
    def category(self) -> str:
        """What the row is about: the character of 發-03; the first letter for numbered rows."""
        return self.id.partition("-")[0] if "-" in self.id else self.id[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A text with the label that detection should give."""

    id: str
    label: Language
    kind: str
    text: str


def half(id: str) -> str:
    """Which half a row belongs to: by its name alone, so that a new row never moves an old one."""
    return HALVES[int(hashlib.sha256(id.encode()).hexdigest(), 16) % 2]


@cache
def load(name: str) -> tuple[Row, ...]:
    """The rows of hard, words, names, ordinary or fresh: Simplified, with both Traditional forms."""
    return tuple(
        Row(
            id=line["id"],
            source=line["source"],
            written_in=Language.ZH_HANS.value,
            expected={variant: _forms(line[variant.value]) for variant in VARIANTS},
        )
        for line in table(name)
    )


@cache
def to_hans() -> tuple[Row, ...]:
    """Traditional texts with their Simplified form: the hard ones, and sentences of `traditional` that have it."""
    hard = [(line["id"], line["source"], line) for line in table("to_hans")]
    plain = [(line["id"], line["text"], line) for line in table("traditional") if line["zh-Hans"]]
    return tuple(
        Row(id=id, source=text, written_in=line["variant"], expected={Variant.ZH_HANS: _forms(line["zh-Hans"])})
        for id, text, line in [*hard, *plain]
    )


@cache
def between() -> tuple[Row, ...]:
    """Every Traditional form of the sets in the form of the other region, Taiwan to Hong Kong and back."""
    return tuple(
        Row(id=row.id, source=row.expected[one][0], written_in=one.value, expected={other: row.expected[other]})
        for name in TO_TRADITIONAL
        for row in load(name)
        for one, other in (VARIANTS, VARIANTS[::-1])
    )


@cache
def traditional() -> tuple[Row, ...]:
    """Traditional sentences as written in Taiwan and in Hong Kong; expected is the sentence itself."""
    return tuple(
        Row(
            id=line["id"],
            source=line["text"],
            written_in=line["variant"],
            expected={Variant(line["variant"]): (line["text"],)},
        )
        for line in table("traditional")
    )


@cache
def terms() -> tuple[Row, ...]:
    """Regional terms of news about the United Nations; the source of each claim is in the file."""
    return tuple(
        Row(
            id=f"term-{number}",
            source=line["source"],
            written_in=Language.ZH_HANS.value,
            expected={variant: _forms(line[variant.value]) for variant in VARIANTS},
        )
        for number, line in enumerate(table("terms"), 1)
    )


@cache
def page_words() -> tuple[Row, ...]:
    """Short strings of the real page: those that plain OpenCC gets wrong (id `wrong`), and every personal name."""
    return tuple(
        Row(
            id="name" if line["kind"] == "name" else "wrong",
            source=line["source"],
            written_in=Language.ZH_HANS.value,
            expected={variant: _forms(line[variant.value]) for variant in VARIANTS},
        )
        for line in table("page_words")
    )


@cache
def detection() -> tuple[Labelled, ...]:
    return tuple(
        Labelled(id=line["id"], label=Language(line["label"]), kind=line["kind"], text=line["text"])
        for line in table("detection")
    )


@cache
def spellings(variant: Variant) -> tuple[tuple[str, str], ...]:
    """(standard, also) pairs of whole words that the region's newspapers spell in two ways."""
    return tuple(
        (line["standard"], line["also"]) for line in table("spellings") if line["variant"] in ("both", variant.value)
    )


def table(name: str) -> list[dict[str, str]]:
    """The lines of a tab-separated file, by the names in its first line; ValueError for a line of another width."""
    head, *lines = (HERE / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    columns = head.split("\t")
    return [dict(zip(columns, line.split("\t"), strict=True)) for line in lines]


def _forms(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(_ALTERNATIVE))
