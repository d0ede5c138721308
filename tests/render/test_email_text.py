"""Plain text in columns, dates, figures, quotations: the small parts of a mail."""

from datetime import UTC, date, datetime

import email_issues as told
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest import render
from digest.model import Kind, Variant, Window
from digest.render import columns, links, localised, quotation

CHINESE = "联合国今天发布报告，指出“气候行动”刻不容缓——各方须在2030年前把排放减半（见《墨洛报告》），共同守护河流。" * 4


def test_latin_lines_stay_within_72_columns() -> None:
    lines = columns.wrapped("A reasonably ordinary sentence, with punctuation (and brackets). " * 9).split("\n")
    assert max(map(len, lines)) <= 72
    assert all(line == line.strip() for line in lines)


def test_chinese_lines_stay_within_36_characters() -> None:
    lines = columns.wrapped(CHINESE).split("\n")
    assert max(columns.width(line, chinese=True) for line in lines) <= 72
    assert "".join(lines) == CHINESE


def test_no_chinese_line_begins_with_closing_or_ends_with_opening_punctuation() -> None:
    for room in range(12, 40):
        lines = columns.wrapped(CHINESE, room).split("\n")
        assert not any(line[0] in "，。、；：！？）》”…—" for line in lines)
        assert not any(line[-1] in "（《“" for line in lines)
        assert "".join(lines) == CHINESE


def test_figures_and_latin_words_are_not_cut_in_chinese_text() -> None:
    for room in range(12, 40):
        assert "2030" in columns.wrapped(CHINESE, room)


def test_an_address_is_never_cut() -> None:
    url = "https://merrow.example.org/" + "a-b/" * 40
    assert url in columns.wrapped(f"See {url} for more.").split("\n")


def test_every_line_has_the_indent() -> None:
    assert all(line.startswith("    ") for line in columns.wrapped("word " * 40, indent="    ").split("\n"))


@given(st.text(max_size=300))
def test_wrapping_loses_nothing_but_blanks(text: str) -> None:
    assert "".join(columns.wrapped(text).split()) == "".join(text.split())


def window(start: datetime, end: datetime, zone: str = "UTC") -> Window:
    return Window(start=start.replace(tzinfo=UTC), end=end.replace(tzinfo=UTC), zone=zone)


@pytest.mark.parametrize(
    ("start", "end", "english", "chinese"),
    [
        (datetime(2025, 11, 10), datetime(2025, 11, 17), "10–16 November 2025", "2025年11月10日至16日"),
        (datetime(2025, 11, 10), datetime(2025, 11, 11), "10 November 2025", "2025年11月10日"),
        (datetime(2025, 10, 27), datetime(2025, 11, 3), "27 October – 2 November 2025", "2025年10月27日至11月2日"),
        (
            datetime(2025, 12, 29),
            datetime(2026, 1, 5),
            "29 December 2025 – 4 January 2026",
            "2025年12月29日至2026年1月4日",
        ),
        (datetime(2025, 11, 1), datetime(2025, 12, 1), "November 2025", "2025年11月"),
        (datetime(2025, 11, 10, 8), datetime(2025, 11, 17, 8), "10–17 November 2025", "2025年11月10日至17日"),
    ],
)
def test_a_window_is_written_with_its_last_day_included(
    start: datetime, end: datetime, english: str, chinese: str
) -> None:
    assert localised.window(window(start, end), Variant.EN) == english
    for variant in (Variant.ZH_HANS, Variant.ZH_HANT_TW, Variant.ZH_HANT_HK):
        assert localised.window(window(start, end), variant) == chinese


def test_days_are_those_of_the_windows_own_zone() -> None:
    assert localised.days(told.WEEK) == (date(2025, 11, 10), date(2025, 11, 16))
    assert render.window_words(told.WEEK, "en") == "10–16 November 2025"


@pytest.mark.parametrize(
    ("seconds", "shown"), [(None, ""), (0, ""), (-5, ""), (59, "0:59"), (245, "4:05"), (3723, "1:02:03")]
)
def test_a_running_time_is_shown_as_players_do(seconds: int | None, shown: str) -> None:
    assert localised.duration(seconds) == shown


def test_enumerations_end_as_each_place_writes_them() -> None:
    shown = [localised.listed(["a", "b", "c"], variant) for variant in Variant]
    assert shown == ["a, b and c", "a、b和c", "a、b和c", "a、b及c"]


def test_english_spells_figures_out_below_ten() -> None:
    assert [localised.figure(n, Variant.EN) for n in (1, 9, 10)] == ["one", "nine", "10"]
    assert localised.figure(3, Variant.ZH_HANS) == "3"


@pytest.mark.parametrize(
    ("sentence", "quoted"),
    [
        ("We cannot wait.", "We cannot wait."),
        ("我们不能再等。", "我们不能再等。"),
        ("“Nobody can wait.”", "Nobody can wait."),
        ("「沒有人能等。」", "沒有人能等。"),
        ("“Nobody can wait,” she said.", ""),
        ("She said we cannot “wait”.", ""),
        ("The forum opened on Friday.", ""),
        ("“One.” she said. “Two.”", ""),
        ("In the US, rivers rose.", ""),
    ],
)
def test_only_a_sentence_somebody_said_is_a_quotation(sentence: str, quoted: str) -> None:
    assert quotation.sentence(told.story("h", sentence, kind=Kind.SPEECH, speaker="N. N.")) == quoted


def test_without_a_named_speaker_nothing_is_a_quotation() -> None:
    assert quotation.sentence(told.story("h", "We cannot wait.", kind=Kind.SPEECH)) == ""


def test_a_sentence_that_was_changed_is_no_quotation() -> None:
    changed = told.story("h", "We cannot wait.", kind=Kind.SPEECH, speaker="N. N.", rules=("shortened",))
    assert quotation.sentence(changed) == ""


def test_another_script_is_still_the_same_words() -> None:
    converted = told.story("h", "我們不能等。", kind=Kind.SPEECH, speaker="某某", rules=("converted to zh-Hant-TW",))
    assert quotation.sentence(converted) == "我們不能等。"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://a.example/x?y=1&z=2#f", "https://a.example/x?y=1&z=2#f"),
        ("https://例子.example/路径", "https://例子.example/路径"),
        ("mailto:a@b.example?subject=x", "mailto:a@b.example?subject=x"),
        (links.UNSUBSCRIBE, links.UNSUBSCRIBE),
        ("%%other%%", ""),
        ("HTTPS://A.EXAMPLE", "HTTPS://A.EXAMPLE"),
        ("https://a.example/a'b\"c", "https://a.example/a%27b%22c"),
        ("https://a.example/\u202ex", "https://a.example/%E2%80%AEx"),
        ("https://a.example/a b", ""),
        ("java\nscript:alert(1)", ""),
        ("vbscript:x", ""),
        ("https://a.example@evil.example/", ""),
        ("https:\\\\evil.example", ""),
        ("mailto:a@b.example\nBcc: c@d.example", ""),
    ],
)
def test_only_web_and_mail_addresses_and_our_tokens_become_links(url: str, shown: str) -> None:
    assert links.href(url) == shown
