"""Where sentences end, and where they only seem to."""

import pytest

from digest.text import sentences


def split(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences.spans(text)]


ONE = [
    "Mr. Smith met Dr. King at St. James Park.",
    "The U.N. Secretary-General spoke.",
    "The talks at the U.S. Capitol went on.",
    "J. R. R. Tolkien wrote it.",
    "A Ph.D. Student wrote it.",
    "It rose by 3.5 percent, i.e. from 1,000.25 to more.",
    "See No. 5 and Fig. 3 and e.g. Table 2.",
    "They met on Jan. 5 in Geneva.",
    "Read https://example.org/a.B?c=D. or www.example.org/x now.",
    "Open README.Md in Node.JS now.",
    'He asked "why?" and left.',
    "Well... maybe not.",
    "1. The first point.",
    "他问：“真的吗？”的时候笑了。",
    "“真的吗？”他问道。",
    "《谁来养活中国？》一书出版了。",
    "他说：“我们……可以。”",
    "今年升温1.5摄氏度，共3.5倍；很多。",
    "约翰.史密斯来了。",
    "what is this",
]


@pytest.mark.parametrize("text", ONE)
def test_one_sentence_stays_whole(text: str) -> None:
    assert split(text) == [text]


SEVERAL = {
    "He came. She left! Did they? Yes.": ["He came.", "She left!", "Did they?", "Yes."],
    "He said so. “Good.” She left.": ["He said so.", "“Good.”", "She left."],
    'He said "no." Then he left.': ['He said "no."', "Then he left."],
    "He came (late.) Then he left.": ["He came (late.)", "Then he left."],
    "Human rights.In this episode we talk.": ["Human rights.", "In this episode we talk."],
    'Our well-being."In this episode': ['Our well-being."', "In this episode"],
    "Our journals.Mr. Smith wrote.": ["Our journals.", "Mr. Smith wrote."],
    "She lives in the U.S. He does not.": ["She lives in the U.S.", "He does not."],
    "Apples, pears, etc. The end.": ["Apples, pears, etc.", "The end."],
    "In 2025. The end.": ["In 2025.", "The end."],
    "1. The first. 2. The second.": ["1. The first.", "2. The second."],
    "He said no. Then he left.": ["He said no.", "Then he left."],
    "They chose plan b. Then they left.": ["They chose plan b.", "Then they left."],
    "No?! Yes!": ["No?!", "Yes!"],
    "第一句。第二句！第三句？第四句": ["第一句。", "第二句！", "第三句？", "第四句"],
    "他说：“很好。”她走了。": ["他说：“很好。”", "她走了。"],
    "他说：“很好。“她走了。": ["他说：“很好。“", "她走了。"],
    "“甲。乙。”丙。": ["“甲。", "乙。”", "丙。"],
    "(完。)下一句。（完。）再一句。": ["(完。)", "下一句。", "（完。）", "再一句。"],
    "等了很久……他来了。": ["等了很久……", "他来了。"],
    "他笑了. 他走了!她来了?好": ["他笑了.", "他走了!", "她来了?", "好"],
    "签署了SDGs协议。The parties agreed. 双方同意。": ["签署了SDGs协议。", "The parties agreed.", "双方同意。"],
    "They agreed.双方同意。": ["They agreed.", "双方同意。"],
    "第一行\n第二行\r\n\r\n  Third line": ["第一行", "第二行", "Third line"],
    " \t ": [],
    "": [],
}


@pytest.mark.parametrize(("text", "expected"), SEVERAL.items())
def test_sentences_end_where_they_end(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_offsets_are_of_the_given_text() -> None:
    text = "  A b.  C d.\n"
    assert sentences.spans(text) == (sentences.Span(start=2, end=6), sentences.Span(start=8, end=12))
