"""How often somebody may try a password. Part of digest.web; kept in memory, for the pages are one process."""

from collections import deque
from datetime import datetime, timedelta
from threading import Lock

WITHIN = timedelta(minutes=15)
PER_NAME = 10
PER_ADDRESS = 50  # an office stands behind one address
MOST_KEPT = 10_000


class Throttle:
    """Counts attempts that did not succeed, by the name that was tried and the address it came from."""

    def __init__(self) -> None:
        self._failed: dict[str, deque[datetime]] = {}
        self._lock = Lock()

    def refuses(self, name: str, address: str, now: datetime) -> bool:
        """Whether there were too many of late: at this account from there, or from there at any account.

        One that is not refused counts as failed until it has `succeeded`: many at the same moment are many.
        Attempts from elsewhere do not count, so that nobody can lock somebody else out.
        """
        with self._lock:
            own = len(self._recent(f"{name}\0{address}", now))
            if own >= PER_NAME or len(self._recent(f"\0{address}", now)) >= PER_ADDRESS:
                return True
            if len(self._failed) > MOST_KEPT:
                self._failed = {key: kept for key, kept in self._failed.items() if kept and kept[-1] > now - WITHIN}
            for key in (f"{name}\0{address}", f"\0{address}"):
                self._failed.setdefault(key, deque(maxlen=PER_ADDRESS)).append(now)
            return False

    def succeeded(self, name: str, address: str) -> None:
        """Nothing; the attempts at this account from there are forgotten, and this one was no failure."""
        with self._lock:
            self._failed.pop(f"{name}\0{address}", None)
            if tries := self._failed.get(f"\0{address}"):
                tries.pop()

    def _recent(self, key: str, now: datetime) -> deque[datetime]:
        tries = self._failed.get(key, deque())
        while tries and tries[0] <= now - WITHIN:
            tries.popleft()
        return tries
