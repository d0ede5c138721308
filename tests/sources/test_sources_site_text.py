"""Copied pages in the layouts and languages that sites were seen to use."""

import pytest

from digest.errors import SourceError
from digest.model import Kind, Parsed

BODY = "The river was low and the ferry waited for the tide."


def headings(parsed: Parsed) -> list[tuple[str, str, str]]:
    return [(article.kind.value, str(article.published_day), article.title) for article in parsed.articles]


def page(header: str, mark: str, *entries: str) -> str:
    """A page: its header, then entries of "type | date | title", each with the text and the carousel's mark."""
    lines = [line for entry in entries for line in (*entry.split(" | "), BODY, mark)]
    return "\n".join([header, *lines])


HEADER = "Latest\nThe Goals in Atlantis\nA long sentence about the Goals in Ruritania, which is another country."
PAGES = {
    "en": page(
        HEADER, "1 of 2", "Story | 01 August 2025 | Ferries run again", "Press Release | 17 April 2025 | Bridge opens"
    ),
    "zh-Hans": page(
        "最新\n可持续发展目标", "1 of 2", "报道 | 2025年8月1日 | 渡船恢复通航", "新闻稿 | 2025年4月17日 | 大桥通车"
    ),
    "zh-Hant": page(
        "最新消息", "1 / 2", "報道 | 2025年8月1日 | 渡輪復航", "新聞公報 | 2025年4月17日(星期四) | 大橋通車"
    ),
    "ar": page(
        "آحدث المستجدات",
        "١ من ٢",
        "قصة | ١ آب/أغسطس ٢٠٢٥ | العبارات تعود",
        "بيان صحفي | ١٧ نيسان/أبريل ٢٠٢٥ | افتتاح الجسر",
    ),
    "es": page(
        "Últimas novedades",
        "1 de 2",
        "Historia | 01 agosto 2025 | Vuelven los barcos",
        "Comunicado de prensa | 17 abril 2025 | Se abre el puente",
    ),
    "pt": page(
        "Últimas",
        "1 de 2",
        "História | 01 agosto 2025 | As balsas voltam",
        "Comunicado de imprensa | 17 abril 2025 | Ponte aberta",
    ),
    "fr": page(
        "Dernières actualités",
        "1 / 2",
        "Histoire | 01 août 2025 | Les bacs reprennent",
        "Communiqué de presse | 17 avril 2025 | Le pont ouvre",
    ),
    "ru": page(
        "Последние новости",
        "1 из 2",
        "История | 1 августа 2025 | Паромы вернулись",
        "Пресс-релиз | 17 апреля 2025 | Мост открыт",
    ),
}


@pytest.mark.parametrize("language", PAGES)
def test_page_in_any_of_eight_languages_gives_types_dates_and_titles(parse, language):
    parsed = parse("site-text", PAGES[language])
    assert [heading[:2] for heading in headings(parsed)] == [("story", "2025-08-01"), ("press-release", "2025-04-17")]
    assert [article.body for article in parsed.articles] == [BODY, BODY]
    assert parsed.problems == ()


def test_hero_item_and_the_same_item_with_text_are_one_article(parse):
    text = (
        "Story\n1 August 2025\nFerries run again\nLearn more\n"
        "Video\n2 August 2025\nOnly in the list\nLearn more\n"
        "The Goals in Atlantis\nA sentence that belongs to the page's header.\n"
        f"Story\n1 August 2025\nFerries run again\n{BODY}\n1 of 1\n"
    )
    parsed = parse("site-text", text)
    assert [(article.title, article.body) for article in parsed.articles] == [
        ("Only in the list", ""),
        ("Ferries run again", BODY),
    ]
    assert parsed.articles[1].notes == ("also listed without text at line 1",)
    assert [(problem.origin.location, problem.lost) for problem in parsed.problems] == [("page.txt line 5", False)]
    assert "listed without text" in parsed.problems[0].reason


def test_invitation_to_read_on_within_a_text_does_not_end_it(parse):
    parsed = parse("site-text", f"Story\n1 August 2025\nFerries\n{BODY}\nLearn more\nThe last line.\n1 of 1\n")
    assert parsed.articles[0].body == f"{BODY}\n\nThe last line."


def test_type_title_date_is_read_as_such(parse):
    parsed = parse("site-text", f"Press Release\nBridge opens\n17 April 2025\n{BODY}\nMore text.")
    assert headings(parsed) == [("press-release", "2025-04-17", "Bridge opens")]
    assert parsed.articles[0].body == f"{BODY}\n\nMore text."


@pytest.mark.parametrize(
    "text",
    [
        f"17 April 2025\nBridge opens\n{BODY}",
        f"Bridge opens\n17 April 2025\n{BODY}",
        "17 April 2025\nBridge opens\n\n18 April 2025\nBridge closes\n",
        "Bridge opens\n17 April 2025\n\nBridge closes\n18 April 2025\n",
        "17 April 2025\nBridge opens\n18 April 2025\nBridge closes",
        "Bridge opens\n17 April 2025\nBridge closes\n18 April 2025",
        f"Latest\n17 April 2025\nBridge opens\n{BODY}\n1 of 2\n18 April 2025\nBridge closes\n{BODY}\n1 of 2",
    ],
)
def test_page_without_types_is_read_in_the_order_it_keeps(parse, text):
    parsed = parse("site-text", text)
    assert headings(parsed)[0] == ("unknown", "2025-04-17", "Bridge opens")
    assert headings(parsed)[1:] in ([], [("unknown", "2025-04-18", "Bridge closes")])
    assert len(parsed.articles) == text.count("April")


def test_unknown_type_word_is_kept_with_the_kind_unknown(parse):
    text = (
        f"Story\n1 August 2025\nFerries\n{BODY}\n1 of 2\nTake Action\n2 August 2025\nPlant a tree\nIt grows.\n1 of 2\n"
    )
    article = parse("site-text", text).articles[1]
    assert (article.kind, article.kind_word, article.title) == (Kind.UNKNOWN, "Take Action", "Plant a tree")
    assert article.body == "It grows."


def test_page_whose_types_are_all_unknown_keeps_them(parse):
    text = f"Our Work\n1 May 2025\nSeeds\n{BODY}\n1 of 2\nOur Work\n2 May 2025\nWells\nIt is deep.\n1 of 2\n"
    parsed = parse("site-text", text)
    assert [(a.kind_word, a.title) for a in parsed.articles] == [("Our Work", "Seeds"), ("Our Work", "Wells")]


def test_missing_type_is_unknown(parse):
    text = f"Story\n1 August 2025\nFerries\n{BODY}\n1 of 2\n2 August 2025\nPlant a tree\nIt grows.\n1 of 2\n"
    article = parse("site-text", text).articles[1]
    assert (article.kind, article.kind_word, article.title) == (Kind.UNKNOWN, "", "Plant a tree")


def test_entries_without_marks_between_them_are_told_apart(parse):
    text = f"Story\n1 August 2025\nFerries\n{BODY}\nSecond line.\nSpeech\n2 August 2025\nWelcome\nFriends, welcome.\n"
    parsed = parse("site-text", text)
    assert [article.body for article in parsed.articles] == [f"{BODY}\n\nSecond line.", "Friends, welcome."]


def test_type_and_date_without_a_title_are_a_problem_with_their_line(parse):
    text = f"Story\n1 August 2025\n1 of 2\nStory\n2 August 2025\nFerries\n{BODY}\n1 of 2\n"
    parsed = parse("site-text", text)
    assert [article.title for article in parsed.articles] == ["Ferries"]
    assert [(p.origin.location, p.lost) for p in parsed.problems] == [("page.txt line 1", True)]


def test_date_under_a_letter_does_not_begin_an_article(parse):
    signed = f"讲话\n2025年5月1日\n致辞\n{BODY}\n驻华协调员\n2025年5月2日\n1 of 1\n"
    parsed = parse("site-text", f"{signed}新闻稿\n2025年4月17日\n大桥通车\n{BODY}\n1 of 1\n")
    assert [article.title for article in parsed.articles] == ["致辞", "大桥通车"]


def test_lines_within_a_text_that_may_begin_an_entry_are_reported_and_kept(parse):
    text = f"Story\n1 May 2025\nFerries\n{BODY}\nTake Action\n2 May 2025\nPlant a tree\nIt grows.\n1 of 1\n"
    parsed = parse("site-text", text)
    assert "Plant a tree" in parsed.articles[0].body
    assert [(p.lost, "line 5" in p.reason) for p in parsed.problems] == [(False, True)]


def test_number_of_bottles_in_a_line_is_no_mark(parse):
    text = "Story\n1 August 2025\nBottles\n1 of 5 million bottles was found.\n1 million of 5\n1 of 3\n"
    assert parse("site-text", text).articles[0].body == "1 of 5 million bottles was found.\n\n1 million of 5"


def test_title_may_be_a_type_word(parse):
    parsed = parse("site-text", f"Story\n1 August 2025\nVideo\n{BODY}\n1 of 1\n")
    assert headings(parsed) == [("story", "2025-08-01", "Video")]


def test_date_in_full_width_digits_is_read_and_kept_as_written(parse):
    article = parse("site-text", f"报道\n２０２５年８月１日\n渡船\n{BODY}\n1 of 1").articles[0]
    assert (str(article.published_day), article.published_as_written) == ("2025-08-01", "２０２５年８月１日")


@pytest.mark.parametrize(
    "written",
    [
        "13 November",
        "24 октября",
        "03 мая",
        "03 mai",
        "七月二十四日",
        "本(7)月18日",
        "22 تموز/أغسطس 2025",
        "31 April 2025",
    ],
)
@pytest.mark.parametrize(("kind", "mark"), [("Story", ""), *((k, "\n1 of 5") for k in ("Story", "Our Work", ""))])
def test_entry_whose_date_cannot_be_read_is_an_article_without_a_date(parse, written, mark, kind):
    second = "\n".join(filter(None, [kind, written, "Two", BODY])) + mark
    first, third = f"Story\n12 November 2025\nOne\n{BODY}{mark}", f"Story\n11 November 2025\nThree\n{BODY}"
    parsed = parse("site-text", f"{first}\n{second}\n{third}")
    assert [article.title for article in parsed.articles] == ["One", "Two", "Three"]
    assert (parsed.articles[1].published_day, parsed.articles[1].published_as_written) == (None, written)
    assert [(problem.lost, written[:8] in problem.reason) for problem in parsed.problems] == [(False, True)]


@pytest.mark.parametrize(
    ("block", "line"),
    [
        ("Story\nTwo\nIts text.\n1 of 5", 6),
        ("Soon\nTwo\nIts text.\n1 of 5", 6),
        ("Story\nTwo\nIts text.", 6),
        ("13 November", 6),
    ],
)
def test_lines_between_marks_that_begin_no_entry_are_a_problem_with_their_line(parse, block, line):
    first, third = f"Story\n12 November 2025\nOne\n{BODY}\n1 of 5", f"Story\n11 November 2025\nThree\n{BODY}"
    parsed = parse("site-text", f"{first}\n{block}\n{third}")
    assert [article.title for article in parsed.articles] == ["One", "Three"]
    assert [(p.origin.location, p.lost) for p in parsed.problems] == [(f"page.txt line {line}", True)]


def test_first_entry_without_a_date_is_a_problem_and_not_part_of_the_header(parse):
    text = f"Latest\nThe Goals\nStory\nSoon\nOne\n{BODY}\n1 of 5\nStory\n11 November 2025\nTwo\n{BODY}\n1 of 5\n"
    assert [(p.origin.location, p.lost) for p in parse("site-text", text).problems] == [("page.txt line 3", True)]


def test_type_without_a_date_within_a_text_is_a_problem(parse):
    text = f"Story\n12 November 2025\nOne\n{BODY}\nStory\nTwo\nIts text.\nStory\n11 November 2025\nThree\n{BODY}"
    parsed = parse("site-text", text)
    assert [(p.origin.location, p.lost) for p in parsed.problems] == [("page.txt line 5", True)]


def test_page_on_which_no_date_can_be_read_gives_articles_without_dates(parse):
    parsed = parse("site-text", f"Story\n13 November\nOne\n{BODY}\nStory\n12 November\nTwo\n{BODY}\n")
    assert [(article.title, article.published_day) for article in parsed.articles] == [("One", None), ("Two", None)]


def test_entry_in_another_order_than_the_page_keeps_its_title(parse):
    other = f"Speech\nOpening title\n15 November 2025\n{BODY}"
    parsed = parse("site-text", f"Story\n12 November 2025\nOne\n{BODY}\n1 of 5\n{other}\n1 of 5\n")
    assert headings(parsed)[1] == ("speech", "2025-11-15", "Opening title")
    assert (parsed.articles[1].kind_word, parsed.articles[1].body) == ("Speech", BODY)


def test_untyped_page_with_a_date_that_cannot_be_read_drops_nothing(parse):
    text = f"12 November 2025\nOne\n{BODY}\n1 of 5\n13 November\nTwo\n{BODY}\n1 of 5\n"
    parsed = parse("site-text", text)
    assert [article.title for article in parsed.articles] == ["One", "Two"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no text"),
        ("\ufeff \n\n", "no text"),
        ("A page\nabout nothing\n", "No line from line 1 to line 2 is a date"),
        ("One\nTwo\nThree\n1 May 2025\nFour\nFive\n3 May 2025\nSix\n", "line 4"),
        ("Story\n1 May 2025\n", "line 1"),
    ],
)
def test_page_that_gives_nothing_says_why(parse, text, said):
    with pytest.raises(SourceError, match=said):
        parse("site-text", text)
