"""Traditional texts on their way to Simplified: the particle 着 and the book 著."""

import pytest

from digest.chinese import Converter
from digest.model import Variant

TO_HANS = Converter(Variant.ZH_HANT_TW, Variant.ZH_HANS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他著手撰寫新著", "他着手撰写新著"),
        ("土著居民", "土著居民"),
        ("改編自原著小說", "改编自原著小说"),
        ("從理論著手，在本土著陸", "从理论着手，在本土着陆"),
        ("看著《紅樓夢》", "看着《红楼梦》"),
        ("王明著《史記》", "王明著《史记》"),
        ("隨著《協定》生效，圍繞著《憲章》", "随着《协定》生效，围绕着《宪章》"),
        ("徐乾學與王汎森", "徐乾学与王汎森"),
        ("合著眼睛", "合着眼睛"),
    ],
)
def test_a_book_is_written_with_another_character_than_the_particle(text: str, expected: str) -> None:
    assert TO_HANS.convert(text).text == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("代表娜萊迪．奧斯圖羅說", "代表娜莱迪·奥斯图罗说"),
        ("約倫‧費林克", "约伦·费林克"),
        ("一．背景\n甲．範圍\n3．結論", "一．背景\n甲．范围\n3．结论"),
    ],
)
def test_the_dot_in_a_foreign_name_is_the_mainlands(text: str, expected: str) -> None:
    assert TO_HANS.convert(text).text == expected
