"""An issue on its way to its readers, one by one. Part of digest.model."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class DeliveryState(StrEnum):
    """How far the mail to one recipient has come."""

    QUEUED = "queued"
    STARTED = "started"  # a worker has it in hand and may have sent it
    DONE = "done"  # the relay has taken it: more cannot be known here
    FAILED = "failed"  # the relay has refused it for good
    UNCERTAIN = "uncertain"  # it may have been sent; it never is again by itself
    SUPPRESSED = "suppressed"  # it must not be sent
    CANCELLED = "cancelled"


class SendingState(StrEnum):
    """How far an issue has come on its way to one audience."""

    ARMED = "armed"  # its recipients are fixed, and workers may send
    PAUSED = "paused"
    CANCELLED = "cancelled"
    FINISHED = "finished"  # nothing is queued or started any more


class Result(StrEnum):
    """What a relay made of one message."""

    ACCEPTED = "accepted"
    REFUSED = "refused"  # for good: 5xx
    LATER = "later"  # this message, for now: 4xx
    UNCERTAIN = "uncertain"  # all of it was sent, and no answer came
    UNREACHED = "unreached"  # the relay let nothing through; it says nothing about the recipient


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What became of one attempt, with the relay's words on one line."""

    result: Result
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """An issue on its way to one audience: what was approved, and to how many."""

    id: int
    issue: str
    audience: str
    seal: str  # sha256 of the issue.json that was approved; it names every file by its hash
    state: SendingState
    why: str  # of a pause or a cancellation
    retry_at: datetime | None  # when a pause ends by itself; None: when somebody ends it
    recipients: int  # counted when it was armed
    armed_at: datetime  # or resumed by hand
    armed_by: str
    finished_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether something of it may still be sent."""
        return self.state in (SendingState.ARMED, SendingState.PAUSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One message that a worker has in hand."""

    sending: int
    subscriber: int
    key: str
    address: str
    name: str
    attempts: int  # that were answered before
    first_try: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What is to be written down of a message that a worker had in hand."""

    sending: int
    subscriber: int
    state: DeliveryState  # QUEUED: it goes back
    words: str = ""
    not_before: datetime | None = None  # of one that goes back
    tried: bool = True  # whether an attempt was answered


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One row of the ledger."""

    sending: int
    issue: str
    audience: str
    subscriber: int
    key: str
    address: str  # "" of somebody who was erased
    state: DeliveryState
    attempts: int
    words: str  # the relay's last, or why it was not sent
    at: datetime  # of the last change
    not_before: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many deliveries are in which state."""

    counts: Mapping[DeliveryState, int]

    def __getitem__(self, state: DeliveryState) -> int:
        return self.counts.get(state, 0)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def open(self) -> int:
        """How many are still to be sent."""
        return self[DeliveryState.QUEUED] + self[DeliveryState.STARTED]
