"""People taken in by the thousand: what becomes of each, beside what the database knows. Floor 3."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from secrets import token_hex
from typing import Any

import sqlalchemy as sa

from digest.model import ConsentEvent, Entry, Membership, Subscription
from digest.store.among import among
from digest.store.rows import chunks, insert_all
from digest.store.subscriber_tables import consents, subscribers, subscriptions, suppressions
from digest.store.tables import storable
from digest.store.values import Outcome, Taken

KEY_BYTES = 8  # of what stands for a person in links, where a hash with a key protects it


def membership(standings: Iterable[str]) -> Membership:
    """What somebody's subscriptions come to."""
    return Membership.ACTIVE if Subscription.TAKEN in set(standings) else Membership.LEFT


def hashed(same_address: str) -> str:
    """The hash under which an address is kept. It keeps addresses out of sight, no more: whoever knows one can hash it.

    The words before the address make it another hash than the one that advertisers exchange.
    """
    return sha256(b"digest suppression\0" + same_address.encode("utf-8", "surrogatepass")).hexdigest()


class Batch:
    """Entries beside what the database knows of them; collects rows and writes them at the end."""

    def __init__(
        self,
        connection: sa.Connection,
        entries: Sequence[Entry],
        *,
        event: ConsentEvent,
        origin: str,
        now: datetime,
        update: bool,
    ) -> None:
        self._connection, self._now = connection, now
        self._event, self._origin = event.value, origin
        self._next_id = (connection.scalar(sa.select(sa.func.max(subscribers.c.id))) or 0) + 1
        self._known = _known(connection, [entry.same_address for entry in entries])
        hashes = {hashed(entry.same_address): entry.same_address for entry in entries}
        self._causes = {hashes[found]: cause for found, cause in _causes(connection, list(hashes)).items()}
        self._lines = _lines(connection, [known.id for known in self._known.values() if known.since == now])
        self._described = _described(connection, [known.id for known in self._known.values()]) if update else {}
        self._updates: dict[int, dict[str, Any]] = {}
        self._members: dict[int, str] = {}  # who was there, and what their subscriptions come to now
        self._people: list[dict[str, Any]] = []
        self._newsletters: list[dict[str, Any]] = []
        self._consents: list[dict[str, Any]] = []

    def take(self, entry: Entry) -> Taken:
        """What becomes of the entry."""
        cause = self._causes.get(entry.same_address)
        if cause:
            return Taken(entry, Outcome.SUPPRESSED, cause)
        known = self._known.get(entry.same_address)
        if known is None:
            self._add(entry)
            return Taken(entry, Outcome.ADDED)
        left = [name for name in entry.newsletters if known.takes.get(name) == Subscription.LEFT.value]
        new = [name for name in entry.newsletters if name not in known.takes]
        for name in new:
            self._join(known, name, entry)
        if new:
            self._members[known.id] = membership(known.takes.values()).value
        if known.since == self._now and known.id in self._lines:
            return Taken(entry, Outcome.REPEATED, self._lines[known.id])
        updated = self._update(known, entry)
        if left:
            return Taken(entry, Outcome.LEFT, ", ".join(left))
        if new:
            return Taken(entry, Outcome.JOINED)
        return Taken(entry, Outcome.UPDATED if updated else Outcome.THERE)

    def _update(self, known: "_Known", entry: Entry) -> bool:
        """Whether the row describes them otherwise. What the row leaves empty stays, and what they chose themselves."""
        described = self._described.get(known.id)
        if described is None:
            return False
        row = _row(entry)
        mine = entry.said - OWN if described.by_hand else entry.said
        different = {field: row[field] for field in mine if row[field] != described.row[field]}
        if not different:
            return False
        described.row |= different
        self._updates[known.id] = described.row
        self._consents.append(
            {
                "subscriber_id": known.id,
                "newsletter": "",
                "at": self._now,
                "event": ConsentEvent.UPDATED.value,
                "origin": self._here(entry),
            }
        )
        return True

    def _add(self, entry: Entry) -> None:
        known = _Known(self._next_id, self._now, {})
        self._next_id += 1
        self._known[entry.same_address] = known
        self._people.append(
            {
                "id": known.id,
                "key": token_hex(KEY_BYTES),
                "address": entry.address,
                "same_address": entry.same_address,
                "domain": entry.same_address.rpartition("@")[2],
                **_row(entry),
                "membership": membership(Subscription.TAKEN for _ in entry.newsletters).value,
                "since": self._now,
            }
        )
        if entry.line:
            self._lines[known.id] = f"line {entry.line}"
        for name in entry.newsletters:
            self._join(known, name, entry)

    def _join(self, known: "_Known", newsletter: str, entry: Entry) -> None:
        known.takes[newsletter] = Subscription.TAKEN.value
        where = {"subscriber_id": known.id, "newsletter": newsletter}
        self._newsletters.append(
            {**where, "standing": Subscription.TAKEN.value, "audience": entry.audience, "changed": self._now}
        )
        self._consents.append({**where, "at": self._now, "event": self._event, "origin": self._here(entry)})

    def _here(self, entry: Entry) -> str:
        return f"{self._origin} line {entry.line}" if entry.line else self._origin

    def write(self) -> None:
        """Nothing; writes what was collected."""
        insert_all(self._connection, subscribers, self._people)
        insert_all(self._connection, subscriptions, self._newsletters)
        insert_all(self._connection, consents, self._consents)
        mine = subscribers.c.id == sa.bindparam("number")
        change = subscribers.update().where(mine).values(membership=sa.bindparam("now"))
        if self._members:
            rows = [{"number": number, "now": now} for number, now in self._members.items()]
            self._connection.execute(change, rows)
        if self._updates:
            new: dict[str, Any] = {field: sa.bindparam(f"new_{field}") for field in DESCRIBED}
            rows = [
                {"number": number, **{f"new_{field}": value for field, value in row.items()}}
                for number, row in self._updates.items()
            ]
            self._connection.execute(subscribers.update().where(mine).values(new), rows)


DESCRIBED = ("name", "variant", "language", "zone", "tags")
OWN = {"name", "variant"}  # of these, those that people choose themselves


def _row(entry: Entry) -> dict[str, Any]:
    """What describes somebody, as the table has it."""
    return {
        "name": storable(entry.name),
        "variant": entry.variant.value,
        "language": entry.language,
        "zone": entry.zone,
        "tags": f",{','.join(entry.tags)},",
    }


@dataclass(slots=True)
class _Described:
    row: dict[str, Any]
    by_hand: bool  # they said so themselves, when they signed up or later


def _described(connection: sa.Connection, ids: Sequence[int]) -> dict[int, _Described]:
    """How the database describes them."""
    found: dict[int, _Described] = {}
    own = [ConsentEvent.CONFIRMED.value, ConsentEvent.CHANGED.value]
    chosen = sa.exists().where(consents.c.subscriber_id == subscribers.c.id, consents.c.event.in_(own))
    question = sa.select(subscribers.c.id, *(subscribers.c[field] for field in DESCRIBED), chosen.label("by_hand"))
    for part in chunks(ids):
        for row in connection.execute(question.where(subscribers.c.id.in_(part))):
            values = {field: getattr(row, field) for field in DESCRIBED}
            found[row.id] = _Described(values, bool(row.by_hand))
    return found


@dataclass(slots=True)
class _Known:
    id: int
    since: datetime
    takes: dict[str, str]


def _known(connection: sa.Connection, same: Sequence[str]) -> dict[str, _Known]:
    """The subscribers with these addresses, and how they stand to what."""
    found: dict[str, _Known] = {}
    person, takes = subscribers.c, subscriptions.c
    question = sa.select(person.same_address, person.id, person.since, takes.newsletter, takes.standing)
    joined = question.outerjoin_from(subscribers, subscriptions).where(among(person.same_address, same, connection))
    for address, number, since, newsletter, standing in connection.execute(joined):
        known = found.setdefault(address, _Known(number, since, {}))
        if newsletter is not None:
            known.takes[newsletter] = standing
    return found


def taken_by(connection: sa.Connection, ids: Sequence[int]) -> dict[int, tuple[tuple[str, Subscription], ...]]:
    found: dict[int, list[tuple[str, Subscription]]] = {}
    for part in chunks(ids):
        question = sa.select(subscriptions.c.subscriber_id, subscriptions.c.newsletter, subscriptions.c.standing)
        mine = question.where(subscriptions.c.subscriber_id.in_(part)).order_by(subscriptions.c.newsletter)
        for number, name, standing in connection.execute(mine):
            found.setdefault(number, []).append((name, Subscription(standing)))
    return {number: tuple(pairs) for number, pairs in found.items()}


def _causes(connection: sa.Connection, hashes: Sequence[str]) -> dict[str, str]:
    question = sa.select(suppressions.c.key_sha256, suppressions.c.cause)
    rows = connection.execute(question.where(among(suppressions.c.key_sha256, hashes, connection)))
    return {row.key_sha256: row.cause for row in rows}


def _lines(connection: sa.Connection, ids: Sequence[int]) -> dict[int, str]:
    """The lines of a list that these subscribers came with, as their history tells."""
    found: dict[int, str] = {}
    for part in chunks(ids):
        question = sa.select(consents.c.subscriber_id, consents.c.origin).where(consents.c.subscriber_id.in_(part))
        for number, origin in connection.execute(question.order_by(consents.c.id.desc())):
            _, mark, line = origin.rpartition(" line ")
            if mark:
                found[number] = f"line {line}"
    return found
