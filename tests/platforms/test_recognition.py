"""What each platform makes of pasted text, by its own rule."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest import platforms

ROWS = platforms.from_mapping(tomllib.loads((Path(__file__).parents[2] / "config/platforms.toml").read_text("utf-8")))


def found(name: str, text: str, kind: str) -> list[str]:
    return [mark.text for mark in getattr(platforms.marks(ROWS[name], text), kind)]


GLUED = "看https://example.org/a。更多"
APART = "看 https://example.org/a。更多"
PATH = "看 https://example.org/路径/b 完"


@pytest.mark.parametrize(
    ("name", "text", "links"),
    [
        ("x", GLUED, ["https://example.org/a"]),
        ("x", PATH, ["https://example.org/"]),
        ("x", "see example.org, www.un.org/en?a=b. end.Next", ["example.org", "www.un.org/en?a=b", "end.Next"]),
        ("x", "u.n@example.org 5.2% U.S. http://localhost", []),
        ("bluesky", GLUED, []),
        ("bluesky", APART, ["https://example.org/a。更多"]),
        ("bluesky", PATH, ["https://example.org/路径/b"]),
        ("bluesky", "(example.org) example.notatld", ["example.org"]),
        ("mastodon", APART, ["https://example.org/a。更多"]),
        ("mastodon", "https://example.org/a) https://example.org/b. example.org", ["https://example.org/a", "https://example.org/b"]),
        ("telegram", APART, ["https://example.org/a。更多"]),
        ("telegram", "https://example.org/a. example.org, 5.2", ["https://example.org/a", "example.org"]),
        ("weibo", GLUED, ["https://example.org/a"]),
        ("weibo", "example.org", []),
        ("linkedin", GLUED, []),
        ("linkedin", APART, ["https://example.org/a。更多"]),
        ("line", "（https://example.org/a(b)）", ["https://example.org/a(b)）"]),
        ("line", "https://example.org/a). ok", ["https://example.org/a"]),
        ("instagram", APART, []),
        ("wechat", APART, []),
        ("wechat-moments", APART, []),
        ("xiaohongshu", APART, []),
    ],
)  # fmt: skip
def test_links_are_found_as_the_platform_finds_them(name: str, text: str, links: list[str]) -> None:
    assert found(name, text, "links") == links


@pytest.mark.parametrize(
    ("name", "text", "tags"),
    [
        ("x", "今天#新闻 #香港2026 ＃新闻，今天", ["#香港2026", "＃新闻"]),
        ("x", "（#新闻）#2026 #C++ #COVID-19 #a#b &#x", ["#新闻", "#C", "#COVID"]),
        ("bluesky", "今天#新闻 #新闻，今天 #2026 #COVID-19.", ["#新闻，今天", "#COVID-19"]),
        ("bluesky", "#" + "a" * 64 + " #" + "b" * 65, ["#" + "a" * 64]),
        ("mastodon", "今天#新闻 ＃新闻，今天 (#x #2026 #a·b #COVID-19", ["＃新闻", "#a·b", "#COVID"]),
        ("threads", "今天#新闻 #新闻，今天 #2026", ["#新闻"]),
        ("linkedin", "#新闻 #a_b #2026", ["#新闻", "#a_b"]),
        ("telegram", "今天#新闻 （#新闻）#a#b #2026 #2026年", ["#新闻", "#2026年"]),
        ("weibo", "今天#新闻#更多 #单 独 #两 词# ##", ["#新闻#", "#单 独 #"]),
        ("weibo", "https://example.org/#a #新闻#", ["#新闻#"]),
        ("xiaohongshu", "#新闻 ", []),
        ("wechat", "#新闻 ", []),
        ("line", "#新闻 ", []),
    ],
)
def test_tags_are_found_as_the_platform_finds_them(name: str, text: str, tags: list[str]) -> None:
    assert found(name, text, "tags") == tags


@pytest.mark.parametrize(
    ("name", "text", "mentions"),
    [
        ("x", "感谢@UN_News，a@b.com @a_name_of_more_than_twenty", ["@UN_News", "@a_name_of_more_than_"]),
        ("x", "@jack/list @é RT@jack", ["@jack/list", "@jack"]),
        ("bluesky", "感谢@un.bsky.social @un.bsky.social @nobody", ["@un.bsky.social"]),
        ("mastodon", "感谢@reader @reader@social.example. a@b.com", ["@reader@social.example"]),
        ("telegram", "感谢@reader @reader_1 @x", ["@reader_1"]),
        ("weibo", "感谢@联合国今天 @联合国，a@b.com", ["@联合国今天", "@联合国"]),
        ("threads", "感谢@un @un.news.", ["@un.news"]),
        ("linkedin", "@un", []),
        ("facebook", "@un", []),
    ],
)
def test_mentions_are_found_as_the_platform_finds_them(name: str, text: str, mentions: list[str]) -> None:
    assert found(name, text, "mentions") == mentions


@given(st.text(st.sampled_from("中文aZ1.#＃@。，（） /:\n-_?&😀\u200d\ufe0f") | st.characters(), max_size=60))
def test_marks_lie_in_the_text_in_order_and_apart(text: str) -> None:
    for row in ROWS.values():
        position = 0
        for mark in platforms.marks(row, text).every:
            assert position <= mark.start < mark.end <= len(text)
            assert text[mark.start : mark.end] == mark.text
            position = mark.end


@pytest.mark.parametrize("name", ROWS)
def test_an_address_and_tags_written_by_our_own_rules_are_recognised_whole(name: str) -> None:
    row = ROWS[name]
    url = platforms.web_address("https://example.org/路径/(a).?q=中文#x。")
    line = platforms.tag_line(row.tags, ("新闻", "ClimateAction"))
    marks = platforms.marks(row, f"第一句话。\n{url}\n{line}")
    assert [mark.text for mark in marks.links] == ([url] if row.links is platforms.LinkStyle.OWN_LINE else [])
    assert [mark.text for mark in marks.tags] == line.split()
