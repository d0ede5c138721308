"""A draft in a person's words: a post, or the subject of a mail. Part of digest.web."""

from starlette.responses import Response

from digest import platforms, review
from digest.errors import StaleError
from digest.model import said
from digest.preflight import Sheet
from digest.web import issue_page, issues, showing
from digest.web.issues import Issue
from digest.web.visit import NotFoundError, Visit

SUBJECTS = "email.subjects.txt"  # its first line is the subject, its second the preheader


def form(visit: Visit) -> Response:
    """The draft's text, to be written anew."""
    issue, sheet, file = draft(visit)
    return _page(visit, issue, sheet, file, review.file_of(visit.desk, issue.id, _path(sheet, file)))


def write(visit: Visit) -> Response:
    """Back to where the draft is shown, in its new words; an empty text is made again."""
    issue, sheet, file = draft(visit)
    text = visit.field("text").rstrip("\n")
    try:
        review.write_file(
            visit.desk,
            issue.id,
            _path(sheet, file),
            text,
            seen=visit.field("seen"),
            actor=issues.actor(visit),
            now=visit.now,
        )
    except StaleError as e:
        standing = review.file_of(visit.desk, issue.id, _path(sheet, file))
        return _page(visit, issue, sheet, file, standing, typed=text, error=e, status=409)
    return showing.go(_place(issue, sheet, file, "written"))


def draft(visit: Visit) -> tuple[Issue, Sheet, str]:
    """The draft that the address names, of those that people write."""
    issue = issues.of(visit)
    sheet, file = issue.sheet(visit.path["audience"]), visit.path["file"]
    posts = {post.filename for post, _, _ in sheet.posts()}
    if not (sheet.has(file) and (file in posts or file == SUBJECTS)):
        raise NotFoundError(said("This issue has no draft of that name that people write."))
    return issue, sheet, file


def _page(
    visit: Visit,
    issue: Issue,
    sheet: Sheet,
    file: str,
    standing: review.Text,
    *,
    typed: str = "",
    error: StaleError | None = None,
    status: int = 200,
) -> Response:
    row = next((row for post, row, _ in sheet.posts() if post.filename == file), None)
    return issues.page(
        visit,
        issue,
        "file.html.j2",
        status=status,
        sheet=sheet,
        file=file,
        standing=standing,
        typed=typed,
        error=error,
        is_subject=file == SUBJECTS,
        limit=row.limit.value if row else 0,
        count=platforms.count(row, standing.text) if row else 0,
        back=_place(issue, sheet, file),
    )


def _path(sheet: Sheet, file: str) -> str:
    return f"{sheet.audience.name}/{file}"


def _place(issue: Issue, sheet: Sheet, file: str, done: str = "") -> str:
    """Where the draft is shown."""
    if file == SUBJECTS:
        return showing.at(issue.path, for_=sheet.audience.name, show="inbox", done=done)
    place = showing.at(f"{issue.path}/posts", for_=sheet.audience.name, done=done)
    return f"{place}#{issue_page.anchor(file)}"
