"""Which language and script a text is in, and when it cannot be told."""

import pytest

from digest.model import Language
from digest.text import language

EN, HANS, HANT, JA = Language.EN, Language.ZH_HANS, Language.ZH_HANT, Language.JA
MIXED, UNKNOWN = Language.MIXED, Language.UNDETERMINED

TEXTS = {
    # English, from a full sentence to three words
    "The library opens its new reading room on Monday.": EN,
    "Seizing the moment": EN,
    "We will not stop": EN,
    "Vaccines arrive in Beijing for the clinics": EN,
    "The minister (部长) met the delegation in the capital on Tuesday.": EN,
    "UN launches plan with 联合国": EN,
    # Simplified
    "图书馆周一开放新阅览室": HANS,
    "他们说": HANS,
    "他着手处理": HANS,
    "开发计划署(UNDP)与交流中心(CICETE)签署协议": HANS,
    "Chá huì - 我们的茶会": HANS,
    "张喆出席开幕式": HANS,
    "他写了一篇关于《紅樓夢》的书评": HANS,
    "听说《龍與鳳》": HANS,
    "我们用 Python 写程序": HANS,
    "中国・日本": HANS,
    # Traditional, Hong Kong glyphs included
    "圖書館週一開放新閱覽室": HANT,
    "他們說": HANT,
    "裏面": HANT,
    "衞生署説明這裏的情況": HANT,
    "着手處理問題": HANT,
    "恒生指數上升": HANT,
    # Japanese
    "図書館は月曜日に開きます": JA,
    "カタカナ": JA,
    "東京駅": JA,
    "広島平和記念式典": JA,
    "東京大学": JA,
    "参議院議員選挙": JA,
    # Mixed
    "The library opens a new room for the readers today. 图书馆今天开放新的阅览室，欢迎大家。": MIXED,
    # Not to be told, or none of ours
    "": UNKNOWN,
    "2025": UNKNOWN,
    "UN80": UNKNOWN,
    "中文": UNKNOWN,
    "后里干台": UNKNOWN,
    "平等": UNKNOWN,
    "国際会議": JA,
    "圖书馆": UNKNOWN,
    "한국어 문장입니다": UNKNOWN,
    "Le rapport de la commission est publié": UNKNOWN,
    "El informe de las Naciones Unidas": UNKNOWN,
    "Die Zukunft der Welt ist in Gefahr": UNKNOWN,
    "Nós não vamos para o Brasil": UNKNOWN,
    "Het is een groot probleem in de wereld": UNKNOWN,
    "Доклад Организации": UNKNOWN,
    "تقرير الأمم المتحدة": UNKNOWN,
    "https://example.org/the-and-of-with": UNKNOWN,
}


@pytest.mark.parametrize(("text", "expected"), TEXTS.items())
def test_a_text_is_labelled_by_its_characters(text: str, expected: Language) -> None:
    assert language.detect(text) is expected


@pytest.mark.parametrize(("text", "label"), TEXTS.items())
def test_what_is_undetermined_has_no_confidence_and_nothing_else_has_less_than_an_even_chance(
    text: str, label: Language
) -> None:
    judged = language.judge(text)

    assert judged.label is label
    assert (judged.confidence == 0) if label is UNKNOWN else (0.5 < judged.confidence < 1)


def test_more_evidence_makes_surer_and_what_speaks_against_it_less_sure() -> None:
    one, many = language.judge("他们"), language.judge("他们说这个图书馆开门了")
    against = language.judge("他们说这个图书馆开门了，歡迎")

    assert one.label is many.label is against.label is HANS
    assert one.confidence < many.confidence
    assert against.confidence < many.confidence


def test_a_lone_japanese_particle_does_not_make_chinese_japanese() -> None:
    assert language.detect("们の茶") is HANS


def test_chinese_with_many_latin_names_is_chinese() -> None:
    names = "、".join(f"顾问(Tom Wolters {number})" for number in range(40))
    assert language.detect(f"与会专家包括{names}等人，他们讨论了城市发展。") is HANS


def test_an_article_takes_its_body_s_language_not_its_title_s() -> None:
    english = ("The library opens its new reading room.", "It is the first in the town.")
    assert language.detect_article("图书馆开放", english, UNKNOWN) is EN
    assert language.detect_article("Chá huì - 茶会", ("我们请大家来喝茶。",), UNKNOWN) is HANS


def test_an_article_without_a_mark_takes_the_declared_script() -> None:
    assert language.detect_article("中文", ("平等",), HANT) is HANT
    assert language.detect_article("中文", ("平等",), HANS) is HANS
    assert language.detect_article("中文", ("平等",), UNKNOWN) is UNKNOWN


def test_a_short_body_is_told_by_its_title() -> None:
    assert language.detect_article("我们的平等", ("平等",), HANT) is HANS


@pytest.mark.parametrize("declared", [HANS, HANT, JA, EN])
def test_a_declared_language_cannot_be_one_the_text_is_not_written_in(declared: Language) -> None:
    assert language.detect_article("Доклад", ("Организация представила доклад.",), declared) is UNKNOWN


def test_english_too_short_to_tell_takes_the_declared_language() -> None:
    assert language.detect_article("Climate Action", (), EN) is EN
    assert language.detect_article("Action climatique", ("Le rapport est dans la salle",), EN) is UNKNOWN


def test_a_paragraph_inherits_only_what_it_cannot_tell_itself() -> None:
    assert language.inherit(UNKNOWN, HANT) is HANT
    assert language.inherit(EN, HANT) is EN


@pytest.mark.parametrize(
    "text",
    ["Heavy rains kill dozens", "Vaccines arrive, hope returns", "Central bank raises interest rates", "Donate now"],
)
def test_a_headline_without_function_words_is_english(text: str) -> None:
    assert language.detect(text) is Language.EN


@pytest.mark.parametrize(
    "text",
    [
        "Attentat meurtrier au Mali",
        "Crisis alimentaria mundial",
        "Steigende Preise",
        "Air bersih bagi anak",
        "Maji safi kwa wote",
        "women dou shi xuesheng",
        "Xinhua she",
        "WHO",
    ],
)
def test_a_headline_in_another_language_and_pinyin_are_not_english(text: str) -> None:
    assert language.detect(text) is Language.UNDETERMINED


def test_noodles_as_hong_kong_writes_them_are_not_japanese() -> None:
    assert language.detect("他吃麪") is not Language.JA
