"""What people say to one another about an issue. Part of digest.web."""

from starlette.responses import Response

from digest import review
from digest.errors import UsageError
from digest.model import Spot, said
from digest.web import issues, showing
from digest.web.issues import Issue
from digest.web.visit import NotFoundError, Visit


def comment(visit: Visit) -> Response:
    """Back to the comments, one more among them."""
    issue = issues.of(visit)
    article, audience = visit.field("article"), visit.field("for")
    spot = Spot(article=article, audience=audience if article else "")
    review.comment(
        visit.desk,
        issue.id,
        visit.field("text"),
        actor=issues.actor(visit),
        now=visit.now,
        spot=Spot() if visit.number("reply_to") else spot,
        reply_to=visit.number("reply_to") or None,
    )
    return _back(visit, issue, "commented")


def settle(visit: Visit) -> Response:
    """Back to the comments, one of them resolved or open again."""
    issue = issues.of(visit)
    number, act = visit.number("comment"), visit.field("act")
    if number not in {each.id for each in review.comments(visit.desk, issue.id)}:
        raise NotFoundError(said("This issue has no such comment."))
    if act == "resolve":
        review.resolve(visit.desk, number, actor=issues.actor(visit), now=visit.now)
        return _back(visit, issue, "resolved")
    if act == "reopen":
        review.reopen_comment(visit.desk, number, actor=issues.actor(visit), now=visit.now)
        return _back(visit, issue, "reopened")
    raise UsageError(said("The form does not say what to do."), kept=said("Nothing was changed."))


def _back(visit: Visit, issue: Issue, done: str) -> Response:
    return showing.go(showing.at(issue.path, for_=visit.field("for"), done=done) + "#comments")
