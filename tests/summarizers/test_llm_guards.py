"""The guards of a model's draft, one by one, with drafts that are sound and drafts that are not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model import Article, Budget, Language, Paragraph
from digest.summarizers import guards
from digest.summarizers.guards import Proposal, Proposed, names, numbers, polarity, quotations
from tests.make import article

ROOMY = Budget(words=300, characters=900)


def english(*paragraphs: str) -> Article:
    return article("", "\n\n".join(paragraphs))


def chinese(*paragraphs: str, language: Language = Language.ZH_HANS) -> Article:
    made = tuple(Paragraph(text=text, language=language) for text in paragraphs)
    return article("", "\n\n".join(paragraphs), language=language, paragraphs=made)


def reasons(made: Article, *sentences: str, budget: Budget = ROOMY) -> str:
    proposal = Proposal(sentences=tuple(Proposed(text=text, sources=(1,)) for text in sentences))
    return " ".join(guards.refusals(made, proposal, budget))


# --- numbers -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "same",
    [
        ("3.1 million", "310万", "three million one hundred thousand", "3,100,000", "三百一十万"),
        ("25%", "25 per cent", "25 percent", "百分之二十五", "twenty-five percent", "２５％"),
        ("120 million", "1.2亿", "一亿二千万"),
        ("March", "Mar.", "3月"),
        ("Wednesday", "周三", "星期三"),
        ("2025", "二〇二五", "２０２５"),
        ("two-thirds", "2/3", "三分之二")[::2],
        ("third", "3rd", "第三"),
        ("800 billion", "8 000亿"),
        ("half", "一半", "半数"),
        ("dozens", "dozen"),
    ],
)
def test_one_amount_has_one_key_however_it_is_written(same: tuple[str, ...]) -> None:
    keys = {tuple(number.key for number in numbers.found(text)) for text in same}

    assert len(keys) == 1
    assert keys != {()}


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("五点四十分", ["5", "40"]),
        ("五点九十分", ["5", "90"]),
        ("三万一千人", ["31000"]),
        ("二〇一一年", ["2011"]),
        ("三千万不为过", ["30000000"]),
    ],
)
def test_an_idiom_inside_an_amount_is_part_of_the_amount(text: str, keys: list[str]) -> None:
    assert [number.key for number in numbers.found(text)] == keys


@pytest.mark.parametrize(
    "text", ["十分重要", "一带一路", "千方百计", "one of them", "they march on", "it may rain", "COVID"]
)
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    assert numbers.found(text) == ()


@pytest.mark.parametrize(
    ("source", "draft"),
    [
        ("The bridge cost 42 million yuan in 2024.", "The bridge cost 42 billion yuan in 2024."),
        ("The bridge cost 42 million yuan in 2024.", "The bridge cost 42 million yuan in 2023."),
        ("Prices rose by 5 per cent in the city.", "Prices rose by 5 in the city."),
        ("The hall opens on 3 May for all visitors.", "The hall opens on 3 June for all visitors."),
        ("The hall opens on Monday for all visitors.", "The hall opens on Friday for all visitors."),
        ("Twelve schools took part in the course.", "Thirteen schools took part in the course."),
        ("Half of the pupils walk to the school.", "A quarter of the pupils walk to the school."),
        ("Between 20 and 45 boats leave the port daily.", "Between 45 and 20 boats leave the port daily."),
    ],
)
def test_a_changed_number_or_date_is_refused(source: str, draft: str) -> None:
    assert reasons(english(source), source) == ""
    assert "number" in reasons(english(source), draft)


@pytest.mark.parametrize(
    ("source", "draft"),
    [
        ("市政府投入4200万元建成两座污水处理厂。", "市政府投入4300万元建成两座污水处理厂。"),
        ("市政府投入4200万元建成两座污水处理厂。", "市政府投入4200亿元建成两座污水处理厂。"),
        ("市政府投入4200万元建成两座污水处理厂。", "市政府投入4200万元建成三座污水处理厂。"),
        ("参加培训的教师超过百分之六十。", "参加培训的教师超过百分之七十。"),
        ("展览将于11月7日在美术馆开幕。", "展览将于12月7日在美术馆开幕。"),
        ("第三届图书节在老城区举行。", "第五届图书节在老城区举行。"),
        ("三十二名学生获得奖学金。", "三十五名学生获得奖学金。"),
    ],
)
def test_a_changed_chinese_number_is_refused(source: str, draft: str) -> None:
    assert reasons(chinese(source), source) == ""
    assert "number" in reasons(chinese(source), draft)


def test_a_number_from_a_far_part_of_the_article_does_not_count() -> None:
    made = english(
        "The library bought 300 books for the children of the valley.",
        "Its roof was mended with the help of the neighbours.",
        "The garden behind the station has 75 apple trees and a pond.",
    )

    assert "'75'" in reasons(made, "The library bought 75 books for the children of the valley.")


# --- names ---------------------------------------------------------------------------------------------------

PEOPLE = (
    "Maria Keller thanked Joan D. Ortega of the Reed Fund. The United Nations office in Lanchuan paid for the boats."
)


@pytest.mark.parametrize(
    "name",
    ["Maria Keller", "Joan Ortega", "the Reed Fund", "UN", "the United Nations", "Lanchuan's boats"],
)
def test_names_of_the_article_are_known_in_their_usual_forms(name: str) -> None:
    assert names.unknown(f"It was paid by {name}.", PEOPLE) == ()


@pytest.mark.parametrize(
    "name", ["Maria Kellner", "Joan Keller", "Peter", "WHO", "the Read Fund", "Ortega Fund", "Geneva", "McDonald"]
)
def test_names_that_the_article_lacks_are_found(name: str) -> None:
    assert names.unknown(f"It was paid by {name}.", PEOPLE) != ()


@pytest.mark.parametrize(
    ("source", "draft"),
    [
        ("主任沈玉兰表示，湖水已经变清。", "主任沈玉芳表示，湖水已经变清。"),
        ("沈玉兰在会上指出，湖水已经变清。", "王建军在会上指出，湖水已经变清。"),
        ("约翰·史密斯参观了新的博物馆。", "约翰·史密森参观了新的博物馆。"),
        ("展览介绍了《湖边的人》一书。", "展览介绍了《海边的人》一书。"),
        ("中国代表团参加了这次会议。", "日本代表团参加了这次会议。"),
        ("砚溪大学举办了这次讲座。", "青山大学举办了这次讲座。"),
        ("这台机器由 Reed Fund 捐赠给学校。", "这台机器由 Road Fund 捐赠给学校。"),
        ("联合国开发计划署在会上介绍了项目。", "世界银行在会上介绍了项目。"),
    ],
)
def test_a_name_that_the_chinese_article_lacks_is_refused(source: str, draft: str) -> None:
    assert reasons(chinese(source), source) == ""
    assert reasons(chinese(source), draft) != ""


@pytest.mark.parametrize(
    ("source", "draft"),
    [
        ("Maria Keller thanked Joan Ortega for the boats.", "Joan Ortega thanked Maria Keller for the boats."),
        ("The train goes from Yanxi to Lanchuan every hour.", "The train goes from Lanchuan to Yanxi every hour."),
    ],
)
def test_two_names_that_changed_places_are_refused(source: str, draft: str) -> None:
    assert "order" in reasons(english(source), draft)


def test_another_person_of_the_article_in_the_place_of_the_right_one_is_refused() -> None:
    made = english("Maria Keller opened the new library on the hill.", "Joan Ortega sang two songs for the children.")

    assert "Ortega" in reasons(made, "Joan Ortega opened the new library on the hill.")


def test_countries_that_changed_places_are_refused() -> None:
    source = "中国向日本出口了第一批新型客车。"

    assert "order" in reasons(chinese(source), "日本向中国出口了第一批新型客车。")


# --- quotations ----------------------------------------------------------------------------------------------

SPOKEN = "“We counted the swimmers on the first morning and then we wept,” said Arthur Bell of the fund."
SAID = "“课堂在下午三点开始，大家都来了，没有一个人迟到。”老师沈玉兰说。"


@pytest.mark.parametrize(
    "draft",
    [
        "“We counted the swimmers on the first morning and then we laughed,” said Arthur Bell of the fund.",
        "“We counted the swimmers on the first morning,” said Arthur Bell of the fund.",
        "“We counted all the swimmers on the first morning and then we wept,” said Arthur Bell of the fund.",
        "Arthur Bell “wept” on the first morning.",
    ],
)
def test_an_edited_or_shortened_quotation_is_refused(draft: str) -> None:
    assert "word for word" in reasons(english(SPOKEN), draft)


def test_a_whole_quotation_with_its_speaker_is_accepted_in_other_marks() -> None:
    draft = 'Arthur Bell of the fund said: "We counted the swimmers on the first morning and then we wept."'

    assert quotations.faults(draft, SPOKEN) == ()


def test_a_quotation_without_its_speaker_is_refused() -> None:
    draft = "“We counted the swimmers on the first morning and then we wept.”"

    assert "without the name" in reasons(english(SPOKEN), draft)


@pytest.mark.parametrize(
    "draft",
    [
        "“课堂在下午三点开始，大家都来了，没有人迟到。”老师沈玉兰说。",
        "“课堂在下午三点开始。”老师沈玉兰说。",
        "老师沈玉兰说：“课堂在上午三点开始，大家都来了，没有一个人迟到。”",
        "“课堂在下午三点开始，大家都来了，没有一个人迟到。”",
    ],
)
def test_an_edited_or_nameless_chinese_quotation_is_refused(draft: str) -> None:
    assert reasons(chinese(SAID), SAID) == ""
    assert "quotation" in reasons(chinese(SAID), draft)


# --- denials -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "draft"),
    [
        ("The lake is open to swimmers in summer.", "The lake is not open to swimmers in summer."),
        ("The lake is not open to swimmers in winter.", "The lake is open to swimmers in winter."),
        ("Nobody was hurt when the old bridge fell.", "Nobody was not hurt when the old bridge fell."),
        ("The council didn't approve the new road.", "The council did approve the new road."),
        ("The number of visitors rose sharply in May.", "The number of visitors fell sharply in May."),
        ("The council supports the plan for the port.", "The council opposes the plan for the port."),
        ("Fish will be sold without a licence at the pier.", "Fish will be sold with a licence at the pier."),
    ],
)
def test_a_denial_put_in_or_taken_out_is_refused(source: str, draft: str) -> None:
    assert reasons(english(source), source) == ""
    assert reasons(english(source), draft) != ""


@pytest.mark.parametrize(
    ("source", "draft"),
    [
        ("湖水已经达到游泳标准。", "湖水没有达到游泳标准。"),
        ("市民可以在湖中游泳。", "市民不可以在湖中游泳。"),
        ("秋季以前不得在湖中捕鱼。", "秋季以前得在湖中捕鱼。"),
        ("代表团支持这项决议。", "代表团不支持这项决议。"),
        ("代表团支持这项决议。", "代表团反对这项决议。"),
        ("今年的游客人数增加两成。", "今年的游客人数减少两成。"),
    ],
)
def test_a_chinese_denial_put_in_or_taken_out_is_refused(source: str, draft: str) -> None:
    assert reasons(chinese(source), source) == ""
    assert reasons(chinese(source), draft) != ""


@pytest.mark.parametrize("text", ["不仅如此，水质不断提高。", "非洲和未来。", "无论如何，不少人来了。", "非常重要。"])
def test_syllables_that_deny_nothing_are_left_alone(text: str) -> None:
    assert polarity.faults(text, "水质提高。") == ()


# --- form ----------------------------------------------------------------------------------------------------

PLAIN = "The lake at Yanxi was opened for swimming again after eleven years of work."
PLAIN_ZH = "砚溪湖在治理十一年之后重新开放游泳。"


@pytest.mark.parametrize(
    "draft",
    [
        PLAIN[:-1],
        PLAIN[:30],
        "The lake at Yanxi was opened for swimming again after the.",
        "The lake at Yanxi was opened for swimming again…",
        "The lake at Yanxi was opened for swimming again...",
        "The lake at Yanxi was opened for swimming again:",
    ],
)
def test_a_sentence_without_an_end_is_refused(draft: str) -> None:
    assert "end as a sentence" in reasons(english(PLAIN), draft)


@pytest.mark.parametrize(
    "draft", ["砚溪湖在治理十一年之后重新", "砚溪湖重新开放游泳，", "砚溪湖重新开放游泳……", "砚溪湖重新开放和。"]
)
def test_a_chinese_sentence_without_an_end_is_refused(draft: str) -> None:
    assert "end as a sentence" in reasons(chinese(PLAIN_ZH), draft)


@pytest.mark.parametrize(
    "draft",
    [
        "<think>Short.</think> " + PLAIN,
        PLAIN + "</think>",
        f"**{PLAIN}**",
        f"- {PLAIN}",
        f"# {PLAIN}",
        f"1. {PLAIN}",
        f"[{PLAIN}](https://example.org)",
        f"<p>{PLAIN}</p>",
        f"{PLAIN} www.example.org.",
        f"`{PLAIN}`",
        f"{PLAIN[:-1]} &amp; more.",
        f"{{{PLAIN}}}",
        f"{PLAIN[:-1]} 🎉.",
        f"[INST] {PLAIN}",
    ],
)
def test_markup_links_and_lists_are_refused(draft: str) -> None:
    assert "markup" in reasons(english(PLAIN), draft)


@pytest.mark.parametrize("letter", ["\n", "\u202e", "\u200b", "\x00", "\x1b[0m", "\U000e0041"])
def test_what_cannot_be_seen_is_refused(letter: str) -> None:
    assert "cannot be seen" in reasons(english(PLAIN), PLAIN[:20] + letter + PLAIN[20:])


@pytest.mark.parametrize(
    ("made", "draft"),
    [
        (english(PLAIN), PLAIN_ZH),
        (english(PLAIN), "Le lac de Yanxi a été rouvert à la baignade."),
        (english(PLAIN), "Das Wasser des Sees ist heute wieder ganz klar und sauber."),
        (chinese(PLAIN_ZH), PLAIN),
        (chinese(PLAIN_ZH), "硯溪湖在治理十一年之後重新開放游泳。"),
        (chinese("硯溪湖在治理十一年之後重新開放游泳。", language=Language.ZH_HANT), PLAIN_ZH),
        (chinese(PLAIN_ZH), "湖は水泳のために再開されました。"),
        (chinese(PLAIN_ZH), "砚溪湖重新开放 after eleven long years of hard work。"),
    ],
)
def test_another_language_or_script_is_refused(made: Article, draft: str) -> None:
    assert "language and script" in reasons(made, draft)


@pytest.mark.parametrize(
    "preamble",
    [
        "Here is the summary:",
        "Sure!",
        "In summary,",
        "As an AI language model, I say that",
        "Note:",
        "This article describes how",
    ],
)
def test_talk_about_the_task_is_refused(preamble: str) -> None:
    assert "talks about" in reasons(english(PLAIN), f"{preamble} {PLAIN}")


@pytest.mark.parametrize(
    "preamble", ["以下是摘要：", "好的，", "总结：", "本文主要介绍了", "作为人工智能助手，我认为", "这篇文章讲述了"]
)
def test_chinese_talk_about_the_task_is_refused(preamble: str) -> None:
    assert "talks about" in reasons(chinese(PLAIN_ZH), preamble + PLAIN_ZH)


def test_an_article_that_talks_about_itself_may_be_copied() -> None:
    source = "This article describes how the lake at Yanxi was cleaned in eleven years."

    assert reasons(english(source), source) == ""


@pytest.mark.parametrize("drafts", [(), ("",), (" ",), ("...",), ("。",), ("5.",)])
def test_nothing_is_refused(drafts: tuple[str, ...]) -> None:
    assert "empty" in reasons(english(PLAIN), *drafts)


def test_a_sentence_said_twice_is_refused() -> None:
    assert "twice" in reasons(english(PLAIN), PLAIN, PLAIN)


def test_the_budget_is_kept_to_the_word() -> None:
    assert reasons(english(PLAIN), PLAIN, budget=Budget(words=14, characters=1)) == ""
    assert "14 words, 13 are allowed" in reasons(english(PLAIN), PLAIN, budget=Budget(words=13, characters=1))


def test_an_article_without_text_supports_nothing() -> None:
    assert "no text" in reasons(article("", "", paragraphs=()), PLAIN)


def test_a_sentence_of_another_article_is_refused() -> None:
    foreign = "Scientists warn that sea levels along the northern coast may rise faster than expected."

    assert "too little" in reasons(english(PLAIN), foreign)


def test_a_clause_that_the_article_knows_nothing_of_is_refused() -> None:
    source = (
        "The lake at Yanxi was opened for swimming again after eleven years of patient work by the people of the town."
    )

    assert "says nothing of" in reasons(
        english(source), source[:-1] + ", pleasing billionaire investors living overseas."
    )


def test_two_sentences_may_be_joined_and_shortened() -> None:
    made = english("The school opened on Monday with 43 pupils.", "Its new roof was paid for by the Reed Fund.")

    assert reasons(made, "The school opened on Monday with 43 pupils, its new roof paid for by the Reed Fund.") == ""


# --- anything ----------------------------------------------------------------------------------------------

ANY = st.text(
    alphabet="校园 开学。！？“”「」《》·不没百分之三十万亿王说abcXYZ. \"'#，:;0123%-’<>\n\u202e\U0001f600é", max_size=80
)


@settings(max_examples=150, deadline=None)
@given(texts=st.lists(ANY, max_size=4), drafts=st.lists(ANY, max_size=3), language=st.sampled_from(list(Language)))
def test_no_text_makes_the_guards_raise(texts: list[str], drafts: list[str], language: Language) -> None:
    paragraphs = tuple(Paragraph(text=text, language=language) for text in texts if text)
    made = article("", "x", language=language, paragraphs=paragraphs)
    proposal = Proposal(sentences=tuple(Proposed(text=text, sources=(1,)) for text in drafts))

    assert guards.refusals(made, proposal, ROOMY) == guards.refusals(made, proposal, ROOMY)
    assert drafts or guards.refusals(made, proposal, ROOMY)


@pytest.mark.parametrize(
    "letter", ["9", "九", "亿", "a", "A ", "不", "“", "“”", "王", "A.", "·", "1 ", "\ud800", "'a "]
)
def test_a_hundred_thousand_letters_are_judged(letter: str) -> None:
    text = letter * (20_000 // len(letter))
    made = english(text) if letter.isascii() else chinese(text)

    assert reasons(made, text) != ""
