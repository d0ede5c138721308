"""One worker: takes messages from the ledger, sends them, writes down what came of each. Part of digest.dispatch.

turn:  the last batch is settled and the next one is started, in one transaction that is on the disk when it ends
send:  each message of the batch is in the journal before it can be accepted, and its answer after
and again, until nothing is left, or somebody says stop
"""

import os
import secrets
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from threading import Event
from time import monotonic

from digest import journal, log
from digest.dispatch.crew import Crew, Round
from digest.dispatch.judging import Breaker, settled, untouched
from digest.dispatch.letters import Letters, letters_of
from digest.dispatch.recovering import recover
from digest.errors import DispatchError, OutboxError
from digest.journal import Journal
from digest.model import DeliveryState, Result, Sending, Settled, Tally, Task
from digest.pipeline import Desk
from digest.transport import Letter

JOURNALS = ".sending"  # the folder below the newsroom's
FIRST_BATCH, LARGEST_BATCH = 50, 500
BATCH_S = 1.5  # how long a batch is to take: so late may a pause be noticed
SOON_S = 20.0  # a wait that is not worth going away for
OUTAGE_S = 120.0  # how long no relay may be reached before the sending is paused
OUTAGE_PAUSE = timedelta(minutes=10)
COUNTING = 20  # counting takes at most one part in so many of the time
HELD_BACK = "held back: only_to does not name this address"

Tell = Callable[[Mapping[int, Tally]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """What a worker knows of the time."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    outage_s: float = OUTAGE_S


def work(
    desk: Desk,
    sendings: Sequence[Sending],
    *,
    clock: Clock = Clock(),
    stop: Event | None = None,
    patient: bool = False,
    tell: Tell | None = None,
) -> tuple[Sending, ...]:
    """The sendings after everything of them was sent that could be sent now.

    `patient` waits for messages that were put off until later. What lies in the outbox and is not what was approved
    pauses its sending. DispatchError when the journal cannot be written, StoreError from the ledger; what was sent is
    known in any case.
    """
    recover(desk, clock.now())
    numbers = [sending.id for sending in sendings]
    path = desk.settings.root / JOURNALS / f"{os.getpid()}-{secrets.token_hex(4)}"
    with Crew(desk.settings.dispatching, desk.store.paces.reserve) as crew, Journal(path) as own:
        number = desk.store.deliveries.enlist(
            host=journal.host(), boot=journal.boot(), journal=str(path), now=clock.now()
        )
        worker = _Worker(desk, number, numbers, crew, own, clock)
        worker.run(stop or Event(), patient, tell)
    wanted = set(numbers)
    return tuple(each for each in desk.store.deliveries.sendings() if each.id in wanted)[::-1]


class _Worker:
    """The loop of one worker."""

    def __init__(self, desk: Desk, number: int, numbers: Sequence[int], crew: Crew, own: Journal, clock: Clock) -> None:
        self._desk = desk
        self._ledger = desk.store.deliveries
        self._number = number
        self._sendings = {each.id: each for each in self._ledger.sendings() if each.id in numbers}
        self._crew = crew
        self._journal = own
        self._clock = clock
        self._letters: dict[int, Letters] = {}
        self._unready: set[int] = set()
        self._breaker = Breaker()
        self._batch = FIRST_BATCH
        self._silent_since: float | None = None
        self._counted_until = 0.0

    def run(self, stop: Event, patient: bool, tell: Tell | None) -> None:
        settled_rows: list[Settled] = []
        while True:
            limit = 0 if stop.is_set() else self._batch
            turn = self._ledger.turn(
                self._number, settled_rows, list(self._sendings), limit=limit, now=self._clock.now()
            )
            self._journal.clear()
            if tell and monotonic() >= self._counted_until:
                self._tell(tell)
            if turn.tasks:
                settled_rows = self._send(turn.tasks, stop)
                continue
            settled_rows = []
            if stop.is_set() or turn.next_at is None:
                return
            wait_s = (turn.next_at - self._clock.now()).total_seconds()
            if wait_s > SOON_S and not patient:
                return
            stop.wait(min(max(wait_s, 0.0), SOON_S))

    def _tell(self, tell: Tell) -> None:
        """Nothing; tells how far it is, and no more often than counting a long list allows."""
        started = monotonic()
        tell(self._ledger.tallies(list(self._sendings)))
        self._counted_until = monotonic() + COUNTING * (monotonic() - started)

    def _send(self, tasks: Sequence[Task], stop: Event) -> list[Settled]:
        """What is to be written down of the batch; raises what ended it early, after writing that down."""
        held, allowed = self._sorted(tasks)
        now, started = self._clock.now(), monotonic()
        result = self._crew.deliver(allowed, lambda task: self._letter(task, now), self._journal)
        self._write_down(result, len(held), monotonic() - started)
        self._batch = _next_batch(self._batch, len(result.answers), monotonic() - started, self._crew.size)
        rows = [*held, *self._rows(result)]
        if result.failed is not None:
            self._ledger.turn(self._number, rows, list(self._sendings), limit=0, now=self._clock.now())
            self._journal.clear()
            raise result.failed
        self._look_after(result, stop)
        return rows

    def _sorted(self, tasks: Sequence[Task]) -> tuple[list[Settled], list[Task]]:
        """What must be held back, and what may be sent; the letters of every sending are ready then."""
        only_to = self._desk.settings.dispatching.only_to
        held: list[Settled] = []
        allowed: list[Task] = []
        for task in tasks:
            if not self._ready(task.sending):
                held.append(untouched(task))
            elif not may_be_written_to(task.address, only_to):
                held.append(replace(untouched(task), state=DeliveryState.SUPPRESSED, words=HELD_BACK))
            else:
                allowed.append(task)
        return held, allowed

    def _ready(self, number: int) -> bool:
        """Whether the letters of the sending are there; it is paused where they cannot be."""
        if number not in self._letters and number not in self._unready:
            try:
                one = self._sendings[number]
                self._letters[number] = letters_of(self._desk, one.issue, one.audience, one.seal)
            except (DispatchError, OutboxError) as e:
                self._unready.add(number)
                self._ledger.pause([number], str(e))
                log.warn("sending paused", issue=one.issue, audience=one.audience, why=e)
        return number in self._letters

    def _letter(self, task: Task, now: datetime) -> Letter:
        return self._letters[task.sending].to(task, now)

    def _rows(self, result: Round) -> Iterator[Settled]:
        now = self._clock.now()
        for task, answer in result.answers:
            yield settled(task, answer, now, self._desk.settings.dispatching.give_up)
        for task, delay_s in result.put_off:
            yield untouched(task, now + timedelta(seconds=delay_s))
        for task in result.left:
            yield untouched(task)

    def _look_after(self, result: Round, stop: Event) -> None:
        """Nothing; pauses the sendings when the relays refuse everything, or cannot be reached for long."""
        for _, answer in result.answers:
            if self._breaker.tripped(answer):
                self._breaker = Breaker()
                self._pause(f"The relay refuses everything; its last words: {answer.words}", None)
                return
        if any(answer.result is Result.ACCEPTED for _, answer in result.answers) or not result.trouble:
            self._silent_since = None
            return
        self._silent_since = self._silent_since or monotonic()
        if monotonic() - self._silent_since >= self._clock.outage_s:
            self._silent_since = None
            self._pause(f"No relay takes mail now: {result.trouble}", self._clock.now() + OUTAGE_PAUSE)
            return
        stop.wait(min(self._crew.rest_s, self._clock.outage_s))

    def _pause(self, why: str, retry_at: datetime | None) -> None:
        self._ledger.pause(list(self._sendings), why, retry_at=retry_at)
        for each in self._sendings.values():
            log.warn("sending paused", issue=each.issue, audience=each.audience, why=why, again=retry_at)

    def _write_down(self, result: Round, held: int, seconds: float) -> None:
        counts = Counter(answer.result.value for _, answer in result.answers)
        log.event(
            "batch",
            worker=self._number,
            issues=" ".join(sorted({one.issue for one in self._sendings.values()})),
            **{each.value: counts[each.value] for each in Result},
            put_off=len(result.put_off),
            left=len(result.left),
            held=held,
            seconds=round(seconds, 3),
            trouble=result.trouble,
        )


def may_be_written_to(address: str, only_to: Sequence[str]) -> bool:
    """Whether mail may go to the address where only some are allowed: addresses, and domains with an @ before them."""
    plain = address.casefold()
    return not only_to or any(
        plain == one.casefold() or (one.startswith("@") and plain.endswith(one.casefold())) for one in only_to
    )


def _next_batch(size: int, sent: int, seconds: float, hands: int) -> int:
    """A batch that takes about BATCH_S, at the speed of the last one."""
    if not sent or not seconds:
        return max(size // 2, hands, 1)
    return max(min(int(sent / seconds * BATCH_S), size * 2, LARGEST_BATCH), hands, 1)
