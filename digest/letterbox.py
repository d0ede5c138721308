"""The letters that came to a mailbox: an mbox file, a Maildir, an IMAP server. Floor 3.

One after the other, each cut off where it becomes too large to be read. Nothing is deleted; on a server, letters that
were given out are marked as seen.
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import unquote, urlsplit

from digest.errors import SourceError

if TYPE_CHECKING:
    import imaplib

LARGEST = 1024 * 1024  # bytes; a report holds a few thousand and the mail that it is about
_LINE = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Returning:
    """One letter as it lies there. `whole` is False where more followed than anybody reads."""

    place: str  # the name of its file, or the line of the mbox where it begins
    content: bytes
    whole: bool


PASSWORD, PASSWORD_FILE = "DIGEST_IMAP_PASSWORD", "DIGEST_IMAP_PASSWORD_FILE"
SCHEME = "imaps://"
TIMEOUT_S = 60


def letters(place: str) -> Iterator[Returning]:
    """The letters of an mbox file, a Maildir, or the unseen ones at imaps://user@host/folder. Raises SourceError."""
    if place.startswith(SCHEME):
        yield from _on_server(place)
        return
    path = Path(place)
    try:
        if path.is_dir():
            yield from _in_folder(path)
        else:
            with path.open("rb") as file:
                yield from _in_mbox(file)
    except OSError as e:
        raise _unreadable(place, e.strerror or str(e)) from e


def _in_folder(folder: Path) -> Iterator[Returning]:
    """The letters of a Maildir, the oldest first as their names go; nothing is moved."""
    files = [path for part in ("new", "cur") if (folder / part).is_dir() for path in (folder / part).iterdir()]
    for path in sorted(files, key=lambda path: path.name):
        if path.is_file() and not path.name.startswith("."):
            with path.open("rb") as file:
                content = file.read(LARGEST + 1)
            yield Returning(place=path.name, content=content[:LARGEST], whole=len(content) <= LARGEST)


def _in_mbox(file: BinaryIO) -> Iterator[Returning]:
    """The letters of an mbox file: each begins with a line From at the top or after an empty line."""
    content, size, began, empty = bytearray(), 0, 0, True
    number = 0
    while line := file.readline(_LINE):
        if empty and line.startswith(b"From "):
            if began:
                yield _letter(content, size, began)
            content, size, began = bytearray(), 0, number + 1
        elif began:
            size += len(line)
            if size <= LARGEST:
                content += line[1:] if line.startswith(b">From ") else line
        empty = line in (b"\n", b"\r\n")
        number += line.endswith(b"\n")
    if began:
        yield _letter(content, size, began)


def _letter(content: bytearray, size: int, line: int) -> Returning:
    return Returning(place=f"line {line}", content=bytes(content), whole=size <= LARGEST)


def _on_server(place: str) -> Iterator[Returning]:
    import imaplib

    address = urlsplit(place)
    folder = unquote(address.path.strip("/")) or "INBOX"
    try:
        with _signed_in(address.hostname or "", address.port or 993, unquote(address.username or "")) as server:
            _asked(server.select(_quoted(folder)))
            (numbers,) = _asked(server.uid("SEARCH", "UNSEEN"))
            for number in (numbers or b"").split():
                uid = number.decode("ascii")
                answer = _asked(server.uid("FETCH", uid, f"(BODY.PEEK[]<0.{LARGEST + 1}>)"))
                content = next((bytes(part[1]) for part in answer if isinstance(part, tuple)), b"")
                yield Returning(place=f"letter {uid}", content=content[:LARGEST], whole=len(content) <= LARGEST)
                _asked(server.uid("STORE", uid, "+FLAGS.SILENT", r"(\Seen)"))
    except (imaplib.IMAP4.error, OSError) as e:
        raise _unreadable(place, str(e)) from e


@contextmanager
def _signed_in(host: str, port: int, user: str) -> "Iterator[imaplib.IMAP4]":
    import imaplib
    import ssl

    with imaplib.IMAP4_SSL(host, port, ssl_context=ssl.create_default_context(), timeout=TIMEOUT_S) as server:
        server.login(user, _password())
        yield server


def _password() -> str:
    file = os.environ.get(PASSWORD_FILE, "")
    return Path(file).read_text(encoding="utf-8").strip() if file else os.environ.get(PASSWORD, "")


def _asked(answer: tuple[str, list[Any]]) -> list[Any]:
    if answer[0] != "OK":
        raise OSError(f"the server says {answer[0]} {answer[1]!r:.200}")
    return answer[1]


def _quoted(folder: str) -> str:
    return '"' + re.sub(r'(["\\])', r"\\\1", folder) + '"'


def _unreadable(place: str, why: str) -> SourceError:
    shown = re.sub(r"//[^@/]*@", "//", place)
    return SourceError(f"The mailbox {shown} cannot be read: {why}.", source="mailbox", location=shown)
