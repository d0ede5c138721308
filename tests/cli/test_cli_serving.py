"""`digest serve` as somebody starts it: pages, pages for readers and scheduler in one process, until Ctrl-C."""

import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import httpx
import pytest
from cli_room import COMMAND, ENVIRONMENT, Room

KEYS = {"DIGEST_LINK_KEYS": "1:" + "k" * 64}
PUBLIC = """[public]
address = "https://news.lanchuan.example"

[dispatch.relays.rehearsal]
kind = "maildir"
folder = "rehearsal"

[newsletters.weekly]
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@dataclass
class Serving:
    """`digest serve` while it runs, and what it said once it was stopped."""

    process: subprocess.Popen[str]
    review: str
    readers: str
    out: str = ""
    told: str = ""

    def stop(self, number: int = signal.SIGTERM) -> None:
        self.process.send_signal(number)
        self.out, self.told = self.process.communicate(timeout=20)


@contextmanager
def serving(room: Room, environment: Mapping[str, str] = {}) -> Iterator[Serving]:
    ports = (free_port(), free_port())
    with subprocess.Popen(
        [*COMMAND, "serve", "--port", str(ports[0]), "--public-port", str(ports[1])],
        cwd=room.folder,
        env=ENVIRONMENT | dict(environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            addresses = [f"http://127.0.0.1:{port}" for port in ports]
            _answer(process, addresses[0] + "/readyz")
            yield Serving(process, *addresses)
        finally:
            process.kill()


@pytest.fixture
def public(ingested: Room) -> Room:
    ingested.change("config/digest.toml", "[newsletters.weekly]\n", PUBLIC)
    return ingested


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_pages_and_scheduler_run_in_one_process_and_end_together(ingested: Room, number: int) -> None:
    with serving(ingested) as served:
        assert httpx.get(served.review + "/readyz").text == "ready\n"
        served.stop(number)
    assert "The review page is at" in served.out
    assert "readers" not in served.out
    assert "Traceback" not in served.told
    assert not _listens(served.review)


def test_readers_have_their_pages_at_a_port_of_their_own(public: Room) -> None:
    with serving(public, KEYS) as served:
        assert httpx.get(served.readers + "/archive").status_code == 200
        assert httpx.get(served.review + "/archive").status_code in (303, 404)
        # No name that a request gives itself leads through the door for readers to the other pages.
        for path in ("/sign-in", "/readyz", "/api/openapi.json"):
            for host in ("127.0.0.1", "localhost", served.review.removeprefix("http://")):
                assert httpx.get(served.readers + path, headers={"host": host}).status_code == 404
        served.stop()
    assert "The pages for readers are at" in served.out
    assert not _listens(served.readers)


def test_what_the_pages_for_readers_lack_is_said_and_stops_nothing_else(public: Room) -> None:
    with serving(public) as served:
        assert httpx.get(served.review + "/healthz").text == "ok\n"
        assert not _listens(served.readers)
        served.stop()
    assert "The pages for readers are not served." in served.told
    assert "DIGEST_LINK_KEYS" in served.told


def test_a_port_that_is_taken_is_named(ingested: Room) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        ran = ingested.digest("serve", "--port", str(other.getsockname()[1]))
    assert (ran.code, "cannot be listened on" in ran.told) == (2, True)


def _answer(process: subprocess.Popen[str], address: str) -> None:
    for _ in range(200):
        assert process.poll() is None, process.communicate()
        try:
            httpx.get(address)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"nothing answers at {address}")


def _listens(address: str) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", int(address.rpartition(":")[2]))) == 0
