"""Counted links: one more opening, and on to where it leads. Part of digest.web.public.

Nothing of the visitor is looked at or kept. What programs fetch ahead of a reader is not counted where they say so; a
program that does not say so is counted as a reader.
"""

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from digest.errors import StoreError
from digest.web.public import pages
from digest.web.public.house import House

_LONGEST = 40  # letters of a name


async def follow(house: House, request: Request) -> Response:
    """To where the link leads; 404 for none of ours. A reader gets there also when nothing can be counted."""
    name = request.path_params["name"]
    url = await run_in_threadpool(house.desk.store.links.destination, name) if len(name) <= _LONGEST else ""
    if not url:
        raise HTTPException(404)
    if request.method == "GET" and "prefetch" not in request.headers.get("sec-purpose", ""):
        await run_in_threadpool(_count, house, name)
    return RedirectResponse(url, 302, headers=dict(pages.PERSONAL))


def _count(house: House, name: str) -> None:
    try:
        house.desk.store.links.count(name)
    except StoreError:
        return  # the database is busy or full: the reader goes on
