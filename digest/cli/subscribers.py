"""`digest subscribers`: who gets the mails. Part of digest.cli."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from digest.cli import console
from digest.cli.articles import JsonOption
from digest.model import Subscriber, Variant

NEWEST = 20


def add(
    context: typer.Context,
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help="An e-mail address.", show_default=False)],
    variant: Annotated[Variant, typer.Option(help="What they read.")] = Variant.EN,
    name: Annotated[str, typer.Option(help="For you to know them by; it stands in no mail.")] = "",
    tag: Annotated[list[str] | None, typer.Option(metavar="TAG", help="For audiences that ask for tags.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Put somebody on the list who has agreed to it.

    Examples:
      digest subscribers add lin@example.org --variant zh-Hant-TW
      digest subscribers add omar@example.org --tag press
    """
    from digest import newsroom, subscribers

    with newsroom.open_desk(context.obj.root) as desk:
        new = subscribers.add(
            desk.store, address, variant, now=datetime.now(UTC), name=name, tags=tuple(dict.fromkeys(tag or ()))
        )
    if as_json:
        console.emit(_document(new))
    else:
        console.line(f"{console.safe(new.address)} is on the list and reads {new.variant}.")


def show(context: typer.Context, as_json: JsonOption = False) -> None:
    """Show how many are on the list, and who came last.

    Example:
      digest subscribers list
    """
    from digest import newsroom

    with newsroom.look_in(context.obj.root) as desk:
        counts = desk.store.subscribers.count()
        newest = desk.store.subscribers.list(NEWEST)
    if as_json:
        rows = [{"variant": v.value, "membership": m.value, "count": number} for (v, m), number in counts.items()]
        console.emit({"counts": rows, "newest": [_document(each) for each in newest]})
    elif newest:
        console.table(
            ("reads", "", "subscribers"),
            [(v.value, m.value, f"{number:,}") for (v, m), number in sorted(counts.items())],
            right=(2,),
        )
        console.table(
            ("newest", "reads", "", "tags"),
            [(each.address, each.variant.value, each.membership.value, ", ".join(each.tags)) for each in newest],
        )
    else:
        console.line(f"Nobody is on the list yet. How to:  {context.obj.command('subscribers add --help')}")


def _document(subscriber: Subscriber) -> dict[str, Any]:
    return {
        "address": subscriber.address,
        "name": subscriber.name,
        "variant": subscriber.variant.value,
        "tags": list(subscriber.tags),
        "membership": subscriber.membership.value,
        "since": subscriber.since.isoformat(),
    }


COMMANDS: Mapping[str, Callable[..., None]] = {"add": add, "list": show}
