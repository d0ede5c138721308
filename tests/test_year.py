"""A year of issues over three zones: every article in exactly one of them, also when runs are missed or doubled."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from digest import pipeline, selection, windows
from digest.model import Article, Choices, LatePolicy, Newsletter, SelectionRule
from digest.store import Store, open_store
from digest.summarizers import SUMMARIZERS
from tests.make import article, newsletter

START, END = datetime(2025, 1, 1, tzinfo=UTC), datetime(2026, 1, 31, tzinfo=UTC)
RULE = SelectionRule(maximum=100, late=LatePolicy.INCLUDE, late_reach=timedelta(days=60))
LETTERS = {
    "weekly": newsletter("FREQ=WEEKLY;BYDAY=MO;BYHOUR=8", selection=RULE),
    "monthly": newsletter("FREQ=MONTHLY;BYMONTHDAY=1;BYHOUR=9", selection=RULE),
    "weekly-exact": newsletter("FREQ=WEEKLY;BYDAY=SU;BYHOUR=2;BYMINUTE=30", selection=RULE, window="schedule-exact"),
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'digest.db'}") as opened:
        yield opened


def year_of_articles(zone: str) -> list[Article]:
    """Articles at every hour of the clock, and more of them around midnight and daylight-saving changes."""
    rng = random.Random(zone)
    moments = {START + timedelta(minutes=rng.randrange(395 * 24 * 60)) for _ in range(400)}
    for day in (datetime(2025, 3, 9), datetime(2025, 3, 30), datetime(2025, 10, 26), datetime(2025, 11, 2)):
        moments |= {windows.place(day + timedelta(minutes=minutes), zone) for minutes in range(-60, 240, 15)}
    for moment in list(moments)[:60]:
        midnight = datetime.combine(moment.astimezone(ZoneInfo(zone)).date(), datetime.min.time())
        moments |= {windows.place(midnight, zone) + timedelta(microseconds=step) for step in (-1, 0, 1)}
    return [
        article(f"Article {number}", published=moment, published_day=moment.date())
        for number, moment in enumerate(sorted(moments))
        if START <= moment < END
    ]


def build(store: Store, letter: Newsletter, due: datetime) -> list[str]:
    """Select and record the issue due at that moment, as a build does, and give the ids of its articles."""
    window = windows.window(letter, due)
    issue_id = f"{letter.name}/{windows.slug(window)}"
    candidates = store.articles.candidates(
        window,
        rule=letter.selection,
        newsletter=letter.name,
        built_before=store.issues.last_built(letter.name, window.start),
        pins=(),
    )
    past = store.issues.sent_before(letter.name, issue_id, tuple(each.article.id for each in candidates))
    picked = selection.select(candidates, letter.selection, past)
    issue = pipeline.compose(letter, window, due, issue_id, picked.chosen, SUMMARIZERS[letter.summarizer])
    with store.transaction():
        digest = f"{issue_id} {[story.article.id for story in issue.stories]}"
        revision, _ = store.issues.next_revision(issue_id, digest)
        store.issues.record(
            issue,
            picked,
            (),
            choices=Choices(),
            manifest_sha256=digest,
            revision=revision,
            now=due + timedelta(hours=1),
        )
    return [story.article.id for story in issue.stories]


@pytest.mark.parametrize("zone", ["Europe/London", "Asia/Shanghai", "America/New_York"])
@pytest.mark.parametrize("name", LETTERS)
def test_a_year_of_issues_takes_every_article_once_and_loses_none(store: Store, name: str, zone: str) -> None:
    letter = replace(LETTERS[name], zone=zone)
    articles = year_of_articles(zone)
    store.articles.add(articles, now=START)
    due = list(windows.occurrences(letter, START + timedelta(days=7), END))

    taken = Counter(taken for moment in due for taken in build(store, letter, moment))

    covered = (windows.window(letter, due[0]).start, windows.window(letter, due[-1]).end)
    expected = {each.id for each in articles if each.published and covered[0] <= each.published < covered[1]}
    assert len(expected) > 300
    assert set(taken) == expected
    assert set(taken.values()) == {1}


def test_issues_built_twice_late_and_out_of_order_take_nothing_twice(store: Store) -> None:
    letter = LETTERS["weekly"]
    articles = year_of_articles("Asia/Shanghai")
    store.articles.add(articles, now=START)
    due = list(windows.occurrences(letter, START + timedelta(days=7), START + timedelta(days=200)))
    order = list(due)
    random.Random(7).shuffle(order)

    issues = {moment: build(store, letter, moment) for moment in [*order, *order]}

    taken = Counter(taken for ids in issues.values() for taken in ids)
    assert set(taken.values()) == {1}
    start, end = windows.window(letter, due[0]).start, windows.window(letter, due[-1]).end
    assert set(taken) == {each.id for each in articles if each.published and start <= each.published < end}


def test_an_article_first_seen_after_its_issue_was_built_comes_late_and_once(store: Store) -> None:
    letter = LETTERS["weekly"]
    first, second, third = windows.occurrences(
        letter, datetime(2025, 3, 1, tzinfo=UTC), datetime(2025, 3, 20, tzinfo=UTC)
    )
    early = article("Early", published=first - timedelta(days=2))
    late = article("Late", published=first - timedelta(days=3))
    store.articles.add([early], now=first - timedelta(days=1))

    assert build(store, letter, first) == [early.id]
    store.articles.add([late], now=first + timedelta(days=1))
    assert build(store, letter, second) == [late.id]
    assert build(store, letter, third) == []
    assert build(store, letter, first) == [early.id], "building again must not take what a later issue has"


def test_without_an_earlier_issue_nothing_is_late(store: Store) -> None:
    letter = LETTERS["weekly"]
    due = windows.due(letter, datetime(2025, 3, 12, tzinfo=UTC))
    assert due
    store.articles.add([article("Old", published=due - timedelta(days=20))], now=due)

    assert build(store, letter, due) == []
