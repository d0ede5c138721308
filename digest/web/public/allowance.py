"""How often something may be asked for. Part of digest.web.public; in memory, for the pages are one process."""

from collections import deque
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address
from threading import Lock

MOST_KEPT = 50_000


class Allowance:
    """So many times within a while, for each name."""

    def __init__(self, times: int, within: timedelta) -> None:
        self._times, self._within = times, within
        self._taken: dict[str, deque[datetime]] = {}
        self._lock = Lock()

    def takes(self, name: str, now: datetime) -> bool:
        """Whether there was one left, which is now taken."""
        with self._lock:
            if len(self._taken) >= MOST_KEPT and name not in self._taken:
                self._forget(now)
            taken = self._taken.setdefault(name, deque())
            while taken and taken[0] <= now - self._within:
                taken.popleft()
            if len(taken) >= self._times:
                return False
            taken.append(now)
            return True

    def _forget(self, now: datetime) -> None:
        """Nothing; names of long ago are forgotten, and if none is, all are: memory has an end."""
        recent = {name: taken for name, taken in self._taken.items() if taken and taken[-1] > now - self._within}
        self._taken = recent if len(recent) < MOST_KEPT else {}


def client(address: str) -> str:
    """Who asks: an address, or the network of one, for in IPv6 everybody has many."""
    try:
        asked = ip_address(address)
    except ValueError:
        return address
    return str(IPv6Address(int(asked) >> 64 << 64)) if isinstance(asked, IPv6Address) else str(asked)
