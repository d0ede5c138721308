"""What holds for every text there is: nothing raises, nothing is lost, nothing takes longer than its length."""

import re
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from digest.model import Language
from digest.text import dates, language, links, sentences, typography
from tests import growth

# Arbitrary text hardly ever holds the marks these rules are about; the second source is made of nothing else.
PIECES = st.sampled_from(
    [
        *"中国的北。，、；：？！“”‘’「」《》（）…—aB1 2.,;:!?()\"'\n%@/<>&`{}[]#+の한ж",
        "the of ",
        "中文,",
        "https://a.b/",
        "UN.",
    ]
)
TEXTS = st.one_of(
    st.text(st.characters(), max_size=60),
    st.lists(PIECES, max_size=40).map("".join),
    st.text(st.characters(categories=["Cs", "Cf", "Cc", "Zs", "Mn", "So"]), max_size=20),
)
PLENTY = settings(max_examples=400, deadline=None, database=None)


@PLENTY
@given(TEXTS)
def test_nothing_raises(text: str) -> None:
    assert language.detect(text) in Language
    links.identity(text)
    typography.mojibake(text)
    dates.find_line(text)


@PLENTY
@given(TEXTS)
def test_a_terminal_never_sees_a_control(text: str) -> None:
    shown = {unicodedata.category(letter) for letter in typography.printable(text)}
    assert not shown & {"Cc", "Cs", "Zl", "Zp"}
    assert not set(typography.printable(text)) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068")


@PLENTY
@given(TEXTS)
def test_sentences_and_the_space_between_are_the_whole_text(text: str) -> None:
    place = 0
    for span in sentences.spans(text):
        assert text[place : span.start].strip() == ""
        assert text[span.start : span.end].strip() == text[span.start : span.end] != ""
        place = span.end
    assert text[place:].strip() == ""


@PLENTY
@given(TEXTS)
def test_each_mending_is_done_once(text: str) -> None:
    for mend in (typography.restore, typography.join_fixes, typography.clean_controls, typography.normal):
        once = mend(text)
        assert mend(once) == once, mend.__name__


@PLENTY
@given(st.text(st.characters(max_codepoint=127)))
def test_restore_leaves_ascii_alone(text: str) -> None:
    assert typography.restore(text) == text


@PLENTY
@given(TEXTS)
def test_restore_changes_marks_and_spaces_only(text: str) -> None:
    def words(of: str) -> str:
        return re.sub(r"[\s,;:!?().，；：！？（）。]", "", of)

    assert words(typography.restore(text)) == words(text)


@PLENTY
@given(TEXTS)
def test_join_fixes_add_spaces_only(text: str) -> None:
    assert typography.join_fixes(text).replace(" ", "") == text.replace(" ", "")


@PLENTY
@given(st.one_of(TEXTS, TEXTS.map("http://example.org/{}".format), TEXTS.map("https://{}".format)))
def test_a_canonical_address_is_its_own_canonical_form(text: str) -> None:
    address = links.canonical(text)
    assert address == "" or (address.isascii() and links.canonical(address) == address)


DATE_PIECES = st.sampled_from(
    [
        *"0123456789年月日-/.:, ()T一二十〇٢٠٥",
        "2025",
        "2019",
        "12",
        "April ",
        "民國",
        "111",
        "Sat, ",
        " 09:53",
        "+0800",
        " GMT",
    ]
)


@PLENTY
@given(st.lists(DATE_PIECES, max_size=14).map("".join))
@example("٠٧ فبراير ٢٠٢٣")
@example("民國114年4月17日")
@example("二〇二五年四月十七日")
@example("07 Sep 02 00:00:01 GMT")
def test_a_date_has_no_year_that_is_not_in_the_text(text: str) -> None:
    found = dates.read(text)
    if found is None:
        return
    ways = {f"{found.day.year}", f"{found.day.year - 1911}"}
    if found.time is not None:
        ways.add(f"{found.day.year % 100:02}")  # RFC 822
    numerals = text.translate(str.maketrans("〇一二三四五六七八九", "0123456789"))
    plain = "".join(str(unicodedata.decimal(letter, letter)) for letter in numerals)
    assert any(way in plain for way in ways)


HARD = {
    "no spaces": "a",
    "no ends": "中",
    "only stops": ".",
    "stops and quotes": '."',
    "only spaces": " ",
    "only line ends": "\n",
    "open brackets": "中(",
    "commas": "中,",
    "tags": "<a",
    "mails": "a@",
    "glued": "aa.Aa",
    "initials": "A.",
    "titles": "《",
    "joiners": "a\u200d",
    "sentences": "The cat sat. ",
    "chinese sentences": "我们(国),来。",
}
READERS: list[Callable[[str], object]] = [
    language.detect,
    sentences.spans,
    typography.restore,
    typography.join_fixes,
    typography.normal,
    typography.printable,
    typography.mojibake,
    dates.read,
    links.canonical,
]


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: f"{reader.__module__}.{reader.__name__}")
@pytest.mark.parametrize("unit", HARD.values(), ids=HARD.keys())
def test_time_grows_as_the_text_does(reader: Callable[[str], object], unit: str) -> None:
    # Eight times the text: linear work takes eight times as long, quadratic work sixty-four.
    assert growth.is_linear(lambda length: reader("中" + unit * (length // len(unit))), 5_000, 40_000)
