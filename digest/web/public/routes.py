"""Which page for readers stands at which address. Part of digest.web.public."""

from collections.abc import Awaitable, Callable
from functools import partial

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from digest.errors import DigestError
from digest.web.public import archive, leaving, links, pages, preferring, signing_up
from digest.web.public.house import House

Answer = Callable[[House, Request], Awaitable[Response]]

ROUTES: tuple[tuple[str, str, Answer], ...] = (
    ("GET", "/", signing_up.form),
    ("POST", "/", signing_up.sign_up),
    ("GET", "/confirm/{token}", signing_up.question),
    ("POST", "/confirm/{token}", signing_up.confirm),
    ("GET", "/preferences/{token}", preferring.form),
    ("POST", "/preferences/{token}", preferring.save),
    ("GET", "/unsubscribe/{token}", leaving.question),
    ("POST", "/unsubscribe/{token}", leaving.leave),
    ("GET", "/c/{name}", links.follow),
    ("GET", "/archive", archive.index),
    ("GET", "/archive/{newsletter}/{variant}.atom", archive.feed),
    ("GET", "/archive/{newsletter}/{slug}/{variant}", archive.issue),
)


def application(house: House) -> Starlette:
    """The pages of the house, ready to be served."""
    routes = [Route(path, partial(answer, house), methods=[method]) for method, path, answer in ROUTES]
    return Starlette(
        routes=[*routes, Route("/public.css", partial(_style, house))],
        middleware=[Middleware(_Headers)],
        exception_handlers={
            HTTPException: partial(_failed, house),
            pages.TooLargeError: partial(_too_large, house),
            DigestError: partial(_broken, house),
            ClientDisconnect: _gone,
        },
    )


class _Headers:
    """Puts our headers on every answer that does not say otherwise."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in pages.HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, sending)


async def _style(house: House, request: Request) -> Response:
    headers = {"cache-control": "public, max-age=31536000, immutable"}
    return Response(house.style, headers=headers, media_type="text/css; charset=utf-8")


async def _failed(house: House, request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    variant = pages.variant_of(house, request)
    w = house.words[variant]
    title = w.text("There is no such page.") if status == 404 else w.text("That is not possible here.")
    return pages.said(house, request, variant, title, status=status, next="/", next_words=w.text("To the first page"))


async def _too_large(house: House, request: Request, error: Exception) -> Response:
    return PlainTextResponse("This is more than a form of these pages can hold.\n", 413)


async def _broken(house: House, request: Request, error: Exception) -> Response:
    variant = pages.variant_of(house, request)
    w = house.words[variant]
    return pages.said(
        house,
        request,
        variant,
        w.text("Something went wrong on our side."),
        w.text("Please try again later."),
        status=503,
    )


async def _gone(request: Request, error: Exception) -> Response:
    return PlainTextResponse("", 400)
