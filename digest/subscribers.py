"""The list: who gets the mails. Floor 4."""

import secrets
from datetime import datetime

from digest.errors import UsageError
from digest.model import Membership, Subscriber, Variant
from digest.store import Store
from digest.text.mailboxes import mailbox


def add(
    store: Store,
    address: str,
    variant: Variant,
    *,
    now: datetime,
    name: str = "",
    language: str = "",
    zone: str = "",
    tags: tuple[str, ...] = (),
) -> Subscriber:
    """The new subscriber, who gets mail from now on; UsageError for an address that is none, or is there already.

    Whoever adds somebody by hand answers for their consent.
    """
    try:
        place = str(mailbox(address))
    except ValueError as e:
        raise UsageError(f"{e}.", kept="The list is unchanged.") from e
    new = Subscriber(
        id=0,
        key=secrets.token_urlsafe(15),
        address=place,
        name=name,
        variant=variant,
        language=language,
        zone=zone,
        tags=tags,
        membership=Membership.ACTIVE,
        since=now,
    )
    if not store.subscribers.add([new]):
        raise UsageError(f"{place} is on the list already.", kept="The list is unchanged.")
    found = store.subscribers.find(place)
    assert found is not None
    return found
