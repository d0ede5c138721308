"""`digest comment` and `digest posted`. Part of digest.cli."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from digest.cli import console, names, people
from digest.cli.articles import JsonOption
from digest.cli.people import AsOption
from digest.cli.reading import IssueArgument
from digest.errors import UsageError
from digest.model import Comment, Spot

if TYPE_CHECKING:
    from digest.pipeline import Desk
    from digest.store import IssueRecord


def comment(
    context: typer.Context,
    issue: IssueArgument,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What you want to say; none lists the comments.")] = "",
    on: Annotated[str, typer.Option("--on", metavar="ARTICLE|FILE", help="What it is about; the issue itself.")] = "",
    field: Annotated[str, typer.Option("--field", metavar="FIELD", help="... and which text of the article.")] = "",
    reply: Annotated[int | None, typer.Option("--reply", metavar="N", help="Answer comment N.")] = None,
    resolve: Annotated[int | None, typer.Option("--resolve", metavar="N", help="Comment N is dealt with.")] = None,
    reopen: Annotated[int | None, typer.Option("--reopen", metavar="N", help="Comment N is not dealt with.")] = None,
    who: AsOption = "",
    as_json: JsonOption = False,
) -> None:
    """Comment on an issue, or on something in it.

    Comments are never part of what goes out.

    Examples:
      digest comment weekly/2025-W46
      digest comment weekly/2025-W46 "Is this figure final?" --on ecccf3dd --field summary
      digest comment weekly/2025-W46 "Yes, since Friday." --reply 1
      digest comment weekly/2025-W46 --resolve 1
    """
    from digest import newsroom, review
    from digest.review import documents

    name = names.issue_name(issue)
    with newsroom.open_desk(context.obj.root) as desk:
        actor, now = people.actor(who), people.moment()
        if resolve is not None:
            review.resolve(desk, resolve, actor=actor, now=now)
        elif reopen is not None:
            review.reopen_comment(desk, reopen, actor=actor, now=now)
        elif text:
            spot = _spot(desk, on, field)
            review.comment(desk, name, text, actor=actor, now=now, spot=spot, reply_to=reply)
        record = review.look(desk, name).issue
        every = review.comments(desk, name)
    if as_json:
        console.emit({"issue": name, "comments": [documents.of_comment(each) for each in every]})
    else:
        _print(context.obj, record, every)


def posted(
    context: typer.Context,
    issue: IssueArgument,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A post such as mainland/weibo-01.txt; none lists.")] = "",
    url: Annotated[str, typer.Option("--url", metavar="URL", help="Where it stands now.")] = "",
    undo: Annotated[bool, typer.Option("--undo", help="It was not posted after all.")] = False,
    who: AsOption = "",
    as_json: JsonOption = False,
) -> None:
    """Mark a post as published by hand, or list which are.

    Examples:
      digest posted weekly/2025-W46
      digest posted weekly/2025-W46 mainland/weibo-01.txt --url https://weibo.com/1/2
      digest posted weekly/2025-W46 mainland/weibo-01.txt --undo
    """
    from digest import newsroom, review
    from digest.review import documents

    name = names.issue_name(issue)
    with newsroom.open_desk(context.obj.root) as desk:
        actor, now = people.actor(who), people.moment()
        if undo:
            review.unmark_posted(desk, name, file, actor=actor, now=now)
        elif file:
            review.mark_posted(desk, name, file, url=url, actor=actor, now=now)
        marks = review.posted(desk, name)
        platforms = desk.settings.platforms
        posts = [draft for draft in desk.store.issues.drafts(name) if review.is_post(draft, platforms)]
        zone = review.look(desk, name).issue.window.zone
    if as_json:
        told: list[dict[str, Any]] = [{"path": each.path, "posted": None} for each in posts if each.path not in marks]
        told += [{"path": path, "posted": documents.of_posted(mark)} for path, mark in marks.items()]
        console.emit({"issue": name, "posts": sorted(told, key=lambda each: str(each["path"]))})
        return
    rows = []
    for draft in posts:
        mark = marks.get(draft.path)
        if mark is None:
            rows.append((draft.path, "–", "", "", ""))
            continue
        other = "" if mark.sha256 == draft.sha256 else "another text now"
        unapproved = "" if mark.approved else "was not approved"
        note = ", ".join(each for each in (other, unapproved) if each)
        rows.append((draft.path, people.when(mark.at, zone), mark.by, note, mark.url))
    console.table(("post", "posted", "by", "", "where"), rows)


def _spot(desk: "Desk", on: str, field: str) -> Spot:
    if "/" in on and "://" not in on:
        audience, _, file = on.partition("/")
        return Spot(audience=audience, file=file)
    if field and not on:
        raise UsageError("Which article's text?", next="Name it: --on ARTICLE --field FIELD")
    return Spot(article=names.article(desk, on).id, field=field) if on else Spot()


def _print(here: names.Place, record: "IssueRecord", every: Sequence[Comment]) -> None:
    threads = [each for each in every if each.reply_to is None]
    if not threads:
        example = f'comment {record.id} "..."'
        console.line(f"Nobody has commented on {record.id}.     say something:  {here.command(example)}")
    for first in sorted(threads, key=lambda each: each.resolved_at is not None):
        done = f" · dealt with by {first.resolved_by}" if first.resolved_at else ""
        about = f" · {first.spot}" if str(first.spot) else ""
        for each in (first, *(reply for reply in every if reply.reply_to == first.id)):
            head = f"{each.by}, {people.when(each.at, record.window.zone)}"
            if each is first:
                console.line(console.bold(f"{each.id}. {console.safe(head)}{console.safe(about)}{console.safe(done)}"))
            else:
                console.line(f"   {console.safe(head)}")
            console.line(f"   {console.safe(each.text)}")


COMMANDS: Mapping[str, Callable[..., None]] = {"comment": comment, "posted": posted}
