"""Who gets the mails. Floor 3."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from digest.model import Membership, Subscriber, Variant
from digest.store.dispatch_tables import subscriber_tags, subscribers
from digest.store.rows import CHUNK, insert_all
from digest.store.tables import storable
from digest.store.values import Members

if TYPE_CHECKING:
    from digest.store.database import Database


class Subscribers:
    """The subscribers of a store."""

    def __init__(self, database: "Database") -> None:
        self._database = database

    def add(self, several: Sequence[Subscriber]) -> int:
        """How many were new; of an address that is on the list already, or comes twice, the first stays as it is.

        The ids of the values are not used: the database numbers them.
        """
        new = {same_address(each.address): each for each in several}
        with self._database.writing() as connection:
            for known in connection.scalars(
                sa.select(subscribers.c.same_address).where(subscribers.c.same_address.in_(list(new)))
            ).all():
                del new[known]
            insert_all(connection, subscribers, [_row(each) for each in new.values()])
            _write_tags(connection, new)
        return len(new)

    def find(self, address: str) -> Subscriber | None:
        """The subscriber with that address, however it is written."""
        question = sa.select(subscribers).where(subscribers.c.same_address == same_address(address))
        with self._database.reading() as connection:
            row = connection.execute(question).one_or_none()
            return _subscriber(connection, row) if row else None

    def list(self, limit: int) -> tuple[Subscriber, ...]:
        """The newest first, at most so many."""
        with self._database.reading() as connection:
            rows = connection.execute(sa.select(subscribers).order_by(subscribers.c.id.desc()).limit(limit)).all()
            return tuple(_subscriber(connection, row) for row in rows)

    def of(self, members: Members) -> Iterator[Subscriber]:
        """Everybody who belongs there and gets mail, by number; read in pages, so that a long list fits."""
        last = 0
        while True:
            question = active(members).where(subscribers.c.id > last).order_by(subscribers.c.id).limit(CHUNK)
            with self._database.reading() as connection:
                rows = connection.execute(question).all()
                page = [_subscriber(connection, row) for row in rows]
            yield from page
            if len(page) < CHUNK:
                return
            last = page[-1].id

    def count(self) -> dict[tuple[Variant, Membership], int]:
        """How many there are of each variant and membership."""
        columns = (subscribers.c.variant, subscribers.c.membership)
        with self._database.reading() as connection:
            rows = connection.execute(sa.select(*columns, sa.func.count()).group_by(*columns)).all()
        return {(Variant(variant), Membership(membership)): number for variant, membership, number in rows}

    def set_membership(self, subscriber: int, membership: Membership) -> bool:
        """Whether there is such a subscriber; from now on the mails go, or do not go, there."""
        here = subscribers.c.id == subscriber
        with self._database.writing() as connection:
            return connection.execute(subscribers.update().where(here).values(membership=membership)).rowcount > 0


def active(members: Members) -> sa.Select[Any]:
    """Asks for everybody who belongs there and gets mail."""
    question = sa.select(subscribers).where(
        subscribers.c.variant == members.variant, subscribers.c.membership == Membership.ACTIVE
    )
    if members.tags:
        tagged = sa.select(subscriber_tags.c.subscriber_id).where(subscriber_tags.c.tag.in_(members.tags))
        question = question.where(subscribers.c.id.in_(tagged))
    return question


def same_address(address: str) -> str:
    """What two writings of one address have in common; servers that tell case apart in it are of the past."""
    return storable(address).casefold()


def _row(subscriber: Subscriber) -> dict[str, Any]:
    return {
        "key": subscriber.key,
        "address": storable(subscriber.address),
        "same_address": same_address(subscriber.address),
        "domain": same_address(subscriber.address).rpartition("@")[2],
        "name": storable(subscriber.name),
        "variant": subscriber.variant.value,
        "language": subscriber.language,
        "zone": subscriber.zone,
        "membership": subscriber.membership.value,
        "since": subscriber.since,
    }


def _write_tags(connection: sa.Connection, new: dict[str, Subscriber]) -> None:
    tagged = {same: each for same, each in new.items() if each.tags}
    question = sa.select(subscribers.c.id, subscribers.c.same_address)
    numbers = connection.execute(question.where(subscribers.c.same_address.in_(list(tagged)))).all()
    rows = [{"subscriber_id": number, "tag": storable(tag)} for number, same in numbers for tag in tagged[same].tags]
    insert_all(connection, subscriber_tags, rows)


def _subscriber(connection: sa.Connection, row: sa.Row[Any]) -> Subscriber:
    question = sa.select(subscriber_tags.c.tag).where(subscriber_tags.c.subscriber_id == row.id)
    return Subscriber(
        id=row.id,
        key=row.key,
        address=row.address,
        name=row.name,
        variant=Variant(row.variant),
        language=row.language,
        zone=row.zone,
        tags=tuple(connection.scalars(question.order_by(subscriber_tags.c.tag))),
        membership=Membership(row.membership),
        since=row.since,
    )
