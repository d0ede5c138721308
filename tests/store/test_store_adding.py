"""Adding articles: new, changed, merged or unchanged, and never twice."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from store_articles import NOON, article, digits, undated

from digest.model import Article, Kind, Origin, Paragraph, Picture
from digest.store import Store, open_store
from digest.store.tables import article_keys, article_versions

LATER = NOON + timedelta(days=1)
PHOTO = Picture(url="https://news.example/harbour.jpg", alt="A crane")


def versions(store: Store) -> int:
    with store._database.reading() as connection:
        return connection.scalar(sa.select(sa.func.count()).select_from(article_versions)) or 0


def test_new_articles_are_stored_as_first_seen_now(store: Store) -> None:
    added = store.articles.add([article("harbour"), article("bridge")], now=NOON)
    assert [one.first_seen for one in added.new] == [NOON, NOON]
    assert store.articles.get(added.new[0].id) == added.new[0]
    assert not added.changed + added.merged + added.unchanged


def test_a_second_ingest_writes_nothing(store: Store) -> None:
    batch = [article("harbour"), article("bridge", source="site"), undated("ferry")]
    stored = store.articles.add(batch, now=NOON).new
    again = store.articles.add(batch, now=LATER)
    assert again.unchanged == stored
    assert not again.new + again.changed + again.merged
    assert store.articles.count() == 3


def test_an_empty_batch_is_nothing(store: Store) -> None:
    added = store.articles.add([], now=NOON)
    assert not added.new + added.changed + added.merged + added.unchanged


def test_a_changed_text_is_updated_in_place_and_the_old_one_kept(store: Store) -> None:
    (old,) = store.articles.add([article()], now=NOON).new
    (changed,) = store.articles.add([article(text="The harbour reopened on Tuesday.")], now=LATER).changed
    assert (changed.id, changed.first_seen) == (old.id, NOON)
    assert changed.body == "The harbour reopened on Tuesday."
    assert set(changed.keys) == {*old.keys, f"text:{changed.content_hash}"}
    assert store.articles.get(old.id) == changed
    assert versions(store) == 1


def test_a_text_that_changes_twice_and_back_keeps_every_version(store: Store) -> None:
    for body in ("One.", "Two.", "One.", "Two."):
        store.articles.add([article(text=body)], now=NOON)
    assert versions(store) == 3
    assert [one.body for one in store.articles.list()] == ["Two."]


@pytest.mark.parametrize(
    "change",
    [
        {"title": "The harbour is open"},
        {"kind": Kind.SPEECH},
        {"published": LATER, "published_day": LATER.date()},
        {"picture": PHOTO},
        {"tags": ("trade",)},
    ],
)
def test_a_change_that_a_reader_sees_is_a_change(change: dict[str, Any], store: Store) -> None:
    store.articles.add([article(text="Same.")], now=NOON)
    added = store.articles.add([article(text="Same.", **change)], now=LATER)
    assert len(added.changed) == 1
    assert all(getattr(store.articles.list()[0], name) == value for name, value in change.items())


@pytest.mark.parametrize(
    "change",
    [
        {"place": "entry 7"},
        {"original_body": "<p>The harbour reopened on Monday.</p><img src='//counter.example/93'>"},
        {"notes": ("1 repeated paragraph removed",)},
        {"published_as_written": "Wed, 12 Nov 2025"},
    ],
)
def test_a_change_that_no_reader_sees_is_none(change: dict[str, Any], store: Store) -> None:
    store.articles.add([article()], now=NOON)
    assert len(store.articles.add([article(**change)], now=LATER).unchanged) == 1


def test_another_source_is_joined_and_the_first_text_stays(store: Store) -> None:
    (first,) = store.articles.add([article(source="feed")], now=NOON).new
    other = article(source="site", text="The harbor reopened, again.", title="Harbor open")
    (merged,) = store.articles.add([other], now=LATER).merged
    assert (merged.id, merged.title, merged.body) == (first.id, first.title, first.body)
    assert [origin.source for origin in merged.origins] == ["feed", "site"]
    assert set(merged.keys) == {*first.keys, *other.keys}


def test_two_sources_with_different_texts_do_not_overwrite_each_other(store: Store) -> None:
    mine, theirs = article(source="feed"), article(source="site", text="The harbor reopened, again.")
    store.articles.add([mine], now=NOON)
    store.articles.add([theirs], now=NOON)
    assert len(store.articles.add([mine], now=LATER).unchanged) == 1
    assert len(store.articles.add([theirs], now=LATER).unchanged) == 1
    assert versions(store) == 0


def test_another_source_fills_in_what_is_missing(store: Store) -> None:
    bare = undated("harbour", source="feed", text="", kind=Kind.UNKNOWN, kind_word="")
    full = article(source="site", picture=PHOTO)
    store.articles.add([bare], now=NOON)
    (merged,) = store.articles.add([full], now=LATER).merged
    assert (merged.published, merged.picture, merged.kind) == (NOON, PHOTO, Kind.STORY)
    assert merged.paragraphs == full.paragraphs
    assert merged.first_seen == NOON
    assert store.articles.add([bare], now=LATER).unchanged == (merged,)
    assert store.articles.add([full], now=LATER).unchanged == (merged,)


def test_a_listing_with_less_takes_nothing_away(store: Store) -> None:
    (stored,) = store.articles.add([article(picture=PHOTO)], now=NOON).new
    store.articles.add([article(text="")], now=LATER)
    assert (store.articles.list()[0].body, store.articles.list()[0].picture) == (stored.body, PHOTO)
    assert len(store.articles.add([article(text="")], now=LATER).unchanged) == 1


def test_a_listing_before_the_text_of_the_same_source_does_not_hide_its_changes(store: Store) -> None:
    listing = article(text="")
    assert len(store.articles.add([listing, article()], now=NOON).new) == 1
    assert len(store.articles.add([listing, article()], now=NOON).unchanged) == 1
    (changed,) = store.articles.add([listing, article(text="It closed again.")], now=LATER).changed
    assert changed.body == "It closed again."


def test_a_known_date_does_not_become_unknown(store: Store) -> None:
    store.articles.add([article()], now=NOON)
    (stored,) = store.articles.add([undated("harbour", title="The harbour reopens!")], now=LATER).changed
    assert stored.published == NOON


def test_duplicates_within_one_batch_meet(store: Store) -> None:
    batch = [article(source="feed"), article(source="site"), article(source="feed", place="entry 9")]
    (new,) = store.articles.add(batch, now=NOON).new
    assert [origin.source for origin in new.origins] == ["feed", "site"]
    assert len(store.articles.add(batch, now=LATER).unchanged) == 1


def test_the_first_of_two_texts_of_one_source_in_one_batch_stays(store: Store) -> None:
    batch = [article(text="Newest."), article(text="Older.")]
    assert store.articles.add(batch, now=NOON).new[0].body == "Newest."
    assert len(store.articles.add(batch, now=LATER).unchanged) == 1


def test_keys_that_match_two_articles_join_the_one_first_seen(store: Store) -> None:
    store.articles.add([article("harbour", source="feed")], now=LATER)
    store.articles.add([article("port", source="feed")], now=NOON)
    both = article("both", source="site", keys=("url:news.example/harbour", "url:news.example/port"))
    (merged,) = store.articles.add([both], now=LATER).merged
    assert merged.title == "The port reopens"
    assert store.articles.add([both], now=LATER).unchanged == (merged,)
    assert store.articles.count() == 2


def test_the_sources_own_identifier_counts_more_than_age(store: Store) -> None:
    store.articles.add([article("old", url="https://news.example/page")], now=NOON)
    store.articles.add([article("new")], now=LATER)
    moved = article("new", url="https://news.example/page", text="Moved.")
    assert store.articles.add([moved], now=LATER).changed[0].title == "The new reopens"


def test_items_that_all_link_to_one_page_are_different_articles(store: Store) -> None:
    batch = [article(name, url="https://news.example/latest") for name in ("harbour", "bridge", "ferry")]
    assert len(store.articles.add(batch, now=NOON).new) == 3
    assert len(store.articles.add(batch, now=LATER).unchanged) == 3


def test_two_articles_with_the_same_id_and_no_common_key_are_both_kept(store: Store) -> None:
    batch = [article("harbour", id="0123456789ab"), article("bridge", id="0123456789ab")]
    store.articles.add(batch[:1], now=NOON)
    store.articles.add(batch, now=NOON)
    assert len({one.id for one in store.articles.list()}) == 2
    assert len(store.articles.add(batch, now=LATER).unchanged) == 2


def test_a_deleted_article_stays_deleted(store: Store) -> None:
    (stored,) = store.articles.add([article()], now=NOON).new
    assert store.articles.delete(stored.id)
    added = store.articles.add([article(text="It is back.")], now=LATER)
    assert (len(added.unchanged), len(added.changed), store.articles.count()) == (1, 0, 0)
    assert store.articles.get(stored.id) is None
    assert not store.articles.delete(stored.id)


def test_an_article_without_keys_is_a_bug_and_adds_nothing(store: Store) -> None:
    with pytest.raises(ValueError, match="no key"):
        store.articles.add([article("bridge"), article(keys=())], now=NOON)
    assert store.articles.count() == 0


def test_the_number_of_statements_does_not_grow_with_the_batch(store: Store) -> None:
    def statements(batch: list[Article]) -> int:
        count = 0

        def one_more(*_: object) -> None:
            nonlocal count
            count += 1

        sa.event.listen(store._database.engine, "before_cursor_execute", one_more)
        store.articles.add(batch, now=NOON)
        sa.event.remove(store._database.engine, "before_cursor_execute", one_more)
        return count

    assert statements([article(f"small {n}") for n in range(3)]) == statements(
        [article(f"big {n}") for n in range(900)]
    )


def test_ten_thousand_articles_are_added_and_recognised(store: Store) -> None:
    batch = [article(f"boat {n}", text="Long. " * 170) for n in range(10_000)]
    assert len(store.articles.add(batch, now=NOON).new) == 10_000
    assert len(store.articles.add(batch, now=LATER).unchanged) == 10_000


def test_a_transaction_that_is_not_kept_tells_what_would_happen(store: Store) -> None:
    with store.transaction(keep=False):
        assert len(store.articles.add([article()], now=NOON).new) == 1
        store.sources.checked("feed", "etag", "", now=NOON)
        assert store.articles.count() == 1
    assert store.articles.count() == 0
    assert store.sources.get("feed") is None
    assert len(store.articles.add([article()], now=NOON).new) == 1


def test_a_transaction_that_fails_takes_everything_back(store: Store) -> None:
    def add_and_fail() -> None:
        with store.transaction():
            store.articles.add([article()], now=NOON)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        add_and_fail()
    assert store.articles.count() == 0


def test_a_call_that_fails_inside_a_transaction_leaves_no_half_of_itself(store: Store) -> None:
    with store.transaction():
        store.articles.add([article("harbour")], now=NOON)
        with pytest.raises(ValueError, match="no key"):
            store.articles.add([article("bridge"), article(keys=())], now=NOON)
    assert [one.title for one in store.articles.list()] == ["The harbour reopens"]


names = st.sampled_from(["a", "b", "c"])
incoming = st.builds(
    lambda source, guid, url, text, kind, picture, dated: replace(
        article(guid, source=source, url=f"https://news.example/{url}", text=text, kind=kind, picture=picture),
        published=NOON if dated else None,
    ),
    names,
    names,
    names,
    st.sampled_from(["", "One.", "Two."]),
    st.sampled_from([Kind.STORY, Kind.UNKNOWN]),
    st.sampled_from([None, PHOTO]),
    st.booleans(),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(incoming, max_size=6), max_size=3))
def test_whatever_was_ingested_a_second_ingest_adds_nothing(batches: list[list[Article]]) -> None:
    with open_store("sqlite://") as store:
        for batch in batches:
            store.articles.add(batch, now=NOON)
        stored = store.articles.list()
        if batches:
            again = store.articles.add(batches[-1], now=LATER)
            assert not again.new + again.changed + again.merged
        assert store.articles.list() == stored
        with store._database.reading() as connection:
            keys = set(connection.scalars(sa.select(article_keys.c.key)))
        assert keys == {key for one in stored for key in one.keys}


def test_an_origin_is_listed_once_whatever_its_place(store: Store) -> None:
    one = article(source="site")
    store.articles.add([article(source="feed")], now=NOON)
    store.articles.add([one], now=NOON)
    moved = replace(one, origins=(Origin(source="site", location="line 90", url=one.url),))
    assert len(store.articles.add([moved], now=LATER).unchanged[0].origins) == 2


def test_a_very_long_key_is_recognised_again(store: Store) -> None:
    one = article("x" * 5_000, paragraphs=(Paragraph(text=digits("long")),))
    (stored,) = store.articles.add([one], now=NOON).new
    assert stored.keys == one.keys
    assert len(store.articles.add([one], now=LATER).unchanged) == 1
