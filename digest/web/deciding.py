"""What approvers decide. Part of digest.web; the rules are the review's, and the same as on the command line."""

from collections.abc import Callable, Mapping

from starlette.responses import Response

from digest import review
from digest.errors import UsageError
from digest.model import said
from digest.review import Review
from digest.web import issue_page, issues, mails, showing
from digest.web.issues import Issue
from digest.web.visit import Visit

_Verb = Callable[[Visit, Issue], Review]


def form(visit: Visit) -> Response:
    """What is decided about, in a plain sentence, and the ways to decide."""
    issue = issues.of(visit)
    actor = issues.actor(visit)
    sheets = issue.opened.sheets
    return issues.page(
        visit,
        issue,
        "decide.html.j2",
        entries=issue_page.entries(visit, issue),
        weights={name: mails.weight(sheet) for name, sheet in sheets.items()},
        found={name: issue_page.found(issue, sheet) for name, sheet in sheets.items()},
        why_not=issue.review.why_not(actor),
        failed=sum(each.failed for each in issue_page.leaving(visit, issue)),
        sent={each.seal for each in visit.store.deliveries.sendings(issue.id)},
        mine=any(each.by == actor.name and each.taken_back is None for each in issue.review.rulings),
    )


def decide(visit: Visit) -> Response:
    """Back to the form, the decision kept. It is bound to the bytes that the form was made from."""
    issue = issues.of(visit)
    return showing.go(f"{issue.path}/decide", done=carry_out(visit, issue))


def carry_out(visit: Visit, issue: Issue) -> str:
    """What was done, as the pages say it; the decision is kept."""
    verb, done = _DECISIONS.get(visit.field("act"), (None, ""))
    if verb is None:
        raise UsageError(
            said("There is no such decision."),
            kept=said("Nothing was changed."),
            next=said("Choose: {known}.", known=", ".join(_DECISIONS)),
        )
    verb(visit, issue)
    return done


def submit(visit: Visit) -> Response:
    """Back to the form; the issue waits for approval."""
    issue = issues.of(visit)
    review.submit(visit.desk, issue.id, actor=issues.actor(visit), now=visit.now)
    return showing.go(f"{issue.path}/decide", done="submitted")


def _approve(visit: Visit, issue: Issue) -> Review:
    who, said = issues.actor(visit), visit.field("comment")
    return review.approve(visit.desk, issue.id, seen=visit.field("seen"), actor=who, now=visit.now, comment=said)


def _request_changes(visit: Visit, issue: Issue) -> Review:
    who, said = issues.actor(visit), visit.field("comment")
    return review.request_changes(
        visit.desk, issue.id, seen=visit.field("seen"), actor=who, now=visit.now, comment=said
    )


def _reject(visit: Visit, issue: Issue) -> Review:
    who, said = issues.actor(visit), visit.field("comment")
    return review.reject(visit.desk, issue.id, seen=visit.field("seen"), actor=who, now=visit.now, comment=said)


def _take_back(visit: Visit, issue: Issue) -> Review:
    return review.take_back(visit.desk, issue.id, actor=issues.actor(visit), now=visit.now)


def _hold(visit: Visit, issue: Issue) -> Review:
    return review.hold(visit.desk, issue.id, actor=issues.actor(visit), now=visit.now, why=visit.field("comment"))


def _release(visit: Visit, issue: Issue) -> Review:
    return review.release(visit.desk, issue.id, actor=issues.actor(visit), now=visit.now)


def _correct(visit: Visit, issue: Issue) -> Review:
    chosen = tuple(name for name in issue.opened.sheets if visit.field(f"only-{name}"))
    who, why = issues.actor(visit), visit.field("comment")
    return review.correct(visit.desk, issue.id, actor=who, now=visit.now, why=why, audiences=chosen)


_DECISIONS: Mapping[str, tuple[_Verb | None, str]] = {
    "approve": (_approve, "approved"),
    "request-changes": (_request_changes, "changes"),
    "reject": (_reject, "rejected"),
    "take-back": (_take_back, "taken-back"),
    "correct": (_correct, "opened-again"),
    "hold": (_hold, "held"),
    "release": (_release, "released"),
}
