"""How fast a list of subscribers comes in, and in how much memory: neither may depend on how long the list is.

The limit is what nobody can do without: the same lines through Python's csv module, and the same four columns and
three tables written by sqlite3 in batches of the same size, with nothing checked, looked up or remembered. "again" is
the same list a second time, which adds nothing. Measured is the time of the processor, which other work on the machine
disturbs least; each import is a process of its own, whose start is part of it.
"""

import csv
import os
import sqlite3
import subprocess
from itertools import islice
from pathlib import Path

import measure

from digest import starter

SIZES = (200, 400, 800) if measure.QUICK else (10_000, 100_000, 400_000)
BATCH = 2_000


def main() -> None:
    measure.heading("subscribers import: longer and longer lists", rounds=1, of="processor's time")
    rows = []
    least = 0
    for size in SIZES:
        with measure.folder() as work:
            starter.copy(work)
            write_list(work / "list.csv", size)
            limit = spent(lambda at=work: plain(at))
            seconds, peak = take_in(work)
            again, _ = take_in(work)
        least = least or peak
        rows.append(
            (f"{size:,} rows", f"{seconds:.2f} s", f"{size / seconds:,.0f}/s", measure.ratio(seconds, limit),
             f"{again:.2f} s", f"{peak / 1e6:.0f} MB", measure.ratio(peak, least))
        )  # fmt: skip
    measure.table(("list", "processor", "rate", "times the limit", "again", "memory", "times the shortest"), rows)


def write_list(file: Path, size: int) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        stream.write("email,姓名,language,zone\r\n")
        for number in range(size):
            stream.write(
                f"reader{number * 7919 % 1_000_003}.{number}@example{number % 50}.org,斛小满,zh,Asia/Shanghai\r\n"
            )


def take_in(work: Path) -> tuple[float, int]:
    """Seconds of one import, and the most bytes of memory it held."""
    peak = 0

    def run() -> None:
        nonlocal peak
        words = [measure.command("digest"), "subscribers", "import", "list.csv", "--to", "weekly"]
        running = subprocess.Popen(words, cwd=work, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
        assert running.returncode in (0, 3), running.returncode
        peak = used.ru_maxrss * 1024

    return spent(run), peak


def spent(action: measure.Action) -> float:
    """Seconds of the processor that the action took, here and in the process it started."""
    return measure.processor({"": action}, rounds=1)[""]


def plain(work: Path) -> None:
    """The same rows through csv and sqlite3."""
    connection = sqlite3.connect(work / "limit.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(
        "CREATE TABLE p (id INTEGER PRIMARY KEY, address TEXT UNIQUE, name TEXT, language TEXT, zone TEXT)"
    )
    connection.execute("CREATE TABLE s (id INTEGER, newsletter TEXT, PRIMARY KEY (id, newsletter))")
    connection.execute("CREATE TABLE c (id INTEGER PRIMARY KEY, person INTEGER, origin TEXT)")
    with (work / "list.csv").open(encoding="utf-8", newline="") as stream:
        lines = csv.reader(stream)
        next(lines)
        numbered = enumerate(lines, 1)
        while some := list(islice(numbered, BATCH)):
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany("INSERT INTO p VALUES (?, ?, ?, ?, ?)", [(n, *row) for n, row in some])
            connection.executemany("INSERT INTO s VALUES (?, 'weekly')", [(n,) for n, _ in some])
            rows = [(n, f"list.csv line {n}") for n, _ in some]
            connection.executemany("INSERT INTO c (person, origin) VALUES (?, ?)", rows)
            connection.execute("COMMIT")
    connection.close()


if __name__ == "__main__":
    main()
