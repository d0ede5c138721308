"""A clock that says when to look, and nothing else. Part of digest.schedule.

APScheduler wakes us up; it remembers nothing and is asked nothing. A look that takes long is not begun a second time
beside itself, and looks that were missed are one look. What is due is read from the newsletters' rules and the database
each time, so that nothing depends on when, how often, or by how many clocks it is asked.
"""

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from threading import Event

EVERY_S = 20
HELP_EVERY_S = 5  # how soon a worker that only helps notices that there is something to send
STEP_S = 60.0  # a difference between the two clocks that is no drift

Look = Callable[[datetime], None]


def run(looks: Mapping[str, Look], stop: Event, *, every_s: float = EVERY_S) -> None:
    """Nothing; calls each look at once and then every so many seconds, until it is time to stop."""
    from apscheduler.schedulers.background import BackgroundScheduler

    scheduler = BackgroundScheduler(
        timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    )
    for name, look in looks.items():
        scheduler.add_job(
            lambda look=look: look(datetime.now(UTC)),
            "interval",
            seconds=every_s,
            id=name,
            next_run_time=datetime.now(UTC),
        )
    scheduler.start()
    try:
        stop.wait()
    finally:
        stop.set()
        scheduler.shutdown(wait=True)


class Steps:
    """Tells when the clock of the machine was stepped: it is compared with one that nobody can set."""

    def __init__(self, steady: Callable[[], float] = lambda: time.clock_gettime(time.CLOCK_BOOTTIME)) -> None:
        self._steady = steady
        self._last: tuple[datetime, float] | None = None

    def since_last(self, now: datetime) -> float:
        """By how many seconds the clock was stepped since the last call; 0 for less than STEP_S."""
        steady = self._steady()
        if self._last is None:
            self._last = now, steady
        passed = (now - self._last[0]).total_seconds() - (steady - self._last[1])
        self._last = now, steady
        return passed if abs(passed) >= STEP_S else 0.0
