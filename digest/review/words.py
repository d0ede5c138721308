"""Texts in people's words: of a field of an article, or of a whole file. Part of digest.review.

Who writes over a text says which version they saw. Where another stands there by now, both are given back and neither
is lost.
"""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

import regex

from digest import outbox, wordings
from digest.errors import StaleError, UsageError
from digest.model import Act, Actor, Article, Choices, Draft, Field, Rewriting, Spot, Variant, Wording, said
from digest.pipeline import Desk
from digest.pipeline.rewriting import SUBJECTS
from digest.review.acting import NOTHING, edit, settled
from digest.review.looking import Review
from digest.review.rewording import written
from digest.sources import cleaning

LONGEST = 4_000  # characters of a field; the longest summary that may be configured has 800
LONGEST_FILE = 20_000
_UNPRINTED = regex.compile(r"[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}--\n]", regex.VERSION1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text that can be written by hand, and its version: `seen`, for what is written in its place."""

    text: str
    version: str
    by_hand: bool
    stale: bool  # written by hand for something that has changed since
    by: str = ""
    at: datetime | None = None


def write(
    desk: Desk,
    issue_id: str,
    article: str,
    variant: Variant,
    field: Field,
    text: str,
    *,
    seen: str | None,
    actor: Actor,
    now: datetime,
) -> Review:
    """The review after the field of the article has this text in this variant; an empty text makes it again.

    `seen` is the version that the text was written over, None to write whatever is there. StaleError with both texts
    when somebody was quicker. The same text again says that it still holds.
    """
    text = _line(text)

    def change(review: Review) -> Choices | None:
        found = _article(desk, review, article)
        _check(lambda: text_of(desk, issue_id, article, variant, field), seen, text)
        new = written(desk, found, variant, field, text, by=actor.name, now=now)
        old = _written(desk.store.wordings.of([article]), variant, field)
        if old and (old.text, old.stands_for) == (new.text, new.stands_for):
            return None
        if text:
            desk.store.wordings.put(new)
        elif not desk.store.wordings.remove(article, variant, field):
            return None
        return settled(review.issue)

    act = Act.WRITE if text else Act.UNWRITE
    spot = Spot(article=article, field=f"{field}/{variant}")
    return edit(desk, issue_id, act, change, actor=actor, now=now, spot=spot, words=text)


def write_file(
    desk: Desk, issue_id: str, path: str, text: str, *, seen: str | None, actor: Actor, now: datetime
) -> Review:
    """The review after the draft at `path` (audience/file) has this text: a post, or `email.subjects.txt`, whose first
    line is the subject and whose second is the preheader. An empty text makes it again. StaleError as above.
    """
    return write_files(desk, issue_id, {path: text}, actor=actor, now=now, seen=seen)


def write_files(
    desk: Desk, issue_id: str, texts: Mapping[str, str], *, actor: Actor, now: datetime, seen: str | None = None
) -> Review:
    """The review after each of the drafts, by path, has its text: one revision for all of them. See write_file."""
    plain = {path: _lines(text) for path, text in texts.items()}

    def change(review: Review) -> Choices | None:
        # Each of them is written, whatever became of the one before.
        written = [_put_file(desk, issue_id, path, text, seen, actor, now) for path, text in plain.items()]
        return settled(review.issue) if any(written) else None

    places = [path.partition("/") for path in plain]
    spot = Spot(audience=places[0][0], file=places[0][2]) if len(places) == 1 else Spot()
    act = Act.WRITE if any(plain.values()) else Act.UNWRITE
    return edit(desk, issue_id, act, change, actor=actor, now=now, spot=spot, words="\n".join(plain.values()))


def _put_file(desk: Desk, issue_id: str, path: str, text: str, seen: str | None, actor: Actor, now: datetime) -> bool:
    """Whether the draft is to be another one now."""
    draft = _draft(desk, issue_id, path)
    _check(lambda: file_of(desk, issue_id, path), seen, text)
    place = (draft.audience, draft.channel, draft.part)
    old = desk.store.rewritings.of(issue_id).get(place)
    made = _told(desk, issue_id, path).get("instead_of") or draft.sha256
    if old and (old.text, old.stands_for) == (text, made):
        return False
    if not text:
        return desk.store.rewritings.remove(issue_id, place)
    new = Rewriting(
        issue=issue_id,
        audience=draft.audience,
        channel=draft.channel,
        part=draft.part,
        text=_subjects(text) if draft.part == SUBJECTS else text,
        stands_for=made,
        by=actor.name,
        at=now,
    )
    desk.store.rewritings.put(new)
    return True


def text_of(desk: Desk, issue_id: str, article: str, variant: Variant, field: Field) -> Text:
    """The field as readers of the variant see it, in the latest build; UsageError where no edition shows it."""
    told = _edition(desk, issue_id, variant, article)
    found = desk.store.articles.get(article)
    if told is None or found is None:
        raise UsageError(
            said(
                "No edition of {issue} for {variant} shows the article {article}.",
                issue=issue_id,
                variant=variant,
                article=article,
            ),
            kept=NOTHING,
        )
    given = desk.store.wordings.of([article])
    written = _written(given, variant, field)
    return Text(
        text=written.text if written else told.get(field.value, ""),
        version=_version(found, variant, field, given),
        by_hand=written is not None,
        stale=written is not None and wordings.is_stale(found, written, given),
        by=written.by if written else "",
        at=written.at if written else None,
    )


def file_of(desk: Desk, issue_id: str, path: str) -> Text:
    """The draft as it is in the latest build; UsageError where it is none that people may write."""
    draft = _draft(desk, issue_id, path)
    content = desk.store.revisions.content(draft.sha256) or outbox.read(desk.outbox, issue_id, path)
    written = desk.store.rewritings.of(issue_id).get((draft.audience, draft.channel, draft.part))
    text = content.decode(errors="replace")
    return Text(
        # Of the subjects that are offered the first is in use, over its preheader.
        text=text.partition("\n\n")[0].rstrip("\n") if draft.part == SUBJECTS else text,
        version=draft.sha256[:16],
        by_hand=written is not None,
        stale=bool(_told(desk, issue_id, path).get("stale")),
        by=written.by if written else "",
        at=written.at if written else None,
    )


def _check(read: Callable[[], Text], seen: str | None, yours: str) -> None:
    """Nothing; StaleError, with both texts, when the text is not the version that was seen."""
    if seen is None:
        return
    now_there = read()
    if now_there.version != seen and now_there.text != yours:
        raise StaleError(
            said("This text was changed by {name} while you wrote.", name=now_there.by)
            if now_there.by
            else said("This text was changed while you wrote."),
            next=said("Compare the two, and save again what is to stand."),
            yours=yours,
            theirs=now_there.text,
            by=now_there.by,
            at=now_there.at,
        )


def _version(article: Article, variant: Variant, field: Field, given: tuple[Wording, ...]) -> str:
    """What differs when another text stands there, or stands for another one."""
    written = _written(given, variant, field)
    base = wordings.base(article, variant, field, given)
    told = f"{written.text if written else ''}\0{wordings.stands_for(article, field, base)}"
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _written(given: tuple[Wording, ...], variant: Variant, field: Field) -> Wording | None:
    return next((each for each in given if each.variant is variant and each.field is field), None)


def _article(desk: Desk, review: Review, article: str) -> Article:
    found = desk.store.articles.get(article)
    if found is None or article not in review.issue.article_ids:
        raise UsageError(
            said("The article {article} is not in {issue}.", article=article, issue=review.issue.id), kept=NOTHING
        )
    return found


def _edition(desk: Desk, issue_id: str, variant: Variant, article: str) -> dict[str, str] | None:
    """What the first audience of that variant is told of the article."""
    document = outbox.manifest(desk.outbox, issue_id) or {"editions": {}}
    for edition in document["editions"].values():
        if edition["variant"] == variant:
            for told in edition.get("texts", ()):
                if told["article"] == article:
                    return dict(told)
    return None


def _draft(desk: Desk, issue_id: str, path: str) -> Draft:
    draft = next((each for each in desk.store.issues.drafts(issue_id) if each.path == path), None)
    if draft is None:
        raise UsageError(
            said("{issue} has no draft {path}.", issue=issue_id, path=path),
            kept=NOTHING,
            next=said("See: digest outbox {issue}", issue=issue_id),
        )
    is_post = draft.channel in desk.settings.platforms and path.endswith(".txt")
    if not draft.part or not (is_post or draft.part == SUBJECTS):
        raise UsageError(
            said("{path} is made of its stories.", path=path),
            kept=NOTHING,
            next=said("Write their headlines and summaries instead."),
        )
    return draft


def _told(desk: Desk, issue_id: str, path: str) -> dict[str, Any]:
    """What the manifest says of a draft."""
    document = outbox.manifest(desk.outbox, issue_id) or {"files": {}}
    found: dict[str, Any] = document["files"].get(path, {})
    return found


def _line(text: str) -> str:
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise UsageError(
            said("The words are not UTF-8."),
            kept=said("Nothing was kept."),
            next=said("Write them in a UTF-8 terminal."),
        )
    words = cleaning.one_line(text)
    if len(words) > LONGEST:
        raise UsageError(
            said("More than {n} characters are no headline and no summary.", n=f"{LONGEST:,}"),
            kept=said("Nothing was kept."),
        )
    return words


def _lines(text: str) -> str:
    """The text as a post can be: its lines without blanks at their ends, no controls, NFC."""
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    words = _UNPRINTED.sub("", "\n".join(line.rstrip() for line in plain.strip().split("\n")))
    if len(words) > LONGEST_FILE:
        raise UsageError(
            said("A post has at most {n} characters.", n=f"{LONGEST_FILE:,}"),
            kept=said("Nothing was kept."),
        )
    return words


def _subjects(text: str) -> str:
    """Subject and preheader, one line each."""
    lines = [cleaning.one_line(line) for line in text.split("\n") if line.strip()]
    if len(lines) > 2:
        raise UsageError(
            said("A mail has one subject and one preheader."),
            kept=said("Nothing was kept."),
            next=said("Write two lines at most."),
        )
    return "\n".join(lines)
