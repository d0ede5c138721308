"""Quotation marks: which change, which stay, how they nest."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.chinese import quotes, spans
from digest.model import Variant

TW, HK, HANS = Variant.ZH_HANT_TW, Variant.ZH_HANT_HK, Variant.ZH_HANS
PAGE = Path(__file__).parents[3] / "shared" / "corpus" / "un-china-latest-zh.txt"


def changed(text: str, variant: Variant) -> str:
    return spans.applied(text, quotes.edits(text, variant)[0])


TRADITIONAL = {
    "他说“我们来了”。": "他说「我们来了」。",
    "“他说‘我们’”": "「他说『我们』」",
    "“他说‘她说“好”’”": "「他说『她说「好」』」",
    "他说：“We say ‘go’ now”。": "他说：「We say ‘go’ now」。",
    "“A”和“B”": "「A」和「B」",
    "报告 “Pact” 发布": "报告 「Pact」 发布",
    "‘携手’理念": "「携手」理念",
    "的‘90后’": "的「90后」",
    '他说"我们来了!"她笑了.': "他说「我们来了!」她笑了.",
    '他说"好""坏"': "他说「好」「坏」",
    "建设一个'不让任何人掉队'的城市": "建设一个「不让任何人掉队」的城市",
    "\"建设一个'不让任何人掉队'的城市\"": "「建设一个『不让任何人掉队』的城市」",
    "＂发展＂": "「发展」",
    '"Hello" 他说': "「Hello」 他说",
    "“一\n二”三": "「一\n二」三",
    '"一\n二"三': "「一\n二」三",
    "《“书”的历史》": "《「书」的历史》",
    "「已“经”」": "「已『经』」",
    "“外「内」”": "「外『内』」",
    "peoples’ rights 和“权利”": "peoples’ rights 和「权利」",
    "O’Neil说“好”": "O’Neil说「好」",
    '5" 屏幕和"发展"': '5" 屏幕和「发展」',
    '2\'30"的"成绩"': "2'30\"的「成绩」",
    "“A‘B”发": "「A‘B」发",
}


@pytest.mark.parametrize(("text", "expected"), TRADITIONAL.items())
@pytest.mark.parametrize("variant", [TW, HK])
def test_marks_become_those_of_taiwan_and_hong_kong(text: str, expected: str, variant: Variant) -> None:
    assert changed(text, variant) == expected


SIMPLIFIED = {
    "他說「我們來了」。": "他說“我們來了”。",
    "「他說『我們』」": "“他說‘我們’”",
    "『單獨』": "“單獨”",
    "「一『二「三」』」": "“一‘二“三”’”",
    '他说"好"': "他说“好”",
    "“外「内」”": "“外‘内’”",
}


@pytest.mark.parametrize(("text", "expected"), SIMPLIFIED.items())
def test_marks_become_those_of_the_mainland(text: str, expected: str) -> None:
    assert changed(text, HANS) == expected


@pytest.mark.parametrize("text", [*TRADITIONAL, *SIMPLIFIED, *TRADITIONAL.values(), *SIMPLIFIED.values()])
@pytest.mark.parametrize("variant", [TW, HANS])
def test_marks_changed_twice_are_as_changed_once(text: str, variant: Variant) -> None:
    once = changed(text, variant)
    assert changed(once, variant) == once


@pytest.mark.parametrize(
    "text",
    [
        "China’s “polycrisis” is real",
        "earth’s 环境、90’s 音乐、the ’90s 和 the '90s、rock ’n’ roll",
        "He said “发展 is key to all of us” yesterday",
        "「已經『是』」",
        "『單獨』",
        "「外「內」」",
        "《书》和〈篇〉",
        "北纬39°54'26\"处",
        "",
        "没有引号",
    ],
)
def test_apostrophes_english_quotations_and_marks_in_style_stay(text: str) -> None:
    assert quotes.edits(text, TW) == ((), ())


@pytest.mark.parametrize(("text", "place"), [("“未完", 0), ("完”了", 1), ('他说"好', 2), ("“中国的‘”", 4), ("“好“", 0)])
def test_a_mark_without_a_partner_stays_and_is_reported(text: str, place: int) -> None:
    edits, flaws = quotes.edits(text, TW)

    assert place in [flaw.start for flaw in flaws]
    assert spans.applied(text, edits)[place] == text[place]


def test_a_mark_without_a_partner_spoils_no_other_line() -> None:
    assert changed('他说"好\n她说"坏"，“是”\n完', TW) == '他说"好\n她说「坏」，「是」\n完'


def test_marks_inside_what_is_kept_are_no_marks() -> None:
    text = '{% if x == "后" %}他说"好"'
    run = spans.read(text).runs[0]

    assert spans.applied(text, quotes.edits(text, TW, run.kept)[0]) == '{% if x == "后" %}他说「好」'


def test_the_english_variant_changes_nothing() -> None:
    assert quotes.edits("他说“好”", Variant.EN) == ((), ())


@given(st.text(alphabet="“”‘’「」『』\"'发a s9。\n", max_size=40), st.sampled_from([TW, HANS]))
def test_any_marks_change_one_for_one_and_only_once(text: str, variant: Variant) -> None:
    once = changed(text, variant)

    assert len(once) == len(text)
    assert changed(once, variant) == once


@pytest.mark.parametrize(
    "text",
    ["“‘" * 40_000 + "发", "发”" * 40_000, "'发" * 40_000, "“a " * 20_000 + "发" + " a”" * 20_000, '"发\n' * 20_000],
)
def test_tens_of_thousands_of_unbalanced_marks_are_read_in_one_pass(text: str) -> None:
    assert len(changed(text, TW)) == len(text)


@pytest.mark.skipif(not PAGE.exists(), reason="the page of the shared corpus is not here")
def test_on_a_real_page_every_pair_changes_and_no_apostrophe() -> None:
    text = PAGE.read_text(encoding="utf-8")

    edits, flaws = quotes.edits(text, TW)

    assert len(edits) >= 2 * 62
    assert not [edit for edit in edits if text[edit.start - 1].isascii() and text[edit.end].isascii()]
    assert len(flaws) == 2  # one quotation that the page closes with an opening mark
