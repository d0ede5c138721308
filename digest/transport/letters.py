"""What goes through a transport, and what every transport can do. Part of digest.transport."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from digest.model import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One message in its envelope: one recipient, never more, so that nobody ever sees another."""

    sender: str  # where it comes back to
    recipient: str
    content: bytes
    framed: bool = False  # whether `framed` is known to change nothing of it, which takes longer to see than to send


def framed(content: bytes) -> bytes:
    """The content as it goes over the wire before the final dot: a line that begins with a dot gets another.

    ValueError for line ends that are not CRLF: servers differ on whether a lone one ends a message, and a second
    message could be smuggled in behind it. RFC 5321 2.3.8, 4.5.2.
    """
    if content.count(b"\n") != (lines := content.count(b"\r\n")) or content.count(b"\r") != lines:
        raise ValueError("a line of the message does not end with CRLF")
    if not content.endswith(b"\r\n"):
        content += b"\r\n"
    if b"\r\n." in content:
        content = content.replace(b"\r\n.", b"\r\n..")
    return b"." + content if content.startswith(b".") else content


class Unreachable(Exception):  # noqa: N818 - it says what the relay is
    """The relay cannot be used now; the message says why, in its words where it had any."""


class Session(Protocol):
    """An open way to a relay, for one message after the other."""

    @property
    def open(self) -> bool:
        """Whether another message can be sent through it."""

    def send(self, letter: Letter, begin: Callable[[], None]) -> Answer:
        """What became of the letter. `begin` is called before the relay can have all of it, and never after.

        What `begin` raises passes through, and then the letter was not sent.
        """

    def close(self) -> None:
        """Nothing; takes leave."""
