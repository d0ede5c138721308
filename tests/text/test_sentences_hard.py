"""Sentences in long and hostile texts: no letter is lost, and the time grows as the text does."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.text import sentences
from tests import growth

PIECES = st.sampled_from(
    [
        *("Mr. ", "U.S. ", "No. 5 ", "p.m. ", "etc. ", "3.", ". . . ", "...", "。", "？”", "！", "……", "他说，", "的"),
        *("rights", "In ", "The ", "[1]", "12 ", "b. ", *" \n\"“”（）《》中.!?'—"),
    ]
)


def squeezed(text: str) -> str:
    return "".join(text.split())


@settings(max_examples=400, deadline=None, database=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_letter_is_lost_or_moved(text: str) -> None:
    parts = [text[span.start : span.end] for span in sentences.spans(text)]
    assert squeezed("".join(parts)) == squeezed(text)
    assert all(part == part.strip() != "" for part in parts)


@settings(max_examples=200, deadline=None, database=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_a_line_end_is_never_inside_a_sentence(text: str) -> None:
    assert not any("\n" in text[span.start : span.end] for span in sentences.spans(text))


UNITS = [
    "a",
    "中",
    " ",
    ".",
    '"',
    "“",
    "'",
    "。",
    "……",
    '."',
    '."A',
    '"a',
    "。”",
    ".)",
    "（。）",
    ". ",
    ".A",
    "A.",
    ". .",
    "的",
    "1.",
]


@pytest.mark.parametrize("unit", [*UNITS, "他说：“好。”", 'He said "no." ', "[1]", ".The ", "？”王"])
def test_ten_times_the_text_takes_about_ten_times_as_long(unit: str) -> None:
    assert growth.is_linear(lambda length: sentences.spans(unit * (length // len(unit))), 10_000, 100_000)


@pytest.mark.parametrize("unit", ["a", "中", '"'], ids=["no spaces", "no terminators", "a million quotation marks"])
def test_a_megabyte_without_an_end_is_one_sentence(unit: str) -> None:
    assert sentences.spans(unit * 1_000_000) == (sentences.Span(start=0, end=1_000_000),)
