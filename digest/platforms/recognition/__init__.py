"""What each platform turns into a link, a tag or a mention, by its own rule. Part of digest.platforms.

A rule is three finders. Where a platform has published its code or its rule, ours follows it; where it has not, the
cautious one stands in: it finds only what all known apps take, and takes a link as far as any of them might.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.platforms.marks import MarkKind, Marks
from digest.platforms.recognition import bluesky, cautious, mastodon, telegram, weibo, x

if TYPE_CHECKING:
    from digest.platforms.rows import Platform

Finder = Callable[[str], Iterable[tuple[int, int]]]


def nothing(_text: str) -> Iterable[tuple[int, int]]:
    """No place: the platform makes nothing of it, or only of what is picked from its own list."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """How a platform finds each kind of mark in a pasted text."""

    links: Finder = nothing
    tags: Finder = nothing
    mentions: Finder = nothing

    def marks(self, text: str) -> Marks:
        """The marks the platform would make of `text`."""
        finders = ((MarkKind.LINK, self.links), (MarkKind.TAG, self.tags), (MarkKind.MENTION, self.mentions))
        return Marks.of(text, ((kind, start, end) for kind, find in finders for start, end in find(text)))

    def takes(self, kind: MarkKind) -> bool:
        """Whether the platform makes anything of marks of this kind at all."""
        finders = {MarkKind.LINK: self.links, MarkKind.TAG: self.tags, MarkKind.MENTION: self.mentions}
        return finders[kind] is not nothing


RECOGNITION: dict[str, Recognition] = {
    "x": Recognition(links=x.links, tags=x.tags, mentions=x.mentions),
    "bluesky": Recognition(links=bluesky.links, tags=bluesky.tags, mentions=bluesky.mentions),
    "mastodon": Recognition(links=mastodon.links, tags=mastodon.tags, mentions=mastodon.mentions),
    "telegram": Recognition(links=telegram.links, tags=telegram.tags, mentions=telegram.mentions),
    "weibo": Recognition(links=weibo.links, tags=weibo.topics, mentions=weibo.mentions),
    "threads": Recognition(links=cautious.links, tags=cautious.tags, mentions=cautious.mentions),
    "links-and-tags": Recognition(links=cautious.links, tags=cautious.tags),
    "tags-and-mentions": Recognition(tags=cautious.tags, mentions=cautious.mentions),
    "links": Recognition(links=cautious.links),
    "nothing": Recognition(),
}


def marks(platform: "Platform", text: str) -> Marks:
    """The links, tags and mentions that `platform` would make of `text`."""
    return RECOGNITION[platform.recognition].marks(text)
