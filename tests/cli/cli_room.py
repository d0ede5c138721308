"""A newsroom in a temporary folder and the real command, run in a process of its own."""

import atexit
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from forked import Nursery

COMMAND = (sys.executable, "-W", "error", "-m", "digest")
STOPPABLE = (*COMMAND[:3], "-W", "ignore::ResourceWarning", *COMMAND[3:])  # a stop may fall between a file and its name
ISSUE = "weekly/2025-W46"
BUILD = ("build", "weekly", "--as-of", "2025-11-17")
LONGEST_S = 60
# Only what a child needs: nothing of the shell that runs the tests (DIGEST_NEWSROOM, NO_COLOR, COLUMNS) may matter.
ENVIRONMENT = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR", "PYTHONPATH") if name in os.environ} | {
    "LC_ALL": "C.UTF-8"
}


@dataclass(frozen=True, slots=True)
class Ran:
    """How one run of the command ended."""

    code: int
    raw: bytes
    told: str

    @property
    def out(self) -> str:
        return self.raw.decode()

    @property
    def document(self) -> Any:
        """The one JSON document on standard output; fails when there is anything else."""
        return json.loads(self.raw)


def run(
    words: Sequence[str],
    folder: Path | None = None,
    told: bytes = b"",
    env: Mapping[str, str] | None = None,
    timeout_s: float = LONGEST_S,
    **more: Any,
) -> Ran:
    """The command, run in `folder` on standard input `told`.

    It is forked from a process that has imported it, unless the environment or `more` say how Python itself is started.
    """
    environment = ENVIRONMENT | dict(env or {})
    if not more and not any(name.startswith(("PYTHON", "LC_")) for name in env or ()):
        return Ran(*_nursery().run(words, folder or Path.cwd(), environment, told, timeout_s))
    command = [*COMMAND, *words]
    done = subprocess.run(
        command, cwd=folder, env=environment, input=told, capture_output=True, timeout=timeout_s, check=False, **more
    )
    return Ran(done.returncode, done.stdout, done.stderr.decode())


@cache
def _nursery() -> Nursery:
    nursery = Nursery(ENVIRONMENT)
    atexit.register(nursery.end)
    return nursery


@dataclass(frozen=True, slots=True)
class Room:
    folder: Path

    def digest(self, *words: str, env: dict[str, str] | None = None, **more: Any) -> Ran:
        """The command, run in the newsroom's folder."""
        return run(words, self.folder, env=env, **more)

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        """The command, running beside the test."""
        return subprocess.Popen(
            [*STOPPABLE, *words],
            cwd=self.folder,
            env=ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def write(self, name: str, content: str | bytes) -> str:
        """The name of a file in the newsroom that holds `content` now."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return name

    def change(self, name: str, old: str, new: str) -> None:
        """Nothing; `old`, which must be there once, is `new` afterwards."""
        text = (self.folder / name).read_text(encoding="utf-8")
        assert text.count(old) == 1
        self.write(name, text.replace(old, new))

    @property
    def database(self) -> Path:
        return self.folder / "digest.db"

    def outbox(self) -> dict[str, str]:
        """A hash of every file in the outbox, hidden leftovers included; the lock file says nothing."""
        box = self.folder / "outbox"
        files = (path for path in box.rglob("*") if path.is_file() and path.name != ".lock")
        return {path.relative_to(box).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}

    def rows(self) -> str:
        """Every row of the database."""
        with closing(sqlite3.connect(self.database)) as connection:
            names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
            # The index of words keeps no texts, and so cannot be read; `searched` says what is in it.
            tables = [name for (name,) in names if not name.startswith("search_words")]
            rows = (f"{name}: {row}" for name in tables for row in connection.execute(f'SELECT * FROM "{name}"'))
            return "\n".join(rows)

    def stored(self) -> int:
        """How many articles the database holds."""
        with closing(sqlite3.connect(self.database)) as connection:
            count: int = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
            return count

    def stories(self) -> list[str]:
        """The ids of the articles in the issue, as its folder says."""
        document = json.loads((self.folder / "outbox" / ISSUE / "issue.json").read_bytes())
        return [story["article"]["id"] for story in document["stories"]]

    def state(self) -> tuple[dict[str, str], str]:
        """All that a command may leave behind."""
        return self.outbox(), self.rows() if self.database.exists() else ""


def refused(ran: Ran, code: int, *words: str) -> None:
    """Asserts a clear refusal: the exit code, a message with these words, no traceback, nothing else on stdout."""
    assert "Traceback" not in ran.told
    assert ran.code == code, ran.told
    assert ran.told.strip(), "nothing was said"
    for word in words:
        assert word in ran.told
    assert ran.raw == b""


def copy(room: Room, target: Path) -> Room:
    shutil.copytree(room.folder, target)
    return Room(target)
