"""What editors change: words, order, what is in. Part of digest.web; each calls one verb of the review."""

from collections.abc import Callable
from typing import Any

from starlette.responses import Response

from digest import review
from digest.errors import StaleError, UsageError
from digest.model import Field, said
from digest.preflight import Sheet
from digest.review import Review, Text
from digest.web import issues, showing
from digest.web.issues import Issue
from digest.web.visit import NotFoundError, Visit

FIELDS = tuple(Field)


def write(visit: Visit) -> Response:
    """Back to the story, with the words that were changed in the form; the others are not touched."""
    issue, sheet, article = _story(visit)
    changed = False
    for field in FIELDS:
        words = " ".join(visit.field(field).split())
        if field.value not in visit.form or words == _now(visit, issue, sheet, article, field).text:
            continue
        seen = visit.field(f"seen-{field}")
        try:
            review.write(
                visit.desk,
                issue.id,
                article,
                sheet.variant,
                field,
                words,
                seen=seen,
                actor=issues.actor(visit),
                now=visit.now,
            )
        except StaleError as e:
            return _stale(visit, issue, sheet, article, field, e)
        changed = True
    return _back(visit, issue, article, "written" if changed else "unchanged")


def _now(visit: Visit, issue: Issue, sheet: Sheet, article: str, field: Field) -> Text:
    return review.text_of(visit.desk, issue.id, article, sheet.variant, field)


def _stale(visit: Visit, issue: Issue, sheet: Sheet, article: str, field: Field, error: StaleError) -> Response:
    """Both texts, so that neither is lost: the one that stands, and the one that came too late."""
    return issues.page(
        visit,
        issue,
        "stale.html.j2",
        status=409,
        error=error,
        field=field,
        sheet=sheet,
        article=article,
        standing=_now(visit, issue, sheet, article, field),
        typed=visit.field(field),
    )


def move(visit: Visit) -> Response:
    """Back to the story, which stands one place up or down, or at a position."""
    issue, _, article = _story(visit)
    to: int | str = visit.field("to")
    if to not in ("up", "down"):
        to = visit.number("to")
    if not to:
        raise UsageError(said("The form does not say where to."), kept=said("Nothing was changed."))
    review.move(visit.desk, issue.id, article, to, actor=issues.actor(visit), now=visit.now)
    return _back(visit, issue, article, "moved")


def pin(visit: Visit) -> Response:
    """Back to the story, which stands first."""
    issue, _, article = _story(visit)
    review.pin(visit.desk, issue.id, article, actor=issues.actor(visit), now=visit.now)
    return _back(visit, issue, article, "pinned")


def drop(visit: Visit) -> Response:
    """Back to the issue without the article."""
    return _out(visit, review.drop, "dropped")


def defer(visit: Visit) -> Response:
    """Back to the issue without the article, which is put off to the next one."""
    return _out(visit, review.defer, "deferred")


def _out(visit: Visit, verb: Callable[..., Review], done: str) -> Response:
    issue, _, article = _story(visit)
    verb(visit.desk, issue.id, article, why=visit.field("why").strip(), actor=issues.actor(visit), now=visit.now)
    return _back(visit, issue, "", done)


def add(visit: Visit) -> Response:
    """Back to what is in and out, one more article among those in."""
    issue = issues.of(visit)
    article = visit.path["article"]
    if visit.store.articles.get(article) is None:
        raise NotFoundError(said("There is no such article."))
    position: dict[str, Any] = {"position": visit.number("position")} if visit.number("position") else {}
    review.add(visit.desk, issue.id, article, actor=issues.actor(visit), now=visit.now, **position)
    return showing.go(f"{issue.path}/articles", done="restored")


def _story(visit: Visit) -> tuple[Issue, Sheet, str]:
    """The issue, the drafts of the audience that is shown, and the article; it has to be in the issue."""
    issue = issues.of(visit)
    article = visit.path["article"]
    if article not in issue.opened.record.article_ids:
        raise NotFoundError(said("This issue has no such story."))
    return issue, issue.sheet(visit.field("for")), article


def _back(visit: Visit, issue: Issue, article: str, done: str) -> Response:
    answer = showing.at(issue.path, for_=visit.field("for"), story=article, done=done)
    return showing.go(f"{answer}#story")
