"""Connections to checked addresses only, within one deadline. Floor 3.

A name is looked up once, every address it has is judged, and the connection goes to an address that was judged:
a name that answers differently the second time (DNS rebinding) gains nothing. TLS still checks the name.
"""

import queue
import socket
import ssl
import threading
import time
from collections.abc import Iterable

import httpcore

from digest.fetch import addresses


class AddressRefusedError(Exception):
    """`host` is at `address`, which may not be visited for `reason`; the message is a clause."""

    def __init__(self, host: str, address: str, reason: str) -> None:
        super().__init__(f"{host} is {reason}" if host == address else f"{host} is at {address}, which is {reason}")


class NameUnknownError(Exception):
    """No server has this name; asking again at once will not help."""


class Deadline:
    """A moment after which nothing may go on."""

    def __init__(self, seconds: float) -> None:
        self._ends = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds left; zero or less when it is over."""
        return self._ends - time.monotonic()

    def within(self, timeout: float | None) -> float:
        """The shorter of `timeout` and what is left; httpcore.ReadTimeout when nothing is left."""
        left = self.left()
        if left <= 0:
            raise httpcore.ReadTimeout("the time is up")
        return left if timeout is None else min(timeout, left)


class GuardedBackend(httpcore.NetworkBackend):
    """A network that has no private addresses, but for those in `allow`."""

    def __init__(self, *, deadline: Deadline, allow: tuple[str, ...]) -> None:
        self._deadline = deadline
        self._allow = allow
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address of `host` that answers; AddressRefusedError if any of them is private."""
        found = self._checked(host, port)
        for place, address in enumerate(found, start=1):
            try:
                stream = self._network.connect_tcp(address, port, self._deadline.within(timeout), None, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if place == len(found):
                    raise
            else:
                return _DeadlineStream(stream, self._deadline)
        raise NameUnknownError(host)

    def _checked(self, host: str, port: int) -> tuple[str, ...]:
        found = _addresses_of(host, port, self._deadline)
        for address in found:
            reason = addresses.refusal(address, self._allow)
            if reason:
                raise AddressRefusedError(host, address, reason)
        return found


class _DeadlineStream(httpcore.NetworkStream):
    """A stream whose every wait ends at the deadline: one byte a second does not keep it alive."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.within(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.within(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        within = self._deadline.within(timeout)
        return _DeadlineStream(self._stream.start_tls(ssl_context, server_hostname, within), self._deadline)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)


def _addresses_of(host: str, port: int, deadline: Deadline) -> tuple[str, ...]:
    """Every address of `host`, in the resolver's order. The resolver itself knows no time limit, hence the thread."""
    answers: queue.SimpleQueue[tuple[str, ...] | OSError | UnicodeError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as e:
            answers.put(e)
        else:
            answers.put(tuple(dict.fromkeys(str(row[4][0]) for row in rows)))

    threading.Thread(target=ask, daemon=True, name=f"resolve {host}").start()
    try:
        answer = answers.get(timeout=deadline.within(None))
    except queue.Empty as e:
        raise httpcore.ConnectTimeout("the name service did not answer") from e
    if isinstance(answer, socket.gaierror) and answer.errno == socket.EAI_AGAIN:
        raise httpcore.ConnectError("the name service is not available") from answer
    if isinstance(answer, OSError | UnicodeError):
        raise NameUnknownError(host) from answer
    return answer
