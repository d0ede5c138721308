"""Keys for programs, and links for colleagues without an account. Part of digest.people."""

from dataclasses import replace
from datetime import datetime, timedelta

from digest.errors import UsageError
from digest.model import ApiToken, ReviewLink, StaffRole, User, said
from digest.people import secret
from digest.store import Store

LONGEST_DAYS = 365
LABEL = 80  # characters


def issue_token(
    store: Store, user: User, label: str, role: StaffRole, days: int, *, now: datetime
) -> tuple[str, ApiToken]:
    """The secret, which is shown only now, and the key; UsageError for more than the user may do themselves."""
    if not user.is_at_least(role):
        raise UsageError(
            said("A key of {name} cannot do more than {name}.", name=user.name),
            next=said("At most: {role}.", role=user.role),
        )
    token = ApiToken(
        id=secret.name(),
        user=user.name,
        label=_label(label),
        role=role,
        created=now,
        expires=_end(days, now),
    )
    shown = secret.new("digest_")
    store.keys.add_token(token, secret.kept(shown))
    return shown, token


def bearer(store: Store, shown: str, *, now: datetime) -> User | None:
    """For whom a program acts that shows this secret: the key's owner, with the lower role of the two."""
    token = store.keys.token(secret.kept(shown))
    if token is None or token.revoked or token.expires <= now:
        return None
    user = store.people.get(token.user)
    if user is None or not user.active:
        return None
    return replace(user, role=token.role) if user.is_at_least(token.role) else user


def invite(
    store: Store, user: User, issue: str, revision: int, guest: str, days: int, *, may_respond: bool, now: datetime
) -> tuple[str, ReviewLink]:
    """The secret of a link to one revision of an issue, which is shown only now, and the link."""
    link = ReviewLink(
        id=secret.name(),
        issue=issue,
        revision=revision,
        guest=_label(guest),
        may_respond=may_respond,
        given_by=user.name,
        created=now,
        expires=_end(days, now),
    )
    shown = secret.new()
    store.keys.add_link(link, secret.kept(shown))
    return shown, link


def guest(store: Store, shown: str, *, now: datetime) -> ReviewLink | None:
    """The link that this secret opens; None for one that is over, revoked or never was."""
    link = store.keys.link(secret.kept(shown))
    return link if link and not link.revoked and link.expires > now else None


def _label(text: str) -> str:
    words = " ".join(text.split())
    if not words or len(words) > LABEL:
        raise UsageError(said("A name of 1 to {n} characters is needed.", n=LABEL), kept=said("Nothing was made."))
    return words


def _end(days: int, now: datetime) -> datetime:
    if not 1 <= days <= LONGEST_DAYS:
        raise UsageError(said("It may last from 1 to {n} days.", n=LONGEST_DAYS), kept=said("Nothing was made."))
    return now + timedelta(days=days)
