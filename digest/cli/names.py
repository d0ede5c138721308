"""What the words of a command line name: newsletters, issues, articles, moments, windows. Part of digest.cli."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from digest.errors import UsageError
from digest.model import Article, Newsletter, Window

if TYPE_CHECKING:
    from digest.pipeline import Desk

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def newsletter(desk: "Desk", name: str) -> Newsletter:
    newsletters = desk.settings.newsletters
    if name not in newsletters:
        raise UsageError(f"No newsletter is called {name!r}.", next=f"Configured are: {', '.join(newsletters)}.")
    return newsletters[name]


def due_window(
    letter: Newsletter, as_of: str, first: datetime | None, last: datetime | None, now: datetime
) -> tuple[datetime, Window]:
    from digest import pipeline, windows

    if (first is None) != (last is None):
        raise UsageError("--from and --to go together.", next="Name the first and the last day of the issue.")
    if first and last:
        if as_of:
            raise UsageError("--as-of does not go with --from and --to.", next="Use one or the other.")
        if last < first:
            raise UsageError(f"--to {last:%Y-%m-%d} is before --from {first:%Y-%m-%d}.", next="Exchange the two.")
        window = windows.days(first.date(), last.date() + timedelta(days=1), letter.zone)
        return window.end, window
    return pipeline.due_window(letter, moment(as_of, letter.zone) if as_of else now)


def moment(text: str, zone: str) -> datetime:
    """A day means its last moment, so that an issue due on that day counts."""
    from digest import windows

    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            end = datetime.combine(date.fromisoformat(text) + timedelta(days=1), time())
            return windows.place(end, zone) - timedelta(microseconds=1)
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo else windows.place(moment, zone)
    except (ValueError, OverflowError) as e:
        raise UsageError(f"--as-of {text!r} is no date.", next="Write 2025-11-17 or 2025-11-17T08:00.") from e


def ids(desk: "Desk", names: Iterable[str]) -> tuple[str, ...]:
    return tuple(article(desk, name).id for name in names)


def article(desk: "Desk", name: str) -> Article:
    found = desk.store.articles.find(name)
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"{len(found)} articles fit {name!r}.", next="Write more of the id: see digest articles.")
    raise UsageError(f"No article has the id or address {name!r}.", next="See the ids: digest articles")


def issue_name(name: str) -> str:
    if not re.fullmatch(r"[a-z0-9-]{1,40}/[0-9A-Za-z-]{1,60}", name):
        raise UsageError(f"{name!r} is no issue.", next="Issues are named like weekly/2025-W46: see digest issues.")
    return name


def issue_window(desk: "Desk", name: str) -> tuple[Newsletter, Window]:
    letter = newsletter(desk, issue_name(name).split("/")[0])
    record = desk.store.issues.get(name)
    if record is not None:
        return letter, record.window
    from digest import windows

    window = windows.from_slug(name.split("/")[1], letter.zone)
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
