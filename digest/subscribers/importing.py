"""A list of people taken in, batch after batch. Part of digest.subscribers.

Each batch is one transaction, so that a long list locks nobody out for long and a stopped import goes on where it was:
the same list again adds nothing twice. Whoever wants to see first wraps it in `store.transaction(keep=False)`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from digest.model import ConsentEvent, Entry
from digest.store import Outcome, Store, Taken
from digest.subscribers.reading import Columns, Fault, Wanted, entries

BATCH = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Some rows, in the order of the list: what became of those that could be read, and what is wrong with others."""

    taken: tuple[Taken, ...]
    faults: tuple[Fault, ...]


def take_in(
    store: Store,
    lines: Iterable[str | None],
    found: Columns,
    wanted: Wanted,
    *,
    origin: str,
    now: datetime,
    update: bool = False,
) -> Iterator[Batch]:
    """What becomes of each row of a list, a batch at a time; what was given back is kept.

    `origin` is the name of the list; with the line it stands in the history of everybody who comes by it. With `update`
    the list also says how those are described who are there already.
    """
    rows = entries(lines, found, wanted)
    while some := tuple(islice(rows, BATCH)):
        people = [row for row in some if isinstance(row, Entry)]
        yield Batch(
            taken=store.subscribers.take_in(people, event=ConsentEvent.IMPORTED, origin=origin, now=now, update=update)
            if people
            else (),
            faults=tuple(row for row in some if isinstance(row, Fault)),
        )


def told(batch: Batch) -> Iterator[Fault]:
    """The rows that somebody should look at, by line: bad ones, repeated ones, and those who are not brought back."""
    notes = [*batch.faults]
    for taken in batch.taken:
        if taken.outcome in _SAID:
            notes.append(Fault(line=taken.entry.line, reason=_SAID[taken.outcome].format(taken=taken)))
    yield from sorted(notes, key=lambda note: note.line)


_SAID = {
    Outcome.REPEATED: "repeats {taken.detail}: {taken.entry.address}",
    Outcome.LEFT: "unsubscribed from {taken.detail} and is not brought back: {taken.entry.address}",
    Outcome.SUPPRESSED: "{taken.detail}: nothing is sent to {taken.entry.address}",
}
