"""`digest deliveries`: the ledger, and what is to be settled in it by hand. Part of digest.cli."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from digest.cli import console, names
from digest.cli.articles import JsonOption
from digest.cli.reading import IssueArgument
from digest.errors import UsageError
from digest.model import Delivery, DeliveryState, Sending

MOST = 1_000


class Settlement(StrEnum):
    """What an uncertain delivery may be said to be."""

    DONE = "done"
    FAILED = "failed"
    AGAIN = "again"  # queued: it is sent once more


_STATES = {
    Settlement.DONE: DeliveryState.DONE,
    Settlement.FAILED: DeliveryState.FAILED,
    Settlement.AGAIN: DeliveryState.QUEUED,
}


def show(
    context: typer.Context,
    issue: Annotated[str, typer.Argument(metavar="ISSUE", help="Only this issue's.")] = "",
    state: Annotated[
        list[DeliveryState] | None, typer.Option(help="List the deliveries in this state.", show_default=False)
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Show what was sent: the sendings, or with --state the single deliveries of an issue.

    Examples:
      digest deliveries list
      digest deliveries list weekly/2025-W46 --state failed --state uncertain
    """
    from digest import newsroom

    with newsroom.look_in(context.obj.root) as desk:
        begun = desk.store.deliveries.sendings(names.issue_name(issue) if issue else "")
        if state and not issue:
            raise UsageError("Deliveries in a state of which issue?", next="See: digest deliveries list")
        if state:
            rows = [row for each in begun for row in desk.store.deliveries.rows(each.id, state, limit=MOST)]
            _print_rows(rows, as_json)
            return
        tallies = desk.store.deliveries.tallies([each.id for each in begun])
    if as_json:
        console.emit({"sendings": [_document(each, tallies[each.id].counts) for each in begun]})
    elif begun:
        columns = [each for each in DeliveryState if any(tally[each] for tally in tallies.values())]
        console.table(
            ("issue", "audience", "", "armed", "recipients", *(each.value for each in columns)),
            [
                (each.issue, each.audience, each.state.value, f"{each.armed_at:%Y-%m-%d %H:%M}",
                 f"{each.recipients:,}", *(f"{tallies[each.id][one]:,}" for one in columns))
                for each in begun
            ],
            right=range(4, 5 + len(columns)),
        )  # fmt: skip
    else:
        console.line("Nothing has been sent yet.")


def links(context: typer.Context, issue: IssueArgument, as_json: JsonOption = False) -> None:
    """Show how often the links of an issue were opened, where its newsletter counts that.

    Counted are openings since the sending began, those of programs that check mail among them; nobody knows by whom.

    Example:
      digest deliveries links weekly/2025-W46
    """
    from digest import newsroom

    with newsroom.look_in(context.obj.root) as desk:
        found = desk.store.links.of(names.issue_name(issue))
    if as_json:
        told = [{"audience": each.audience, "url": each.url, "opened": each.times} for each in found]
        console.emit({"issue": issue, "links": told})
    elif found:
        rows = [(f"{each.times:,}", each.audience, each.url) for each in found]
        console.table(("opened", "audience", "link"), rows, right=(0,))
    else:
        console.line(
            f"No link of {issue} is counted. To count those of the next: count_clicks = true in its newsletter."
        )
    if not found:
        raise typer.Exit(console.NOTHING)


def resolve(
    context: typer.Context,
    issue: IssueArgument,
    addresses: Annotated[
        list[str] | None, typer.Argument(metavar="[ADDRESS]...", help="Only these; with --as, all uncertain ones.")
    ] = None,
    relay_log: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The relay's log (Postfix, Exim, sendmail): what it took is done."),
    ] = None,
    said: Annotated[
        Settlement | None, typer.Option("--as", help="What they are: done, failed, or to be sent again.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Settle deliveries of which nobody knows whether they arrived.

    The relay's log is the best witness: it is searched for the Message-ID of each. What it does not name stays
    uncertain; settle it by hand with --as once you know.

    Examples:
      digest deliveries resolve weekly/2025-W46 --relay-log /var/log/mail.log
      digest deliveries resolve weekly/2025-W46 lin@example.org --as again
      digest deliveries resolve weekly/2025-W46 --as done --yes
    """
    from digest import dispatch, newsroom

    if (relay_log is None) == (said is None):
        raise UsageError("Settle them by --relay-log FILE, or by hand with --as.", next="See --help.")
    now = datetime.now(UTC)
    with newsroom.open_desk(context.obj.root) as desk:
        begun = desk.store.deliveries.sendings(names.issue_name(issue))
        dispatch.recover(desk, now)
        if relay_log is not None:
            try:
                with relay_log.open(encoding="utf-8", errors="replace") as log:
                    count = dispatch.resolve_by_log(desk, begun, log, now)
            except OSError as e:
                raise UsageError(f"{relay_log} cannot be read: {e.strerror}.", kept="Nothing was changed.") from e
        else:
            assert said is not None
            rows = _named(dispatch.uncertain(desk, begun), addresses or ())
            words = {Settlement.AGAIN: "will be sent once more"}.get(said, f"count as {said.value}")
            console.agreed(f"{console.count(len(rows), 'uncertain mail')} of {issue} {words}?", yes, as_json)
            count = dispatch.resolve(desk, rows, _STATES[said], f"settled by hand as {said.value}", now)
        left = len(dispatch.uncertain(desk, begun))
    if as_json:
        console.emit({"issue": issue, "settled": count, "uncertain": left})
    else:
        console.line(f"{count:,} settled, {left:,} uncertain.")
        if said is Settlement.AGAIN and count:
            console.line(f"send:  {context.obj.command(f'send {issue}')}")
    if not count:
        raise typer.Exit(console.NOTHING)


def _named(rows: Sequence[Delivery], addresses: Sequence[str]) -> Sequence[Delivery]:
    if not addresses:
        return rows
    wanted = {each.casefold() for each in addresses}
    found = [row for row in rows if row.address.casefold() in wanted]
    unknown = wanted - {row.address.casefold() for row in found}
    if unknown:
        raise UsageError(f"{sorted(unknown)[0]} is not uncertain.", kept="Nothing was changed.")
    return found


def _print_rows(rows: Sequence[Delivery], as_json: bool) -> None:
    if as_json:
        console.emit(
            {
                "deliveries": [
                    {
                        "audience": row.audience,
                        "address": row.address,
                        "state": row.state.value,
                        "attempts": row.attempts,
                        "words": row.words,
                        "at": row.at.isoformat(),
                        "not_before": row.not_before.isoformat() if row.not_before else None,
                    }
                    for row in rows
                ]
            }
        )
        return
    if not rows:
        console.line("None.")
        return
    console.table(
        ("audience", "address", "", "tries", "since", "said"),
        [
            (
                row.audience,
                row.address or "(erased)",
                row.state.value,
                row.attempts,
                f"{row.at:%Y-%m-%d %H:%M}",
                row.words,
            )
            for row in rows
        ],
        right=(3,),
    )


def _document(sending: Sending, counts: Mapping[DeliveryState, int]) -> dict[str, Any]:
    return {
        "issue": sending.issue,
        "audience": sending.audience,
        "state": sending.state.value,
        "why": sending.why,
        "recipients": sending.recipients,
        "armed_at": sending.armed_at.isoformat(),
        "armed_by": sending.armed_by,
        "finished_at": sending.finished_at.isoformat() if sending.finished_at else None,
        "deliveries": {state.value: counts.get(state, 0) for state in DeliveryState},
    }


COMMANDS: Mapping[str, Callable[..., None]] = {"list": show, "links": links, "resolve": resolve}
