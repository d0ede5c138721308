"""One request as the pages see it: who asks, in which language, for what. Part of digest.web."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from digest.errors import DigestError
from digest.model import ReviewLink, User
from digest.web import words

if TYPE_CHECKING:
    from digest.pipeline import Desk
    from digest.store import Store
    from digest.web.site import Site


class NotFoundError(DigestError):
    """There is no such page, issue, audience, story or post."""


@dataclass(frozen=True, kw_only=True)  # no slots: the language is worked out once
class Visit:
    """A request. Texts are as they were sent: escaped where they are shown, judged where they are used."""

    site: "Site"
    now: datetime
    method: str
    address: str  # of the network
    at: str  # the path and the question of the page asked for
    path: Mapping[str, str]  # what stood in the placeholders of the route
    query: Mapping[str, str]
    form: Mapping[str, str]
    accepted: str  # the header Accept-Language
    origin: str = ""  # scheme and host, as they were asked for
    session: str = ""
    ticket: str = ""  # of a browser that signs in elsewhere
    bearer: str = ""
    user: User | None = None
    guest: ReviewLink | None = None

    @property
    def desk(self) -> "Desk":
        return self.site.desk

    @property
    def store(self) -> "Store":
        return self.site.desk.store

    @property
    def is_api(self) -> bool:
        """Whether a program asks: it is answered in JSON, and let in by a key alone."""
        return self.at.startswith("/api/")

    @property
    def someone(self) -> User:
        """Who is signed in; the routes let nobody else to pages that ask."""
        if self.user is None:
            raise ValueError("a page that needs somebody was shown to nobody")
        return self.user

    @cached_property
    def language(self) -> words.Language:
        wanted = self.user.language if self.user else ""
        zone = self.user.zone if self.user and self.user.zone else self.desk.settings.newsroom.zone
        return words.language(wanted or self.query.get("lang", ""), self.accepted, zone)

    def field(self, name: str) -> str:
        """What a form says in a field, "" where it has none; line ends as everywhere else."""
        return self.form.get(name, "").replace("\r\n", "\n")

    def number(self, name: str) -> int:
        """A whole number of the form or the address; 0 for what is none."""
        text = self.form.get(name) or self.query.get(name) or self.path.get(name, "")
        return int(text) if text.isdecimal() and len(text) < 10 else 0
