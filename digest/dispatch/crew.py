"""The hands that send a batch: one thread for each connection of each relay. Part of digest.dispatch.

They know no database. What one of them learns of a message is in the journal before the next message is begun, and in
the round that comes back.
"""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic
from types import TracebackType
from typing import Self

from digest.journal import Journal
from digest.model import Answer, Dispatching, Relay, Result, Task
from digest.transport import Letter, Pace, Reserve, Session, Unreachable, connect

FIRST_REST_S, LONGEST_REST_S = 1.0, 60.0

Write = Callable[[Task], Letter]


@dataclass(slots=True, kw_only=True, eq=False)
class Round:
    """What came of a batch."""

    answers: list[tuple[Task, Answer]] = field(default_factory=list)
    put_off: list[tuple[Task, float]] = field(default_factory=list)  # by so many seconds, for their domain's sake
    left: list[Task] = field(default_factory=list)  # not begun
    trouble: str = ""  # what a relay said that let nothing through, or why none was reached
    failed: BaseException | None = None  # why the round was ended early


@dataclass(slots=True, kw_only=True, eq=False)
class _Post:
    """A relay as it is now: its pace, and how long it is left alone."""

    relay: Relay
    pace: Pace
    troubles: int = 0
    resting_until: float = 0.0

    def trouble(self) -> None:
        """Nothing; after the first one it is tried again at once, for a relay may close a connection at any time."""
        if self.troubles:
            self.resting_until = monotonic() + min(FIRST_REST_S * 2 ** (self.troubles - 1), LONGEST_REST_S)
        self.troubles = min(self.troubles + 1, 10)

    @property
    def resting(self) -> bool:
        return monotonic() < self.resting_until


class Crew:
    """Everybody who sends in this process, for as long as its `with` block lasts."""

    def __init__(self, ways: Dispatching, reserve: Reserve) -> None:
        self._posts = [
            _Post(relay=relay, pace=Pace(f"relay {relay.name}", relay.per_second, reserve)) for relay in ways.relays
        ]
        self._hands = [_Hand(post) for post in self._posts for _ in range(post.relay.connections)]
        self._domains = {
            domain: Pace(f"domain {domain}", rate, reserve, burst_s=1.0) for domain, rate in ways.domains.items()
        }
        self._threads = ThreadPoolExecutor(max_workers=max(len(self._hands), 1), thread_name_prefix="send")
        self._stop = threading.Event()

    @property
    def size(self) -> int:
        """How many messages can be under way at once."""
        return len(self._hands)

    @property
    def rest_s(self) -> float:
        """Seconds until the first relay may be tried again; 0 when one may be now."""
        return max(min((post.resting_until for post in self._posts), default=0.0) - monotonic(), 0.0)

    def stop(self) -> None:
        """Nothing; each finishes the message that it is sending, and begins no other."""
        self._stop.set()

    def deliver(self, tasks: Sequence[Task], write: Write, journal: Journal) -> Round:
        """What came of the batch; every task is in exactly one part of it, but for a failure in the middle of one."""
        result = Round()
        batch = _Batch(queue=deque(tasks), write=write, journal=journal, round=result, domains=self._domains)
        running = [self._threads.submit(hand.work, batch, self._stop) for hand in self._hands]
        while True:
            try:
                wait_for(running)
                break
            except KeyboardInterrupt as e:  # what is under way is brought to its end, then everything stops
                self.stop()
                result.failed = e
        result.failed = next(filter(None, (each.exception() for each in running)), result.failed)
        result.left += batch.queue
        return result

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        self._threads.shutdown()
        for hand in self._hands:
            hand.leave()


@dataclass(slots=True, kw_only=True, eq=False)
class _Batch:
    queue: deque[Task]
    write: Write
    journal: Journal
    round: Round
    domains: dict[str, Pace]

    def next(self) -> Task | None:
        """The next task whose domain takes one now."""
        while True:
            try:
                task = self.queue.popleft()
            except IndexError:
                return None
            pace = self.domains.get(task.address.rpartition("@")[2].casefold())
            delay_s = pace.take_now(monotonic()) if pace else 0.0
            if not delay_s:
                return task
            self.round.put_off.append((task, delay_s))


class _Hand:
    """One connection to one relay, opened when it is needed."""

    def __init__(self, post: _Post) -> None:
        self._post = post
        self._session: Session | None = None

    def work(self, batch: _Batch, stop: threading.Event) -> None:
        """Nothing; sends until the batch is empty, the relay lets nothing through, or it is time to stop."""
        try:
            while not (stop.is_set() or self._post.resting):
                if not self._one(batch, stop):
                    return
        except BaseException:
            stop.set()  # whatever it is, nobody else is to run into it
            raise

    def leave(self) -> None:
        """Nothing; takes leave of the relay."""
        if self._session is not None:
            with suppress(OSError):
                self._session.close()
            self._session = None

    def _one(self, batch: _Batch, stop: threading.Event) -> bool:
        """Whether to go on, after one message."""
        task = batch.next()
        if task is None:
            return False
        if stop.wait(self._post.pace.take(monotonic())):
            batch.queue.appendleft(task)
            return False
        try:
            letter = batch.write(task)
        except ValueError as e:
            batch.round.answers.append((task, Answer(result=Result.REFUSED, words=f"not sent: {e}")))
            return True
        answer = self._send(task, letter, batch)
        if answer.result is Result.UNREACHED:
            batch.queue.appendleft(task)
            batch.round.trouble = answer.words
            self._post.trouble()
            return True
        self._post.troubles = 0
        batch.round.answers.append((task, answer))
        batch.journal.end((task.sending, task.subscriber), answer)
        return True

    def _send(self, task: Task, letter: Letter, batch: _Batch) -> Answer:
        begun = False

        def begin() -> None:
            nonlocal begun
            batch.journal.begin((task.sending, task.subscriber))
            begun = True

        try:
            if self._session is None or not self._session.open:
                self._session = None
                self._session = connect(self._post.relay)
            return self._session.send(letter, begin)
        except Unreachable as e:
            return Answer(result=Result.UNREACHED, words=str(e))
        except BaseException as e:
            if begun:
                batch.round.answers.append((task, Answer(result=Result.UNCERTAIN, words=f"interrupted: {e}")))
            else:
                batch.queue.appendleft(task)
            raise
