"""Articles in: fetch, parse, store. Part of digest.pipeline."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from digest import fetch, sources
from digest.errors import SourceError, StoreError
from digest.model import Article, Fetched, Origin, Parsed, Problem, Source
from digest.pipeline.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """What one source gave. `failure` says why it gave nothing; articles are then untouched."""

    source: Source
    new: tuple[Article, ...] = ()
    changed: tuple[Article, ...] = ()
    merged: tuple[Article, ...] = ()
    unchanged: tuple[Article, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    failure: SourceError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What was fetched from one source and understood of it, or why nothing was."""

    source: Source
    answer: fetch.Answer | None = None
    parsed: tuple[Parsed, ...] = ()
    failure: SourceError | None = None


def ingest(
    desk: Desk,
    wanted: Sequence[Source],
    *,
    now: datetime,
    by_hand: bool = False,
    dry_run: bool = False,
    tick: Callable[[Source], None] = lambda source: None,
) -> tuple[Ingested, ...]:
    """What each source gave, in the given order. A source that fails stops no other.

    `by_hand` sources were named by a person and may lie outside the newsroom's folder. A dry run stores nothing.
    """
    read = (_read(desk, source, now, by_hand, tick) for source in wanted)
    if not dry_run:
        return _add_all(desk, read, now)
    # Everything is read before the transaction begins: it must not keep others waiting for the network.
    rehearsed = tuple(read)
    with desk.store.transaction(keep=False):
        return _add_all(desk, rehearsed, now)


def _read(desk: Desk, source: Source, now: datetime, by_hand: bool, tick: Callable[[Source], None]) -> _Read:
    tick(source)
    settings, state = desk.settings, desk.store.sources
    try:
        answer = fetch.read(
            source,
            root=settings.root,
            validators=fetch.Validators(*state.validators(source.name, source.location)),
            now=now,
            limits=fetch.Limits(allow=settings.allowed_networks),
            user_agent=fetch.user_agent(settings.newsroom.site),
            outside_root=by_hand,
        )
        parsed = _parse(source, answer.documents)
    except SourceError as e:
        return _Read(source=source, failure=e)
    return _Read(source=source, answer=answer, parsed=parsed)


def _parse(source: Source, documents: Sequence[Fetched]) -> tuple[Parsed, ...]:
    """What each document gave. One that gives nothing is a problem among others, and a failure when it is alone."""
    parsed, refused = [], []
    for document in documents:
        try:
            parsed.append(sources.parse(source, document))
        except SourceError as e:
            refused.append(e)
            origin = Origin(source=source.name, location=document.location)
            parsed.append(Parsed(problems=(Problem(origin=origin, reason=e.what),)))
    if refused and len(refused) == len(documents):
        raise refused[0]
    return tuple(parsed)


def _add_all(desk: Desk, several: Iterable[_Read], now: datetime) -> tuple[Ingested, ...]:
    results: list[Ingested] = []
    for each in several:
        try:
            results.append(_add(desk, each, now))
        except StoreError as e:
            raise _cut_short(e, each.source, results) from e
    return tuple(results)


def _add(desk: Desk, read: _Read, now: datetime) -> Ingested:
    source, answer = read.source, read.answer
    if answer is None:
        return Ingested(source=source, failure=read.failure)
    articles = [article for document in read.parsed for article in document.articles]
    with desk.store.transaction():
        added = desk.store.articles.add(articles, now=now)
        etag, last_modified = answer.validators.etag, answer.validators.last_modified
        desk.store.sources.checked(source.name, etag, last_modified, now=now, location=source.location)
    return Ingested(
        source=source,
        new=added.new,
        changed=added.changed,
        merged=added.merged,
        unchanged=added.unchanged,
        problems=(*answer.problems, *(problem for document in read.parsed for problem in document.problems)),
        notes=(*answer.notes, "not changed since the last visit") if answer.unchanged else answer.notes,
    )


def _cut_short(error: StoreError, source: Source, done: Sequence[Ingested]) -> StoreError:
    """The same error, saying which sources had been taken in before it."""
    stored = [result.source.name for result in done if not result.failure]
    kept = f"Of {source.name} nothing was stored."
    if stored:
        kept += f" What came before it was: {', '.join(stored)}."
    return StoreError(error.what, kept=kept, next=error.next)
