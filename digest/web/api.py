"""The same for programs: JSON, with a key in the header Authorization. Part of digest.web.

Every operation is a row of `OPERATIONS`; the OpenAPI document is made from the rows. The verbs and rules are those of
the pages. A key opens nothing but these addresses, and a session opens none of them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.responses import JSONResponse, Response

from digest import __version__, review
from digest.model import StaffRole
from digest.preflight import Finding
from digest.web import deciding, issues, watching
from digest.web.issues import Issue
from digest.web.visit import NotFoundError, Visit

ISSUE = "/api/issues/{newsletter}/{slug}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One thing that a program can ask for or do; `body` says what it sends, a star marks what it has to."""

    method: str
    path: str
    role: StaffRole
    does: Callable[[Visit], Response]
    summary: str
    body: Mapping[str, str]

    @property
    def name(self) -> str:
        return self.does.__name__


def list_issues(visit: Visit) -> Response:
    """The queue of whoever the key belongs to."""
    queue = review.queue(visit.desk, issues.actor(visit), visit.now)
    return JSONResponse({name: [_line(each) for each in getattr(queue, name)] for name in queue.__slots__})


def show_issue(visit: Visit) -> Response:
    """An issue with its seal, its stories and its drafts."""
    return JSONResponse(_issue(visit, issues.of(visit)))


def list_findings(visit: Visit) -> Response:
    """What preflight says, by audience."""
    found = issues.of(visit).opened.findings
    return JSONResponse({name: [_finding(each) for each in several] for name, several in found.items()})


def show_draft(visit: Visit) -> Response:
    """The bytes of a draft. Whatever is in it, a browser only saves it."""
    sheet, file = issues.of(visit).sheet(visit.path["audience"]), visit.path["file"]
    if not sheet.has(file):
        raise NotFoundError("This issue has no such draft.")
    headers = {"content-disposition": "attachment"}
    return Response(sheet.content(file), media_type="application/octet-stream", headers=headers)


def decide(visit: Visit) -> Response:
    """The issue after a decision about exactly the bytes with the seal `seen`."""
    issue = issues.of(visit)
    deciding.carry_out(visit, issue)
    return JSONResponse(_issue(visit, issues.of(visit)))


def comment(visit: Visit) -> Response:
    """The number of the new comment."""
    issue = issues.of(visit)
    made = review.comment(visit.desk, issue.id, visit.field("text"), actor=issues.actor(visit), now=visit.now)
    return JSONResponse({"id": made.id, "by": made.by, "at": made.at.isoformat()}, 201)


def mark_posted(visit: Visit) -> Response:
    """The mark that a draft was published by hand."""
    issue, audience, file = issues.of(visit), visit.path["audience"], visit.path["file"]
    if not issue.sheet(audience).has(file):
        raise NotFoundError("This issue has no such draft.")
    who, url = issues.actor(visit), visit.field("url").strip()
    mark = review.mark_posted(visit.desk, issue.id, f"{audience}/{file}", url=url, actor=who, now=visit.now)
    return JSONResponse({"path": mark.path, "url": mark.url, "by": mark.by, "at": mark.at.isoformat()}, 201)


def describe(visit: Visit) -> Response:
    """This interface as an OpenAPI document."""
    return JSONResponse(document())


def _operation(method: str, path: str, role: StaffRole, does: Callable[[Visit], Response], **body: str) -> Operation:
    summary = (does.__doc__ or "").partition("\n")[0]
    return Operation(method=method, path=path, role=role, does=does, summary=summary, body=body)


OPERATIONS = (
    _operation("GET", "/api/openapi.json", StaffRole.VIEWER, describe),
    _operation("GET", "/api/issues", StaffRole.VIEWER, list_issues),
    _operation("GET", "/api/metrics", StaffRole.VIEWER, watching.figures),
    _operation("GET", ISSUE, StaffRole.VIEWER, show_issue),
    _operation("GET", ISSUE + "/findings", StaffRole.VIEWER, list_findings),
    _operation("GET", ISSUE + "/drafts/{audience}/{file}", StaffRole.VIEWER, show_draft),
    _operation(
        "POST",
        ISSUE + "/decisions",
        StaffRole.APPROVER,
        decide,
        act="*approve, request-changes, reject, take-back, hold or release",
        seen="the seal that was looked at; needed to approve, request changes and reject",
        comment="needed for everything but approving",
    ),
    _operation("POST", ISSUE + "/comments", StaffRole.EDITOR, comment, text="*what is to be said"),
    _operation(
        "POST",
        ISSUE + "/posted/{audience}/{file}",
        StaffRole.EDITOR,
        mark_posted,
        url="where the post stands",
    ),
)


def document() -> dict[str, Any]:
    """The OpenAPI document, 3.1."""
    paths: dict[str, dict[str, Any]] = {}
    for each in OPERATIONS:
        paths.setdefault(each.path, {})[each.method.lower()] = _described(each)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Digest", "version": __version__},
        "security": [{"key": []}],
        "components": {"securitySchemes": {"key": {"type": "http", "scheme": "bearer"}}},
        "paths": paths,
    }


def _described(each: Operation) -> dict[str, Any]:
    names = [part[1:-1] for part in each.path.split("/") if part.startswith("{")]
    refused = {
        "400": "the body cannot be read",
        "401": "no key, or one that opens nothing",
        "403": "the key may not do this",
        "404": "there is no such thing",
        "409": "the rules do not allow it now",
        "422": "something in it means nothing here",
    }
    told: dict[str, Any] = {
        "operationId": each.name,
        "summary": f"{each.summary} For: {each.role} and above.",
        "parameters": [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in names],
        "responses": {"2XX": {"description": "done"}}
        | {status: {"description": why} for status, why in refused.items()},
    }
    if each.body:
        schema = {
            "type": "object",
            "properties": {n: {"type": "string", "description": w.lstrip("*")} for n, w in each.body.items()},
            "required": [name for name, words in each.body.items() if words.startswith("*")],
        }
        told["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema}}}
    return told


def _line(each: review.Waiting) -> dict[str, Any]:
    return {
        "issue": each.issue.id,
        "revision": each.issue.revision,
        "state": each.state.value,
        "due": each.issue.due.isoformat(),
        "approvals": [ruling.by for ruling in each.approvals],
        "needed": each.policy.approvers,
        "overdue": each.overdue,
    }


def _issue(visit: Visit, issue: Issue) -> dict[str, Any]:
    drafts = visit.store.issues.drafts(issue.id)
    return {
        "issue": issue.id,
        "revision": issue.revision,
        "seal": issue.seal,
        "state": issue.review.state.value,
        "due": issue.due.isoformat(),
        "blockers": issue.opened.blockers,
        "warnings": issue.opened.warnings,
        "editors": list(issue.review.editors),
        "approvals": [ruling.by for ruling in issue.review.approvals],
        "articles": list(issue.opened.record.article_ids),
        "drafts": [{"path": each.path, "channel": each.channel, "sha256": each.sha256} for each in drafts],
    }


def _finding(each: Finding) -> dict[str, Any]:
    where = {name: value for name in ("file", "story", "field") if (value := getattr(each.where, name))}
    return {"level": each.level.value, "code": each.code, "words": each.words, "where": where}
