"""Find issues, articles and posts by the words in them. Part of digest.review; nothing is written."""

from collections.abc import Sequence
from dataclasses import dataclass

from digest import outbox
from digest.errors import UsageError
from digest.model import said
from digest.pipeline import Desk
from digest.store.searching import Found, alike, folded

LONGEST = 200  # characters of a question
AROUND = 30  # characters of an excerpt on either side


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something that holds the words: its kind, what it is called, and a stretch of its text with the first of them."""

    kind: Found
    ref: str  # an article's id, an issue's, or an issue's and the path of its draft
    title: str
    excerpt: str


def search(desk: Desk, words: str, *, kinds: Sequence[Found] = (), limit: int = 20) -> tuple[Hit, ...]:
    """What holds all the words, the latest first; Chinese words of any length, in either script.

    Of an issue the latest revision is searched. UsageError for a question without a word, or a very long one.
    """
    if len(words) > LONGEST:
        raise UsageError(said("A search has at most {n} characters.", n=LONGEST), next=said("Search for fewer words."))
    if not any(map(str.isalnum, words)):
        raise UsageError(said("There is no word to search for."), next=said("Write one, of any language."))
    found = desk.store.search.find(words, kinds=kinds, limit=limit)
    first = next(term for term in folded(words).split() if any(map(str.isalnum, term)))
    return tuple(_hit(kind, ref, first, *_text(desk, kind, ref)) for kind, ref in found)


def _hit(kind: Found, ref: str, term: str, title: str, text: str) -> Hit:
    return Hit(kind=kind, ref=ref, title=title, excerpt=_excerpt(text, term))


def _text(desk: Desk, kind: Found, ref: str) -> tuple[str, str]:
    """Title and text of what was found."""
    if kind is Found.ARTICLE:
        article = desk.store.articles.get(ref)
        return (article.title, f"{article.title}\n{article.body}") if article else ("", "")
    if kind is Found.ISSUE:
        return ref, _told(desk, ref)
    issue_id, path = "/".join(ref.split("/")[:2]), ref.split("/", 2)[2]
    digest = next((each.sha256 for each in desk.store.issues.drafts(issue_id) if each.path == path), "")
    content = desk.store.revisions.content(digest) or b""
    text = content.decode(errors="replace")
    return text.partition("\n")[0], text


def _told(desk: Desk, issue_id: str) -> str:
    """What the stories of an issue say in its editions."""
    document = outbox.manifest(desk.outbox, issue_id) or {"editions": {}}
    editions = document["editions"].values()
    return "\n".join(f"{told.get('headline', '')} {told.get('summary', '')}" for each in editions
                     for told in each.get("texts", ()))  # fmt: skip


def _excerpt(text: str, term: str) -> str:
    """The text around the term, one line, as it stands there."""
    plain = " ".join(text.split())
    place = max(alike(plain).find(term), 0)
    start, end = max(place - AROUND, 0), place + len(term) + AROUND
    return f"{'…' if start else ''}{plain[start:end]}{'…' if end < len(plain) else ''}"
