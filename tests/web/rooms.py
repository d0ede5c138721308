"""A newsroom with its people, and its pages on a real server."""

import shutil
import socket
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import uvicorn
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from digest import newsroom, people
from digest.identity import Provider
from digest.model import StaffRole, User
from digest.pipeline import Desk
from digest.web import Site, application
from digest.web.site import Looked
from digest.web.throttle import Throttle
from tests import newsrooms

ISSUE = "weekly/2025-W46"
PASSWORD = "correct horse battery"
PEOPLE = {"vera": StaffRole.VIEWER, "mei": StaffRole.EDITOR, "omar": StaffRole.APPROVER, "ada": StaffRole.ADMIN}


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime = newsrooms.NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def on(self, by: timedelta) -> None:
        self.now += by


@dataclass(frozen=True, slots=True)
class Served:
    """A newsroom whose pages are served."""

    desk: Desk
    clock: Clock
    url: str
    throttle: Throttle
    leaving: ExitStack

    def rows(self, *, sessions: bool = False) -> str:
        """Every row of the database; sessions only where they are asked for."""
        with closing(sqlite3.connect(self.desk.settings.root / "digest.db")) as connection:
            names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            kept = [name for name in names if not name.startswith("search_words") and (sessions or name != "sessions")]
            return "\n".join(f"{name} {row}" for name in kept for row in connection.execute(f"SELECT * FROM {name}"))

    def visitor(self, name: str = "", **headers: str) -> httpx.Client:
        """A browser without scripts, signed in as somebody or as nobody."""
        client = httpx.Client(base_url=self.url, headers={"origin": self.url, **headers}, timeout=30)
        self.leaving.enter_context(client)
        if name:
            session = people.sessions.secret.new()
            until = self.clock.now + people.SESSION
            kept = people.sessions.secret.kept(session)
            self.desk.store.people.open_session(kept, name, now=self.clock.now, expires=until)
            client.cookies.set("digest-session", session, domain="127.0.0.1")
        return client


def prepare(root: Path) -> None:
    """Nothing; the newsroom in `root` has an issue and people."""
    with newsrooms.opened(root) as desk:
        newsrooms.take_in(desk)
        newsrooms.build(desk)
        kept = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=64),)).hash(PASSWORD)  # quick to check, not safe
        for name, role in PEOPLE.items():
            desk.store.people.add(User(name=name, role=role), kept)


@contextmanager
def served(
    prepared: Path, root: Path, url: str = "", provider: Provider | None = None, looked: Looked = lambda: None
) -> Iterator[Served]:
    """A copy of the prepared newsroom, its pages on a free port of this machine."""
    shutil.copytree(prepared, root)
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # then asyncio sets NODELAY
    listening.bind(("127.0.0.1", 0))
    with newsroom.open_desk(root) as desk:
        clock = Clock()
        site = Site(desk=desk, clock=clock, url=url, provider=provider, looked=looked)
        server = uvicorn.Server(
            uvicorn.Config(application(site), log_level="critical", access_log=False, lifespan="off")
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        with ExitStack() as leaving:
            yield Served(desk, clock, f"http://127.0.0.1:{listening.getsockname()[1]}", site.throttle, leaving)
        server.should_exit = True
        thread.join(10)
    listening.close()
