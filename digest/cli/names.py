"""What the words of a command line name: newsrooms, sources, issues, articles, days. Part of digest.cli."""

import os
import re
import shlex
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from digest.errors import UsageError
from digest.model import Article, Language, Newsletter, Source, Window

if TYPE_CHECKING:
    from digest.config import Settings
    from digest.pipeline import Desk

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_KIND_BY_SUFFIX = {
    ".txt": "site-text",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
    ".rdf": "feed",
    ".json": "feed",
    ".md": "markdown",
    ".markdown": "markdown",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".html": "webpage",
    ".htm": "webpage",
}

LATEST, A_FEW = 100, 3  # articles that are looked at, and those that make an issue worth a look
REACH = timedelta(days=400)  # no window ends so long before its issue is due

# Beyond these years a date is a slip of the hand, and reckoning with it runs out of the calendar.
YEARS = range(1900, 2201)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The newsroom a command works in, and how its commands are typed from here."""

    typed: Path

    @property
    def root(self) -> Path:
        return self.typed.absolute()

    def command(self, words: str) -> str:
        """The command line `digest words` that means this newsroom, ready to copy."""
        here = self.typed == Path() or str(self.typed) == os.environ.get("DIGEST_NEWSROOM")
        return f"digest {words}" if here else f"digest -C {shlex.quote(str(self.typed))} {words}"


def newsletter(desk: "Desk", name: str) -> Newsletter:
    """The configured newsletter of that name."""
    newsletters = desk.settings.newsletters
    if name not in newsletters:
        raise UsageError(f"No newsletter is called {name!r}.", next=f"Configured are: {', '.join(newsletters)}.")
    return newsletters[name]


def due_window(letter: Newsletter, as_of: str, first: str, last: str, now: datetime) -> tuple[datetime, Window]:
    """When the issue is due that `--as-of`, or `--from` and `--to`, or the clock names, and its window."""
    from digest import pipeline, windows

    if bool(first) != bool(last):
        raise UsageError("--from and --to go together.", next="Name the first and the last day of the issue.")
    if not first:
        return pipeline.due_window(letter, moment(as_of, letter.zone) if as_of else now)
    if as_of:
        raise UsageError("--as-of does not go with --from and --to.", next="Use one or the other.")
    start, end = day("--from", first), day("--to", last)
    if end < start:
        raise UsageError(f"--to {end} is before --from {start}.", next="Exchange the two.")
    window = windows.days(start, end + timedelta(days=1), letter.zone)
    return window.end, window


def day(option: str, text: str) -> date:
    """The day that `text`, the value of `option`, names."""
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) and int(text[:4]) in YEARS:
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise UsageError(f"{option}: there is no day {text!r}.", next="Write an existing day like 2025-11-17.")


def start_of(option: str, text: str, zone: str) -> datetime | None:
    """When the day begins that `text` names; None for no text."""
    from digest import windows

    return windows.place(datetime.combine(day(option, text), time()), zone) if text else None


def moment(text: str, zone: str) -> datetime:
    """A day means its last moment, so that an issue due on that day counts."""
    from digest import windows

    if "T" not in text.upper() and " " not in text.strip():
        end = datetime.combine(day("--as-of", text) + timedelta(days=1), time())
        return windows.place(end, zone) - timedelta(microseconds=1)
    try:
        moment = datetime.fromisoformat(text)
        if moment.year in YEARS:
            return moment.astimezone(UTC) if moment.tzinfo else windows.place(moment, zone)
    except ValueError:
        pass
    raise UsageError(f"--as-of {text!r} is no moment of this time.", next="Write 2025-11-17 or 2025-11-17T08:00.")


def time_zone(name: str) -> str:
    """The name itself, if it is one of the IANA time zones."""
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (ValueError, LookupError, OSError) as e:  # of a name that is a path, unknown, or a folder of zones
        raise UsageError(
            f"No time zone is called {name!r}.", next="Write it like Asia/Shanghai or Europe/Paris."
        ) from e
    return name


def next_build(desk: "Desk", now: datetime) -> str:
    """The `build` that is worth a look first, as it is typed: of the current issue where an article is in it, else
    --as-of the latest day on which one was due with a few articles, or with any.
    """
    from digest import windows

    letter = next(iter(desk.settings.newsletters.values()))
    due: Counter[datetime] = Counter()
    for published in filter(None, (each.published for each in desk.store.articles.list(limit=LATEST))):
        moments = windows.occurrences(letter, published, published + REACH)
        due.update(islice((moment for moment in moments if published in windows.window(letter, moment)), 1))
    if not due or windows.due(letter, now) in due:
        return f"build {letter.name}"
    moment = max((moment for moment, count in due.items() if count >= A_FEW), default=max(due))
    return f"build {letter.name} --as-of {moment.astimezone(ZoneInfo(letter.zone)).date()}"


def ids(desk: "Desk", names: Iterable[str]) -> tuple[str, ...]:
    return tuple(article(desk, name).id for name in names)


def article(desk: "Desk", name: str) -> Article:
    """The one stored article whose id begins so, or that has this address."""
    found = desk.store.articles.find(name)
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"{len(found)} articles fit {name!r}.", next="Write more of the id: see digest articles.")
    raise UsageError(f"No article has the id or address {name!r}.", next="See the ids: digest articles")


def issue_name(name: str) -> str:
    """The name itself, if an issue can be called so: it becomes part of a path."""
    if not re.fullmatch(r"[a-z0-9-]{1,40}/[0-9A-Za-z-]{1,60}", name):
        raise UsageError(f"{name!r} is no issue.", next="Issues are named like weekly/2025-W46: see digest issues.")
    return name


def issue_window(desk: "Desk", name: str) -> tuple[Newsletter, Window]:
    """The newsletter and the window of an issue, built or not."""
    letter = newsletter(desk, issue_name(name).split("/")[0])
    record = desk.store.issues.get(name)
    if record is not None:
        return letter, record.window
    from digest import windows

    slug = name.split("/")[1]
    years = [int(year) for year in re.findall(r"(?:^|--)([0-9]{4})", slug)]
    window = windows.from_slug(slug, letter.zone) if all(year in YEARS for year in years) else None
    if window is None:
        raise UsageError(f"{name} is not built, and its name tells no window.", next="See: digest issues")
    return letter, window


def span(window: Window) -> str:
    """The days of a window in plain English: 10–16 November 2025, 29 September – 5 October 2025."""
    from digest import windows

    first, last = windows.day_span(window)
    end = f"{last.day} {MONTHS[last.month - 1]} {last.year}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    year = "" if first.year == last.year else f" {first.year}"
    return f"{first.day} {MONTHS[first.month - 1]}{year} – {end}"


def source_by_hand(location: str, kind: str, zone: str, language: Language, site: str = "") -> Source:
    """A source for a location that a person typed."""
    return Source(
        name=re.sub(r"[^a-z0-9]+", "-", Path(location).stem.lower()).strip("-")[:40] or "by-hand",
        kind=_kind(location, kind),
        location=location,
        zone=zone,
        language=language,
        site=site,
    )


def _beside(source: Source, settings: "Settings") -> Source:
    """The source under a name that no configured one has: articles of the two must not be taken for each other's."""
    return replace(source, name=f"by-hand-{source.name}") if source.name in settings.sources else source


def _kind(location: str, kind: str) -> str:
    from digest import sources

    if kind:
        if kind not in sources.PARSERS:
            raise UsageError(f"{kind!r} is no kind of source.", next=f"Use one of: {', '.join(sources.PARSERS)}.")
        return kind
    if location.startswith(("http://", "https://")):
        return "feed"
    if Path(location).is_dir():
        return "markdown"
    guessed = _KIND_BY_SUFFIX.get(Path(location).suffix.lower())
    if guessed is None:
        raise UsageError(
            f"The name of {location} does not tell what is in it.",
            next=f"Name its kind: --kind {' | '.join(sources.PARSERS)}",
        )
    return guessed


def sources_wanted(settings: "Settings", locations: Sequence[str], chosen: Sequence[str], kind: str) -> list[Source]:
    """The sources that the words of `ingest` mean: files and addresses, or configured ones, all if none is chosen."""
    if locations and chosen:
        raise UsageError("--source does not go with files.", next="Name configured sources, or files, not both.")
    if kind and not locations:
        raise UsageError("--kind goes with files.", next="Configured sources have their kind in config/digest.toml.")
    if locations:
        room = settings.newsroom
        here = [
            location if "://" in location else str(Path(location).absolute())  # as typed, not below the newsroom
            for location in locations
        ]
        found = [source_by_hand(location, kind, room.zone, Language.UNDETERMINED, room.site) for location in here]
        return [_beside(source, settings) for source in found]
    for name in chosen:
        if name not in settings.sources:
            known = ", ".join(settings.sources) or "none"
            raise UsageError(f"No source is called {name!r}.", next=f"Configured are: {known}.")
    wanted = [source for name, source in settings.sources.items() if not chosen or name in chosen]
    if not wanted:
        raise UsageError(
            "No sources are configured.",
            next="Name a file (digest ingest FILE) or add [sources.NAME] to config/digest.toml.",
        )
    return wanted
