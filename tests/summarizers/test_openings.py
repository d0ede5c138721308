"""No two summaries of an issue begin with the same words, where another may be published."""

from datetime import UTC, date, datetime

import pytest

from digest import pipeline, windows
from digest.model import Article, Budget, Decision, Language, Paragraph, Reason, Standing, Story
from digest.summarizers import SUMMARIZERS, openings, rules
from tests.make import article, newsletter

BUDGET = Budget(words=75, characters=140)
START = "The United Nations in Lanchuan "
FIRST = (START + "opened a school in Yanxi on Monday with the county.", "Some 43 pupils came to the lessons in Yanxi.")
SECOND = (
    START + "closed the old port of Tangdu on Friday at noon.",
    "Ferries will leave Tangdu from the new pier in May.",
)
ZH_FIRST = ("联合国在岚川的机构周一为砚溪的一所学校揭幕。", "砚溪的四十三名学生参加了第一天的课程。")
ZH_SECOND = ("联合国在岚川的机构周五关闭了棠渡的旧港口。", "棠渡的渡轮将于五月起从新码头出发。")


def issue(*texts: tuple[str, ...], name: str = "extractive") -> tuple[Story, ...]:
    """The stories of an issue of articles with these paragraphs."""
    letter = newsletter(summarizer=name)
    due = datetime(2025, 11, 17, tzinfo=UTC)
    window = windows.days(date(2025, 11, 10), date(2025, 11, 17), letter.zone)
    chosen = [
        Decision(article=told(text), standing=Standing.IN_WINDOW, reason=Reason.IN_WINDOW, words="") for text in texts
    ]
    return pipeline.compose(letter, window, due, "weekly/1", chosen, SUMMARIZERS[name]).stories


def told(text: tuple[str, ...]) -> Article:
    language = Language.EN if text[0].isascii() else Language.ZH_HANS
    made = tuple(Paragraph(text=each, language=language) for each in text)
    return article(text[0][:-1], "\n\n".join(text), language=language, paragraphs=made)


@pytest.mark.parametrize("name", SUMMARIZERS)
@pytest.mark.parametrize("texts", [(FIRST, SECOND), (ZH_FIRST, ZH_SECOND)], ids=["English", "Chinese"])
def test_the_second_of_two_that_begin_alike_begins_otherwise(name: str, texts: tuple[tuple[str, ...], ...]) -> None:
    one, two = issue(*texts, name=name)

    assert one.summary.text.startswith(texts[0][0][:5])
    assert two.summary.sentences
    assert openings.words(one.summary) != openings.words(two.summary)
    assert rules.broken(two.article, two.summary, BUDGET) == ()


def test_summaries_that_begin_differently_stay_as_they_are() -> None:
    alone = [issue(FIRST)[0].summary, issue(ZH_SECOND)[0].summary]

    assert [story.summary for story in issue(FIRST, ZH_SECOND)] == alone


def test_where_no_other_sentence_may_stand_the_first_stays_with_a_note() -> None:
    one, two = issue(FIRST, (SECOND[0],))

    assert two.summary.text == SECOND[0]
    assert openings.ALIKE in two.summary.notes
    assert one.summary.notes == ()


def test_articles_without_a_summary_do_not_count_as_alike() -> None:
    nothing = ("Click here.",)

    assert all(openings.ALIKE not in story.summary.notes for story in issue(nothing, nothing))
