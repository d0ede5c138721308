"""Who works in the newsroom, and what they are let in with. Part of digest.model."""

from dataclasses import dataclass
from datetime import datetime

from digest.model.review import StaffRole

_RANKS = tuple(StaffRole)  # each may do what the ones before it may


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Somebody with an account."""

    name: str  # what they sign in with, and what the history calls them
    role: StaffRole
    active: bool = True
    language: str = ""  # of the pages: en, zh-Hans or zh-Hant; "" for what the browser asks for
    zone: str = ""  # IANA zone of the times they are shown; "" for the newsroom's
    email: str = ""  # where they are told what waits for them; "" where they want no mail

    def is_at_least(self, role: StaffRole) -> bool:
        """Whether the user may do what somebody in that role may."""
        return _RANKS.index(self.role) >= _RANKS.index(role)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiToken:
    """A key for a program that acts for a user; only the hash of its secret is kept."""

    id: str
    user: str
    label: str
    role: StaffRole  # at most the user's own
    created: datetime
    expires: datetime
    revoked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewLink:
    """A door to one revision of one issue for a colleague without an account."""

    id: str
    issue: str
    revision: int
    guest: str  # who it was given to; the history calls them so
    may_respond: bool
    given_by: str
    created: datetime
    expires: datetime
    revoked: bool = False
