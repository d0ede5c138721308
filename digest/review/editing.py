"""What is in an issue, and in which order. Part of digest.review.

Articles that are one item in several languages come, go and move together; positions count items.
"""

from datetime import datetime

from digest import pipeline
from digest.errors import RefusedError, UsageError
from digest.model import Act, Actor, Article, Choices, Decision, Reason, Spot, said
from digest.pipeline import Desk
from digest.review import rules
from digest.review.acting import NOTHING, edit
from digest.review.looking import Review, look
from digest.store import IssueRecord

UP, DOWN = "up", "down"
_OFFERED = (Reason.LATE_OFFERED, Reason.NOT_SETTLED, Reason.UNDATED)
_OUT = (Reason.EXCLUDED, Reason.DEFERRED_ON)
_Items = tuple[tuple[str, ...], ...]


def move(desk: Desk, issue_id: str, article: str, to: int | str, *, actor: Actor, now: datetime) -> Review:
    """The review after the article stands at position `to` (from 1), or one place "up" or "down"."""

    def change(review: Review) -> Choices | None:
        items = _items(desk, review.issue)
        here = _place(items, article, issue_id)
        there = {UP: here - 1, DOWN: here + 1}.get(to, -1) if isinstance(to, str) else to - 1
        if not 0 <= there < len(items):
            raise UsageError(
                said(
                    "{article} is number {number} of {count} and cannot go to {to}.",
                    article=article,
                    number=here + 1,
                    count=len(items),
                    to=repr(to),
                ),
                kept=NOTHING,
                next=said("Name a position from 1 to {n}, up or down.", n=len(items)),
            )
        return None if here == there else Choices(settled=_in_order(_moved(items, here, there)))

    spot = Spot(article=article)
    return edit(
        desk,
        issue_id,
        Act.MOVE,
        change,
        actor=actor,
        now=now,
        spot=spot,
        words=to if isinstance(to, str) else f"to {to}",
    )


def pin(desk: Desk, issue_id: str, article: str, *, actor: Actor, now: datetime) -> Review:
    """The review after the article, of this issue or left out of it, stands first whatever the rules say."""

    _ask_ahead(desk, issue_id, article)

    def change(review: Review) -> Choices | None:
        items = _items(desk, review.issue)
        if article in _in_order(items):
            items = _moved(items, _place(items, article, issue_id), 0)
        else:
            items = (_family(desk, review.issue, _taken(desk, review.issue, article)), *items)
        if article in review.issue.choices.pinned and _in_order(items) == review.issue.article_ids:
            return None
        return Choices(settled=_in_order(items), pinned=items[0])

    return edit(desk, issue_id, Act.PIN, change, actor=actor, now=now, spot=Spot(article=article))


def drop(desk: Desk, issue_id: str, article: str, *, why: str, actor: Actor, now: datetime) -> Review:
    """The review after the article is out; its reason is kept."""
    return _leave_out(desk, issue_id, article, why, Act.DROP, actor, now)


def defer(desk: Desk, issue_id: str, article: str, *, why: str, actor: Actor, now: datetime) -> Review:
    """The review after the article is out here, and in the newsletter's next issue."""
    return _leave_out(desk, issue_id, article, why, Act.DEFER, actor, now)


def add(desk: Desk, issue_id: str, article: str, *, actor: Actor, now: datetime, position: int | None = None) -> Review:
    """The review after an article that was left out, dropped, deferred or late is in: at the end, or at `position`."""

    _ask_ahead(desk, issue_id, article)

    def change(review: Review) -> Choices | None:
        items = _items(desk, review.issue)
        if article in _in_order(items):
            raise RefusedError(said("{article} is in {issue} already.", article=article, issue=issue_id), kept=NOTHING)
        place = len(items) if position is None else position - 1
        if not 0 <= place <= len(items):
            raise UsageError(said("There is no position {n}.", n=position), kept=NOTHING, next=f"1 – {len(items) + 1}")
        family = _family(desk, review.issue, _taken(desk, review.issue, article))
        return Choices(settled=_in_order((*items[:place], family, *items[place:])), pinned=family)

    return edit(desk, issue_id, Act.ADD, change, actor=actor, now=now, spot=Spot(article=article))


def left_out(desk: Desk, issue_id: str) -> tuple[tuple[Decision, str], ...]:
    """Every article that is not in the issue and why, each with the reason that a person gave, "" where none did."""
    record = look(desk, issue_id).issue
    letter = desk.settings.newsletters.get(record.newsletter)
    if letter is None:
        return ()
    picked = pipeline.explain(desk, letter, record.window)
    held = set(record.article_ids)
    came_in = tuple(decision for decision in picked.chosen if decision.article.id not in held)
    said = {event.spot.article: event.words for event in desk.store.history.list(issue_id, acts=(Act.DROP, Act.DEFER))}
    return tuple(
        (each, said.get(each.article.id, "") if each.reason in _OUT else "") for each in (*came_in, *picked.left_out)
    )


def offered(desk: Desk, issue_id: str) -> tuple[Decision, ...]:
    """The articles that a person may want to add: late, undated, or come in since the issue was made."""
    return tuple(each for each, _ in left_out(desk, issue_id) if each.reason in _OFFERED or _came_in(each))


def _came_in(decision: Decision) -> bool:
    """Whether a build would take it, and this issue was built without it."""
    return decision.reason in (Reason.IN_WINDOW, Reason.LATE, Reason.DEFERRED, Reason.PINNED)


_NEEDED = {
    Act.DROP: said("To drop an article needs a comment."),
    Act.DEFER: said("To defer an article needs a comment."),
}


def _leave_out(desk: Desk, issue_id: str, article: str, why: str, act: Act, actor: Actor, now: datetime) -> Review:
    why = rules.needed(why, _NEEDED[act])

    def change(review: Review) -> Choices | None:
        items = _items(desk, review.issue)
        here = _place(items, article, issue_id)
        rest = _in_order((*items[:here], *items[here + 1 :]))
        if act is Act.DROP:
            return Choices(settled=rest, excluded=items[here])
        return Choices(settled=rest, deferred=items[here])

    return edit(desk, issue_id, act, change, actor=actor, now=now, spot=Spot(article=article), words=why)


def _ask_ahead(desk: Desk, issue_id: str, article: str) -> None:
    """Nothing; where a model writes the summaries, what it says of an article that comes in is known already.

    Nobody else can write while an edit builds, so that is no time to wait for a service.
    """
    record, found = desk.store.issues.get(issue_id), desk.store.articles.get(article)
    letter = desk.settings.newsletters.get(record.newsletter) if record else None
    if record and found and letter and article not in record.article_ids:
        pipeline.ask_ahead(desk, letter, found)


def _items(desk: Desk, record: IssueRecord) -> _Items:
    """The articles of the issue by item, in its order."""
    groups: dict[str, list[str]] = {}
    for article_id in record.article_ids:
        article = desk.store.articles.get(article_id)
        groups.setdefault((article and article.translation_key) or article_id, []).append(article_id)
    return tuple(map(tuple, groups.values()))


def _place(items: _Items, article: str, issue_id: str) -> int:
    for place, members in enumerate(items):
        if article in members:
            return place
    raise RefusedError(
        said("The article {article} is not in {issue}.", article=article, issue=issue_id),
        kept=NOTHING,
        next=said("See what is: digest show {issue}", issue=issue_id),
    )


def _moved(items: _Items, here: int, there: int) -> _Items:
    others = [*items[:here], *items[here + 1 :]]
    return (*others[:there], items[here], *others[there:])


def _in_order(items: _Items) -> tuple[str, ...]:
    return tuple(member for members in items for member in members)


def _taken(desk: Desk, record: IssueRecord, article: str) -> Article:
    """The article, which may come in; UsageError where there is none, RefusedError where another issue has it."""
    found = desk.store.articles.get(article)
    if found is None:
        raise UsageError(
            said("No article has the id {article}.", article=repr(article)),
            kept=NOTHING,
            next=said("See the ids: digest articles"),
        )
    past = desk.store.issues.sent_before(record.newsletter, record.id, (article,))
    if article in past:
        raise RefusedError(said("{article} was in {issue}.", article=article, issue=past[article]), kept=NOTHING)
    return found


def _family(desk: Desk, record: IssueRecord, article: Article) -> tuple[str, ...]:
    """The article, and its translations where they are among what the issue may choose from."""
    letter = desk.settings.newsletters[record.newsletter]
    picked = pipeline.explain(desk, letter, record.window)
    known = [decision.article for decision in (*picked.chosen, *picked.left_out)]
    key = article.translation_key
    same = (each.id for each in known if key and each.translation_key == key)
    return tuple(dict.fromkeys((article.id, *same)))
