"""Sources are read as often as they are to be. Part of digest.schedule."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from digest import pipeline
from digest.model import Source
from digest.pipeline import Desk, Ingested
from digest.schedule.telling import Happening

LONGEST_WAIT = timedelta(days=1)  # between two readings of a source that keeps failing
MOST_DOUBLINGS = 5


def read_due(desk: Desk, now: datetime) -> tuple[Happening, ...]:
    """What came in from the sources whose turn it was, and which of them failed; each is read by one scheduler."""
    return tuple(_read(desk, now))


def _read(desk: Desk, now: datetime) -> Iterator[Happening]:
    for source in desk.settings.sources.values():
        if not _taken(desk, source, now):
            continue
        (result,) = pipeline.ingest(desk, [source], now=now)
        if result.failure:
            desk.store.sources.failed(source.name, retry_after=getattr(result.failure, "retry_after", None))
        if words := _words(result):
            yield Happening(about=source.name, at=now, words=words)


def _taken(desk: Desk, source: Source, now: datetime) -> bool:
    """Whether it is the source's turn, and this scheduler the first to see it."""
    if not source.every:
        return False
    with desk.store.transaction():
        seen = desk.store.sources.get(source.name)
        if seen:
            wait = min(source.every * 2 ** min(seen.failures, MOST_DOUBLINGS), max(LONGEST_WAIT, source.every))
            # A clock that was stepped back leaves a moment in the future, which is not to be waited for.
            if abs(now - seen.attempted_at) < wait or (seen.retry_after and now < seen.retry_after):
                return False
        desk.store.sources.begin(source.name, now)
    return True


def _words(result: Ingested) -> str:
    if result.failure:
        return str(result.failure)
    parts = [(len(result.new), "new"), (len(result.changed), "changed"), (len(result.problems), "could not be read")]
    told = ", ".join(f"{number} {what}" for number, what in parts if number)
    return f"Articles: {told}" if told else ""
