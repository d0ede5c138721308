"""An article survives its JSON document, whatever it holds."""

from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_articles import NOON, article

from digest.model import Article, Kind, Language, Origin, Paragraph, Picture, Role, Variant
from digest.store import Store
from digest.store.documents import from_document, to_document
from digest.store.tables import EPOCH, indexed, storable


def is_one_character_per_character(text: str) -> bool:
    """No high surrogate stands before a low one: in JSON the two are one character. No decoder gives such a pair."""
    return not any("\ud800" <= a <= "\udbff" and "\udc00" <= b <= "\udfff" for a, b in pairwise(text))


texts = st.text(st.characters(exclude_categories=()), max_size=20).filter(is_one_character_per_character)
tuples = st.lists(texts, max_size=3).map(tuple)
articles = st.builds(
    Article,
    id=texts,
    keys=tuples,
    kind=st.sampled_from(Kind),
    kind_word=texts,
    title=texts,
    language=st.sampled_from(Language),
    published=st.none() | st.datetimes(timezones=st.just(UTC)),
    published_day=st.none() | st.dates(),
    day_only=st.booleans(),
    published_as_written=texts,
    paragraphs=st.lists(
        st.builds(Paragraph, text=texts, role=st.sampled_from(Role), language=st.sampled_from(Language)), max_size=3
    ).map(tuple),
    original_title=texts,
    original_body=texts,
    content_hash=texts,
    origins=st.lists(st.builds(Origin, source=texts, location=texts, url=texts), max_size=3).map(tuple),
    url=texts,
    tags=tuples,
    picture=st.none()
    | st.builds(Picture, url=texts, alt=texts, width=st.none() | st.integers(), height=st.none() | st.integers()),
    video_url=texts,
    duration_s=st.none() | st.integers(),
    speaker=texts,
    speaker_post=texts,
    translation_key=texts,
    notes=tuples,
    first_seen=st.none() | st.datetimes(timezones=st.just(UTC)),
    variant=st.none() | st.sampled_from(Variant),
)


@given(articles)
def test_an_article_comes_back_as_it_was(one: Article) -> None:
    document = to_document(one)
    assert from_document(document, one.first_seen) == one
    assert "\0" not in document
    assert document.encode()


@given(texts)
def test_every_text_can_be_indexed_and_stays_short(text: str) -> None:
    assert "\0" not in indexed(text)
    assert indexed(text * 100).encode().decode() == indexed(text * 100)
    assert len(indexed(text * 100)) <= 400


def test_a_stored_article_with_hostile_text_comes_back_as_it_was(store: Store) -> None:
    one = article("\udc80\0'; DROP TABLE articles; --", title="江水回落 \ud800 🏳️‍🌈\0", text="‮" + "长" * 10_000)
    store.articles.add([one], now=NOON)
    (stored,) = store.articles.list()
    assert (stored.title, stored.paragraphs, stored.keys) == (one.title, one.paragraphs, one.keys)
    assert store.articles.add([one], now=NOON).unchanged == (stored,)


def test_an_older_document_without_a_later_field_is_read() -> None:
    document = to_document(article()).replace(',"notes":[]', "").replace(',"speaker":""', "")
    assert from_document(document, None) == article()


@settings(max_examples=30)
@given(st.datetimes(timezones=st.just(UTC)), st.integers(-12, 14))
def test_a_moment_of_another_zone_is_stored_in_utc(moment: datetime, hours: int) -> None:
    if not 2 < moment.year < 9998:
        return
    one = article(published=moment.astimezone(timezone(timedelta(hours=hours))))
    published = from_document(to_document(one), None).published
    assert published == moment
    assert published is not None
    assert published.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="without a zone"):
        store.articles.add([article(published=datetime(2025, 11, 12))], now=NOON)
    with pytest.raises(ValueError, match="without a zone"):
        store.articles.list(since=datetime(2025, 11, 12))


def test_moments_before_1970_are_in_order(store: Store) -> None:
    old, older = EPOCH - timedelta(microseconds=1), EPOCH - timedelta(days=20_000)
    store.articles.add([article("old", published=old), article("older", published=older)], now=NOON)
    assert [one.published for one in store.articles.list()] == [old, older]


def test_text_that_databases_take_is_stored_as_it_is() -> None:
    assert storable("江水回落 – naïve\n🎉") == "江水回落 – naïve\n🎉"
