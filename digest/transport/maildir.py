"""Letters into a Maildir, for rehearsal: any mail program shows what would be sent. Part of digest.transport.

https://cr.yp.to/proto/maildir.html. A letter's file is named after its content: the same letter is there once.
"""

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from digest.model import Answer, Result
from digest.transport.letters import Letter, Unreachable


class MaildirSession:
    """A Maildir that letters are put into."""

    def __init__(self, folder: Path) -> None:
        """Makes the folder where there is none; Unreachable where that fails."""
        self._folder = folder
        self.open = True
        try:
            for name in ("tmp", "new", "cur"):
                (folder / name).mkdir(parents=True, exist_ok=True)
        except OSError as e:
            raise Unreachable(f"{folder}: {e.strerror}") from e

    def send(self, letter: Letter, begin: Callable[[], None]) -> Answer:
        """See Session."""
        envelope = f"Return-Path: <{letter.sender}>\r\nDelivered-To: {letter.recipient}\r\n".encode()
        name = sha256(envelope + letter.content).hexdigest()[:32]
        written = self._folder / "tmp" / f"{name}.{os.getpid()}"
        try:
            written.write_bytes((envelope + letter.content).replace(b"\r\n", b"\n"))
            begin()
            written.replace(self._folder / "new" / name)
        except OSError as e:
            return Answer(result=Result.UNREACHED, words=f"{self._folder}: {e.strerror}")
        return Answer(result=Result.ACCEPTED, words=f"written to {name}")

    def close(self) -> None:
        """See Session."""
        self.open = False
