"""Answers: a template in the reader's variant, or a plain text. Part of digest.web.public."""

from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from digest.model import Variant
from digest.web.public.house import House
from digest.web.public.languages import NAMES, chosen

LARGEST_FORM = 16 * 1024  # bytes
MOST_FIELDS = 100
PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; img-src https: data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
MAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src https: data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = {
    "content-security-policy": PAGE_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",  # the address of a page may hold somebody's link
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "strict-transport-security": "max-age=31536000",
}
PERSONAL: Mapping[str, str] = {"cache-control": "no-store", "x-robots-tag": "noindex, nofollow"}
PUBLIC: Mapping[str, str] = {"cache-control": "public, max-age=300"}


class TooLargeError(Exception):
    """A form that is larger than any of ours."""


async def form(request: Request) -> dict[str, list[str]]:
    """The fields of a form, each with its values; empty for anything but a form of ours. Raises TooLargeError."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST_FORM:
            raise TooLargeError
    fields: dict[str, list[str]] = {}
    try:
        pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:  # more fields than any form of ours has
        return fields
    for name, value in pairs:
        fields.setdefault(name, []).append(value)
    return fields


def variant_of(house: House, request: Request, reader: Variant | None = None) -> Variant:
    """The variant that this visitor sees."""
    accepted = request.headers.get("accept-language", "")
    return chosen(request.query_params.get("lang", ""), accepted, reader, house.variants)


def page(
    house: House,
    request: Request,
    template: str,
    variant: Variant,
    *,
    status: int = 200,
    headers: Mapping[str, str] = PERSONAL,
    **context: object,
) -> Response:
    """The template as a page."""
    words = house.words[variant]
    room = house.desk.settings.newsroom
    text = house.desk.templates.render(
        f"public/{template}.html.j2",
        channel="public",
        w=words,
        lang=variant.value,
        languages=[(each.value, NAMES[each]) for each in house.variants],
        here=request.url.path,
        newsroom=room.name[variant],
        postal=room.address[variant],
        site=room.site,
        titles={name: letter.title[variant] for name, letter in house.newsletters.items()},
        style=f"/public.css?v={house.style_version}",
        **context,
    )
    return Response(
        text.encode("utf-8", "replace"), status, headers=dict(headers), media_type="text/html; charset=utf-8"
    )


def said(
    house: House, request: Request, variant: Variant, title: str, *lines: str, status: int = 200, next: str = "",
    next_words: str = "",
) -> Response:  # fmt: skip
    """A page that only says something."""
    return page(
        house, request, "said", variant, status=status, title=title, lines=lines, next=next, next_words=next_words
    )
