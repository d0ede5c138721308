"""A limit holds for every moment over all who share it, and nobody who was held up catches up."""

import random

from hypothesis import given
from hypothesis import strategies as st

from digest.transport import Pace


class Turns:
    """Who keeps the turns, at a time that is set by hand."""

    def __init__(self) -> None:
        self.now = 0.0
        self.asked = 0
        self._free_at = 0.0

    def reserve(self, name: str, count: int, interval_s: float, burst_s: float) -> float:
        self.asked += 1
        start = max(self._free_at, self.now - burst_s)
        self._free_at = start + count * interval_s
        return start - self.now


@given(st.integers(1, 4), st.sampled_from([0.5, 3.0, 40.0]), st.integers(0, 2**32))
def test_over_any_second_no_more_comes_than_may_however_slow_anybody_is(
    workers: int, per_second: float, seed: int
) -> None:
    turns, chance = Turns(), random.Random(seed)
    paces = [Pace("relay", per_second, turns.reserve) for _ in range(workers)]
    free_at = [0.0] * workers
    sent: list[float] = []
    for _ in range(150):
        worker = min(range(workers), key=free_at.__getitem__)
        turns.now = free_at[worker]
        at = turns.now + paces[worker].take(turns.now)
        sent.append(at)
        free_at[worker] = at + chance.choice([0, 0, 0, 0.01, 0.3, 2.0])
    sent.sort()
    for first in range(len(sent)):
        within = [at for at in sent[first:] if at < sent[first] + 1 - 1e-6]
        assert len(within) <= max(per_second, 1) + workers  # each may be late by one


def test_one_alone_sends_as_fast_as_it_may_and_asks_four_times_a_second() -> None:
    turns = Turns()
    pace = Pace("relay", 40, turns.reserve)
    for _ in range(400):
        turns.now += pace.take(turns.now)
    assert abs(turns.now - 399 / 40) < 1e-6
    assert turns.asked == 40


def test_without_a_limit_nobody_is_asked() -> None:
    turns = Turns()
    pace = Pace("relay", 0, turns.reserve)
    assert [pace.take(1.0), pace.take_now(1.0), turns.asked] == [0, 0, 0]


def test_a_domain_takes_so_much_at_once_after_a_rest_and_then_says_how_long_to_wait() -> None:
    turns = Turns()
    turns.now = 100.0
    pace = Pace("domain", 2, turns.reserve, burst_s=1.0)
    assert [pace.take_now(100.0) for _ in range(4)] == [0, 0, 0, 0.5]
    turns.now = 100.5
    assert pace.take_now(100.5) == 0
