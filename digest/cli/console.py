"""What the commands print: tables that align with Chinese text, one JSON document, plain errors. Part of digest.cli.

Text from outside is shown with control and bidirectional characters escaped, so that an article's title cannot move the
cursor or reverse a line.
"""

import json
import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import Any, TextIO

from digest.errors import ConfigError, DigestError, UsageError
from digest.text import typography

OK, FAILED, USAGE, NOTHING, PARTLY, STOPPED = 0, 1, 2, 3, 5, 130

# What JSON lets through and a terminal does not take as it stands; \uXXXX says the same inside a JSON string.
_UNSAFE_IN_JSON = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_NO_WIDTH = frozenset(("Mn", "Me", "Cf"))

Row = Sequence[object]


def safe(text: object) -> str:
    """`text` on one line, harmless in a terminal."""
    return typography.printable(str(text))


def prepare() -> None:
    """Nothing; afterwards both channels are there and take any text."""
    sys.stdout = _channel(sys.stdout)
    sys.stderr = _channel(sys.stderr)


def finish() -> None:
    """Nothing; what was printed has then left this program."""
    with _until_the_reader_leaves():
        sys.stdout.flush()


def line(text: str = "") -> None:
    """Print one line; `text` is ours, or has been through `safe`."""
    with _until_the_reader_leaves():
        sys.stdout.write(text + "\n")


def verbatim(content: bytes) -> None:
    """Print `content` byte for byte, or, to a terminal, with what could harm it escaped."""
    if sys.stdout.isatty():
        for each in content.decode(errors="backslashreplace").splitlines():
            line(safe(each))
        return
    with _until_the_reader_leaves():
        sys.stdout.flush()
        sys.stdout.buffer.write(content)


def notice(text: str) -> None:
    """Print one line for people beside the result, on the error channel."""
    sys.stderr.write(text + "\n")


def emit(document: Any) -> None:
    """Print the one JSON document of a command."""
    text = json.dumps(document, ensure_ascii=False, indent=2)
    line(_UNSAFE_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def record(document: Any) -> None:
    """Print one JSON document on one line, at once: the reader may wait for it before it sends the next."""
    text = json.dumps(document, ensure_ascii=False)
    line(_UNSAFE_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text))
    finish()


def complain(message: object) -> None:
    """Print an error message on the error channel."""
    parts = (message.what, message.kept, message.next) if isinstance(message, DigestError) else (str(message),)
    # Our own messages may have several lines; whatever came from outside inside them is escaped line by line.
    lines = [safe(each).rstrip() for part in parts if part for each in part.strip("\n").split("\n")]
    notice(bold("error: ", sys.stderr) + "\n  ".join(lines))


def error_json(error: DigestError) -> dict[str, Any]:
    """The one JSON document of a command that failed."""
    told: dict[str, Any] = {"what": error.what, "kept": error.kept.strip(), "next": error.next.strip()}
    if isinstance(error, ConfigError):
        told["faults"] = [
            {"file": fault.file, "line": fault.line, "key": fault.key, "what": fault.what, "allowed": fault.allowed}
            for fault in error.faults
        ]
    return {"error": told}


def can_ask() -> bool:
    """Whether a person sits at the terminal."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def confirmed(question: str) -> bool:
    """Whether the person at the terminal answers yes."""
    sys.stderr.write(f"{question} [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def agreed(question: str, yes: bool, as_json: bool) -> None:
    """Nothing, if a person agreed; UsageError where nobody could be asked, exit 3 where the answer was no."""
    if yes:
        return
    if as_json or not can_ask():
        raise UsageError("Nobody is at the terminal to be asked.", kept="Nothing was changed.", next="Add: --yes")
    if not confirmed(question):
        line("Nothing was changed.")
        raise SystemExit(NOTHING)


def count(number: int, noun: str) -> str:
    """1 article, 2,000 articles."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


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
    taken = 0
    for place, character in enumerate(text):
        taken += _columns_of(character)
        if taken > room - 1:
            return text[:place] + "…"
    return text


def bold(text: str, channel: TextIO | None = None) -> str:
    """`text` in bold where `channel`, the result by default, goes to a terminal with colours."""
    return _styled(text, "1", channel or sys.stdout)


def muted(text: str) -> str:
    return _styled(text, "2", sys.stdout)


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


@contextmanager
def nothing() -> Iterator[None]:
    """Nothing around what is done."""
    yield


@contextmanager
def bar(total: int) -> Iterator[Callable[[int, str], None]]:
    """A function to call with how many are done, and words about it; shown with the time left, between terminals."""
    if not (sys.stdout.isatty() and sys.stderr.isatty()):
        yield lambda done, words: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("", total=total)
        yield lambda done, words: shown.update(task, completed=done, description=words)


def _row(cells: Sequence[str], widths: Sequence[int], right: Sequence[int]) -> str:
    parts = []
    for position, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        space = " " * (width - columns(cell))
        parts.append(space + cell if position in right else cell + space)
    return "  ".join(parts)


def _columns_of(character: str) -> int:
    if unicodedata.category(character) in _NO_WIDTH:  # accents, joiners, variation selectors
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _terminal_width() -> int:
    return shutil.get_terminal_size((80, 24)).columns if sys.stdout.isatty() else 10**6


def _styled(text: str, code: str, channel: TextIO) -> str:
    # https://no-color.org: any value but the empty one
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not channel.isatty()
    return text if plain else f"\x1b[{code}m{text}\x1b[0m"


def _channel(stream: TextIO | None) -> TextIO:
    if stream is None:  # closed by the caller: `digest issues >&-`
        return Path(os.devnull).open("w", encoding="utf-8")
    if isinstance(stream, TextIOWrapper):
        # A terminal that is not UTF-8 must not end a run in the middle of a Chinese title.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return stream


@contextmanager
def _until_the_reader_leaves() -> Iterator[None]:
    """Nothing; a result that cannot be delivered ends the program, in silence if its reader has gone."""
    try:
        yield
    except OSError as e:
        # What still waits in the buffer can go nowhere; without this Python would complain of it at the very end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(e, BrokenPipeError):  # head and less may close at any time: that is no error
            raise SystemExit(OK) from None
        complain(f"The result could not be printed: {e.strerror}. What the command did, it has done.")
        raise SystemExit(FAILED) from None
