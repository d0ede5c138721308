"""The page of an issue: the mail in the middle, its audiences and stories on one side, a story on the other.

Part of digest.web.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.responses import Response

from digest import dispatch, review
from digest.model import Comment, DeliveryState, Field, Sending, SendingState, Story, Tally
from digest.preflight import Finding, Sheet
from digest.web import evidence, issues, mails, showing
from digest.web.issues import Issue
from digest.web.visit import Visit

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the list of audiences."""

    name: str
    variant: str  # what it is called
    tag: str
    blockers: int
    warnings: int
    posts: int  # texts and pages to be pasted
    has_mail: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Findings of an audience that say the same, and where each of them leads."""

    level: str
    words: str
    places: tuple[tuple[str, str], ...]  # what the place is called, and its address on these pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """How far the mail of an audience has come."""

    audience: str
    state: str
    why: str  # it is paused or cancelled
    done: int
    failed: int
    uncertain: int
    total: int
    a_minute: int  # accepted in the last minute, while it is going out
    ends: datetime | None  # when the last of them is accepted, if it goes on like this


def show(visit: Visit) -> Response:
    """The issue for one audience, in the view that the address names."""
    issue = issues.of(visit)
    sheet = issue.sheet(visit.query.get("for", ""))
    stories = sheet.issue.stories
    story = _chosen(sheet, visit.query.get("story", ""))
    return issues.page(
        visit,
        issue,
        "issue.html.j2",
        sheet=sheet,
        entries=entries(visit, issue),
        view=_view(visit),
        weight=mails.weight(sheet),
        text=sheet.text("email.txt") if sheet.has("email.txt") else "",
        found=found(issue, sheet),
        stories=stories,
        story=story,
        panel=panel(visit, issue, sheet, story) if story else None,
        comments=threads(visit, issue),
        links=visit.store.keys.links(issue.id),
        leaving=leaving(visit, issue),
    )


def leaving(visit: Visit, issue: Issue) -> tuple[Leaving, ...]:
    """How far the issue, or its correction, is on its way to each audience; empty before its sending has begun."""
    sendings = dispatch.latest(visit.desk, issue.id)
    tallies = visit.store.deliveries.tallies([each.id for each in sendings])
    return tuple(_leaving(visit, each, tallies[each.id]) for each in sendings)


def _leaving(visit: Visit, sending: Sending, tally: Tally) -> Leaving:
    a_minute = 0
    if sending.state is SendingState.ARMED:
        a_minute = visit.store.deliveries.accepted_since(sending.id, visit.now - MINUTE)
    return Leaving(
        audience=sending.audience,
        state=sending.state.value,
        why=sending.why,
        done=tally[DeliveryState.DONE],
        failed=tally[DeliveryState.FAILED],
        uncertain=tally[DeliveryState.UNCERTAIN],
        total=tally.total,
        a_minute=a_minute,
        ends=visit.now + tally.open / a_minute * MINUTE if a_minute else None,
    )


def side_by_side(visit: Visit) -> Response:
    """The mails of all audiences beside one another."""
    issue = issues.of(visit)
    sheets = [sheet for sheet in issue.opened.sheets.values() if sheet.html]
    return issues.page(visit, issue, "side-by-side.html.j2", sheets=sheets)


def _view(visit: Visit) -> dict[str, object]:
    """What of the mail is shown, how wide and how light: the defaults where the address says nothing we know."""
    width = visit.number("width")
    look, shown = visit.query.get("look", ""), visit.query.get("show", "")
    return {
        "width": width if width in mails.WIDTHS_PX else 600,
        "look": look if look in mails.LOOKS else "light",
        "show": shown if shown in mails.SHOWN else "mail",
        "widths": mails.WIDTHS_PX,
    }


def entries(visit: Visit, issue: Issue) -> list[Entry]:
    """Every audience with what it gets."""
    return [
        Entry(
            name=name,
            variant=visit.language.variant(sheet.variant),
            tag=sheet.variant.value,
            blockers=issue.opened.count(name, "blocker"),
            warnings=issue.opened.count(name, "warning"),
            posts=sum(1 for _ in (*sheet.posts(), *sheet.pages())),
            has_mail=sheet.html is not None,
        )
        for name, sheet in issue.opened.sheets.items()
    ]


def _chosen(sheet: Sheet, article: str) -> Story | None:
    """The story that is asked for, or the first in the audience's language."""
    if not article:
        return next(iter((*sheet.own, *sheet.issue.stories)), None)
    return next((story for story in sheet.issue.stories if story.article.id == article), None)


def found(issue: Issue, sheet: Sheet) -> tuple[Found, ...]:
    """What preflight says of an audience's drafts, the same words once."""
    places: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for each in issue.opened.findings[sheet.audience.name]:
        places.setdefault((each.level.value, each.words), []).append(_place(issue, sheet, each))
    return tuple(
        Found(level=level, words=said, places=tuple(dict.fromkeys(where))) for (level, said), where in places.items()
    )


def _place(issue: Issue, sheet: Sheet, each: Finding) -> tuple[str, str]:
    where, audience = each.where, sheet.audience.name
    if where.story:
        headline = next((s.headline for s in sheet.issue.stories if s.article.id == where.story), where.story)
        return headline, showing.at(issue.path, for_=audience, story=where.story) + "#story"
    if where.file.startswith("email") or not where.file:
        return where.file or audience, showing.at(issue.path, for_=audience) + "#mail"
    return where.file, showing.at(f"{issue.path}/posts", for_=audience) + f"#{anchor(where.file)}"


def anchor(file: str) -> str:
    """The place of a file on the page of posts."""
    return "file-" + file.replace(".", "-")


def panel(visit: Visit, issue: Issue, sheet: Sheet, story: Story) -> dict[str, object]:
    """What the panel of a story shows."""
    article = story.article
    here = [each.article.id for each in sheet.issue.stories]
    places = issue.opened.places
    return {
        "evidence": evidence.of(story, sheet.variant),
        "position": here.index(article.id) + 1,
        "place": places.get(article.id, 0),
        "total": max(places.values(), default=0),
        "why": issue.opened.why.get(article.id, ""),
        "texts": {
            field: review.text_of(visit.desk, issue.id, article.id, sheet.variant, field) for field in _fields(story)
        },
        "budget": _budget(issue, story),
        "pinned": article.id in issue.opened.record.choices.pinned,
    }


def _fields(story: Story) -> Iterator[Field]:
    yield Field.HEADLINE
    yield Field.SUMMARY
    if story.speaker:
        yield Field.SPEAKER
        yield Field.SPEAKER_POST
    if story.article.picture:
        yield Field.PICTURE_ALT


def _budget(issue: Issue, story: Story) -> tuple[int, str]:
    """How long the summary may be, and in what it is counted."""
    spaced = story.lang == "en"
    return (issue.letter.summary_words, "words") if spaced else (issue.letter.summary_characters, "characters")


def articles(visit: Visit) -> Response:
    """Every article that the issue could have: in it, offered, or left out, each with why."""
    issue = issues.of(visit)
    inside = (visit.store.articles.get(each) for each in issue.opened.record.article_ids)
    offered = review.offered(visit.desk, issue.id)
    out = [(each, said) for each, said in review.left_out(visit.desk, issue.id) if each not in offered]
    return issues.page(
        visit,
        issue,
        "articles.html.j2",
        chosen=[(each, issue.opened.why.get(each.id, ""), "") for each in inside if each],
        offered=[(each.article, each.words, "") for each in offered],
        out=[
            (each.article, each.words, said)
            for each, said in sorted(out, key=lambda pair: (pair[0].reason.value, pair[0].article.title))
        ],
    )


def threads(visit: Visit, issue: Issue) -> list[tuple[Comment, list[Comment]]]:
    """The comments of an issue, each with its replies; open ones first."""
    every = review.comments(visit.desk, issue.id)
    first = sorted((each for each in every if each.reply_to is None), key=lambda c: (c.resolved_at is not None, c.id))
    return [(each, [reply for reply in every if reply.reply_to == each.id]) for each in first]
