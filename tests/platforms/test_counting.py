"""The counts of the platforms, against the examples their makers and users have published."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest import platforms
from tests import growth
from tests.platforms.conformance import CONFORMANCE

ROWS = platforms.from_mapping(tomllib.loads((Path(__file__).parents[2] / "config/platforms.toml").read_text("utf-8")))


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


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", 0),
        ("汐澜 x", 4),
        ("👨\u200d👩\u200d👧\u200d👦", 1),
        ("e\u0301", 1),
        ("a\r\nb", 3),
        ("क्ष", 1),
        ("看 https://example.org/a-long-path-that-the-app-would-shorten", 60),
    ],
)
def test_bluesky_counts_graphemes_of_the_text_as_it_stands(text: str, length: int) -> None:
    assert platforms.count(ROWS["bluesky"], text) == length


def test_bluesky_also_has_a_limit_in_bytes() -> None:
    assert platforms.fits(ROWS["bluesky"], "👨\u200d👩\u200d👧\u200d👦" * 120)
    assert platforms.over(ROWS["bluesky"], "👨\u200d👩\u200d👧\u200d👦" * 125) == 125


def test_a_newsroom_may_count_as_blueskys_own_app_does() -> None:
    own = replace(ROWS["bluesky"], rule="graphemes-short-links")
    assert platforms.count(own, "see https://example.org/a-long-path-of-an-article ok") == len(
        "see example.org/a-long-path-... ok"
    )
    assert platforms.count(own, "see https://example.org/ ok") == len("see example.org ok")


@pytest.mark.parametrize(
    ("text", "shown", "strictest"),
    [
        ("", 0, 0),
        ("汐澜 👨\u200d👩\u200d👧\u200d👦", 4, 4),
        ("see https://example.org/" + "a" * 90, 27, 27),
        ("see example.org/abc", 19, 19),
        ("https://example.notatld/abc", 27, 27),
        ("hi @reader@social.example", 10, 10),
        ("hi @reader", 10, 10),
        ("https://example.org/a。更多", 26, 23),  # the page stops at the mark, the server takes it into the link
    ],
)
def test_mastodon_counts_a_link_as_23_and_a_name_without_its_server(text: str, shown: int, strictest: int) -> None:
    reading = platforms.read(ROWS["mastodon"], text)
    assert (reading.shown, reading.strictest) == (shown, max(shown, strictest))


def test_mastodon_counts_the_content_warning_and_others_have_none() -> None:
    assert platforms.count(ROWS["mastodon"], "text", warning="食物") == 6
    assert platforms.over(ROWS["mastodon"], "x" * 495, warning="warned") == 1
    with pytest.raises(ValueError, match="X has no content warnings"):
        platforms.count(ROWS["x"], "text", warning="食物")


@pytest.mark.parametrize(
    ("text", "shown", "strictest"),
    [
        ("abc 中文", 6, 6),
        ("😀", 4, 4),
        ("👨\u200d👩\u200d👧\u200d👦", 25, 25),
        ("𠮷", 1, 2),
        ("❤", 1, 3),
        ("❤\ufe0f", 6, 6),
    ],
)
def test_threads_counts_an_emoji_by_its_bytes(text: str, shown: int, strictest: int) -> None:
    reading = platforms.read(ROWS["threads"], text)
    assert (reading.shown, reading.strictest) == (shown, strictest)


@pytest.mark.parametrize("name", ["telegram", "line", "facebook", "instagram", "wechat-moments", "xiaohongshu"])
def test_where_a_platform_counts_utf16_units_an_emoji_is_two(name: str) -> None:
    assert platforms.count(ROWS[name], "中a😀") == 4
    limit = ROWS[name].limit.value
    assert platforms.fits(ROWS[name], "中" * limit)
    assert not platforms.fits(ROWS[name], "中" * limit + "a")


@pytest.mark.parametrize(
    ("text", "length"),
    [("", 0), ("a", 1), ("hello", 3), ("小红书", 3), ("小红书a", 4), ("😀", 2), ("é", 1), ("12 个好习惯", 6)],
)
def test_a_title_on_xiaohongshu_counts_two_ascii_letters_as_one(text: str, length: int) -> None:
    title = platforms.part(ROWS["xiaohongshu"], platforms.Part.TITLE)
    assert platforms.count(title, text) == length
    assert title.limit.value == 20


def test_the_title_and_the_digest_of_a_wechat_article_have_limits_of_their_own() -> None:
    title, digest = (platforms.part(ROWS["wechat"], wanted) for wanted in (platforms.Part.TITLE, platforms.Part.DIGEST))
    assert platforms.fits(title, "题" * 32)
    assert not platforms.fits(title, "题" * 33)
    assert not platforms.fits(digest, "摘" * 129)
    assert platforms.fits(ROWS["wechat"], "文" * 19999)


@pytest.mark.parametrize(
    ("emoji", "length"),
    [
        ("👨\u200d👩\u200d👧\u200d👦", 2),
        ("👍🏽", 2),
        ("🏳\ufe0f\u200d🌈", 2),
        ("☝\ufe0f🏻", 2),
        ("🧑\u200d🔧", 5),
        ("🐦\u200d⬛", 5),
        ("🏃\u200d♀\ufe0f\u200d➡\ufe0f", 5),
        ("🫱🏻\u200d🫲🏿", 9),
        ("👩🏽\u200d❤\ufe0f\u200d💋\u200d👨🏻", 11),
    ],
)
def test_an_emoji_shows_as_two_on_x_and_is_judged_as_its_published_counter_does(emoji: str, length: int) -> None:
    reading = platforms.read(ROWS["x"], emoji)
    assert reading.shown == 2
    assert reading.strictest == length


@given(st.text(st.characters(), max_size=80))
def test_no_text_is_judged_shorter_than_it_is_shown(text: str) -> None:
    for platform in ROWS.values():
        assert platforms.count(platform, text) >= 0
        assert platforms.over(platform, text, 0) >= platforms.count(platform, text)


HOSTILE = {
    "http": "http://" * 20000, "dots": "a." * 50000, "open": "https://a.com/" + "(" * 60000,
    "closed": "https://a.com/" + ")" * 60000, "family": "👨\u200d" * 20000, "hashes": "#" * 50000, "tags": "#a" * 50000,
    "names": "@a" * 50000, "han": "中.5" * 30000, "accents": "e" + "\u0301" * 50000, "bidi": "\u202e" * 50000,
    "nul": "\0" * 50000, "surrogates": "\ud800\udc00\ud800" * 20000, "flag": "🏴" + "\U000e0067" * 50000,
}  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_counted_and_searched_in_time_that_grows_with_its_length(text: str) -> None:
    def counted(length: int) -> None:
        for platform in ROWS.values():
            platforms.read(platform, text[:length])
            platforms.marks(platform, text[:length])

    assert growth.is_linear(counted, len(text) // 4, len(text), margin=2.5, spare=0.5)
