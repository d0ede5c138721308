"""How long the review page takes among many issues, and how much the first visit loads.

A newsroom of a thousand weekly issues and a hundred thousand articles, and the sample's own issue as the one that is
looked at. Both servers are uvicorn in a thread of this process and are asked over one kept connection on loopback; the
peer is a bare Starlette page of one line. The aim is 50 ms for the queue and the issue, and 80 kB for the first load.
"""

import gzip
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import archive
import httpx
import measure
import uvicorn
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from digest import newsroom, people
from digest.model import StaffRole, User
from digest.pipeline import Desk
from digest.web import Site, application

ARTICLES = 2_000 if measure.QUICK else 100_000
ROUNDS = 2 if measure.QUICK else 30
NOW = datetime(2025, 11, 17, 1, tzinfo=UTC)
ISSUE = "weekly/2025-W46"
PAGES = {
    "queue": "/",
    "issue": f"/issues/{ISSUE}",
    "story": f"/issues/{ISSUE}?for=taiwan&story=ecccf3dd2823",
    "mail preview": f"/issues/{ISSUE}/mail/international",
    "posts": f"/issues/{ISSUE}/posts?for=international",
    "compare": f"/issues/{ISSUE}/compare",
    "history": f"/issues/{ISSUE}/history",
    "search": "/search?q=候鸟",
}


def main() -> None:
    measure.heading(f"review page: {ARTICLES:,} articles, {ARTICLES // archive.PER_WEEK:,} issues", rounds=ROUNDS)
    with measure.folder() as folder, prepared(folder) as desk:
        cookies = {"digest-session": session(desk)}
        ours = application(Site(desk=desk, clock=lambda: NOW))
        peer = Starlette(routes=[Route("/", lambda request: HTMLResponse("<!doctype html><title>x</title>"))])
        with served(ours) as here, served(peer) as bare, httpx.Client(cookies=cookies, timeout=60) as client:
            actions = {name: partial(get, client, f"{here}{path}") for name, path in PAGES.items()}
            actions["bare Starlette"] = partial(get, client, bare)
            seconds = measure.best(actions, rounds=ROUNDS)
            loads = {name: first_load(client, here, path) for name, path in PAGES.items()}
    rows = [
        (
            name,
            measure.milliseconds(took),
            f"{loads[name] / 1000:.1f} kB" if name in loads else "",
            measure.ratio(took, seconds["bare Starlette"]),
        )
        for name, took in seconds.items()
    ]
    measure.table(("page", "answer", "first load, gzipped", "times the bare page"), rows)


@contextmanager
def prepared(root: Path) -> Iterator[Desk]:
    """The newsroom, with its archive and one issue that was really built."""
    place = root / "newsroom"
    place.mkdir()
    for words in (("init", "."), ("ingest",), ("build", "weekly", "--as-of", "2025-11-17")):
        measure.run((measure.command("digest"), *words), work=place, compiled=root / "compiled")
    archive.fill(root / "archive.db", ARTICLES, archive.recent())
    archive.join(place / "digest.db", root / "archive.db")
    with newsroom.open_desk(place) as desk:
        yield desk


def session(desk: Desk) -> str:
    """The secret of a session of somebody who may do everything."""
    desk.store.people.add(User(name="ada", role=StaffRole.ADMIN), "")
    opened = people.vouched(desk.store, "ada", now=NOW)
    assert opened
    return opened


@contextmanager
def served(app: ASGIApp) -> Iterator[str]:
    """The address of the application on a free port of this machine."""
    # Named as TCP, so that asyncio sends small answers at once, as it does on sockets of its own.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", access_log=False, lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


def get(client: httpx.Client, address: str) -> httpx.Response:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer


def first_load(client: httpx.Client, here: str, path: str) -> int:
    """Bytes of the page and of every file that it asks for, gzipped."""
    page = get(client, f"{here}{path}")
    found = re.findall(r'(?:src|href)="(/static/[^"]+|/issues/[^"]*/mail/[^"]+)"', page.text)
    wanted = dict.fromkeys(each.replace("&amp;", "&") for each in found)
    contents = [page.content, *(get(client, f"{here}{each}").content for each in wanted)]
    return sum(len(gzip.compress(content, 6)) for content in contents)


if __name__ == "__main__":
    main()
