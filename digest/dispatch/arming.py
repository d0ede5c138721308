"""Who gets an issue is fixed and counted; and what people do to a sending afterwards. Part of digest.dispatch."""

import json
from collections.abc import Sequence
from datetime import datetime

from digest import review
from digest.config import EMAIL
from digest.dispatch.letters import EMAIL as LETTER
from digest.dispatch.letters import letters_of
from digest.errors import DispatchError, RefusedError
from digest.model import Actor, Audience, DeliveryState, Sending, members, said
from digest.pipeline import Desk

AGAIN = (DeliveryState.FAILED,)


def audiences(desk: Desk, issue_id: str) -> tuple[Audience, ...]:
    """The audiences that get the issue by mail, in the order of the configuration."""
    letter = issue_id.partition("/")[0]
    every = desk.settings.audiences.values()
    return tuple(each for each in every if letter in each.newsletters and EMAIL in each.channels)


def arm(desk: Desk, issue_id: str, *, seal: str, actor: Actor, now: datetime) -> tuple[Sending, ...]:
    """The sendings of the issue, one for each audience; from now on the recipients are fixed.

    `seal` is the hash of the issue.json that was approved. A correction goes to the audiences whose mail is another one
    now, and there to those who have got the issue as it was before and are still on the list. RefusedError when it is
    not approved now, or is being sent already; DispatchError when other bytes lie in the outbox, when the newsroom
    cannot send, or nobody would get it.
    """
    check_ways(desk)
    who = audiences(desk, issue_id)
    for audience in who:
        letters_of(desk, issue_id, audience.name, seal)
    with desk.store.transaction():
        before = desk.store.deliveries.sendings(issue_id)
        if any(each.seal == seal for each in before):
            raise RefusedError(
                said("{issue} is being sent, or was: see digest deliveries list {issue}", issue=issue_id),
                kept=said("Nothing was changed."),
            )
        recipients = members(issue_id.partition("/")[0], who)
        if before:
            changed = dict(_mails(desk, seal).items() - _mails(desk, before[-1].seal).items())
            recipients = {name: each for name, each in recipients.items() if f"{name}/{LETTER}" in changed}
        if not recipients:
            raise RefusedError(
                said("No mail of {issue} differs from what was sent.", issue=issue_id),
                kept=said("Nothing was changed."),
                next=said("Put right what is wrong first."),
            )
        review.start_sending(desk, issue_id, seal=seal, actor=actor, now=now)
        armed = desk.store.deliveries.arm(issue_id, recipients, seal=seal, by=actor.name, now=now)
        if not sum(each.recipients for each in armed):
            raise DispatchError(
                said("Nobody on the list gets {issue}.", issue=issue_id),
                kept=said("Nothing was changed."),
                next=said("See who is on the list: digest subscribers list"),
            )
    return armed


def _mails(desk: Desk, seal: str) -> dict[str, str]:
    """By path, the hash of every mail in the revision with that seal; revisions that were approved are kept."""
    manifest = desk.store.revisions.content(seal)
    files = json.loads(manifest)["files"] if manifest else {}
    return {path: told["sha256"] for path, told in files.items() if path.endswith(f"/{LETTER}")}


def latest(desk: Desk, issue_id: str) -> tuple[Sending, ...]:
    """The sendings of what was approved last; none before they are armed, or while a correction is worked on."""
    every = desk.store.deliveries.sendings(issue_id)
    if not every or not desk.store.reviews.get(issue_id).sending_since:
        return ()
    return tuple(each for each in every if each.seal == every[-1].seal)


def check_ways(desk: Desk) -> None:
    """Nothing; DispatchError when mail cannot leave this newsroom as it is configured."""
    ways = desk.settings.dispatching
    if not ways.relays:
        raise DispatchError(
            said("No relay is configured."),
            kept=said("Nothing was sent."),
            next=said("Add [dispatch.relays.NAME] to config/digest.toml."),
        )
    for relay in ways.relays:
        if relay.user and not relay.password:
            name = f"DIGEST_RELAY_{relay.name.upper().replace('-', '_')}_PASSWORD"
            raise DispatchError(
                said("The relay {name} has a user and no password.", name=relay.name),
                kept=said("Nothing was sent."),
                next=said(
                    "Put it into the environment as {name}, or the path of a file with it as {name}_FILE.", name=name
                ),
            )


def resend_failed(desk: Desk, sendings: Sequence[Sending], now: datetime) -> int:
    """How many messages that were refused for good are queued once more; nobody else is."""
    return sum(desk.store.deliveries.requeue(each.id, AGAIN, now) for each in sendings)
