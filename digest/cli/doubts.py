"""`digest doubts`: what a reader of Chinese should look at in an issue. Part of digest.cli."""

from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, NamedTuple

import typer

from digest.cli import console, names
from digest.cli.articles import JsonOption
from digest.cli.reading import IssueArgument
from digest.errors import UsageError


class _Doubt(NamedTuple):
    audience: str
    article: str
    field: str
    told: Mapping[str, Any]


def doubts(
    context: typer.Context,
    issue: IssueArgument,
    audience: Annotated[str, typer.Argument(metavar="AUDIENCE", help="Only this audience.")] = "",
    as_json: JsonOption = False,
) -> None:
    """List where the Chinese of an issue may be converted wrongly.

    Independent ways of converting disagree there, or marks do not pair up. Where the chosen form is wrong, write the
    text by hand (digest wording) or add a term (digest terms add).

    Examples:
      digest doubts weekly/2025-W46
      digest doubts weekly/2025-W46 taiwan --json
    """
    from digest import newsroom, outbox

    with newsroom.look_in(context.obj.root) as desk:
        document = outbox.manifest(desk.outbox, names.issue_name(issue))
    if document is None:
        raise UsageError(f"The issue {issue} is not in the outbox.", next="See what is there: digest issues")
    editions = document.get("editions", {})
    if audience and audience not in editions:
        raise UsageError(f"{issue} has no audience {audience!r}.", next=f"It has: {', '.join(editions)}.")
    found = list(_found({audience: editions[audience]} if audience else editions))
    if as_json:
        console.emit({"doubts": [{**each.told, **_place(each)} for each in found]})
        return
    if not found:
        console.line("No doubts.")
        return
    console.table(
        ("audience", "article", "field", "where", "chosen", "or", "why"),
        [_row(each) for each in found],
    )
    article, field = found[0].article, found[0].field
    here = context.obj.command(f"wording {article} {field} TEXT --for VARIANT")
    console.line(f"to write one of these by hand:  {here}")


def _found(editions: Mapping[str, Any]) -> Iterator[_Doubt]:
    for audience, edition in editions.items():
        for article, story in edition["stories"].items():
            for conversion in story.get("conversions", ()):
                for told in conversion["doubts"]:
                    yield _Doubt(audience, article, conversion["field"], told)
                for problem in conversion["problems"]:
                    yield _Doubt(audience, article, conversion["field"], {"why": problem})


def _place(doubt: _Doubt) -> dict[str, str]:
    return {"audience": doubt.audience, "article": doubt.article, "field": doubt.field}


def _row(doubt: _Doubt) -> tuple[str, ...]:
    told = doubt.told
    place = (doubt.audience, doubt.article, doubt.field)
    around, others = told.get("around", ""), ", ".join(told.get("others", ()))
    return (*place, around, told.get("chosen", ""), others, told["why"])


COMMANDS: Mapping[str, Callable[..., None]] = {"doubts": doubts}
