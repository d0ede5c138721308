"""The counts of the platforms, against the examples their makers and users have published."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest import platforms

ROWS = platforms.from_mapping(tomllib.loads((Path(__file__).parents[2] / "config/platforms.toml").read_text("utf-8")))

# conformance/validate.yml of github.com/twitter/twitter-text (Apache-2.0), configuration v3.
CONFORMANCE = (
    ("Hi http://test.co", 26),
    ("http://test.co", 23),
    ("285 chars-" + "xxxxxxxxxx-" * 25, 285),
    ("285 chars- http://www.twitter.com/jack " + "xxxxxxxxxx-" * 24, 299),
    ("xxxxxxxxxx-" * 24 + " http://www.twitter.com/jack ", 289),
    ("https://www.twitter.com/aloha " * 10, 240),
    ("故人西辞黄鹤楼，烟花三月下扬州。" * 10, 320),
    ("😷" * 160, 320),
    ("the" + "故人西辞黄鹤楼，烟花三月下扬州。" * 10, 323),
    ("A\u0301B", 2),
    ("A\ufb2c", 4),
    ("H🐱☺👨\u200d👩\u200d👧\u200d👦", 7),
    ("😷👾😡🔥💩", 10),
    ("🙋🏽👨\u200d🎤", 4),
    ("1\u20e3", 2),
    ("This is a test.", 15),
    ("test.com", 23),
    ("Test https://test.com test https://test.com test.com test", 86),
    (
        "This is a tweet with general punctuation characters: \u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
        "\u2009\u200a\u200b\u200c\u200d ‐ ‑ ‒ – — ― ‖  ‗ ‘ ’ ‚ ‛ “ ” „ ‟ ′ ″ ‴ ‵ ‶ ‷",
        112,
    ),
    ("Unicode 10.0 emoji: 🤪; 🧕; 🧕🏾; 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", 34),
    ("Unicode 9.0 emoji: 🤠; 💃; 💃🏾", 29),
    ("randomurl" * 7 + "s.com", 68),  # a label of 64 letters makes no host
)


@pytest.mark.parametrize(("text", "length"), CONFORMANCE)
def test_x_counts_as_the_published_examples_say(text: str, length: int) -> None:
    assert platforms.count(ROWS["x"], text) == length


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", 0),
        ("汐澜", 4),
        ("“一周”", 6),  # curly quotation marks are light, unlike 「」
        ("「一周」", 8),
        ("a\nb", 3),
        ("看example.com。", 27),
        ("https://newsroom.example/a-sample-of-a-long-address", 23),
        ("https://example.com/路径 中文", 32),  # the link ends before the Han characters
        ("(https://example.com/a)", 25),
        ("https://example.com/a(b)", 23),
        ("https://example.com/a.", 24),
        ("name@example.com", 16),
        ("end.Nextone", 11),
        ("https://" + "a" * 64 + ".com", 76),
        ("https://example.com/" + "a" * 300, 23),
        ("https://example.com/" + "a" * 5000, 5020),
    ],
)
def test_x_counts_a_link_as_23_and_only_where_it_sees_one(text: str, length: int) -> None:
    assert platforms.count(ROWS["x"], text) == length


def test_an_emoji_newer_than_the_published_counter_shows_as_two_but_is_judged_by_its_parts() -> None:
    text = "x" * 278 + "🧑\u200d🔧"
    assert platforms.count(ROWS["x"], text) == 280
    assert not platforms.fits(ROWS["x"], text)
    assert platforms.over(ROWS["x"], text) == 3


def test_a_link_under_an_unknown_top_level_domain_is_judged_by_the_longer_reading() -> None:
    text = "x" * 260 + " http://a.notatld"
    assert platforms.count(ROWS["x"], text) == 277
    assert platforms.over(ROWS["x"], text) == 4


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", 0),
        ("a", 1),
        ("ab", 1),
        ("abc", 2),
        ("é", 1),
        ("éé", 1),
        ("微博", 2),
        ("微博a", 3),
        ("😀", 2),
        ("👨\u200d👩\u200d👧\u200d👦", 11),
        ("https://example.com/a", 10),
        ("看https://example.com/a。", 12),
        ("https://example.com/" + "a" * 120, 10),
        ("https://example.com/" + "a" * 122, 11),
        ("http://t.cn/A6x", 8),
        ("https://weibo.com/123", 11),
        ("https://weibo.com/" + "1" * 30, 10),
    ],
)
def test_weibo_counts_half_for_latin_and_ten_for_a_link(text: str, length: int) -> None:
    assert platforms.count(ROWS["weibo"], text) == length


def test_linkedin_and_wechat_count_the_longer_of_code_points_and_utf16_units() -> None:
    assert platforms.count(ROWS["linkedin"], "中a😀") == 4
    assert platforms.count(ROWS["wechat"], "𠮷野家") == 4


def test_a_limit_of_its_own_is_judged_instead_of_the_one_for_a_post() -> None:
    assert platforms.fits(ROWS["wechat"], "一" * 32, 32)
    assert platforms.over(ROWS["wechat"], "一" * 33, 32) == 1


@given(st.text(st.characters(), max_size=80))
def test_no_text_is_judged_shorter_than_it_is_shown(text: str) -> None:
    for platform in ROWS.values():
        assert platforms.count(platform, text) >= 0
        assert platforms.over(platform, text, 0) >= platforms.count(platform, text)


@pytest.mark.parametrize("text", ["http://" * 20000, "a." * 50000, "https://a.com/" + "(" * 60000, "👨\u200d" * 20000])
def test_hostile_length_is_counted_in_reasonable_time(text: str) -> None:
    assert not platforms.fits(ROWS["x"], text)
    assert platforms.count(ROWS["weibo"], text) >= 10
