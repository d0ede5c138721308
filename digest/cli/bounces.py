"""`digest subscribers bounces`: what came back. Part of digest.cli."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from digest.cli import console
from digest.cli.articles import JsonOption

if TYPE_CHECKING:
    from digest.subscribers.returns import Returned

SHOWN = 40


def bounces(
    context: typer.Context,
    place: Annotated[
        str, typer.Argument(metavar="PLACE", help="An mbox file, a Maildir, or imaps://user@host/folder.")
    ],
    by_address: Annotated[
        bool,
        typer.Option("--by-address", help="Believe reports that only name an address: no stranger can write there."),
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Read the mailbox that mails come back to, and stop writing to those who cannot be reached or complained.

    An address that does not exist is suppressed at once, others after some days with a bounce. A report has to prove
    whom it is about, by the address it came to or by our links in it. A password for IMAP is in DIGEST_IMAP_PASSWORD.

    Examples:
      digest subscribers bounces /var/mail/bounces --dry-run
      digest subscribers bounces imaps://bounces@mail.example.org/INBOX
    """
    from digest import letterbox, newsroom
    from digest.model import PublicPages
    from digest.subscribers import keys, returns

    signed = keys.keys()
    with newsroom.open_desk(context.obj.root) as desk:
        public = desk.settings.public or PublicPages(address="")
        rules = returns.Rules(soft_bounces=public.soft_bounces, soft_days=public.soft_days, by_address=by_address)
        with desk.store.transaction(keep=False) if dry_run else console.nothing():
            letters = letterbox.letters(place)
            told = list(returns.take_back(desk.store, letters, signed, rules, now=datetime.now(UTC)))
    counts = Counter(each.done.value for each in told)
    if as_json:
        console.emit({"dry_run": dry_run, "counts": dict(counts), "letters": [_document(each) for each in told]})
    else:
        _report(told, counts, dry_run)
    if counts[returns.Done.PROBLEM]:
        raise typer.Exit(console.PARTLY)
    if not told:
        raise typer.Exit(console.NOTHING)


def _report(told: "list[Returned]", counts: Counter[str], dry_run: bool) -> None:
    shown = [each for each in told if each.done not in ("nothing", "known")]
    if shown:
        console.table(
            ("letter", "done", "address", "because"),
            [(each.place, each.done, each.address, each.detail) for each in shown[:SHOWN]],
        )
    if len(shown) > SHOWN:
        console.line(f" … and {len(shown) - SHOWN} more (all of them with --json).")
    words = ", ".join(f"{counts[done]} {words}" for done, words in _WORDS.items() if counts[done])
    read = f"{'Would read' if dry_run else 'Read'} {console.count(len(told), 'letter')}"
    console.line(f"{read}: {words}." if words else f"{read}.")
    if counts["unproved"]:
        console.line("note: a report that only names an address may be forged; believe it with --by-address.")


_WORDS = {
    "suppressed": "suppressed",
    "complained": "complained",
    "left": "unsubscribed",
    "counted": "soft and counted",
    "unproved": "not proved",
    "nobody": "about nobody on the list",
    "known": "read before",
    "nothing": "no reports",
    "problem": "could not be read",
}


def _document(each: "Returned") -> dict[str, Any]:
    return {"place": each.place, "done": each.done.value, "address": each.address, "detail": each.detail}


COMMANDS: Mapping[str, Callable[..., None]] = {"bounces": bounces}
