"""The checker on whole summaries: traces, openings that lean on a missing sentence, facts, order, budgets."""

from dataclasses import replace

import pytest

from digest.model import Budget, Language, Quotation, Role, Summary, SummarySentence
from tests.eval import checker
from tests.eval.picking import BUDGET, FIRST, faults, made, other_role, picked

EN, HANS, HANT = Language.EN, Language.ZH_HANS, Language.ZH_HANT
MAYOR = {
    EN: "Mayor Jane Doe opened the lock.",
    HANS: "镇长王明打开了水闸。",
    HANT: "鎮長王明打開了水閘。",
}

LEANING = [
    (EN, "She thanked the volunteers."),
    (EN, "They worked for ten years."),
    (EN, "His speech lasted an hour."),
    (EN, "It was the third lock in ten years."),
    (EN, "This brings the number of locks to three."),
    (EN, "These locks were paid for by the town."),
    (EN, "Both were built in 1990."),
    (EN, "The two met again on Friday."),
    (EN, "In this way the town saved money."),
    (EN, "One of them is the oldest in the land."),
    (EN, "Despite this, the water stayed low."),
    (EN, "However, the water stayed low."),
    (EN, "But the water stayed low."),
    (EN, "In addition, the town built a bridge."),
    (EN, "As a result, the water rose."),
    (EN, "For example, the mill got a new wheel."),
    (EN, "Meanwhile, the farmers waited."),
    (EN, "First, the town built a bridge."),
    (EN, "Finally, the water rose."),
    (EN, "The water, however, stayed low."),
    (EN, "When she arrived, she opened the gate."),
    (HANS, "他感谢了志愿者。"),
    (HANS, "这是镇上的第三座水闸。"),
    (HANS, "此次工程用了十年。"),
    (HANS, "该工程用了十年。"),
    (HANS, "其中三座建于1990年。"),
    (HANS, "两人在周五再次见面。"),
    (HANS, "然而，水位仍然很低。"),
    (HANS, "此外，镇上还建了一座桥。"),
    (HANS, "首先，镇上建了一座桥。"),
    (HANS, "同时，镇上建了一座桥。"),
    (HANS, "因此，水位上升了。"),
    (HANS, "在此基础上，镇上建了一座桥。"),
    (HANS, "对此，农民表示满意。"),
    (HANS, "第二，镇上建了一座桥。"),
    (HANT, "她感謝了義工。"),
    (HANT, "這是鎮上的第三座水閘。"),
    (HANT, "然而，水位仍然很低。"),
    (HANT, "與此同時，鎮上建了一座橋。"),
]
STANDING = [
    (EN, "This year the town built three locks."),
    (EN, "These days the river is clean."),
    (EN, "Those who built the lock were paid in grain."),
    (EN, "It is important that the lock stays open."),
    (EN, "It’s rare for a town to own a lock."),
    (EN, "There are three locks in Linwood."),
    (EN, "So far the town has built three locks."),
    (EN, "Both the mayor and the miller came."),
    (EN, "In addition to the lock, the town built a bridge."),
    (EN, "Instead of a bridge, the town built a lock."),
    (EN, "We must keep the river clean."),
    (EN, "At the time of the flood the lock was new."),
    (EN, "As a result of the flood, the lock was closed."),
    (EN, "While the farmers waited, the water rose."),
    (EN, "After the flood, the town built a lock."),
    (EN, "First aid was taught in 43 schools."),
    (HANS, "其实小学位于林和镇。".replace("其实", "清河")),
    (HANS, "最后一批志愿者周五离开。"),
    (HANS, "同济大学参与了工程。"),
    (HANS, "但愿小学周一开学。"),
    (HANS, "这两天，水闸一直开放。"),
    (HANS, "我们必须保护河流。"),
    (HANS, "与会人数超过三百人。"),
    (HANS, "也门的专家参观了水闸。"),
    (HANS, "第一座水闸建于1990年。"),
    (HANS, "在林和镇，水闸是最老的建筑。"),
    (HANS, "虽然水位很低，水闸仍然开放。"),
    (HANT, "我們必須保護河流。"),
    (HANT, "第一座水閘建於1990年。"),
]


@pytest.mark.parametrize(("language", "sentence"), LEANING, ids=[sentence for _, sentence in LEANING])
def test_a_sentence_that_leans_on_a_missing_one_is_caught(language: Language, sentence: str) -> None:
    text = MAYOR[language] + (" " if language is EN else "") + sentence
    found = faults(FIRST[language], text, pick=(sentence,), language=language)

    assert len(found) == 1
    assert "begins with" in found[0] or "answers a sentence" in found[0]


@pytest.mark.parametrize(("language", "sentence"), LEANING, ids=[sentence for _, sentence in LEANING])
def test_the_same_sentence_passes_right_behind_its_own_predecessor(language: Language, sentence: str) -> None:
    text = MAYOR[language] + (" " if language is EN else "") + sentence

    assert faults(FIRST[language], text, pick=(MAYOR[language], sentence), language=language) == ()


@pytest.mark.parametrize(("language", "sentence"), LEANING, ids=[sentence for _, sentence in LEANING])
def test_behind_another_sentence_than_its_own_it_is_caught(language: Language, sentence: str) -> None:
    text = MAYOR[language] + (" " if language is EN else "") + sentence

    assert faults(FIRST[language], text, pick=(FIRST[language], sentence), language=language)


@pytest.mark.parametrize(("language", "sentence"), STANDING, ids=[sentence for _, sentence in STANDING])
def test_a_sentence_that_stands_by_itself_passes(language: Language, sentence: str) -> None:
    assert faults(FIRST[language], sentence, pick=(sentence,), language=language) == ()


def test_the_first_sentence_of_the_article_may_begin_as_it_likes() -> None:
    assert faults("This is the oldest lock in Linwood.", pick=("This is the oldest lock in Linwood.",)) == ()
    assert faults("他是镇上最老的人。", pick=("他是镇上最老的人。",), language=HANS) == ()


def test_a_person_without_a_name_does_not_open_a_summary() -> None:
    role = "The mayor said that the water was clean."

    assert any("not been named" in each for each in faults(FIRST[EN], role, pick=(role,)))
    assert faults(FIRST[EN], role, pick=(FIRST[EN], role)) == ()
    zh = "与会者一致认为河水已经变清。"
    assert any("not been named" in each for each in faults(FIRST[HANS], zh, pick=(zh,), language=HANS))


def rewritten(source: str, text: str, *rules: str, language: Language = EN, start: int = 0) -> tuple[str, ...]:
    """The faults of a sentence that claims to come from all of the second paragraph, from `start` on."""
    article = made(FIRST[language], source, language=language)
    sentence = SummarySentence(text=text, paragraph=1, start=start, end=len(source), rules=rules)
    summary = Summary(sentences=(sentence,), method="test", spaced=language is EN)
    return checker.violations(article, summary, BUDGET)


@pytest.mark.parametrize(
    ("language", "source", "text"),
    [
        (EN, "LINWOOD, 10 May 2025 – The lock is open.", "The lock is open."),
        (EN, "However, the lock is open.", "The lock is open."),
        (EN, "The lock (built in 1990) is open.", "The lock is open."),
        (EN, "Meanwhile, the lock (built in 1990) is open.", "The lock is open."),
        (HANS, "林和，11月10日——水闸今天开放。", "水闸今天开放。"),
        (HANS, "此外，水闸今天开放。", "水闸今天开放。"),
        (HANS, "林和水闸（Linwood Lock）今天开放。", "林和水闸今天开放。"),
        (HANS, "第一点，水闸今天开放。", "水闸今天开放。"),
        (HANT, "然而，水閘今天開放。", "水閘今天開放。"),
    ],
)
def test_what_may_be_dropped_may_be_dropped_when_the_rule_is_named(language: Language, source: str, text: str) -> None:
    assert rewritten(source, text, "something dropped", language=language) == ()
    assert any("no rule is listed" in each for each in rewritten(source, text, language=language))


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("The lock is open on Mondays and Fridays.", "The lock is open on Mondays."),
        ("The lock is not open on Fridays.", "The lock is open on Fridays."),
        ("The lock opened from June 30-Aug. 23, with a fair.", "Aug. 23, with a fair."),
        ("The lock is open.", "The lock is now open."),
        ("According to Jane Doe, the lock is open.", "The lock is open."),
    ],
)
def test_nothing_else_may_be_dropped_or_added_under_any_name(source: str, text: str) -> None:
    assert any("does not follow" in each for each in rewritten(source, text, "connective dropped"))


def test_a_chinese_sentence_may_be_closed_at_a_semicolon() -> None:
    source = "水闸今天开放；桥明天开放。"
    article = made(FIRST[HANS], source, language=HANS)
    closed = SummarySentence(text="水闸今天开放。", paragraph=1, start=0, end=7, rules=("closed at a semicolon",))

    assert checker.violations(article, Summary(sentences=(closed,), method="test", spaced=False), BUDGET) == ()
    secret = replace(closed, rules=())
    assert checker.violations(article, Summary(sentences=(secret,), method="test", spaced=False), BUDGET)


@pytest.mark.parametrize(
    ("language", "source", "piece", "fault"),
    [
        (EN, "The lock, built in 1990, is open again.", "built in 1990, is open again.", "small letter"),
        (EN, "The town of Linwood is small.", "Linwood is small.", "beginning is cut"),
        (EN, "The school was opened by Dr. Doe of Linwood.", "The school was opened by Dr.", "abbreviation"),
        (EN, "The school costs 3.5 million in all.", "The school costs 3.", "end is cut"),
        (EN, "The school is open. so is the lock.", "The school is open.", "end is cut"),
        (HANS, "镇长说，水闸今天开放，桥明天开放。", "水闸今天开放，桥明天开放。", "beginning is cut"),
        (HANS, "水闸今天开放，桥明天开放。", "水闸今天开放", "does not end"),
    ],
)
def test_a_cut_sentence_is_caught(language: Language, source: str, piece: str, fault: str) -> None:
    found = faults(FIRST[language], source, pick=(piece,), language=language)

    assert any(fault in each for each in found), found


def test_a_sentence_from_inside_a_quotation_is_caught() -> None:
    english = 'Jane Doe said: "The lock is open. The bridge is closed. The mill stands still."'
    chinese = "王明说：“水闸开放了。桥还没有开放。磨坊停了。”"

    assert any("inside a quotation" in each for each in faults(FIRST[EN], english, pick=("The bridge is closed.",)))
    found = faults(FIRST[HANS], chinese, pick=("桥还没有开放。",), language=HANS)
    assert any("inside a quotation" in each for each in found)
    assert faults(FIRST[EN], english, pick=(english,)) == ()
    assert faults(FIRST[HANS], chinese, pick=(chinese,), language=HANS) == ()


def test_a_sentence_behind_a_closed_quotation_passes() -> None:
    english = '"The lock is open," said Jane Doe. The bridge is closed.'
    chinese = "“水闸开放了。”王明说。桥还没有开放。"

    assert faults(FIRST[EN], english, pick=("The bridge is closed.",)) == ()
    assert faults(FIRST[HANS], chinese, pick=("桥还没有开放。",), language=HANS) == ()


def test_a_quotation_may_find_its_speaker_in_the_neighbour_sentence() -> None:
    quotation = '"The lock is open and the bridge is closed."'
    text = f"Jane Doe said this on Monday. {quotation}"

    assert faults(FIRST[EN], text, pick=("Jane Doe said this on Monday.", quotation)) == ()
    assert any("does not say whom" in each for each in faults(FIRST[EN], text, pick=(quotation,)))


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.TEXT])
def test_a_paragraph_that_is_no_running_text_gives_no_sentence(role: Role) -> None:
    text = "The lock is open on Mondays."

    assert any("no running text" in each for each in faults(FIRST[EN], other_role(text, role), pick=(text,)))


@pytest.mark.parametrize(
    ("language", "source", "text", "fault"),
    [
        (EN, "The town has 43 schools.", "The town has 44 schools.", "'44'"),
        (EN, "The town has twelve schools.", "The town has thirteen schools.", "'thirteen'"),
        (EN, "The school costs 1,200,000 dollars.", "The school costs 1,300,000 dollars.", "'1300000'"),
        (EN, "The school was opened by Jane Doe.", "The school was opened by Jane Roe.", "'Roe'"),
        (EN, "The school is paid for by the UN.", "The school is paid for by the EU.", "'EU'"),
        (HANS, "全镇有四十三所学校。", "全镇有四十四所学校。", "'四十四'"),
        (HANS, "学校投资310万元。", "学校投资320万元。", "'320'"),
        (HANS, "王明写了《河流》一书。", "王明写了《湖泊》一书。", "'湖泊'"),
    ],
)
def test_a_changed_fact_is_caught(language: Language, source: str, text: str, fault: str) -> None:
    assert any(
        "not in the article" in each and fault in each for each in rewritten(source, text, "x", language=language)
    )


@pytest.mark.parametrize(
    ("language", "source", "text"),
    [
        (EN, "The school costs 1,200,000 dollars.", "The school costs 1200000 dollars."),
        (EN, "The town has twelve schools.", "The town has 12 schools."),
        (HANS, "全镇有四十三所学校。", "全镇有43所学校。"),
        (HANS, "学校投资８ ０００元。", "学校投资8000元。"),
        (HANS, "学校建于二〇二五年。", "学校建于2025年。"),
    ],
)
def test_a_number_is_the_same_in_every_way_of_writing_it(language: Language, source: str, text: str) -> None:
    assert not any("not in the article" in each for each in rewritten(source, text, "x", language=language))


def test_a_sentence_said_twice_is_caught() -> None:
    text = "The lock is open on Mondays."

    found = faults(FIRST[EN], text, f"As we know, {text[0].lower()}{text[1:]}", pick=(text,))
    assert found == ()
    article = made(FIRST[EN], text, text)
    twice = replace(
        picked(article, text),
        sentences=tuple(SummarySentence(text=text, paragraph=at, start=0, end=len(text)) for at in (1, 2)),
    )
    assert any("twice" in each for each in checker.violations(article, twice, BUDGET))


def test_the_order_of_the_article_is_kept() -> None:
    article = made("The lock is open on Mondays.", "The bridge is open on Fridays.")

    summary = picked(article, "The bridge is open on Fridays.", "The lock is open on Mondays.")
    assert any("order" in each for each in checker.violations(article, summary, BUDGET))


@pytest.mark.parametrize(("words", "kept"), [(6, True), (5, False)])
def test_an_english_budget_counts_words(words: int, kept: bool) -> None:
    article = made("The lock is open on Mondays.")
    summary = picked(article, "The lock is open on Mondays.")

    assert (checker.violations(article, summary, Budget(words=words, characters=1)) == ()) is kept


@pytest.mark.parametrize(("characters", "kept"), [(7, True), (6, False)])
def test_a_chinese_budget_counts_characters_with_their_marks(characters: int, kept: bool) -> None:
    article = made("水闸今天开放。", language=HANS)
    summary = picked(article, "水闸今天开放。")

    assert (checker.violations(article, summary, Budget(words=1, characters=characters)) == ()) is kept


def test_teaser_and_short_text_are_checked_like_the_summary() -> None:
    article = made(FIRST[EN], "However, the water stayed low.")
    leaning = picked(article, "However, the water stayed low.").sentences[0]
    summary = picked(article, FIRST[EN])

    assert any(
        each.startswith("teaser: it begins")
        for each in checker.violations(article, replace(summary, teaser=leaning), BUDGET)
    )
    assert any(
        each.startswith("short: it begins")
        for each in checker.violations(article, replace(summary, short=(leaning,)), BUDGET)
    )
    small = Budget(words=75, characters=130, teaser_words=3, short_words=3)
    both = replace(summary, teaser=summary.sentences[0], short=summary.sentences)
    found = checker.violations(article, both, small)
    assert [each for each in found if "longer than its budget" in each] == [
        "teaser: it is longer than its budget: 12 of 3",
        "short: it is longer than its budget: 12 of 3",
    ]


def test_an_empty_summary_says_why() -> None:
    article = made("大家好。", language=HANS)
    empty = Summary(sentences=(), method="test", spaced=False)

    assert checker.violations(article, empty, BUDGET) == ("it is empty and does not say why",)
    assert checker.violations(article, replace(empty, notes=("no sentence may stand alone",)), BUDGET) == ()


def quotation(text: str, speaker: str) -> tuple[str, ...]:
    source = 'Jane Doe said: "The lock is open. The bridge is closed."'
    article = made(source)
    start = max(0, source.find(text))
    key = Quotation(text=text, speaker=speaker, paragraph=0, start=start, end=start + len(text))
    return checker.violations(article, replace(picked(article, source), quotation=key), BUDGET)


def test_the_key_quotation_is_whole_and_by_somebody_the_article_names() -> None:
    assert quotation("The lock is open. The bridge is closed.", "Jane Doe") == ()
    assert any("not the whole" in each for each in quotation("The lock is open.", "Jane Doe"))
    assert any("does not have these words" in each for each in quotation("The lock is shut.", "Jane Doe"))
    assert any("does not name" in each for each in quotation("The lock is open. The bridge is closed.", "Jane Roe"))
    assert any("pronoun" in each for each in quotation("The lock is open. The bridge is closed.", "she"))


def test_a_figure_is_written_as_the_article_writes_it() -> None:
    article = made("The town has 43 schools.")
    summary = picked(article, "The town has 43 schools.")

    assert checker.violations(article, replace(summary, figures=("43 schools",)), BUDGET) == ()
    assert checker.violations(article, replace(summary, figures=("43 pupils",)), BUDGET)


def test_a_place_that_does_not_exist_is_a_fault_and_no_crash() -> None:
    article = made("The lock is open.")
    nowhere = SummarySentence(text="The lock is open.", paragraph=7, start=0, end=17)

    found = checker.violations(article, Summary(sentences=(nowhere,), method="test", spaced=True), BUDGET)
    assert any("a place that the article does not have" in each for each in found)
