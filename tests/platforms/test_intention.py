"""What is meant as a link, a tag or a mention, against what the platform makes of it."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest import platforms
from digest.platforms import Flaw

ROWS = platforms.from_mapping(tomllib.loads((Path(__file__).parents[2] / "config/platforms.toml").read_text("utf-8")))


def flaws(name: str, text: str) -> list[tuple[Flaw, str, str]]:
    return [(each.flaw, each.meant, each.recognised) for each in platforms.differences(ROWS[name], text)]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("x", "今天#新闻 更多", [(Flaw.GLUED, "#新闻", "")]),
        ("bluesky", "今天#新闻 更多", [(Flaw.GLUED, "#新闻", "")]),
        ("mastodon", "（#新闻）", [(Flaw.GLUED, "#新闻", "")]),
        ("x", "（#新闻）", []),
        ("x", "word#Tag", [(Flaw.GLUED, "#Tag", "")]),
        ("x", "in #2026 we", [(Flaw.DIGITS, "#2026", "")]),
        ("x", "we are #1", []),
        ("x", "#C++ and #COVID-19", [(Flaw.CUT_SHORT, "#C++", "#C"), (Flaw.CUT_SHORT, "#COVID-19", "#COVID")]),
        ("bluesky", "#新闻，今天", [(Flaw.SWALLOWS, "#新闻", "#新闻，今天")]),
        ("mastodon", "看 https://example.org/a。更多", [(Flaw.SWALLOWS, "https://example.org/a", "https://example.org/a。更多")]),
        ("bluesky", "看 https://example.org/a。更多", [(Flaw.SWALLOWS, "https://example.org/a", "https://example.org/a。更多")]),
        ("bluesky", "看https://example.org/a", [(Flaw.GLUED, "https://example.org/a", "")]),
        ("x", "看https://example.org/a。更多", []),
        ("x", "https://example.org/路径/b 完", [(Flaw.CUT_SHORT, "https://example.org/路径/b", "https://example.org/")]),
        ("weibo", "https://example.org/路径", [(Flaw.CUT_SHORT, "https://example.org/路径", "https://example.org/")]),
        ("instagram", "https://example.org/a", [(Flaw.DEAD, "https://example.org/a", "")]),
        ("xiaohongshu", "#新闻", [(Flaw.DEAD, "#新闻", "")]),
        ("mastodon", "感谢@reader@social.example", [(Flaw.GLUED, "@reader@social.example", "")]),
        ("linkedin", "thanks @un", [(Flaw.DEAD, "@un", "")]),
        ("x", "see end.Next", [(Flaw.UNMEANT, "", "end.Next")]),
        ("weibo", "#新闻#今天", []),
        ("threads", "#One #Two", [(Flaw.TOO_MANY, "#Two", "#Two")]),
        ("x", "write to press@example.org or C# & so on #", []),
    ],
)  # fmt: skip
def test_what_is_not_recognised_as_meant_is_named(name: str, text: str, expected: list[tuple[Flaw, str, str]]) -> None:
    assert flaws(name, text) == expected


def test_what_was_meant_may_be_told_instead_of_guessed() -> None:
    text = "#新闻 is a word"
    meant = platforms.Marks()
    (difference,) = platforms.differences(ROWS["x"], text, meant)
    assert difference.flaw is Flaw.UNMEANT
    assert str(difference) == "#新闻 becomes a tag that nobody meant"


@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if row.links is platforms.LinkStyle.OWN_LINE])
def test_nothing_is_wrong_with_a_post_laid_out_as_we_lay_it_out(name: str) -> None:
    row = ROWS[name]
    url = platforms.web_address("https://example.org/路径/(a)?q=中文")
    words = ("新闻", "ClimateAction")[: row.tag_limit.value if row.tag_limit else 2]
    assert platforms.differences(row, f"第一句话。\n{url}\n{platforms.tag_line(row.tags, words)}") == ()


@given(st.text(st.sampled_from("中文aZ1.#＃@。，（） /:\n-_?&+wh😀\u200d\ufe0f") | st.characters(), max_size=60))
def test_any_text_can_be_compared(text: str) -> None:
    for row in ROWS.values():
        for each in platforms.differences(row, text):
            assert 0 <= each.start < each.end <= len(text)
            assert str(each)
