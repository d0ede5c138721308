"""How the time of a piece of work grows with its input, judged so that a busy machine cannot decide the answer.

The processor's time is taken with the garbage collector off: a collection walks all that a worker of the tests holds,
which says nothing of the work. The least of several tries is compared; linear work passes one of them, quadratic
work none.
"""

import gc
import time
from collections.abc import Callable

TRIES = 6


def seconds(work: Callable[[], object]) -> float:
    """What `work` took of the processor once, in seconds."""
    gc.collect()
    gc.disable()
    try:
        began = time.process_time()
        work()
        return time.process_time() - began
    finally:
        gc.enable()


def is_linear(work: Callable[[int], object], short: int, long: int, *, margin: float = 3, spare: float = 0.02) -> bool:
    """Whether `work(long)` takes at most `margin` times what `work(short)` lets expect, and `spare` seconds.

    >>> is_linear(lambda length: sorted(range(length)), 10_000, 100_000)
    True
    """
    least_short = least_long = float("inf")
    for _ in range(TRIES):
        least_short = min(least_short, seconds(lambda: work(short)))
        least_long = min(least_long, seconds(lambda: work(long)))
        if least_long <= margin * (long / short) * least_short + spare:
            return True
    return False


def takes_under(limit: float, work: Callable[[], object]) -> bool:
    """Whether one of the tries of `work` takes less than `limit` seconds of the processor."""
    return any(seconds(work) < limit for _ in range(TRIES))
