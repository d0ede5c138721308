"""`digest diff`: what differs between two revisions of an issue, or two issues. Part of digest.cli."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import console, names
from digest.cli.articles import JsonOption
from digest.cli.reading import IssueArgument
from digest.errors import UsageError

if TYPE_CHECKING:
    from digest.comparing import Comparison, Piece, StoryChange


def diff(
    context: typer.Context,
    issue: IssueArgument,
    other: Annotated[
        str, typer.Argument(metavar="REVISION|ISSUE", help="What to compare with; the revision before by default.")
    ] = "",
    previous: Annotated[bool, typer.Option("--with-previous", help="Compare with the issue before.")] = False,
    stat: Annotated[bool, typer.Option("--stat", help="Only which stories and posts differ.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Show what has changed in an issue, word by word.

    Stories that came, went and moved, then the texts of each audience; Chinese is compared character by character.
    [-gone-] and {+new+} mark what went and came.

    Examples:
      digest diff weekly/2025-W46
      digest diff weekly/2025-W46 3
      digest diff weekly/2025-W46 --with-previous --stat
    """
    from digest import newsroom, review
    from digest.review import documents

    name = names.issue_name(issue)
    if previous and other:
        raise UsageError("--with-previous names the other issue already.", next="Leave one of the two out.")
    with newsroom.look_in(context.obj.root) as desk:
        if previous or "/" in other:
            made = review.compare_issues(desk, name, names.issue_name(other) if other else "")
        elif other and not other.isdecimal():
            raise UsageError(f"{other!r} is no revision.", next="Write a number, or an issue such as weekly/2025-W45.")
        else:
            made = review.compare(desk, name, against=int(other or 0))
    if as_json:
        console.emit(documents.of_comparison(made))
    else:
        _print(made, stat)


def _print(made: "Comparison", stat: bool) -> None:
    before, after = (f"{each.issue} revision {each.revision}" for each in (made.before, made.after))
    console.line(console.bold(f"{before} → {after}"))
    if made.same:
        console.line(" Nothing that people read differs.")
        return
    for change in made.stories:
        if change.came or change.went or change.moved:
            console.line(f" {change.words}: {console.safe(change.headline)} ({change.article})")
    for edition in made.editions:
        texts = list(_texts(edition.stories, stat)) + [
            (each.path.partition("/")[2], "" if stat else _marked(each.pieces)) for each in edition.files
        ]
        if texts:
            console.line(console.bold(f"{edition.audience} · {edition.variant}"))
        for place, words in texts:
            console.line(f" {console.safe(place)}")
            for each in words.split("\n") if words else ():
                console.line(f"   {each}")


def _texts(stories: Sequence["StoryChange"], stat: bool) -> Iterator[tuple[str, str]]:
    for change in stories:
        for field, pieces in change.fields:
            yield f"{change.article} {field}", "" if stat else _marked(pieces)


def _marked(pieces: Sequence["Piece"]) -> str:
    """The text with what went and what came, marked by signs, and by colour too where there is any."""
    signs = {"same": ("", "", ""), "gone": ("[-", "-]", "31"), "new": ("{+", "+}", "32")}
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not sys.stdout.isatty()
    told = []
    for piece in pieces:
        start, end, colour = signs[piece.kept]
        text = "\n".join(console.safe(line) for line in f"{start}{piece.text}{end}".split("\n"))
        told.append(text if plain or not colour else f"\x1b[{colour}m{text}\x1b[0m")
    return "".join(told)


COMMANDS: Mapping[str, Callable[..., None]] = {"diff": diff}
