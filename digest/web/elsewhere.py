"""Signing in at an OpenID provider. Part of digest.web.

The browser that comes back must be the one that left: what it left with is kept here under a cookie of its own, for ten
minutes and for one return.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from starlette.responses import RedirectResponse, Response

from digest import people
from digest.errors import IdentityError
from digest.identity import Errand, Provider
from digest.people import secret
from digest.web import showing, signing_in
from digest.web.visit import Visit

BACK = "/sign-in/back"
WITHIN = timedelta(minutes=10)
MOST_KEPT = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Away:
    errand: Errand
    wanted: str  # the page that was asked for
    until: datetime


class Errands:
    """The browsers that are at the provider now; kept in memory, for the pages are one process."""

    def __init__(self) -> None:
        self._away: dict[str, _Away] = {}
        self._lock = Lock()

    def keep(self, errand: Errand, wanted: str, now: datetime) -> str:
        """The secret that the browser shows when it comes back."""
        ticket = secret.new()
        with self._lock:
            self._away = {key: away for key, away in self._away.items() if away.until > now}
            while len(self._away) >= MOST_KEPT:
                del self._away[next(iter(self._away))]  # who left first
            self._away[secret.kept(ticket)] = _Away(errand=errand, wanted=wanted, until=now + WITHIN)
        return ticket

    def take(self, ticket: str, now: datetime) -> _Away | None:
        """What the browser left with; only once."""
        with self._lock:
            away = self._away.pop(secret.kept(ticket), None) if ticket else None
        return away if away and away.until > now else None


def begin(visit: Visit) -> Response:
    """On to the provider."""
    return _with(visit, _gone)


def finish(visit: Visit) -> Response:
    """On to the page that was asked for, with a new session; the form where nobody vouches for somebody we know."""
    return _with(visit, _come_back)


def _with(visit: Visit, page: Callable[[Visit, Provider], Response]) -> Response:
    provider = visit.site.provider
    if provider is None:
        return showing.go("/sign-in")
    try:
        return page(visit, provider)
    except IdentityError:
        return _again(visit, 502)


def _gone(visit: Visit, provider: Provider) -> Response:
    errand = provider.begin(f"{visit.site.url or visit.origin}{BACK}", now=visit.now)
    ticket = visit.site.errands.keep(errand, visit.query.get("next", ""), visit.now)
    answer = RedirectResponse(errand.address, 303)
    answer.set_cookie(
        visit.site.ticket,
        ticket,
        max_age=int(WITHIN.total_seconds()),
        path="/",
        secure=visit.site.secure,
        httponly=True,
        samesite="lax",
    )
    return answer


def _come_back(visit: Visit, provider: Provider) -> Response:
    away = visit.site.errands.take(visit.ticket, visit.now)
    if away is None:
        return _again(visit, 400)
    name = provider.finish(away.errand, f"{away.errand.back}?{visit.at.partition('?')[2]}", now=visit.now)
    session = people.vouched(visit.store, name, now=visit.now)
    if session is None:
        wrong = visit.language.text("You are known there, but have no account here. Ask an admin.")
        return signing_in.refused(visit, wrong, 403)
    if visit.session:
        people.sign_out(visit.store, visit.session)
    answer = showing.go(showing.ours(away.wanted or "/"))
    answer.delete_cookie(visit.site.ticket, path="/", secure=visit.site.secure, httponly=True, samesite="lax")
    signing_in.keep(visit, answer, session)
    return answer


def _again(visit: Visit, status: int) -> Response:
    wrong = visit.language.text("Your other account did not let you in. Try again.")
    return signing_in.refused(visit, wrong, status)
