"""Who did what to which revision. Part of digest.web."""

import csv
import io
import json
from typing import Any

from starlette.responses import Response

from digest import review
from digest.model import Event
from digest.pipeline import Desk
from digest.web import issues
from digest.web.issues import Issue
from digest.web.visit import Visit

FIELDS = ("id", "at", "by", "via", "issue", "revision", "act", "spot", "words", "seal_before", "seal_after")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run


def show(visit: Visit) -> Response:
    """The events of an issue, the newest first."""
    issue = issues.of(visit)
    events = list(review.history(visit.desk, issue.id))
    headlines = {
        story.article.id: story.headline for sheet in issue.opened.sheets.values() for story in sheet.issue.stories
    }
    return issues.page(visit, issue, "history.html.j2", events=events[::-1], headlines=headlines)


def as_json(visit: Visit) -> Response:
    """All of them, oldest first, as a JSON file."""
    issue = issues.of(visit)
    text = json.dumps(rows(visit.desk, issue.id), ensure_ascii=False, indent=1)
    return _file(issue, "json", "application/json", text)


def as_csv(visit: Visit) -> Response:
    """All of them, oldest first, as a table; a text that a spreadsheet would take for a formula begins with '."""
    issue = issues.of(visit)
    table = io.StringIO()
    writer = csv.DictWriter(table, FIELDS)
    writer.writeheader()
    for row in rows(visit.desk, issue.id):
        writer.writerow({name: _harmless(value) for name, value in row.items()})
    return _file(issue, "csv", "text/csv", "\ufeff" + table.getvalue())


def rows(desk: Desk, issue_id: str) -> list[dict[str, Any]]:
    """The events of the issue, oldest first."""
    return [_row(event) for event in review.history(desk, issue_id)]


def _row(event: Event) -> dict[str, Any]:
    told = {name: getattr(event, name) for name in FIELDS}
    return told | {"at": event.at.isoformat(), "act": event.act.value, "spot": str(event.spot)}


def _harmless(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _file(issue: Issue, kind: str, media: str, text: str) -> Response:
    name = f"{issue.id.replace('/', '-')}-history.{kind}"  # both parts are ours: a configured name and a window
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(text.encode("utf-8", "replace"), media_type=f"{media}; charset=utf-8", headers=headers)
