"""What is done once for a whole text gives what doing it for each paragraph gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.chinese import Converter, Style, quotes
from digest.model import Conversion, Glossary, Language, Term, Variant

TW = Variant.ZH_HANT_TW
TERMS = Glossary(
    terms={
        TW: tuple(
            Term(source=a, target=b, group="t") for a, b in (("信息", "資訊"), ("一一", "壹"), ("AI", "人工智慧"))
        )
    }
)
PARAGRAPH = st.lists(
    st.sampled_from(
        [*"发后里国著裡“”‘’「」\"'，。 ab1<>&", "信息", "一一一", "18万亿元", "https://un.org/后 ", "国の", '5"']
    ),
    max_size=20,
).map("".join)


def converted(text: str, markup: str = "plain") -> Conversion:
    return Converter(Language.ZH_HANS, TW, TERMS, Style(segmentation=False)).convert(text, markup)


@given(st.lists(PARAGRAPH.filter(lambda text: text.strip() != ""), max_size=5))
def test_paragraphs_in_one_text_become_what_each_becomes(paragraphs: list[str]) -> None:
    firm = [f"这个{paragraph}说" for paragraph in paragraphs]  # each says by itself that it is Simplified
    whole = converted("\n\n".join(firm))
    each = [converted(paragraph) for paragraph in firm]

    assert whole.text == "\n\n".join(one.text for one in each)
    assert [change[4:] for change in whole.changes] == [change[4:] for one in each for change in one.changes]
    assert len(whole.problems) == sum(len(one.problems) for one in each)
    for change in whole.changes:
        assert whole.text[change.target_start : change.target_end] == change.target


@given(st.text(alphabet=[*"“”‘’\"'「国，a1 \n"], max_size=30))
def test_a_closer_look_at_quotation_marks_gives_what_a_quick_one_gives(text: str) -> None:
    closer = quotes._of_part(text, TW, ())

    assert quotes.edits(text, TW) == (tuple(closer[0]), tuple(closer[1]))


def test_changes_stand_where_they_say_in_html_with_and_without_tags_in_a_run() -> None:
    source = "<p>信息</p>\n<p lang=zh>看<b>信</b>息和&#20449;息</p><p>“信息”</p>"

    made = converted(source, "html")

    assert [made.text[one.target_start : one.target_end] for one in made.changes if one.rule == "term"] == [
        "資訊",
        "資</b>訊",
        "資訊",
        "資訊",
    ]


@pytest.mark.parametrize("markup", ["plain", "html", "markdown"])
def test_a_long_text_with_a_traditional_paragraph_keeps_it(markup: str) -> None:
    text = "这个国家的头发和发展。\n\n" * 10_000 + "他們說著名的後來發展。\n\n" + "只有干净。\n\n"

    assert "他們說著名的後來發展。" in converted(text, markup).text
