"""Where cleaned paragraphs stand in the text they were made from, and lines that were broken to fit a page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest import shortening, summarizers
from digest.model import Paragraph
from digest.shortening import Limit, Text
from digest.sources import wrapping
from digest.sources.places import Places
from digest.summarizers import rules


def places(text: str, *paragraphs: str) -> list[str | None]:
    """What stands in `text` where each whole paragraph is said to come from."""
    found = Places(text, tuple(Paragraph(text=each) for each in paragraphs))
    spans = [found.span(number, 0, len(each)) for number, each in enumerate(paragraphs)]
    return [text[span[0] : span[1]] if span else None for span in spans]


@pytest.mark.parametrize(
    ("text", "paragraph", "stands"),
    [
        ("  One line\n  broken in two. ", "One line broken in two.", "One line\n  broken in two."),
        ("湖水变清了,大家都来了.", "湖水变清了，大家都来了。", "湖水变清了,大家都来了."),
        ("It ended.Then it began.", "It ended. Then it began.", "It ended.Then it began."),
        ("soft\u00adly\u200b spoken\x07", "softly spoken", "soft\u00adly\u200b spoken"),
        ("<p>Fish &amp; <b>chips</b></p><p>Tea</p>", "Fish & chips", "Fish &amp; <b>chips"),
        ("one half: ½ cup", "one half: ½ cup", "one half: ½ cup"),
    ],
)
def test_a_paragraph_is_found_whatever_cleaning_did_to_it(text: str, paragraph: str, stands: str) -> None:
    assert places(text, paragraph) == [stands]


def test_a_repeated_paragraph_is_found_behind_the_one_before_it() -> None:
    found = Places("Yes. No. Yes.", (Paragraph(text="Yes."), Paragraph(text="No."), Paragraph(text="Yes.")))

    assert [found.span(number, 0, 4 if number != 1 else 3) for number in range(3)] == [(0, 4), (5, 8), (9, 13)]


def test_what_is_not_there_has_no_place() -> None:
    assert places("Nothing of it.", "Something else.") == [None]


def test_the_places_of_a_summary_are_those_of_its_sentences_in_the_text_that_came_in() -> None:
    text = (
        "  YANXI, 12 November 2025 \u2013 The lake at Yanxi was opened for\r\nswimming again after years of work."
        "\r\n\r\n\r\nRead more\r\n\r\nHowever, the eastern shore of the lake stays closed until\r\nspring.The county "
        "will clean it in\u00a0winter."
    )
    made = shortening.shorten(Text(text=text), Limit(words=60), summarizers.SUMMARIZERS["extractive"])

    assert len(made.summary.sentences) >= 2
    for sentence in made.summary.sentences:
        span = made.places.span(sentence.paragraph, sentence.start, sentence.end)
        assert span
        passage = " ".join(text[span[0] : span[1]].split())
        for rule in sentence.rules:
            passage = rules.apply(rule, passage)
        assert passage == sentence.text


@given(
    st.lists(
        st.sampled_from(
            [
                "The lake was opened on Monday.",
                "湖水变清了,大家都来了.",
                "Read more",
                "  ",
                "He said: “It is\u200b good.”",
                "It ended.Then it began.",
                "湖水在治理十一年之后重新开放游泳。",
                "<b>",
                "&amp;",
                "\x00\ud800",
                "\n",
                "\n\n",
            ]
        ),
        max_size=12,
    ).map(" ".join)
)
def test_every_place_holds_the_letters_of_its_sentence(text: str) -> None:
    made = shortening.shorten(Text(text=text), Limit(), summarizers.SUMMARIZERS["lead"])

    for sentence in made.summary.sentences:
        span = made.places.span(sentence.paragraph, sentence.start, sentence.end)
        assert span
        bare = [letter for letter in text[span[0] : span[1]] if letter.isalnum()]
        assert bare == [letter for letter in sentence.text if letter.isalnum()]


# --- broken lines --------------------------------------------------------------------------------------------

PARAGRAPH = (
    "The lake at Yanxi was opened for swimming again\nafter eleven years of work, the county said to\nthe press."
)


def test_a_broken_paragraph_becomes_one_line_and_its_neighbours_stay_apart() -> None:
    text = f"{PARAGRAPH}\n\n{PARAGRAPH}\n"

    assert wrapping.unwrapped(text).strip().split("\n\n") == [PARAGRAPH.replace("\n", " ")] * 2


def test_chinese_is_joined_without_a_space() -> None:
    text = "砚溪湖在治理十一年之后重新开放，第一天就来了四千多人，\n县政府周一表示，东岸明年春天才会开放，请耐心等待。"

    assert wrapping.unwrapped(text) == text.replace("\n", "")


@pytest.mark.parametrize(
    "text",
    [
        "One paragraph that is a line of its own and ends here.\nAnother one that is a line of its own, too.",
        "Roses are red,\nviolets are blue,\nsugar is sweet\nand so are you",
        "- the first thing that has to be done by the council\n- the second thing that has to be done by it",
        "A heading\nThe lake at Yanxi was opened for swimming again after years of work.",
        "第一天来了四千多人。\n东岸仍然关闭。",
        "",
    ],
)
def test_lines_that_were_ended_on_purpose_stay(text: str) -> None:
    assert wrapping.unwrapped(text) == text


@given(st.text(alphabet="ab 湖。.,-\n\r\t", max_size=200))
def test_nothing_but_white_space_ever_differs(text: str) -> None:
    assert "".join(wrapping.unwrapped(text).split()) == "".join(text.split())
