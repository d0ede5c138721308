"""Which page stands at which address, and what one has to be to see it. Part of digest.web.

The table is the whole truth about rights: a route that is not in it is not served, and each needs a right by name.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from digest import people
from digest.errors import DigestError, StaleError, UsageError
from digest.model import StaffRole, said
from digest.web import (
    account,
    api,
    commenting,
    deciding,
    differences,
    editing,
    elsewhere,
    files,
    guests,
    history,
    issue_page,
    mails,
    posts,
    queue,
    report,
    searching,
    showing,
    signing_in,
    watching,
)
from digest.web.visit import NotFoundError, Visit

if TYPE_CHECKING:
    from digest.web.site import Site

Page = Callable[[Visit], Response]
MOST_FIELDS = 200
LONGEST_FIELD = 200_000  # bytes


class Need(StrEnum):
    """What one has to be."""

    NOTHING = "nothing"
    LINK = "link"  # a guest with a review link; the link is in the path
    VIEWER = "viewer"
    EDITOR = "editor"
    APPROVER = "approver"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """One address with one method."""

    method: str
    path: str
    need: Need
    page: Page
    fields: frozenset[str] | None = None  # what a program may send; a form of ours may hold more than is asked for


def _get(path: str, need: Need, page: Page) -> Gate:
    return Gate(method="GET", path=path, need=need, page=page)


def _post(path: str, need: Need, page: Page) -> Gate:
    return Gate(method="POST", path=path, need=need, page=page)


_ISSUE = "/issues/{newsletter}/{slug}"
_STORY = _ISSUE + "/stories/{article}"

GATES: tuple[Gate, ...] = (
    _get("/static/{name}", Need.NOTHING, signing_in.asset),
    _get("/healthz", Need.NOTHING, watching.lives),
    _get("/readyz", Need.NOTHING, watching.ready),
    _get("/sign-in", Need.NOTHING, signing_in.form),
    _post("/sign-in", Need.NOTHING, signing_in.sign_in),
    _get("/sign-in/elsewhere", Need.NOTHING, elsewhere.begin),
    _get(elsewhere.BACK, Need.NOTHING, elsewhere.finish),
    _post("/sign-out", Need.NOTHING, signing_in.sign_out),
    _get("/", Need.VIEWER, queue.show),
    _get("/search", Need.VIEWER, searching.show),
    _get("/articles/{article}", Need.VIEWER, searching.article),
    _get("/report", Need.VIEWER, report.show),
    _get(_ISSUE, Need.VIEWER, issue_page.show),
    _get(_ISSUE + "/mail/{audience}", Need.VIEWER, mails.framed),
    _get(_ISSUE + "/page/{audience}/{file}", Need.VIEWER, mails.page),
    _get(_ISSUE + "/side-by-side", Need.VIEWER, issue_page.side_by_side),
    _get(_ISSUE + "/articles", Need.VIEWER, issue_page.articles),
    _get(_ISSUE + "/posts", Need.VIEWER, posts.show),
    _get(_ISSUE + "/compare", Need.VIEWER, differences.show),
    _get(_ISSUE + "/history", Need.VIEWER, history.show),
    _get(_ISSUE + "/history.json", Need.VIEWER, history.as_json),
    _get(_ISSUE + "/history.csv", Need.VIEWER, history.as_csv),
    _get(_ISSUE + "/sending", Need.VIEWER, report.sending),
    _get(_ISSUE + "/decide", Need.VIEWER, deciding.form),
    _post(_ISSUE + "/decide", Need.APPROVER, deciding.decide),
    _post(_ISSUE + "/submit", Need.EDITOR, deciding.submit),
    _get(_ISSUE + "/files/{audience}/{file}", Need.EDITOR, files.form),
    _post(_ISSUE + "/files/{audience}/{file}", Need.EDITOR, files.write),
    _get(_ISSUE + "/picture/{audience}/{file}", Need.VIEWER, posts.picture),
    _post(_STORY + "/words", Need.EDITOR, editing.write),
    _post(_STORY + "/move", Need.EDITOR, editing.move),
    _post(_STORY + "/pin", Need.EDITOR, editing.pin),
    _post(_STORY + "/drop", Need.EDITOR, editing.drop),
    _post(_STORY + "/defer", Need.EDITOR, editing.defer),
    _post(_STORY + "/add", Need.EDITOR, editing.add),
    _post(_ISSUE + "/posts/{audience}/{file}", Need.EDITOR, posts.mark),
    _post(_ISSUE + "/comments", Need.EDITOR, commenting.comment),
    _post(_ISSUE + "/comments/{comment}", Need.EDITOR, commenting.settle),
    _post(_ISSUE + "/links", Need.EDITOR, guests.invite),
    _post(_ISSUE + "/links/{link}/revoke", Need.EDITOR, guests.revoke),
    _get("/r/{secret}", Need.LINK, guests.look),
    _get("/r/{secret}/mail/{audience}", Need.LINK, guests.mail),
    _post("/r/{secret}", Need.LINK, guests.respond),
    _get("/account", Need.VIEWER, account.show),
    _post("/account", Need.VIEWER, account.prefer),
    _post("/account/password", Need.VIEWER, account.change_password),
    _post("/account/tokens", Need.VIEWER, account.add_token),
    _post("/account/tokens/{token}/revoke", Need.VIEWER, account.revoke_token),
    _get("/people", Need.ADMIN, account.everybody),
    _post("/people", Need.ADMIN, account.add),
    _post("/people/{name}", Need.ADMIN, account.change),
    *(
        Gate(
            method=each.method,
            path=each.path,
            need=Need(each.role.value),
            page=each.does,
            fields=frozenset(each.body.get("properties", ())),
        )
        for each in api.OPERATIONS
    ),
)


def served(site: "Site") -> list[Route]:
    """The table as Starlette takes it."""
    by_path: dict[str, dict[str, Gate]] = {}
    for gate in GATES:
        by_path.setdefault(gate.path, {})[gate.method] = gate
    return [
        Route(path, _endpoint(site, gates), methods=list(gates), name=path, include_in_schema=False)
        for path, gates in by_path.items()
    ]


def _endpoint(site: "Site", gates: Mapping[str, Gate]) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        gate = gates["GET" if request.method == "HEAD" else request.method]
        visit = await _visit(site, request)
        return await run_in_threadpool(_answer, gate, visit)

    return endpoint


async def _visit(site: "Site", request: Request) -> Visit:
    form = _storable(await _form(request)) if request.method == "POST" else {}
    question = urlencode(list(request.query_params.multi_items()))
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    return Visit(
        site=site,
        now=site.clock(),
        method=request.method,
        address=request.client.host if request.client else "",
        at=request.scope["path"] + (f"?{question}" if question else ""),
        path=_storable(request.path_params),
        query=_storable(request.query_params),
        form=form,
        accepted=request.headers.get("accept-language", ""),
        origin=f"{request.url.scheme}://{request.headers.get('host', '')}",
        session=request.cookies.get(site.cookie, ""),
        ticket=request.cookies.get(site.ticket, ""),
        bearer=key if scheme == "Bearer" else "",
    )


def _storable(fields: Mapping[str, str]) -> dict[str, str]:
    """The fields without what no database takes: U+0000, and halves of characters (JSON may hold them)."""
    return {name: _NOT_STORED.sub("\ufffd", text) for name, text in fields.items()}


_NOT_STORED = re.compile("[\0\ud800-\udfff]")


async def _form(request: Request) -> dict[str, str]:
    """The fields of a form; files are no part of any of ours."""
    if request.headers.get("content-type", "").partition(";")[0].strip() == "application/json":
        return _json(await request.body())
    async with request.form(max_files=0, max_fields=MOST_FIELDS, max_part_size=LONGEST_FIELD) as form:
        return {name: value for name, value in form.items() if isinstance(value, str)}


def _json(body: bytes) -> dict[str, str]:
    """The texts of a JSON object."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError) as e:
        raise HTTPException(400) from e
    if not isinstance(told, dict) or not all(isinstance(value, str) for value in told.values()):
        raise HTTPException(400)
    return told


def _answer(gate: Gate, visit: Visit) -> Response:
    """The page, once it is known who asks; what they may not see is refused before anything is looked up."""
    visit = _recognised(visit)
    try:
        if not _may(gate.need, visit):
            return _refused(visit)
        if gate.fields is not None and (unknown := sorted(visit.form.keys() - gate.fields)):
            raise UsageError(
                said("There is no field {field} here.", field=repr(unknown[0])), kept=said("Nothing was changed.")
            )
        return gate.page(visit)
    except NotFoundError as e:
        return _problem(visit, e, 404)
    except UsageError as e:
        return _problem(visit, e, 422)
    except DigestError as e:
        return _problem(visit, e, 409)


def _recognised(visit: Visit) -> Visit:
    if visit.is_api:
        return replace(visit, user=people.bearer(visit.store, visit.bearer, now=visit.now))
    return replace(visit, user=people.who(visit.store, visit.session, now=visit.now))


def _may(need: Need, visit: Visit) -> bool:
    if need in (Need.NOTHING, Need.LINK):
        return True
    return visit.user is not None and visit.user.is_at_least(StaffRole(need))


def _refused(visit: Visit) -> Response:
    if visit.user is None and visit.method != "POST" and not visit.is_api:
        return showing.go("/sign-in", next=visit.at if visit.at != "/" else "")
    nothing = said("Nothing was done.")
    if visit.user is None:
        next_ = "Show a key: Authorization: Bearer ..." if visit.is_api else said("Sign in.")
        return _problem(visit, UsageError(said("You are not signed in."), kept=nothing, next=next_), 401)
    return _problem(visit, UsageError(said("Your account may not do this."), kept=nothing), 403)


def _problem(visit: Visit, error: DigestError, status: int) -> Response:
    if visit.is_api:
        both = ("yours", "theirs", "by") if isinstance(error, StaleError) else ()
        told = {name: getattr(error, name) for name in ("what", "kept", "next", *both)}
        return JSONResponse({"error": told}, status)
    return showing.page(visit, "problem.html.j2", status=status, error=error)


def failures(site: "Site") -> dict[Any, Any]:
    """What is answered where no page is."""

    async def problem(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        words = {
            404: said("There is no such page."),
            405: said("That is not done here."),
            400: said("This form cannot be read."),
        }
        visit = replace(await _plain(site, request), form={})
        known = await run_in_threadpool(_recognised, visit)
        told = NotFoundError(words.get(status, said("Something went wrong here.")), kept=said("Nothing was changed."))
        return await run_in_threadpool(_problem, known, told, status)

    return {HTTPException: problem, ClientDisconnect: problem}


async def _plain(site: "Site", request: Request) -> Visit:
    """The visit without its form, which could not be read."""
    return Visit(
        site=site,
        now=site.clock(),
        method="GET",
        address="",
        at=request.scope["path"],
        path={},
        query={},
        form={},
        accepted=request.headers.get("accept-language", ""),
        session=request.cookies.get(site.cookie, ""),
    )
