"""`digest send`, `pause`, `resume` and `cancel`. Part of digest.cli."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated, Any

import typer

from digest.cli import console, names
from digest.cli.articles import JsonOption
from digest.cli.people import AsOption, actor
from digest.cli.reading import IssueArgument
from digest.errors import RefusedError, UsageError
from digest.model import Actor, DeliveryState, Result, Sending, SendingState, State, Tally

if TYPE_CHECKING:
    from digest.pipeline import Desk

SHOWN = (
    DeliveryState.QUEUED,
    DeliveryState.STARTED,
    DeliveryState.DONE,
    DeliveryState.FAILED,
    DeliveryState.UNCERTAIN,
    DeliveryState.SUPPRESSED,
    DeliveryState.CANCELLED,
)


def send(
    context: typer.Context,
    issue: IssueArgument,
    test: Annotated[
        list[str] | None, typer.Option(metavar="ADDRESS", help="Send it only here, approved or not, to look at it.")
    ] = None,
    audience: Annotated[str, typer.Option(metavar="NAME", help="With --test: only this audience's mail.")] = "",
    rehearse: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write all mails into this Maildir instead of sending them.")
    ] = None,
    failed: Annotated[
        bool, typer.Option("--failed", help="Send once more what was refused, and nothing else.")
    ] = False,
    who: AsOption = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say who would get it.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Send an approved issue to everybody on its list, each once.

    Who gets it is fixed when it starts. Stopped at any moment, the same command goes on where it was: nobody is left
    out and nobody gets it twice. Where nobody can say whether a mail arrived, it is uncertain and not sent again.

    Examples:
      digest send weekly/2025-W46 --test me@example.org
      digest send weekly/2025-W46 --dry-run
      digest send weekly/2025-W46 --yes
    """
    from digest import dispatch, newsroom

    now = datetime.now(UTC)
    open_newsroom = newsroom.look_in if dry_run else newsroom.open_desk
    with open_newsroom(context.obj.root) as desk:
        names.issue_name(issue)
        if test:
            _print_test(dispatch.send_test(desk, issue, test, audience, now), as_json)
            return
        if rehearse:
            count = dispatch.rehearse(desk, issue, rehearse, now)
            _told({"issue": issue, "folder": str(rehearse), "mails": count}, as_json)
            if not as_json:
                console.line(f"{count:,} mails of {issue} lie in {rehearse}; none was sent.")
            return
        begun = dispatch.latest(desk, issue)
        if not begun:
            begun = _arm(context.obj, desk, issue, actor(who), now, yes, dry_run, as_json)
        elif dry_run:
            _report(context.obj, desk, begun, as_json)
            return
        elif failed and not dispatch.resend_failed(desk, begun, now):
            console.notice("Nothing was refused.")
        if dry_run:
            return
        begun = dispatch.latest(desk, issue)
        if not any(each.state is SendingState.ARMED for each in begun):
            _report(context.obj, desk, begun, as_json)
            raise typer.Exit(console.NOTHING)
        with _progress(begun) as tell:
            dispatch.work(desk, begun, patient=True, tell=tell)
        clean = _report(context.obj, desk, dispatch.latest(desk, issue), as_json)
    if not clean:
        raise typer.Exit(console.PARTLY)


def pause(
    context: typer.Context,
    issue: IssueArgument,
    why: Annotated[str, typer.Option(metavar="WORDS", help="For whoever wonders later.")] = "",
    as_json: JsonOption = False,
) -> None:
    """Pause the sending of an issue; what is on its way right now still arrives.

    Example:
      digest pause weekly/2025-W46 --why "a wrong link in the third story"
    """
    with _sendings(context, issue) as (desk, begun):
        count = desk.store.deliveries.pause([each.id for each in begun], why or "by hand")
        _changed(
            context.obj, desk, issue, count, "Paused", f"go on:  {context.obj.command(f'resume {issue}')}", as_json
        )


def resume(context: typer.Context, issue: IssueArgument, as_json: JsonOption = False) -> None:
    """Let a paused sending go on; `digest send`, or the scheduler, then sends what is left.

    Example:
      digest resume weekly/2025-W46
    """
    with _sendings(context, issue) as (desk, begun):
        count = desk.store.deliveries.resume([each.id for each in begun], datetime.now(UTC))
        next = f"send:  {context.obj.command(f'send {issue}')}"
        _changed(context.obj, desk, issue, count, "Resumed", next, as_json)


def cancel(
    context: typer.Context,
    issue: IssueArgument,
    why: Annotated[str, typer.Option(metavar="WORDS", help="For whoever wonders later.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Cancel what was not sent yet of an issue, for good.

    Example:
      digest cancel weekly/2025-W46 --why "superseded" --yes
    """
    with _sendings(context, issue) as (desk, begun):
        tallies = desk.store.deliveries.tallies([each.id for each in begun])
        left = sum(tally[DeliveryState.QUEUED] for tally in tallies.values())
        console.agreed(f"Cancel {console.count(left, 'mail')} of {issue} that were not sent yet?", yes, as_json)
        count = desk.store.deliveries.cancel([each.id for each in begun], why or "by hand", datetime.now(UTC))
        _changed(context.obj, desk, issue, count, "Cancelled", "", as_json)


@contextmanager
def _sendings(context: typer.Context, issue: str) -> Iterator[tuple["Desk", tuple[Sending, ...]]]:
    from digest import newsroom

    with newsroom.open_desk(context.obj.root) as desk:
        begun = desk.store.deliveries.sendings(names.issue_name(issue))
        if not begun:
            raise UsageError(f"The sending of {issue} has not begun.", next="See what is sent: digest deliveries list")
        yield desk, begun


def _arm(
    here: names.Place, desk: "Desk", issue: str, who: Actor, now: datetime, yes: bool, dry_run: bool, as_json: bool
) -> tuple[Sending, ...]:
    """The sendings of an issue that was not sent before, after somebody agreed; () for a dry run."""
    from digest import dispatch, review

    seen = review.look(desk, issue)
    if seen.state is not State.APPROVED:
        raise RefusedError(
            f"{issue} is not approved: it is {seen.state.value.replace('-', ' ')}.",
            kept="Nothing was sent.",
            next=f"Look at it with {here.command('serve')}, or send it to yourself with --test ADDRESS.",
        )
    with desk.store.transaction(keep=False):
        trial = dispatch.arm(desk, issue, seal=seen.seal, actor=who, now=now)
        tallies = desk.store.deliveries.tallies([each.id for each in trial])
    if dry_run and as_json:
        console.emit(_document(trial, tallies))
        return ()
    if not as_json:
        _table(trial, tallies)
    if dry_run:
        console.line("Nothing was sent.")
        return ()
    total = sum(tally[DeliveryState.QUEUED] for tally in tallies.values())
    console.agreed(f"Send {issue} to {console.count(total, 'reader')} now?", yes, as_json)
    return dispatch.arm(desk, issue, seal=seen.seal, actor=who, now=now)


def _changed(here: names.Place, desk: "Desk", issue: str, count: int, done: str, next: str, as_json: bool) -> None:
    begun = desk.store.deliveries.sendings(issue)
    if as_json:
        console.emit(_document(begun, desk.store.deliveries.tallies([each.id for each in begun])) | {"changed": count})
    elif count:
        _table(begun, desk.store.deliveries.tallies([each.id for each in begun]))
        console.line(f"{done}.     {next}".rstrip())
    else:
        console.line(f"There was nothing to do: see {here.command(f'deliveries list {issue}')}")
    if not count:
        raise typer.Exit(console.NOTHING)


def _report(here: names.Place, desk: "Desk", begun: Sequence[Sending], as_json: bool) -> bool:
    """Whether everything that could be sent was, and is certain."""
    tallies = desk.store.deliveries.tallies([each.id for each in begun])
    issue = begun[0].issue
    failed, unsure = (sum(tally[state] for tally in tallies.values()) for state in (DeliveryState.FAILED,
                      DeliveryState.UNCERTAIN))  # fmt: skip
    stopped = [each for each in begun if each.state is SendingState.PAUSED]
    if as_json:
        console.emit(_document(begun, tallies))
        return not (failed or unsure or stopped)
    _table(begun, tallies)
    for each in stopped:
        again = f" It goes on at {each.retry_at:%H:%M} UTC by itself, if the scheduler runs." if each.retry_at else ""
        console.line(f"  {each.audience} is paused: {console.safe(each.why)}{again}")
    if stopped:
        console.line(f"go on:  {here.command(f'resume {issue}')}")
    if failed:
        listed, again = here.command(f"deliveries list {issue} --state failed"), here.command(f"send {issue} --failed")
        console.line(f"refused:  {listed}     once more:  {again}")
    if unsure:
        console.line(f"uncertain, not sent again by itself:  {here.command(f'deliveries resolve {issue} --help')}")
    return not (failed or unsure or stopped)


def _table(begun: Sequence[Sending], tallies: Mapping[int, Tally]) -> None:
    shown = [state for state in SHOWN if any(tally[state] for tally in tallies.values())]
    rows = [
        (each.audience, each.state.value, f"{each.recipients:,}", *(f"{tallies[each.id][state]:,}" for state in shown))
        for each in begun
    ]
    headers = ("audience", "", "recipients", *(state.value for state in shown))
    console.table(headers, rows, right=range(2, len(headers)))


def _document(begun: Sequence[Sending], tallies: Mapping[int, Tally]) -> dict[str, Any]:
    return {
        "issue": begun[0].issue if begun else None,
        "sendings": [
            {
                "audience": each.audience,
                "state": each.state.value,
                "why": each.why,
                "retry_at": each.retry_at.isoformat() if each.retry_at else None,
                "recipients": each.recipients,
                "armed_at": each.armed_at.isoformat(),
                "armed_by": each.armed_by,
                "finished_at": each.finished_at.isoformat() if each.finished_at else None,
                "deliveries": {state.value: tallies[each.id][state] for state in DeliveryState},
            }
            for each in begun
        ],
    }


def _print_test(told: Sequence[tuple[str, str, Any]], as_json: bool) -> None:
    if as_json:
        rows = [{"audience": a, "address": to, "result": r.result.value, "words": r.words} for a, to, r in told]
        console.emit({"tests": rows})
    else:
        console.table(("audience", "to", "", "the relay said"), [(a, to, r.result.value, r.words) for a, to, r in told])
    if any(answer.result is not Result.ACCEPTED for _, _, answer in told):
        raise typer.Exit(console.FAILED)


def _told(document: dict[str, Any], as_json: bool) -> None:
    if as_json:
        console.emit(document)


@contextmanager
def _progress(begun: Sequence[Sending]) -> Iterator[Callable[[Mapping[int, Tally]], None]]:
    """A function that shows how far the sending is, with its rate and the time left; only to a person."""
    with console.bar(sum(each.recipients for each in begun)) as show:
        started: tuple[float, int] | None = None

        def tell(tallies: Mapping[int, Tally]) -> None:
            nonlocal started
            counts = {state: sum(tally[state] for tally in tallies.values()) for state in DeliveryState}
            gone = sum(counts.values()) - counts[DeliveryState.QUEUED] - counts[DeliveryState.STARTED]
            started = started or (monotonic(), gone)
            seconds = monotonic() - started[0]
            rate = (gone - started[1]) / seconds if seconds > 1 else 0.0
            parts = [f"{counts[DeliveryState.DONE]:,} sent"]
            parts += [f"{counts[state]:,} {state.value}" for state in SHOWN[2:4] if counts[state]]
            show(gone, " · ".join((*parts, f"{rate:,.0f}/s") if rate else parts))

        yield tell


COMMANDS: Mapping[str, Callable[..., None]] = {"send": send, "pause": pause, "resume": resume, "cancel": cancel}
