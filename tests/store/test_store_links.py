"""Counted links, in each database system."""

from datetime import UTC, datetime

from digest.model import ConsentEvent, Entry, Members, Readers, Variant
from digest.store import Store

NOW = datetime(2025, 11, 17, tzinfo=UTC)
ISSUE = "weekly/2025-W46"
A, B, C = ("https://a.example/", "https://b.example/", "https://c.example/")
LED = {"a" * 24: A, "b" * 24: B}


def arm(store: Store) -> None:
    reader = Entry(address="a@b.example", same_address="a@b.example", variant=Variant.EN, newsletters=("weekly",))
    store.subscribers.take_in([reader], event=ConsentEvent.ADDED, origin="", now=NOW)
    everybody = {"mainland": Members(newsletter="weekly", audience="mainland", rule=Readers())}
    store.deliveries.arm(ISSUE, everybody, seal="0" * 64, by="Lin", now=NOW)


def test_a_link_counts_only_once_its_issue_goes_out(store: Store) -> None:
    store.links.put(ISSUE, "mainland", LED)
    store.links.count("a" * 24)
    arm(store)
    store.links.count("b" * 24)
    store.links.count("b" * 24)
    store.links.count("unknown")
    assert [(each.url, each.times) for each in store.links.of(ISSUE)] == [(B, 2), (A, 0)]


def test_what_a_later_build_no_longer_links_leads_nowhere(store: Store) -> None:
    store.links.put(ISSUE, "mainland", LED)
    store.links.put(ISSUE, "taiwan", {"c" * 24: C})
    store.links.put(ISSUE, "mainland", {"b" * 24: B})
    assert [store.links.destination(name * 24) for name in "abc"] == ["", B, C]


def test_what_has_gone_out_once_leads_on_after_a_correction_and_keeps_its_count(store: Store) -> None:
    store.links.put(ISSUE, "mainland", LED)
    arm(store)
    store.links.count("a" * 24)
    store.links.put(ISSUE, "mainland", {"a" * 24: A, "c" * 24: C})
    assert [store.links.destination(name * 24) for name in "abc"] == [A, B, C]
    assert store.links.of(ISSUE)[0].times == 1
    store.links.forget(ISSUE)
    assert store.links.of(ISSUE) == ()


def test_an_issue_has_ended_when_none_of_its_sendings_is_open(store: Store) -> None:
    assert store.deliveries.ended([ISSUE]) == set()
    arm(store)
    assert store.deliveries.ended([ISSUE]) == set()
    (sending,) = store.deliveries.under_way()
    store.deliveries.cancel([sending.id], "for a test", NOW)
    assert (store.deliveries.ended([ISSUE, "weekly/other"]), store.deliveries.under_way()) == ({ISSUE}, ())
