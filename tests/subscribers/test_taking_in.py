"""Lists taken in: once, whatever is tried, and nobody against their will."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from lists import LATER, NOW, WANTED, some, take_in

from digest import subscribers
from digest.model import Cause, ConsentEvent, Membership, Variant
from digest.store import Outcome, Store

LIST = ["email,variant,tags", "a@example.org,en,Press; UN", "b@example.org,zh-Hans,", "A@Example.org,en,"]


def outcomes(store: Store, *lines: str) -> list[Outcome]:
    return [taken.outcome for taken in take_in(store, lines, now=LATER)]


def test_a_second_import_adds_nothing(store: Store) -> None:
    first = take_in(store, LIST)
    assert [taken.outcome for taken in first] == [Outcome.ADDED, Outcome.ADDED, Outcome.REPEATED]
    assert first[2].detail == "line 2"
    before = list(store.subscribers.every())
    assert outcomes(store, *LIST) == [Outcome.THERE] * 3
    assert list(store.subscribers.every()) == before
    assert len(store.subscribers.history(before[0].id)) == 1


def test_a_row_that_repeats_one_of_another_batch_names_its_line_too(store: Store) -> None:
    many = [f"u{n}@example.org,en" for n in range(subscribers.importing.BATCH)]
    taken = take_in(store, ["email,variant", *many, "u7@example.org,en"])
    assert (taken[-1].outcome, taken[-1].detail) == (Outcome.REPEATED, "line 9")


def test_where_somebody_came_from_stays_in_their_history(store: Store) -> None:
    take_in(store, LIST)
    person = store.subscribers.find("a@example.org")
    assert person
    assert person.tags == ("press", "un")
    (line,) = store.subscribers.history(person.id)
    assert (line.event, line.newsletter, line.origin, line.at) == (
        ConsentEvent.IMPORTED,
        "weekly",
        "list.csv line 2",
        NOW,
    )


def test_who_left_complained_or_was_erased_is_not_brought_back(store: Store) -> None:
    some(store, "left@example.org", "angry@example.org", "gone@example.org")
    left, _, gone = store.subscribers.every()
    subscribers.leave(store, left, "", origin="link", now=NOW)
    store.subscribers.suppress("angry@example.org", Cause.COMPLAINED, now=NOW)
    store.subscribers.erase(gone.id, now=NOW)
    assert outcomes(store, "email,variant", "LEFT@example.org,en", "angry@example.org,en", "Gone@example.org,en") == [
        Outcome.LEFT, Outcome.SUPPRESSED, Outcome.SUPPRESSED,
    ]  # fmt: skip
    assert {each.membership for each in store.subscribers.every()} == {Membership.LEFT, Membership.SUPPRESSED}
    assert not [each for each in store.subscribers.every() if each.membership is Membership.ACTIVE]


def test_what_is_only_tried_leaves_nothing(store: Store) -> None:
    with store.transaction(keep=False):
        tried = take_in(store, LIST)
    assert [taken.outcome for taken in tried] == [Outcome.ADDED, Outcome.ADDED, Outcome.REPEATED]
    assert list(store.subscribers.every()) == []


def test_an_import_that_is_stopped_goes_on_where_it_was(store: Store) -> None:
    lines = ["email,variant", *(f"u{n}@example.org,en" for n in range(5_000))]

    def stopping() -> Iterator[str]:
        yield from lines[:3_000]
        raise KeyboardInterrupt

    batches = subscribers.take_in(store, stopping(), subscribers.columns(lines[0]), WANTED, origin="list.csv", now=NOW)
    with pytest.raises(KeyboardInterrupt):
        list(batches)
    kept = sum(1 for _ in store.subscribers.every())
    assert kept == subscribers.importing.BATCH
    assert outcomes(store, *lines).count(Outcome.ADDED) == 5_000 - kept


def test_erasing_leaves_a_hash_and_a_history_without_names(store: Store) -> None:
    some(store, "gone@example.org")
    (person,) = store.subscribers.every()
    store.subscribers.erase(person.id, now=LATER)
    erased = store.subscribers.get(person.id)
    assert erased
    assert (erased.address, erased.name, erased.newsletters) == ("", "", ())
    assert store.subscribers.suppression("gone@example.org") is Cause.ERASED
    assert [(line.event, line.origin) for line in store.subscribers.history(person.id)] == [
        (ConsentEvent.IMPORTED, ""),
        (ConsentEvent.ERASED, ""),
    ]
    with store._database.reading() as connection:
        rows = [str(row) for table in ("subscribers", "subscriptions", "consents", "suppressions", "bounces")
                for row in connection.exec_driver_sql(f"SELECT * FROM {table}")]  # fmt: skip
    assert not [row for row in rows if "gone" in row or "example" in row]


def test_the_copy_of_somebodys_data_holds_all_that_is_kept(store: Store) -> None:
    take_in(store, ["email,variant,name,tags", "li@example.org,zh-Hans,李明,press"])
    (person,) = store.subscribers.every()
    kept = subscribers.everything(store, person)
    assert kept["address"] == "li@example.org"
    assert kept["variant"] == Variant.ZH_HANS.value
    assert kept["history"] == [
        {"at": NOW.isoformat(), "event": "imported", "newsletter": "weekly", "origin": "list.csv line 2"}
    ]


def test_people_are_found_by_what_is_known_of_them(store: Store) -> None:
    take_in(store, ["email,variant,name,tags", "li_1@example.org,zh-Hans,李明,100%", "lix1@example.org,en,Ada,press"])
    first, second = store.subscribers.every()
    for text, found in {
        "LI_1": [first],
        "ada": [second],
        "100%": [first],
        "example": [second, first],
        "%": [first],
    }.items():
        assert list(store.subscribers.search(text, limit=5)) == found, text
    subscribers.leave(store, second, "weekly", origin="link", now=NOW)
    assert [each.id for each in store.subscribers.search("", newsletter="weekly", limit=5)] == [first.id]
    assert len(store.subscribers.search("", limit=1)) == 1


# --- --update --------------------------------------------------------------------------------------------------

FIRST = ["email,variant,name,zone,tags", "a@example.org,en,Ann,Europe/Zurich,press"]
SECOND = ["email,variant,name,zone,tags", "a@example.org,zh-Hans,Ann Lee,,press;donors"]


def test_a_list_describes_those_who_are_there_only_when_asked_to(store: Store) -> None:
    take_in(store, FIRST)
    before = store.subscribers.find("a@example.org")
    assert outcomes(store, *SECOND) == [Outcome.THERE]
    assert store.subscribers.find("a@example.org") == before


def test_with_update_what_a_row_says_is_taken_and_what_it_leaves_empty_stays(store: Store) -> None:
    take_in(store, FIRST)
    assert [taken.outcome for taken in take_in(store, SECOND, now=LATER, update=True)] == [Outcome.UPDATED]
    person = store.subscribers.find("a@example.org")
    assert person
    assert (person.name, person.variant, person.zone) == ("Ann Lee", Variant.ZH_HANS, "Europe/Zurich")
    assert person.tags == ("press", "donors")
    assert store.subscribers.history(person.id)[-1].event is ConsentEvent.UPDATED
    assert store.subscribers.history(person.id)[-1].origin == "list.csv line 2"
    assert [taken.outcome for taken in take_in(store, SECOND, now=LATER, update=True)] == [Outcome.THERE]


def test_a_variant_for_the_whole_list_describes_nobody_anew(store: Store) -> None:
    take_in(store, FIRST)
    wanted = replace(WANTED, variant=Variant.ZH_HANT_TW)
    again = take_in(store, ["email,language,zone", "a@example.org,zh,"], now=LATER, wanted=wanted, update=True)
    person = store.subscribers.find("a@example.org")
    assert person
    assert (again[0].outcome, person.variant, person.language) == (Outcome.UPDATED, Variant.EN, "zh")


def test_what_people_chose_themselves_stays_as_they_chose_it(store: Store) -> None:
    take_in(store, FIRST)
    person = store.subscribers.find("a@example.org")
    assert person
    subscribers.prefer(store, person, name="安", variant=Variant.ZH_HANT_HK, newsletters={}, now=NOW)
    take_in(store, SECOND, now=LATER, update=True)
    again = store.subscribers.find("a@example.org")
    assert again
    assert (again.name, again.variant, again.tags) == ("安", Variant.ZH_HANT_HK, ("press", "donors"))


def test_an_update_brings_nobody_back(store: Store) -> None:
    take_in(store, FIRST)
    person = store.subscribers.find("a@example.org")
    assert person
    subscribers.leave(store, person, "", origin="link", now=NOW)
    assert [taken.outcome for taken in take_in(store, SECOND, now=LATER, update=True)] == [Outcome.LEFT]
    again = store.subscribers.find("a@example.org")
    assert again
    assert (again.membership, again.takes) == (Membership.LEFT, ())
