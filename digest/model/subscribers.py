"""Who gets the mails. Part of digest.model."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from digest.model.languages import Variant


class Membership(StrEnum):
    """Whether a subscriber gets mail."""

    ACTIVE = "active"
    PENDING = "pending"  # has not confirmed yet
    LEFT = "left"  # of their own will
    SUPPRESSED = "suppressed"  # their mail came back, or they complained


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """Somebody on the list. `key` stands for the person in links and says nothing about them."""

    id: int
    key: str
    address: str
    name: str
    variant: Variant
    language: str  # of pages and letters about the subscription, "" for that of the variant
    zone: str  # "" for the newsletter's
    tags: tuple[str, ...]
    membership: Membership
    since: datetime
