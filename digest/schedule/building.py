"""What is due soon is built. Part of digest.schedule."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from digest import pipeline, windows
from digest.errors import DigestError
from digest.model import Actor, Newsletter, Occurrence, OccurrenceState
from digest.pipeline import Desk
from digest.schedule.telling import Happening, happened, moved

BUILDING, BUILT, EMPTY = OccurrenceState.BUILDING, OccurrenceState.BUILT, OccurrenceState.EMPTY
FAILED, MISSED = OccurrenceState.FAILED, OccurrenceState.MISSED
PATIENCE = timedelta(minutes=30)  # after which a build that never ended, or failed, is begun again
SCHEDULER = Actor(name="scheduler", via="scheduler")

Build = Callable[[Desk, Newsletter, datetime, datetime], bool]


def build_issue(desk: Desk, letter: Newsletter, due: datetime, now: datetime) -> bool:
    """Whether there is an issue of the newsletter due then, with something in it; one that people have is theirs."""
    window = windows.window(letter, due)
    if desk.store.issues.get(_issue(letter, due)) is not None:
        return True
    built = pipeline.build(desk, letter, window=window, due=due, now=now, actor=SCHEDULER)
    return bool(built.issue.stories)


def build_due(desk: Desk, now: datetime, build: Build = build_issue) -> tuple[Happening, ...]:
    """What was built, could not be, or was missed; each occurrence is this caller's, or somebody else's, never both."""
    return (*_new(desk, now, build), *_again(desk, now, build))


def _new(desk: Desk, now: datetime, build: Build) -> Iterator[Happening]:
    """Occurrences that nobody has begun to look after."""
    letters, longest = desk.settings.newsletters, desk.settings.dispatching.make_up
    since, last = desk.store.occurrences.since(tuple(letters), now), desk.store.occurrences.last_due()
    # The last days are looked at again and again: somebody may have changed a rule.
    starts = {name: max(since[name], min(last.get(name, since[name]), now - longest)) for name in letters}
    begun = {(each.newsletter, each.due) for each in desk.store.occurrences.list(since=min(starts.values()))}
    for name, letter in letters.items():
        for due in windows.occurrences(letter, starts[name], now + letter.build_ahead + timedelta(microseconds=1)):
            if (name, due) in begun:
                continue
            new = Occurrence(
                newsletter=name, due=due, issue=_issue(letter, due), state=BUILDING, why="", changed_at=now
            )
            if now - due > longest:
                yield from _missed(desk, new, now)
            elif desk.store.occurrences.begin(new):
                yield from _built(desk, letter, new, now, build)


def _again(desk: Desk, now: datetime, build: Build) -> Iterator[Happening]:
    """Occurrences whose build failed, or never ended."""
    for seen in desk.store.occurrences.list((BUILDING, FAILED)):
        letter = desk.settings.newsletters.get(seen.newsletter)
        if letter is None or abs(now - seen.changed_at) < PATIENCE:
            continue
        if now - seen.due > desk.settings.dispatching.make_up:
            if late := moved(desk, seen, MISSED, now, f"It was never built: {seen.why or 'the program was stopped'}"):
                yield happened(late, late.why)
        elif again := moved(desk, seen, BUILDING, now, "once more"):
            yield from _built(desk, letter, again, now, build)


def _missed(desk: Desk, new: Occurrence, now: datetime) -> Iterator[Happening]:
    words = f"Nobody looked when it was due, {(now - new.due).days} days ago; it was not built"
    missed = replace(new, state=MISSED, why=words)
    if desk.store.occurrences.begin(missed):
        yield happened(missed, words)


def _built(desk: Desk, letter: Newsletter, mine: Occurrence, now: datetime, build: Build) -> Iterator[Happening]:
    try:
        state, why = (BUILT, "") if build(desk, letter, mine.due, now) else (EMPTY, "There is nothing to publish")
    except DigestError as e:
        state, why = FAILED, str(e)
    if done := moved(desk, mine, state, now, why):
        words = {BUILT: "Built; it waits for its approval", EMPTY: why}.get(state, f"Could not be built: {why}")
        yield happened(done, words)


def _issue(letter: Newsletter, due: datetime) -> str:
    return f"{letter.name}/{windows.slug(windows.window(letter, due))}"
