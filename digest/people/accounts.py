"""Accounts: made, changed and closed. Part of digest.people. Nobody is ever deleted: the history names them."""

import re
from dataclasses import replace
from datetime import datetime
from zoneinfo import available_timezones

from digest.errors import UsageError
from digest.model import StaffRole, User, said
from digest.people import passwords, sessions
from digest.store import Store
from digest.text import mailboxes

LANGUAGES = ("en", "zh-Hans", "zh-Hant")
_NAME = re.compile(r"[\w][\w.@+-]{0,63}")  # letters of any script


def add(store: Store, name: str, role: StaffRole, password: str | None) -> User:
    """The new user; without a password only another can vouch for them. UsageError for a name that is taken or is none,
    and for a weak password.
    """
    if not _NAME.fullmatch(name):
        raise UsageError(
            said("{name} is no name for an account.", name=repr(name)),
            next=said("Letters and digits, also . _ @ + -, at most 64 of them."),
        )
    user = User(name=name, role=role)
    if not store.people.add(user, "" if password is None else passwords.hashed(password)):
        raise UsageError(said("There is an account {name} already.", name=name), kept=said("Nothing was changed."))
    return user


def set_password(store: Store, name: str, password: str) -> None:
    """Nothing; the user signs in with it from now on, and is signed out everywhere."""
    if not store.people.set_password(_known(store, name).name, passwords.hashed(password)):
        raise _unknown(name)


def change_password(store: Store, user: User, old: str, new: str, *, now: datetime) -> str:
    """The secret of a new session, all others being over; UsageError where the old password is wrong."""
    if not passwords.fits(old, store.people.password(user.name)):
        raise UsageError(said("The present password is not right."), kept=said("It was not changed."))
    set_password(store, user.name, new)
    session = sessions.sign_in(store, user.name, new, now=now)
    if session is None:
        raise UsageError(said("The account was closed in the meantime."))
    return session


def disable(store: Store, name: str) -> User:
    """The user, who is signed out at once and does not get in any more."""
    with store.transaction():
        user = replace(_known(store, name), active=False)
        _keep_an_admin(store, user)
        store.people.change(user)
        store.people.end_sessions(name)
    return user


def enable(store: Store, name: str) -> User:
    """The user, who may sign in again."""
    user = replace(_known(store, name), active=True)
    store.people.change(user)
    return user


def set_role(store: Store, name: str, role: StaffRole) -> User:
    """The user with the role."""
    with store.transaction():
        user = replace(_known(store, name), role=role)
        _keep_an_admin(store, user)
        store.people.change(user)
    return user


def prefer(store: Store, user: User, *, language: str, zone: str) -> User:
    """The user with the language of their pages and the zone of their times; UsageError where there is none such."""
    if language and language not in LANGUAGES:
        raise UsageError(
            said("The pages are not written in {language}.", language=repr(language)),
            next=said("Choose: {known}.", known=", ".join(LANGUAGES)),
        )
    if zone and zone not in available_timezones():
        raise UsageError(
            said("There is no time zone {zone}.", zone=repr(zone)), next=said("Write one like Asia/Shanghai.")
        )
    changed = replace(user, language=language, zone=zone)
    store.people.change(changed)
    return changed


def set_email(store: Store, name: str, address: str) -> User:
    """The user, who is told by mail at that address what waits for them; "" for no mail. UsageError for none."""
    if address:
        try:
            address = str(mailboxes.mailbox(address.strip()))
        except ValueError as e:
            raise UsageError(
                said("{address} is no e-mail address.", address=f"{address!r:.80}"), kept=said("Nothing was changed.")
            ) from e
    user = replace(_known(store, name), email=address)
    store.people.change(user)
    return user


def _keep_an_admin(store: Store, changed: User) -> None:
    """UsageError where nobody could let people in after this change."""
    others = (each for each in store.people.list() if each.name != changed.name)
    everybody = (changed, *others)
    was = store.people.get(changed.name)
    if (
        was
        and was.role is StaffRole.ADMIN
        and not any(each.role is StaffRole.ADMIN and each.active for each in everybody)
    ):
        raise UsageError(
            said("{name} is the last admin.", name=changed.name),
            kept=said("Nothing was changed."),
            next=said("Make somebody else an admin first."),
        )


def _known(store: Store, name: str) -> User:
    user = store.people.get(name)
    if user is None:
        raise _unknown(name)
    return user


def _unknown(name: str) -> UsageError:
    return UsageError(said("There is no account {name}.", name=repr(name)), next=said("See: digest user list"))
