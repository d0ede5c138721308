"""Wordings: one per article, variant and field, kept until they are taken back."""

from dataclasses import replace
from datetime import timedelta

from store_articles import NOON, article

from digest.model import Field, Variant, Wording
from digest.store import Store


def written(store: Store, name: str = "harbour", field: Field = Field.HEADLINE, **fields: object) -> Wording:
    (stored,) = store.articles.add([article(name)], now=NOON).new
    made = Wording(
        article=stored.id,
        variant=Variant.ZH_HANT_TW,
        field=field,
        text="港口重開 \0",
        stands_for="ab",
        by="林",
        at=NOON,
    )
    made = replace(made, **fields)
    store.wordings.put(made)
    return made


def test_a_wording_comes_back_as_it_was_written(store: Store) -> None:
    made = written(store, text="港口重開")
    assert store.wordings.of([made.article]) == store.wordings.list() == (made,)


def test_a_later_wording_takes_the_place_of_the_earlier_one(store: Store) -> None:
    made = written(store)
    later = replace(made, text="港口今天重開", by="王", at=NOON + timedelta(hours=1))
    store.wordings.put(later)
    assert store.wordings.of([made.article]) == (later,)


def test_variants_and_fields_stand_beside_one_another(store: Store) -> None:
    made = written(store, text="一")
    other = replace(made, variant=Variant.ZH_HANT_HK)
    speaker = replace(made, field=Field.SPEAKER)
    for each in (other, speaker):
        store.wordings.put(each)
    assert set(store.wordings.of([made.article])) == {made, other, speaker}


def test_one_that_is_taken_back_is_gone_and_only_that_one(store: Store) -> None:
    made = written(store, text="一")
    other = replace(made, field=Field.SPEAKER)
    store.wordings.put(other)
    assert store.wordings.remove(made.article, made.variant, made.field)
    assert not store.wordings.remove(made.article, made.variant, made.field)
    assert store.wordings.list() == (other,)


def test_only_the_articles_asked_for_are_answered(store: Store) -> None:
    made, other = written(store, "a", text="一"), written(store, "b", text="一")
    assert store.wordings.of([other.article]) == (other,)
    assert store.wordings.of([]) == ()
    assert made in store.wordings.list()
