"""Search over articles, issues and posts. Part of digest.web."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.responses import Response

from digest import outbox
from digest.errors import OutboxError
from digest.model import said
from digest.store.searching import Found
from digest.web import issue_page, showing
from digest.web.visit import NotFoundError, Visit
from digest.web.words import LANGUAGES

if TYPE_CHECKING:
    from digest.model import Article

LONGEST = 200  # characters of a question
MOST = 50
LONGEST_TITLE = 90  # characters of a post that stand for it


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something that was found, and where it is; no address where these pages do not show it."""

    kind: str
    title: str
    lang: str
    note: str
    href: str


def show(visit: Visit) -> Response:
    """The form, and what was found."""
    words = visit.query.get("q", "")[:LONGEST].strip()
    found = visit.store.search.find(words, limit=MOST) if words else ()
    hits = [hit for kind, ref in found if (hit := _hit(visit, kind, ref))]
    return showing.page(visit, "search.html.j2", words=words, hits=hits, most=MOST)


def _hit(visit: Visit, kind: Found, ref: str) -> Hit | None:
    match kind:
        case Found.ARTICLE:
            article = visit.store.articles.get(ref)
            return _article(visit, article) if article else None
        case Found.ISSUE:
            return Hit(kind=kind, title=_issue(visit, ref), lang="", note=ref, href=f"/issues/{ref}")
        case Found.POST:
            issue, _, path = ref.rpartition("/")
            issue, _, audience = issue.rpartition("/")
            return _post(visit, issue, audience, path)


def _issue(visit: Visit, issue: str) -> str:
    record, letter = visit.store.issues.get(issue), visit.desk.settings.newsletters.get(issue.partition("/")[0])
    if record is None or letter is None:
        return issue
    return f"{letter.title[LANGUAGES[visit.language.name]]} · {visit.language.window(record.window)}"


def _post(visit: Visit, issue: str, audience: str, file: str) -> Hit:
    """A post by its first line; one that is gone from the outbox by its name."""
    href = showing.at(f"/issues/{issue}/posts", for_=audience) + f"#{issue_page.anchor(file)}"
    known = visit.desk.settings.audiences.get(audience)
    try:
        text = outbox.read(visit.desk.outbox, issue, f"{audience}/{file}").decode(errors="replace")
    except OutboxError:
        text = ""
    first = text.strip().partition("\n")[0][:LONGEST_TITLE] if file.endswith(".txt") else ""
    lang = known.variant.value if known else ""
    return Hit(kind=Found.POST, title=first or file, lang=lang, note=f"{issue} · {audience}/{file}", href=href)


def _article(visit: Visit, article: "Article") -> Hit:
    day = visit.language.day(article.published_day)
    note = " · ".join(filter(None, (day, article.origins[0].source if article.origins else "")))
    return Hit(
        kind="article", title=article.title, lang=article.language.value, note=note, href=f"/articles/{article.id}"
    )


def article(visit: Visit) -> Response:
    """An article as it is stored."""
    found = visit.store.articles.get(visit.path["article"])
    if found is None:
        raise NotFoundError(said("There is no such article."))
    return showing.page(visit, "article.html.j2", article=found)
