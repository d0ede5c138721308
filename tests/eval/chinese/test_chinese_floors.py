"""The floors under Chinese conversion and detection, and what must hold on every labelled text."""

import tomllib
from collections import Counter

import pytest

from digest.model import Variant
from digest.text import language
from tests.eval.chinese import evaluate, members, report, scoring, sets, systems

FLOORS = tomllib.loads((sets.HERE.parent / "floors.toml").read_text(encoding="utf-8"))["chinese"]
TAIWAN, HONG_KONG = sets.VARIANTS


def named(name: str) -> tuple[sets.Row, ...]:
    if name in sets.TO_TRADITIONAL:
        return sets.load(name)
    return {"terms": sets.terms, "members": members.members, "to_hans": sets.to_hans, "between": sets.between}[name]()


@pytest.mark.parametrize(
    ("name", "variant", "half"),
    [
        (name, Variant(variant), half)
        for name, variants in FLOORS["exact"].items()
        for variant, halves in variants.items()
        for half in halves
    ],
)
def test_as_many_texts_come_out_as_an_editor_would_print_them_as_pinned(name: str, variant: Variant, half: str) -> None:
    rows = [row for row in named(name) if half in ("all", row.half)]

    system = systems.with_terms if name in {"terms", "members"} else systems.ours
    score = scoring.score(rows, system, variant)

    wrong = "\n".join(f"{each.row.source} -> {each.result}" for each in score.wrong)
    assert score.exact >= FLOORS["exact"][name][variant.value][half], wrong


@pytest.mark.parametrize("variant", sets.VARIANTS)
def test_no_more_ordinary_sentences_get_worse_than_with_plain_opencc_than_pinned(variant: Variant) -> None:
    worse = evaluate.worsened(systems.ours, variant)

    assert len(worse) <= FLOORS["worse"][variant.value], "\n".join(worse)


@pytest.mark.parametrize("declared", ["its own", "zh-Hant", "zh-Hans"])
def test_traditional_sentences_are_unchanged_where_their_own_form_is_wanted(declared: str) -> None:
    changed = [
        result
        for row in sets.traditional()
        for variant in row.expected
        if (result := systems.ours(row.source, declared.replace("its own", row.written_in), variant)) != row.source
    ]

    assert len(sets.traditional()) == 1000
    assert len(changed) <= FLOORS["changed"][declared], changed


@pytest.mark.parametrize("variant", sets.VARIANTS)
@pytest.mark.parametrize("name", sets.TO_TRADITIONAL)
def test_converting_the_result_again_changes_nothing(name: str, variant: Variant) -> None:
    once = [systems.ours(row.source, row.written_in, variant) for row in named(name)]

    assert [systems.ours(text, variant.value, variant) for text in once] == once


@pytest.mark.parametrize(("markup", "opening", "closing"), [("html", "<b>", "</b>"), ("markdown", "**", "**")])
@pytest.mark.parametrize("name", sets.TO_TRADITIONAL)
def test_an_inline_mark_inside_a_word_changes_no_character(name: str, markup: str, opening: str, closing: str) -> None:
    differing: list[str] = []
    for row in named(name):
        middle = len(row.source) // 2
        tagged = f"{row.source[:middle]}{opening}{row.source[middle]}{closing}{row.source[middle + 1 :]}"
        result = systems.converter(row.written_in, TAIWAN).convert(tagged, markup).text
        if result.replace(opening, "").replace(closing, "") != systems.ours(row.source, row.written_in, TAIWAN):
            differing.append(f"{tagged} -> {result}")

    assert differing == []


@pytest.mark.parametrize("kind", FLOORS["detection"])
def test_as_many_labels_are_right_as_pinned(kind: str) -> None:
    some = [each for each in sets.detection() if kind in ("all", each.kind)]

    wrong = [each for each in some if language.detect(each.text) is not each.label]

    assert 100 * (len(some) - len(wrong)) / len(some) >= FLOORS["detection"][kind], wrong


@pytest.mark.skipif(not sets.PAGE.exists(), reason="the real page does not lie beside the project")
@pytest.mark.parametrize("variant", sets.VARIANTS)
def test_no_more_known_strings_and_names_of_the_real_page_are_wrong_than_pinned(variant: Variant) -> None:
    text = sets.PAGE.read_text(encoding="utf-8")

    result = systems.ours(text, "zh-Hans", variant)
    missed = evaluate.missing(text, result, variant)
    strays = evaluate.strays(text, result, variant)

    assert len(missed) + len(strays) <= FLOORS["page"][variant.value], (strays, [row.source for row in missed])


@pytest.mark.skipif(not sets.PAGE.exists(), reason="the real page does not lie beside the project")
def test_every_word_listed_for_the_real_page_stands_in_it() -> None:
    text = sets.PAGE.read_text(encoding="utf-8")

    assert [row.source for row in sets.page_words() if row.source not in text] == []


@pytest.mark.parametrize("name", sets.TO_TRADITIONAL)
def test_a_set_has_no_row_twice_and_every_expectation_is_as_long_as_its_source(name: str) -> None:
    rows = sets.load(name)

    assert len({row.id for row in rows}) == len({row.source for row in rows}) == len(rows)
    assert [
        row.source
        for row in rows
        for forms in row.expected.values()
        if any(len(form) != len(row.source) for form in forms)
    ] == []


def test_the_sets_are_as_large_as_their_readme_says() -> None:
    assert len(sets.load("hard")) >= 500
    assert len(sets.load("ordinary")) >= 500
    assert len(sets.load("names")) >= 150
    assert len(sets.detection()) >= 600
    assert len(members.CODES) == len(set(members.CODES)) == 193
    assert all(700 > count > 500 for count in Counter(row.half for row in (*named("hard"), *named("words"))).values())


def row(source: str, taiwan: str, *also: str) -> sets.Row:
    return sets.Row(id="x-1", source=source, written_in="zh-Hans", expected={TAIWAN: (taiwan, *also)})


def test_a_score_counts_whole_strings_and_the_characters_of_the_nearest_accepted_form() -> None:
    rows = [row("后来", "後來"), row("茶几", "茶几"), row("家具", "家具", "傢俱")]

    score = scoring.score(rows, lambda text, *_: {"后来": "后來", "茶几": "茶几", "家具": "傢具"}[text], TAIWAN)

    assert [each.row.source for each in score.wrong] == ["后来", "家具"]
    assert round(score.exact, 1) == 33.3
    assert round(score.per_character, 1) == 66.7


def test_a_word_that_newspapers_spell_in_two_ways_is_right_in_both_and_no_other_word_is() -> None:
    assert scoring.same("宣佈三週後在臺北", TAIWAN) == scoring.same("宣布三周後在台北", TAIWAN)
    assert scoring.same("佔卜", TAIWAN) != scoring.same("占卜", TAIWAN)
    assert scoring.same("棉佈", TAIWAN) != scoring.same("棉布", TAIWAN)


def test_worse_is_only_what_plain_opencc_had_right() -> None:
    both = row("后来居上的历史", "後來居上的歷史")

    assert scoring.worse(both, "後來居上的曆史", "後來居上的曆史", TAIWAN) == ()
    assert scoring.worse(both, "后來居上的歷史", "後來居上的曆史", TAIWAN) == (0,)


def test_places_of_disagreement_stand_side_by_side_also_where_lengths_differ() -> None:
    shown = report.side_by_side("甲\n多个中国的进程", {"one": "甲\n多箇中國的進程", "two": "甲\n多個中國的程式流程"})

    assert shown.startswith("line 2")
    assert "多箇中國" in shown
    assert "多個中國的程式流程" in shown
