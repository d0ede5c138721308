"""Issues: revisions, choices, drafts, and what was sent before."""

from datetime import timedelta

import pytest
from store_articles import NOON, WEEK, article, draft, picked, record, weekly

from digest.errors import StoreError
from digest.model import Choices, Standing
from digest.store import Store

LATER = NOON + timedelta(days=1)


def test_a_build_comes_back_as_it_was_recorded(store: Store) -> None:
    issue = weekly()
    stored = store.articles.add([article("b"), article("a")], now=NOON).new
    choices = Choices(pinned=(stored[0].id,), excluded=("0123456789ab",))
    assert record(store, issue, *stored, choices=choices) == 1
    found = store.issues.get(issue.id)
    assert found is not None
    assert (found.id, found.newsletter, found.window, found.due) == (issue.id, "weekly", WEEK, issue.due)
    assert (found.revision, found.manifest_sha256, found.first_built, found.built_at) == (1, "m1", NOON, NOON)
    assert found.article_ids == tuple(one.id for one in stored)
    assert found.chosen[0].standing is Standing.IN_WINDOW
    assert store.issues.choices(issue.id) == found.choices == choices
    assert store.issues.drafts(issue.id) == (draft(issue),)


def test_an_unknown_issue_is_nothing(store: Store) -> None:
    assert store.issues.get("weekly/none") is None
    assert store.issues.choices("weekly/none") == Choices()
    assert store.issues.drafts("weekly/none") == ()
    assert store.issues.list("weekly") == ()
    assert store.issues.last_built("weekly", NOON) is None
    assert store.issues.next_revision("weekly/none", "m1") == (1, False)


def test_the_same_manifest_is_the_same_revision_and_nothing_is_written(store: Store) -> None:
    (one,) = store.articles.add([article()], now=NOON).new
    record(store, weekly(), one)
    before = store.issues.get(weekly().id)
    assert store.issues.next_revision(weekly().id, "m1") == (1, True)
    assert record(store, weekly(), one, now=LATER, drafts=()) == 1
    assert store.issues.get(weekly().id) == before
    assert len(store.issues.drafts(weekly().id)) == 1


def test_another_manifest_is_the_next_revision_with_its_own_articles_and_drafts(store: Store) -> None:
    one, other = store.articles.add([article("a"), article("b")], now=NOON).new
    record(store, weekly(), one, other)
    new = (draft(weekly(), 2, "readers/x-01.txt"), draft(weekly(), 2))
    assert record(store, weekly(), other, manifest="m2", now=LATER, drafts=new) == 2
    found = store.issues.get(weekly().id)
    assert found is not None
    assert (found.revision, found.first_built, found.built_at, found.article_ids) == (2, NOON, LATER, (other.id,))
    assert store.issues.drafts(weekly().id) == new


def test_choices_are_kept_even_where_they_change_nothing(store: Store) -> None:
    record(store, weekly())
    choices = Choices(excluded=("0123456789ab",))
    assert record(store, weekly(), choices=choices) == 1
    assert store.issues.choices(weekly().id) == choices


def test_a_revision_that_is_not_the_next_one_is_a_bug(store: Store) -> None:
    with pytest.raises(ValueError, match="revision 7"):
        store.issues.record(weekly(), picked(), (), choices=Choices(), manifest_sha256="m1", revision=7, now=NOON)
    assert store.issues.list() == ()


def test_an_issue_with_an_article_that_is_not_stored_is_refused_whole(store: Store) -> None:
    with pytest.raises(StoreError, match="Nothing was changed"):
        record(store, weekly(), article())
    assert store.issues.list() == ()


def test_issues_are_listed_newest_window_first(store: Store) -> None:
    for number in (0, -2, 1):
        record(store, weekly(number))
    record(store, weekly(newsletter="monthly"))
    assert [one.id for one in store.issues.list("weekly")] == [weekly(number).id for number in (1, 0, -2)]
    assert len(store.issues.list()) == 4


def test_pages_of_issues_show_each_once_also_where_windows_are_the_same(store: Store) -> None:
    for newsletter in ("weekly", "daily", "monthly"):
        for number in range(4):
            record(store, weekly(number, newsletter=newsletter))
    seen: list[str] = []
    after = None
    for _ in range(3):
        page = store.issues.list(limit=5, after=after)
        seen += [one.id for one in page]
        after = page[-1]
    assert store.issues.list(limit=5, after=after) == ()
    assert seen == [one.id for one in store.issues.list()]
    assert len(seen) == 12


def test_the_last_build_is_the_first_one_of_the_issue_before(store: Store) -> None:
    record(store, weekly(-2), now=NOON - timedelta(days=9))
    record(store, weekly(-1), now=NOON)
    record(store, weekly(-1), manifest="m2", now=LATER)
    record(store, weekly(0), now=LATER)
    record(store, weekly(-1, newsletter="monthly"), now=LATER)
    assert store.issues.last_built("weekly", WEEK.start) == NOON
    assert store.issues.last_built("weekly", WEEK.start - timedelta(microseconds=1)) == NOON - timedelta(days=9)


def test_an_article_of_an_earlier_issue_was_sent_before(store: Store) -> None:
    one, other = store.articles.add([article("a"), article("b")], now=NOON).new
    record(store, weekly(-1), one)
    assert store.issues.sent_before("weekly", weekly().id, (one.id, other.id)) == {one.id: weekly(-1).id}
    assert store.issues.sent_before("monthly", "monthly/x", (one.id,)) == {}
    assert store.issues.sent_before("weekly", weekly().id, ()) == {}


def test_an_issue_does_not_count_as_its_own_past(store: Store) -> None:
    (one,) = store.articles.add([article()], now=NOON).new
    record(store, weekly(), one)
    assert store.issues.sent_before("weekly", weekly().id, (one.id,)) == {}


def test_an_article_of_a_later_issue_counts_too_when_an_earlier_one_is_built_anew(store: Store) -> None:
    (one,) = store.articles.add([article()], now=NOON).new
    record(store, weekly(1), one)
    assert store.issues.sent_before("weekly", weekly(-3).id, (one.id,)) == {one.id: weekly(1).id}
    record(store, weekly(-3), now=LATER)
    assert store.issues.sent_before("weekly", weekly(-3).id, (one.id,)) == {one.id: weekly(1).id}


def test_a_translation_of_what_was_sent_was_sent_before(store: Store) -> None:
    english, chinese, other = store.articles.add(
        [article("a", translation_key="t1"), article("甲", translation_key="t1"), article("b")], now=NOON
    ).new
    record(store, weekly(-2), other)
    record(store, weekly(-1), english)
    found = store.issues.sent_before("weekly", weekly().id, (chinese.id, english.id, other.id))
    assert found == {chinese.id: weekly(-1).id, english.id: weekly(-1).id, other.id: weekly(-2).id}


def test_of_several_issues_the_earliest_is_named(store: Store) -> None:
    (one,) = store.articles.add([article()], now=NOON).new
    for number in (-1, -3, -2):
        record(store, weekly(number), one)
    assert store.issues.sent_before("weekly", weekly().id, (one.id,)) == {one.id: weekly(-3).id}


def test_the_past_of_very_many_articles_can_be_asked_at_once(store: Store) -> None:
    (one,) = store.articles.add([article()], now=NOON).new
    record(store, weekly(-1), one)
    ids = (*(f"{number:012x}" for number in range(40_000)), one.id)
    assert store.issues.sent_before("weekly", weekly().id, ids) == {one.id: weekly(-1).id}


def test_a_record_inside_a_transaction_that_fails_is_gone(store: Store) -> None:
    def record_and_fail() -> None:
        with store.transaction():
            record(store, weekly())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        record_and_fail()
    assert store.issues.list() == ()
