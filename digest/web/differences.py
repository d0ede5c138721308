"""What changed: since an earlier revision, or against the issue before. Part of digest.web."""

from starlette.responses import Response

from digest import review
from digest.comparing import Comparison
from digest.errors import UsageError
from digest.web import issues
from digest.web.issues import Issue
from digest.web.visit import Visit


def show(visit: Visit) -> Response:
    """The differences, by default with the revision before, or with the issue before where there is one revision."""
    issue = issues.of(visit)
    revisions = [each.revision for each in visit.store.revisions.list(issue.id)]
    previous = visit.store.issues.previous(issue.letter.name, issue.opened.record.window.start)
    against = visit.query.get("with", "") or ("revision" if issue.revision > 1 else "issue")
    number = visit.number("revision")
    comparison = _compared(visit, issue, against, number)
    order = list(issue.opened.sheets)
    editions = comparison.editions if comparison else ()
    return issues.page(
        visit,
        issue,
        "compare.html.j2",
        comparison=comparison,
        editions=sorted(
            editions, key=lambda each: order.index(each.audience) if each.audience in order else len(order)
        ),
        against=against,
        number=number or issue.revision - 1,
        revisions=[each for each in revisions if each != issue.revision][::-1],
        previous=previous,
    )


def _compared(visit: Visit, issue: Issue, against: str, number: int) -> Comparison | None:
    """None where there is nothing to compare with."""
    try:
        if against == "issue":
            return review.compare_issues(visit.desk, issue.id)
        return review.compare(visit.desk, issue.id, against=number)
    except UsageError:
        return None
