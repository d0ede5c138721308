"""What the checks take for a fault, and what they leave alone."""

from dataclasses import replace
from datetime import date

import pytest
from sheets import event, sheet, with_file

from digest import preflight, render
from digest.model import Variant
from digest.preflight import Finding, Level, Sheet, days, languages, markup


def found(spoiled: Sheet, code: str) -> list[Finding]:
    return [each for each in preflight.check(spoiled) if each.code == code]


def headed(sound: Sheet, headline: str) -> Sheet:
    first, *others = sound.issue.stories
    return replace(sound, issue=replace(sound.issue, stories=(replace(first, headline=headline), *others)))


@pytest.mark.parametrize(
    "text",
    [
        "He said: “It's the farmers' day.”",
        "他说：“《公约》（2015年）有效。”",
        "「『巢狀』的引號」",
        "1) first 2) second",
        "a) one; b) two",
        "Well :-) or not :(",
        "„So“ schreibt man dort",
        "See https://a.example/x_(y here",
        "Part one (1/7)",
        "【标题】正文［1］",
    ],
)
def test_paired_marks_are_left_alone(text: str) -> None:
    assert languages.first_unpaired(text) is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("他说：“好。", 3),
        ("好”他说", 1),
        ("（一（二）", 0),
        ("「甲』乙」", 2),
        ("(one", 0),
        ("one]", 3),
        ("《书名〉", 3),
    ],
)
def test_the_place_of_an_unpaired_mark_is_named(text: str, place: int) -> None:
    assert languages.first_unpaired(text) == place


def test_a_text_in_the_other_script_blocks_and_a_single_character_warns(templates: render.Templates) -> None:
    sound = sheet(templates, Variant.ZH_HANT_HK)
    whole = found(headed(sound, "海港的灯改用太阳能，码头更亮"), "other-script")
    single = found(headed(sound, "海港的燈改用太阳能，碼頭更亮"), "other-script")
    assert [each.level for each in whole] == [Level.BLOCKER]
    assert [(each.level, each.where.offset) for each in single] == [(Level.WARNING, 7)]


def test_a_foreign_character_in_a_file_alone_is_found_in_the_file(templates: render.Templates) -> None:
    spoiled = with_file(sheet(templates, Variant.ZH_HANS), "x-01.txt", lambda post: post.replace("海港", "海港燈", 1))
    (one,) = found(spoiled, "other-script")
    assert one.where.file == "x-01.txt"
    assert spoiled.text("x-01.txt")[one.where.offset or 0] == "燈"


def test_what_a_mail_says_is_in_another_script_may_be(templates: render.Templates) -> None:
    switch = "<p>{}</p></body>"
    sound = sheet(templates, Variant.ZH_HANS)
    labelled, bare = (
        with_file(sound, "email.html", lambda html, more=more: html.replace("</body>", switch.format(more)))
        for more in ('<a lang="zh-Hant-TW" href="https://a.example">繁體中文（臺灣）</a>', "繁體中文（臺灣）")
    )
    assert preflight.check(labelled) == ()
    assert [each.code for each in preflight.check(bare)] == ["other-script"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("from 3 to 5 December 2025", {date(2025, 12, 5)}),
        ("on December 3–5, 2025", {date(2025, 12, 5)}),
        ("March 3rd, and 2026-04-05", {date(2026, 3, 3), date(2026, 4, 5)}),
        ("2025年12月3日至5日", {date(2025, 12, 5)}),
        ("12月3日", {date(2025, 12, 3)}),
        ("1月8号", {date(2026, 1, 8)}),
        ("30 February and 13月1日", set()),
        ("in May 2025, 43 pupils, 2.5 March", set()),
    ],
)
def test_days_are_read_out_of_sentences(text: str, named: set[date]) -> None:
    assert days.named(text, near=date(2025, 11, 17)) - {date(2026, 3, 5)} == named


@pytest.mark.parametrize(
    ("text", "over"),
    [
        ("Open day on 3 November", True),
        ("Open day on 3 November and again on 24 November", False),
        ("开放日：11月24日", False),
        ("开放日：11月3日", True),
        ("Open day, date to be announced", False),
        ("Announced on 12 November 2025", False),  # the day it was published says nothing of the event
    ],
)
def test_an_event_is_over_when_every_day_it_names_is_past(text: str, over: bool, templates: render.Templates) -> None:
    sound = sheet(templates)
    story = event(sound.issue.stories[0], text)
    assert bool(found(replace(sound, issue=replace(sound.issue, stories=(story,))), "event-over")) is over


def test_the_heaviest_block_is_named(templates: render.Templates) -> None:
    heavy = with_file(sheet(templates), "email.html", lambda html: html.replace("43 pupils", "43 pupils " * 11_000, 1))
    (one,) = found(heavy, "too-heavy")
    assert "“Stories”" in one.words


def test_markup_is_judged_as_it_stands() -> None:
    broken = [(each.words, each.start) for each in markup.read('<p id="a">x<b>y</p></i><br><p id="a">').broken]
    assert broken == [
        ("<b> is still open where </p> stands.", 11),
        ("</i> closes nothing.", 19),
        ('The id "a" is given twice.', 27),
        ("<p> is never closed.", 27),
    ]


def test_offsets_count_characters_of_the_file_across_lines() -> None:
    source = "<div>\n第一行\n<p>第二</p>\n</div>"
    page = markup.read(source)
    assert [source[each.start : each.end] for each in page.named("p")] == ["<p>第二</p>"]
    assert [source[each.start :].lstrip().startswith(each.text) for each in page.texts] == [True, True]


def test_hidden_text_is_no_heading_and_the_preheader_is_read_from_it(templates: render.Templates) -> None:
    inbox = sheet(templates).inbox
    assert inbox is not None
    assert inbox.subject.startswith("Solar lamps light the harbour")
    assert inbox.preheader == "Two schools share one river boat"
    assert inbox.sender == "UN in Merrow"


def test_links_of_every_bad_kind_are_told_apart(templates: render.Templates) -> None:
    links = (
        '<a href="/en/1">a</a><a href="">b</a><a>c</a><a href="javascript:x">d</a><a href="http://a.example">e</a>'
        '<a href="https://a.example"></a><a href="mailto:a@a.example">f</a><a href="%%browser_url%%">g</a></body>'
    )
    told = found(with_file(sheet(templates), "email.html", lambda html: html.replace("</body>", links)), "link")
    levels = [each.level for each in told]
    assert levels.count(Level.BLOCKER) == 4
    assert levels.count(Level.WARNING) == 2
    assert "relative" in told[0].words
