"""What the commands print: tables that align with Chinese text, one JSON document, plain errors. Part of digest.cli.

Text from outside is shown with control and bidirectional characters escaped, so that an article's title cannot move the
cursor or reverse a line.
"""

import json
import os
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NoReturn

from digest.text import typography

OK, FAILED, USAGE, NOTHING, PARTLY = 0, 1, 2, 3, 5

Row = Sequence[object]


def safe(text: object) -> str:
    """`text` on one line, harmless in a terminal."""
    return typography.printable(str(text))


def line(text: str = "") -> None:
    """Print one line; `text` is ours, or has been through `safe`."""
    sys.stdout.write(text + "\n")


def notice(text: str) -> None:
    """Print one line for people beside the result, on the error channel."""
    sys.stderr.write(text + "\n")


def emit(document: Any) -> None:
    """Print the one JSON document of a command."""
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2, default=str) + "\n")


def fail(message: str, code: int) -> NoReturn:
    """End with an error message on the error channel and an exit code."""
    # Our own messages may have several lines; whatever came from outside inside them is escaped line by line.
    notice(bold("error: ") + "\n".join(safe(part) for part in message.split("\n")))
    raise SystemExit(code)


def table(headers: Sequence[str], rows: Iterable[Row], *, right: Sequence[int] = ()) -> None:
    """Print `rows` under `headers` in aligned columns; the columns named in `right` are right-aligned.

    The last column is shortened to the terminal's width, and never where the output goes to a file or another program.
    """
    cells = [[safe(cell) for cell in row] for row in rows]
    widths = [max(map(columns, column)) for column in zip(headers, *cells, strict=True)]
    room = _terminal_width() - sum(widths[:-1]) - 2 * len(widths)
    line(" " + muted(_row(headers, widths, right).rstrip()))
    for row in cells:
        if room >= 10:
            row[-1] = shorten(row[-1], room)
        line(" " + _row(row, widths, right).rstrip())


def columns(text: str) -> int:
    """How many terminal columns `text` takes: wide and full-width characters two, combining marks none."""
    return sum(_columns_of(character) for character in text)


def shorten(text: str, room: int) -> str:
    """`text` within `room` columns, its end replaced by an ellipsis where it is longer."""
    if columns(text) <= room:
        return text
    kept = ""
    for character in text:
        if columns(kept) + _columns_of(character) > room - 1:
            break
        kept += character
    return kept + "…"


def bold(text: str) -> str:
    return _styled(text, "1")


def muted(text: str) -> str:
    return _styled(text, "2")


@contextmanager
def progress(total: int, noun: str) -> Iterator[Any]:
    """A function to call with each step's name; shows counts and the time left, only between two terminals."""
    if total < 2 or not (sys.stdout.isatty() and sys.stderr.isatty()):
        yield lambda name: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(noun),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task("", total=total)
        started = False

        def step(name: str) -> None:
            nonlocal started
            bar.update(task, description=safe(name), advance=1 if started else 0)
            started = True

        yield step


def _row(cells: Sequence[str], widths: Sequence[int], right: Sequence[int]) -> str:
    parts = []
    for position, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        space = " " * (width - columns(cell))
        parts.append(space + cell if position in right else cell + space)
    return "  ".join(parts)


def _columns_of(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _terminal_width() -> int:
    return shutil.get_terminal_size((80, 24)).columns if sys.stdout.isatty() else 10**6


def _styled(text: str, code: str) -> str:
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not sys.stdout.isatty()
    return text if plain else f"\x1b[{code}m{text}\x1b[0m"
