"""Accounts and what lets people in: sessions, keys of programs, links for guests. Floor 3.

Secrets are never kept: what comes in is already a hash of them. Nothing here decides who may do what.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from digest.model import ApiToken, ReviewLink, StaffRole, User
from digest.store.tables import api_tokens, review_links, sessions, storable, users

if TYPE_CHECKING:
    from digest.store.database import Database


class People:
    """The accounts of a store."""

    def __init__(self, database: "Database") -> None:
        self._database = database

    # --- users -------------------------------------------------------------------------------------------------

    def add(self, user: User, password: str) -> bool:
        """Whether the name was free; the user is then kept. `password` is a hash, or "" for nobody's."""
        values = _user_values(user) | {"name": storable(user.name), "password": password}
        with self._database.writing() as connection:
            if connection.scalar(sa.select(users.c.name).where(users.c.name == storable(user.name))):
                return False
            connection.execute(users.insert().values(values))
            return True

    def change(self, user: User) -> bool:
        """Whether there is such a user; role, activity, language, zone and e-mail are then as in `user`."""
        with self._database.writing() as connection:
            mine = users.c.name == storable(user.name)
            return connection.execute(users.update().where(mine).values(_user_values(user))).rowcount > 0

    def set_password(self, name: str, password: str) -> bool:
        """Whether there is such a user; every session of theirs has then ended."""
        with self._database.writing() as connection:
            self.end_sessions(name)
            mine = users.c.name == storable(name)
            return connection.execute(users.update().where(mine).values(password=password)).rowcount > 0

    def get(self, name: str) -> User | None:
        """The user of that name."""
        with self._database.reading() as connection:
            row = connection.execute(sa.select(users).where(users.c.name == storable(name))).one_or_none()
        return _user(row) if row else None

    def password(self, name: str) -> str:
        """The hash of the user's password; "" where there is none."""
        with self._database.reading() as connection:
            return connection.scalar(sa.select(users.c.password).where(users.c.name == storable(name))) or ""

    def list(self) -> tuple[User, ...]:
        """Everybody, by name."""
        with self._database.reading() as connection:
            return tuple(_user(row) for row in connection.execute(sa.select(users).order_by(users.c.name)))

    # --- sessions ----------------------------------------------------------------------------------------------

    def open_session(self, secret_sha256: str, name: str, *, now: datetime, expires: datetime) -> None:
        """Nothing; whoever has the secret is now that user, until `expires`. Sessions that are over are forgotten."""
        with self._database.writing() as connection:
            connection.execute(sessions.delete().where(sessions.c.expires <= now))
            row = {"secret_sha256": secret_sha256, "user_name": storable(name), "created": now, "expires": expires}
            connection.execute(sessions.insert().values(row))

    def session(self, secret_sha256: str, *, now: datetime) -> User | None:
        """The active user whose session that is."""
        question = (
            sa.select(users)
            .join(sessions, sessions.c.user_name == users.c.name)
            .where(sessions.c.secret_sha256 == secret_sha256, sessions.c.expires > now, users.c.active.is_(sa.true()))
        )
        with self._database.reading() as connection:
            row = connection.execute(question).one_or_none()
        return _user(row) if row else None

    def end_session(self, secret_sha256: str) -> None:
        """Nothing; the secret opens nothing any more."""
        with self._database.writing() as connection:
            connection.execute(sessions.delete().where(sessions.c.secret_sha256 == secret_sha256))

    def end_sessions(self, name: str) -> None:
        """Nothing; the user is signed out everywhere."""
        with self._database.writing() as connection:
            connection.execute(sessions.delete().where(sessions.c.user_name == storable(name)))


class Keys:
    """What lets in without a password: keys of programs, links for guests."""

    def __init__(self, database: "Database") -> None:
        self._database = database

    def add_token(self, token: ApiToken, secret_sha256: str) -> None:
        """Nothing; keeps a key for a program."""
        row = {
            "id": token.id,
            "secret_sha256": secret_sha256,
            "user_name": storable(token.user),
            "label": storable(token.label),
            "role": token.role.value,
            "created": token.created,
            "expires": token.expires,
            "revoked": token.revoked,
        }
        with self._database.writing() as connection:
            connection.execute(api_tokens.insert().values(row))

    def token(self, secret_sha256: str) -> ApiToken | None:
        """The key with that secret, whatever has become of it."""
        found = self._tokens(api_tokens.c.secret_sha256 == secret_sha256)
        return found[0] if found else None

    def tokens(self, name: str) -> tuple[ApiToken, ...]:
        """The keys of a user, the newest first."""
        return self._tokens(api_tokens.c.user_name == storable(name))

    def _tokens(self, which: sa.ColumnElement[bool]) -> tuple[ApiToken, ...]:
        question = sa.select(api_tokens).where(which).order_by(api_tokens.c.created.desc(), api_tokens.c.id)
        with self._database.reading() as connection:
            return tuple(_token(row) for row in connection.execute(question))

    def revoke_token(self, token_id: str, name: str) -> bool:
        """Whether the user has such a key; it opens nothing any more."""
        mine = (api_tokens.c.id == storable(token_id), api_tokens.c.user_name == storable(name))
        with self._database.writing() as connection:
            return connection.execute(api_tokens.update().where(*mine).values(revoked=True)).rowcount > 0

    def add_link(self, link: ReviewLink, secret_sha256: str) -> None:
        """Nothing; keeps a link for a guest."""
        row = {
            "id": link.id,
            "secret_sha256": secret_sha256,
            "issue_id": storable(link.issue),
            "revision": link.revision,
            "guest": storable(link.guest),
            "may_respond": link.may_respond,
            "given_by": storable(link.given_by),
            "created": link.created,
            "expires": link.expires,
            "revoked": link.revoked,
        }
        with self._database.writing() as connection:
            connection.execute(review_links.insert().values(row))

    def link(self, secret_sha256: str) -> ReviewLink | None:
        """The link with that secret, whatever has become of it."""
        found = self._links(review_links.c.secret_sha256 == secret_sha256)
        return found[0] if found else None

    def links(self, issue_id: str) -> tuple[ReviewLink, ...]:
        """The links to an issue, the newest first."""
        return self._links(review_links.c.issue_id == storable(issue_id))

    def _links(self, which: sa.ColumnElement[bool]) -> tuple[ReviewLink, ...]:
        question = sa.select(review_links).where(which).order_by(review_links.c.created.desc(), review_links.c.id)
        with self._database.reading() as connection:
            return tuple(_link(row) for row in connection.execute(question))

    def revoke_link(self, link_id: str, issue_id: str) -> bool:
        """Whether the issue has such a link; it opens nothing any more."""
        mine = (review_links.c.id == storable(link_id), review_links.c.issue_id == storable(issue_id))
        with self._database.writing() as connection:
            return connection.execute(review_links.update().where(*mine).values(revoked=True)).rowcount > 0


def _user_values(user: User) -> dict[str, Any]:
    return {
        "role": user.role.value,
        "active": user.active,
        "language": storable(user.language),
        "zone": storable(user.zone),
        "email": storable(user.email),
    }


def _user(row: sa.Row[Any]) -> User:
    return User(
        name=row.name,
        role=StaffRole(row.role),
        active=row.active,
        language=row.language,
        zone=row.zone,
        email=row.email,
    )


def _token(row: sa.Row[Any]) -> ApiToken:
    return ApiToken(
        id=row.id,
        user=row.user_name,
        label=row.label,
        role=StaffRole(row.role),
        created=row.created,
        expires=row.expires,
        revoked=row.revoked,
    )


def _link(row: sa.Row[Any]) -> ReviewLink:
    return ReviewLink(
        id=row.id,
        issue=row.issue_id,
        revision=row.revision,
        guest=row.guest,
        may_respond=row.may_respond,
        given_by=row.given_by,
        created=row.created,
        expires=row.expires,
        revoked=row.revoked,
    )
