"""One post, as it is pasted: its text, its title, what it tells and from where. Floor 2: a value and its file names."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from digest.render.social.stories import Piece
from digest.render.social.telling import Source


class PostKind(StrEnum):
    """What a post tells."""

    STORY = "story"
    ROUND_UP = "round-up"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A passage of an article that stands in a post."""

    article: str  # its id
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post, or one part of a thread: then `part` of `parts`, from 1."""

    kind: PostKind
    text: str
    place: int  # of the story in the issue, 0 for the issue: names files and the card
    pieces: tuple[Piece, ...]  # what it is about
    told: tuple[Told, ...] = ()
    part: int = 0
    parts: int = 0
    continued: bool = False  # whether the part before is about the same story
    title: str = ""  # in a field of its own
    picked: tuple[str, ...] = ()  # tags that have to be picked by hand
    warnings: tuple[str, ...] = field(default=())

    def stem(self, platform: str) -> str:
        """The name of its files without their endings; names sort in the order of posting."""
        roundup = "-roundup" if self.kind is PostKind.ROUND_UP else ""
        part = f"-{self.part:02d}" if self.parts else ""
        return f"{platform}-{self.place:02d}{roundup}{part}"

    def files(self, platform: str) -> Iterator[tuple[str, str, str]]:
        """The name, the text and the part (see Rendered) of each file, what is pasted first coming first."""
        stem, about = self.stem(platform), self._about()
        if self.title:
            yield f"{stem}.title.txt", self.title, f"{about}.title"
        yield f"{stem}.txt", self.text, about
        if self.picked:
            yield f"{stem}.tags.txt", "\n".join(self.picked), f"{about}.tags"

    def _about(self) -> str:
        """What it is about: stays when stories move."""
        if self.kind is PostKind.STORY:
            return f"{self.pieces[0].article}.{self.part}" if self.parts else self.pieces[0].article
        if not self.parts:
            return "roundup"
        if self.part in (1, self.parts):
            return "opener" if self.part == 1 else "closer"
        return f"roundup.{self.pieces[0].article}" + (f".{self.part}" if self.continued else "")
