"""How far a source was read."""

from datetime import timedelta

from store_articles import NOON

from digest.store import SourceState, Store


def test_a_source_that_was_never_read_has_no_validators(store: Store) -> None:
    assert store.sources.validators("feed") == ("", "")
    assert store.sources.get("feed") is None


def test_validators_come_back_as_the_server_wrote_them(store: Store) -> None:
    store.sources.checked("feed", 'W/"é\udc80"', "Wed, 12 Nov 2025 12:00:00 GMT", now=NOON)
    assert store.sources.validators("feed") == ('W/"é\\udc80"', "Wed, 12 Nov 2025 12:00:00 GMT")


def test_a_later_reading_takes_the_place_of_the_one_before(store: Store) -> None:
    store.sources.checked("feed", "a", "b", now=NOON)
    wait = NOON + timedelta(hours=2)
    store.sources.checked("feed", "c", "", now=NOON, retry_after=wait, failures=2, location="https://x.example/feed")
    assert store.sources.get("feed") == SourceState(
        name="feed",
        location="https://x.example/feed",
        etag="c",
        last_modified="",
        checked_at=NOON,
        retry_after=wait,
        failures=2,
        attempted_at=NOON,
    )


def test_validators_of_another_address_are_not_used(store: Store) -> None:
    store.sources.checked("feed", "a", "b", now=NOON, location="https://old.example/feed")
    assert store.sources.validators("feed", "https://new.example/feed") == ("", "")
    assert store.sources.validators("feed", "https://old.example/feed") == ("a", "b")
