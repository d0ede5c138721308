"""Not faster than allowed, together with everybody else who sends. Part of digest.transport.

Whoever keeps the turns gives them out in blocks, so that it is asked a few times a second and not for each message; no
two are given the same. A block that was not used in time is lost: nobody catches up, so that the limit holds for every
moment and not on the average.
"""

import threading
from collections.abc import Callable

BLOCKS_PER_SECOND = 4

Reserve = Callable[[str, int, float, float], float]
"""Seconds from now until the first of so many turns of that name, which follow each other by so many seconds.

    reserve(name, count, interval_s, burst_s)

It may be up to `burst_s` in the past, after a rest: so much may then come at once.
"""


class Pace:
    """At most so many per second, evenly, over all who share the name."""

    def __init__(self, name: str, per_second: float, reserve: Reserve, *, burst_s: float = 0.0) -> None:
        self._name = name
        self._interval_s = 1 / per_second if per_second else 0.0
        self._block = max(int(per_second / BLOCKS_PER_SECOND), 1)
        self._reserve = reserve
        self._burst_s = burst_s
        self._next = 0.0
        self._left = 0
        self._lock = threading.Lock()

    def take(self, now: float) -> float:
        """Seconds to wait before going on; the turn is taken."""
        if not self._interval_s:
            return 0.0
        with self._lock:
            return self._use(self._slot(now), now)

    def take_now(self, now: float) -> float:
        """0 if it is one's turn, which is then taken; otherwise the seconds until it may be, and none is taken."""
        if not self._interval_s:
            return 0.0
        with self._lock:
            slot = self._slot(now)
            return self._use(slot, now) if slot <= now else slot - now

    def _slot(self, now: float) -> float:
        """When the next turn is, from a new block where there is none left that is fresh."""
        if not self._left or self._next + self._interval_s + self._burst_s < now:
            self._next = now + self._reserve(self._name, self._block, self._interval_s, self._burst_s)
            self._left = self._block
        return self._next

    def _use(self, slot: float, now: float) -> float:
        self._next = slot + self._interval_s
        self._left -= 1
        return max(slot - now, 0.0)
