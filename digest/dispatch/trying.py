"""Mails for looking at before the real ones: to a few named addresses, or all of them into a folder.

Nothing of this touches the ledger: nobody counts as having got the issue. Part of digest.dispatch.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from digest import outbox
from digest.dispatch.arming import audiences, check_ways
from digest.dispatch.letters import EMAIL, Letters, personal, places
from digest.dispatch.working import may_be_written_to
from digest.errors import DispatchError, UsageError
from digest.model import Answer, Audience, Relay, RelayKind, Result, Task, members, said
from digest.pipeline import Desk
from digest.text.mailboxes import mailbox
from digest.transport import Session, Unreachable, connect

MOST = 20  # addresses of a test


def send_test(
    desk: Desk, issue_id: str, addresses: Sequence[str], audience: str, now: datetime
) -> tuple[tuple[str, str, Answer], ...]:
    """For each audience, or the one named, and each address: both, and what the relay said.

    The mail is the one that readers would get, approved or not. DispatchError where no relay can be reached.
    """
    check_ways(desk)
    if len(addresses) > MOST:
        raise UsageError(said("A test goes to at most {most} addresses.", most=MOST), kept=said("Nothing was sent."))
    held = [each for each in addresses if not may_be_written_to(each, desk.settings.dispatching.only_to)]
    if held:
        raise DispatchError(
            said("{address} is not among the addresses that this newsroom may write to.", address=held[0]),
            kept=said("Nothing was sent."),
            next=said("Add it to only_to in [dispatch] of config/digest.toml."),
        )
    with closing(_session(desk.settings.dispatching.relays[0])) as session:
        return tuple(_tests(desk, issue_id, addresses, _named(desk, issue_id, audience), session, now))


def rehearse(desk: Desk, issue_id: str, folder: Path, now: datetime) -> int:
    """How many mails lie in the Maildir `folder` now: what everybody on the list would get."""
    relay = Relay(name="rehearsal", kind=RelayKind.MAILDIR, folder=str(folder))
    count = 0
    with closing(_session(relay)) as session:
        every = audiences(desk, issue_id)
        groups = members(issue_id.partition("/")[0], every)
        for audience in every:
            letters = _letters(desk, issue_id, audience)
            for each in desk.store.subscribers.readers(groups[audience.name]):
                answer = session.send(letters.to(_task(each.key, each.address), now), lambda: None)
                if answer.result is not Result.ACCEPTED:
                    raise DispatchError(
                        said("The mails could not be written: {words}", words=answer.words),
                        kept=said("Nothing was sent."),
                    )
                count += 1
    return count


def _tests(
    desk: Desk, issue_id: str, addresses: Sequence[str], to: Sequence[Audience], session: Session, now: datetime
) -> Iterator[tuple[str, str, Answer]]:
    for audience in to:
        letters = _letters(desk, issue_id, audience)
        for address in addresses:
            key = "test" + sha256(address.encode()).hexdigest()[:12]
            try:
                letter = letters.to(_task(key, address), now)
            except ValueError as e:
                raise UsageError(str(e), kept=said("Nothing more was sent.")) from e
            yield audience.name, str(mailbox(address)), session.send(letter, lambda: None)


def _named(desk: Desk, issue_id: str, audience: str) -> tuple[Audience, ...]:
    every = audiences(desk, issue_id)
    found = tuple(each for each in every if audience in ("", each.name))
    if not found:
        names = ", ".join(each.name for each in every) or "none"
        raise UsageError(
            said("No audience {audience} gets {issue} by mail.", audience=repr(audience), issue=issue_id),
            next=said("These do: {names}.", names=names),
        )
    return found


def _letters(desk: Desk, issue_id: str, audience: Audience) -> Letters:
    """The letters as the drafts are now; the ledger alone asks whether they are approved."""
    draft = outbox.read(desk.outbox, issue_id, f"{audience.name}/{EMAIL}")
    urls = places(desk, issue_id, audience.name)
    return Letters(draft, desk.settings.dispatching.sender, urls, personal(desk, issue_id, audience.name))


def _task(key: str, address: str) -> Task:
    return Task(sending=0, subscriber=0, key=key, address=address, name="", attempts=0, first_try=None)


def _session(relay: Relay) -> Session:
    try:
        return connect(replace(relay, per_connection=1_000_000))
    except Unreachable as e:
        raise DispatchError(
            said("The relay cannot be used: {e}", e=e),
            kept=said("Nothing was sent."),
            next=said("See [dispatch.relays] in config/digest.toml."),
        ) from e
