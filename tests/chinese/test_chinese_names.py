"""Personal names keep their characters, and what only looks like one does not."""

import pytest

from digest.chinese import Converter
from digest.model import Language, Variant

TO_TW = Converter(Language.ZH_HANS, Variant.ZH_HANT_TW)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("于浩宇对记者说", "于浩宇"),
        ("他的丈夫于海波是医生", "于海波"),
        ("由于子涵主演的电影", "于子涵"),
        ("十岁的于小梅", "于小梅"),
        ("发言人范志明否认此事", "范志明"),
        ("游丽华教孩子们唱歌", "游麗華"),
        ("吴征与杨澜", "吳征"),
        ("外交部长沙菲里否认了", "沙菲里"),
        ("经济学家张松松了一口气", "張松鬆了"),
    ],
)
def test_a_name_without_a_title_keeps_its_characters(text: str, name: str) -> None:
    assert name in TO_TW.convert(text).text


@pytest.mark.parametrize(
    "text",
    [
        "会议于明年年初举行",
        "于变局中开新局",
        "总统于白宫发表讲话",
        "由于德军入侵",
        "妻子于家中休养",
        "由于海平面上升",
        "于民有利",
        "对于文明的冲突",
    ],
)
def test_a_preposition_is_no_surname(text: str) -> None:
    assert "于" not in TO_TW.convert(text).text


@pytest.mark.parametrize("text", ["汤里放了胡椒", "锅里有汤，汤里有盐"])
def test_the_inside_of_a_thing_is_no_given_name(text: str) -> None:
    assert "裡" in TO_TW.convert(text).text
    assert "里" not in TO_TW.convert(text).text


def test_a_word_of_the_table_is_no_doubt_unless_a_phrase_across_its_border_says_otherwise() -> None:
    assert TO_TW.convert("新征程上的合作伙伴").doubts == ()
    assert TO_TW.convert("有的只好游上数百公里").doubts != ()
