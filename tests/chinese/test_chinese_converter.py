"""Chinese text in the written form of an audience: whole texts through one converter."""

from importlib import metadata
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest import chinese
from digest.chinese import Converter, Style
from digest.errors import DigestError
from digest.model import Conversion, Glossary, Language, Protected, Rule, Term, Variant

HANS, HANT = Language.ZH_HANS, Language.ZH_HANT
TW, HK, MAINLAND = Variant.ZH_HANT_TW, Variant.ZH_HANT_HK, Variant.ZH_HANS
TO_TW, TO_HK = Converter(HANS, TW), Converter(HANS, HK)


def term(source: str, target: str) -> Term:
    return Term(source=source, target=target, group="test")


def glossary(*rows: tuple[str, str], variant: Variant = TW) -> Glossary:
    return Glossary(terms={variant: tuple(term(*row) for row in rows)})


def consistent(source: str, conversion: Conversion) -> bool:
    """True when every change stands where it says, in the source and in the result, in order."""
    reached = 0
    for change in conversion.changes:
        assert source[change.start : change.end] == change.source
        assert conversion.text[change.target_start : change.target_end] == change.target
        assert change.start >= reached
        reached = change.end
    return all(source[doubt.start : doubt.end] == doubt.source for doubt in conversion.doubts)


@pytest.mark.parametrize(
    ("source", "taiwan", "hong_kong"),
    [
        ("多个中国城市被发布", "多個中國城市被發布", "多個中國城市被發布"),
        ("我国历史与农历", "我國歷史與農曆", "我國歷史與農曆"),
        (
            "政府不干预，干部很能干，衣服晒干了",
            "政府不干預，幹部很能幹，衣服曬乾了",
            "政府不干預，幹部很能幹，衣服曬乾了",
        ),
        ("走了五千里，回到村里", "走了五千里，回到村裡", "走了五千里，回到村裏"),
        ("并为此与合作伙伴合并", "並為此與合作夥伴合併", "並為此與合作夥伴合併"),
        ("养了三只羊，只有一只是黑的", "養了三隻羊，只有一只是黑的", "養了三隻羊，只有一只是黑的"),
        ("Linux 里每个文件，《宪章》里写着", "Linux 裡每個文件，《憲章》裡寫著", "Linux 裏每個文件，《憲章》裏寫着"),
        ("账户里的湿地", "帳戶裡的濕地", "賬户裏的濕地"),
        ("木制家具与参与制造", "木製家具與參與製造", "木製家具與參與製造"),
    ],
)
def test_words_decide_what_a_character_becomes(source: str, taiwan: str, hong_kong: str) -> None:
    assert TO_TW.convert(source).text == taiwan
    assert TO_HK.convert(source).text == hong_kong


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("发言人余晓松表示，范冰、于东来等人出席。", "發言人余曉松表示，范冰、于東來等人出席。"),
        ("院长钟冬里介绍说", "院長鍾冬里介紹說"),
        ("编辑：余晓春，校对：范云", "編輯：余曉春，校對：范雲"),
        ("埃里克·沃尔松先生", "埃里克·沃爾松先生"),
        ("会见了范长龙一行", "會見了范長龍一行"),
        ("总统于周三宣布余下的议程", "總統於週三宣布餘下的議程"),
        ("由于某些原因，余震不断", "由於某些原因，餘震不斷"),
    ],
)
def test_names_keep_their_characters_and_other_words_are_no_names(source: str, expected: str) -> None:
    assert TO_TW.convert(source).text == expected


def test_a_name_that_the_caller_knows_is_one_wherever_it_stands() -> None:
    converted = TO_TW.convert("据余干说，余干事后没有回来。", names=("余干",))

    assert converted.text == "據余干說，余干事後沒有回來。"
    assert [change.rule for change in converted.changes][:2] == [Rule.NAME, Rule.NAME]


def test_what_differs_from_opencc_alone_is_a_change_and_a_doubt() -> None:
    source = "院长胡冬冬说"
    converted = TO_TW.convert(source)

    assert converted.text == "院長胡冬冬說"
    assert consistent(source, converted)
    assert [(doubt.chosen, doubt.others) for doubt in converted.doubts] == [("胡冬冬", ("鬍鼕鼕",))]


def test_terms_win_by_length_and_are_not_converted_again() -> None:
    converter = Converter(HANS, TW, glossary(("发展", "發展"), ("可持续发展", "永續发展"), ("续发", "X")))
    converted = converter.convert("可持续发展与发展。")

    assert converted.text == "永續发展與發展。"
    assert [change.rule for change in converted.changes] == [Rule.TERM, Rule.TERM]
    assert consistent("可持续发展与发展。", converted)


def test_a_latin_term_is_found_only_as_a_word() -> None:
    converter = Converter(HANS, TW, glossary(("AI", "人工智慧")))

    assert converter.convert("AI与PAID的发展").text == "人工智慧與PAID的發展"


def test_a_protected_word_has_the_form_of_the_variant() -> None:
    forms = {MAINLAND: "余干里", TW: "余干里", HK: "余干里"}
    words = Glossary(protected=(Protected(forms=forms, group="test"),))

    assert Converter(HANS, TW, words).convert("在余干里里").text == "在余干里裡"


def test_between_taiwan_and_hong_kong_terms_go_by_what_both_mean() -> None:
    both = Glossary(
        terms={
            TW: (term("信息", "資訊"), term("可持续发展", "永續發展"), term("项目", "計畫"), term("计划", "計畫")),
            HK: (term("信息", "資訊"), term("项目", "項目"), term("计划", "計劃")),
        }
    )

    assert Converter(TW, HK, both).convert("這裡說永續發展的計畫").text == "這裏説可持續發展的計畫"
    assert Converter(HK, TW, both).convert("這裏説可持續發展的計劃").text == "這裡說永續發展的計畫"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("经济总量高达18万亿美元", "經濟總量高達18兆美元"),
        ("十几万亿、数万亿元", "十幾兆、數兆元"),
        ("三万亿零五百亿", "三兆零五百億"),
        ("千万亿次计算", "千兆次計算"),
    ],
)
def test_large_numbers_are_counted_as_in_taiwan(source: str, expected: str) -> None:
    assert TO_TW.convert(source).text == expected
    assert "兆" not in TO_HK.convert(source).text


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        ("校舍里，干净的水，只有两三个台阶。", HANS, MAINLAND),
        ("嵐川的山裏、這裡、台灣與臺灣，皇后與後面，他說：“好。”", HANT, TW),
        ("衞生署説明了乾淨的水。", HANT, HK),
        ("這裡說明了「乾淨」的水，臺灣與台灣。", HANS, TW),
        ("这里写着显著的成绩，台湾出版的著作。", TW, MAINLAND),
        ("The school’s 发 is not Chinese text.", Language.EN, TW),
        ("国連の学校", Language.JA, TW),
        ("中国", HANS, Variant.EN),
    ],
)
def test_text_that_needs_nothing_comes_back_byte_for_byte(
    text: str, source: Language | Variant, target: Variant
) -> None:
    assert Converter(source, target).convert(text) == Conversion(text=text)


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("嵐川的學校", HANT, "岚川的学校"),
        ("他著手撰寫「顯著」的成果", TW, "他着手撰写“显著”的成果"),
        ("衞生署説明，總額達18萬億元", HK, "卫生署说明，总额达18万亿元"),
        ("總額達18兆美元", TW, "总额达18万亿美元"),
        ("黑頸鷿鷈", HANT, "黑颈鷿鷈"),
    ],
)
def test_traditional_text_becomes_simplified(text: str, source: Language | Variant, expected: str) -> None:
    assert Converter(source, MAINLAND).convert(text).text == expected


def test_quotation_marks_follow_the_region_unless_they_are_to_stay() -> None:
    assert TO_TW.convert("他说“发展”").text == "他說「發展」"
    assert Converter(HANS, TW, style=Style(quotes=False)).convert("他说“发展”").text == "他說“發展”"
    assert TO_TW.convert("他说“发展").problems


@pytest.mark.parametrize(
    "kept",
    [
        "https://lanchuan.un.example/后台/发展?名=里#头",
        "media@发展.example",
        "@联合国发布",
        "%%unsubscribe_url%%",
        "{{ 发展 }}",
        "国連の学校",
        "Sustainable Development Goals",
    ],
)
@pytest.mark.parametrize("style", [Style(), Style(segmentation=False)])
def test_what_must_not_be_touched_is_not(kept: str, style: Style) -> None:
    converted = Converter(HANS, TW, style=style).convert(f"请看 {kept} 的发展。").text

    assert kept in converted
    assert converted.startswith("請看 ")
    assert converted.endswith(" 的發展。")


def test_inline_tags_are_no_border_of_words_and_block_tags_are() -> None:
    assert TO_TW.convert("<p>头<b>发</b></p><p>发展</p>", "html").text == "<p>頭<b>髮</b></p><p>發展</p>"


@pytest.mark.parametrize("style", [Style(), Style(segmentation=False)])
@pytest.mark.parametrize("odd", ["\0", "\ud800", "\x1f", "\ufeff", "\u200b", "豈", "⿰氵工", "𠮷", "️"])
def test_odd_characters_lose_nothing(odd: str, style: Style) -> None:
    converted = Converter(HANS, TW, style=style).convert(f"发展{odd}目标{odd}干净").text

    assert converted.replace("豈", "豈") == f"發展{odd}目標{odd}乾淨".replace("豈", "豈")


def test_a_text_without_words_cut_is_what_opencc_writes() -> None:
    converted = Converter(HANS, TW, style=Style(segmentation=False)).convert("多个中国城市")

    assert converted == Conversion(text="多箇中國城市")


HARD = st.text(
    alphabet="发后里历干台面复只征冲松准谷范系周丑斗云余郁钟志伙并游占舍制胡冬中国城市说，。“”·1a<& \n", max_size=60
)


@settings(deadline=None)
@given(HARD)
def test_converting_twice_is_converting_once_and_the_evidence_fits(text: str) -> None:
    first = TO_TW.convert(text)

    assert consistent(text, first)
    assert len(first.text) == len(text)
    if TO_TW.convert(first.text).text != first.text:  # no character of it is Traditional only: it says nothing
        assert chinese.converter.language.detect(first.text) is not Language.ZH_HANT


@given(st.text(alphabet=st.characters(max_codepoint=0x2FFF, exclude_categories=["Cs"])))
def test_text_without_han_characters_is_never_changed(text: str) -> None:
    assert TO_TW.convert(text).text == text


def test_a_long_line_without_marks_is_read_in_parts() -> None:
    assert TO_TW.convert("发展" * 30_000).text == "發展" * 30_000


def test_a_converter_serves_many_threads() -> None:
    converter = Converter(HANS, TW)
    results: list[str] = []
    threads = [Thread(target=lambda: results.append(converter.convert("被发布的历史" * 50).text)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert results == ["被發布的歷史" * 50] * 8


def test_the_wrong_opencc_package_is_named_and_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chinese.check_installation()
    wrong = tmp_path / "opencc_python_reimplemented-0.1.7.dist-info"
    wrong.mkdir()
    (wrong / "METADATA").write_text("Metadata-Version: 2.1\nName: opencc-python-reimplemented\nVersion: 0.1.7\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert metadata.version("opencc-python-reimplemented") == "0.1.7"

    with pytest.raises(DigestError, match="pip uninstall opencc-python-reimplemented"):
        chinese.check_installation()
