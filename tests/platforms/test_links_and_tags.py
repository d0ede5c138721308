"""Addresses and topics written so that a platform takes the whole of them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.platforms import TagStyle, find_links, tag_line, tag_word, web_address
from digest.platforms.tags import readable_in


@pytest.mark.parametrize(
    ("given_url", "written"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("https://example.org/路径", "https://example.org/%E8%B7%AF%E5%BE%84"),
        ("https://例子.org/", "https://xn--fsqu00a.org/"),
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("https://example.org/a%20b", "https://example.org/a%20b"),
        ("https://example.org/a.", "https://example.org/a%2E"),
        ("https://example.org/50%", "https://example.org/50%25"),
        ("https://example.org/a.?b=c", "https://example.org/a%2E?b=c"),
        ("https://example.org/?a+", "https://example.org/?a%2B"),
        ("https://example.org/a&", "https://example.org/a%26"),
        ("https://example.org/(a)", "https://example.org/%28a%29"),
        ("https://example.org:8080/a", "https://example.org:8080/a"),
        ("https://example.org/?q='\"<>", "https://example.org/?q=%27%22%3C%3E"),
        ("javascript:alert(1)", ""),
        ("ftp://example.org/", ""),
        ("https://user:pass@example.org/", ""),
        ("https://example.org:port/", ""),
        ("https://[::1/", ""),
        ("//example.org/a", ""),
        ("", ""),
    ],
)
def test_an_address_is_written_in_ascii_or_not_at_all(given_url: str, written: str) -> None:
    assert web_address(given_url) == written


_WRITTEN = st.text(st.characters() | st.sampled_from("aZ0/%:@!$&*+,;=~-._#?()'中"), max_size=20)


@settings(max_examples=400)
@given(_WRITTEN, _WRITTEN)
def test_whatever_the_path_and_query_the_written_address_is_one_whole_link(path: str, query: str) -> None:
    url = web_address(f"https://example.org/{path}?{query}")
    found = [(link.start, link.end) for link in find_links(f"中文 {url}\n#中文")]
    assert found == [(3, 3 + len(url))]


@pytest.mark.parametrize(
    ("topic", "word"),
    [
        ("climate action", "ClimateAction"),
        ("water", "Water"),
        ("eHealth", "eHealth"),
        ("women's rights", "WomensRights"),
        ("COVID-19", "COVID19"),
        ("COP30", "COP30"),
        ("#climate", "Climate"),
        ("#气候行动#", "气候行动"),
        ("可持续发展目标13", "可持续发展目标13"),
        ("阿卜杜拉·艾山", "阿卜杜拉艾山"),
        ("C++", ""),
        ("peace & security", ""),
        ("新闻，今天", ""),
        ("2026", ""),
        ("二〇二六年", ""),
        ("a" * 31, ""),
        ("", ""),
        (" # ", ""),
    ],
)
def test_a_topic_becomes_a_word_that_links_whole_or_no_tag(topic: str, word: str) -> None:
    assert tag_word(topic) == word


def test_initials_are_read_in_both_languages_and_other_words_in_their_own() -> None:
    assert readable_in("COP30", chinese=True)
    assert readable_in("COP30", chinese=False)
    assert not readable_in("ClimateAction", chinese=True)
    assert not readable_in("气候行动", chinese=False)


def test_tags_stand_apart_in_the_marks_of_the_platform() -> None:
    assert tag_line(TagStyle.HASH, ("气候行动", "SDG13")) == "#气候行动 #SDG13"
    assert tag_line(TagStyle.HASH_PAIR, ("气候行动", "SDG13")) == "#气候行动# #SDG13#"
    assert tag_line(TagStyle.NONE, ("气候行动",)) == ""
