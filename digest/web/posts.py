"""The posts of an audience: as they will look, counted, to be copied and marked as posted. Part of digest.web."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from starlette.responses import Response

from digest import review
from digest.gallery import views
from digest.model import Posted, State, said
from digest.web import issue_page, issues, showing
from digest.web.visit import NotFoundError, Visit

COMPOSERS = {  # where a person writes a post; a plain link, and nothing is sent along
    "x": "https://x.com/compose/post",
    "linkedin": "https://www.linkedin.com/feed/",
    "facebook": "https://www.facebook.com/",
    "weibo": "https://weibo.com/",
    "wechat": "https://mp.weixin.qq.com/",
    "bluesky": "https://bsky.app/",
    "threads": "https://www.threads.net/",
    "instagram": "https://www.instagram.com/",
    "telegram": "https://web.telegram.org/",
    "line": "https://manager.line.biz/",
    "xiaohongshu": "https://creator.xiaohongshu.com/",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One post with what people did with it; `thread` is what it is a part of, "" for a post of its own."""

    post: views.Post
    thread: str
    paths: tuple[str, ...]  # of its texts, below the issue's folder
    mark: Posted | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    """The posts for one platform."""

    channel: str
    title: str
    composer: str
    fold: int
    cards: tuple[Card, ...]

    @property
    def threads(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(card.thread for card in self.cards if card.thread))


def show(visit: Visit) -> Response:
    """A card for every post of an audience."""
    issue = issues.of(visit)
    sheet = issue.sheet(visit.query.get("for", ""))
    edition = views.edition(sheet, issue.opened.findings[sheet.audience.name], visit.desk.settings.newsroom)
    marks = review.posted(visit.desk, issue.id)
    walls = [
        Wall(
            channel=wall.channel,
            title=wall.title,
            composer=COMPOSERS.get(wall.channel, ""),
            fold=wall.fold,
            cards=tuple(_cards(sheet.audience.name, wall, marks)),
        )
        for wall in edition.walls
    ]
    return issues.page(
        visit,
        issue,
        "posts.html.j2",
        sheet=sheet,
        entries=issue_page.entries(visit, issue),
        walls=walls,
        anchor=issue_page.anchor,
        approved=issue.review.state is State.APPROVED or issue.review.state.is_out,
    )


def _cards(audience: str, wall: views.Wall, marks: Mapping[str, Posted]) -> Iterator[Card]:
    names = [post.name.rpartition("-")[0] for post in wall.posts]
    for post, name in zip(wall.posts, names, strict=True):
        paths = tuple(f"{audience}/{each.name}" for each in post.files)
        # The parts of a thread are numbered below its own name; a post of its own is numbered below the platform's.
        is_part = name != wall.channel and names.count(name) > 1 and not post.is_page
        yield Card(
            post=post,
            thread=name if is_part else "",
            paths=paths,
            mark=next((marks[path] for path in paths if path in marks), None),
        )


def picture(visit: Visit) -> Response:
    """A share card."""
    sheet, file = issues.of(visit).sheet(visit.path["audience"]), visit.path["file"]
    if not (file.endswith(".png") and sheet.has(file)):
        raise NotFoundError(said("This issue has no such picture."))
    return Response(sheet.content(file), media_type="image/png")


def mark(visit: Visit) -> Response:
    """Back to the posts, one of them marked as posted, or not any more."""
    issue = issues.of(visit)
    audience, file = visit.path["audience"], visit.path["file"]
    path = f"{audience}/{file}"
    if not any(each.filename == file for each in issue.sheet(audience).files):
        raise NotFoundError(said("This issue has no such post."))
    who = issues.actor(visit)
    if visit.field("act") == "undo":
        review.unmark_posted(visit.desk, issue.id, path, actor=who, now=visit.now)
        done = "not-posted"
    else:
        review.mark_posted(visit.desk, issue.id, path, url=visit.field("url").strip(), actor=who, now=visit.now)
        done = "posted"
    back = showing.at(f"{issue.path}/posts", for_=audience, done=done)
    return showing.go(f"{back}#{issue_page.anchor(file)}")
