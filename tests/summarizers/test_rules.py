"""The rules that no summary breaks: each with what it refuses and what it must let pass."""

from dataclasses import replace

import pytest

from digest.model import Budget, Language, Summary, SummarySentence
from digest.summarizers import extractive, rules
from tests.summarizers.newsdesk import EN, ZH, written

BUDGET = Budget(words=75, characters=140)


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        ("is not finished", "The council opened the new library on the hill"),
        ("is not finished", "The council named three things that matter most:"),
        ("is not finished", "The council opened the library and then..."),
        ("is not finished", "市议会昨天在山上开放了新的图书馆"),
        ("is not finished", "市议会昨天在山上开放了新的图书馆……"),
        ("is too short to say anything", "It rained hard."),
        ("is too short to say anything", "昨天下雨了。"),
        ("holds no prose", "The council publishes its plans at https://example.org every week."),
        ("holds no prose", "The council asked people to write #libraryday on the wall."),
        ("holds no prose", "The table has | one | two | three | four columns."),
        ("has a quotation mark or bracket without its other half", "The mayor said that “nobody will be left outside."),
        ("has a quotation mark or bracket without its other half", "The mayor opened the library (the third one."),
        ("has a quotation mark or bracket without its other half", "市长说，“没有人会被留在图书馆的门外。"),
        ("begins in the middle", "and opened the new library on the hill for all."),
        ("begins in the middle", "2. The council opened the new library on the hill."),
        ("begins with a dateline", "CHENGPU, 10 November 2025 – The council opened the library today."),
        ("begins with a dateline", "澄浦，11月10日——市议会今天在山上开放了新的图书馆。"),
        ("begins with a heading", "Jane Weaver Jane Weaver opened the library on the hill."),
        ("begins with a heading", "数字无障碍示范数字无障碍专家来到山上的图书馆授课。"),
        ("asks a question", "Who will open the new library on the hill?"),
        ("asks a question", "山上新建的图书馆将会由谁来开放呢？"),
        ("asks a question", "请问山上新建的图书馆将会由哪位馆长来管理。"),
        ("greets or thanks", "Excellencies, ladies and gentlemen, the library is open."),
        ("greets or thanks", "The council thanked the bank for its generous support of the library."),
        ("greets or thanks", "各位来宾，山上新建的图书馆今天正式开放。"),
        ("greets or thanks", "市議會衷心感謝銀行對山上圖書館的大力支持。"),
        ("calls on the reader", "Sign up for our newsletter to hear about the library."),
        ("calls on the reader", "Let’s take a look at the new library on the hill."),
        ("calls on the reader", "请点击以下的图片查看山上新建图书馆的开放时间。"),
        ("calls on the reader", "让我们来看看山上新建的图书馆有什么。"),
        ("begins with a heading", "加强邻里往来，提升阅读兴趣馆员们走进了山上的三所学校。"),
        ("asks a question", "Did they open the library before the rain, the mayor asked."),
        ("asks a question", "能否跟我们讲讲山上新建的图书馆今后的安排。"),
        ("holds no prose", "山上新馆今日开，四方来客踏歌来。"),
        ("greets or thanks", "昨天我同总统先生，一起走进了山上新建的图书馆。"),
        ("calls on the reader", "Keep your library card in a dry and safe place."),
        ("calls on the reader", "想象一下你走进山上新建的图书馆。"),
        ("calls on the reader", "下一个问题就是问图书馆的林馆长了。"),
        ("calls on the reader", "今天我将向你介绍山上新建的图书馆。"),
        ("is a byline or a note", "Below, the council shows how the library was built."),
        ("is a byline or a note", "In this post we show how the library was built on the hill."),
        ("is a byline or a note", "Ilse Marandou: When the library opened, nobody came."),
        ("is a byline or a note", "This article was first published by the city council in May."),
        ("is a byline or a note", "本文由市议会新闻处供稿，图书馆负责审定全文。"),
        ("tells a life", "She holds a master’s degree in law, graduated with honours and previously worked in Jiling."),
        ("tells a life", "馆长毕业于澄浦大学，曾任市档案馆馆长，获得硕士学位。"),
        ("quotes nobody by name", "“Nobody will be left outside the library on the hill.”"),
        ("quotes nobody by name", "“Nobody will be left outside the library on the hill,” she said."),
        ("quotes nobody by name", "“没有人会被留在图书馆的门外。”他说。"),
    ],
)
def test_a_sentence_that_may_not_stand_is_refused_with_its_reason(fault: str, text: str) -> None:
    assert rules.faults(text) == (fault,)


@pytest.mark.parametrize(
    "text",
    [
        "The council opened the new library on the hill today.",
        "Mr. Weaver of the U.N. said the library cost $2.5 million.",
        "“Nobody will be left outside the library on the hill,” said Mayor Lin.",
        'The council calls the building "a house of paper" (its third).',
        "Keeping the library open costs the council two million a year.",
        "The lesson of the hill: a library needs a road.",
        "Thanks to a gift of land, the library’s doors opened in May.",
        "The children’s books are kept in the old mayors' room.",
        "市议会今天在山上开放了新的图书馆（第三座）。",
        "市长林海平说：“没有人会被留在图书馆的门外。”",
        "今年的主题为“展望、连结、变革，塑造共同的未来”，恰逢建馆十周年。",
        "馆长曾在《谁来养活中国？》一书中写到山上的图书馆。",
        "聯合國駐嵐川系統今天在山上開放了新的圖書館。",
        "“与其不断教老人适应技术，不如让技术学一学怎样对待老人。”代表林砚说。",
        "岚川与其他国家分享了图书馆的经验。",
    ],
)
def test_a_good_sentence_passes(text: str) -> None:
    assert rules.faults(text) == ()
    assert not rules.leans(text)


@pytest.mark.parametrize(
    "text",
    [
        "He opened the library on the hill today.",
        "However, the library on the hill stays closed.",
        "This library was opened on the hill today.",
        "In this library there are three rooms for children.",
        "Based on this premise, the council opened a library.",
        "The library, however, stays closed until May.",
        "Mayor Lin also said the library will stay open in May.",
        "Now, the library on the hill has a door of its own.",
        "没有书架，也没有门槛，她打理的图书馆在船上开放。",
        "林馆长还介绍了山上图书馆的三个儿童阅览室。",
        "决定了山上的图书馆今后二十年的样子。",
        "The two agreed to open a library on the hill.",
        "When she arrived, the library was already open.",
        "他今天在山上开放了新的图书馆。",
        "此外，市议会今天开放了新的图书馆。",
        "该馆今天在山上向所有市民开放。",
        "在这座新的图书馆里有三个儿童阅览室。",
        "與會者強調，圖書館應向所有市民開放。",
        "具体来说，图书馆里有三个儿童阅览室。",
        "同一天，另一座图书馆在河边开放。",
        '"这些经验为各地提供了宝贵的启示，"他表示。',
        "“这些经验为各地提供了宝贵的启示。”她在会上强调。",
        "「這些經驗很寶貴。」他對記者說。",
    ],
)
def test_a_sentence_that_points_back_leans_on_the_one_before(text: str) -> None:
    assert rules.leans(text)


@pytest.mark.parametrize(
    ("name", "text", "shorter"),
    [
        (rules.DATELINE, "London (CNN)The library opened today.", "The library opened today."),
        (rules.DATELINE, "BEIJING, 10 November 2025 – The library opened today.", "The library opened today."),
        (rules.DATELINE, "澄浦，11月7-8日——图书馆今天开放了。", "图书馆今天开放了。"),
        (rules.DATELINE, "岚川社澄浦11月10日电 图书馆今天开放了。", "图书馆今天开放了。"),
        (
            rules.DATELINE,
            "The tour begins June 5 - Aug. 23 is its end.",
            "The tour begins June 5 - Aug. 23 is its end.",
        ),
        (rules.CONNECTIVE, "Moreover, the library opened today.", "The library opened today."),
        (rules.CONNECTIVE, "此外，图书馆今天开放了。", "图书馆今天开放了。"),
        (rules.CONNECTIVE, "那么，其实，图书馆今天开放了。", "图书馆今天开放了。"),
        (rules.CONNECTIVE, "OK 那图书馆今天向所有市民开放了。", "图书馆今天向所有市民开放了。"),
        (rules.CONNECTIVE, "所以图书馆今天向所有市民开放了。", "图书馆今天向所有市民开放了。"),
        (rules.CONNECTIVE, "那么多的图书馆今天开放了。", "那么多的图书馆今天开放了。"),
        (rules.CONNECTIVE, "那座图书馆今天开放了。", "那座图书馆今天开放了。"),
        (rules.CONNECTIVE, "同时期的图书馆今天开放了。", "同时期的图书馆今天开放了。"),
        (rules.GLOSS, "儿童基金会（UNICEF）今天开放了图书馆。", "儿童基金会今天开放了图书馆。"),
        (rules.GLOSS, "图书馆（在山上）今天开放了。", "图书馆（在山上）今天开放了。"),
    ],
)
def test_a_compression_takes_away_only_what_it_names(name: str, text: str, shorter: str) -> None:
    assert rules.apply(name, text) == shorter
    assert rules.apply(name, shorter) == shorter


def test_an_unknown_compression_is_an_error() -> None:
    with pytest.raises(KeyError):
        rules.apply("adjectives dropped", "The fine library opened today.")


ARTICLE = written("The council opened a library on the hill today. It has three rooms for children and one for maps.")
FIRST = SummarySentence(text=ARTICLE.paragraphs[0].text[:47], paragraph=0, start=0, end=47)
SECOND = SummarySentence(text=ARTICLE.paragraphs[0].text[48:], paragraph=0, start=48, end=len(ARTICLE.body))


def of(*sentences: SummarySentence, budget: Budget = BUDGET) -> tuple[str, ...]:
    return rules.broken(ARTICLE, Summary(sentences=sentences, method="test", spaced=True), budget)


def test_a_leaning_sentence_stands_only_behind_its_own_predecessor() -> None:
    assert of(FIRST, SECOND) == ()
    assert of(SECOND) == ("summary: sentence 1 needs the sentence before it",)


def test_changed_words_are_found() -> None:
    changed = replace(FIRST, text="The council opened a museum on the hill today.")

    assert of(changed) == ("summary: sentence 1 is not in the article in these words",)


def test_a_sentence_said_twice_and_out_of_order_is_found() -> None:
    assert "summary: sentence 2 is said twice" in of(FIRST, FIRST)
    assert "summary: sentence 2 is not in the article's order" in of(SECOND, FIRST)


def test_a_summary_over_its_budget_is_found() -> None:
    assert of(FIRST, budget=Budget(words=5, characters=5)) == ("summary: it is longer than its budget",)


def test_a_place_outside_the_article_is_found() -> None:
    assert "summary: sentence 1 has no place in the article" in of(replace(FIRST, paragraph=7))


def test_a_sentence_in_another_language_is_found() -> None:
    chinese = written("市议会今天在山上开放了新的图书馆。", language=ZH)
    english = SummarySentence(text=FIRST.text, paragraph=0, start=0, end=47, rules=(rules.REWRITTEN,))
    found = rules.broken(chinese, Summary(sentences=(english,), method="test", spaced=False), BUDGET)

    assert "summary: sentence 1 is not in the article's language" in found


def test_a_rewritten_sentence_may_bring_no_number_and_no_name() -> None:
    def rewritten(text: str) -> tuple[str, ...]:
        return of(replace(FIRST, text=text, rules=(rules.REWRITTEN,)))

    assert rewritten("On the hill, the council opened a library today.") == ()
    assert rewritten("The council opened 12 libraries on the hill today.") == (
        "summary: sentence 1 has a number that the article does not have",
    )
    assert rewritten("The council of Jiling opened a library on the hill.") == (
        "summary: sentence 1 has a name that the article does not have",
    )


def test_an_invented_quotation_is_found() -> None:
    made = extractive.summarize(
        written("“The library belongs to everyone who can climb a hill,” said Mayor Lin Haiping.", language=EN), BUDGET
    )
    assert made.quotation is not None
    source = written("“The library belongs to everyone who can climb a hill,” said Mayor Lin Haiping.")
    wrong = replace(made, quotation=replace(made.quotation, text="The library belongs to me"))

    assert rules.broken(source, made, BUDGET) == ()
    assert rules.broken(source, wrong, BUDGET) == ("quotation: it is not in the article in these words",)


@pytest.mark.parametrize("language", list(Language))
def test_an_empty_summary_breaks_nothing(language: Language) -> None:
    empty = Summary(sentences=(), method="test", spaced=True)

    assert rules.broken(written("Text.", language=language), empty, BUDGET) == ()
