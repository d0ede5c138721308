"""The cards of an edition, as files. Part of digest.render.cards.

A card that was drawn before from the same texts, colours and fonts is taken as it is: its key stands in it.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256

import regex

from digest.model import Issue, Newsroom, Rendered, Variant, said
from digest.platforms import CardSize
from digest.render.cards import breaking, drawing, layout, letters, setting
from digest.render.cards.faces import Face, Family, families
from digest.render.cards.naming import ISSUE, filename
from digest.render.cards.planning import CHANNEL
from digest.render.cards.says import Says, says
from digest.render.words import Words
from digest.text import language

_EDITION = 1  # of what draws: one more whenever the same texts would be drawn otherwise
_KEPT = 512  # cards, of some twenty kilobytes, in the memory of a process
_NAMED, _SHOWN = 5, 60  # letters that cannot be set, and characters of a headline, in a note
_INVISIBLE = regex.compile(r"[\p{Cf}\p{Cc}\p{Variation_Selector}]")
_APOSTROPHE = regex.compile(r"(?<=\p{Latin})'(?=\p{Latin}|\s|\Z)")
# Letters that are drawn one beside the other; all others join, stack or run from right to left.
_SIMPLE = regex.compile(
    r"[\p{Latin}\p{Greek}\p{Cyrillic}\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}\p{Hangul}\p{Common}--[\p{M}\p{C}]]",
    regex.VERSION1,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """What every card of an issue is made with."""

    newsroom: Newsroom
    faces: Sequence[Face]  # of the machine
    cut: breaking.Words  # Chinese into words
    version: str  # of what cuts


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The cards of one edition, and why some are missing. `unset` where no font of the machine has the script."""

    files: tuple[Rendered, ...] = ()
    notes: tuple[str, ...] = ()
    faces: tuple[str, ...] = ()  # that set them
    unset: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """One card to be drawn; two are the same whose keys are."""

    key: str
    says: Says = field(compare=False)
    size: CardSize = field(compare=False)
    variant: Variant = field(compare=False)
    colours: layout.Colours = field(compare=False)
    family: Family = field(compare=False)
    workshop: Workshop = field(compare=False)


class _UndrawableError(ValueError):
    """A text that no font can set; the message says why."""


def make(
    issue: Issue,
    wanted: Sequence[tuple[int, CardSize]],
    words: Words,
    workshop: Workshop,
    before: Mapping[str, bytes],
) -> Made:
    """The `wanted` cards of an edition in the language of `words`; `before` are those of its last build, by name."""
    usable = families(workshop.faces, words.variant, workshop.newsroom.theme)
    if not wanted or not usable:
        return Made(unset=bool(wanted))
    files: list[Rendered] = []
    notes: dict[str, None] = {}
    used: dict[str, None] = {}
    for place, size in wanted:
        told, name = says(issue, place, workshop.newsroom, words), filename(place, size)
        try:
            order = _order(_visible(told), place, size, usable, words.variant, workshop)
            content = _content(order, before.get(name, b""))
        except (_UndrawableError, layout.UnfitError) as e:
            notes[f"no card for “{_short(told.headline)}”: {e}"] = None
            continue
        used |= {str(face): None for face in (order.family.bold, order.family.regular)}
        tight = drawing.drawn_from(content)[1]
        warnings = (_cure(issue, place, words.variant),) if tight else ()
        files.append(Rendered(channel=CHANNEL, filename=name, content=content, warnings=warnings))
    return Made(files=tuple(files), notes=tuple(notes), faces=tuple(used))


def made_with() -> str:
    """What draws the cards, with its version."""
    return letters.made_with()


def _order(
    told: Says, place: int, size: CardSize, usable: Sequence[Family], variant: Variant, workshop: Workshop
) -> _Order:
    family = _family(told, usable)
    logo = workshop.newsroom.logo_picture
    colours = layout.colours(workshop.newsroom.theme, whole_issue=place == ISSUE, logo=bool(logo))
    drawn_with = (_EDITION, made_with(), workshop.version, family.bold.identity, family.regular.identity, logo)
    return _Order(
        key=sha256(repr((told, size, variant, colours, drawn_with)).encode()).hexdigest(),
        says=told,
        size=size,
        variant=variant,
        colours=colours,
        family=family,
        workshop=workshop,
    )


def _content(order: _Order, before: bytes) -> bytes:
    """The card as it was drawn before, where that was from the same; else it is drawn."""
    return before if drawing.drawn_from(before)[0] == order.key else _drawn(order)


@lru_cache(maxsize=_KEPT)
def _drawn(order: _Order) -> bytes:
    opened, logo = letters.Pair.of(order.family), order.workshop.newsroom.logo_picture
    look = layout.Look(
        variant=order.variant,
        inks=order.colours,
        letters=opened,
        words=order.workshop.cut,
        logo=drawing.logo_size(logo) if logo else None,
    )
    return drawing.draw(layout.lay_out(order.says, order.size, look), opened, order.key, logo)


def forget() -> None:
    """Nothing; what is drawn next is drawn anew."""
    _drawn.cache_clear()


def _family(told: Says, usable: Sequence[Family]) -> Family:
    """The first family that has every letter."""
    text = "".join((told.wordmark, told.label, told.headline, told.day))
    lacking = "".join(letter for letter in dict.fromkeys(text) if not _SIMPLE.match(letter))
    if not lacking:
        for family in usable:
            if not family.lacks(text):
                return family
        lacking = usable[0].lacks(text)
    shown = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in lacking[:_NAMED])
    raise _UndrawableError(f"no font on this machine can set {shown}")


def _visible(told: Says) -> Says:
    """The texts as they are set: without letters that nobody sees, and with the apostrophes of print."""
    return Says(
        wordmark=_bare(told.wordmark), label=_bare(told.label), headline=_bare(told.headline), day=_bare(told.day)
    )


def _bare(text: str) -> str:
    bare = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return bare if any(map(language.is_han, bare)) else _APOSTROPHE.sub("’", bare)


def _cure(issue: Issue, place: int, variant: Variant) -> str:
    """What to do about a headline that is too long for its card."""
    if place == ISSUE:
        return said(
            "the headline takes more than {n} lines, or letters that are too small, on this card; "
            "shorten the title of the newsletter in config/digest.toml",
            n=setting.MOST_LINES,
        )
    return said(
        "the headline takes more than {n} lines, or letters that are too small, on this card; "
        'shorten it with: digest wording {article} headline "…" --for {variant}',
        n=setting.MOST_LINES,
        article=issue.stories[place - 1].article.id[:8],
        variant=variant.value,
    )


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rstrip()}…"
