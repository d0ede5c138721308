"""What is uncertain is settled: by a person's word, or by the log of the relay. Part of digest.dispatch.

The Message-ID of a mail follows from the approved draft and its recipient, so it can be looked for in the log of the
relay without having been kept. These forms count as "it was taken":

    Postfix   cleanup[1]: 4F2A: message-id=<...>  and, of the same queue id, "queue active" or "status=..."
    Exim      1abc-000-de <= desk@example.org ... id=...
    sendmail  4F2A: from=<desk@example.org>, ... msgid=<...>

Postfix names the Message-ID before it has all of the message; by itself that line proves nothing.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from digest.dispatch.letters import letters_of
from digest.model import Delivery, DeliveryState, Sending
from digest.pipeline import Desk

_CLEANUP = re.compile(r"cleanup\[\d+\]: (\w+): message-id=(<[^>\s]+>)")
_QUEUED = re.compile(r"\]: (\w+): (?:from=<[^>]*>, .*queue active|to=<[^>]*>, .*status=)")
_EXIM = re.compile(r" <= \S+ .*\bid=([^\s<>]+@[^\s<>]+)")
_SENDMAIL = re.compile(r": from=<?[^,]*, .*\bmsgid=(<[^>\s]+>)")
BY_LOG = "found in the relay's log"


def uncertain(desk: Desk, sendings: Sequence[Sending]) -> tuple[Delivery, ...]:
    """The deliveries of which nobody knows whether they arrived."""
    states = (DeliveryState.UNCERTAIN,)
    return tuple(row for each in sendings for row in desk.store.deliveries.rows(each.id, states, limit=1_000_000))


def resolve(desk: Desk, rows: Iterable[Delivery], state: DeliveryState, words: str, now: datetime) -> int:
    """How many of the deliveries were uncertain and are in that state now: done, failed, or queued to be sent again."""
    return sum(desk.store.deliveries.resolve(row.sending, row.subscriber, state, words, now) for row in rows)


def resolve_by_log(desk: Desk, sendings: Sequence[Sending], log: Iterable[str], now: datetime) -> int:
    """How many uncertain deliveries are done, because the relay's log names them; the others stay as they are."""
    wanted: dict[str, Delivery] = {}
    for each in sendings:
        rows = desk.store.deliveries.rows(each.id, (DeliveryState.UNCERTAIN,), limit=1_000_000)
        if rows:
            letters = letters_of(desk, each.issue, each.audience, each.seal)
            wanted |= {letters.message_id(row.key): row for row in rows if row.key}
    found = taken(wanted.keys(), log) if wanted else frozenset()
    return resolve(desk, (wanted[name] for name in sorted(found)), DeliveryState.DONE, BY_LOG, now)


def taken(message_ids: Iterable[str], log: Iterable[str]) -> frozenset[str]:
    """Those of the Message-IDs that the log says were taken."""
    wanted = frozenset(message_ids)
    named: dict[str, str] = {}  # by queue id
    found: set[str] = set()
    for line in log:
        if cleanup := _CLEANUP.search(line):
            if cleanup[2] in wanted:
                named[cleanup[1]] = cleanup[2]
            else:
                named.pop(cleanup[1], None)  # a queue id comes again when its message has gone
        elif queued := _QUEUED.search(line):
            found.update([named[queued[1]]] if queued[1] in named else ())
        elif exim := _EXIM.search(line):
            found.update({f"<{exim[1]}>"} & wanted)
        elif sendmail := _SENDMAIL.search(line):
            found.update({sendmail[1]} & wanted)
    return frozenset(found)
