"""`digest subject`: which subject a mail has. Part of digest.cli."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import console, names, people
from digest.cli.articles import JsonOption
from digest.cli.reading import IssueArgument
from digest.errors import UsageError

if TYPE_CHECKING:
    from digest.pipeline import Desk

FILE = "email.subjects.txt"
LONGEST = 400  # characters; no inbox shows half of it
Offer = tuple[str, str]  # a subject and the line beside it


def subject(
    context: typer.Context,
    issue: IssueArgument,
    audience: Annotated[str, typer.Argument(metavar="AUDIENCE", help="Whose mail.")],
    number: Annotated[
        int | None, typer.Argument(metavar="NUMBER", help="Take the one with this number.", show_default=False)
    ] = None,
    text: Annotated[str, typer.Option(metavar="TEXT", help="Write the whole subject by hand.")] = "",
    preheader: Annotated[
        str, typer.Option(metavar="TEXT", help="Write the line beside it by hand; needs NUMBER or --text.")
    ] = "",
    who: people.AsOption = "",
    remove: Annotated[bool, typer.Option("--remove", help="Take the choice back: the first proposal again.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Choose the subject of a mail, from those proposed or in your own words.

    Without NUMBER and --text it lists them, the one in use first. A choice makes a new revision of the drafts, is kept
    with the issue and holds for its later builds.

    Examples:
      digest subject weekly/2025-W46 taiwan
      digest subject weekly/2025-W46 taiwan 2 --as Lin
      digest subject weekly/2025-W46 taiwan --text "棠渡人比江水早一步" --preheader "蘆汀來了三萬隻候鳥"
      digest subject weekly/2025-W46 taiwan --remove
    """
    from digest import newsroom, review

    if sum((number is not None, bool(text), remove)) > 1:
        raise UsageError("A NUMBER, --text and --remove exclude one another.", next="Give one of them.")
    name, path = names.issue_name(issue), f"{audience}/{FILE}"
    chooses = number is not None or bool(text)
    if preheader and not chooses:
        raise UsageError("--preheader is for a subject.", next="Give its NUMBER, or --text.")
    open_newsroom = newsroom.open_desk if chooses or remove else newsroom.look_in
    with open_newsroom(context.obj.root) as desk:
        offers = _offers(desk, name, path)
        if chooses or remove:
            wanted = _wanted(offers, number, text, preheader) if chooses else ""
            actor = people.actor(who)
            review.write_file(desk, name, path, wanted, seen=None, actor=actor, now=people.moment())
            offers = _offers(desk, name, path)
        chosen = review.file_of(desk, name, path)
    if as_json:
        told = [{"subject": line, "preheader": beside} for line, beside in offers]
        console.emit(
            {"issue": name, "audience": audience, "by_hand": chosen.by_hand, "by": chosen.by, "subjects": told}
        )
        return
    if chooses or remove:
        console.line(f"{'Chosen' if chooses else 'Taken back; in use'}: {console.safe(offers[0][0])}")
    else:
        console.table(("", "subject, and the line beside it"), list(_rows(offers)))
        console.line(f"in use: 1     another:  {context.obj.command(f'subject {name} {audience} NUMBER')}")


def _offers(desk: "Desk", issue: str, path: str) -> tuple[Offer, ...]:
    """What the last build offers, the one in use first; UsageError where there is no such mail."""
    from digest import outbox

    if path not in {draft.path for draft in desk.store.issues.drafts(issue)}:
        mailed = [draft.audience for draft in desk.store.issues.drafts(issue) if draft.path.endswith(f"/{FILE}")]
        raise UsageError(
            f"{issue} has no mail for {path.partition('/')[0]!r}.",
            next=f"It has mails for: {', '.join(mailed)}." if mailed else "See what is there: digest issues",
        )
    blocks = outbox.read(desk.outbox, issue, path).decode(errors="replace").split("\n\n")
    lines = (block.strip("\n").partition("\n") for block in blocks if block.strip())
    return tuple((line, beside) for line, _, beside in lines)


def _wanted(offers: tuple[Offer, ...], number: int | None, text: str, preheader: str) -> str:
    """The subject over its preheader."""
    if number is None:
        line, beside = text, offers[0][1]
    elif 1 <= number <= len(offers):
        line, beside = offers[number - 1]
    else:
        raise UsageError(
            f"There is no subject {number}.", next=f"There are {len(offers)}: leave NUMBER out to see them."
        )
    return "\n".join((_one_line(line, "subject"), _one_line(preheader or beside, "preheader"))).strip()


def _one_line(text: str, what: str) -> str:
    from digest.sources import cleaning

    words = cleaning.one_line(text)
    if any("\ud800" <= letter <= "\udfff" for letter in words):
        raise UsageError(f"The {what} is not UTF-8.", kept="Nothing was kept.", next="Write it in a UTF-8 terminal.")
    if len(words) > LONGEST:
        raise UsageError(f"More than {LONGEST} characters are no {what}.", kept="Nothing was kept.")
    if what == "subject" and not words:
        raise UsageError("There are no words to write.", kept="Nothing was kept.")
    return words


def _rows(offers: tuple[Offer, ...]) -> Iterator[tuple[int | str, str]]:
    for number, (line, beside) in enumerate(offers, start=1):
        yield number, line
        yield "", beside


COMMANDS: Mapping[str, Callable[..., None]] = {"subject": subject}
