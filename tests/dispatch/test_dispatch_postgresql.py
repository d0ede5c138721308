"""Several workers on one PostgreSQL: none waits for another, and none takes what another has."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from time import monotonic

import psycopg
import pytest
from posting import ISSUE, NOW, posting
from recording import Server

from digest import dispatch, newsroom
from digest.model import Answer, DeliveryState, Result, SendingState
from digest.pipeline import Desk
from tests import postgres

HOURS = dispatch.Clock(now=lambda: NOW)


@pytest.fixture
def database(postgresql: str) -> str:
    return postgres.fresh(postgresql)


@pytest.fixture
def desk(database: str, tmp_path: Path) -> Iterator[Desk]:
    with posting(tmp_path, 1, 1_000, database=database) as opened:
        yield opened


def enlisted(desk: Desk, name: str) -> int:
    return desk.store.deliveries.enlist(host=name, boot="boot", journal=f"/nowhere/{name}", now=NOW)


def numbers(desk: Desk) -> list[int]:
    return [each.id for each in desk.store.deliveries.sendings(ISSUE)]


def test_no_message_is_taken_twice_however_many_take_at_once(desk: Desk) -> None:
    workers = [enlisted(desk, f"machine{n}") for n in range(8)]
    every = numbers(desk)

    def take(worker: int) -> list[int]:
        taken: list[int] = []
        while tasks := desk.store.deliveries.turn(worker, (), every, limit=7, now=NOW).tasks:
            taken += [each.subscriber for each in tasks]
        return taken

    with ThreadPoolExecutor(len(workers)) as threads:
        taken = list(threads.map(take, workers))
    assert sorted(each for several in taken for each in several) == sorted(
        row.subscriber for row in desk.store.deliveries.rows(every[0], limit=2_000)
    )
    assert sum(map(bool, taken)) > 1


def test_a_worker_waits_for_no_other_that_is_in_the_middle_of_taking(desk: Desk, database: str) -> None:
    slow, quick = enlisted(desk, "slow"), enlisted(desk, "quick")
    every = numbers(desk)
    with psycopg.connect(database) as other:
        held = other.execute(
            "SELECT subscriber_id FROM deliveries WHERE state = 'queued' ORDER BY subscriber_id LIMIT 500 FOR UPDATE"
        ).fetchall()
        tasks = desk.store.deliveries.turn(quick, (), every, limit=500, now=NOW).tasks
        other.rollback()
    assert len(tasks) == 500
    assert {each.subscriber for each in tasks}.isdisjoint(number for (number,) in held)
    assert len(desk.store.deliveries.turn(slow, (), every, limit=1_000, now=NOW).tasks) == 500


def test_who_settles_last_beside_others_finishes_the_sending(desk: Desk) -> None:
    workers = [enlisted(desk, f"machine{n}") for n in range(4)]
    every = numbers(desk)
    have = {each: desk.store.deliveries.turn(each, (), every, limit=250, now=NOW).tasks for each in workers}
    answer = Answer(result=Result.ACCEPTED, words="250 ok")

    def settle(worker: int) -> None:
        rows = [dispatch.judging.settled(task, answer, NOW, desk.settings.dispatching.give_up) for task in have[worker]]
        desk.store.deliveries.turn(worker, rows, every, limit=1, now=NOW)

    with ThreadPoolExecutor(len(workers)) as threads:
        list(threads.map(settle, workers))
    assert {each.state for each in desk.store.deliveries.sendings(ISSUE)} == {SendingState.FINISHED}
    assert desk.store.deliveries.tallies(every)[every[0]].counts == {DeliveryState.DONE: 1_000}


def test_what_a_worker_gives_back_of_a_cancelled_sending_is_cancelled(desk: Desk) -> None:
    worker, every = enlisted(desk, "machine"), numbers(desk)
    tasks = desk.store.deliveries.turn(worker, (), every, limit=10, now=NOW).tasks
    assert desk.store.deliveries.cancel(every, "a mistake", NOW) == 990
    back = [dispatch.judging.untouched(task) for task in tasks]
    desk.store.deliveries.turn(worker, back, every, limit=10, now=NOW)
    assert desk.store.deliveries.tallies(every)[every[0]].counts == {DeliveryState.CANCELLED: 1_000}


def test_three_workers_send_an_issue_to_everybody_once(database: str, tmp_path: Path) -> None:
    with Server() as server, posting(tmp_path, server.port, 600, database=database):

        def work(_: int) -> None:
            with newsroom.open_desk(tmp_path) as own:
                dispatch.work(own, own.store.deliveries.sendings(ISSUE), clock=HOURS)

        with ThreadPoolExecutor(3) as threads:
            list(threads.map(work, range(3)))
        taken = [each.recipient for each in server.taken]
    assert len(taken) == len(set(taken)) == 600


def test_a_limit_of_a_relay_holds_for_all_workers_together(database: str, tmp_path: Path) -> None:
    relay = "per_second = 30\nconnections = 2"
    with Server() as server, posting(tmp_path, server.port, 75, relay=relay, database=database) as first:
        together = Barrier(3)

        def work() -> None:
            with newsroom.open_desk(tmp_path) as mine:
                together.wait()
                dispatch.work(mine, mine.store.deliveries.armed())

        began = monotonic()
        with ThreadPoolExecutor(3) as threads:
            list(threads.map(lambda _: work(), range(3)))
        took_s = monotonic() - began
        assert {row.state for row in first.store.deliveries.rows(numbers(first)[0])} == {DeliveryState.DONE}
    assert took_s >= 74 / 30  # each by itself would allow three times as many
