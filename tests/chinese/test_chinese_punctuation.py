"""Marks and spaces among Chinese: which change, which never do."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.chinese import punctuation, spans
from digest.chinese.punctuation import Spacing, Style

KEEP, ADD, REMOVE = (Style(spacing=spacing) for spacing in (Spacing.KEEP, Spacing.ADD, Spacing.REMOVE))


def right(text: str, style: Style = KEEP) -> str:
    layout = spans.read(text)
    return layout.write([punctuation.edits(run.text, style, run.kept) for run in layout.runs])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("你好,世界;再见!", "你好，世界；再见！"),
        ("协会 (UN) 表示:好", "协会（UN）表示：好"),
        ("中国...", "中国……"),
        ("中国。。。", "中国……"),
        ("中国…后来", "中国……后来"),
        ("...后来", "……后来"),
        ("中国--后来", "中国——后来"),
        ("卢埃•艾哈迈德、盖伊・赖德、阿维‧萨卡", "卢埃·艾哈迈德、盖伊·赖德、阿维·萨卡"),
        ("代表娜莱迪．奥斯图罗说", "代表娜莱迪·奥斯图罗说"),
        ("一．背景\n乙．范围\n3．结论", "一．背景\n乙．范围\n3．结论"),
        (
            "Hello， this is the one and only（sentence）in english。后",
            "Hello, this is the one and only (sentence) in english. 后",
        ),
        ("https://a.cn/b,c,后来,里", "https://a.cn/b,c，后来，里"),
    ],
)
def test_marks_are_set_right(text: str, expected: str) -> None:
    assert right(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "会议3:00开始，1,000人，3.5倍",
        "U.N. said: yes... (no)",
        "联合国（UN），UNICEF，WHO等",
        "中国……后来——好",
        "2026—2029年，北京—上海",
        "新闻 • 报道",
        "{{ 后,里 }}，`发,展`，@后_里 好",
        "约翰·史密斯",
        "国連,です",
    ],
)
def test_figures_latin_and_kept_parts_keep_their_marks(text: str) -> None:
    assert right(text) == text


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("在UN的17个SDG目标", "在 UN 的 17 个 SDG 目标"),
        ("占30%的人", "占 30% 的人"),
        ("见https://un.org/后，好", "见 https://un.org/后，好"),
        ("#SDG目标#在UN", "#SDG目标#在 UN"),
        ("@UN后 里", "@UN后 里"),
        ("{{name}}先生", "{{name}}先生"),
    ],
)
def test_spaces_are_added_between_chinese_and_latin_and_taken_out_again(text: str, added: str) -> None:
    assert right(text, ADD) == added
    assert right(right(text, ADD), REMOVE) == text.replace("见https", "见 https")


def test_a_space_that_ends_a_tag_a_mention_or_an_address_is_never_taken_out() -> None:
    text = "后 #SDGs 发展 @UN 后 https://un.org 里 un@un.org 里"
    assert right(text, REMOVE) == text


def test_a_style_may_leave_everything_or_choose_its_dot() -> None:
    assert right("约翰•史密斯,好", Style(marks=False, dot="")) == "约翰•史密斯,好"
    assert right("约翰•史密斯", Style(dot="‧")) == "约翰‧史密斯"


@given(st.text(alphabet="发后a1 ,.:;!?()（），。…—-·•“”\"'#@%\n", max_size=40), st.sampled_from([KEEP, ADD, REMOVE]))
@settings(max_examples=400)
def test_what_is_set_right_once_is_right(text: str, style: Style) -> None:
    once = right(text, style)
    assert right(once, style) == once


@given(st.text(alphabet="aB1 ,.:;!?()é“”\n", max_size=40), st.sampled_from([KEEP, ADD, REMOVE]))
def test_a_text_without_chinese_is_never_touched(text: str, style: Style) -> None:
    assert right(text, style) == text
