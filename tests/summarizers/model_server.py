"""A real chat server on 127.0.0.1 that speaks the OpenAI protocol and says what a test tells it to."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = Callable[["Visitor"], None]


class Visitor(BaseHTTPRequestHandler):
    """One question; a reply answers it through `say`, `give` or by writing bytes itself."""

    server: "ModelServer"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        self.asked: dict[str, Any] = json.loads(body)
        self.server.visits.append(self)
        place = min(len(self.server.visits), len(self.server.replies)) - 1
        with suppress(BrokenPipeError, ConnectionResetError):  # the client had heard enough
            self.server.replies[place](self)

    def article(self) -> dict[str, Any]:
        """The material in the user's message."""
        return dict(json.loads(self.asked["messages"][-1]["content"]))

    def give(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, text in {"Content_Length": str(len(body)), "Content_Type": "application/json", **headers}.items():
            self.send_header(name.replace("_", "-"), text)
        self.end_headers()
        self.wfile.write(body)

    def say(self, text: str, finish: str | None = "stop", **more: object) -> None:
        choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": finish}
        answer = {"id": "1", "object": "chat.completion", "choices": [choice], "usage": {"total_tokens": 321}, **more}
        self.give(json.dumps(answer).encode())

    def log_message(self, format: str, *args: object) -> None:
        pass


class ModelServer(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Visitor)
        self.replies: tuple[Reply, ...] = ()
        self.visits: list[Visitor] = []
        self.over = threading.Event()  # set when the test is, for replies that would wait for ever

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def answers(self, *replies: Reply | str) -> None:
        """Sets what is said to the first question, the second and so on; the last one to all further questions."""
        self.replies = tuple(says(reply) if isinstance(reply, str) else reply for reply in replies)


@contextmanager
def running() -> Iterator[ModelServer]:
    with ModelServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.over.set()
        server.shutdown()
        thread.join()


def says(text: str, finish: str | None = "stop") -> Reply:
    return lambda visitor: visitor.say(text, finish)


def draft(*sentences: str | tuple[str, list[int]]) -> str:
    """An answer in the form that was asked for; a bare sentence is said to come from the first source sentence."""
    found = [(each, [1]) if isinstance(each, str) else each for each in sentences]
    return json.dumps({"sentences": [{"text": text, "sources": sources} for text, sources in found]})
