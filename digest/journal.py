"""What one worker has begun and ended since its last turn, in a file that outlives its process. Floor 3.

The ledger says which messages a worker has in hand, in batches; the journal says of each how far it came. A line is
written before a message can be accepted and another when its answer has come, each in one call of the system: what was
written stays written when the process is killed. It is not flushed to the disk. When the machine itself stopped, the
end of the file may be lost, and a line that is missing then proves nothing: see `Account.whole`.

The file is locked as long as its worker lives; nobody reads it before.
"""

import fcntl
import os
import platform
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from digest import durable
from digest.errors import DispatchError
from digest.model import Answer, Result

Place = tuple[int, int]
"""A sending and a subscriber: one row of the ledger."""

_BOOT = Path("/proc/sys/kernel/random/boot_id")
_LINE = re.compile(r"([+=]) (\d+) (\d+)(?: ([a-z]+) (.*))?")


def host() -> str:
    """The name of this machine."""
    return platform.node()


def boot() -> str:
    """Which run of this machine's kernel this is; "" where it does not say."""
    try:
        return _BOOT.read_text().strip()
    except OSError:
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What a dead worker has left: the messages it had begun, and the answers that had come."""

    begun: frozenset[Place]
    answers: Mapping[Place, Answer]
    whole: bool  # whether a message that is not named was certainly not begun


class Journal:
    """The journal of a living worker."""

    def __init__(self, path: Path) -> None:
        """Opens and locks a new file; DispatchError where it cannot be made, or somebody else has it."""
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_EXCL | os.O_CLOEXEC, 0o600)
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            durable.sync(path.parent)
        except OSError as e:
            raise _refused(path, e) from e

    def begin(self, place: Place) -> None:
        """Nothing; the message may be sent from now on. DispatchError where that cannot be written down."""
        self._write("+ {} {}\n".format(*place))

    def end(self, place: Place, answer: Answer) -> None:
        """Nothing; what the relay said is kept."""
        words = " ".join(answer.words.split())[:300]
        self._write("= {} {} {} {}\n".format(*place, answer.result.value, words))

    def clear(self) -> None:
        """Nothing; what was in it stands in the ledger now."""
        try:
            os.ftruncate(self._file, 0)
        except OSError as e:
            raise _refused(self.path, e) from e

    def _write(self, line: str) -> None:
        content = line.encode(errors="backslashreplace")
        try:
            written = os.write(self._file, content)
        except OSError as e:
            raise _refused(self.path, e) from e
        if written != len(content):  # the disk was full in the middle of it; a line without an end does not count
            raise _refused(self.path, OSError(0, "the disk is full"))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Closes the file, and removes it unless it holds what the ledger may not know."""
        if error is None or os.fstat(self._file).st_size == 0:
            self.path.unlink(missing_ok=True)
        os.close(self._file)


def left_by(path: Path, in_boot: str) -> Account | None:
    """What the worker that wrote there has left; None while it lives. `in_boot` is the kernel's run it worked in."""
    whole = in_boot != "" and in_boot == boot()
    try:
        file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return Account(begun=frozenset(), answers={}, whole=False)
    except OSError as e:
        raise _refused(path, e) from e
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return None
    finally:
        os.close(file)
    return _read(path.read_bytes(), whole=whole)


def _read(content: bytes, *, whole: bool) -> Account:
    begun: set[Place] = set()
    answers: dict[Place, Answer] = {}
    lines = content.decode(errors="replace").split("\n")
    for line in lines[:-1]:  # what stands behind the last line end was cut off
        found = _LINE.fullmatch(line)
        if found is None:
            whole = False
            continue
        place = int(found[2]), int(found[3])
        if found[1] == "+":
            begun.add(place)
            answers.pop(place, None)
        elif found[4]:
            answers[place] = Answer(result=Result(found[4]), words=found[5])
    return Account(begun=frozenset(begun), answers=answers, whole=whole)


def _refused(path: Path, error: OSError) -> DispatchError:
    return DispatchError(
        f"The journal {path} cannot be written: {error.strerror or error}.",
        kept="Nothing more was sent; what was, is known.",
        next="Make room or give write permission, then send again: it goes on where it stopped.",
    )
