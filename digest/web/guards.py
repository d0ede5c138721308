"""What stands before every page: host, origin and size of a request, headers of an answer. Part of digest.web."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY = 256 * 1024  # bytes; the longest form is one summary
SAFE_METHODS = frozenset({"GET", "HEAD"})
METHODS = SAFE_METHODS | {"POST"}

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)
# A mail is shown in a sandbox of its own origin even when somebody opens its address alone. It may open links in a new
# tab; it runs no script, sends no form, and asks nobody for a picture.
MAIL_POLICY = (
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; "
    "img-src data:; frame-ancestors 'self'"
)
HEADERS: Mapping[str, str] = {
    "content-security-policy": PAGE_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # with no-referrer a browser would send a form's Origin as null
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
    "x-robots-tag": "noindex, nofollow",
}
MAIL_HEADERS: Mapping[str, str] = {"content-security-policy": MAIL_POLICY, "x-frame-options": "SAMEORIGIN"}


class Guard:
    """Lets through what comes from our own pages to our own host, in a size that a form can have."""

    def __init__(self, app: ASGIApp, *, hosts: frozenset[str], secure: bool) -> None:
        self._app, self._hosts, self._secure = app, hosts, secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        reason, status = self._refusal(scope)
        answer = PlainTextResponse(reason, status) if reason else None
        limited = _Limited(receive)
        try:
            await (answer or self._app)(scope, limited, _with_headers(send, self._secure))
        except TooLarge:
            too_large = PlainTextResponse("This is more than a form of these pages can hold.\n", 413)
            await too_large(scope, receive, _with_headers(send, self._secure))

    def _refusal(self, scope: Scope) -> tuple[str, int]:
        headers = Headers(scope=scope)
        if _name(headers.get("host", "")) not in self._hosts or len(headers.getlist("host")) != 1:
            return "This host is not served here. Name it to: digest serve --url\n", 421
        if scope["method"] not in METHODS:
            return "There is no such method here.\n", 405
        if scope["method"] not in SAFE_METHODS and not _comes_from_us(headers, self._secure):
            return "This was sent by another site, so nothing was done.\n", 403
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > LARGEST_BODY:
            return "This is more than a form of these pages can hold.\n", 413
        return "", 0


class TooLarge(Exception):  # noqa: N818 -- it stops a request, and is no error of ours
    """A body went on beyond the limit, whatever its header had said."""


class _Limited:
    """Receives a body up to the limit."""

    def __init__(self, receive: Receive) -> None:
        self._receive, self._taken = receive, 0

    async def __call__(self) -> Message:
        message = await self._receive()
        self._taken += len(message.get("body", b""))
        if self._taken > LARGEST_BODY:
            raise TooLarge
        return message


def _comes_from_us(headers: Headers, secure: bool) -> bool:
    """Whether one of our pages sent it, or a program that shows a key (which no browser adds by itself).

    Browsers say so by Sec-Fetch-Site, on plain http and older ones by Origin: see OWASP, Cross-Site Request Forgery.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    if origin is not None:
        scheme = "https" if secure else "http"
        return origin.lower() == f"{scheme}://{headers.get('host', '').lower()}"
    return headers.get("authorization", "").startswith("Bearer ") and "cookie" not in headers


def _name(host: str) -> str:
    """The host's name without its port; "" for what is none."""
    try:
        parts = urlsplit(f"//{host}")
        plain = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return ""
    return plain if parts.netloc == host and "@" not in host and not set(host) & set("/?#\\ ") else ""


def _with_headers(send: Send, secure: bool) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            if secure:
                headers.setdefault("strict-transport-security", "max-age=31536000")
        await send(message)

    return sending
