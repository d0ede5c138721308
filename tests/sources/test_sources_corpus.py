"""The first real page: fifteen articles, told from its lines and cleaned without losing a sentence."""

import re
from datetime import date

import pytest

from digest.model import Article, Kind, Language, Parsed, Role

HEADINGS = [
    ("line 4", "story", "2025-04-17"),
    ("line 9", "story", "2025-04-03"),
    ("line 14", "video", "2025-03-08"),
    ("line 19", "press-release", "2024-10-31"),
    ("line 24", "speech", "2024-10-29"),
    ("line 29", "story", "2025-11-10"),
    ("line 34", "story", "2025-11-08"),
    ("line 39", "story", "2025-11-01"),
    ("line 44", "story", "2025-11-01"),
    ("line 61", "story", "2025-07-22"),
    ("line 66", "press-release", "2025-12-09"),
    ("line 71", "press-release", "2025-11-12"),
    ("line 76", "press-release", "2025-10-24"),
    ("line 81", "press-release", "2025-10-16"),
    ("line 86", "press-release", "2025-09-29"),
]


@pytest.fixture
def page(parse, corpus) -> Parsed:
    return parse("site-text", corpus)


def with_role(article: Article, role: Role) -> list[str]:
    return [paragraph.text for paragraph in article.paragraphs if paragraph.role is role]


def test_page_gives_fifteen_articles_with_their_kinds_and_dates_and_no_problem(page):
    found = [
        (article.origins[0].location.removeprefix("page.txt "), article.kind.value, str(article.published_day))
        for article in page.articles
    ]
    assert found == HEADINGS
    assert page.problems == ()


def test_titles_are_the_lines_after_the_dates(page, corpus):
    lines = corpus.decode().splitlines()
    for article, (location, _, _) in zip(page.articles, HEADINGS, strict=True):
        assert article.original_title == lines[int(location.removeprefix("line ")) + 1]


def test_language_is_that_of_each_text_and_not_of_the_page(page):
    assert [article.language for article in page.articles] == [Language.EN] * 2 + [Language.ZH_HANS] * 13


def test_header_that_names_another_country_is_in_no_article(page):
    assert not any("Seychelles" in article.original_body + article.title for article in page.articles)


def test_op_ed_that_the_page_calls_a_story_stays_a_story(page):
    assert (page.articles[9].kind, page.articles[9].kind_word) == (Kind.STORY, "报道")


def test_ninth_article_loses_its_six_repeated_lines_and_no_sentence(page):
    ninth = page.articles[8]
    assert ninth.notes[0] == "6 repeated paragraphs removed"
    assert len(with_role(ninth, Role.TEXT)) == 7
    assert [len(heading) for heading in with_role(ninth, Role.HEADING)] == [13, 8, 10, 4]
    kept = plain(ninth.body)
    for sentence in re.split(r"(?<=[。”])", ninth.original_body):
        assert plain(sentence) in kept


def test_no_letter_of_any_article_is_lost_but_the_repeats(page):
    for position, article in enumerate(page.articles):
        if position != 8:
            assert plain(article.body) == plain(article.original_body)


def plain(text: str) -> str:
    return re.sub(r"\W", "", text)


def test_biographies_of_the_first_article_are_apart_from_its_text(page):
    first = page.articles[0]
    lives = with_role(first, Role.BIOGRAPHY)
    assert sum(map(len, lives)) > 4_700
    assert lives[1].startswith("Siddharth Chatterjee Siddharth Chatterjee took office")
    assert with_role(first, Role.BOILERPLATE) == ["For users in mainland China, please click this link."]
    assert not any("Ph.D." in text or "letter of credence" in text for text in with_role(first, Role.TEXT))


def test_pull_quote_of_the_second_article_is_marked(page):
    assert [len(quote) for quote in with_role(page.articles[1], Role.QUOTE)] == [229]


def test_hashtags_of_the_video_are_apart_and_its_address_stays_unknown(page):
    video = page.articles[2]
    assert [tags.count("#") for tags in with_role(video, Role.HASHTAGS)] == [3]
    assert video.video_url == ""


def test_about_part_of_the_twelfth_article_is_boilerplate(page):
    assert [len(tail) for tail in with_role(page.articles[11], Role.BOILERPLATE)] == [222]


def test_only_the_two_english_articles_and_the_twelfth_and_third_have_other_parts_than_text_and_headings(page):
    usual = {Role.TEXT, Role.HEADING}
    others = [n for n, article in enumerate(page.articles) if {p.role for p in article.paragraphs} - usual]
    assert others == [0, 1, 2, 11]


def test_half_width_commas_between_chinese_characters_are_gone(page):
    for article in page.articles[2:]:
        assert not re.search(r"[\u4e00-\u9fff],[\u4e00-\u9fff]", article.title + article.body)


def test_days_begin_at_midnight_in_the_zone_of_the_source(page):
    first = page.articles[0]
    assert first.published.isoformat() == "2025-04-16T16:00:00+00:00"
    assert (first.published_day, first.day_only, first.published_as_written) == (
        date(2025, 4, 17),
        True,
        "2025年4月17日",
    )


def test_reading_the_page_twice_gives_equal_articles(parse, corpus, page):
    assert parse("site-text", corpus) == page


@pytest.mark.parametrize("change", ["crlf", "byte order mark", "gb18030", "utf-16"])
def test_page_in_another_wrapping_gives_the_same_articles(parse, corpus, page, change):
    text = corpus.decode()
    wrapped = {
        "crlf": text.replace("\n", "\r\n").encode(),
        "byte order mark": text.encode("utf-8-sig"),
        "gb18030": text.encode("gb18030"),
        "utf-16": text.encode("utf-16"),
    }[change]
    assert [article.keys for article in parse("site-text", wrapped).articles] == [a.keys for a in page.articles]
