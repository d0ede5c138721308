"""The mail of an audience: shown exactly, weighed, and as an inbox lists it. Part of digest.web."""

import re
from dataclasses import dataclass

from starlette.responses import Response

from digest.model import said
from digest.preflight import Sheet
from digest.preflight.mail import CLIPPED_BYTES
from digest.preflight.sheet import HTML
from digest.render import sizes
from digest.web import guards, issues
from digest.web.visit import NotFoundError, Visit

# A link in the mail opens in a tab of its own. With the colours that were chosen it is all that the
# preview adds to the bytes of the draft.
_OPENS_APART = '<base target="_blank">'
WIDTHS_PX = (1280, 768, 600, 375, 320)  # 600 fits the page on a desk, and shows a mail as most programs do
_ASKS = re.compile(r"\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)", re.IGNORECASE)
_YES, _NO = "(min-width:0)", "(max-width:0)"
_EITHER = re.compile(r"""(color-schemes?(?:"\s+content="|\s*:\s*))light dark""", re.IGNORECASE)
LOOKS = ("light", "dark", "inverted")
SHOWN = ("mail", "text", "inbox")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """How heavy a mail is, and what in it weighs most."""

    size: int  # bytes
    block: str
    block_size: int
    limit: int = CLIPPED_BYTES

    @property
    def percent(self) -> int:
        return round(100 * self.size / self.limit)


def weight(sheet: Sheet) -> Weight | None:
    """The weight of the audience's mail; None where it gets none."""
    if not sheet.has(HTML):
        return None
    block = sizes.heaviest(sheet.text(HTML))
    return Weight(size=len(sheet.content(HTML)), block=block.name, block_size=block.size)


def framed(visit: Visit) -> Response:
    """The mail alone, in a sandbox: it may be opened by itself, and nothing in it can act."""
    sheet = issues.of(visit).sheet(visit.path["audience"])
    if not sheet.has(HTML):
        raise NotFoundError(said("This audience gets no mail."))
    return document(sheet, look=visit.query.get("look", ""))


def page(visit: Visit) -> Response:
    """A post that is a page, in the same sandbox."""
    sheet, file = issues.of(visit).sheet(visit.path["audience"]), visit.path["file"]
    if not (file.endswith(".html") and sheet.has(file)):
        raise NotFoundError(said("This issue has no such page."))
    return document(sheet, file)


def document(sheet: Sheet, file: str = HTML, *, look: str = "") -> Response:
    """The bytes of a page among the drafts as a document of its own; with a look, as readers with that look have it.

    A frame asks the browser of whoever reviews for its colours, and nothing outside tells it otherwise: what the mail
    asks for is answered here.
    """
    html = sheet.text(file)
    if look in LOOKS:
        html = _ASKS.sub(lambda asks: _YES if (asks[1].lower() == "dark") is (look == "dark") else _NO, html)
        html = _EITHER.sub(rf"\g<1>{'dark' if look == 'dark' else 'light'}", html)
    head = html.lower().find("<head>")
    at = head + len("<head>") if head >= 0 else 0
    content = (html[:at] + _OPENS_APART + html[at:]).encode("utf-8", "replace")
    return Response(content, media_type="text/html; charset=utf-8", headers=dict(guards.MAIL_HEADERS))
