"""`digest history` and `digest search`. Part of digest.cli."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import console, names
from digest.cli.articles import JsonOption
from digest.errors import UsageError
from digest.model import Event
from digest.text import typography

if TYPE_CHECKING:
    from digest.store.searching import Found

SHOWN = 40  # events that are shown to people


def history(
    context: typer.Context,
    issue: Annotated[
        str, typer.Argument(metavar="ISSUE", help="Such as weekly/2025-W46; without one, every issue.")
    ] = "",
    as_csv: Annotated[bool, typer.Option("--csv", help="Print every event as CSV, safe for spreadsheets.")] = False,
    as_lines: Annotated[bool, typer.Option("--jsonl", help="Print every event as a line of JSON.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Show who did what to which revision, and when.

    Nothing in the history is ever changed or removed. People see the latest events; exports hold all of them.

    Examples:
      digest history weekly/2025-W46
      digest history --csv > history.csv
    """
    from digest import newsroom, review
    from digest.review import documents

    if as_csv + as_lines + as_json > 1:
        raise UsageError("--csv, --jsonl and --json are three ways to print.", next="Choose one of them.")
    with newsroom.look_in(context.obj.root) as desk:
        events = review.history(desk, names.issue_name(issue) if issue else "")
        if as_csv:
            _print_csv(events)
        elif as_lines:
            for event in events:
                console.record(documents.of_event(event))
        elif as_json:
            console.emit({"events": [documents.of_event(event) for event in events]})
        else:
            _print(list(events), issue)


def search(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="All of them have to be there.")],
    kind: Annotated[
        list[str] | None, typer.Option("--in", metavar="KIND", help="Only in article, issue or post; may be repeated.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="At most so many, the latest.")] = 20,
    as_json: JsonOption = False,
) -> None:
    """Find articles, issues and posts by words.

    Chinese words may have any length. Simplified and Traditional find each other; a Latin word finds what begins with
    it.

    Examples:
      digest search 志愿者
      digest search harbour workers --in article
    """
    from digest import newsroom, review
    from digest.review import documents

    with newsroom.look_in(context.obj.root) as desk:
        hits = review.search(desk, " ".join(words), kinds=[_kind(each) for each in kind or ()], limit=limit)
    if as_json:
        console.emit({"hits": [documents.of_hit(hit) for hit in hits]})
    elif hits:
        console.table(("", "what", "text"), [(hit.kind, hit.ref, hit.excerpt) for hit in hits])
    else:
        console.line("Nothing holds all of these words.")
    if not hits:
        raise typer.Exit(console.NOTHING)


def _kind(name: str) -> "Found":
    from digest.store.searching import Found

    try:
        return Found(name)
    except ValueError as e:
        raise UsageError(f"There is no {name!r} to search in.", next=f"Name one of: {', '.join(Found)}.") from e


def _print(events: list[Event], issue: str) -> None:
    if not events:
        console.line(f"Nobody has done anything to {issue or 'any issue'} yet.")
        return
    if len(events) > SHOWN:
        console.line(f"The latest {SHOWN} of {len(events)}; all of them: --jsonl, --csv")
    console.table(
        ("when (UTC)", "who", "what", "" if issue else "issue", "revision", "on", "words"),
        [
            (f"{event.at:%Y-%m-%d %H:%M}", event.by, event.act, "" if issue else event.issue, event.revision,
             event.spot, event.words.replace("\n", " / "))
            for event in events[-SHOWN:]
        ],
        right=(4,),
    )  # fmt: skip


def _print_csv(events: Iterable[Event]) -> None:
    from digest.review import documents

    written = io.StringIO()
    table = csv.DictWriter(written, documents.EVENT_COLUMNS, lineterminator="\n")
    table.writeheader()
    for event in events:
        table.writerow({name: _harmless(value) for name, value in documents.of_event(event).items()})
    console.line(written.getvalue().rstrip("\n"))


def _harmless(value: object) -> str:
    """The value as a cell that no spreadsheet takes for a formula; a line break in it as a blank."""
    text = typography.printable(str(value))
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r", "'") else text


COMMANDS: Mapping[str, Callable[..., None]] = {"history": history, "search": search}
