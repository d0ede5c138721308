"""Platforms as `config/platforms.toml` describes them. Floor 1: takes a mapping, opens nothing.

Every figure carries where it was read and how old that source is: platforms change their limits without notice.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from digest.platforms.counting import LINK_RULES, RULES
from digest.platforms.recognition import RECOGNITION


class Shape(StrEnum):
    """What an issue becomes on a platform."""

    THREAD = "thread"  # a post for every story, and a thread of numbered replies that rounds them up
    POST = "post"  # a post for every story, and one that rounds them up
    ARTICLE = "article"  # a page of HTML with a title and a digest of its own


class LinkStyle(StrEnum):
    """What becomes of an address."""

    OWN_LINE = "own-line"  # clickable: on a line of its own, so that no neighbouring mark can join it
    NONE = "none"  # dead text, so that none is written
    FOOTNOTES = "footnotes"  # not allowed in the text: a number, and the address in a list at the end


class TagStyle(StrEnum):
    """How a topic is marked."""

    HASH = "hash"  # #Topic, white space on both sides
    HASH_PAIR = "hash-pair"  # #Topic#
    PICK = "pick"  # a pasted one is dead text: it has to be picked from the platform's own list, one by one
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSize:
    """The pixels of a share card; written 1200x675."""

    width: int
    height: int

    def __str__(self) -> str:
        return f"{self.width}x{self.height}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number, where it was read, the date of that source, and whether anyone has tried it by hand since."""

    value: int
    source: str
    dated: date
    verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """One row. `limit` holds for every post, or for the whole HTML where the shape is an article."""

    name: str  # names templates and files
    title: str  # as people write it
    rule: str  # a key of counting.RULES
    recognition: str  # a key of recognition.RECOGNITION
    shape: Shape
    links: LinkStyle
    tags: TagStyle
    most_tags: int
    numbered: bool  # whether the parts of a thread say which they are
    sentences: int  # how many a story's post tells at most
    quotes: bool  # whether what somebody said may follow them
    headlines: int  # how many a round-up names at most; 0 for all that fit
    limit: Figure
    link: Figure | None = None  # what an address counts, where the rule gives it a fixed length
    byte_limit: Figure | None = None  # in UTF-8, besides the limit
    fold: Figure | None = None  # how much is seen before "more"
    link_limit: Figure | None = None  # how many different links a post may hold
    tag_limit: Figure | None = None  # how many tags
    title_limit: Figure | None = None  # of what stands above the text
    title_rule: str = ""  # how that is counted, where not as the text is
    digest_limit: Figure | None = None  # of an article
    alt_limit: Figure | None = None  # of the alternative text of a picture
    author_limit: Figure | None = None  # of an article's author
    warnings: bool = False  # whether a post may have a content warning, which then counts
    card: CardSize | None = None  # the size of a picture that the platform shows whole


class Part(StrEnum):
    """What of a post is counted."""

    BODY = "body"
    TITLE = "title"
    DIGEST = "digest"
    AUTHOR = "author"


def limit_of(platform: Platform, wanted: Part) -> Figure | None:
    """How long that part of a post may be; None where it has none."""
    return {
        Part.BODY: platform.limit,
        Part.TITLE: platform.title_limit,
        Part.DIGEST: platform.digest_limit,
        Part.AUTHOR: platform.author_limit,
    }[wanted]


def part(platform: Platform, wanted: Part) -> Platform:
    """`platform` as it counts that part of a post; ValueError where it has none."""
    if wanted is Part.BODY:
        return platform
    limit = limit_of(platform, wanted)
    if limit is None:
        raise ValueError(f"{platform.title} has no {wanted}")
    rule = (wanted is Part.TITLE and platform.title_rule) or platform.rule
    return replace(platform, rule=rule, limit=limit, byte_limit=None, recognition="nothing", numbered=False)


_LEAST_PX, _MOST_PX = 360, 2160  # of a card's side
_REQUIRED = ("title", "rule", "recognition", "shape", "links", "tags", "limit")
_FIGURES = (
    "limit", "byte_limit", "link", "fold", "link_limit", "tag_limit", "title_limit", "digest_limit", "author_limit",
    "alt_limit",
)  # fmt: skip
_KEYS = {
    *_REQUIRED,
    *_FIGURES,
    "most_tags",
    "numbered",
    "sentences",
    "quotes",
    "headlines",
    "title_rule",
    "warnings",
    "card",
}


def from_mapping(mapping: Mapping[str, object]) -> dict[str, Platform]:
    """The platforms in the order of the file; ValueError names the first key that is wrong and what is allowed."""
    return {name: _platform(name, row) for name, row in mapping.items()}


def _platform(name: str, row: object) -> Platform:
    if not (name.isascii() and name.replace("-", "").isalnum() and name == name.lower()):
        raise ValueError(f"{name}: a platform is named in small ASCII letters, digits and hyphens")
    fields = _table(name, row, allowed=_KEYS, required=_REQUIRED)
    figures = {key: _figure(f"{name}.{key}", fields[key]) for key in _FIGURES if key in fields}
    platform = Platform(
        name=name,
        title=_text(f"{name}.title", fields["title"]),
        rule=_choice(f"{name}.rule", fields["rule"], tuple(RULES)),
        recognition=_choice(f"{name}.recognition", fields["recognition"], tuple(RECOGNITION)),
        shape=Shape(_choice(f"{name}.shape", fields["shape"], tuple(Shape))),
        links=LinkStyle(_choice(f"{name}.links", fields["links"], tuple(LinkStyle))),
        tags=TagStyle(_choice(f"{name}.tags", fields["tags"], tuple(TagStyle))),
        most_tags=_whole(f"{name}.most_tags", fields.get("most_tags", 0), least=0),
        numbered=_flag(f"{name}.numbered", fields.get("numbered", False)),
        sentences=_whole(f"{name}.sentences", fields.get("sentences", 2), least=1),
        quotes=_flag(f"{name}.quotes", fields.get("quotes", False)),
        headlines=_whole(f"{name}.headlines", fields.get("headlines", 0), least=0),
        title_rule=_choice(f"{name}.title_rule", fields.get("title_rule", ""), ("", *RULES)),
        warnings=_flag(f"{name}.warnings", fields.get("warnings", False)),
        card=_card(f"{name}.card", fields["card"]) if "card" in fields else None,
        **figures,
    )
    _agree(platform)
    return platform


def _agree(platform: Platform) -> None:
    """ValueError for keys that are right alone and wrong together."""
    if platform.rule in LINK_RULES and platform.link is None:
        raise ValueError(f"{platform.name}.link: missing; the rule {platform.rule} counts every link alike")
    article = platform.shape is Shape.ARTICLE
    for key, figure in (("title_limit", platform.title_limit), ("digest_limit", platform.digest_limit)):
        if article and figure is None:
            raise ValueError(f"{platform.name}.{key}: missing; an article has a title and a digest")
    for key, figure in (("digest_limit", platform.digest_limit), ("author_limit", platform.author_limit)):
        if not article and figure is not None:
            raise ValueError(f"{platform.name}.{key}: only an article has one")
    if platform.title_rule and platform.title_limit is None:
        raise ValueError(f"{platform.name}.title_limit: missing; the title has a rule of its own")
    if article != (platform.links is LinkStyle.FOOTNOTES):
        raise ValueError(f"{platform.name}.links: footnotes belong to articles, own-line or none to every other shape")
    if platform.tags is TagStyle.NONE and platform.most_tags:
        raise ValueError(f"{platform.name}.most_tags: must be 0 where tags = none")


def _figure(place: str, value: object) -> Figure:
    keys = ("value", "source", "dated", "verified")
    fields = _table(place, value, allowed=set(keys), required=keys)
    dated = fields["dated"]
    if type(dated) is not date:  # a datetime is a date too, and has no place here
        raise ValueError(f"{place}.dated: must be a date such as 2025-12-19, without quotation marks")
    return Figure(
        value=_whole(f"{place}.value", fields["value"], least=1),
        source=_text(f"{place}.source", fields["source"]),
        dated=dated,
        verified=_flag(f"{place}.verified", fields["verified"]),
    )


def _card(place: str, value: object) -> CardSize:
    found = re.fullmatch(r"(\d{3,4})x(\d{3,4})", value) if isinstance(value, str) else None
    if not found or not all(_LEAST_PX <= int(side) <= _MOST_PX for side in found.groups()):
        raise ValueError(f"{place}: must be a width and a height from {_LEAST_PX} to {_MOST_PX} pixels, as in 1200x675")
    return CardSize(width=int(found[1]), height=int(found[2]))


def _table(place: str, value: object, *, allowed: set[str], required: tuple[str, ...]) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise ValueError(f"{place}: must be a table")
    for key in value:
        if key not in allowed:
            raise ValueError(f"{place}.{key}: unknown (allowed: {', '.join(sorted(allowed))})")
    for key in required:
        if key not in value:
            raise ValueError(f"{place}.{key}: missing")
    return value


def _text(place: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{place}: must be a text that is not empty")
    return value


def _choice(place: str, value: object, allowed: tuple[str, ...]) -> str:
    if not isinstance(value, str) or value not in allowed:
        raise ValueError(f"{place}: must be one of {', '.join(allowed)}")
    return value


def _whole(place: str, value: object, *, least: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise ValueError(f"{place}: must be a whole number, {least} or more")
    return value


def _flag(place: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{place}: must be true or false")
    return value
