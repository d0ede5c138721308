"""What programs do. Part of digest.web.api: each calls the verb that the page calls, by the same rules."""

from collections.abc import Callable

from starlette.responses import JSONResponse, Response

from digest import review
from digest.errors import UsageError
from digest.model import Field, said
from digest.review import Review
from digest.web import deciding, files, issues
from digest.web.api import looking
from digest.web.issues import Issue
from digest.web.visit import NotFoundError, Visit

NOTHING = "Nothing was changed."
FIELDS = {field.value: field for field in Field}


def decide(visit: Visit) -> Response:
    """The issue after a decision about exactly the bytes with the seal `seen`."""
    deciding.carry_out(visit, issues.of(visit))
    return looking.issue(visit)


def submit(visit: Visit) -> Response:
    """The issue, which waits for approval."""
    review.submit(visit.desk, issues.of(visit).id, actor=issues.actor(visit), now=visit.now)
    return looking.issue(visit)


def write_words(visit: Visit) -> Response:
    """The issue after a text of a story was written by hand for the audience's variant; an empty one is made again."""
    issue = issues.of(visit)
    field = FIELDS.get(visit.field("field"))
    if field is None:
        raise UsageError(
            said("There is no such field."), kept=NOTHING, next=said("Choose: {known}.", known=", ".join(FIELDS))
        )
    review.write(
        visit.desk,
        issue.id,
        _story(visit, issue),
        issue.sheet(visit.path["audience"]).variant,
        field,
        visit.field("text"),
        seen=visit.field("seen"),
        actor=issues.actor(visit),
        now=visit.now,
    )
    return looking.issue(visit)


def write_draft(visit: Visit) -> Response:
    """The issue after a post, or the subjects of a mail, was written by hand; an empty text is made again."""
    issue, path = _draft(visit)
    who, text = issues.actor(visit), visit.field("text")
    review.write_file(visit.desk, issue.id, path, text, seen=visit.field("seen"), actor=who, now=visit.now)
    return looking.issue(visit)


def show_text(visit: Visit) -> Response:
    """The text of a draft that people may write, with the version to name when it is changed."""
    issue, path = _draft(visit)
    found = review.file_of(visit.desk, issue.id, path)
    return JSONResponse({name: getattr(found, name) for name in ("text", "version", "by_hand", "stale", "by")})


def move(visit: Visit) -> Response:
    """The issue after a story was moved one place up or down, or to a position."""
    issue = issues.of(visit)
    to: int | str = visit.field("to") if visit.field("to") in ("up", "down") else visit.number("to")
    review.move(visit.desk, issue.id, _story(visit, issue), to, actor=issues.actor(visit), now=visit.now)
    return looking.issue(visit)


def pin(visit: Visit) -> Response:
    """The issue with the story first."""
    issue = issues.of(visit)
    review.pin(visit.desk, issue.id, _story(visit, issue), actor=issues.actor(visit), now=visit.now)
    return looking.issue(visit)


def drop(visit: Visit) -> Response:
    """The issue without the story."""
    return _out(visit, review.drop)


def defer(visit: Visit) -> Response:
    """The issue without the story, which is put off to the next one."""
    return _out(visit, review.defer)


def add(visit: Visit) -> Response:
    """The issue with an article that was left out, at the end or at a position."""
    issue, article = issues.of(visit), visit.path["article"]
    if visit.store.articles.get(article) is None:
        raise NotFoundError(said("There is no such article."))
    place = visit.number("position") or None
    review.add(visit.desk, issue.id, article, actor=issues.actor(visit), now=visit.now, position=place)
    return looking.issue(visit)


def comment(visit: Visit) -> Response:
    """The new comment; with `reply_to`, the number of another, it answers that one."""
    issue = issues.of(visit)
    text, to = visit.field("text"), visit.number("reply_to") or None
    made = review.comment(visit.desk, issue.id, text, actor=issues.actor(visit), now=visit.now, reply_to=to)
    return JSONResponse(looking.comment(made), 201)


def settle_comment(visit: Visit) -> Response:
    """The comments after one of them was resolved or opened again."""
    issue, number, act = issues.of(visit), visit.number("comment"), visit.field("act")
    if number not in {each.id for each in review.comments(visit.desk, issue.id)}:
        raise NotFoundError(said("This issue has no such comment."))
    verb = {"resolve": review.resolve, "reopen": review.reopen_comment}.get(act)
    if verb is None:
        raise UsageError(said("It is not said what to do."), kept=NOTHING, next=said("Choose: resolve, reopen."))
    verb(visit.desk, number, actor=issues.actor(visit), now=visit.now)
    return looking.list_comments(visit)


def mark_posted(visit: Visit) -> Response:
    """The mark that a draft was published by hand."""
    issue, audience, file = issues.of(visit), visit.path["audience"], visit.path["file"]
    if not issue.sheet(audience).has(file):
        raise NotFoundError(said("This issue has no such draft."))
    who, url = issues.actor(visit), visit.field("url").strip()
    mark = review.mark_posted(visit.desk, issue.id, f"{audience}/{file}", url=url, actor=who, now=visit.now)
    return JSONResponse({"path": mark.path, "url": mark.url, "by": mark.by, "at": mark.at.isoformat()}, 201)


def _out(visit: Visit, verb: Callable[..., Review]) -> Response:
    issue = issues.of(visit)
    why, who = visit.field("why").strip(), issues.actor(visit)
    verb(visit.desk, issue.id, _story(visit, issue), why=why, actor=who, now=visit.now)
    return looking.issue(visit)


def _story(visit: Visit, issue: Issue) -> str:
    article = visit.path["article"]
    if article not in issue.opened.record.article_ids:
        raise NotFoundError(said("This issue has no such story."))
    return article


def _draft(visit: Visit) -> tuple[Issue, str]:
    issue, sheet, file = files.draft(visit)
    return issue, f"{sheet.audience.name}/{file}"
