"""What an answer means for a message, and when to stop asking. Part of digest.dispatch; pure: values in, values out."""

from datetime import datetime, timedelta

from digest.model import Answer, DeliveryState, Result, Settled, Task

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=1)
REFUSALS = 25  # in a row, with nothing accepted between them: it is not the recipients


def settled(task: Task, answer: Answer, now: datetime, give_up: timedelta) -> Settled:
    """What is written down after the answer; what is put off is tried again later, until `give_up` has passed."""
    if answer.result is Result.LATER:
        return _put_off(task, answer, now, give_up)
    state = {
        Result.ACCEPTED: DeliveryState.DONE,
        Result.REFUSED: DeliveryState.FAILED,
        Result.UNCERTAIN: DeliveryState.UNCERTAIN,
        Result.UNREACHED: DeliveryState.QUEUED,
    }[answer.result]
    tried = answer.result is not Result.UNREACHED
    return Settled(sending=task.sending, subscriber=task.subscriber, state=state, words=answer.words, tried=tried)


def untouched(task: Task, not_before: datetime | None = None) -> Settled:
    """What is written down of a message that was in hand and was not begun."""
    return Settled(
        sending=task.sending,
        subscriber=task.subscriber,
        state=DeliveryState.QUEUED,
        not_before=not_before,
        tried=False,
    )


def pause_after(attempts: int) -> timedelta:
    """How long a message rests that was put off after so many earlier attempts."""
    return min(FIRST_PAUSE * (1 << min(attempts, 10)), LONGEST_PAUSE)


def _put_off(task: Task, answer: Answer, now: datetime, give_up: timedelta) -> Settled:
    again = now + pause_after(task.attempts)
    if again - (task.first_try or now) > give_up:
        words = f"given up after {task.attempts + 1} attempts: {answer.words}"
        return Settled(sending=task.sending, subscriber=task.subscriber, state=DeliveryState.FAILED, words=words)
    return Settled(
        sending=task.sending,
        subscriber=task.subscriber,
        state=DeliveryState.QUEUED,
        words=answer.words,
        not_before=again,
    )


class Breaker:
    """Counts refusals; a relay that refuses everybody is asked no more."""

    def __init__(self) -> None:
        self._refusals = 0

    def tripped(self, answer: Answer) -> bool:
        """Whether it is time to stop, after this answer."""
        if answer.result is Result.ACCEPTED:
            self._refusals = 0
        elif answer.result is Result.REFUSED:
            self._refusals += 1
        return self._refusals >= REFUSALS
