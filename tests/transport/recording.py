"""A real SMTP server on loopback that writes down what it takes, and behaves badly where a test wants it.

Our own and small, because what matters here is bad behaviour at an exact moment, which servers for use do not offer.
One process or thread serves any number of connections. Run as a program, it prints its port and records to a file:

    python recording.py RECORD LONGEST-THINKING-S
"""

import os
import random
import re
import socket
import ssl
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

ID = re.compile(rb"^Message-ID:\s*(<[^>]*>)", re.IGNORECASE | re.MULTILINE)

Script = Callable[[str, int], bytes | None]
"""What to answer to a command (its first word, and END for the end of a message), given how often it has come.

None: as a good server does; b"": hang up.
"""


@dataclass(slots=True)
class Taken:
    """One message that the server has taken."""

    sender: str
    recipient: str
    content: bytes


@dataclass
class Server:
    """Listens while its `with` block lasts."""

    script: Script = lambda command, times: None
    pipelining: bool = True
    smtputf8: bool = True
    tls: ssl.SSLContext | None = None
    account: str = ""  # the only good initial response of AUTH PLAIN; "" for none asked
    thinking_s: float = 0.0  # at most so long between having a message and saying so
    record: Path | None = None  # a file that gets a line for each message: recipient and Message-ID
    taken: list[Taken] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    connections: int = 0

    def __post_init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._lock = threading.Lock()
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self._listening.getsockname()[1]
        self._record = os.open(self.record, os.O_WRONLY | os.O_CREAT | os.O_APPEND) if self.record else None

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        if self._record is not None:
            os.close(self._record)

    def serve(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.connections += 1
            threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def answer(self, command: str, good: bytes) -> bytes:
        """What the script says, or `good`."""
        with self._lock:
            times = self._counts[command] = self._counts.get(command, 0) + 1
            self.commands.append(command)
        scripted = self.script(command, times)
        return good if scripted is None else scripted

    def keep(self, message: Taken) -> None:
        with self._lock:
            if self._record is None:
                self.taken.append(message)
                return
        found = ID.search(message.content[:2000])
        os.write(self._record, f"{message.recipient} {found[1].decode() if found else '-'}\n".encode())

    def _talk(self, connection: socket.socket) -> None:
        talk = _Talk(self, connection)
        with suppress(OSError, _HungUp):
            talk.talk()
        talk.file.close()
        talk.connection.close()


class _HungUp(Exception):  # noqa: N818
    pass


class _Talk:
    """One connection."""

    def __init__(self, server: Server, connection: socket.socket) -> None:
        self.server = server
        self.connection = connection
        self.file = connection.makefile("rb")
        self.secured = False
        self.sender = ""
        self.recipient = ""

    def talk(self) -> None:
        self.say(self.server.answer("CONNECT", b"220 recording.example ESMTP\r\n"))
        while line := self.file.readline():
            words = line.decode().rstrip("\r\n")
            verb = words.split(" ")[0].upper()
            good = getattr(self, f"on_{verb.lower()}", lambda words: b"502 not known\r\n")(words)
            reply = self.server.answer(verb, good)
            if verb in ("MAIL", "RCPT") and not reply.startswith(b"250"):
                self.sender, self.recipient = self.sender if verb == "RCPT" else "", ""
            if verb == "DATA" and reply.startswith(b"354"):
                self.say(reply)
                reply = self.message()
            self.say(reply)
            if verb == "QUIT":
                return
            if verb == "STARTTLS" and reply.startswith(b"220"):
                self.secure()

    def say(self, reply: bytes) -> None:
        if not reply:
            raise _HungUp
        self.connection.sendall(reply)

    def secure(self) -> None:
        assert self.server.tls is not None
        self.file.close()
        with suppress(ssl.SSLError):  # whoever does not trust us is gone
            self.connection = self.server.tls.wrap_socket(self.connection, server_side=True)
        self.file = self.connection.makefile("rb")
        self.secured = True

    def on_ehlo(self, words: str) -> bytes:
        offers = ["recording.example", "SIZE 20000000", "8BITMIME"]
        offers += ["PIPELINING"] * self.server.pipelining + ["SMTPUTF8"] * self.server.smtputf8
        offers += ["STARTTLS"] * (self.server.tls is not None and not self.secured)
        offers += ["AUTH PLAIN"] * bool(self.server.account)
        return "".join(f"250{' ' if offer is offers[-1] else '-'}{offer}\r\n" for offer in offers).encode()

    def on_starttls(self, words: str) -> bytes:
        return b"220 go ahead\r\n" if self.server.tls else b"502 not here\r\n"

    def on_auth(self, words: str) -> bytes:
        good = words == f"AUTH PLAIN {self.server.account}"
        return b"235 welcome\r\n" if good else b"535 5.7.8 who are you\r\n"

    def on_mail(self, words: str) -> bytes:
        self.sender, self.recipient = words[11:].partition(">")[0], ""
        return b"250 2.1.0 fine\r\n"

    def on_rcpt(self, words: str) -> bytes:
        if not self.sender:
            return b"503 5.5.1 who from\r\n"
        self.recipient = words[9:].partition(">")[0]
        return b"250 2.1.5 fine\r\n"

    def on_data(self, words: str) -> bytes:
        return b"354 go on\r\n" if self.recipient else b"554 5.5.1 no valid recipients\r\n"

    def on_rset(self, words: str) -> bytes:
        return b"250 2.0.0 fine\r\n"

    def on_quit(self, words: str) -> bytes:
        return b"221 2.0.0 bye\r\n"

    def message(self) -> bytes:
        lines: list[bytes] = []
        for line in self.file:
            if line == b".\r\n":
                break
            lines.append(line[1:] if line.startswith(b".") else line)
        else:
            raise _HungUp  # the connection ended before the message did
        reply = self.server.answer("END", b"250 2.0.0 Ok: queued\r\n")
        if reply.startswith(b"250") or not reply:
            # A server that hangs up here has the message all the same, which is why the sender cannot know.
            self.server.keep(Taken(self.sender, self.recipient, b"".join(lines)))
        if self.server.thinking_s:
            time.sleep(random.uniform(0, self.server.thinking_s))
        return reply


if __name__ == "__main__":
    recording = Server(record=Path(sys.argv[1]), thinking_s=float(sys.argv[2]))
    sys.stdout.write(f"{recording.port}\n")
    sys.stdout.flush()
    recording.serve()
