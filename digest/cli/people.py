"""Who types a command, and when; what several commands of the review print alike. Part of digest.cli."""

import getpass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from digest.cli import console, names
from digest.errors import UsageError
from digest.model import Actor, person

if TYPE_CHECKING:
    from digest.review import Review

AsOption = Annotated[
    str,
    typer.Option(
        "--as", envvar="DIGEST_AS", metavar="NAME", help="Who you are; your log-in name by default.", show_envvar=True
    ),
]
CommentOption = Annotated[str, typer.Option("--message", "-m", metavar="TEXT", help="Why.")]
LONGEST_NAME = 100


def actor(name: str) -> Actor:
    """Whoever types: the name that was given, else the one this computer knows."""
    if not name:
        try:
            name = getpass.getuser()
        except (OSError, KeyError) as e:
            raise UsageError("Who are you?", next="Say so: --as NAME, or set DIGEST_AS.") from e
    name = " ".join(name.split())
    if not person(name) or len(name) > LONGEST_NAME or not name.isprintable():
        raise UsageError(f"Nobody is called {name!r}.", next="Say who you are: --as NAME")
    return Actor(name=name)


def when(moment: datetime, zone: str) -> str:
    """17 Nov 2025, 08:00"""
    return f"{moment.astimezone(ZoneInfo(zone)):%-d %b %Y, %H:%M}"


def until(moment: datetime, now: datetime) -> str:
    """in 2 d 14 h, 3 h ago"""
    minutes = round(abs((moment - now).total_seconds()) / 60)
    days, hours = divmod(minutes // 60, 24)
    parts = (f"{days} d" if days else "", f"{hours} h" if hours and days < 10 else "", f"{minutes % 60} min")
    told = " ".join(part for part in (parts[:2] if days or hours else parts[2:]) if part)
    return f"in {told}" if moment > now else f"{told} ago"


def print_state(here: names.Place, review: "Review", done: str) -> None:
    """Print what a command has done, where the issue stands now, and what may come next."""
    issue = review.issue
    console.line(f"{done} {issue.id} is at revision {issue.revision}: {state(review)}.")
    commands = {
        "look": here.command(f"review {issue.id}"),
        "what changed": here.command(f"diff {issue.id}"),
    }
    console.line("     ".join(f"{what}:  {command}" for what, command in commands.items()))


def state(review: "Review") -> str:
    """in review, 1 of 2 approvals"""
    told = review.state.value.replace("-", " ")
    return f"{told}, {len(review.approvals)} of {console.count(review.policy.approvers, 'approval')}"


def moment() -> datetime:
    """Now."""
    return datetime.now(UTC)
