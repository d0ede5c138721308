"""How much faster a list goes out with more workers on one ledger: PostgreSQL with 1, 2 and 4, against SQLite with 1.

A newsletter of some 60 kB goes to an SMTP server on loopback in a process of its own, once as fast as it answers, once
with a round trip of 5 ms, where a worker waits most of the time. Each worker is a process with two connections. The
limit of a machine is its processors: workers beyond them help only where they wait.
"""

import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import measure
from bench_sending import TEXT, sink

TESTS = measure.CHECKOUT / "tests"
sys.path[:0] = [str(TESTS.parent), str(TESTS / "dispatch")]

from posting import ISSUE, armed, enlist, put_issue, settle  # noqa: E402
from posting import approve as approved  # noqa: E402

from digest import dispatch, newsroom  # noqa: E402
from digest.model import DeliveryState  # noqa: E402
from tests import postgres  # noqa: E402

COUNT = 60 if measure.QUICK else 3_000
DELAYS_MS = (0,) if measure.QUICK else (0, 5)
WORKERS = (1, 2, 4)


def main() -> None:
    if sys.argv[1:2] == ["--work"]:
        _help(Path(sys.argv[2]))
        return
    rows = []
    measure.heading(f"workers: {COUNT} mails of 59 kB, two connections each", rounds=1)
    with postgres.server() as socket:
        for delay in DELAYS_MS:
            alone, line = 0.0, f", over {delay} ms" if delay else ""
            for name, workers in (("SQLite", 1), *(("PostgreSQL", each) for each in WORKERS)):
                seconds = _sent(socket if name == "PostgreSQL" else "", workers, delay)
                alone = alone or seconds
                rows.append(
                    (f"{name}, {workers}{line}", f"{seconds:.2f} s", f"{COUNT / seconds:,.0f}",
                     measure.ratio(alone, seconds))
                )  # fmt: skip
    measure.table(("what", "time", "mails a second", "times the speed of SQLite"), rows)


def _sent(socket: str, workers: int, delay: int) -> float:
    """Seconds until so many workers, each a process that is ready, have sent the list."""
    with measure.folder() as place, sink(delay) as port, ExitStack() as stack:
        database = postgres.fresh(socket) if socket else ""
        settle(place, port, relay="connections = 2", database=database)
        with newsroom.open_desk(place) as desk:
            put_issue(desk, TEXT)
            approved(desk)
            enlist(desk, COUNT)
            armed(desk)
        words = [sys.executable, __file__, "--work", str(place)]
        several = [
            stack.enter_context(subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE))
            for _ in range(workers)
        ]
        for each in several:
            assert each.stdout
            assert each.stdout.readline() == b"ready\n"

        def run() -> None:
            for each in several:
                assert each.stdin
                each.stdin.close()
            for each in several:
                assert each.wait() == 0

        seconds = measure.timed(run)
        with newsroom.open_desk(place) as desk:
            numbers = [each.id for each in desk.store.deliveries.sendings(ISSUE)]
            tallies = desk.store.deliveries.tallies(numbers).values()
            assert sum(tally[DeliveryState.DONE] for tally in tallies) == COUNT
    return seconds


def _help(root: Path) -> None:
    with newsroom.open_desk(root) as desk:
        armed_ones = desk.store.deliveries.armed()
        print("ready", flush=True)
        sys.stdin.read()
        dispatch.work(desk, armed_ones)


if __name__ == "__main__":
    main()
