"""Turns are given out once, as far apart as they are to be, to however many ask at once."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from digest.store import Store

NOW = datetime(2025, 11, 17, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_turns_follow_each_other_whoever_asks_for_them(store: Store) -> None:
    assert store.paces.reserve("relay a", 10, 0.1, now=NOW) == 0
    assert store.paces.reserve("relay a", 10, 0.1, now=NOW) == 1
    assert store.paces.reserve("relay b", 10, 0.1, now=NOW) == 0
    assert store.paces.reserve("relay a", 1, 0.1, now=NOW + 10 * SECOND) == 0


def test_after_a_rest_only_as_much_comes_at_once_as_may(store: Store) -> None:
    assert store.paces.reserve("domain a", 1, 0.5, 1.0, now=NOW) == -1
    assert store.paces.reserve("domain a", 1, 0.5, 1.0, now=NOW) == -0.5
    assert store.paces.reserve("domain a", 1, 0.5, 1.0, now=NOW) == 0
    assert store.paces.reserve("domain a", 1, 0.5, 1.0, now=NOW) == 0.5


def test_a_clock_that_was_stepped_back_keeps_nobody_waiting(store: Store) -> None:
    store.paces.reserve("relay a", 1, 1.0, now=NOW + timedelta(days=1))
    assert store.paces.reserve("relay a", 1, 1.0, now=NOW) == 0


def test_many_that_ask_at_once_share_the_turns(store: Store) -> None:
    def ask(number: int) -> tuple[float, int]:
        count = random.Random(number).randint(1, 5)
        return store.paces.reserve("relay a", count, 0.25, now=NOW), count

    with ThreadPoolExecutor(8) as threads:
        blocks = sorted(threads.map(ask, range(60)))
    assert blocks[0][0] == 0
    assert all(start + count * 0.25 == then for (start, count), (then, _) in pairwise(blocks))
