"""Which operation stands at which address. Part of digest.web.api; the table is the whole interface."""

from collections.abc import Callable
from dataclasses import dataclass

from starlette.responses import Response

from digest.model import StaffRole
from digest.web import watching
from digest.web.api import changing, looking, openapi, shapes
from digest.web.api.shapes import Shape, sent, text
from digest.web.visit import Visit

ISSUE = "/api/issues/{newsletter}/{slug}"
STORY = ISSUE + "/stories/{audience}/{article}"
ARTICLE = ISSUE + "/articles/{article}"
DRAFT = ISSUE + "/drafts/{audience}/{file}"
JSON = "application/json"
NO_FIELDS = shapes.sent()


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One thing that a program can ask for or do; `body` is what it sends, empty where it sends nothing."""

    method: str
    path: str
    role: StaffRole
    does: Callable[[Visit], Response]
    gives: Shape
    media: str = JSON
    status: int = 200
    body: Shape

    @property
    def name(self) -> str:
        return self.does.__name__

    @property
    def summary(self) -> str:
        return (self.does.__doc__ or "").partition("\n")[0]


def _get(path: str, does: Callable[[Visit], Response], gives: Shape, media: str = JSON) -> Operation:
    return Operation(method="GET", path=path, role=StaffRole.VIEWER, does=does, gives=gives, media=media, body={})


def _edit(
    path: str,
    does: Callable[[Visit], Response],
    body: Shape = NO_FIELDS,
    gives: Shape = shapes.ISSUE,
    status: int = 200,
) -> Operation:
    return Operation(method="POST", path=path, role=StaffRole.EDITOR, does=does, gives=gives, status=status, body=body)


WRITTEN = {
    "text": text("its new text; empty to have it made again"),
    "seen": text("the version of the text that it is written over"),
}
PLACE = "^[1-9][0-9]{0,3}$"
DECISION = shapes.sent(
    "seen",
    "comment",
    act=text(
        "what is decided", enum=["approve", "request-changes", "reject", "take-back", "hold", "release", "correct"]
    ),
    seen=text("the seal that was looked at; needed to approve, request changes and reject"),
    comment=text("needed for everything but approving"),
)

OPERATIONS = (
    _get("/api/openapi.json", openapi.describe, {"type": "object"}),
    _get("/api/metrics", watching.figures, shapes.TEXT, "text/plain"),
    _get("/api/issues", looking.list_issues, shapes.named(shapes.several(shapes.LINE))),
    _get(ISSUE, looking.show_issue, shapes.ISSUE),
    _get(ISSUE + "/findings", looking.list_findings, shapes.named(shapes.several(shapes.FINDING))),
    _get(ISSUE + "/stories/{audience}", looking.list_stories, shapes.several(shapes.STORY)),
    _get(ISSUE + "/left-out", looking.list_left_out, shapes.several(shapes.LEFT_OUT)),
    _get(ISSUE + "/comments", looking.list_comments, shapes.several(shapes.COMMENT)),
    _get(ISSUE + "/history", looking.list_events, shapes.several(shapes.EVENT)),
    _get(DRAFT, looking.show_draft, {"type": "string", "format": "binary"}, "application/octet-stream"),
    _get(DRAFT + "/text", changing.show_text, shapes.WORDS),
    _edit(DRAFT + "/text", changing.write_draft, sent(**WRITTEN)),
    _edit(
        STORY + "/words", changing.write_words, sent(field=text("of the story", enum=list(changing.FIELDS)), **WRITTEN)
    ),
    _edit(ARTICLE + "/move", changing.move, sent(to=text("where to", pattern=f"^(up|down)$|{PLACE}"))),
    _edit(ARTICLE + "/pin", changing.pin),
    _edit(ARTICLE + "/drop", changing.drop, sent(why=text("why it is left out of this issue"))),
    _edit(ARTICLE + "/defer", changing.defer, sent(why=text("why it is left for the next issue"))),
    _edit(ARTICLE + "/add", changing.add, sent("position", position=text("at the end without", pattern=PLACE))),
    _edit(ISSUE + "/submit", changing.submit),
    Operation(
        method="POST",
        path=ISSUE + "/decisions",
        role=StaffRole.APPROVER,
        does=changing.decide,
        gives=shapes.ISSUE,
        body=DECISION,
    ),
    _edit(
        ISSUE + "/comments",
        changing.comment,
        sent("reply_to", text=text("what is to be said"), reply_to=text("the comment that it answers", pattern=PLACE)),
        shapes.COMMENT,
        201,
    ),
    _edit(
        ISSUE + "/comments/{comment}",
        changing.settle_comment,
        sent(act=text("what is done with it", enum=["resolve", "reopen"])),
        shapes.several(shapes.COMMENT),
    ),
    _edit(
        ISSUE + "/posted/{audience}/{file}",
        changing.mark_posted,
        sent("url", url=text("where the post stands")),
        shapes.MARK,
        201,
    ),
)
