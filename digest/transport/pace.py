"""Not faster than allowed. Part of digest.transport; the time is passed in."""

import threading


class Pace:
    """At most so many per second, evenly; up to `burst` seconds' worth may come at once after a rest."""

    def __init__(self, per_second: float, *, burst_s: float = 0.0) -> None:
        self._interval_s = 1 / per_second if per_second else 0.0
        self._burst_s = burst_s
        self._free_at = 0.0
        self._lock = threading.Lock()

    def take(self, now: float) -> float:
        """Seconds to wait before going on; the turn is taken."""
        with self._lock:
            start = max(self._free_at, now - self._burst_s)
            self._free_at = start + self._interval_s
            return max(start - now, 0.0)

    def take_now(self, now: float) -> float:
        """0 if it is one's turn, which is then taken; otherwise the seconds until it may be, and none is taken."""
        with self._lock:
            start = max(self._free_at, now - self._burst_s)
            if start <= now:
                self._free_at = start + self._interval_s
            return max(start - now, 0.0)
