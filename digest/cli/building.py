"""`digest build`. Part of digest.cli."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from digest.cli import console, names
from digest.cli.articles import JsonOption
from digest.cli.reading import decision_json, window_json
from digest.model import Audience, Choices, Draft, Kind, Standing, Variant

if TYPE_CHECKING:
    from digest.pipeline import Built, Desk

_PLURALS = {
    Kind.STORY: "stories",
    Kind.PRESS_RELEASE: "press releases",
    Kind.SPEECH: "speeches",
    Kind.UNKNOWN: "of unknown kind",
}


def build(
    context: typer.Context,
    newsletter: Annotated[str, typer.Argument(help="A configured newsletter, such as weekly.")],
    as_of: Annotated[
        str, typer.Option("--as-of", help="Build the issue that was due on this day (or at this moment).")
    ] = "",
    first: Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="First day.")] = None,
    last: Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Last day, included.")] = None,
    pin: Annotated[list[str] | None, typer.Option(help="Take this article in, first; stays so for this issue.")] = None,
    exclude: Annotated[list[str] | None, typer.Option(help="Leave this article out; stays so for this issue.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Select and render, write nothing.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Build an issue and write its drafts for every audience into the outbox.

    Example: digest build weekly --as-of 2025-11-17
    """
    from digest import newsroom, pipeline

    now = datetime.now(UTC)
    with newsroom.open_desk(context.obj) as desk:
        letter = names.newsletter(desk, newsletter)
        due, window = names.due_window(letter, as_of, first, last, now)
        choices = Choices(pinned=names.ids(desk, pin or []), excluded=names.ids(desk, exclude or []))
        built = pipeline.build(desk, letter, window=window, due=due, now=now, choices=choices, dry_run=dry_run)
        if as_json:
            console.emit(_built_json(built, dry_run))
        else:
            _print_built(desk, built, dry_run)
    if not built.issue.stories:
        raise typer.Exit(console.NOTHING)


def _print_built(desk: "Desk", built: "Built", dry_run: bool) -> None:
    issue = built.issue
    number = f"No. {issue.number} · " if issue.number else ""
    title = issue.newsletter.title[Variant.EN]
    console.line(console.bold(f"{title} · {number}{names.span(issue.window)} · {issue.window.zone}"))
    console.line(f" {_counts(built)}")
    if not issue.stories:
        console.line(f"Nothing to publish, nothing written.     why: digest explain {issue.id}")
        return
    _print_audiences(desk, built)
    for draft in built.drafts:
        for warning in draft.warnings:
            console.line(f"  note: {draft.path}: {console.safe(warning)}")
    where, files = f"outbox/{issue.id}", f"{len(built.drafts) + 1} files"
    if dry_run:
        console.line(f"Would write {where} ({files}). Nothing was written.")
    elif built.again:
        console.line(f"Unchanged: {where} ({files}, revision {built.revision}) holds these very bytes.")
    else:
        console.line(f"Wrote {where} ({files}, revision {built.revision}).")
    console.line(f"why:  digest explain {issue.id}     look:  digest outbox {issue.id}")


def _counts(built: "Built") -> str:
    """8 in (5 stories, 2 press releases, 1 speech) · 7 out · 1 late"""
    items: dict[str, Kind] = {}
    for story in built.issue.stories:
        items.setdefault(story.article.translation_key or story.article.id, story.article.kind)
    kinds = Counter(items.values())
    listed = ", ".join(f"{count} {_plural(kind, count)}" for kind, count in kinds.most_common())
    left_out = built.selection.left_out
    late = sum(decision.standing is Standing.LATE for decision in left_out)
    parts = [f"{len(items)} in" + (f" ({listed})" if listed else ""), f"{len(left_out) - late} out"]
    if late:
        parts.append(f"{late} late")
    return " · ".join(parts)


def _plural(kind: Kind, count: int) -> str:
    if count == 1:
        return _PLURALS[kind] if kind is Kind.UNKNOWN else kind.replace("-", " ")
    return _PLURALS.get(kind, f"{kind.replace('-', ' ')}s")


def _print_audiences(desk: "Desk", built: "Built") -> None:
    rows = []
    for audience in desk.settings.audiences.values():
        drafts = [draft for draft in built.drafts if draft.audience == audience.name]
        if drafts:
            rows.append(
                (audience.name, audience.variant, _mail_size(drafts), _posts(audience, drafts), _warned(drafts))
            )
    console.table(("audience", "variant", "email", "posts", "notes"), rows, right=(2,))


def _mail_size(drafts: list[Draft]) -> str:
    html = [draft.size for draft in drafts if draft.path.endswith("/email.html")]
    return f"{html[0] / 1000:.0f} kB" if html else "–"


def _posts(audience: Audience, drafts: list[Draft]) -> str:
    counts = Counter(draft.channel for draft in drafts)
    return "  ".join(f"{channel} {counts[channel]}" for channel in audience.channels if channel != "email") or "–"


def _warned(drafts: list[Draft]) -> str:
    return str(sum(len(draft.warnings) for draft in drafts) or "–")


def _built_json(built: "Built", dry_run: bool) -> dict[str, Any]:
    issue = built.issue
    return {
        "issue": issue.id,
        "newsletter": issue.newsletter.name,
        "number": issue.number,
        "due": issue.due.isoformat(),
        "window": window_json(issue.window),
        "dry_run": dry_run,
        "revision": built.revision,
        "unchanged": built.again,
        "stories": [story.article.id for story in issue.stories],
        "decisions": [decision_json(True, decision) for decision in built.selection.chosen]
        + [decision_json(False, decision) for decision in built.selection.left_out],
        "drafts": [
            {
                "audience": draft.audience,
                "channel": draft.channel,
                "path": draft.path,
                "size": draft.size,
                "sha256": draft.sha256,
                "warnings": list(draft.warnings),
            }
            for draft in built.drafts
        ],
    }


COMMANDS: Mapping[str, Callable[..., None]] = {"build": build}
