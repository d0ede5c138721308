"""The letters of a sending, made of the bytes that were approved and of nothing else. Part of digest.dispatch."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from digest import outbox, transport
from digest.errors import DispatchError, UsageError
from digest.model import Seal, Task, Variant, said
from digest.pipeline import Desk
from digest.render import links, message, signing
from digest.subscribers.keys import keys
from digest.subscribers.links import Personal
from digest.text.mailboxes import mailbox
from digest.transport import Letter

EMAIL = "email.eml"


def approved(desk: Desk, issue_id: str, audience: str, seal: str) -> bytes:
    """The draft of the mail as it was approved; DispatchError when other bytes lie in the outbox.

    The seal is the hash of issue.json, which names every file of the issue by its hash.
    """
    manifest = outbox.read(desk.outbox, issue_id, outbox.MANIFEST)
    if sha256(manifest).hexdigest() != seal:
        raise _other(issue_id, outbox.MANIFEST)
    path = f"{audience}/{EMAIL}"
    known = json.loads(manifest)["files"].get(path)
    if known is None:
        raise DispatchError(
            said("{issue} has no mail for {audience}.", issue=issue_id, audience=audience),
            kept=said("Nothing was sent."),
            next=said("See: digest outbox {issue}", issue=issue_id),
        )
    draft = outbox.read(desk.outbox, issue_id, path)
    if sha256(draft).hexdigest() != known["sha256"]:
        raise _other(issue_id, path)
    return draft


class Letters:
    """The letters of one sending, compiled once."""

    def __init__(
        self,
        draft: bytes,
        sender: str,
        urls: Mapping[str, str],
        personal: Personal | None = None,
        signers: Sequence[signing.Signer] = (),
    ) -> None:
        """DispatchError when a link is missing that the mail has a place for; `urls` win over those of `personal`."""
        self._compiled = message.compile(draft)
        self._sender = sender
        self._urls = {**(personal.shared() if personal else {}), **urls}
        self._personal = personal
        self._signers = signers
        self._checked = False
        signed = personal.own("") if personal else {}
        if missing := sorted(self._compiled.places - self._urls.keys() - signed.keys()):
            raise DispatchError(
                said(
                    "The mail has a place for {fields}, and no address is configured for it.", fields=", ".join(missing)
                ),
                kept=said("Nothing was sent."),
                next=said("Add [public] with the address of your pages to config/digest.toml, or [dispatch.links]."),
            )

    def message_id(self, key: str) -> str:
        """The Message-ID of the letter to the person of that key, whenever it is made."""
        return self._compiled.message_id(key)

    def to(self, task: Task, date: datetime) -> Letter:
        """The letter to one recipient; ValueError for an address that cannot be used."""
        place, personal = mailbox(task.address), self._personal
        urls = {name: link.replace("{key}", task.key) for name, link in self._urls.items()}
        recipient = message.Recipient(
            mailbox=place,
            key=task.key,
            urls={**personal.own(task.key), **urls} if personal else urls,
            leave_by_mail=personal.leave_by_mail(task.key) if personal else None,
        )
        content = self._compiled.to(recipient, date)
        if self._signers:
            content = signing.signed(content, self._signers, date)
        if not self._checked:  # what differs between letters is an address and links, which have no line ends
            if transport.framed(content) != content:
                raise AssertionError("a compiled mail needs no framing")
            self._checked = True
        sender = (personal and personal.sender(task.key)) or self._sender
        return Letter(sender=sender, recipient=str(place), content=content, framed=True)


def letters_of(desk: Desk, issue_id: str, audience: str, seal: str) -> Letters:
    """The letters of an issue to one audience; DispatchError when what lies in the outbox is not what was approved."""
    draft = approved(desk, issue_id, audience, seal)
    urls = places(desk, issue_id, audience)
    ways = desk.settings.dispatching
    return Letters(draft, ways.sender, urls, personal(desk, issue_id, audience), signers(ways.seals))


def signers(seals: Sequence[Seal]) -> tuple[signing.Signer, ...]:
    """What signs every mail; DispatchError for a key that is missing or none."""
    made = []
    for seal in seals:
        name = f"DIGEST_DKIM_{seal.name.upper().replace('-', '_')}_KEY_FILE"
        if not seal.key:
            raise DispatchError(
                said("The key {name} that mails are to be signed with cannot be read.", name=seal.name),
                kept=said("Nothing was sent."),
                next=said("Put the path of its file into the environment as {name}.", name=name),
            )
        try:
            made.append(signing.signer(seal.domain, seal.selector, seal.key))
        except ValueError as e:
            raise DispatchError(
                said("The key {name}: {e}.", name=seal.name, e=e),
                kept=said("Nothing was sent."),
                next=said("See {name}.", name=name),
            ) from e
    return tuple(made)


def personal(desk: Desk, issue_id: str, audience: str) -> Personal | None:
    """The links of each reader to the pages of the newsroom; None where it has none. DispatchError without a key."""
    public = desk.settings.public
    if public is None:
        return None
    try:
        signed = keys()
    except UsageError as e:
        raise DispatchError(e.what, kept=said("Nothing was sent."), next=e.next) from e
    return Personal(public=public, keys=signed, issue=issue_id, variant=desk.settings.audiences[audience].variant)


def places(desk: Desk, issue_id: str, audience: str) -> Mapping[str, str]:
    """By place in the mail, the configured link, in which only {key} is left to be filled in."""
    named = desk.settings.dispatching.links
    if audience not in desk.settings.audiences:
        raise DispatchError(
            said("No audience is called {audience} any more.", audience=repr(audience)),
            kept=said("Nothing more was sent."),
            next=said("Configure it again, or cancel the sending."),
        )
    variant = desk.settings.audiences[audience].variant
    found = {links.UNSUBSCRIBE: named.get("unsubscribe"), links.PREFERENCES: named.get("preferences")}
    found[links.BROWSER] = named.get("browser", "").replace("{variant}", variant)
    found |= {links.browser_in(each): named.get("browser", "").replace("{variant}", each) for each in Variant}
    return {
        place: link.replace("{variant}", variant).replace("{issue}", issue_id) for place, link in found.items() if link
    }


def _other(issue_id: str, path: str) -> DispatchError:
    return DispatchError(
        said("{issue}/{path} is not what was approved: its bytes have changed.", issue=issue_id, path=path),
        kept=said("Nothing more was sent."),
        next=said("Build {issue} again and have it approved, or cancel the sending.", issue=issue_id),
    )
