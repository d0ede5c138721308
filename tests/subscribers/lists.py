"""A store with the people of a list in it."""

from collections.abc import Iterable
from datetime import UTC, datetime

from digest import subscribers
from digest.model import Variant
from digest.store import Store, Taken
from digest.subscribers import Fault, Wanted

NOW = datetime(2025, 11, 17, 1, tzinfo=UTC)
LATER = datetime(2025, 11, 18, 1, tzinfo=UTC)
WANTED = Wanted(
    newsletters=("weekly",),
    variant=None,
    known_newsletters=("weekly", "monthly"),
    known_audiences=("press", "international"),
)


def rows(text: str, wanted: Wanted = WANTED) -> list[subscribers.reading.Entry | Fault]:
    """What is read from a list."""
    lines = text.split("\n")
    return list(subscribers.reading.entries(lines, subscribers.columns(lines[0]), wanted))


def reasons(text: str, wanted: Wanted = WANTED) -> dict[int, str]:
    """What is wrong in a list, by line."""
    return {row.line: row.reason for row in rows(text, wanted) if isinstance(row, Fault)}


def take_in(
    store: Store, lines: Iterable[str], *, now: datetime = NOW, wanted: Wanted = WANTED, update: bool = False
) -> list[Taken]:
    """What becomes of the rows of a list."""
    several = list(lines)
    found = subscribers.columns(several[0])
    batches = subscribers.take_in(store, several, found, wanted, origin="list.csv", now=now, update=update)
    return [taken for batch in batches for taken in batch.taken]


def some(store: Store, *addresses: str, variant: Variant = Variant.EN, now: datetime = NOW) -> None:
    """Nothing; these take the weekly now."""
    take_in(store, ["email,variant", *(f"{address},{variant}" for address in addresses)], now=now)
