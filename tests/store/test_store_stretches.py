"""What happened over time is counted by the database, in either system."""

from datetime import UTC, datetime, timedelta

from digest.model import Bounce, ConsentEvent, DeliveryState, Entry, Members, Readers, Settled, Subscription, Variant
from digest.store import Store

NOW = datetime(2025, 11, 17, tzinfo=UTC)
MINUTE, WEEK = timedelta(minutes=1), timedelta(weeks=1)
DONE, FAILED = DeliveryState.DONE, DeliveryState.FAILED


def enlist(store: Store, count: int) -> list[int]:
    entries = [
        Entry(address=f"r{n}@a.example", same_address=f"r{n}@a.example", variant=Variant.EN, newsletters=("weekly",))
        for n in range(count)
    ]
    store.subscribers.take_in(entries, event=ConsentEvent.ADDED, origin="", now=NOW)
    return [each.id for each in store.subscribers.every()]


def test_deliveries_are_counted_in_the_stretch_in_which_they_were_answered(store: Store) -> None:
    enlist(store, 3)
    everybody = {"all": Members(newsletter="weekly", audience="all", rule=Readers())}
    (sending,) = store.deliveries.arm("weekly/2025-W46", everybody, seal="0" * 64, by="Lin", now=NOW)
    worker = store.deliveries.enlist(host="here", boot="", journal="/nowhere", now=NOW)
    tasks = store.deliveries.turn(worker, (), [sending.id], limit=3, now=NOW).tasks
    for task, state, at in zip(tasks, (DONE, DONE, FAILED), (0, 1, 5), strict=True):
        row = Settled(sending=sending.id, subscriber=task.subscriber, state=state, words="")
        store.deliveries.turn(worker, [row], [sending.id], limit=0, now=NOW + at * MINUTE)
    found = store.deliveries.over_time([sending.id], NOW, 2 * MINUTE, (DONE, FAILED))
    assert found == {0: {DONE: 2}, 2: {FAILED: 1}}
    assert store.deliveries.over_time([sending.id], NOW + MINUTE, 2 * MINUTE, (DONE,)) == {0: {DONE: 2}}
    assert store.deliveries.last_change([sending.id]) == NOW + 5 * MINUTE
    assert [store.deliveries.accepted_since(sending.id, NOW + at * MINUTE) for at in (0, 1, 2)] == [2, 1, 0]
    assert store.deliveries.last_change([]) is None


def test_what_came_back_is_counted_week_by_week_and_each_person_once(store: Store) -> None:
    first, second, third = enlist(store, 3)
    people = store.subscribers
    for person, at, event in ((first, NOW, ConsentEvent.LEFT), (second, NOW + WEEK, ConsentEvent.COMPLAINED)):
        people.stand(person, {"weekly": Subscription.LEFT}, event=event, origin="link", now=at)
    people.note(first, ConsentEvent.LEFT, newsletter="monthly", origin="link", now=NOW)
    people.note(third, ConsentEvent.LEFT, newsletter="weekly", origin="link", now=NOW - WEEK)
    for n, hard in enumerate((False, False, True)):
        bounce = Bounce(hard=hard, status="4.2.2", diagnostic="full")
        people.bounced(third, bounce, report_sha256=str(n) * 64, now=NOW + WEEK)
    assert people.returns(NOW, WEEK) == {0: {"left": 1}, 1: {"complained": 1, "soft": 2, "hard": 1}}
