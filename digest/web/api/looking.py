"""What programs see. Part of digest.web.api; nothing is changed."""

from typing import Any

from starlette.responses import JSONResponse, Response

from digest import review
from digest.model import Comment, Field, said
from digest.preflight import Finding
from digest.review import Text
from digest.web import history, issues
from digest.web.issues import Issue
from digest.web.visit import NotFoundError, Visit


def list_issues(visit: Visit) -> Response:
    """The queue of whoever the key belongs to."""
    queue = review.queue(visit.desk, issues.actor(visit), visit.now)
    groups = ("mine", "others", "approved", "done")
    return JSONResponse({name: [_line(each) for each in getattr(queue, name)] for name in groups})


def show_issue(visit: Visit) -> Response:
    """An issue with its seal, its stories and its drafts."""
    return issue(visit)


def issue(visit: Visit) -> Response:
    """The issue that the address names, as it is now."""
    return JSONResponse(_issue(visit, issues.of(visit)))


def list_findings(visit: Visit) -> Response:
    """What preflight says, by audience."""
    found = issues.of(visit).opened.findings
    return JSONResponse({name: [_finding(each) for each in several] for name, several in found.items()})


def list_stories(visit: Visit) -> Response:
    """The stories as an audience reads them, in their order, each text with the version to name when it is changed."""
    shown = issues.of(visit)
    sheet = shown.sheet(visit.path["audience"])
    return JSONResponse(
        [
            {
                "article": story.article.id,
                "words": {
                    field.value: _words(review.text_of(visit.desk, shown.id, story.article.id, sheet.variant, field))
                    for field in Field
                },
            }
            for story in sheet.issue.stories
        ]
    )


def list_left_out(visit: Visit) -> Response:
    """The articles that are not in the issue, each with the reason."""
    return JSONResponse(
        [
            {
                "article": each.article.id,
                "title": each.article.title,
                "reason": each.reason.value,
                "words": each.words,
                "said": said,
            }
            for each, said in review.left_out(visit.desk, issues.of(visit).id)
        ]
    )


def show_draft(visit: Visit) -> Response:
    """The bytes of a draft. Whatever is in it, a browser only saves it."""
    sheet, file = issues.of(visit).sheet(visit.path["audience"]), visit.path["file"]
    if not sheet.has(file):
        raise NotFoundError(said("This issue has no such draft."))
    headers = {"content-disposition": "attachment"}
    return Response(sheet.content(file), media_type="application/octet-stream", headers=headers)


def list_comments(visit: Visit) -> Response:
    """What people said about the issue, oldest first."""
    return JSONResponse([comment(each) for each in review.comments(visit.desk, issues.of(visit).id)])


def list_events(visit: Visit) -> Response:
    """Who did what to which revision, oldest first."""
    return JSONResponse(history.rows(visit.desk, issues.of(visit).id))


def comment(each: Comment) -> dict[str, Any]:
    """A comment; `reply_to` is 0 for one that answers nobody."""
    return {
        "id": each.id,
        "text": each.text,
        "by": each.by,
        "at": each.at.isoformat(),
        "revision": each.revision,
        "reply_to": each.reply_to or 0,
        "resolved_by": each.resolved_by,
    }


def _words(text: Text) -> dict[str, Any]:
    return {name: getattr(text, name) for name in ("text", "version", "by_hand", "stale", "by")}


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
