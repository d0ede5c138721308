"""Signed in, and out again. Part of digest.people.

A session lives on our side: it ends at signing out, with a new password, when the account is disabled, and at the end
of a working day.
"""

from datetime import datetime, timedelta

from digest.model import User
from digest.people import passwords, secret
from digest.store import Store

SESSION = timedelta(hours=12)


def sign_in(store: Store, name: str, password: str, *, now: datetime) -> str | None:
    """The secret of a new session; None where name and password do not belong together, whichever is wrong."""
    name = name.strip()
    user = store.people.get(name)
    known = passwords.fits(password, store.people.password(name))
    return _opened(store, user, now) if known else None


def vouched(store: Store, name: str, *, now: datetime) -> str | None:
    """The secret of a new session for somebody of whom another has said who they are; None without an open account."""
    return _opened(store, store.people.get(name), now)


def _opened(store: Store, user: User | None, now: datetime) -> str | None:
    if user is None or not user.active:
        return None
    session = secret.new()
    store.people.open_session(secret.kept(session), user.name, now=now, expires=now + SESSION)
    return session


def who(store: Store, session: str, *, now: datetime) -> User | None:
    """Whose session it is."""
    return store.people.session(secret.kept(session), now=now) if session else None


def sign_out(store: Store, session: str) -> None:
    """Nothing; the session is over."""
    store.people.end_session(secret.kept(session))
