"""What the store gives beside the nouns of the model. Floor 3: plain frozen values, no database."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from digest.model import Article, Choices, Entry, Reason, Standing, Task, Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of a batch. Every stored article the batch touched is in exactly one of the four, once.

    An article that was new in this batch stays under `new` whatever else the batch said about it.
    """

    new: tuple[Article, ...] = ()
    changed: tuple[Article, ...] = ()  # its own source says something else now; the old version is kept
    merged: tuple[Article, ...] = ()  # another source has it too
    unchanged: tuple[Article, ...] = ()  # nothing was written, because nothing differs or it was deleted


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """One article of an issue, and why it is in."""

    article_id: str
    standing: Standing
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueRecord:
    """The latest build of an issue."""

    id: str  # "<newsletter>/<slug of the window>"
    newsletter: str
    window: Window
    due: datetime
    revision: int  # 1 for the first build
    manifest_sha256: str  # of everything that was built: the same hash means the same issue
    first_built: datetime
    built_at: datetime  # when this revision was
    choices: Choices  # what people decided by hand
    chosen: tuple[Chosen, ...]  # in the order of the issue

    @property
    def article_ids(self) -> tuple[str, ...]:
        return tuple(chosen.article_id for chosen in self.chosen)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """How far a source was read. Empty strings mean that the server named none."""

    name: str
    location: str
    etag: str
    last_modified: str  # as the server wrote it
    checked_at: datetime
    retry_after: datetime | None
    failures: int  # in a row
    attempted_at: datetime


class Outcome(StrEnum):
    """What became of an entry."""

    ADDED = "added"
    JOINED = "joined"  # was there, and takes one more newsletter now
    UPDATED = "updated"  # was there, and is described otherwise now
    THERE = "there"  # nothing to do
    REPEATED = "repeated"  # an earlier row of the same list has the address
    LEFT = "left"  # unsubscribed once, and is not brought back
    SUPPRESSED = "suppressed"


@dataclass(frozen=True, slots=True)
class Taken:
    """An entry and what became of it."""

    entry: Entry
    outcome: Outcome
    detail: str = ""  # the line of the row that it repeats, the newsletters it left, the cause


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What a worker is to do next."""

    tasks: tuple[Task, ...]
    next_at: datetime | None  # when there is something to do, where there is nothing now


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """A process that sends, or has sent: where it runs, and the file that says how far it has come."""

    id: int
    host: str
    boot: str
    journal: str
    seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedLink:
    """A link of a mail, and how often it was opened."""

    audience: str
    url: str
    times: int
