"""Pages out of templates, and the answers around them. Part of digest.web.

Everything in a template is escaped; a variable that is not there is an error; a text of people or articles is a value
and never a template.
"""

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, RedirectResponse, Response

from digest.web import words

if TYPE_CHECKING:
    from digest.web.visit import Visit

PAGES = Path(__file__).parent / "pages"


def environment() -> Environment:
    """Where the pages come from."""
    return Environment(
        loader=FileSystemLoader(PAGES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(visit: "Visit", template: str, *, status: int = 200, **context: object) -> Response:
    """The template as a page for this visit."""
    language = visit.language
    text = visit.site.pages.get_template(template).render(
        visit=visit,
        user=visit.user,
        guest=visit.guest,
        language=language,
        languages=words.NAMES,
        t=language.text,
        n=language.count,
        now=visit.now,
        newsroom=visit.desk.settings.newsroom.name[words.LANGUAGES[language.name]],
        asset={name: asset.address for name, asset in visit.site.files.items()},
        done=DONE.get(visit.query.get("done", ""), ""),
        at=at,
        **context,
    )
    # Lone surrogates of a broken article are no UTF-8.
    return HTMLResponse(text.encode("utf-8", "replace"), status)


def at(path: str, **query: object) -> str:
    """An address of ours: parts of the question that say nothing are left out."""
    said = {name.rstrip("_"): str(value) for name, value in query.items() if value not in ("", None, 0, False)}
    return f"{path}?{urlencode(said)}" if said else path


def go(path: str, **query: object) -> Response:
    """Off to another page of ours, after something was done."""
    return RedirectResponse(at(path, **query), 303)


def ours(path: str) -> str:
    """The path, if it surely leads to a page of ours, else the first page."""
    parts = urlsplit(path)
    plain = path.startswith("/") and not path.startswith("//") and path.isprintable() and "\\" not in path
    return path if plain and not parts.scheme and not parts.netloc else "/"


# What the page says after something was done; the address names the key, so that nobody can put words into our mouth.
DONE = {
    "signed-out": "You are signed out.",
    "saved": "Saved.",
    "added": "The account is there.",
    "password": "The password is changed; every other session is over.",
    "disabled": "The account is closed, and signed out everywhere.",
    "enabled": "The account is open again.",
    "revoked": "It opens nothing any more.",
    "written": "Saved. A new revision was made.",
    "unchanged": "Nothing changed.",
    "moved": "The order is changed. A new revision was made.",
    "dropped": "The article is out. A new revision was made.",
    "deferred": "The article is put off to the next issue. A new revision was made.",
    "pinned": "The article is pinned. A new revision was made.",
    "restored": "The article is back. A new revision was made.",
    "approved": "Approved.",
    "changes": "Changes are requested.",
    "rejected": "Rejected.",
    "taken-back": "Your word is taken back.",
    "opened-again": "It is open again, as a correction.",
    "held": "The issue is on hold: nothing is sent.",
    "released": "The hold is over.",
    "submitted": "The issue waits for approval.",
    "commented": "Your comment is there.",
    "resolved": "The comment is resolved.",
    "reopened": "The comment is open again.",
    "posted": "Marked as posted.",
    "not-posted": "Not marked as posted any more.",
    "responded": "Thank you. Your answer is kept with the issue.",
}
