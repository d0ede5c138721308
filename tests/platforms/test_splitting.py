"""A text as the parts of a thread: within the limit, whole in what it says, cut where a reader would."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
import rjieba
from hypothesis import given, settings
from hypothesis import strategies as st

from digest import platforms
from digest.platforms import Platform
from digest.platforms.splitting import Split, split
from tests import growth

ROWS = platforms.from_mapping(tomllib.loads((Path(__file__).parents[2] / "config/platforms.toml").read_text("utf-8")))
NUMBER = re.compile(r"\s?[(（](\d+)/(\d+)[)）]\Z")


def limited(limit: int, name: str = "x", *, numbered: bool = False) -> Platform:
    return replace(ROWS[name], limit=replace(ROWS[name].limit, value=limit), numbered=numbered)


def parts(text: str, limit: int, name: str = "x", *, names: Iterable[str] = (), numbered: bool = False) -> list[str]:
    return list(split(limited(limit, name, numbered=numbered), text, words=rjieba.cut, names=names).parts)


def test_what_fits_is_one_part_without_a_number() -> None:
    assert parts("One sentence. Another.", 280, numbered=True) == ["One sentence. Another."]
    assert parts("  \n", 280) == []


def test_paragraphs_come_before_sentences_and_sentences_before_commas() -> None:
    text = "The first one says this. It adds that, and more.\n\nThe second one is short. It ends here, as agreed."
    assert parts(text, 60) == text.split("\n\n")
    assert parts(text, 26) == [
        "The first one says this.",
        "It adds that, and more.",
        "The second one is short.",
        "It ends here, as agreed.",
    ]


def test_a_long_chinese_sentence_is_cut_at_its_marks_and_then_between_words() -> None:
    text = "联合国粮食及农业组织总干事昨天在汐澜举行的会议上宣布启动新的粮食安全合作项目并感谢各国代表团的支持"
    made = parts(text, 40)
    assert "".join(made) == text
    words, edges, place = list(rjieba.cut(text)), set(), 0
    for word in words:
        place += len(word)
        edges.add(place)
    place = 0
    for part in made:
        place += len(part)
        assert place in edges


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("We counted a great many of them and found 1.5 million people in the whole of it", "1.5 million"),
        ("It was agreed by all of the members there on 22 November 2026 that it goes on", "22 November 2026"),
        ("It was agreed by all of them on Monday, November 22, 2026, that it goes on", "November 22, 2026"),
        ("They met again in the hall of the old town at 10:30 a.m. and went on until six", "10:30 a.m."),
        ("All of the money that was promised for it came to US$14 million in the end", "US$14 million"),
        ("It was said in the old hall by one António Guterres that it cannot go on", "António Guterres"),
        ("It was said in the old hall by one J. K. Smith that it cannot go on so", "J. K. Smith"),
        ("It was again put before the Food and Agriculture Organization in all", "Food and Agriculture Organization"),
        ("He told us in the old town hall that “it will be done in time” and then went", "“it will be done in time”"),
        ("He told us in the old town hall (as he did the year before) and then he went", "(as he did the year before)"),
        ("More of it can be read at this place https://example.org/a,b;c/d and no other", "https://example.org/a,b;c/d"),
        ("More of it can be had from those who are at press.office@example.org today", "press.office@example.org"),
        ("More of it will be said under the word #Climate_Action and the word #Peace", "#Climate_Action"),
        ("这笔款项最终总额经过多次核算之后确定为100亿元人民币左右并将于近期拨付到位", "100亿元"),
        ("这次会议经各方多次协商之后最终决定于2026年11月22日上午在汐澜市召开全体大会", "2026年11月22日"),
        ("这个比例在过去几年里面一直都在稳步上升并且现在已经达到了5.2%这样的高水平", "5.2%"),
        ("这个项目由来自当地社区的一位志愿者阿卜杜拉·艾山先生负责协调并且组织实施工作", "阿卜杜拉·艾山"),
        ("这个项目由来自当地的志愿者负责并且得到了《零饥饿行动计划》的大力支持和帮助", "《零饥饿行动计划》"),
        ("他在会议上说得非常清楚也非常明白就是“我们今天就需要行动”这样一句话而已吧", "“我们今天就需要行动”"),
    ],
)  # fmt: skip
def test_no_cut_goes_through_what_belongs_together(text: str, whole: str) -> None:
    for limit in range(40, 64):
        if platforms.fits(limited(limit), whole):
            assert any(whole in part for part in parts(text, limit)), limit


def test_the_comma_behind_a_number_is_no_part_of_it() -> None:
    assert parts("It will be in the year 2030, not before all of it is done", 28)[0].endswith("2030,")


def test_given_names_are_kept_whole() -> None:
    text = "在昨天的发布会上汐澜大学新闻与传播研究院的代表介绍了今年的工作并回答了记者的提问"
    for limit in range(36, 60):
        assert any(
            "汐澜大学新闻与传播研究院" in part for part in parts(text, limit, names=["汐澜大学新闻与传播研究院"])
        )


def test_a_quotation_longer_than_a_part_is_cut_at_a_sentence_inside() -> None:
    text = "He said: “We will go on with it. We will not stop before it is done. Everybody can help us in this.”"
    assert parts(text, 60) == [
        "He said: “We will go on with it.",
        "We will not stop before it is done.",
        "Everybody can help us in this.”",
    ]


def test_the_editors_marks_are_respected_and_left_out() -> None:
    assert parts("One.\n---\nTwo. Three.\n\n --- \nFour.", 280) == ["One.", "Two. Three.", "Four."]
    assert parts("One --- two", 280) == ["One --- two"]


def test_numbers_count_and_their_total_is_right_when_it_grows() -> None:
    text = " ".join(f"Sentence number {word} says a little of this." for word in ["one", "two", "three"] * 4)
    made = parts(text, 52, numbered=True)
    assert len(made) >= 10
    assert [NUMBER.search(part).groups() for part in made] == [  # type: ignore[union-attr]
        (str(number), str(len(made))) for number in range(1, len(made) + 1)
    ]
    assert all(platforms.fits(limited(52), part) for part in made)


def test_a_number_never_touches_a_link_or_a_tag_and_is_chinese_in_chinese() -> None:
    made = parts("第一句话说的是这件事情。\n\n第二句话在这里。 https://example.org/a\n#新闻", 58, numbered=True)
    assert made[0].endswith("情。（1/2）")
    assert made[-1].endswith("#新闻\n（2/2）")


def test_the_last_part_is_at_least_a_quarter_full() -> None:
    text = "A sentence that is quite long, has a comma or two, and goes on to its end. So it is."
    made = parts(text, 76)
    assert len(made) == 2
    assert len(made[-1]) >= 19


def test_a_link_longer_than_a_part_is_cut_and_told() -> None:
    made = split(limited(50, "bluesky"), "See https://example.org/" + "a" * 60)
    assert "".join(made.parts).replace(" ", "") == "Seehttps://example.org/" + "a" * 60
    assert "longer than a part" in made.problems[0]


def test_a_limit_without_room_is_refused() -> None:
    with pytest.raises(ValueError, match="leaves no room"):
        split(limited(5, numbered=True), "One sentence. Another one.")


# --- any text ------------------------------------------------------------------------------------------------

PIECES = (
    "The council met again.",
    "It will go on, they said, as long as it must; nobody objected.",
    "“We need it today.”",
    "联合国秘书长说，行动不能再等。",
    "他说：“我们今天就需要行动。”",
    "（见附件）",
    "《零饥饿行动计划》",
    "100亿元",
    "5.2%",
    "1.5 million people",
    "22 November 2026",
    "2026年11月22日",
    "10:30 a.m.",
    "US$14 million",
    "António Guterres",
    "阿卜杜拉·艾山",
    "#ClimateAction",
    "#粮食安全",
    "@un_news",
    "https://example.org/news/2026?a=b#c",
    "press@example.org",
    "👩\u200d🔬",
    "🇨🇳",
    "e\u0301t\u0301",
    "\n\n",
    "\n",
    "，",
    "。",
    "; ",
    "……",
    "——",
    "“",
    "”",
    "(",
    ")",
    "粮食安全合作项目启动仪式今天举行",
    "supercalifragilistic",
    "- 1. item",
    "No. 5",
)
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).flatmap(
    lambda chosen: st.lists(st.sampled_from(["", " ", " "]), min_size=len(chosen), max_size=len(chosen)).map(
        lambda gaps: "".join(piece + gap for piece, gap in zip(chosen, gaps, strict=True))
    )
)
CLOSING = tuple("，。、；：？！）」』》”…%)")
OPENING = tuple("（「『《“(")
KEPT = ("https://example.org/news/2026?a=b#c", "#ClimateAction", "#粮食安全", "press@example.org", "👩\u200d🔬", "🇨🇳")


@settings(max_examples=150, deadline=None)
@given(
    TEXTS,
    st.sampled_from(["x", "bluesky", "mastodon", "threads", "weibo", "telegram"]),
    st.integers(60, 160),
    st.booleans(),
)
def test_of_any_text_every_part_fits_and_nothing_is_lost(text: str, name: str, limit: int, numbered: bool) -> None:
    platform = limited(limit, name, numbered=numbered)
    made = split(platform, text, words=rjieba.cut)
    assert all(platforms.fits(platform, part) for part in made.parts)
    bare = [NUMBER.sub("", part) for part in made.parts] if numbered and len(made.parts) > 1 else made.parts
    assert "".join("".join(bare).split()) == "".join(text.split())
    if not made.problems:
        for whole in KEPT:
            assert sum(part.count(whole) for part in bare) == text.count(whole)
    for before, after in pairwise(bare):
        assert not after.startswith(CLOSING) or not _cuttable(text, limit)
        assert not before.endswith(OPENING) or not _cuttable(text, limit)


def _cuttable(text: str, limit: int) -> bool:
    ""
    "Whether no run without white space is as long as a part: in such a run even closing marks may have to give way."
    ""
    return max(map(len, text.split())) * 2 < limit


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(), max_size=300), st.integers(20, 60))
def test_any_characters_are_split_without_an_error(text: str, limit: int) -> None:
    made = split(limited(limit, "bluesky", numbered=True), text, words=rjieba.cut)
    assert all(platforms.fits(limited(limit, "bluesky"), part) for part in made.parts)


HOSTILE = {
    "han": "联合国粮食" * 3000, "marks": "e" + "\u0301" * 9000, "brackets": "（" * 6000 + "）" * 6000,
    "quotes": '"a ' * 4000,
    "bidi": "\u202ea" * 5000, "nul": "\0" * 9000, "surrogates": "\ud800 " * 5000, "families": "👨\u200d" * 5000,
    "sentences": "Go on. " * 2000, "dots": "a." * 5000, "cuts": "a\n---\n" * 2000,
}  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_split_in_time_that_grows_with_its_length(text: str) -> None:
    def made(length: int) -> Split:
        return split(ROWS["x"], text[:length], words=rjieba.cut)

    assert all(platforms.fits(ROWS["x"], part) for part in made(len(text)).parts)
    assert growth.is_linear(made, len(text) // 4, len(text), spare=0.5)
