"""How headlines turn on a card, without drawing one: letters are as wide as a table says."""

from itertools import pairwise

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from digest import chinese
from digest.render.cards import breaking, setting

WIDE = setting.Room(width=1016, height=370, largest=104, least=48, leading=1.28)
HIGH = setting.Room(width=872, height=620, largest=144, least=48, leading=1.28)
COVER = setting.Room(width=788, height=140, largest=72, least=36, leading=1.18)

NO_START = "，。、；：？！）」』》”’…—·%,.;:?!)"
NO_END = "（「『《“‘(￥$"

HEADLINES = (
    "Ferry goes green",
    "Flood warnings now reach the coast two hours earlier",
    "Forty-three schools in Yanxi County now run on solar power, saving US$1.2 million a year",
    "The Secretary-General’s message: “No one should be left behind” — not in 2030, not ever",
    "Intergovernmentalism joins the water forum",
    "候鸟归来",
    "芦汀来客：三万只候鸟与一场迟来的收割",
    "联合国秘书长：“多边主义不是选择，而是必需”——在第80届联合国大会上的讲话",
    "2025年11月12日，34个村的1.2万名儿童用上太阳能",
    "UN Women与澄浦市妇联共建“数字她力量”培训营，十年间四万三千二百人结业",
    "賽義德·阿卜杜拉·侯賽因訪問嵐川：推動3.5億元海水淡化項目",
    "「不讓任何人掉隊」：《2030年永續發展議程》進展報告發布",
    "教育部長宣布全國兩千所鄉村小學明年起供應熱午餐",
)


class Table:
    """Widths of letters: a Han character or wide mark is a square, any other letter half of one."""

    def advance(self, text: str, px: int) -> float:
        return sum(px if letter > "\u2e80" or letter in "“”‘’…—" else 0.55 * px for letter in text)

    width = advance


def lines(text: str, room: setting.Room = WIDE) -> tuple[str, ...]:
    made = setting.set_in(room, breaking.pieces(text, chinese.cut), Table())
    assert made is not None
    return made.lines


@pytest.mark.parametrize("room", [WIDE, HIGH])
@pytest.mark.parametrize("text", HEADLINES)
def test_a_headline_stands_whole_in_at_most_three_lines_that_fit(text: str, room: setting.Room) -> None:
    made = setting.set_in(room, breaking.pieces(text, chinese.cut), Table())
    assert made is not None
    assert not made.tight
    assert len(made.lines) <= setting.MOST_LINES
    assert made.px >= room.least
    assert all(Table().width(line, made.px) <= room.width for line in made.lines)
    assert "".join(made.lines).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("room", [WIDE, HIGH])
@pytest.mark.parametrize("text", HEADLINES)
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(text: str, room: setting.Room) -> None:
    made = lines(text, room)
    assert not [line for line in made[1:] if line[0] in NO_START]
    assert not [line for line in made[:-1] if line[-1] in NO_END]


@pytest.mark.parametrize("room", [WIDE, HIGH])
@pytest.mark.parametrize("text", HEADLINES)
def test_the_last_line_is_never_a_single_character(text: str, room: setting.Room) -> None:
    assert sum(map(str.isalnum, lines(text, room)[-1])) > 1


@pytest.mark.parametrize(
    "whole",
    [
        "US$1.2 million", "2030,", "Intergovernmentalism", "三万只", "第80届", "联合国大会",
        "2025年11月12日", "34个", "1.2万名", "UN Women", "四万三千二百人", "3.5億元", "阿卜杜拉", "兩千所",
    ],
)  # fmt: skip
def test_words_numbers_with_their_units_and_dates_stay_whole(whole: str) -> None:
    told = [text for text in HEADLINES if whole in text]
    assert told
    for room in (WIDE, HIGH, setting.Room(width=1016, height=1600, largest=104, least=48, leading=1.28)):
        assert all(any(whole in line for line in lines(text, room)) for text in told)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("芦汀来客：三万只候鸟与一场迟来的收割", ("芦汀来客：三万只候鸟", "与一场迟来的收割")),
        ("屋顶自己发电 砚溪山区小校告别停电课表", ("屋顶自己发电", "砚溪山区小校", "告别停电课表")),
        ("Ferry goes green", ("Ferry goes green",)),
        ("候鸟归来", ("候鸟归来",)),
    ],
)  # fmt: skip
def test_lines_turn_where_the_sense_does(text: str, expected: tuple[str, ...]) -> None:
    assert lines(text) == expected


def test_a_headline_too_long_for_three_lines_takes_more_and_says_so() -> None:
    text = "Partners from the whole region agree on early warning, clean water and schools " * 2
    made = setting.set_in(HIGH, breaking.pieces(text.strip(), chinese.cut), Table())
    assert made is not None
    assert made.tight
    assert len(made.lines) > setting.MOST_LINES


def test_a_long_word_is_set_smaller_rather_than_cut() -> None:
    made = setting.set_in(HIGH, breaking.pieces("Donaudampfschifffahrtsgesellschaft", chinese.cut), Table())
    assert made == setting.Headline(lines=("Donaudampfschifffahrtsgesellschaft",), px=44, tight=True)


@pytest.mark.parametrize("text", ["字" * 10_000, "x" * 10_000, "word " * 2_000, "《" * 500])
def test_a_headline_that_fits_in_no_form_is_none(text: str) -> None:
    assert setting.set_in(COVER, breaking.pieces(text, chinese.cut), Table()) is None


_PARTS = st.sampled_from(
    (
        "可持续",
        "发展",
        "的",
        "，",
        "：",
        "“",
        "”",
        "《",
        "》",
        "UN",
        "3.5",
        "亿元",
        "2025年",
        "—",
        "ASEAN+3",
        "！",
        "(",
        ")",
        " ",
    )
)


@given(st.lists(_PARTS, min_size=1, max_size=24).map(lambda parts: " ".join("".join(parts).split())))
def test_any_headline_loses_no_letter_and_breaks_no_rule(text: str) -> None:
    pieces = breaking.pieces(text, chinese.cut)
    assert breaking.joined(pieces).replace(" ", "") == text.replace(" ", "")
    for one, other in pairwise(pieces):
        assert other.text[0] not in NO_START
        assert one.text[-1] not in NO_END
        assert not regex.search(r"[\w+]\Z", one.text, regex.ASCII) or one.spaced or not other.text[0].isascii()
