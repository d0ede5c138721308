"""What of a story a post tells: the event before the scene, whole thoughts, words of which somebody answers for."""

from dataclasses import replace

import pytest
from social_stories import NEWSROOM, ROWS, audience, issue, story

from digest import render
from digest.model import Field, Kind, Paragraph, Quotation, Story, SummarySentence, Variant
from digest.render.social import social, telling
from digest.render.social.clean import dated, plain, set_right, undated, unmarked


def told(text: str, headline: str, variant: Variant = Variant.EN, **more: object) -> Story:
    """A story of one paragraph, whose summary is all its sentences, which `|` divides."""
    sentences = text.split("|")
    made = story(headline, lang=variant.value, **more)  # type: ignore[arg-type]
    between = " " if variant is Variant.EN else ""
    places, at = [], 0
    for each in sentences:
        places.append(SummarySentence(text=each, paragraph=0, start=at, end=at + len(each)))
        at += len(each) + len(between)
    article = replace(made.article, paragraphs=(Paragraph(text=between.join(sentences)),))
    summary = replace(made.summary, sentences=tuple(places), spaced=variant is Variant.EN)
    return replace(made, article=article, summary=summary)


def first(made: Story, most: int, variant: Variant = Variant.EN) -> list[str]:
    every = telling.passages(made, variant)
    return [every[place].text for place in telling.told_first(every, most)]


def post(made: Story, platform: str, templates: render.Templates, variant: Variant = Variant.EN) -> dict[str, str]:
    files = social(issue(made, variant=variant), audience(variant), NEWSROOM, templates, ROWS[platform])
    return {file.filename: file.content.decode() for file in files}


def test_what_happened_comes_before_the_scene() -> None:
    scene = "At dawn the captain casts off."
    event = "The Ministry of Transport replaced 12 diesel ferries on the river in May."
    assert first(told(f"{scene}|{event}", "Electric ferries on the river"), 1) == [event]


def test_a_scene_is_filling_in_a_short_post_and_kept_where_there_is_room() -> None:
    made = told("清晨五点，船长解开缆绳。|交通部与联合国合作改造了34艘渡轮。", "34艘渡轮改用电力", Variant.ZH_HANS)
    assert len(first(made, 2, Variant.ZH_HANS)) == 1
    assert len(first(made, 4, Variant.ZH_HANS)) == 2


def test_a_sentence_that_leans_comes_with_the_run_it_stands_in() -> None:
    made = told(
        "Ada Lim casts off.|There is no smoke.|Her boat is the first of 34 electric ferries.", "Electric ferries"
    )
    assert first(made, 2) == ["There is no smoke."] or "Her boat" not in "".join(first(made, 2))
    assert first(made, 3) == [
        "Ada Lim casts off.",
        "There is no smoke.",
        "Her boat is the first of 34 electric ferries.",
    ]


@pytest.mark.parametrize(
    "sentence", ["他说，水位还会上涨。", "Over the following day, 4,100 people moved.", "次日，水退了。"]
)
def test_a_sentence_that_leans_on_what_is_not_there_is_not_told(sentence: str) -> None:
    variant = Variant.EN if sentence.isascii() else Variant.ZH_HANS
    assert first(told(f"{sentence}", "江水上涨" if variant is Variant.ZH_HANS else "Floods", variant), 2, variant) == []


@pytest.mark.parametrize(
    ("sentence", "headline", "stands"),
    [
        ("The conversion of 34 ferries is a joint effort of UNDP and the Ministry.", "Electric ferries", True),
        ("The ferries carry 900 people a day.", "Electric ferries", True),
        ("The River Lan has 34 ferries.", "Water", True),
        ("The conversion is a joint effort of UNDP and 3 ministries.", "Electric ferries", False),
        ("The new rules cover 640 schools and 3 ministries.", "Breathe easy", False),
    ],
)
def test_what_the_headline_does_not_name_is_worth_less_than_what_names_itself(
    sentence: str, headline: str, *, stands: bool
) -> None:
    plain = "By 2027, all 34 diesel boats will have been replaced."
    assert (first(told(f"{sentence}|{plain}", headline), 1) == [sentence]) is stands


def test_what_a_person_wrote_is_told_in_its_own_order_and_alone() -> None:
    made = told("First of all the rain. It fell on 12 towns.", "Rain")
    by_hand = replace(made, by_hand=(Field.SUMMARY,), summary=replace(made.summary, teaser=made.summary.sentences[0]))
    assert [each.text for each in telling.passages(by_hand, Variant.EN)] == [
        "First of all the rain.",
        "It fell on 12 towns.",
    ]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("联合国今天在澄浦发布报告。", "联合国在澄浦发布报告。"),
        ("聯合國與教育部今日上午啟動計劃。", "聯合國與教育部啟動計劃。"),
        ("The Ministry today opened a call.", "The Ministry opened a call."),
        ("今天，湖水可以游泳。", "今天，湖水可以游泳。"),
        ("Today the water is clean.", "Today the water is clean."),
        ("今天的城市更安静。", "今天的城市更安静。"),
        ("从过去到今天在场的人都记得。", "从过去到今天在场的人都记得。"),
    ],
)
def test_a_today_that_only_dates_the_act_is_left_away(written: str, read: str) -> None:
    assert undated(written) == read


@pytest.mark.parametrize(
    "text", ["The call opens tomorrow.", "The Minister spoke yesterday.", "洪峰昨天抵达。", "大家今天很忙。"]
)
def test_a_day_that_only_its_first_readers_know_is_seen(text: str) -> None:
    assert dated(text)


def test_chinese_is_set_as_its_readers_write_it() -> None:
    assert set_right('来自 12 个机构以"人民城市"为题', Variant.ZH_HANS) == "来自12个机构以“人民城市”为题"
    assert set_right('來自 12 個機構以"人民城市"為題', Variant.ZH_HANT_TW) == "來自12個機構以「人民城市」為題"
    assert set_right('iPhone 15 and "this"', Variant.EN) == 'iPhone 15 and "this"'


def test_no_blank_is_left_where_an_invisible_mark_stood() -> None:
    assert plain("rain \u202e") == "rain"
    assert plain("a \u2066 b\nc\x00") == "a b c"


def test_marks_stay_where_they_are_part_of_a_name_or_an_address() -> None:
    for text in ("C# and F#", "#1 of 3", "rain@un.example", "https://un.example/a#b"):
        assert unmarked(text) == text


# --- whose words -----------------------------------------------------------------------------------------------


def test_a_talk_opens_with_its_best_words_and_names_who_said_them(templates: render.Templates) -> None:
    made = told("We gave water to 5 cities last year.", "Remarks at the Lake Dialogue", kind=Kind.SPEECH,
                speaker="Orla Venn", speaker_post="UN envoy")  # fmt: skip
    assert post(made, "x", templates)["x-01.txt"].startswith(
        "“We gave water to 5 cities last year.”\n— Orla Venn, UN envoy\n\nRemarks at the Lake Dialogue\n"
    )


def test_a_talk_told_in_other_words_names_its_speaker_below(templates: render.Templates) -> None:
    made = told("去年，五座城市公布了每日水质。", "在湖水对话会上的致辞", Variant.ZH_HANS, kind=Kind.SPEECH,
                speaker="奥拉·文恩", speaker_post="联合国协调员")  # fmt: skip
    text = post(made, "x", templates, Variant.ZH_HANS)["x-01.txt"]
    assert "“" not in text
    assert "公布了每日水质。\n——联合国协调员 奥拉·文恩\n" in text


@pytest.mark.parametrize(("speaker", "shown"), [("联合国儿童基金会代表奥拉·文恩", True), ("欧阳晓川", False)])
def test_a_saying_needs_somebody_the_reader_can_place(speaker: str, shown: bool, templates: render.Templates) -> None:
    made = told("五座城市公布了每日水质。", "水质公布", Variant.ZH_HANS)
    said = Quotation(text="水是最便宜的老师。", speaker=speaker, paragraph=0, start=0, end=5)
    text = post(replace(made, summary=replace(made.summary, quotation=said)), "telegram", templates, Variant.ZH_HANS)
    assert (f"“水是最便宜的老师。”\n——{speaker}" in text["telegram-01.txt"]) is shown


def test_where_no_sentence_says_much_a_saying_stands_for_it(templates: render.Templates) -> None:
    made = told("欧阳晓川是澄浦的62位邻居之一。", "邻居教会老人视频通话", Variant.ZH_HANS)
    said = Quotation(
        text="技术也该学学怎样对待老人。", speaker="联合国开发署代表奥拉·文恩", paragraph=0, start=0, end=5
    )
    text = post(replace(made, summary=replace(made.summary, quotation=said)), "x", templates, Variant.ZH_HANS)
    assert text["x-01.txt"].startswith(
        "邻居教会老人视频通话\n\n“技术也该学学怎样对待老人。”\n——联合国开发署代表奥拉·文恩\n"
    )


# --- titles ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headline", "title"),
    [
        ("水泵到了学校", "水泵到了学校"),
        ("中外学者聚集武汉 共议人居新路径——2025年国际研讨会成功举行", "中外学者聚集武汉 共议人居新路径"),
        ("《慢行岚川2025：步行报告》在澄浦向社会各界正式发布", "《慢行岚川2025：步行报告》"),
        ("联合国驻汐澜协调员：不该让任何一个孩子在打水和上学之间做选择", "报道｜联合国汐澜"),
        ("当河水漫过堤岸的那一天，四十个沿海城镇的居民一起往高处走", "报道｜联合国汐澜"),
    ],
)
def test_a_title_is_a_part_of_the_headline_that_stands_alone(
    headline: str, title: str, templates: render.Templates
) -> None:
    made = post(told("五座城市公布了每日水质。", headline, Variant.ZH_HANS), "xiaohongshu", templates, Variant.ZH_HANS)
    assert made["xiaohongshu-01.title.txt"] == title
    assert (headline in made["xiaohongshu-01.txt"]) is (headline != title)


@pytest.mark.parametrize(
    ("headline", "named"),
    [
        ("署名文章：别让信号停在半山腰", "林安｜署名文章：别让信号停在半山腰"),
        ("致辞：水与城市", "林安｜致辞：水与城市"),
        ("秘书长：水是人人的事", "秘书长：水是人人的事"),
    ],
)
def test_what_a_talk_is_called_does_not_say_whose_it_is(headline: str, named: str, templates: render.Templates) -> None:
    talk = told("水不等人。", headline, Variant.ZH_HANS, kind=Kind.OP_ED)
    talk = replace(talk, speaker="林安")
    other = told("交通部更换了12艘渡轮。", "渡轮改用电力", Variant.ZH_HANS)
    files = social(
        issue(other, talk, variant=Variant.ZH_HANS), audience(Variant.ZH_HANS), NEWSROOM, templates, ROWS["linkedin"]
    )
    roundup = next(each.content.decode() for each in files if "roundup" in each.filename)
    assert f"• {named}\n" in roundup
