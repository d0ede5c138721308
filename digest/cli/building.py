"""`digest build` and `digest discard`. Part of digest.cli."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from digest import summarizers
from digest.cli import console, documents, names, people
from digest.cli.articles import JsonOption
from digest.cli.people import AsOption
from digest.cli.reading import IssueArgument
from digest.errors import UsageError
from digest.model import Audience, Choices, Draft, Issue, Kind, Standing, Variant

if TYPE_CHECKING:
    from digest.pipeline import Built, Desk

_SHOWN = 3  # drafts that a note names
_SINGULARS = {Kind.PRESS_RELEASE: "press release", Kind.UNKNOWN: "of unknown kind"}
_PLURALS = {
    Kind.STORY: "stories",
    Kind.PRESS_RELEASE: "press releases",
    Kind.SPEECH: "speeches",
    Kind.UNKNOWN: "of unknown kind",
}


def build(
    context: typer.Context,
    newsletter: Annotated[str, typer.Argument(metavar="NEWSLETTER", help="A configured newsletter, such as weekly.")],
    as_of: Annotated[
        str, typer.Option("--as-of", metavar="DAY", help="Build the issue that was due on this day (or moment).")
    ] = "",
    first: Annotated[str, typer.Option("--from", metavar="DAY", help="First day; needs --to.")] = "",
    last: Annotated[str, typer.Option("--to", metavar="DAY", help="Last day, included.")] = "",
    pin: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Take this article in, first; holds for later builds too.")
    ] = None,
    exclude: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Leave this article out; holds for later builds too.")
    ] = None,
    forget: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Take back an earlier --pin or --exclude of this article.")
    ] = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Replace drafts that somebody changed in the outbox.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Select and render, write nothing.")] = False,
    who: AsOption = "",
    as_json: JsonOption = False,
) -> None:
    """Build an issue and write its drafts into the outbox.

    Examples:
      digest build weekly
      digest build weekly --as-of 2025-11-17 --dry-run
      digest build weekly --from 2025-11-10 --to 2025-11-16 --pin ecccf3dd
    """
    from digest import newsroom, pipeline

    now = datetime.now(UTC)
    open_newsroom = newsroom.look_in if dry_run else newsroom.open_desk
    with open_newsroom(context.obj.root) as desk:
        letter = names.newsletter(desk, newsletter)
        due, window = names.due_window(letter, as_of, first, last, now)
        choices = Choices(pinned=names.ids(desk, pin or []), excluded=names.ids(desk, exclude or []))
        built = pipeline.build(
            desk,
            letter,
            window=window,
            due=due,
            now=now,
            choices=choices,
            taken_back=names.ids(desk, forget or []),
            overwrite=overwrite,
            dry_run=dry_run,
            actor=people.actor(who),
        )
        if as_json:
            console.emit(_built_json(built, dry_run))
        else:
            _print_built(context.obj, desk, built, dry_run, choices)
    if not built.issue.stories:
        raise typer.Exit(console.NOTHING)


def discard(
    context: typer.Context,
    issue: IssueArgument,
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would go.")] = False,
    who: AsOption = "",
    as_json: JsonOption = False,
) -> None:
    """Remove an issue; its articles are free for other issues.

    Its drafts leave the outbox, its record and what people chose and said leave the database; the articles and the
    history stay. Asks first, unless --yes is given.

    Examples:
      digest discard weekly/2025-W46 --dry-run
      digest discard weekly/2025-W46 --yes
    """
    from digest import newsroom, outbox, pipeline

    open_newsroom = newsroom.look_in if dry_run else newsroom.open_desk
    with open_newsroom(context.obj.root) as desk:
        record = desk.store.issues.get(names.issue_name(issue))
        if record is None and not outbox.holds(desk.outbox, issue):
            raise UsageError(f"There is no issue {issue}.", next="See what is there: digest issues")
        stories = len(record.chosen) if record else 0
        drafts = len(desk.store.issues.drafts(issue))
        if not dry_run:
            console.agreed(
                f"Discard {issue} with {console.count(stories, 'article')} and {console.count(drafts, 'draft')}?",
                yes,
                as_json,
            )
            pipeline.discard(desk, issue, actor=people.actor(who), now=people.moment())
    if as_json:
        console.emit({"issue": issue, "dry_run": dry_run, "stories": stories, "drafts": drafts})
        return
    done = "Would discard" if dry_run else "Discarded"
    free = "could then be" if dry_run else "can now be"
    console.line(f"{done} {issue} ({console.count(drafts, 'draft')}).")
    console.line(f"Its {console.count(stories, 'article')} {free} in other issues.")


def _print_built(here: names.Place, desk: "Desk", built: "Built", dry_run: bool, choices: Choices) -> None:
    issue = built.issue
    number = f"No. {issue.number} · " if issue.number else ""
    title = issue.newsletter.title[Variant.EN]
    console.line(console.bold(f"{title} · {number}{names.span(issue.window)} · {issue.window.zone}"))
    console.line(f" {_counts(built)}")
    if not issue.stories:
        console.line(f"Nothing to publish, nothing written.     why:  {here.command(f'explain {issue.id}')}")
        console.line(f"There are articles in:  {here.command(names.next_build(desk, datetime.now(UTC)))}")
        if choices != Choices():
            console.line("What you pinned or excluded just now was not kept, because no issue came of it.")
        if desk.store.issues.get(issue.id):
            remove = here.command(f"discard {issue.id}")
            console.line(f"The issue as it was built before is still in the outbox.     remove it:  {remove}")
        return
    _print_audiences(desk, built)
    _print_writers(built)
    _print_notes(built)
    where, files = f"outbox/{issue.id}", f"{len(built.drafts) + 1} files"
    if dry_run:
        console.line(f"Would write {where} ({files}). Nothing was written.")
    elif built.again:
        console.line(f"Unchanged: {where} ({files}, revision {built.revision}) holds these very bytes.")
    else:
        console.line(f"Wrote {where} ({files}, revision {built.revision}).")
    if any(_doubts(own) for own in built.editions.values()) and not dry_run:
        console.line(f"doubtful characters:  {here.command(f'doubts {issue.id}')}")
    explain, check = here.command(f"explain {issue.id}"), here.command(f"check {issue.id}")
    preview = here.command(f"preview {issue.id} --open")
    console.line(f"why:  {explain}" if dry_run else f"why:  {explain}     check:  {check}     look:  {preview}")


def _print_writers(built: "Built") -> None:
    """Who wrote how many summaries, where a model was to write them."""
    if built.issue.newsletter.summarizer == summarizers.MODEL:
        methods = Counter(story.summary.method for story in built.issue.stories)
        listed = ", ".join(f"{count} {console.safe(method)}" for method, count in methods.most_common())
        console.line(f" summaries: {listed}")


def _print_notes(built: "Built") -> None:
    """Each note once."""
    for note in built.notes:
        console.line(f"  note: {console.safe(note)}")
    for notes in (_draft_notes, _story_notes, _pin_notes):
        for note in notes(built):
            console.line(f"  note: {note}")


def _draft_notes(built: "Built") -> Iterator[str]:
    """What rendering and summarizing have to say, with the drafts or the articles that it is about."""
    where: dict[str, list[str]] = {}
    for draft in built.drafts:
        for warning in draft.warnings:
            where.setdefault(warning, []).append(draft.path)
    for story in built.issue.stories:
        for note in story.summary.notes:
            where.setdefault(note, []).append(story.article.id)
    yield from (f"{places(paths)}: {console.safe(warning)}" for warning, paths in where.items())


def places(paths: Sequence[str]) -> str:
    """The first of the drafts by name, the others by number; `digest check` lists them all."""
    shown = ", ".join(paths[:_SHOWN])
    return f"{shown} and {len(paths) - _SHOWN} more" if len(paths) > _SHOWN else shown


def _story_notes(built: "Built") -> Iterator[str]:
    for audience, own in built.editions.items():
        for story in own.stories:
            for field in story.stale:
                words = f"the {field} of {story.article.id} was written by hand for a text that has changed since"
                yield f"{audience}: {words}"
    unlinked = sum(not story.article.url for story in built.issue.stories)
    if unlinked:
        yield f"{console.count(unlinked, 'article')} without an address: no draft can link to it."


def _pin_notes(built: "Built") -> Iterator[str]:
    pinned = built.issue.newsletter.selection.choices.pinned
    for decision in built.selection.left_out:
        if decision.article.id in pinned:
            yield f"{decision.article.id} is pinned and yet not in: {console.safe(decision.words)}"
    known = {decision.article.id for decision in (*built.selection.chosen, *built.selection.left_out)}
    yield from (f"{console.safe(pin)} is pinned, and no article has this id" for pin in pinned if pin not in known)


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
    return _SINGULARS.get(kind, kind) if count == 1 else _PLURALS.get(kind, f"{kind}s")


def _print_audiences(desk: "Desk", built: "Built") -> None:
    rows = []
    for audience in desk.settings.audiences.values():
        drafts = [draft for draft in built.drafts if draft.audience == audience.name]
        if drafts:
            rows.append(
                (
                    audience.name,
                    audience.variant,
                    _mail_size(drafts),
                    _posts(audience, drafts),
                    _warned(drafts, built.editions[audience.name]),
                    _blockers(built, audience) or "–",
                )
            )
    console.table(("audience", "variant", "email", "posts", "notes", "blockers"), rows, right=(2, 5))


def _mail_size(drafts: list[Draft]) -> str:
    html = [draft.size for draft in drafts if draft.path.endswith("/email.html")]
    return f"{html[0] / 1000:.0f} kB" if html else "–"


def _posts(audience: Audience, drafts: list[Draft]) -> str:
    # The files of one post share their name up to its first dot.
    posts = {(draft.channel, draft.path.partition(".")[0]) for draft in drafts if not draft.path.endswith(".json")}
    counts = Counter(channel for channel, _ in posts if channel != "email")
    return "  ".join(f"{channel} {counts[channel]}" for channel in audience.channels if channel in counts) or "–"


def _warned(drafts: list[Draft], own: Issue) -> str:
    """3, and 2 doubts"""
    doubtful, notes = _doubts(own), sum(len(draft.warnings) for draft in drafts)
    told = [str(notes)] if notes else []
    return ", ".join([*told, console.count(doubtful, "doubt")] if doubtful else told) or "–"


def _blockers(built: "Built", audience: Audience) -> int:
    return sum(each.level == "blocker" for each in built.findings[audience.name])


def _doubts(own: Issue) -> int:
    return sum(len(conversion.doubts) for story in own.stories for _, conversion in story.conversions)


def _built_json(built: "Built", dry_run: bool) -> dict[str, Any]:
    issue = built.issue
    return {
        "issue": issue.id,
        "newsletter": issue.newsletter.name,
        "number": issue.number,
        "due": issue.due.isoformat(),
        "window": documents.of_window(issue.window),
        "dry_run": dry_run,
        "revision": built.revision,
        "unchanged": built.again,
        "stories": [story.article.id for story in issue.stories],
        "decisions": [documents.of_decision(True, decision) for decision in built.selection.chosen]
        + [documents.of_decision(False, decision) for decision in built.selection.left_out],
        "notes": [
            {"article": story.article.id, "note": note} for story in issue.stories for note in story.summary.notes
        ],
        "missing": list(built.notes),
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


COMMANDS: Mapping[str, Callable[..., None]] = {"build": build, "discard": discard}
