"""The server: one process, uvicorn, a port for each set of pages. Part of digest.web."""

import socket
from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any, cast

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from digest import log
from digest.errors import UsageError

HEADERS_S = 20  # how long a connection may take over nothing
OPEN = ("newsletter", "slug", "variant", "audience")  # fields of an address that name nobody


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Pages and where they are reached. `proxied` where a proxy on this machine says whose request it is."""

    pages: ASGIApp
    host: str
    port: int
    proxied: bool

    @property
    def url(self) -> str:
        return f"http://[{self.host}]:{self.port}" if ":" in self.host else f"http://{self.host}:{self.port}"


def serve(doors: Sequence[Door]) -> None:
    """Nothing; serves the pages behind every door until it is stopped. UsageError where a port cannot be had."""
    import uvicorn

    opened = [_listen(door) for door in doors]
    behind = {listening.getsockname()[1]: _pages(door) for door, listening in zip(doors, opened, strict=True)}

    async def by_port(scope: Scope, receive: Receive, send: Send) -> None:
        await _written_down(behind[scope["server"][1]], scope, receive, send)

    config = uvicorn.Config(
        by_port,
        lifespan="off",
        log_config=None,  # digest.log has it
        access_log=False,  # an address of a page may hold somebody's link
        server_header=False,
        timeout_keep_alive=HEADERS_S,
        proxy_headers=False,  # each door has its own answer
    )
    uvicorn.Server(config).run(sockets=opened)


async def _written_down(pages: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """Nothing; answers, and writes down which page it was, never for whom."""
    status, started = 0, monotonic()

    async def noting(message: Message) -> None:
        nonlocal status
        status = message.get("status", status)
        await send(message)

    try:
        await pages(scope, receive, noting)
    finally:
        took_ms = round((monotonic() - started) * 1000, 1)
        fields = {"port": scope["server"][1], "method": scope["method"], "page": _page(scope), "status": status}
        (log.warn if status >= 500 or not status else log.event)("request", **fields, ms=took_ms)


def _page(scope: Scope) -> str:
    """The address of the page with the names of its fields where they might be somebody's; "" for none of ours."""
    if "endpoint" not in scope:
        return ""
    page = str(scope["path"])
    for name, value in scope.get("path_params", {}).items():
        if name not in OPEN:
            page = page.replace(str(value), f"{{{name}}}")
    return page


def _pages(door: Door) -> ASGIApp:
    from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

    # uvicorn and Starlette write down the same interface in two ways
    return cast("ASGIApp", ProxyHeadersMiddleware(cast("Any", door.pages))) if door.proxied else door.pages


def _listen(door: Door) -> socket.socket:
    family = socket.AF_INET6 if ":" in door.host else socket.AF_INET
    try:
        return socket.create_server((door.host, door.port), family=family, backlog=2048)
    except OSError as e:
        raise UsageError(
            f"{door.host} port {door.port} cannot be listened on: {e.strerror or e}.",
            next="Does it run already? Another port: --port",
        ) from e
