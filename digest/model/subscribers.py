"""Who reads, and what they have said about it. Part of digest.model."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from digest.model.languages import Variant


class Subscription(StrEnum):
    """How somebody stands to one newsletter."""

    TAKEN = "taken"
    LEFT = "left"  # unsubscribed; only they themselves come back


class Membership(StrEnum):
    """How somebody stands to all of them together."""

    ACTIVE = "active"  # takes one at least
    LEFT = "left"
    SUPPRESSED = "suppressed"  # nothing may be sent: mail came back, they complained, or they were erased


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What somebody typed into the sign-up form. Until they confirm, only the link they were sent holds it."""

    address: str
    name: str
    variant: Variant
    newsletters: tuple[str, ...]
    asked: datetime


class Cause(StrEnum):
    """Why nothing may be sent to an address any more."""

    BOUNCED = "bounced"
    COMPLAINED = "complained"  # said it was spam
    ERASED = "erased"  # all that was known of them is gone; what is left is a hash of the address


class ConsentEvent(StrEnum):
    """What the history of consent holds. It is only ever added to."""

    IMPORTED = "imported"
    ADDED = "added"  # by hand
    ASKED = "asked"
    CONFIRMED = "confirmed"
    CHANGED = "changed"  # name, variant or newsletters, on the preference page
    UPDATED = "updated"  # described otherwise by a list
    LEFT = "left"
    BOUNCED = "bounced"
    COMPLAINED = "complained"
    ERASED = "erased"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Somebody who is to be taken in: one checked row of a list, or one filled-in form."""

    address: str  # as it is written to; its domain in ASCII
    same_address: str  # one for every spelling of it
    variant: Variant
    name: str = ""
    language: str = ""
    zone: str = ""
    tags: tuple[str, ...] = ()
    newsletters: tuple[str, ...] = ()
    audience: str = ""  # "" for the one whose rule takes them
    line: int = 0  # where the row begins in its file; 0 where there is none
    said: frozenset[str] = frozenset()  # which of name, variant, language, zone and tags the row itself has


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """Somebody who gets, or got, newsletters. `key` stands for the person in links and says nothing about them."""

    id: int  # never given to anybody else, not even when this one is erased
    key: str
    address: str  # "" when erased
    variant: Variant
    name: str
    language: str  # as it came in; the variant decides
    zone: str  # IANA zone; "" for the newsletter's
    tags: tuple[str, ...]
    membership: Membership
    since: datetime
    newsletters: tuple[tuple[str, Subscription], ...] = ()

    @property
    def takes(self) -> tuple[str, ...]:
        """The newsletters that are sent to them."""
        return tuple(name for name, standing in self.newsletters if standing is Subscription.TAKEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """One line of somebody's history."""

    at: datetime
    event: ConsentEvent
    newsletter: str  # "" for all
    origin: str  # "readers.csv line 12", "preference page", "bounce 5.1.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Readers:
    """Who belongs to an audience: those who fulfil every condition. Empty tuples ask nothing."""

    variants: tuple[Variant, ...] = ()
    languages: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()  # any of them
    by_name_only: bool = False  # only those who were put into it, whatever else they are


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounce:
    """What a mail server said about one mail to one address."""

    hard: bool
    status: str  # RFC 3463, "" when it named none
    diagnostic: str
    message_id: str = ""  # of the mail that came back, where the report tells
