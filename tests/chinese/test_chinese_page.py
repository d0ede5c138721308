"""Conversion of a real page of news, which is no part of this project: where it is absent, these tests are skipped."""

from functools import cache
from pathlib import Path

import pytest

from digest.chinese import Converter
from digest.config import terms
from digest.model import Conversion, Glossary, Language, Variant
from tests.newsrooms import CORPUS

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason=f"the real page {CORPUS.name} is not here")

REGIONS = [Variant.ZH_HANT_TW, Variant.ZH_HANT_HK]
# What OpenCC alone makes of some words of the page, and what an editor writes.
RIGHT = ("多個中國", "院長胡冬冬", "合作夥伴", "戰略夥伴", "並為全球", "並為學生")
NEVER = "箇鬍鼕檯枱併"
# Names of the page as characters give them; where a table of terms has one, its form.
NAMES = (
    "胡冬冬",
    "苗得雨",
    "常啟德",
    "應盛",
    "程明華",
    "李志剛",
    "董功",
    "馬寅",
    "孫小麗",
    "吳立群",
    "楊開忠",
    "仇保興",
    "周漢民",
)


@cache
def page() -> str:
    return CORPUS.read_text(encoding="utf-8")


@cache
def converted(variant: Variant, *, with_terms: bool) -> Conversion:
    glossary = terms.load(ROOT).glossary.for_groups(("default",)) if with_terms else Glossary()
    return Converter(Language.ZH_HANS, variant, glossary).convert(page())


@pytest.mark.parametrize("with_terms", [True, False])
@pytest.mark.parametrize("variant", REGIONS)
def test_none_of_the_known_wrong_characters_is_in_the_page(variant: Variant, with_terms: bool) -> None:
    text = converted(variant, with_terms=with_terms).text

    assert not [letter for letter in NEVER if letter in text]
    assert not [words for words in RIGHT if words not in text]


@pytest.mark.parametrize("variant", REGIONS)
def test_every_personal_name_of_the_page_keeps_its_characters(variant: Variant) -> None:
    text = converted(variant, with_terms=True).text.replace("啓", "啟").replace("羣", "群")

    assert not [name for name in NAMES if name not in text]


@pytest.mark.parametrize("variant", REGIONS)
def test_a_page_converted_twice_is_as_converted_once(variant: Variant) -> None:
    once = converted(variant, with_terms=True).text

    assert Converter(Language.ZH_HANS, variant).convert(once).text == once


@pytest.mark.parametrize("variant", REGIONS)
def test_the_way_there_and_back_changes_no_character_but_quotation_marks(variant: Variant) -> None:
    there = converted(variant, with_terms=False).text.replace("兆", "萬億")
    back = Converter(variant, Variant.ZH_HANS).convert(there).text
    marks = str.maketrans(dict.fromkeys("“”‘’\"'"))

    assert back.translate(marks) == page().translate(marks)


@pytest.mark.parametrize("variant", REGIONS)
def test_doubts_are_few_and_name_what_might_be_a_person(variant: Variant) -> None:
    doubts = converted(variant, with_terms=False).doubts

    assert len(doubts) <= len(page()) / 1_400
    assert "胡冬冬" in {doubt.source for doubt in doubts}
