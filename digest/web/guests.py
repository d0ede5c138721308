"""A link to one revision of one issue, for a colleague without an account. Part of digest.web.

Whoever has the link sees the drafts of that revision, and may answer if the link says so: the answer is a comment in
the guest's name and approves nothing. A mail scanner that follows the link does nothing, for only a button acts.
"""

from starlette.responses import Response

from digest import people, review
from digest.model import Actor, ReviewLink, Right, said
from digest.web import issues, mails, showing
from digest.web.issues import Issue
from digest.web.visit import NotFoundError, Visit


def invite(visit: Visit) -> Response:
    """The issue's link for a guest, which is shown this once."""
    issue = issues.of(visit)
    secret, link = people.invite(
        visit.store,
        visit.someone,
        issue.id,
        issue.revision,
        visit.field("guest"),
        visit.number("days"),
        may_respond=visit.field("respond") == "yes",
        now=visit.now,
    )
    return issues.page(visit, issue, "link.html.j2", link=link, address=f"{visit.site.url or visit.origin}/r/{secret}")


def revoke(visit: Visit) -> Response:
    """Back to the issue; the link opens nothing any more."""
    issue = issues.of(visit)
    if not visit.store.keys.revoke_link(visit.path["link"], issue.id):
        raise NotFoundError(said("This issue has no such link."))
    return showing.go(showing.at(issue.path, done="revoked") + "#links")


def look(visit: Visit) -> Response:
    """What the guest is asked about."""
    link, issue = _opened(visit)
    sheet = issue.sheet(visit.query.get("for", ""))
    return showing.page(visit, "guest.html.j2", link=link, issue=issue, sheet=sheet, secret=visit.path["secret"])


def mail(visit: Visit) -> Response:
    """The mail alone, for the guest."""
    _, issue = _opened(visit)
    sheet = issue.sheet(visit.path["audience"])
    if sheet.html is None:
        raise NotFoundError(said("This audience gets no mail."))
    return mails.document(sheet, look=visit.query.get("look", ""))


def respond(visit: Visit) -> Response:
    """The guest's page, their answer kept as a comment."""
    link, issue = _opened(visit)
    if not link.may_respond:
        raise NotFoundError(said("This link is for looking."))
    who = Actor(name=link.guest, rights=frozenset({Right.COMMENT}), via="link")
    review.comment(visit.desk, issue.id, visit.field("text"), actor=who, now=visit.now)
    return showing.go(f"/r/{visit.path['secret']}", done="responded")


def _opened(visit: Visit) -> tuple[ReviewLink, Issue]:
    """The link and its issue; the same answer for a link that is over, revoked, outdated or never was."""
    link = people.guest(visit.store, visit.path["secret"], now=visit.now)
    record = visit.store.issues.get(link.issue) if link else None
    if link is None or record is None or record.revision != link.revision:
        raise NotFoundError(
            said("This link opens nothing."),
            next=said("It is over, or the issue has changed since. Ask the person who sent it for a new one."),
        )
    return link, issues.named(visit, link.issue)
