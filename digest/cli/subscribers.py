"""`digest subscribers`: who reads, taken in from lists and let go again. Part of digest.cli."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from digest.cli import console, names
from digest.cli.articles import JsonOption
from digest.errors import UsageError
from digest.model import Subscriber, Variant

if TYPE_CHECKING:
    from digest.pipeline import Desk

SHOWN = 20

AddressArgument = Annotated[str, typer.Argument(metavar="ADDRESS", help="Somebody's e-mail address.")]
ToOption = Annotated[
    list[str] | None, typer.Option("--to", metavar="NEWSLETTER", help="What they take; may be given repeatedly.")
]
OriginOption = Annotated[str, typer.Option(metavar="TEXT", help="How they agreed; it is kept in their history.")]


def add(
    context: typer.Context,
    address: AddressArgument,
    to: ToOption = None,
    variant: Annotated[Variant | None, typer.Option("--variant", help="What they read.", show_default=False)] = None,
    name: Annotated[str, typer.Option(metavar="NAME", help="Their name.")] = "",
    zone: Annotated[str, typer.Option(metavar="ZONE", help="Their time zone, such as Asia/Taipei.")] = "",
    tag: Annotated[list[str] | None, typer.Option("--tag", metavar="TAG", help="May be given repeatedly.")] = None,
    audience: Annotated[str, typer.Option(metavar="NAME", help="Put them into this one, whatever its rule.")] = "",
    origin: OriginOption = "by hand",
    as_json: JsonOption = False,
) -> None:
    """Add one person.

    Somebody who has unsubscribed, or complained, is not brought back.

    Example:
      digest subscribers add lin@example.org --to weekly --variant zh-Hant-TW --origin "asked by phone"
    """
    from digest import newsroom, subscribers

    with newsroom.open_desk(context.obj.root) as desk:
        if variant is None:
            raise UsageError("In which variant do they read?", next=f"Add --variant and one of: {', '.join(Variant)}.")
        letters = tuple(names.newsletter(desk, each).name for each in to or _only(desk))
        if audience and audience not in desk.settings.audiences:
            raise UsageError(
                f"No audience is called {audience!r}.", next=f"There are: {', '.join(desk.settings.audiences)}."
            )
        entry = subscribers.entry(
            address, name=name, variant=variant, zone=zone, tags=tag or (), newsletters=letters, audience=audience
        )
        taken = subscribers.add(desk.store, entry, origin=origin, now=datetime.now(UTC))
        person = _person(desk, address)
    if as_json:
        console.emit({"outcome": taken.outcome.value, "subscriber": _document(person)})
        return
    verb = {"added": "Added", "joined": "Joined"}.get(taken.outcome, "There already")
    console.line(f"{verb}: {console.safe(person.address)}, {person.variant}, {', '.join(person.takes)}.")


def list_(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Only people whose address, name or tags hold it.")] = "",
    newsletter: Annotated[str, typer.Option("--to", metavar="NEWSLETTER", help="Only who takes it.")] = "",
    limit: Annotated[int, typer.Option(min=1, help="Show at most so many people.")] = SHOWN,
    as_json: JsonOption = False,
) -> None:
    """Show how many read what, and who.

    Examples:
      digest subscribers list
      digest subscribers list example.org --to weekly --limit 100
    """
    from digest import newsroom

    with newsroom.look_in(context.obj.root) as desk:
        if newsletter:
            names.newsletter(desk, newsletter)
        people = desk.store.subscribers.search(text, newsletter=newsletter, limit=limit + 1)
        audiences = _audiences(desk)
        suppressed = {cause.value: n for cause, n in desk.store.subscribers.suppressed().items()}
    if as_json:
        shown = [_document(each) for each in people[:limit]]
        console.emit({"audiences": audiences, "suppressed": suppressed, "people": shown, "more": len(people) > limit})
        return
    if not people:
        words = "Nobody fits." if text or newsletter else "There are no subscribers yet."
        console.line(f"{words}  next:  {context.obj.command('subscribers import FILE --to NEWSLETTER')}")
        return
    if not text and not newsletter:
        _show_audiences(audiences, suppressed)
    console.table(
        ("address", "name", "variant", "takes", "tags"),
        [(p.address, p.name, p.variant, ", ".join(p.takes) or p.membership, ", ".join(p.tags)) for p in people[:limit]],
    )
    if len(people) > limit:
        console.line(f" … and more:  {context.obj.command(f'subscribers list --limit {limit * 10}')}")


def show(context: typer.Context, address: AddressArgument, as_json: JsonOption = False) -> None:
    """Show all that is kept about one person.

    With --json it is the copy of their data that a person may ask for.

    Example:
      digest subscribers show lin@example.org --json > lin.json
    """
    from digest import newsroom, subscribers

    with newsroom.look_in(context.obj.root) as desk:
        person = _person(desk, address)
        kept = subscribers.everything(desk.store, person)
    if as_json:
        console.emit(kept)
        return
    console.line(f"{console.bold(console.safe(person.address))}  {console.safe(person.name)}")
    console.line(f" {person.variant} · {person.zone or 'no time zone'} · {', '.join(person.tags) or 'no tags'}")
    console.line(f" {person.membership}: " + (", ".join(f"{n} {s}" for n, s in person.newsletters) or "no newsletter"))
    console.line()
    console.table(
        ("when", "what", "newsletter", "by"),
        [(_minute(line["at"]), line["event"], line["newsletter"], line["origin"]) for line in kept["history"]],
    )
    if kept["bounces"]:
        console.line()
        console.table(
            ("when", "mail came back", "status", "because"),
            [
                (_minute(b["at"]), "for good" if b["hard"] else "for now", b["status"], b["diagnostic"])
                for b in kept["bounces"]
            ],
        )


def remove(
    context: typer.Context,
    address: AddressArgument,
    newsletter: Annotated[str, typer.Option("--from", metavar="NEWSLETTER", help="Only from this one.")] = "",
    origin: OriginOption = "by hand",
    as_json: JsonOption = False,
) -> None:
    """Unsubscribe one person; no list brings them back.

    Examples:
      digest subscribers remove lin@example.org
      digest subscribers remove lin@example.org --from weekly --origin "asked by phone"
    """
    from digest import newsroom, subscribers

    with newsroom.open_desk(context.obj.root) as desk:
        person = _person(desk, address)
        left = subscribers.leave(desk.store, person, newsletter, origin=origin, now=datetime.now(UTC))
    if as_json:
        console.emit({"address": person.address, "left": list(left)})
    elif left:
        console.line(f"{console.safe(person.address)} no longer gets {', '.join(left)}.")
    else:
        console.line(f"{console.safe(person.address)} gets nothing of that kind; nothing was changed.")
    if not left:
        raise typer.Exit(console.NOTHING)


def erase(
    context: typer.Context,
    address: AddressArgument,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Erase one person: what remains is a hash, so that no list brings them back.

    Example:
      digest subscribers erase lin@example.org
    """
    from digest import newsroom

    with newsroom.open_desk(context.obj.root) as desk:
        person = _person(desk, address)
        if not yes:
            if not console.can_ask():
                raise UsageError("Erasing cannot be taken back.", kept="Nothing was erased.", next="Add --yes.")
            if not console.confirmed(f"Erase all that is kept about {console.safe(person.address)}?"):
                raise typer.Exit(console.NOTHING)
        desk.store.subscribers.erase(person.id, now=datetime.now(UTC))
    if as_json:
        console.emit({"erased": True})
        return
    console.line("Erased. What remains is a hash of the address, so that no list brings them back.")


def export(
    context: typer.Context,
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="Write here.")] = "-",
    newsletter: Annotated[str, typer.Option("--to", metavar="NEWSLETTER", help="Only who takes it.")] = "",
) -> None:
    """Print the subscribers as CSV, safe to open in a spreadsheet.

    A file gets the mark by which spreadsheets know UTF-8. What could be taken for a formula has an apostrophe before
    it; `import` takes it away again.

    Examples:
      digest subscribers export --to weekly > weekly.csv
      digest subscribers export -o readers.csv
    """
    from digest import newsroom, subscribers

    with newsroom.look_in(context.obj.root) as desk:
        if newsletter:
            names.newsletter(desk, newsletter)
        people = (p for p in desk.store.subscribers.every() if not newsletter or newsletter in p.takes)
        lines = subscribers.lines(people)
        if output == "-":
            for line in lines:
                console.verbatim(line.encode())
            return
        try:
            with Path(output).open("x", encoding="utf-8-sig", newline="") as file:
                written = sum(1 for line in lines if file.write(line)) - 1
        except OSError as e:
            raise UsageError(f"{output} cannot be written: {e.strerror}.", next="Name a file that is not there.") from e
    console.line(f"Wrote {console.count(written, 'subscriber')} to {console.safe(output)}.")


# --- for all of them -------------------------------------------------------------------------------------------


def _only(desk: "Desk") -> tuple[str, ...]:
    """The newsletter that is meant when none is named."""
    letters = tuple(desk.settings.newsletters)
    if len(letters) > 1:
        raise UsageError("Which newsletter do they take?", next=f"Add --to and one of: {', '.join(letters)}.")
    return letters


def _person(desk: "Desk", address: str) -> Subscriber:
    from digest.subscribers import same_address

    try:
        person = desk.store.subscribers.find(same_address(address))
    except ValueError as e:
        raise UsageError(f"{console.safe(e)}.", next="Write it like lin@example.org.") from e
    if person is None:
        raise UsageError(
            f"Nobody subscribes with {console.safe(address)}.", next="Look with: digest subscribers list TEXT"
        )
    return person


def _audiences(desk: "Desk") -> list[dict[str, Any]]:
    from digest import subscribers

    everybody = desk.settings.audiences
    return [
        {
            "newsletter": letter,
            "audience": name,
            "variant": audience.variant.value,
            "recipients": subscribers.count(desk.store, everybody, letter, name),
        }
        for letter in desk.settings.newsletters
        for name, audience in everybody.items()
        if letter in audience.newsletters and subscribers.EMAIL in audience.channels
    ] + [
        {"newsletter": letter, "audience": "", "variant": "", "recipients": unreached}
        for letter in desk.settings.newsletters
        if (unreached := subscribers.unreached(desk.store, everybody, letter))
    ]


def _show_audiences(audiences: Sequence[Mapping[str, Any]], suppressed: Mapping[str, int]) -> None:
    console.table(
        ("newsletter", "audience", "variant", "recipients"),
        [(a["newsletter"], a["audience"] or "! none", a["variant"], a["recipients"]) for a in audiences],
        right=(3,),
    )
    if suppressed:
        console.line(" nothing is sent to:  " + ", ".join(f"{n} {cause}" for cause, n in suppressed.items()))
    console.line()


def _minute(moment: str) -> str:
    return moment[:16].replace("T", " ")


def _document(person: Subscriber) -> dict[str, Any]:
    return {
        "address": person.address,
        "name": person.name,
        "variant": person.variant.value,
        "zone": person.zone,
        "tags": list(person.tags),
        "membership": person.membership.value,
        "newsletters": {name: standing.value for name, standing in person.newsletters},
    }


COMMANDS: Mapping[str, Callable[..., None]] = {
    "list": list_,
    "add": add,
    "show": show,
    "remove": remove,
    "erase": erase,
    "export": export,
}
