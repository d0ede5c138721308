"""What a mail shows where: in full and in brief, weekly and monthly, other variants, theme, and how heavy it is."""

import re
from dataclasses import replace

import email_issues as told
import pytest

from digest import render
from digest.model import Issue, Kind, Newsroom, Picture, Story, SummarySentence, Theme, Variant
from digest.render import columns, sizes


def html_of(
    issue: Issue, templates: render.Templates, newsroom: Newsroom = told.NEWSROOM, variants: tuple[Variant, ...] = ()
) -> str:
    return render.email(issue, told.audience(Variant.EN), newsroom, templates, variants)[0].content.decode()


def text_of(issue: Issue, templates: render.Templates) -> str:
    return render.email(issue, told.audience(Variant.EN), told.NEWSROOM, templates)[1].content.decode()


def chosen(issue: Issue, template: str = "weekly", in_full: int = 4) -> Issue:
    return replace(issue, newsletter=replace(issue.newsletter, template=template, in_full=in_full))


def with_teaser(title: str, teaser: str, kind: Kind = Kind.STORY, lang: str = "en") -> Story:
    made = told.story(title, f"All about {title}.", "And more.", kind=kind, lang=lang)
    sentence = SummarySentence(text=teaser, paragraph=0, start=0, end=len(teaser))
    return replace(made, summary=replace(made.summary, teaser=sentence))


def test_what_comes_after_the_first_of_a_section_is_told_in_brief_by_its_teaser(templates: render.Templates) -> None:
    stories = (told.story("Lead"), *(with_teaser(f"Story {n}", f"Teaser {n}.") for n in range(3)))
    release = with_teaser("Release", "Teaser of the release.", kind=Kind.PRESS_RELEASE)
    notice = told.story("Odds and ends", kind=Kind.UNKNOWN)
    text = text_of(chosen(told.issue((*stories, release, notice)), in_full=1), templates)
    headings = ["\nStories\n", "Story 0\nAll about Story 0. And more.", "\nPress releases\n", "\nIn brief\n"]
    brief = ["Story 1\nTeaser 1.", "Story 2\nTeaser 2.", "Odds and ends"]
    places = [text.index(each) for each in (*headings, *brief)]
    assert places == sorted(places)
    assert "All about Story 1" not in text


def test_a_section_in_another_language_keeps_its_own_brief_items(templates: render.Templates) -> None:
    foreign = tuple(with_teaser(f"外语{n}", f"导语{n}。", lang="zh-Hans") for n in range(2))
    text = text_of(chosen(told.issue((told.story("Lead"), *foreign)), in_full=1), templates)
    assert "In brief" not in text
    assert text.index("Also in Chinese") < text.index("All about 外语0") < text.index("外语1\n导语1。")


def test_a_lead_is_told_in_full_whatever_its_kind(templates: render.Templates) -> None:
    text = text_of(told.issue((told.story("Closed", "Calls go to the duty line.", kind=Kind.ANNOUNCEMENT),)), templates)
    assert "duty line" in text


def test_monthly_shows_the_first_picture_of_a_section_large_and_weekly_small(templates: render.Templates) -> None:
    picture = Picture(url="https://a.example/p.jpg", alt="A bay", width=1600, height=900)
    issue = told.issue(
        (told.story("Lead"), told.story("Second", picture=picture), told.story("Third", picture=picture))
    )
    widths = {
        template: re.findall(r'alt="A bay" width="(\d+)" height="(\d+)"', html_of(chosen(issue, template), templates))
        for template in ("weekly", "monthly")
    }
    assert widths == {"weekly": [("136", "77")] * 2, "monthly": [("536", "302"), ("136", "77")]}


def test_monthly_and_weekly_tell_the_same_stories(templates: render.Templates) -> None:
    week = told.week(Variant.EN)
    weekly, monthly = (html_of(chosen(week, template), templates) for template in ("weekly", "monthly"))
    assert re.findall(r"href=\"([^\"]+)\"", weekly) != []
    assert set(re.findall(r'href="([^"]+)"', weekly)) == set(re.findall(r'href="([^"]+)"', monthly))


def test_a_reader_can_change_over_to_the_other_variants(templates: render.Templates) -> None:
    html = html_of(told.week(Variant.EN), templates, variants=(Variant.EN, Variant.ZH_HANS, Variant.ZH_HANT_HK))
    switches = re.findall(r'lang="([\w-]+)" hreflang="\1" href="(%%\w+%%)">([^<]+)', html)
    assert switches == [
        ("zh-Hans", "%%browser_url_zh_hans%%", "简体中文"),
        ("zh-Hant-HK", "%%browser_url_zh_hant_hk%%", "繁體中文"),
    ]


def test_traditional_chinese_says_whose_it_is_where_there_are_two(templates: render.Templates) -> None:
    html = html_of(told.week(Variant.EN), templates, variants=tuple(Variant))
    assert "繁體中文（台灣）" in html
    assert "繁體中文（香港）" in html


def test_an_issue_in_one_variant_offers_no_other(templates: render.Templates) -> None:
    assert "hreflang" not in html_of(told.week(Variant.EN), templates, variants=(Variant.EN,))


def test_the_theme_colours_and_sizes_the_whole_mail(templates: render.Templates) -> None:
    names = ("canvas", "card", "text", "muted", "accent", "link", "rule")
    colours = {name: f"#{n:02X}ABCD" for n, name in enumerate((*names, *(f"{each}_dark" for each in names)))}
    theme = Theme(width=700, fonts={Variant.EN: "Georgia, serif"}, **colours)  # type: ignore[arg-type]
    for template in ("weekly", "monthly"):
        html = html_of(chosen(told.week(Variant.EN), template), templates, replace(told.NEWSROOM, theme=theme))
        used = set(re.findall(r"#[0-9A-Fa-f]{6}\b", html))
        assert used == {*colours.values(), "#FFFFFF"}  # white only behind a logo
        assert "max-width:700px" in html
        assert 'width="636"' in html
        assert "font-family:Georgia, serif" in html
        assert "Segoe" not in html


def test_widths_are_whole_numbers_and_no_attribute_is_unknown_to_html(templates: render.Templates) -> None:
    theme = Theme(width=555)
    html = html_of(told.week(Variant.EN), templates, replace(told.NEWSROOM, theme=theme))
    assert not re.search(r'\s(?:width|height)="[\d.]*[^\d"%][^"]*"', html)
    assert not re.search(r'\svertical-align="', html)


def test_every_picture_has_an_alternative_and_a_width(templates: render.Templates) -> None:
    bare = Picture(url="https://a.example/p.jpg")
    stories = tuple(told.story(f"Story {n}", kind=kind, picture=bare) for n, kind in enumerate((Kind.STORY, *Kind)))
    for template in ("weekly", "monthly"):
        images = re.findall(r"<img[^>]*>", html_of(chosen(told.issue(stories), template), templates))
        assert len(images) > 5
        assert all(re.search(r'\salt="', image) and re.search(r'\swidth="\d+"', image) for image in images)


def test_a_link_says_where_it_leads_even_when_heard_alone(templates: render.Templates) -> None:
    html = html_of(told.week(Variant.EN), templates)
    assert 'aria-label="Read the release: Emergency fund releases 4 million for storm repairs"' in html


@pytest.mark.parametrize("template", ["weekly", "monthly"])
def test_blocks_add_up_to_the_mail_and_bear_their_headings(template: str, templates: render.Templates) -> None:
    html = html_of(chosen(told.week(Variant.EN), template), templates)
    blocks = sizes.blocks(html)
    assert sum(block.size for block in blocks) == len(html.encode())
    names = [block.name for block in blocks]
    assert names[:3] == ["top", "Flood warnings now reach the coast two hours earlier", "Stories"]
    assert names[-2:] == ["Also in Chinese", "footer"]


@pytest.mark.parametrize(
    ("headline", "kept"),
    [
        ("在江边，人们又点起了灯", True),
        ("第八届国际高层论坛为可持续、以人为本的城市化发展铺平道路", False),  # 13 characters before the mark
        ("村里有一个水龙头，就等于请来一位老师", True),
        ("屋顶自己发电 砚溪山区小校告别停电", True),
        ("Solar lamps light the harbour", False),  # no Chinese
        ("", False),
    ],
)
def test_only_clauses_that_stand_on_one_line_of_a_telephone_are_kept_unbroken(headline: str, kept: bool) -> None:
    assert columns.keeps_clauses(headline) is kept


def test_the_heaviest_block_is_named() -> None:
    html = f"<p>top</p><h2>Small</h2>x<h2 class='b'>Rain &amp; <b>水</b></h2>{'水' * 99}<div class='x'>"
    assert sizes.heaviest(html) == sizes.Block(
        name="Rain & 水", size=len(f"<h2 class='b'>Rain &amp; <b>水</b></h2>{'水' * 99}<div class='x'>".encode())
    )


@pytest.mark.parametrize(
    ("variant", "headline", "marked"),
    [
        (Variant.ZH_HANS, "《潮汐》报告发布", "《〈潮汐〉报告发布》"),
        (Variant.ZH_HANT_HK, "《潮汐》報告發布", "《〈潮汐〉報告發布》"),
        (Variant.ZH_HANT_TW, "《潮汐》報告發布", "〈《潮汐》報告發布〉"),
        (Variant.EN, "The “Tides” report is out", "“The ‘Tides’ report is out”"),
    ],
)
def test_a_title_with_marks_stands_in_other_marks(
    variant: Variant, headline: str, marked: str, templates: render.Templates
) -> None:
    lang = variant.value
    stories = tuple(told.story(each, "Text.", lang=lang) for each in ("Lead", headline))
    text = render.email(told.issue(stories, variant), told.audience(variant), told.NEWSROOM, templates)[1].content
    assert marked in text.decode().replace("\n", "")
