"""`digest serve` as somebody starts it: pages and scheduler in one process, until Ctrl-C."""

import signal
import socket
import subprocess
import time

import httpx
import pytest
from cli_room import COMMAND, ENVIRONMENT, Room


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_pages_and_scheduler_run_in_one_process_and_end_together(ingested: Room, number: int) -> None:
    port = free_port()
    with subprocess.Popen(
        [*COMMAND, "serve", "--port", str(port)],
        cwd=ingested.folder,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as served:
        try:
            answer = _answer(f"http://127.0.0.1:{port}/readyz")
            assert answer.text == "ready\n"
            served.send_signal(number)
            out, err = served.communicate(timeout=20)
        finally:
            served.kill()
    assert "The review page is at" in out
    assert "Traceback" not in err
    assert not _listens(port)


def _answer(address: str) -> httpx.Response:
    for _ in range(200):
        try:
            return httpx.get(address)
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError(f"nothing answers at {address}")


def _listens(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0
