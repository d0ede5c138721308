"""The baseline summary: the first whole sentences that say something, within the budget."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest import summarizers
from digest.model import Budget, Language, Paragraph, Role, Summary
from digest.summarizers import SUMMARIZERS, lead
from tests.make import article

BUDGET = Budget(words=75, characters=140)


def summary(*paragraphs: str | Paragraph, language: Language = Language.ZH_HANS, budget: Budget = BUDGET) -> Summary:
    made = tuple(
        each if isinstance(each, Paragraph) else Paragraph(text=each, language=language) for each in paragraphs
    )
    return summarizers.summarize(article(language=language, paragraphs=made), budget, "lead")


def test_whole_sentences_are_taken_in_order_until_the_budget_is_used() -> None:
    text = "学校在周一开学了。老师们都来了，学生也都来了。校长讲了话，大家听得很认真。"
    made = summary(text, budget=Budget(words=75, characters=26))

    assert made.text == "学校在周一开学了。老师们都来了，学生也都来了。"


def test_an_english_budget_counts_words() -> None:
    text = "The school opened on Monday. All of the teachers came, and so did the children. The head spoke."
    made = summary(text, language=Language.EN, budget=Budget(words=16, characters=1))

    assert made.text == "The school opened on Monday. All of the teachers came, and so did the children."


@pytest.mark.parametrize(
    ("language", "dateline", "rest"),
    [
        (Language.ZH_HANS, "澄浦，11月10日——", "联合国今天启动了新的方案。"),
        (Language.ZH_HANS, "岚川澄浦，2025 年 12 月 9 日——", "联合国今天启动了新的方案。"),
        (Language.ZH_HANS, "澄浦，11月7-8日——", "联合国今天启动了新的方案。"),
        (Language.ZH_HANT, "【澄浦，2025年11月12日】", "聯合國今天啟動了新的方案。"),
        (Language.ZH_HANS, "岚川社澄浦11月10日电 ", "联合国今天启动了新的方案。"),
        (Language.EN, "CHENGPU, 10 November 2025 – ", "The United Nations launched a new programme today."),
        (Language.EN, "Chengpu, Lanchuan, November 10 — ", "The United Nations launched a new programme today."),
    ],
)
def test_a_dateline_is_dropped_and_the_rule_is_named(language: Language, dateline: str, rest: str) -> None:
    made = summary(dateline + rest, language=language)

    assert made.text == rest
    assert made.sentences[0].rules == ("dateline dropped",)
    assert made.sentences[0].start == len(dateline)


@pytest.mark.parametrize(
    ("language", "greeting"),
    [
        (Language.ZH_HANS, "各位来宾，女士们，先生们，早上好。"),
        (Language.ZH_HANS, "感谢澄浦市政府和澄浦大学的邀请。"),
        (Language.ZH_HANT, "各位嘉賓，我謹對各位的到來表示熱烈歡迎。"),
        (Language.EN, "Excellencies, ladies and gentlemen, good morning to you all."),
        (Language.EN, "I would like to thank the city for its warm hospitality."),
        (Language.EN, "For more information, please click the link below to our site."),
    ],
)
def test_greetings_and_calls_to_click_stay_out(language: Language, greeting: str) -> None:
    rest = "The lake was clean again by 2025." if language is Language.EN else "到2025年，湖水重新变得清澈。"

    assert summary(greeting, rest, language=language).text == rest


def test_a_quotation_is_taken_whole_or_not_at_all() -> None:
    quotation = "“看见红色的圆点没有？按下去就行。”她对台下的老人说。"

    assert summary("课堂在下午三点开始了。" + quotation).text == "课堂在下午三点开始了。" + quotation
    assert (
        summary("课堂在下午三点开始了。" + quotation, budget=Budget(words=1, characters=20)).text
        == "课堂在下午三点开始了。"
    )
    assert summary("课堂在下午三点开始了。“看见红色的圆点没有？按下去就行。").text == "课堂在下午三点开始了。"


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.TEXT])
def test_only_paragraphs_of_text_enter(role: Role) -> None:
    other = Paragraph(text="这一段不属于正文的内容。", role=role, language=Language.ZH_HANS)

    assert summary(other, "学校在周一开学了。").text == "学校在周一开学了。"


def test_a_repeated_sentence_comes_once() -> None:
    assert summary("学校在周一开学了。", "学校在周一开学了。").text == "学校在周一开学了。"


def test_a_foreign_paragraph_stays_out() -> None:
    english = Paragraph(text="The school opened on Monday morning.", language=Language.EN)

    assert summary(english, "学校在周一开学了。").text == "学校在周一开学了。"


def test_without_a_sentence_that_fits_the_summary_is_empty() -> None:
    assert summary("长" * 300 + "。").sentences == ()
    assert summary().text == ""


@pytest.mark.parametrize("name", SUMMARIZERS)
@given(
    texts=st.lists(st.text(alphabet="校园 开学。！？“”「」（）abc. \"'#，:;0123\n", max_size=120), max_size=4),
    language=st.sampled_from(list(Language)),
    words=st.integers(1, 40),
)
def test_every_sentence_is_in_its_paragraph_and_the_budget_is_kept(
    name: str, texts: list[str], language: Language, words: int
) -> None:
    paragraphs = tuple(Paragraph(text=text, language=language) for text in texts if text)
    made = article(language=language, paragraphs=paragraphs)
    result = summarizers.summarize(made, Budget(words=words, characters=words * 2), name)

    for sentence in result.sentences:
        assert paragraphs[sentence.paragraph].text[sentence.start : sentence.end] == sentence.text
    used = sum(lead.length(sentence.text, result.spaced) for sentence in result.sentences)
    assert used <= (words if result.spaced else words * 2)
