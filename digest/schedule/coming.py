"""What is due next, and what it will cover. Part of digest.schedule; nothing is written."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from digest import windows
from digest.model import Newsletter, Occurrence, Window
from digest.pipeline import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """An occurrence to come, or one that has come and is not over."""

    newsletter: Newsletter
    due: datetime
    window: Window
    issue: str
    known: Occurrence | None  # where somebody has begun to look after it

    @property
    def build_at(self) -> datetime:
        return self.due - self.newsletter.build_ahead


def coming(desk: Desk, now: datetime, span: timedelta) -> tuple[Coming, ...]:
    """What is due within `span`, and what was due in the days that are made up for, in the order it is due."""
    start = now - desk.settings.dispatching.make_up
    rows = {(each.newsletter, each.due): each for each in desk.store.occurrences.list(since=start)}
    found = [
        Coming(
            newsletter=letter,
            due=due,
            window=(window := windows.window(letter, due)),
            issue=f"{letter.name}/{windows.slug(window)}",
            known=rows.get((letter.name, due)),
        )
        for letter in desk.settings.newsletters.values()
        for due in windows.occurrences(letter, start, now + span)
        if due >= now or (letter.name, due) in rows
    ]
    return tuple(sorted(found, key=lambda each: (each.due, each.newsletter.name)))
