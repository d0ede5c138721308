"""The converter over any text and markup: what is kept, what is lost, what happens the second time."""

import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_chinese_any_markup import ANY, stripped

from digest.chinese.converter import Converter, Style
from digest.chinese.punctuation import Spacing
from digest.chinese.spans import Markup
from digest.model import Language, Rule, Variant

HANS, TW, HK = Language.ZH_HANS, Variant.ZH_HANT_TW, Variant.ZH_HANT_HK
PAIRS = [(HANS, TW), (HANS, HK), (TW, Variant.ZH_HANS), (HK, Variant.ZH_HANS), (TW, HK), (HK, TW)]
FROM_SIMPLIFIED = [(HANS, TW), (HANS, HK)]

WORDS = st.sampled_from(
    str.split(
        "头发 发展 皇后 以后 里面 公里 干燥 干部 多个中国城市 被发布 我国历史 合作伙伴 可持续 联合国 胡冬冬 "
        "， 。 “ ” 18万亿 2025年"
    )
)
KEPT = st.sampled_from(
    [
        "https://例子.中国/发展?后=里#头",
        "http://un.org/zh/发布",
        "www.例子.中国/后",
        "info@联合国.cn",
        "a.b@un.org",
        "{{ 发展 }}",
        "{% if x == '后' %}",
        "*|里|*",
        "%%发布%%",
        "${后}",
        "国連の学校",
        "Sustainable Goals",
        "Ngũgĩ Café Wǒ Mén",
        "China’s",
        "3.14",
        "한국어",
    ]
)
MIXED = st.lists(st.one_of(WORDS, WORDS, KEPT.map(lambda kept: f" {kept} ")), min_size=1, max_size=12)
TAGS = st.sampled_from(
    ["<b>", "</b>", '<a href="https://un.org/发布?后=里">', "</a>", "<!-- 发布 -->", "<i class='后'>", "</i>", "<wbr>"]
)


@cache
def converter(source: Language | Variant, target: Variant, *, quotes: bool = True) -> Converter:
    return Converter(source, target, style=Style(quotes=quotes))


@given(MIXED, st.sampled_from(PAIRS), st.sampled_from(Markup))
@settings(max_examples=200, deadline=None)
def test_addresses_templates_latin_and_japanese_come_out_as_they_went_in(
    parts: list[str], pair: tuple[Language | Variant, Variant], markup: Markup
) -> None:
    result = converter(*pair).convert("".join(parts), markup.value).text

    position = 0
    for part in parts:
        if part.startswith(" "):
            position = result.index(part, position) + len(part)


@given(
    st.lists(st.one_of(WORDS, TAGS, KEPT.map(lambda kept: f" {kept} ")), max_size=12).map("".join),
    st.sampled_from(FROM_SIMPLIFIED),
)
@settings(max_examples=200, deadline=None)
def test_converting_and_stripping_tags_commute(inner: str, pair: tuple[Language, Variant]) -> None:
    markup = f"<p>{inner}</p>"
    into = converter(*pair)

    result = into.convert(markup, "html").text

    assert stripped(result) == into.convert(stripped(markup)).text
    assert re.findall(r"<[^>]*>", result) == re.findall(r"<[^>]*>", markup)


@given(MIXED.map("".join), st.sampled_from(PAIRS), st.sampled_from(Markup))
@settings(max_examples=300, deadline=None)
def test_converting_twice_is_converting_once(
    text: str, pair: tuple[Language | Variant, Variant], markup: Markup
) -> None:
    into = converter(*pair)
    once = into.convert(text, markup.value).text
    assert into.convert(once, markup.value).text == once


@given(ANY, st.sampled_from(PAIRS), st.sampled_from(Markup))
@settings(max_examples=300, deadline=None)
def test_of_any_text_only_han_characters_change(
    text: str, pair: tuple[Language | Variant, Variant], markup: Markup
) -> None:
    result = converter(*pair, quotes=False).convert(text, markup.value).text

    assert without_han(re.sub(r"lang=zh[\w-]*", "", result)) == without_han(re.sub(r"lang=zh[\w-]*", "", text))


@given(
    st.text(alphabet=st.characters(max_codepoint=0x2E7F), max_size=60), st.sampled_from(PAIRS), st.sampled_from(Markup)
)
@settings(deadline=None)
def test_a_text_without_chinese_comes_back_byte_for_byte(
    text: str, pair: tuple[Language | Variant, Variant], markup: Markup
) -> None:
    assert converter(*pair).convert(text, markup.value).text == text


@pytest.mark.parametrize("markup", Markup)
def test_each_change_says_where_it_stands_in_source_and_result(markup: Markup) -> None:
    text = "他说“可持续发展”，18万亿元，多个中国城市被发布。https://a.cn/发布\n\n“里面”"
    conversion = converter(HANS, TW).convert(text, markup.value)

    assert conversion.changes
    for change in conversion.changes:
        assert text[change.start : change.end] == change.source
        assert conversion.text[change.target_start : change.target_end] == change.target


def test_characters_written_as_references_alone_are_converted() -> None:
    assert (
        converter(HANS, TW).convert("<p lang='zh-CN'>&#21457;&#24067;</p>", "html").text
        == "<p lang='zh-Hant-TW'>發&#24067;</p>"
    )


def test_marks_and_spaces_are_set_right_where_a_style_wants_it() -> None:
    style = Style(punctuation=True, spacing=Spacing.ADD)
    text = "在UN说,“发展”...卢埃•艾哈<b>迈</b>德https://a.cn/后,里"
    conversion = Converter(HANS, TW, style=style).convert(text, "html")

    assert conversion.text == "在 UN 說，「發展」……盧埃·艾哈<b>邁</b>德 https://a.cn/后，裡"
    assert {change.rule for change in conversion.changes} >= {Rule.QUOTES, Rule.PUNCTUATION}
    assert Converter(HANS, TW, style=style).convert(conversion.text, "html").text == conversion.text


def without_han(text: str) -> str:
    text = re.sub(r"&#(?:\d+|[xX][0-9a-fA-F]+);?", "", text)
    return re.sub(r"[\u2e80-\u2fdf\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]", "", text)
