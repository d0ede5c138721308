"""Which articles make an issue, and why."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest import selection, summarizers
from digest.model import (
    Article,
    Budget,
    Candidate,
    Choices,
    Kind,
    Language,
    LatePolicy,
    Order,
    Reason,
    Selection,
    SelectionRule,
    Standing,
    Story,
    Variant,
)
from tests.make import article, candidate

RULE = SelectionRule()


def titles(result: Selection) -> list[str]:
    return [decision.article.title for decision in result.chosen]


def reasons(result: Selection) -> dict[str, Reason]:
    return {decision.article.title: decision.reason for decision in result.left_out}


def story(made: Article) -> Story:
    summary = summarizers.summarize(made, Budget(words=75, characters=140), "lead")
    return Story(
        article=made, standing=Standing.IN_WINDOW, headline=made.title, summary=summary, lang=made.language.value
    )


def test_the_newest_come_first() -> None:
    made = [article(f"Day {day}", day=date(2025, 11, day)) for day in (11, 14, 12)]

    assert titles(selection.select(map(candidate, made), RULE, {})) == ["Day 14", "Day 12", "Day 11"]


def test_the_order_by_kind_follows_the_kinds_of_the_rule() -> None:
    made = [
        article("A speech", kind=Kind.SPEECH, day=date(2025, 11, 14)),
        article("A story", day=date(2025, 11, 11)),
        article("A newer story", day=date(2025, 11, 12)),
    ]
    rule = SelectionRule(kinds=(Kind.STORY, Kind.SPEECH), order=Order.KIND)

    assert titles(selection.select(map(candidate, made), rule, {})) == ["A newer story", "A story", "A speech"]


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        (SelectionRule(kinds=(Kind.SPEECH,)), Reason.WRONG_KIND),
        (SelectionRule(languages=(Language.ZH_HANS,)), Reason.WRONG_LANGUAGE),
        (SelectionRule(tags=("climate",)), Reason.WRONG_TAG),
        (SelectionRule(sources=("elsewhere",)), Reason.WRONG_SOURCE),
    ],
)
def test_what_the_newsletter_does_not_take_is_left_out_with_its_reason(rule: SelectionRule, reason: Reason) -> None:
    result = selection.select([candidate(article("One"))], rule, {})

    assert reasons(result) == {"One": reason}
    assert result.left_out[0].words


def test_a_tag_fits_whatever_its_case() -> None:
    made = article("One", tags=("Climate", "SDG 13"))

    assert titles(selection.select([candidate(made)], SelectionRule(tags=("climate",)), {})) == ["One"]


def test_what_was_in_an_earlier_issue_does_not_come_again() -> None:
    made = article("One")
    result = selection.select([candidate(made)], RULE, {made.id: "weekly/2025-W45"})

    assert reasons(result) == {"One": Reason.SENT_BEFORE}
    assert "weekly/2025-W45" in result.left_out[0].words


def test_an_undated_article_never_enters_by_itself() -> None:
    made = article("One", day=None, published_as_written="last Tuesday")
    result = selection.select([candidate(made, Standing.UNDATED)], RULE, {})

    assert reasons(result) == {"One": Reason.UNDATED}
    assert "last Tuesday" in result.left_out[0].words


def test_a_pin_brings_in_what_the_rule_refuses_and_puts_it_first() -> None:
    undated = article("Pinned", day=None, kind=Kind.VIDEO)
    rule = SelectionRule(kinds=(Kind.STORY,), choices=Choices(pinned=(undated.id,)))

    result = selection.select([candidate(article("One")), candidate(undated, Standing.UNDATED)], rule, {})
    assert titles(result) == ["Pinned", "One"]


def test_an_excluded_article_is_left_out() -> None:
    made = article("One")
    rule = SelectionRule(choices=Choices(excluded=(made.id,)))

    assert reasons(selection.select([candidate(made)], rule, {})) == {"One": Reason.EXCLUDED}


@pytest.mark.parametrize(
    ("policy", "inside"), [(LatePolicy.OFFER, False), (LatePolicy.NEVER, False), (LatePolicy.INCLUDE, True)]
)
def test_a_late_article_comes_in_only_where_the_newsletter_says_so(policy: LatePolicy, inside: bool) -> None:
    late = candidate(article("Late", day=date(2025, 11, 1)), Standing.LATE)
    result = selection.select([late], SelectionRule(late=policy), {})

    assert bool(result.chosen) is inside
    assert "late" in [*result.chosen, *result.left_out][0].words


def test_the_limit_of_a_kind_keeps_the_first_ones() -> None:
    made = [article(f"Video {day}", kind=Kind.VIDEO, day=date(2025, 11, day)) for day in (11, 12, 13)]
    result = selection.select(map(candidate, made), SelectionRule(limits=((Kind.VIDEO, 2),)), {})

    assert titles(result) == ["Video 13", "Video 12"]
    assert reasons(result) == {"Video 11": Reason.KIND_FULL}


def test_the_maximum_is_kept() -> None:
    made = [article(f"Day {day}", day=date(2025, 11, day)) for day in range(10, 17)]
    result = selection.select(map(candidate, made), SelectionRule(maximum=3), {})

    assert len(result.chosen) == 3
    assert set(reasons(result).values()) == {Reason.ISSUE_FULL}


def test_older_articles_fill_an_issue_up_to_its_minimum_and_no_further() -> None:
    older = [candidate(article(f"Old {day}", day=date(2025, 11, day)), Standing.EARLIER) for day in (3, 5, 4)]
    result = selection.select([candidate(article("New")), *older], SelectionRule(minimum=3), {})

    assert titles(result) == ["New", "Old 5", "Old 4"]
    assert reasons(result) == {"Old 3": Reason.NOT_NEEDED}


def test_of_two_copies_the_fuller_one_is_kept() -> None:
    body = " ".join(f"The {n}th school of the valley has opened its doors to every child." for n in range(30))
    first = article("Schools open", body)
    repost = article("Schools open again", body.replace("every child", "each child", 1)[: len(body) * 9 // 10])
    result = selection.select(map(candidate, [repost, first]), RULE, {})

    assert titles(result) == ["Schools open"]
    assert reasons(result) == {"Schools open again": Reason.DUPLICATE}
    assert first.id in result.left_out[0].words


def test_a_press_release_and_a_speech_on_one_event_are_two() -> None:
    release = article("Minister opens school", "The minister opened a school in the valley on Monday. " * 3)
    speech = article("Remarks", "Dear friends, a school is more than walls. It is a promise that we make to children.")

    assert len(selection.select(map(candidate, [release, speech]), RULE, {}).chosen) == 2


def test_translations_are_one_item_and_count_once() -> None:
    english = article("A river", translation_key="river")
    chinese = article("一条河", translation_key="river", language=Language.ZH_HANS, day=date(2025, 11, 11))
    other = article("Other", day=date(2025, 11, 9))
    result = selection.select(map(candidate, [english, chinese, other]), SelectionRule(maximum=2), {})

    assert set(titles(result)) == {"A river", "一条河", "Other"}


@pytest.mark.parametrize(
    ("variant", "expected"),
    [
        (Variant.EN, ["A river", "只有中文"]),
        (Variant.ZH_HANS, ["一条河", "只有中文"]),
        (Variant.ZH_HANT_TW, ["一條河", "只有中文"]),
        (Variant.ZH_HANT_HK, ["一條河", "只有中文"]),
    ],
)
def test_an_audience_gets_each_item_once_in_the_language_it_reads_best(variant: Variant, expected: list[str]) -> None:
    made = [
        article("A river", translation_key="river"),
        article("一条河", translation_key="river", language=Language.ZH_HANS),
        article("一條河", translation_key="river", language=Language.ZH_HANT),
        article("只有中文", language=Language.ZH_HANS),
    ]

    assert [each.headline for each in selection.edition(map(story, made), variant)] == expected


def candidates() -> st.SearchStrategy[list[Candidate]]:
    def build(row: tuple[int, int | None, Kind, Standing, str]) -> Candidate:
        number, day, kind, standing, key = row
        made = article(f"Article {number}", day=date(2025, 1, 1) + timedelta(days=day) if day is not None else None)
        return candidate(replace(made, kind=kind, translation_key=key), standing)

    row = st.tuples(
        st.integers(0, 10**6),
        st.none() | st.integers(0, 300),
        st.sampled_from(list(Kind)),
        st.sampled_from(list(Standing)),
        st.sampled_from(["", "", "a", "b"]),
    )
    return st.lists(row, max_size=25, unique_by=lambda each: each[0]).map(lambda rows: [build(each) for each in rows])


@given(offered=candidates(), maximum=st.integers(1, 10), order=st.sampled_from(list(Order)), data=st.data())
def test_every_candidate_has_one_fate_and_the_order_they_come_in_does_not_matter(
    offered: list[Candidate], maximum: int, order: Order, data: st.DataObject
) -> None:
    rule = SelectionRule(maximum=maximum, order=order, minimum=1)
    result = selection.select(offered, rule, {})

    fates = [decision.article.id for decision in (*result.chosen, *result.left_out)]
    assert sorted(fates) == sorted(each.article.id for each in offered)
    assert selection.select(data.draw(st.permutations(offered)), rule, {}) == result
