"""Questions about stored articles: by id, by address, by list, and as candidates of an issue."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from store_articles import NOON, WEEK, article, record, undated, weekly

from digest.model import Article, Candidate, Kind, Language, SelectionRule, Standing
from digest.store import Store

DAY = timedelta(days=1)
RULE = SelectionRule()


def titles(found: tuple[Article, ...]) -> list[str]:
    return [one.title.removeprefix("The ").removesuffix(" reopens") for one in found]


def standings(found: tuple[Candidate, ...]) -> dict[str, Standing]:
    assert len({one.article.id for one in found}) == len(found)
    return {titles((one.article,))[0]: one.standing for one in found}


def ask(store: Store, **more: Any) -> dict[str, Standing]:
    options: dict[str, Any] = {"rule": RULE, "newsletter": "weekly", "built_before": None, "pins": ()}
    return standings(store.articles.candidates(WEEK, **(options | more)))


def test_an_article_is_found_by_id_prefix_and_address(store: Store) -> None:
    (stored, *_) = store.articles.add([article("harbour"), article("bridge")], now=NOON).new
    for wanted in (stored.id, stored.id[:6], stored.id.upper(), stored.url, f" {stored.url}?utm_source=x#top "):
        assert store.articles.find(wanted) == (stored,)


@pytest.mark.parametrize("wanted", ["", "%", "_", "zz", "https://news.example/unknown", "0' OR 1=1", "\ud800\0"])
def test_what_names_no_article_finds_none(wanted: str, store: Store) -> None:
    store.articles.add([article()], now=NOON)
    assert store.articles.find(wanted) == ()
    assert store.articles.get(wanted) is None


def test_a_short_prefix_finds_every_article_that_it_fits(store: Store) -> None:
    store.articles.add(
        [article("a", id="ab0000000001"), article("b", id="abffffffffff"), article("c", id="ac")], now=NOON
    )
    assert sorted(titles(store.articles.find("ab"))) == ["a", "b"]


def test_the_address_another_source_gave_finds_the_article_too(store: Store) -> None:
    first, other = article("harbour"), article("harbour", source="site", url="https://other.example/harbour")
    store.articles.add([first, other], now=NOON)
    assert len(store.articles.find("https://other.example/harbour")) == 1


def test_the_list_is_newest_first_and_undated_last(store: Store) -> None:
    batch = [undated("ferry"), article("old", published=NOON - DAY), article("new")]
    store.articles.add(batch, now=NOON)
    assert titles(store.articles.list()) == ["new", "old", "ferry"]
    assert titles(store.articles.list(limit=1, offset=1)) == ["old"]
    assert titles(store.articles.list(offset=2)) == ["ferry"]


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({"kind": Kind.SPEECH}, ["speech"]),
        ({"language": Language.ZH_HANS}, ["渡轮"]),
        ({"source": "site"}, ["speech"]),
        ({"source": "feed", "kind": Kind.SPEECH}, []),
        ({"since": NOON, "until": NOON + DAY}, ["speech"]),
        ({"until": NOON}, ["bridge"]),
        ({"undated": True}, ["渡轮"]),
        ({"text": "SPEECH Reopened"}, ["speech"]),
        ({"text": "ｂｒｉｄｇｅ"}, ["bridge"]),
        ({"text": "复航"}, ["渡轮"]),
        ({"text": "100%"}, []),
        ({"text": "_"}, []),
    ],
)
def test_a_list_meets_every_condition(conditions: dict[str, Any], expected: list[str], store: Store) -> None:
    batch = [
        article("speech", source="site", kind=Kind.SPEECH),
        article("bridge", published=NOON - DAY),
        undated("渡轮", language=Language.ZH_HANS, text="渡轮复航。"),
    ]
    store.articles.add(batch, now=NOON)
    assert titles(store.articles.list(**conditions)) == expected


def test_a_list_by_source_knows_every_source_of_an_article(store: Store) -> None:
    store.articles.add([article(source="feed"), article(source="site")], now=NOON)
    assert len(store.articles.list(source="site")) == len(store.articles.list(source="feed")) == 1


def test_the_window_takes_its_start_and_not_its_end(store: Store) -> None:
    at = {"start": WEEK.start, "end": WEEK.end, "last": WEEK.end - timedelta(microseconds=1)}
    store.articles.add([article(name, published=moment) for name, moment in at.items()], now=NOON)
    assert ask(store) == {"last": Standing.IN_WINDOW, "start": Standing.IN_WINDOW}


def test_an_article_is_late_if_the_last_issue_could_not_know_it(store: Store) -> None:
    built = WEEK.start + timedelta(hours=1)
    day_before = WEEK.start - DAY
    store.articles.add([article("known", published=day_before)], now=built)
    store.articles.add([article("late", published=day_before)], now=built + timedelta(microseconds=1))
    store.articles.add([article("too late", published=WEEK.start - RULE.late_reach - DAY)], now=NOON)
    assert ask(store, built_before=built) == {"late": Standing.LATE}
    assert ask(store, built_before=None) == {}


def test_earlier_articles_are_offered_only_to_fill_up(store: Store) -> None:
    for name, days in (("near", 1), ("far", 27), ("too far", 29)):
        store.articles.add([article(name, published=WEEK.start - days * DAY)], now=WEEK.start)
    assert ask(store) == {}
    filled = ask(store, rule=SelectionRule(minimum=3))
    assert list(filled.items()) == [("near", Standing.EARLIER), ("far", Standing.EARLIER)]


def test_the_newest_earlier_articles_are_offered_and_those_not_sent_first(store: Store) -> None:
    batch = [article(f"boat {n}", published=WEEK.start - n * timedelta(hours=1)) for n in range(1, 9)]
    stored = store.articles.add(batch, now=WEEK.start).new
    record(store, weekly(-1), *stored[:3])
    record(store, weekly(-1, newsletter="monthly"), *stored)
    one_place = SelectionRule(minimum=1, maximum=1)
    assert list(ask(store, rule=one_place)) == ["boat 4", "boat 5", "boat 6", "boat 7"]
    two_places = SelectionRule(minimum=1, maximum=2)
    assert set(ask(store, rule=two_places)) == {f"boat {n}" for n in range(1, 9)}


def test_a_late_article_is_not_offered_as_an_earlier_one_too(store: Store) -> None:
    built = WEEK.start + DAY
    store.articles.add([article("late", published=WEEK.start - DAY)], now=built + DAY)
    store.articles.add([article("earlier", published=WEEK.start - DAY)], now=WEEK.start)
    found = ask(store, rule=SelectionRule(minimum=5), built_before=built)
    assert found == {"late": Standing.LATE, "earlier": Standing.EARLIER}


def test_pins_of_any_date_come_in_their_order(store: Store) -> None:
    batch = [article("old", published=NOON - 900 * DAY), undated("ferry"), article("future", published=NOON + 90 * DAY)]
    stored = store.articles.add([*batch, article("now")], now=NOON).new
    pins = (stored[2].id, stored[1].id, stored[0].id, stored[3].id, "unknown")
    found = ask(store, pins=pins)
    assert found["now"] is Standing.IN_WINDOW
    assert [name for name, standing in found.items() if standing is Standing.OUTSIDE] == ["future", "ferry", "old"]


def test_undated_articles_are_offered_around_the_window_they_were_seen_in(store: Store) -> None:
    seen = {"before": WEEK.start - DAY, "in": WEEK.start, "after": WEEK.end + 6 * DAY, "long after": WEEK.end + 7 * DAY}
    for name, moment in seen.items():
        store.articles.add([undated(name)], now=moment)
    assert ask(store) == {"after": Standing.UNDATED, "in": Standing.UNDATED}


def test_at_most_two_hundred_undated_articles_are_offered(store: Store) -> None:
    store.articles.add([undated(f"boat {n}") for n in range(201)], now=NOON)
    assert len(ask(store)) == 200


def test_deleted_articles_are_no_candidates(store: Store) -> None:
    stored = store.articles.add([article("now"), undated("ferry"), article("old", published=NOON - 99 * DAY)], now=NOON)
    for one in stored.new:
        store.articles.delete(one.id)
    assert ask(store, pins=tuple(one.id for one in stored.new)) == {}


def statements(store: Store, **more: Any) -> list[tuple[str, Any]]:
    """The SQL that asking for candidates of every standing runs, with its parameters."""
    seen: list[tuple[str, Any]] = []

    def note(_: object, __: object, statement: str, parameters: Any, *___: object) -> None:
        if statement.startswith("SELECT"):
            seen.append((statement, parameters))

    sa.event.listen(store._database.engine, "before_cursor_execute", note)
    ask(store, rule=SelectionRule(minimum=3), built_before=WEEK.start, pins=("0123456789ab",))
    sa.event.remove(store._database.engine, "before_cursor_execute", note)
    return seen


@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
def test_every_question_for_candidates_is_a_range_of_an_index(store: Store) -> None:
    store.articles.add([article(f"boat {n}", published=NOON - n * DAY) for n in range(200)], now=WEEK.start)
    asked = statements(store)
    assert len(asked) == 6
    for analysed in (False, True):
        with store._database.reading() as connection:
            plans = [
                str(row[3])
                for statement, parameters in asked
                for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            ]
        assert not [plan for plan in plans if re.match(r"SCAN|USE TEMP B-TREE", plan)], plans
        ranges = [plan for plan in plans if "articles_by_date" in plan]
        assert len(ranges) == 5
        assert all("published>" in plan or "published=" in plan for plan in ranges)
        if not analysed:
            with store._database.writing() as connection:
                connection.exec_driver_sql("ANALYZE")


def test_the_questions_can_be_written_for_postgresql(store: Store) -> None:
    asked: list[Any] = []
    sa.event.listen(store._database.engine, "before_execute", lambda _, element, *__: asked.append(element))
    (stored,) = store.articles.add([article()], now=NOON).new
    store.articles.add([article(text="Changed.")], now=NOON)
    store.articles.find(stored.id)
    store.articles.list(kind=Kind.STORY, source="feed", since=NOON, undated=True, text="x", limit=3)
    ask(store, rule=SelectionRule(minimum=3), built_before=WEEK.start, pins=(stored.id,))
    record(store, weekly(), stored)
    store.issues.list()
    store.issues.sent_before("weekly", "weekly/x", (stored.id,))
    store.sources.checked("feed", "", "", now=NOON)
    written = [str(element.compile(dialect=postgresql.dialect())) for element in asked if hasattr(element, "compile")]
    assert len(written) > 25
    assert not [text for text in written if re.search(r"\bIS (NOT )?[01]\b|INSERT OR|PRAGMA", text)]


def test_a_window_at_the_edge_of_the_calendar_is_no_error(store: Store) -> None:
    store.articles.add([article("old", published=datetime(1, 1, 1, tzinfo=NOON.tzinfo))], now=NOON)
    assert titles(store.articles.list(until=NOON)) == ["old"]
    assert store.articles.list(until=NOON)[0] == replace(store.articles.list()[0])
