"""Decides what an incoming article does to the stored one it was recognised as. Floor 3; no database.

The text belongs to one source: the first that gave one. When that source says something else, the article changes.
What any other source says only joins: its origin, its keys, and whatever the stored article lacks. Without this
rule two sources with slightly different texts would overwrite each other at every run. For the same reason what is
known (a date, a picture) may become something else, but not unknown: one source may list an article twice, once with
less.

Every rule here gives the same again when it is applied twice, so a second ingest of the same articles adds nothing.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from digest.model import Article, Kind, Origin

# Fields that are known or unknown together; the first of each group tells which.
GROUPS = (
    ("published", "published_day", "day_only", "published_as_written"),
    ("kind", "kind_word"),
    ("url",),
    ("tags",),
    ("picture",),
    ("video_url", "duration_s"),
    ("speaker", "speaker_post"),
    ("translation_key",),
)
UNSEEN = ("origins", "original_title", "original_body", "published_as_written", "notes")
UNKNOWN = (None, "", (), Kind.UNKNOWN)
KEY_STRENGTH = ("guid:", "url:", "head:", "text:")


class Outcome(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    MERGED = "merged"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """The article after the joining, and the source that its text belongs to."""

    article: Article
    text_source: str
    outcome: Outcome


def source_of(article: Article) -> str:
    """The source an incoming article was read from; empty if it names none."""
    return article.origins[0].source if article.origins else ""


def speaks_for_itself(stored: Article, text_source: str, incoming: Article) -> bool:
    """Whether `incoming` is the newest word of the source that the stored text belongs to.

    A listing without text says nothing about an article whose text is known.
    """
    return source_of(incoming) == text_source and bool(incoming.paragraphs or not stored.paragraphs)


def join(stored: Article, text_source: str, incoming: Article, *, may_change: bool) -> Joined:
    """What the stored article is after `incoming`, whose keys are the ones to be added.

    `may_change` is False when the same source has spoken in this batch already: its first word counts.
    """
    own = source_of(incoming) == text_source
    changes = may_change and speaks_for_itself(stored, text_source, incoming)
    if changes or (incoming.paragraphs and not stored.paragraphs):
        article, text_source = _revised(stored, incoming), source_of(incoming)
        outcome = Outcome.CHANGED if own else Outcome.MERGED
    else:
        article, outcome = _filled(stored, incoming), Outcome.MERGED
    if not _differs(article, stored):
        return Joined(article=stored, text_source=text_source, outcome=Outcome.UNCHANGED)
    return Joined(article=article, text_source=text_source, outcome=outcome)


def _differs(article: Article, stored: Article) -> bool:
    """Whether anything but the places and the unseen parts differs.

    Feeds carry counters and tokens in their markup, so the original may differ at every fetch; a place in a file
    moves with every item added above it.
    """
    if not _by_place(article).keys() <= _by_place(stored).keys():
        return True
    return replace(article, **{field: getattr(stored, field) for field in UNSEEN}) != stored


def _revised(stored: Article, incoming: Article) -> Article:
    """The incoming article in the place of the stored one; what is known does not become unknown."""
    return replace(
        incoming,
        id=stored.id,
        first_seen=stored.first_seen,
        keys=_keys(stored, incoming),
        origins=tuple((_by_place(stored) | _by_place(incoming)).values()),
        **_missing(incoming, stored),
    )


def _filled(stored: Article, incoming: Article) -> Article:
    """The stored article, with what it lacks taken from the incoming one."""
    return replace(
        stored,
        keys=_keys(stored, incoming),
        origins=tuple((_by_place(stored) | _by_place(incoming) | _by_place(stored)).values()),
        **_missing(stored, incoming),
    )


def _by_place(article: Article) -> dict[tuple[str, str], Origin]:
    """The origins, each place once: the same source and address are the same place, whatever the line."""
    return {(origin.source, origin.url): origin for origin in article.origins}


def _missing(article: Article, other: Article) -> dict[str, Any]:
    """The fields that are unknown in `article` and known in `other`, as `other` has them."""
    return {
        field: getattr(other, field)
        for group in GROUPS
        if getattr(article, group[0]) in UNKNOWN and getattr(other, group[0]) not in UNKNOWN
        for field in group
    }


def _keys(stored: Article, incoming: Article) -> tuple[str, ...]:
    merged = dict.fromkeys((*stored.keys, *incoming.keys))
    return tuple(sorted(merged, key=_strength))


def _strength(key: str) -> int:
    return next((rank for rank, prefix in enumerate(KEY_STRENGTH) if key.startswith(prefix)), len(KEY_STRENGTH))
