"""A real web server on 127.0.0.1 whose every page is a few lines of a test."""

from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Page = Callable[["Visitor"], None]


class Visitor(BaseHTTPRequestHandler):
    """One request; a page answers it through `give` or by writing bytes itself."""

    server: "Site"

    def do_GET(self) -> None:
        self.server.visits.append(self)
        try:
            self.server.pages[self.path](self)
        except OSError:
            self.close_connection = True  # the client had enough, which is what many tests are about

    def give(self, body: bytes = b"", *, status: int = 200, **headers: str) -> None:
        """A whole response; header names are written with underscores."""
        self.send_response(status)
        for name, text in {"Content_Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), text)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


class Site(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Visitor)
        self.pages: dict[str, Page] = {}
        self.visits: list[Visitor] = []

    @property
    def port(self) -> int:
        return self.server_address[1]

    def url(self, path: str = "/feed", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"
