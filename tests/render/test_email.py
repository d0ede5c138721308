"""The mail as a whole, from an issue to its three files."""

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.policy import default
from itertools import pairwise
from pathlib import Path

import email_issues as told
import jinja2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest import render
from digest.errors import RenderError
from digest.model import Field, Issue, Kind, Order, Picture, Rendered, SelectionRule, Variant, Window

LINK = re.compile(r'href="([^"]+)"')
HEADING = re.compile(r"<h([123])\b")


def made(issue: Issue, templates: render.Templates, variant: Variant = Variant.EN) -> tuple[str, str, str]:
    """HTML, text and message of `issue`, as text."""
    html, text, message, _ = render.email(issue, told.audience(variant), told.NEWSROOM, templates)
    return html.content.decode(), text.content.decode(), message.content.decode()


def many(count: int, in_full: int = 100) -> Issue:
    sentence = "Villages along the river have received new gauges, a siren and a plan for the first hour of a flood."
    stories = [
        told.story(
            f"Village {n} has a plan for the first hour of a flood",
            *[sentence] * 4,
            kind=(Kind.STORY, Kind.PRESS_RELEASE, Kind.OP_ED)[n % 3],
            url=f"https://merrow.example.org/en/stories/2025/village-{n}",
        )
        for n in range(count)
    ]
    made = told.issue(tuple(stories))
    return replace(made, newsletter=replace(made.newsletter, in_full=in_full))


@pytest.mark.parametrize("variant", Variant)
def test_a_full_week_looks_as_it_was_approved(
    variant: Variant, templates: render.Templates, golden: Callable[[str, bytes], None]
) -> None:
    for file in render.email(told.week(variant), told.audience(variant), told.NEWSROOM, templates):
        golden(f"email/{variant}/{file.filename}", file.content)


@pytest.mark.parametrize("variant", [Variant.EN, Variant.ZH_HANS])
def test_a_full_month_looks_as_it_was_approved(
    variant: Variant, templates: render.Templates, golden: Callable[[str, bytes], None]
) -> None:
    week = told.week(variant)
    month = replace(week, newsletter=replace(week.newsletter, template="monthly", in_full=1))
    html, text, *_ = render.email(month, told.audience(variant), told.NEWSROOM, templates, tuple(Variant))
    golden(f"email/monthly/{variant}/{html.filename}", html.content)
    golden(f"email/monthly/{variant}/{text.filename}", text.content)


def test_a_single_bare_story_looks_as_it_was_approved(
    templates: render.Templates, golden: Callable[[str, bytes], None]
) -> None:
    bare = told.issue((told.story("Harbour light back in service", url="", day=None),), number=None)
    for file in render.email(bare, told.audience(Variant.EN), told.NEWSROOM, templates):
        golden(f"email/bare/{file.filename}", file.content)


def test_files_are_the_html_the_text_the_message_and_the_subjects(templates: render.Templates) -> None:
    files = render.email(told.week(Variant.EN), told.audience(Variant.EN), told.NEWSROOM, templates)
    assert [(file.channel, file.filename) for file in files] == [
        ("email", "email.html"),
        ("email", "email.txt"),
        ("email", "email.eml"),
        ("email", "email.subjects.txt"),
    ]


def test_bytes_do_not_depend_on_the_hash_seed() -> None:
    script = (
        "import hashlib, pathlib, sys, jinja2, email_issues as told\n"
        "from digest import render; from digest.model import Variant\n"
        f"root = pathlib.Path({str(Path(__file__).parents[2] / 'templates')!r})\n"
        "words = [render.read_catalogue(p.read_bytes()) for p in root.glob('locale/*.po')]\n"
        "environment = render.environment(jinja2.FileSystemLoader(root))\n"
        "templates = render.Templates(environment, {each.variant: each for each in words})\n"
        "files = render.email(told.week(Variant.ZH_HANS), told.audience(Variant.ZH_HANS), told.NEWSROOM, templates)\n"
        "print(hashlib.sha256(b''.join(file.content for file in files)).hexdigest())\n"
    )
    path = f"{Path(__file__).parent}:{Path(__file__).parents[2]}"
    sums = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": path},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(sums) == 1


def test_thirty_stories_stay_below_what_gmail_cuts_off(templates: render.Templates) -> None:
    files = render.email(many(30), told.audience(Variant.EN), told.NEWSROOM, templates)
    assert len(files[0].content) < 95_000
    assert not any("Gmail" in warning for warning in files[0].warnings)


def test_text_and_html_have_the_same_links_in_the_same_order(templates: render.Templates) -> None:
    for variant in Variant:
        html, text, _ = made(told.week(variant), templates, variant)
        in_html = list(dict.fromkeys(link for link in LINK.findall(html) if "/en/" in link or "/zh/" in link))
        in_text = [line for line in text.splitlines() if line.startswith("https://merrow.example.org/")]
        assert in_html == in_text
        assert set(re.findall(r"%%\w+%%", html)) == set(re.findall(r"%%\w+%%", text))


def test_headings_follow_each_other_in_order(templates: render.Templates) -> None:
    html, _, _ = made(told.week(Variant.EN), templates)
    levels = [int(level) for level in HEADING.findall(html)]
    assert levels[:2] == [1, 2]
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    assert levels.count(1) == 1


def test_recipient_addresses_stay_tokens(templates: render.Templates) -> None:
    html, text, _ = made(told.week(Variant.EN), templates)
    for token in ("%%unsubscribe_url%%", "%%preferences_url%%", "%%browser_url%%"):
        assert f'href="{token}"' in html
        assert f"\n{token}\n" in text


def test_an_address_cannot_carry_the_unsubscribe_link_away(templates: render.Templates) -> None:
    story = told.story("A story", url="https://elsewhere.example/?back=%%unsubscribe_url%%")
    html, text, _ = made(told.issue((story,)), templates)
    assert html.count("%%unsubscribe_url%%") == text.count("%%unsubscribe_url%%") == 1


def test_a_text_about_tokens_does_not_become_one(templates: render.Templates) -> None:
    story = told.story("How %%unsubscribe_url%% works", "Write %%unsubscribe_url%% in the template.")
    html, text, _ = made(told.issue((story,)), templates)
    assert html.count("%%unsubscribe_url%%") == text.count("%%unsubscribe_url%%") == 1


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "ftp://a.example/x", "//a.example", "https://u@a.example/", ""]
)
def test_what_is_no_web_address_renders_no_link(url: str, templates: render.Templates) -> None:
    html, text, _ = made(told.issue((told.story("A story without a way on", url=url),)), templates)
    assert "Read the story" not in html + text
    assert not url or url not in html + text


def test_markup_in_an_article_is_text(templates: render.Templates) -> None:
    hostile = '</mj-text><mj-include path="/etc/passwd"/><script>alert("1")</script>{{ 7*7 }}{% raw %}'
    picture = Picture(url="https://a.example/p.jpg", alt=f'" onerror="alert(1) {hostile}', width=800, height=450)
    story = told.story(hostile, hostile, picture=picture, speaker=hostile, post=hostile)
    html, _, _ = made(told.issue((story, story)), templates)
    assert "<script" not in html
    assert 'onerror="' not in html
    assert "{{ 7*7 }}" in html


def test_a_line_break_in_a_headline_stays_out_of_subject_and_headings(templates: render.Templates) -> None:
    _, _, message = made(told.issue((told.story("Two\r\nBcc: x@y.example\u2028lines"),)), templates)
    assert "Subject: Two Bcc: x@y.example lines | The week" in message
    assert "\nBcc:" not in message


def test_the_lead_is_the_first_story_in_the_language_of_the_mail(templates: render.Templates) -> None:
    foreign = told.story("外语新闻在后", "摘要。", lang="zh-Hans", url="https://merrow.example.org/zh/9")
    own = told.story("The story in English leads", url="https://merrow.example.org/en/9")
    _, text, _ = made(told.issue((foreign, own)), templates)
    assert text.index("The story in English leads") < text.index("Also in Chinese") < text.index("外语新闻在后")


def test_foreign_headlines_and_summaries_say_their_language(templates: render.Templates) -> None:
    html, _, _ = made(told.week(Variant.EN), templates)
    assert re.search(r'<h3[^>]* lang="zh-Hans"[^>]*>\s*<a[^>]*>沿海预警提前两小时', html)
    assert re.search(r'<p[^>]* lang="zh-Hans"[^>]*>\s*四十个新测站', html)
    assert html.count('lang="zh-Hans"') == 2


def test_an_issue_only_in_another_language_still_has_a_lead(templates: render.Templates) -> None:
    html, text, _ = made(told.issue((told.story("只有中文", lang="zh-Hans"),)), templates)
    assert "Also in Chinese" not in text
    assert re.search(r'<h2[^>]* lang="zh-Hans"', html)


@pytest.mark.parametrize("lang", ["mixed", "undetermined", "und"])
def test_a_story_whose_language_is_unknown_is_no_foreign_story(lang: str, templates: render.Templates) -> None:
    html, text, _ = made(told.issue((told.story("First"), told.story("Second", lang=lang))), templates)
    assert "In other languages" not in text
    assert f'lang="{lang}"' not in html


def test_each_variant_is_its_own_language(templates: render.Templates) -> None:
    for variant in Variant:
        html, _, _ = made(told.week(variant), templates, variant)
        assert f'<html lang="{variant}"' in html


def test_a_kind_without_stories_has_no_section(templates: render.Templates) -> None:
    html, text, _ = made(told.issue((told.story("One"), told.story("Two"))), templates)
    assert not any(heading in html + text for heading in ("Press releases", "Watch", "Events", "Also in"))


def test_sections_follow_the_kinds_of_a_newsroom_that_orders_by_kind(templates: render.Templates) -> None:
    week = told.week(Variant.EN)
    rule = SelectionRule(kinds=(Kind.VIDEO, Kind.PRESS_RELEASE), order=Order.KIND)
    _, text, _ = made(replace(week, newsletter=replace(week.newsletter, selection=rule)), templates)
    assert text.index("\nWatch\n") < text.index("\nPress releases\n") < text.index("\nStories\n")


def test_a_picture_keeps_its_proportions_and_never_grows(templates: render.Templates) -> None:
    wide = Picture(url="https://a.example/wide.jpg", alt="A bay", width=1600, height=800)
    small = Picture(url="https://a.example/small.jpg", alt="", width=200, height=150)
    html, _, _ = made(told.issue((told.story("Lead", picture=wide),)), templates)
    assert re.search(r'<img[^>]*alt="A bay"[^>]*width="536"[^>]*height="268"', html)
    html, _, _ = made(told.issue((told.story("Lead", picture=small),)), templates)
    assert re.search(r'<img[^>]*alt=""[^>]*width="200"[^>]*height="150"', html)


def test_the_place_of_a_picture_of_unknown_size_is_kept_free_but_for_outlook(templates: render.Templates) -> None:
    unknown = told.story("A bay", "Text.", picture=Picture(url="https://a.example/p.jpg", alt="A bay"))
    html, _, _ = made(told.issue((unknown,)), templates)
    outlook, others = re.search(
        r"<!--\[if mso\]>(<img.*?)<!\[endif\]-->(<!--\[if !mso\]><!-->.*?)<!--<!\[endif\]-->", html
    ).groups()
    assert 'width="536"' in outlook
    assert " height=" not in outlook
    assert 'width="536" height="302"' in others
    assert "height:auto" in others


def test_a_picture_with_an_unsafe_address_is_not_there(templates: render.Templates) -> None:
    for url in ("javascript:1", "mailto:a@b.example", "%%browser_url%%"):
        html, _, _ = made(told.issue((told.story("Lead", picture=Picture(url=url)),)), templates)
        assert "<img" not in html


def test_a_video_without_an_address_has_no_play_link(templates: render.Templates) -> None:
    video = told.story("Quiet engine", kind=Kind.VIDEO, url="", duration_s=65)
    html, text, _ = made(told.issue((told.story("Lead"), video)), templates)
    assert "Watch the video" not in html + text
    assert "▶" not in html


def test_a_video_links_to_itself_and_tells_its_length(templates: render.Templates) -> None:
    _, text, _ = made(told.week(Variant.EN), templates)
    assert "Watch the video · 4:05\nhttps://video.example.org/ferry\n" in text


def test_an_announcement_is_one_line_but_says_all_where_it_has_no_address(templates: render.Templates) -> None:
    for url, shown in (("https://merrow.example.org/en/8", False), ("", True)):
        notice = told.story("Office closed", "Calls go to the duty line.", kind=Kind.ANNOUNCEMENT, url=url)
        html, text, _ = made(told.issue((told.story("Lead"), notice)), templates)
        assert ("duty line" in html, "duty line" in text) == (shown, shown)


def test_an_unknown_kind_as_lead_shows_the_word_of_its_source(templates: render.Templates) -> None:
    lead = told.story("A letter to readers", kind=Kind.UNKNOWN, kind_word="Letter")
    _, text, _ = made(told.issue((lead,)), templates)
    assert "\nLetter · 12 November\n" in text


def test_a_date_of_another_year_shows_the_year(templates: render.Templates) -> None:
    _, text, _ = made(told.issue((told.story("An old story", day=date(2024, 12, 31)),)), templates)
    assert "31 December 2024" in text


def test_an_issue_without_a_number_is_named_by_its_days(templates: render.Templates) -> None:
    _, text, message = made(told.issue((told.story("Calm week"),), number=None), templates)
    subject = message_from_bytes(message.encode(), policy=default)["Subject"]
    assert subject == "Calm week | The week in sustainable development 10–16 November 2025"
    assert "No. " not in text


def test_the_opening_counts_what_is_there(templates: render.Templates) -> None:
    _, text, _ = made(many(12), templates)
    assert "In this issue: four stories, four press releases and four opinion\npieces." in text
    _, text, _ = made(told.issue((told.story("One"),)), templates)
    assert "In this issue" not in text


def test_the_opening_names_the_stories_that_follow_the_lead(templates: render.Templates) -> None:
    stories = tuple(told.story(title) for title in ("Lead", "Second.", "Is it third?", "Fourth", "Fifth"))
    _, text, _ = made(told.issue(stories), templates)
    assert "In this issue: five stories. Among them: “Second”, “Is it third?” and\n“Fourth”." in text


def test_the_opening_passes_over_headlines_too_long_to_be_read_in_a_row(templates: render.Templates) -> None:
    stories = tuple(told.story(title) for title in ("Lead", "A very long headline " * 4, "Short", "又长又长的标题" * 6))
    _, text, _ = made(told.issue(stories), templates)
    assert "In this issue: four stories. Among them: “Short”." in text


@pytest.mark.parametrize(
    ("variant", "opening"),
    [
        (Variant.ZH_HANS, "本期内容：2篇报道。其中有《又一篇》。"),
        (Variant.ZH_HANT_TW, "本期內容：2則報導。其中有〈又一篇〉。"),
        (Variant.ZH_HANT_HK, "本期內容：2篇報道。其中有《又一篇》。"),
    ],
)
def test_the_opening_is_in_the_readers_own_words(variant: Variant, opening: str, templates: render.Templates) -> None:
    stories = (told.story("头条", lang="zh-Hans"), told.story("又一篇", lang="zh-Hans"))
    _, text, _ = made(told.issue(stories, variant=variant), templates, variant)
    assert opening in text


def test_the_mainland_writes_no_comma_between_titles_and_taiwan_does(templates: render.Templates) -> None:
    stories = tuple(told.story(title, lang="zh-Hans") for title in ("头条", "又一篇", "第三篇", "第四篇"))
    _, hans, _ = made(told.issue(stories, variant=Variant.ZH_HANS), templates, Variant.ZH_HANS)
    _, taiwan, _ = made(told.issue(stories, variant=Variant.ZH_HANT_TW), templates, Variant.ZH_HANT_TW)
    assert "《又一篇》《第三篇》和《第四篇》" in hans
    assert "〈又一篇〉、〈第三篇〉和〈第四篇〉" in taiwan


def test_an_issue_without_stories_is_a_bug_not_a_mail(templates: render.Templates) -> None:
    with pytest.raises(ValueError, match="has no story"):
        made(told.issue(()), templates)


def test_a_window_across_the_new_year_shows_both_years(templates: render.Templates) -> None:
    window = Window(start=datetime(2025, 12, 29, tzinfo=UTC), end=datetime(2026, 1, 5, tzinfo=UTC), zone="UTC")
    issue = replace(told.issue((told.story("New year"),)), window=window)
    _, text, _ = made(issue, templates)
    assert "29 December 2025 – 4 January 2026" in text


def test_one_long_word_or_address_does_not_break_the_text_part(templates: render.Templates) -> None:
    url = "https://merrow.example.org/" + "x" * 200
    _, text, _ = made(told.issue((told.story("Lead", "y" * 100, url=url),)), templates)
    assert f"\n{url}\n" in text
    assert f"\n{'y' * 100}\n" in text


@pytest.mark.parametrize(
    ("width", "height", "shown"),
    [(1600, 400, (224, 56)), (400, 400, (56, 56)), (2000, 100, (240, 12)), (90, 30, (90, 30))],
)
def test_a_logo_is_never_larger_than_its_corner(
    width: int, height: int, shown: tuple[int, int], templates: render.Templates
) -> None:
    logo = Picture(url="https://merrow.example.org/logo.png", width=width, height=height)
    newsroom = replace(told.NEWSROOM, logo=logo)
    html = render.email(told.issue((told.story("x"),)), told.audience(Variant.EN), newsroom, templates)[0].content
    assert re.search(rf'alt="UN in Merrow" width="{shown[0]}" height="{shown[1]}"', html.decode())


AWKWARD = st.text(max_size=60) | st.sampled_from(
    ["%%browser_url%%", "{{ x }}", "</mj-text>", "\ud800", "\u3000\u202e", "]]>"]
)


@given(headline=AWKWARD, sentence=AWKWARD, alt=AWKWARD, post=AWKWARD, path=AWKWARD, kind=st.sampled_from(Kind))
@settings(max_examples=60, deadline=None)
def test_no_text_breaks_a_mail(
    templates: render.Templates, headline: str, sentence: str, alt: str, post: str, path: str, kind: Kind
) -> None:
    url = f"https://merrow.example.org/{path}"
    story = told.story(
        headline,
        sentence,
        kind=kind,
        url=url,
        video_url=url,
        picture=Picture(url=url, alt=alt, width=800, height=450),
        speaker="A. Speaker",
        post=post,
    )
    html, text, message = made(told.issue((story, story)), templates)
    assert html.count('href="%%unsubscribe_url%%"') == 1
    assert html.count("%%browser_url%%") == 2
    assert text.count("%%browser_url%%") == 1
    assert html.count("<table") == html.count("</table>")
    assert message.count("\r\nSubject: ") + message.startswith("Subject: ") == 1


def test_warnings_are_for_people_and_on_the_first_file(templates: render.Templates) -> None:
    long = told.story("A headline that goes on for very much longer than any telephone can show in one line")
    files: tuple[Rendered, ...] = render.email(told.issue((long,)), told.audience(Variant.EN), told.NEWSROOM, templates)
    assert "is too long for a subject: 84 characters, where 45 are seen" in files[0].warnings[0]
    assert f"digest wording {long.article.id} headline TEXT --for en" in files[0].warnings[0]
    assert not files[1].warnings


@pytest.mark.parametrize(
    ("source", "word"),
    [
        ("{% include 'x.txt.j2' %}", "without end"),
        ("{{ 'a' * 999999999 }}", "only for numbers"),
        ("{{ 9 ** 99999 }}", "only for numbers"),
        ("{{ lipsum() }}", "lipsum"),
        ("{{ [1, 2] | random }}", "random"),
        ("{{ ''.__class__ }}", "unsafe"),
    ],
)
def test_a_template_can_neither_run_away_nor_be_left_to_chance(source: str, word: str) -> None:
    environment = render.environment(jinja2.DictLoader({"x.txt.j2": source}))
    with pytest.raises(RenderError, match=word):
        render.Templates(environment, {}).render("x.txt.j2", channel="x")


def test_a_template_may_reckon() -> None:
    environment = render.environment(jinja2.DictLoader({"x.txt.j2": "{{ 3 * 4 + 2 ** 3 }}"}))
    assert render.Templates(environment, {}).render("x.txt.j2", channel="x") == "20"


def test_chinese_is_set_as_in_print_unless_a_person_wrote_it(templates: render.Templates) -> None:
    text = '会议以"水"为题，有 12 人发言。'
    shown = told.story(text, text, lang="zh-Hans")
    html, plain, _ = made(told.issue((shown,), Variant.ZH_HANS), templates, Variant.ZH_HANS)
    assert html.count("会议以“水”为题，有12人发言。") >= 2
    assert '"水"' not in plain
    by_hand = replace(shown, by_hand=(Field.HEADLINE, Field.SUMMARY))
    _, plain, _ = made(told.issue((by_hand,), Variant.ZH_HANS), templates, Variant.ZH_HANS)
    assert plain.count(text) >= 2
