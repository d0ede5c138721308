"""`digest review` and what approvers do: approve, request-changes, reject, take-back, hold. Part of digest.cli."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import console, names, people
from digest.cli.articles import JsonOption
from digest.cli.people import AsOption, CommentOption
from digest.cli.reading import IssueArgument
from digest.model import Actor, State

if TYPE_CHECKING:
    from digest.review import Queue, Review, Waiting

SHOWN = 12  # digits of a seal
SeenArgument = Annotated[
    str, typer.Argument(metavar="SEAL", help="The seal that `digest review ISSUE` shows: what you have looked at.")
]


def review(
    context: typer.Context,
    issue: Annotated[
        str, typer.Argument(metavar="ISSUE", help="Such as weekly/2025-W46; without one, what waits for whom.")
    ] = "",
    who: AsOption = "",
    as_json: JsonOption = False,
) -> None:
    """Show what waits for whom, or where one issue stands.

    Examples:
      digest review
      digest review weekly/2025-W46
    """
    from digest import newsroom, review
    from digest.review import documents

    actor = people.actor(who)
    with newsroom.look_in(context.obj.root) as desk:
        if not issue:
            queue = review.queue(desk, actor, people.moment())
            console.emit(documents.of_queue(queue)) if as_json else _print_queue(context.obj, queue, actor)
            return
        found = review.look(desk, names.issue_name(issue))
        blockers = review.blocking(desk, issue)
        offered = review.offered(desk, issue)
        if as_json:
            told = {"blockers": len(blockers), "offered": [documents.of_offer(each) for each in offered]}
            console.emit(documents.of_review(found) | told)
        else:
            _print_review(context.obj, found, actor, len(blockers), len(offered))


def submit(context: typer.Context, issue: IssueArgument, who: AsOption = "", as_json: JsonOption = False) -> None:
    """Give an issue to its approvers.

    Examples:
      digest submit weekly/2025-W46
    """
    from digest import review

    _done(context, issue, who, as_json, "Submitted.", review.submit)


def approve(
    context: typer.Context,
    issue: IssueArgument,
    seen: SeenArgument,
    message: CommentOption = "",
    who: AsOption = "",
    as_json: JsonOption = False,
) -> None:
    """Approve exactly what you have looked at.

    Refused when the issue has changed since, when you edited it yourself, when a blocker is left, or when somebody
    changed a draft on disk.

    Examples:
      digest approve weekly/2025-W46 3f9ac21e4b7d
    """
    from digest import review

    _done(context, issue, who, as_json, "Approved.", review.approve, seen=seen, comment=message)


def request_changes(
    context: typer.Context,
    issue: IssueArgument,
    seen: SeenArgument,
    message: CommentOption = "",
    who: AsOption = "",
    as_json: JsonOption = False,
) -> None:
    """Send an issue back to its editors, and say why.

    Examples:
      digest request-changes weekly/2025-W46 3f9ac21e4b7d -m "The lead is last week's."
    """
    from digest import review

    _done(context, issue, who, as_json, "Sent back.", review.request_changes, seen=seen, comment=message)


def reject(
    context: typer.Context,
    issue: IssueArgument,
    seen: SeenArgument,
    message: CommentOption = "",
    who: AsOption = "",
    as_json: JsonOption = False,
) -> None:
    """Say that an issue is not to go out, and why.

    Examples:
      digest reject weekly/2025-W46 3f9ac21e4b7d -m "Overtaken by events."
    """
    from digest import review

    _done(context, issue, who, as_json, "Rejected.", review.reject, seen=seen, comment=message)


def take_back(context: typer.Context, issue: IssueArgument, who: AsOption = "", as_json: JsonOption = False) -> None:
    """Take back your own verdict, until the sending begins.

    Examples:
      digest take-back weekly/2025-W46
    """
    from digest import review

    _done(context, issue, who, as_json, "Taken back.", review.take_back)


def hold(
    context: typer.Context,
    issue: IssueArgument,
    message: CommentOption = "",
    release: Annotated[bool, typer.Option("--release", help="Let it go on.")] = False,
    who: AsOption = "",
    as_json: JsonOption = False,
) -> None:
    """Stop an issue, whatever is approved, until it is released.

    Examples:
      digest hold weekly/2025-W46 -m "Waiting for the figures."
      digest hold weekly/2025-W46 --release
    """
    from digest import review

    if release:
        _done(context, issue, who, as_json, "Released.", review.release)
    else:
        _done(context, issue, who, as_json, "Held.", review.hold, why=message)
        if not as_json:
            console.line(f"let it go on:  {context.obj.command(f'hold {issue} --release')}")


def correct(
    context: typer.Context,
    issue: IssueArgument,
    message: CommentOption = "",
    audiences: Annotated[
        list[str] | None, typer.Option("--for", metavar="AUDIENCE", help="Whose mail is wrong; by default all.")
    ] = None,
    who: AsOption = "",
    as_json: JsonOption = False,
) -> None:
    """Open an issue that was sent again, to put something right for those who have got it.

    It is edited and approved like any issue, its subjects say that it is a correction, and it goes out when somebody
    says so, by digest send: to the audiences whose mail is another one then, and there to those who have got the
    issue and are still on the list, each once. The reason is for the history; readers see what the mail says.

    Examples:
      digest correct weekly/2025-W46 -m "The figure in the second story is wrong."
      digest correct weekly/2025-W46 -m "A wrong name." --for mainland --for taiwan
    """
    from digest import review

    _done(context, issue, who, as_json, "Open again, as a correction.", review.correct, why=message,
          audiences=tuple(audiences or ()))  # fmt: skip
    if not as_json:
        console.line("Whoever was refused the issue gets neither it nor the correction.")


def _done(
    context: typer.Context,
    issue: str,
    who: str,
    as_json: bool,
    words: str,
    verb: Callable[..., "Review"],
    **more: str | tuple[str, ...],
) -> None:
    from digest import newsroom
    from digest.review import documents

    with newsroom.open_desk(context.obj.root) as desk:
        made = verb(desk, names.issue_name(issue), actor=people.actor(who), now=people.moment(), **more)
    if as_json:
        console.emit(documents.of_review(made))
    else:
        people.print_state(context.obj, made, words)


def _print_queue(here: names.Place, queue: "Queue", actor: Actor) -> None:
    parts: tuple[tuple[str, Sequence[Waiting]], ...] = (
        (f"Waits for you, {console.safe(actor.name)}", queue.mine),
        ("Waits for others", queue.others),
        ("Approved, waits for its time", queue.approved),
        ("Done", queue.done[:5]),
    )
    shown = [(heading, rows) for heading, rows in parts if rows]
    for place, (heading, rows) in enumerate(shown):
        console.line(f"{chr(10) if place else ''}{console.bold(heading)}")
        console.table(("issue", "due", "", "state", "approved", "comments", "edited by"), map(_row, rows), right=(5,))
    if not shown:
        console.line(f"There is nothing to review; build an issue:  {here.command('build NEWSLETTER')}")
        return
    first = (*queue.mine, *queue.others, *queue.approved, *queue.done)[0].issue.id
    console.line(f"\nlook:  {here.command(f'review {first}')}     what changed:  {here.command(f'diff {first}')}")


def _row(each: "Waiting") -> tuple[object, ...]:
    zone = each.issue.window.zone
    return (
        each.issue.id,
        f"{people.when(each.issue.due, zone)} {zone.rpartition('/')[2].replace('_', ' ')}",
        people.until(each.issue.due, people.moment()),
        each.state.value.replace("-", " "),
        f"{len(each.approvals)} of {each.policy.approvers}",
        each.open_comments or "–",
        ", ".join(each.editors) or "–",
    )


def _print_review(here: names.Place, found: "Review", actor: Actor, blockers: int, offered: int) -> None:
    issue, zone = found.issue, found.issue.window.zone
    console.line(console.bold(f"{issue.id} · {names.span(issue.window)} · revision {issue.revision}"))
    due = f"{people.when(issue.due, zone)} {zone}, {people.until(issue.due, people.moment())}"
    console.line(f" {people.state(found)} · due {due}")
    for told in _told(here, found, blockers, offered):
        console.line(f" {told}")
    reason = found.why_not(actor) or (f"{console.count(blockers, 'blocker')} first." if blockers else "")
    look = here.command(f"preview {issue.id} --open")
    console.line(f"look:  {look}     what changed:  {here.command(f'diff {issue.id}')}")
    if found.state is State.APPROVED:
        when = (
            "its hour has passed; send it" if issue.due < people.moment() else "the scheduler sends it at its hour; now"
        )
        console.line(f"{when}:  {here.command(f'send {issue.id}')}")
    elif found.state is State.SENT:
        console.line(f"put something right for those who have it:  {here.command(f'correct {issue.id} -m WHY')}")
    elif reason:
        console.line(f"You cannot approve it: {console.safe(reason)}")
    else:
        console.line(f"approve:  {here.command(f'approve {issue.id} {found.seal[:SHOWN]}')}")


def _told(here: names.Place, found: "Review", blockers: int, offered: int) -> Iterator[str]:
    issue, zone = found.issue, found.issue.window.zone
    yield f"seal {found.seal[:SHOWN]}: names every file by its hash; an approval is bound to it"
    if found.editors:
        yield f"edited by {console.safe(', '.join(found.editors))}"
    for each in found.rulings:
        if each.taken_back is None and (each in found.approvals or each == found.asked):
            words = f": {each.comment}" if each.comment else ""
            yield console.safe(
                f"{each.verdict.value.replace('-', ' ')} by {each.by}, {people.when(each.at, zone)}{words}"
            )
    if found.hold:
        yield console.safe(f"held by {found.hold.by} since {people.when(found.hold.at, zone)}: {found.hold.why}")
    if found.touched:
        yield f"changed on disk: {console.safe(', '.join(found.touched[:3]))}"
    if found.open_comments:
        yield f"{console.count(found.open_comments, 'open comment')}: {here.command(f'comment {issue.id}')}"
    if blockers:
        yield f"{console.count(blockers, 'blocker')}: {here.command(f'check {issue.id}')}"
    if offered:
        yield f"{console.count(offered, 'article')} to be added, if wanted: {here.command(f'add {issue.id}')}"


COMMANDS: Mapping[str, Callable[..., None]] = {
    "review": review,
    "submit": submit,
    "approve": approve,
    "request-changes": request_changes,
    "reject": reject,
    "take-back": take_back,
    "correct": correct,
    "hold": hold,
}
