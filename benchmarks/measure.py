"""What every benchmark here does the same way: interleaved rounds, the best of them, one aligned table.

The best round is the one that the rest of the machine disturbed least. Rounds are interleaved (each measured action
once, then each again) so that a slow minute of the machine falls on all of them alike.
"""

import os
import platform
import resource
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

CHECKOUT = Path(__file__).resolve().parent.parent
QUICK = "--quick" in sys.argv[1:]  # tiny sizes and few rounds: shows that a script works, says nothing about speed

Action = Callable[[], object]


def heading(title: str, *, rounds: int, of: str = "best") -> None:
    """Prints what is measured, how often, on what, and when."""
    print(title)
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    print(f"{machine}, {datetime.now(UTC):%Y-%m-%d}")
    print(f"{of} of {rounds} interleaved rounds" + (" (--quick: the figures mean nothing)" if QUICK else ""))


def best(actions: Mapping[str, Action], *, rounds: int, between: Action = lambda: None) -> dict[str, float]:
    """Seconds of each action's best round; `between` runs before each action and is not measured."""
    seconds = dict.fromkeys(actions, float("inf"))
    for _round in range(rounds):
        for name, action in actions.items():
            between()
            seconds[name] = min(seconds[name], timed(action))
    return seconds


def processor(actions: Mapping[str, Action], *, rounds: int) -> dict[str, float]:
    """Seconds of the processor, in this process and in those it started: the median of the rounds of each action."""
    seconds: dict[str, list[float]] = {name: [] for name in actions}
    for _round in range(rounds):
        for name, action in actions.items():
            before = _spent()
            action()
            seconds[name].append(_spent() - before)
    return {name: median(taken) for name, taken in seconds.items()}


def _spent() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + children.ru_utime + children.ru_stime


def timed(action: Action) -> float:
    """Seconds that the action took."""
    start = perf_counter()
    action()
    return perf_counter() - start


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Prints the rows under their headings; every column but the first is flush right."""
    widths = [max(len(row[column]) for row in (headings, *rows)) for column in range(len(headings))]
    for row in (headings, *rows):
        cells = [cell.rjust(width) for cell, width in zip(row, widths, strict=True)]
        print("  ".join([row[0].ljust(widths[0]), *cells[1:]]))


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms" if seconds >= 0.001 else f"{seconds * 1000:.4f} ms"


def ratio(one: float, other: float) -> str:
    times = one / other
    return f"{times:.2f}x" if times >= 0.1 else f"{times:.4f}x"


@contextmanager
def folder() -> Iterator[Path]:
    """A folder that is gone afterwards. TMPDIR says where: its disk is part of what is measured."""
    with tempfile.TemporaryDirectory(prefix="digest-bench-") as name:
        yield Path(name)


def command(name: str) -> str:
    """The path of an installed command of this environment, such as `digest`."""
    return str(Path(sys.executable).parent / name)


def run(arguments: Sequence[str], *, work: Path, compiled: Path) -> None:
    """Runs a command in `work`, its output thrown away; fails when the command does.

    Byte code is kept below `compiled`, as an installed package keeps it, whatever this shell says about it.
    """
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(compiled)
    subprocess.run(arguments, cwd=work, env=environment, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def sample_newsroom() -> Iterator[tuple[Path, Path]]:
    """A new newsroom that has taken in the sample, and a folder for byte code; both are gone afterwards.

    The newsroom and the database that this shell may name (DIGEST_NEWSROOM, DIGEST_DATABASE) are left alone.
    """
    for name in [name for name in os.environ if name.startswith("DIGEST_")]:
        del os.environ[name]
    with folder() as place:
        root, compiled = place / "newsroom", place / "compiled"
        root.mkdir()
        for words in (("init", "."), ("ingest",)):
            run((command("digest"), *words), work=root, compiled=compiled)
        yield root, compiled
