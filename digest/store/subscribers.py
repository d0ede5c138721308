"""Subscribers: who there is, what they take, what they have said, and whom nothing is sent to. Floor 3.

It keeps what it is told and asks nobody; but two things hold whatever it is told: the history of consent is only added
to, and whoever left or is suppressed does not come back through a list.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from digest.model import (
    Bounce,
    Cause,
    Consent,
    ConsentEvent,
    Entry,
    Members,
    Membership,
    Subscriber,
    Subscription,
    Variant,
)
from digest.store.dispatch_tables import deliveries, sendings
from digest.store.recipients import fulfils, readers_of
from digest.store.subscriber_tables import bounces, consents, subscribers, subscriptions, suppressions
from digest.store.tables import storable, stretch
from digest.store.taking_in import Batch, hashed, membership, taken_by
from digest.store.values import Taken

if TYPE_CHECKING:
    from digest.store.database import Database

PAGE = 2_000  # subscribers in one question; the next begins behind the last one


class Subscribers:
    """The subscribers of a store."""

    def __init__(self, database: "Database") -> None:
        self._database = database

    # --- taking in ---------------------------------------------------------------------------------------------

    def take_in(
        self, entries: Sequence[Entry], *, event: ConsentEvent, origin: str, now: datetime, update: bool = False
    ) -> tuple[Taken, ...]:
        """What became of each entry, in their order. One transaction.

        `origin` is kept with the consent, with the line of the entry where it has one. With `update` those who are
        there are described as the entry says, but for what they have chosen themselves.
        """
        with self._database.writing() as connection:
            batch = Batch(connection, entries, event=event, origin=storable(origin), now=now, update=update)
            taken = tuple(batch.take(entry) for entry in entries)
            batch.write()
            return taken

    # --- asking ------------------------------------------------------------------------------------------------

    def get(self, subscriber_id: int) -> Subscriber | None:
        """The subscriber with that number, also when erased."""
        return next(iter(self._these(subscribers.c.id == subscriber_id)), None)

    def with_key(self, key: str) -> Subscriber | None:
        """The subscriber whom that key stands for in links."""
        return next(iter(self._these(subscribers.c.key == storable(key))), None)

    def find(self, same_address: str) -> Subscriber | None:
        """The subscriber with that address, in any spelling."""
        return next(iter(self._these(subscribers.c.same_address == storable(same_address))), None)

    def _these(self, *which: sa.ColumnElement[bool], limit: int | None = None) -> tuple[Subscriber, ...]:
        with self._database.reading() as connection:
            rows = connection.execute(
                sa.select(subscribers).where(*which).order_by(subscribers.c.id).limit(limit)
            ).all()
            taken = taken_by(connection, [row.id for row in rows])
        return tuple(_subscriber(row, taken.get(row.id, ())) for row in rows)

    def search(self, text: str, *, newsletter: str = "", limit: int) -> tuple[Subscriber, ...]:
        """At most `limit` people whose address, name or tags hold the text, the newest first.

        Only who takes the newsletter, where one is named.
        """
        sought = storable(text).casefold()
        columns = (subscribers.c.same_address, subscribers.c.name, subscribers.c.tags)
        holds = sa.or_(*(sa.func.lower(column).contains(sought, autoescape=True) for column in columns))
        question = sa.select(subscribers).where(subscribers.c.address != "", holds)
        if newsletter:
            takes = (subscriptions.c.newsletter == newsletter, subscriptions.c.standing == Subscription.TAKEN.value)
            question = question.join(subscriptions).where(*takes)
        with self._database.reading() as connection:
            rows = connection.execute(question.order_by(subscribers.c.id.desc()).limit(limit)).all()
            taken = taken_by(connection, [row.id for row in rows])
        return tuple(_subscriber(row, taken.get(row.id, ())) for row in rows)

    def every(self) -> Iterator[Subscriber]:
        """Everybody but the erased, in the order they came, a page at a time: no transaction stays open."""
        last = 0
        while page := self._these(subscribers.c.id > last, subscribers.c.address != "", limit=PAGE):
            yield from page
            last = page[-1].id

    def readers(self, members: Members) -> Iterator[Subscriber]:
        """Whoever gets a newsletter as one of an audience, in the order they came; a page at a time."""
        question = readers_of(members).order_by(subscribers.c.id).limit(PAGE)
        last = 0
        while True:
            with self._database.reading() as connection:
                page = connection.execute(question.where(subscribers.c.id > last)).all()
            if not page:
                return
            yield from (_subscriber(row, ((members.newsletter, Subscription.TAKEN),)) for row in page)
            last = page[-1].id

    def count(self, members: Members) -> int:
        """How many `readers` would give."""
        question = sa.select(sa.func.count()).select_from(readers_of(members).subquery())
        with self._database.reading() as connection:
            return connection.scalar(question) or 0

    def unreached(self, newsletter: str, audiences: Sequence[Members]) -> int:
        """How many take the newsletter and are in none of these audiences, neither by name nor by rule."""
        by_rule = sa.and_(
            subscriptions.c.audience == "", sa.or_(sa.false(), *(fulfils(each.rule) for each in audiences))
        )
        question = (
            sa.select(sa.func.count())
            .select_from(subscribers)
            .join(subscriptions)
            .where(
                subscriptions.c.newsletter == newsletter,
                subscriptions.c.standing == Subscription.TAKEN.value,
                subscribers.c.membership == Membership.ACTIVE.value,
                sa.not_(sa.or_(subscriptions.c.audience.in_([each.audience for each in audiences]), by_rule)),
            )
        )
        with self._database.reading() as connection:
            return connection.scalar(question) or 0

    def history(self, subscriber_id: int) -> tuple[Consent, ...]:
        """What somebody has said, and what was done for it, the oldest first."""
        question = (
            sa.select(consents).where(consents.c.subscriber_id == subscriber_id).order_by(consents.c.at, consents.c.id)
        )
        with self._database.reading() as connection:
            rows = connection.execute(question).all()
        return tuple(
            Consent(at=row.at, event=ConsentEvent(row.event), newsletter=row.newsletter, origin=row.origin)
            for row in rows
        )

    def suppression(self, same_address: str) -> Cause | None:
        """Why nothing may be sent to that address."""
        question = sa.select(suppressions.c.cause).where(suppressions.c.key_sha256 == hashed(same_address))
        with self._database.reading() as connection:
            cause = connection.scalar(question)
        return Cause(cause) if cause else None

    def suppressed(self) -> Mapping[Cause, int]:
        """How many addresses nothing is sent to, by cause."""
        question = sa.select(suppressions.c.cause, sa.func.count()).group_by(suppressions.c.cause)
        with self._database.reading() as connection:
            return {Cause(cause): n for cause, n in connection.execute(question)}

    # --- what people say ---------------------------------------------------------------------------------------

    def stand(
        self,
        subscriber_id: int,
        standing: Mapping[str, Subscription],
        *,
        event: ConsentEvent,
        origin: str,
        now: datetime,
    ) -> tuple[str, ...]:
        """The newsletters to which somebody stands otherwise now than before."""
        with self._database.writing() as connection:
            before = dict(taken_by(connection, [subscriber_id]).get(subscriber_id, ()))
            different = {name: new for name, new in standing.items() if before.get(name) is not new}
            for name, new in different.items():
                here = (subscriptions.c.subscriber_id == subscriber_id, subscriptions.c.newsletter == name)
                values = {"standing": new.value, "changed": now}
                if name in before:
                    connection.execute(subscriptions.update().where(*here).values(values))
                else:
                    row = {"subscriber_id": subscriber_id, "newsletter": name, "audience": "", **values}
                    connection.execute(subscriptions.insert().values(row))
                self.note(subscriber_id, event, newsletter=name, origin=origin, now=now)
            if different:
                after = before | different
                mine = (subscribers.c.id == subscriber_id, subscribers.c.membership != Membership.SUPPRESSED.value)
                values = {"membership": membership(after.values()).value}
                connection.execute(subscribers.update().where(*mine).values(values))
            return tuple(different)

    def describe(self, subscriber_id: int, *, name: str, variant: Variant, origin: str, now: datetime) -> bool:
        """Whether anything is different now."""
        mine = subscribers.c.id == subscriber_id
        new = {"name": storable(name), "variant": variant.value}
        with self._database.writing() as connection:
            row = connection.execute(sa.select(subscribers.c.name, subscribers.c.variant).where(mine)).one_or_none()
            if row is None or row._asdict() == new:
                return False
            connection.execute(subscribers.update().where(mine).values(new))
            self.note(subscriber_id, ConsentEvent.CHANGED, newsletter="", origin=origin, now=now)
            return True

    def note(self, subscriber_id: int, event: ConsentEvent, *, newsletter: str, origin: str, now: datetime) -> None:
        """Nothing; adds a line to the history."""
        row = {"subscriber_id": subscriber_id, "at": now, "event": event.value, "newsletter": newsletter}
        with self._database.writing() as connection:
            connection.execute(consents.insert().values(row | {"origin": storable(origin)}))

    # --- what mail servers say ---------------------------------------------------------------------------------

    def bounced(self, subscriber_id: int, bounce: Bounce, *, report_sha256: str, now: datetime) -> bool:
        """Whether that report about that person is new; it is kept then."""
        here = (bounces.c.report_sha256 == report_sha256, bounces.c.subscriber_id == subscriber_id)
        with self._database.writing() as connection:
            if connection.execute(sa.select(bounces.c.at).where(*here)).one_or_none():
                return False
            row = {"report_sha256": report_sha256, "subscriber_id": subscriber_id, "at": now, "hard": bounce.hard}
            said = {name: storable(getattr(bounce, name)) for name in ("status", "diagnostic", "message_id")}
            connection.execute(bounces.insert().values(row | said))
            return True

    def returns(self, start: datetime, width: timedelta) -> dict[int, dict[str, int]]:
        """How many hard and soft bounces, complaints and leaves came in each stretch of time, by its place."""
        found: dict[int, dict[str, int]] = {}
        events = (ConsentEvent.COMPLAINED.value, ConsentEvent.LEFT.value)
        people = sa.func.count(sa.distinct(consents.c.subscriber_id))
        said = sa.select(stretch(consents.c.at, start, width), consents.c.event, people)
        said = said.where(consents.c.at >= start, consents.c.event.in_(events)).group_by("stretch", consents.c.event)
        kind = sa.case((bounces.c.hard, "hard"), else_="soft").label("kind")
        came = sa.select(stretch(bounces.c.at, start, width), kind, sa.func.count()).where(bounces.c.at >= start)
        with self._database.reading() as connection:
            for question in (said, came.group_by("stretch", "kind")):
                for number, name, count in connection.execute(question):
                    found.setdefault(int(number), {})[name] = count
        return found

    def bounces(self, subscriber_id: int) -> tuple[tuple[datetime, Bounce], ...]:
        """When which mails to somebody came back, the oldest first."""
        question = sa.select(bounces).where(bounces.c.subscriber_id == subscriber_id).order_by(bounces.c.at)
        with self._database.reading() as connection:
            rows = connection.execute(question).all()
        return tuple(
            (row.at, Bounce(hard=row.hard, status=row.status, diagnostic=row.diagnostic, message_id=row.message_id))
            for row in rows
        )

    def sent(self, subscriber_id: int) -> tuple[tuple[datetime, str, str], ...]:
        """What was sent to somebody, or was to be: when that changed last, the issue, and how far it has come."""
        question = (
            sa.select(deliveries.c.changed_at, sendings.c.issue_id, deliveries.c.state)
            .join(sendings, sendings.c.id == deliveries.c.sending_id)
            .where(deliveries.c.subscriber_id == subscriber_id)
            .order_by(deliveries.c.changed_at, sendings.c.id)
        )
        with self._database.reading() as connection:
            return tuple((row.changed_at, row.issue_id, row.state) for row in connection.execute(question))

    # --- whom nothing is sent to -------------------------------------------------------------------------------

    def suppress(self, same_address: str, cause: Cause, *, now: datetime) -> bool:
        """Whether it is new that nothing is sent to that address; an earlier cause stays."""
        with self._database.writing() as connection:
            if self.suppression(same_address):
                return False
            row = {"key_sha256": hashed(same_address), "cause": cause.value, "at": now}
            connection.execute(suppressions.insert().values(row))
            mine = subscribers.c.same_address == storable(same_address)
            connection.execute(subscribers.update().where(mine).values(membership=Membership.SUPPRESSED.value))
            return True

    def release(self, same_address: str) -> bool:
        """Whether the address was suppressed; it no longer is."""
        with self._database.writing() as connection:
            gone = suppressions.delete().where(suppressions.c.key_sha256 == hashed(same_address))
            was = connection.execute(gone).rowcount > 0
            person = self.find(same_address)
            if person:
                standings = (standing.value for _, standing in person.newsletters)
                self._set_membership(connection, person.id, membership(standings))
            return was

    def _set_membership(self, connection: sa.Connection, subscriber_id: int, new: Membership) -> None:
        mine = subscribers.c.id == subscriber_id
        connection.execute(subscribers.update().where(mine).values(membership=new.value))

    def erase(self, subscriber_id: int, *, now: datetime) -> None:
        """Nothing; of the person there is a number and a history without names left, of the address a hash.

        What they said and when stays as proof that mails were sent by right, but not the words about where.
        """
        with self._database.writing() as connection:
            mine = subscribers.c.id == subscriber_id
            person = self.get(subscriber_id)
            if person is None or not person.address:
                return
            (same_address,) = connection.execute(sa.select(subscribers.c.same_address).where(mine)).one()
            self.suppress(same_address, Cause.ERASED, now=now)
            empty = dict.fromkeys(("address", "domain", "name", "language", "zone"), "") | {"tags": ","}
            connection.execute(subscribers.update().where(mine).values(same_address=person.key, **empty))
            connection.execute(subscriptions.delete().where(subscriptions.c.subscriber_id == subscriber_id))
            told = bounces.c.subscriber_id == subscriber_id
            connection.execute(bounces.update().where(told).values(diagnostic="", message_id=""))
            said = consents.c.subscriber_id == subscriber_id
            connection.execute(consents.update().where(said).values(origin=""))
            # A relay repeats the address when it refuses it.
            sent = deliveries.c.subscriber_id == subscriber_id
            connection.execute(deliveries.update().where(sent).values(words=""))
            self.note(subscriber_id, ConsentEvent.ERASED, newsletter="", origin="", now=now)


def _subscriber(row: sa.Row[Any], taken: tuple[tuple[str, Subscription], ...]) -> Subscriber:
    return Subscriber(
        id=row.id,
        key=row.key,
        address=row.address,
        variant=Variant(row.variant),
        name=row.name,
        language=row.language,
        zone=row.zone,
        tags=tuple(tag for tag in row.tags.split(",") if tag),
        membership=Membership(row.membership),
        since=row.since,
        newsletters=taken,
    )
