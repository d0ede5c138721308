"""Two versions of an issue, or two issues: stories, their texts in each edition, and posts. Part of digest.comparing.

It reads what `issue.json` says; the posts come as texts. Pure.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from digest.comparing.orders import orders
from digest.comparing.texts import Piece, texts
from digest.model import Field


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One side of a comparison: a revision's `issue.json`, and its posts and subjects by path."""

    issue: str
    revision: int
    manifest: Mapping[str, Any]
    posts: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryChange:
    """A story that came in, went out, moved by so many places (up is positive), or says something else in `fields`."""

    article: str
    headline: str
    came: bool = False
    went: bool = False
    moved: int = 0
    fields: tuple[tuple[str, tuple[Piece, ...]], ...] = ()

    @property
    def words(self) -> str:
        """What became of it, for people."""
        if self.came or self.went:
            return "added" if self.came else "dropped"
        places = "1 place" if abs(self.moved) == 1 else f"{abs(self.moved)} places"
        return f"moved {'up' if self.moved > 0 else 'down'} {places}" if self.moved else "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChange:
    """A post, or the subject of a mail, that came, went or says something else."""

    path: str  # of the new one where there is one
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionChanges:
    """What differs for one audience."""

    audience: str
    variant: str
    stories: tuple[StoryChange, ...]
    files: tuple[FileChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What differs. `stories` is about the issue as a whole, `editions` about what each audience reads."""

    before: Version
    after: Version
    stories: tuple[StoryChange, ...]
    editions: tuple[EditionChanges, ...]

    @property
    def same(self) -> bool:
        """Whether nothing that people read differs."""
        return not self.stories and not any(each.stories or each.files for each in self.editions)


def issues(before: Version, after: Version) -> Comparison:
    """What differs between the two, in the order of the new one."""
    return Comparison(
        before=before,
        after=after,
        stories=tuple(_stories(_headlines(before.manifest), _headlines(after.manifest))),
        editions=tuple(_editions(before, after)),
    )


def _headlines(manifest: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """The items of an issue in its order, each by the first of its articles."""
    found: dict[str, dict[str, str]] = {}
    seen: set[str] = set()
    for story in manifest["stories"]:
        article = story["article"]
        item = article["translation_key"] or article["id"]
        if item not in seen:
            found[article["id"]] = {Field.HEADLINE.value: story["headline"]}
        seen.add(item)
    return found


def _editions(before: Version, after: Version) -> Iterator[EditionChanges]:
    old, new = before.manifest["editions"], after.manifest["editions"]
    for audience in dict.fromkeys((*new, *old)):
        was, now_is = (_told(each.get(audience)) for each in (old, new))
        yield EditionChanges(
            audience=audience,
            variant=(new.get(audience) or old[audience])["variant"],
            stories=tuple(_stories(was, now_is)),
            files=tuple(_files(audience, before, after)),
        )


def _told(edition: Mapping[str, Any] | None) -> dict[str, dict[str, str]]:
    """By article, the texts of an edition in its order."""
    return {each["article"]: dict(each) for each in (edition or {}).get("texts", ())}


def _stories(old: Mapping[str, Mapping[str, str]], new: Mapping[str, Mapping[str, str]]) -> Iterator[StoryChange]:
    moves = orders(tuple(old), tuple(new))
    for article in (*new, *moves.went):
        told = new.get(article) or old[article]
        change = StoryChange(
            article=article,
            headline=told.get(Field.HEADLINE.value, ""),
            came=article in moves.came,
            went=article in moves.went,
            moved=moves.moved.get(article, 0),
            fields=tuple(_fields(old[article], new[article])) if article in old and article in new else (),
        )
        if change.came or change.went or change.moved or change.fields:
            yield change


def _fields(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[tuple[str, tuple[Piece, ...]]]:
    for field in Field:
        was, now_is = old.get(field.value, ""), new.get(field.value, "")
        if was != now_is:
            yield field.value, texts(was, now_is)


def _files(audience: str, before: Version, after: Version) -> Iterator[FileChange]:
    old, new = _posts(audience, before), _posts(audience, after)
    for place in (*new, *(place for place in old if place not in new)):
        was, now_is = old.get(place, ("", "")), new.get(place, ("", ""))
        if was[1] != now_is[1]:
            yield FileChange(path=now_is[0] or was[0], pieces=texts(was[1], now_is[1]))


def _posts(audience: str, version: Version) -> dict[tuple[str, str], tuple[str, str]]:
    """By what it is about, the path and the text of each post of an audience."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for path, text in version.posts.items():
        told = version.manifest["files"].get(path, {})
        if path.startswith(f"{audience}/"):
            found[told.get("channel", ""), told.get("part") or path] = (path, text)
    return found
