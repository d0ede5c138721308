"""Workers are killed at random moments, again and again, and afterwards every recipient is accounted for.

The workers are real processes, killed by SIGKILL; the relay is a real SMTP server in a process of its own that writes
down what it takes. As a program it does so at length, and prints what came of it:

    python tests/dispatch/killing.py --recipients 100000 --kills 200 --workers 1 --database postgresql
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent.parent), str(HERE.parent / "transport")]

from posting import ISSUE, NOW, approve, armed, enlist, put_issue, seal, settle  # noqa: E402

from digest import dispatch, newsroom, outbox  # noqa: E402
from digest.model import DeliveryState, SendingState  # noqa: E402
from digest.pipeline import Desk  # noqa: E402
from digest.store import open_store  # noqa: E402
from tests import postgres  # noqa: E402

CONNECTIONS = 3
THINKING_S = 0.004  # the relay takes up to so long between having a message and saying so: there it gets uncertain
LINE_OCTETS = len(
    "reader00000@domain0.example <0123456789abcdef.0123456789abcdef0123.weekly.2025-W46@lanchuan.un.example>\n"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What the ledger says, and what the relay has, by recipient."""

    recipients: int
    kills: int
    states: Counter[DeliveryState]
    taken: Counter[str]  # how often the relay took the mail to each
    lost: int  # neither with the relay nor uncertain
    unsure_but_taken: int
    done_but_not_taken: int
    seconds: float

    @property
    def twice(self) -> int:
        return sum(count > 1 for count in self.taken.values())

    def __str__(self) -> str:
        uncertain = self.states[DeliveryState.UNCERTAIN]
        return (
            f"{self.recipients:,} recipients, {self.kills} kills,"
            f" {self.seconds:.0f} s: {self.lost} lost, {self.twice} twice, {uncertain} uncertain"
            f" ({self.unsure_but_taken} of them arrived; at most {self.kills * CONNECTIONS} were in flight),"
            f" {self.states[DeliveryState.DONE]:,} done, {self.done_but_not_taken} of them not with the relay"
        )


def run(
    root: Path, recipients: int, kills: int, *, workers: int = 1, seed: int = 0, database: str = ""
) -> tuple[Report, Report]:
    """What came of so many kills while an issue was sent, and of one run in peace at the end; then of its correction.

    The correction goes to those of whom the ledger says that they have, or may have, the issue: all of them here.
    """
    chance = random.Random(seed)
    record = root / "record"
    with _relay(record) as port:
        settle(root, port, relay=f"connections = {CONNECTIONS}", database=database)
        with newsroom.open_desk(root) as desk:
            enlist(desk, recipients)
            armed(desk)
        closed = replace(desk, store=None)  # a child opens the database itself, and needs nothing else anew
        first = _through(closed, record, recipients, kills, workers, chance)
        os.truncate(record, 0)  # what the relay takes from here on is of the correction
        with newsroom.open_desk(root) as desk:
            put_issue(desk, "嵐川 three %%unsubscribe_url%% four\n")
            desk.store.revisions.keep(ISSUE, 2, outbox.read(desk.outbox, ISSUE, outbox.MANIFEST), (), now=NOW)
            approve(desk)
            armed(desk)
        return first, _through(closed, record, recipients, kills, workers, chance)


def _through(closed: Desk, record: Path, recipients: int, kills: int, workers: int, chance: random.Random) -> Report:
    """What came of the sending that was armed last."""
    started = time.monotonic()
    killed = _kill(closed, record, recipients, kills, workers, chance)
    while not _finished(closed):
        os.waitpid(_start(closed), 0)
    return _report(closed, record, recipients, killed, time.monotonic() - started)


def _kill(closed: Desk, record: Path, recipients: int, kills: int, workers: int, chance: random.Random) -> int:
    """How many kills there were: one after a random number of messages each, spread over the whole sending."""
    killed = 0
    running: list[int] = []
    while killed < kills and not _finished(closed):
        running += [_start(closed) for _ in range(workers - len(running))]
        before = _size(record)
        share = (recipients * LINE_OCTETS - before) / (kills - killed + 1)
        enough = min(before + chance.uniform(0, 1.9) * share, (recipients - 10) * LINE_OCTETS)
        early = time.monotonic() + (chance.uniform(0, 0.3) if chance.random() < 0.1 else 5)
        while _size(record) < enough and time.monotonic() < early:
            time.sleep(0.001)
        victim = running.pop(chance.randrange(len(running)))
        os.kill(victim, signal.SIGKILL)
        killed += os.WIFSIGNALED(os.waitpid(victim, 0)[1])
    for each in running:
        os.kill(each, signal.SIGKILL)
        killed += os.WIFSIGNALED(os.waitpid(each, 0)[1])
    return killed


def _size(record: Path) -> int:
    return record.stat().st_size if record.exists() else 0


def _start(closed: Desk) -> int:
    """The number of a new worker's process."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        with _opened(closed) as desk:
            dispatch.work(desk, desk.store.deliveries.sendings(ISSUE))
        code = 0
    finally:
        os._exit(code)


@contextmanager
def _opened(closed: Desk) -> Iterator[Desk]:
    with open_store(closed.settings.database) as store:
        yield replace(closed, store=store)


def _finished(closed: Desk) -> bool:
    with _opened(closed) as desk:
        return all(each.state is SendingState.FINISHED for each in desk.store.deliveries.sendings(ISSUE))


def _report(closed: Desk, record: Path, recipients: int, kills: int, seconds: float) -> Report:
    taken = Counter(line.split(" ")[0] for line in record.read_text().splitlines())
    with _opened(closed) as desk:
        rows = [row for each in desk.store.deliveries.sendings(ISSUE) if each.seal == seal(desk)
                for row in desk.store.deliveries.rows(each.id, limit=recipients + 1)]  # fmt: skip
    by_state = {state: {row.address for row in rows if row.state is state} for state in DeliveryState}
    unsure = by_state[DeliveryState.UNCERTAIN]
    return Report(
        recipients=recipients,
        kills=kills,
        states=Counter(row.state for row in rows),
        taken=taken,
        lost=len({row.address for row in rows} - taken.keys() - unsure),
        unsure_but_taken=len(unsure & taken.keys()),
        done_but_not_taken=len(by_state[DeliveryState.DONE] - taken.keys()),
        seconds=seconds,
    )


@contextmanager
def _relay(record: Path) -> Iterator[int]:
    record.parent.mkdir(parents=True, exist_ok=True)
    server = HERE.parent / "transport" / "recording.py"
    with subprocess.Popen(
        [sys.executable, str(server), str(record), str(THINKING_S)], stdout=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        try:
            yield int(running.stdout.readline())
        finally:
            running.kill()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--recipients", type=int, default=100_000)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    options = parser.parse_args()
    with ExitStack() as leaving:
        folder = Path(leaving.enter_context(tempfile.TemporaryDirectory(prefix="digest-soak-")))
        database = ""
        if options.database == "postgresql":
            database = postgres.fresh(leaving.enter_context(postgres.server()))
        reports = run(
            folder, options.recipients, options.kills, workers=options.workers, seed=options.seed, database=database
        )
    for report, what in zip(reports, ("", " its correction:"), strict=True):
        sys.stdout.write(f"{options.workers} worker(s), {options.database}:{what} {report}\n")
    with suppress(BrokenPipeError):
        sys.stdout.flush()
    sys.exit(any(report.lost or report.twice or report.done_but_not_taken for report in reports))


if __name__ == "__main__":
    main()
