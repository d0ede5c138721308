"""`digest subscribers import`. Part of digest.cli."""

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO, TextIO

import typer

from digest.cli import console, incoming
from digest.cli.articles import JsonOption
from digest.cli.subscribers import ToOption, _only
from digest.errors import UsageError
from digest.model import Variant

if TYPE_CHECKING:
    from digest.pipeline import Desk
    from digest.subscribers import Columns, Fault, Wanted
    from digest.subscribers.importing import Batch

SHOWN = 20
KEPT_FOR_JSON = 1_000


def import_(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="A CSV file, or - for standard input.")],
    to: ToOption = None,
    variant: Annotated[
        Variant | None,
        typer.Option("--variant", help="What they read where the list says nothing.", show_default=False),
    ] = None,
    refused: Annotated[
        Path | None, typer.Option("--refused", metavar="FILE", help="Write every row that needs a look, with its line.")
    ] = None,
    update: Annotated[
        bool, typer.Option("--update", help="Describe those who are there as the list does, where it says something.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Take in a list of people who agreed to get mail.

    The first line names the columns: address (or email, 邮箱 …), name, language, variant, zone, tags, newsletters.
    A second import adds nothing; with --update it brings name, variant, language, zone and tags up to date, but for a
    name and a variant that people chose themselves. Nobody who has unsubscribed, complained or been erased is brought
    back.

    Examples:
      digest subscribers import readers.csv --to weekly --dry-run
      digest subscribers import 名單.csv --to weekly --to monthly --variant zh-Hant-TW --refused look-at.csv
    """
    from digest import newsroom, subscribers

    with newsroom.open_desk(context.obj.root) as desk, incoming.opened(file) as stream:
        lines = incoming.lines(stream)
        first = next(lines, "")
        if not first:
            what = "is empty" if first == "" else "begins with a line that is longer than any list's"
            raise UsageError(f"{console.safe(file)} {what}.", kept="Nothing was taken in.", next="Name another file.")
        found = subscribers.columns(first)
        wanted = _wanted(desk, to or (), variant, found)
        origin = "standard input" if file == incoming.STANDARD_INPUT else Path(file).name
        kept = desk.store.transaction(keep=False) if dry_run else console.nothing()
        with kept, _listed(refused) as listed, _progress(file) as advance:
            batches = subscribers.take_in(
                desk.store, chain([first], lines), found, wanted, origin=origin, now=datetime.now(UTC), update=update
            )
            counts, faults = _counted(batches, listed, lambda: advance(stream))
    told = {"file": origin, "dry_run": dry_run, "unknown_columns": list(found.unknown), "counts": dict(counts)}
    if as_json:
        console.emit(told | {"rows": [{"line": fault.line, "what": fault.reason} for fault in faults]})
    else:
        _report(context.obj.command, told, counts, faults, refused)
    if counts["refused"]:
        raise typer.Exit(console.PARTLY)
    if not counts["added"] and not counts["joined"] and not counts["updated"]:
        raise typer.Exit(console.NOTHING)


def _counted(
    batches: "Iterable[Batch]", listed: "Callable[[Fault], None]", advance: Callable[[], None]
) -> "tuple[Counter[str], list[Fault]]":
    """How many rows came to what, and the first that somebody should look at; each of those is also `listed`."""
    from digest import subscribers

    counts, faults = Counter[str](), list["Fault"]()
    for batch in batches:
        counts.update(taken.outcome.value for taken in batch.taken)
        counts["refused"] += len(batch.faults)
        for fault in subscribers.told(batch):
            listed(fault)
            if len(faults) < KEPT_FOR_JSON:
                faults.append(fault)
        advance()
    return counts, faults


def _wanted(desk: "Desk", to: "list[str] | tuple[str, ...]", variant: Variant | None, found: "Columns") -> "Wanted":
    from digest import subscribers
    from digest.cli import names

    letters = tuple(names.newsletter(desk, each).name for each in to)
    if not letters and "newsletters" not in found.fields:
        letters = _only(desk)
    return subscribers.Wanted(
        newsletters=letters,
        variant=variant,
        known_newsletters=frozenset(desk.settings.newsletters),
        known_audiences=frozenset(desk.settings.audiences),
    )


def _report(
    command: Callable[[str], str],
    told: Mapping[str, Any],
    counts: Counter[str],
    faults: "list[Fault]",
    file: Path | None,
) -> None:
    for fault in faults[:SHOWN]:
        console.line(f" line {fault.line}: {console.safe(fault.reason)}")
    total = counts["refused"] + counts["repeated"] + counts["left"] + counts["suppressed"]
    if total > SHOWN:
        rest = f"all are in {console.safe(file)}" if file else "--refused FILE lists them all"
        console.line(f" … and {total - SHOWN} more; {rest}.")
    if told["unknown_columns"]:
        console.line(f" not used: the columns {console.safe(', '.join(told['unknown_columns']))}")
    parts = [f"{'Would add' if told['dry_run'] else 'Added'} {console.count(counts['added'], 'subscriber')}"]
    for outcome, words in _WORDS.items():
        if counts[outcome]:
            parts.append(f"{counts[outcome]} {words}")
    console.line("; ".join(parts) + ".")
    if not told["dry_run"]:
        console.line(f"look:  {command('subscribers list')}")


_WORDS = {
    "joined": "took one more newsletter",
    "updated": "described anew",
    "there": "there already",
    "repeated": "repeated in the list",
    "left": "had unsubscribed and stay so",
    "suppressed": "suppressed",
    "refused": "refused",
}


@contextmanager
def _listed(file: Path | None) -> Iterator["Callable[[Fault], None]"]:
    """A function to call with every row that somebody should look at; it writes them down where a file is named."""
    if file is None:
        yield lambda fault: None
        return
    try:
        with file.open("x", encoding="utf-8-sig", newline="") as stream:
            write = _writer(stream)
            yield write
    except OSError as e:
        raise UsageError(f"{file} cannot be written: {e.strerror}.", next="Name a file that is not there.") from e


def _writer(stream: TextIO) -> "Callable[[Fault], None]":
    rows = csv.writer(stream)
    rows.writerow(("line", "what"))
    return lambda fault: rows.writerow((fault.line, console.safe(fault.reason)))


@contextmanager
def _progress(file: str) -> Iterator[Callable[[BinaryIO], None]]:
    """A function to call with the stream after each batch; shows how far it is, only at a terminal."""
    import sys

    size = 0 if file == incoming.STANDARD_INPUT else Path(file).stat().st_size
    if size < 1_000_000 or not sys.stderr.isatty():
        yield lambda stream: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn

    bar = Progress(BarColumn(), DownloadColumn(), TimeRemainingColumn(), console=Console(stderr=True), transient=True)
    with bar:
        task = bar.add_task("", total=size)
        yield lambda stream: bar.update(task, completed=stream.tell())


COMMANDS: Mapping[str, Callable[..., None]] = {"import": import_}
