"""Posts: what they say, in which order, what is left out and what is refused."""

import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import jinja2
import nh3
import pytest
from social_stories import NEWSROOM, ROWS, TITLES, audience, issue, story, week

from digest import platforms, render
from digest.errors import RenderError
from digest.model import Issue, Kind, Picture, Quotation, Rendered, Variant
from digest.platforms import Platform
from digest.render.social import SHAPES, social

LONG = "A sentence of the summary that says one thing and then another, and takes its time about it. "


def posts(made: Issue, platform: str | Platform, templates: render.Templates) -> dict[str, str]:
    """What is pasted of `made`, by file name."""
    made_files = files(made, platform, templates)
    return {file.filename: file.content.decode() for file in made_files if not file.filename.endswith(".json")}


def files(made: Issue, platform: str | Platform, templates: render.Templates) -> tuple[Rendered, ...]:
    row = ROWS[platform] if isinstance(platform, str) else platform
    return social(made, audience(made.variant or Variant.EN), NEWSROOM, templates, row)


def warnings(made: Issue, platform: str, templates: render.Templates) -> str:
    return "\n".join(line for file in files(made, platform, templates) for line in file.warnings)


# --- every platform and variant ------------------------------------------------------------------------------


@pytest.mark.parametrize("variant", Variant)
@pytest.mark.parametrize("name", ["x", "linkedin", "instagram", "weibo", "wechat-moments", "xiaohongshu"])
def test_the_week_reads_as_agreed(name: str, variant: Variant, templates: render.Templates, golden: Any) -> None:
    made = posts(week(variant), name, templates)
    shown = "\n\n".join(f"=== {file}\n{text}" for file, text in made.items()) + "\n"
    golden(f"social/{variant}/{name}.txt", shown.encode())


@pytest.mark.parametrize("variant", Variant)
def test_the_article_reads_as_agreed(variant: Variant, templates: render.Templates, golden: Any) -> None:
    for file in files(week(variant), "wechat", templates):
        if not file.filename.endswith(".json"):
            golden(f"social/{variant}/{file.filename}", file.content)


@pytest.mark.parametrize("name", ["x", "xiaohongshu"])
def test_the_record_beside_the_posts_is_as_agreed(name: str, templates: render.Templates, golden: Any) -> None:
    golden(f"social/zh-Hans/{name}.json", files(week(Variant.ZH_HANS), name, templates)[-1].content)


@pytest.mark.parametrize("variant", Variant)
@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if row.shape is not platforms.Shape.ARTICLE])
def test_every_post_is_within_the_limit(name: str, variant: Variant, templates: render.Templates) -> None:
    for file, text in posts(week(variant), name, templates).items():
        row = platforms.part(ROWS[name], platforms.Part.TITLE) if file.endswith(".title.txt") else ROWS[name]
        assert platforms.count(row, text) <= row.limit.value


@pytest.mark.parametrize("name", ROWS)
def test_a_post_ends_where_its_text_ends(name: str, templates: render.Templates) -> None:
    for text in posts(week(Variant.ZH_HANS), name, templates).values():
        assert text == text.strip()
        assert "\r" not in text
        assert "\n\n\n" not in text
        assert not re.search(r"[ \t]$", text, re.MULTILINE)


@pytest.mark.parametrize("name", ROWS)
def test_nothing_is_shouted_and_nothing_is_decorated(name: str, templates: render.Templates) -> None:
    for variant in Variant:
        text = "\n".join(posts(week(variant), name, templates).values())
        assert not re.search("[!！\U0001f000-\U0001ffff]|click here|点击", text)


@pytest.mark.parametrize("name", ROWS)
def test_the_same_issue_gives_the_same_bytes(name: str, templates: render.Templates) -> None:
    assert files(week(Variant.EN), name, templates) == files(week(Variant.EN), name, templates)


@pytest.mark.parametrize("name", ROWS)
def test_an_issue_without_stories_gives_no_file(name: str, templates: render.Templates) -> None:
    assert files(issue(), name, templates) == ()


def test_every_shape_has_a_way_to_be_made() -> None:
    assert set(SHAPES) == set(platforms.Shape)


def test_a_new_platform_is_a_row_and_its_templates(templates: render.Templates) -> None:
    figure = platforms.Figure(value=300, source="here", dated=date(2026, 1, 1), verified=False)
    row = replace(ROWS["linkedin"], name="board", title="Board", limit=figure, fold=None)
    own = jinja2.DictLoader(
        {
            "social/board.story.txt.j2": "{{ headline }}\n{{ url }}\n{{ tags }}\n",
            "social/board.roundup.txt.j2": "{% for entry in entries %}{{ entry.headline }}\n{% endfor %}",
        }
    )
    environment = render.environment(jinja2.ChoiceLoader([own]))
    made = posts(week(Variant.EN), row, render.Templates(environment, templates.catalogues))
    assert list(made) == ["board-00-roundup.txt", *(f"board-0{place}.txt" for place in range(1, 6))]
    assert made["board-01.txt"].splitlines() == [
        "Forty coastal towns agree to share one storm warning line",
        "https://xilan.un.example/en/storm-line",
        "#EarlyWarning #ClimateAction #SDG13",
    ]


# --- foreign, empty and odd stories --------------------------------------------------------------------------


@pytest.mark.parametrize("name", ROWS)
def test_a_story_in_another_language_is_left_out_and_named(name: str, templates: render.Templates) -> None:
    made = issue(story("Here at home", "It rained."), story("四十个城镇", "下雨了。", lang="zh-Hans"))
    assert "四十个城镇" not in "".join(posts(made, name, templates).values())
    assert "“四十个城镇”" in warnings(made, name, templates)


def test_two_scripts_of_chinese_are_one_language(templates: render.Templates) -> None:
    made = issue(story("四十個城鎮", lang="zh-Hant-HK"), story("下雨", lang="zh-Hans"), variant=Variant.ZH_HANS)
    assert warnings(made, "weibo", templates) == ""


def test_an_issue_that_is_all_in_another_language_is_posted_as_it_is(templates: render.Templates) -> None:
    made = issue(story("四十个城镇", "下雨了。", lang="zh-Hans"))
    assert "四十个城镇" in posts(made, "x", templates)["x-01.txt"]
    assert "another language" in warnings(made, "x", templates)


@pytest.mark.parametrize("name", ["x", "weibo", "linkedin"])
def test_a_story_without_an_address_has_no_link_line(name: str, templates: render.Templates) -> None:
    made = posts(issue(story("Rain at last", "It rained.", url="")), name, templates)
    assert not re.search(r"https?://xilan\.un\.example/", "".join(made.values()))


def test_a_story_without_a_summary_is_its_headline_and_its_link(templates: render.Templates) -> None:
    text = posts(issue(story("Rain at last", tags=("water",))), "x", templates)["x-01.txt"]
    assert text == "Rain at last\n\nhttps://xilan.un.example/en/storm-line\n#Water"


def test_a_sentence_that_repeats_the_headline_is_said_once(templates: render.Templates) -> None:
    text = posts(issue(story("Rain at last", "Rain at last.", "Fields are green.")), "x", templates)["x-01.txt"]
    assert text.count("Rain at last") == 1
    assert "Fields are green." in text


def test_a_story_with_nothing_to_show_is_left_out_and_counted(templates: render.Templates) -> None:
    made = issue(story("\u200b\u202e"), story("Rain at last"))
    assert list(posts(made, "x", templates)) == ["x-02.txt"]
    assert "nothing in them can be shown (1)" in warnings(made, "x", templates)


def test_a_video_says_so_before_the_click_unless_its_headline_does(templates: render.Templates) -> None:
    plain = story("跟拍一天", kind=Kind.VIDEO, lang="zh-Hans")
    told = story("一段视频", kind=Kind.VIDEO, lang="zh-Hans")
    text = posts(issue(plain, told, variant=Variant.ZH_HANS), "weibo", templates)
    assert text["weibo-01.txt"].startswith("【视频｜跟拍一天】")
    assert text["weibo-02.txt"].startswith("【一段视频】")


# --- a thread ------------------------------------------------------------------------------------------------


PARTS = [f"x-00-roundup-0{number}.txt" for number in range(1, 8)]


def test_a_thread_opens_with_the_news_and_ends_where_more_is(templates: render.Templates) -> None:
    made = posts(week(Variant.EN), "x", templates)
    assert list(made) == [*PARTS, *(f"x-0{number}.txt" for number in range(1, 6))]
    assert made[PARTS[0]].startswith("Forty coastal towns agree to share one storm warning line\n")
    assert made[PARTS[-1]].endswith("\nhttps://xilan.un.example")


def test_every_part_of_a_thread_says_which_it_is(templates: render.Templates) -> None:
    made = posts(week(Variant.ZH_HANT_TW), "x", templates)
    assert [re.findall(r"（(\d+)/(\d+)）", made[part]) for part in PARTS] == [[(str(n), "7")] for n in range(1, 8)]


def test_the_parts_are_not_numbered_where_the_row_says_so(templates: render.Templates) -> None:
    made = posts(week(Variant.EN), replace(ROWS["x"], numbered=False), templates)
    assert not any(re.search(r"\d/\d", text.replace("https://", "")) for text in made.values())


def test_every_story_of_a_thread_has_its_link_on_a_line_of_its_own(templates: render.Templates) -> None:
    made = posts(week(Variant.ZH_HANS), "x", templates)
    for part, shown in zip(PARTS[1:-1], week(Variant.ZH_HANS).stories, strict=True):
        assert shown.article.url in made[part].splitlines()


def test_one_story_is_one_post_without_a_number(templates: render.Templates) -> None:
    made = posts(issue(story("Rain at last", "It rained.")), "x", templates)
    assert list(made) == ["x-01.txt"]
    assert "1/" not in made["x-01.txt"].replace("https://", "")


def test_thirty_stories_are_thirty_two_parts_with_right_totals(templates: render.Templates) -> None:
    made = posts(issue(*(story(f"Rain on day {n}", LONG * 2) for n in range(30))), "x", templates)
    thread = [text for file, text in made.items() if "roundup" in file]
    assert len(thread) == 32
    assert all("/32)" in text for text in thread)


def test_a_headline_longer_than_a_part_becomes_several_and_every_total_follows(templates: render.Templates) -> None:
    long = "雨下在汐澜沿海四十个城镇的码头、仓库、学校和田野上，" * 8 + "至今没有停。"
    made = posts(
        issue(story(long, lang="zh-Hans"), story("晴", lang="zh-Hans"), variant=Variant.ZH_HANS), "x", templates
    )
    parts = [file for file in made if file.startswith("x-01-")]
    assert parts == ["x-01-01.txt", "x-01-02.txt"]
    assert "".join(re.sub(r"\s|（\d/\d）|https?://.*", "", made[part]) for part in parts).startswith(long)
    thread = [text for file, text in made.items() if "roundup" in file]
    assert [re.findall(r"（(\d)/(\d)）", text) for text in thread] == [[(str(n), "5")] for n in range(1, 6)]


def test_sentences_go_whole_and_from_the_end(templates: render.Templates) -> None:
    first, second, third = LONG.strip(), "The second one is short.", LONG * 2 + "It is the third."
    text = posts(issue(story("Rain at last", first, second, third)), "x", templates)["x-01.txt"]
    assert text.splitlines()[2] == f"{first} {second}"


def test_tags_go_before_the_only_sentence_does(templates: render.Templates) -> None:
    sentence = "x" * 222 + "."
    text = posts(issue(story("Rain at last", sentence, tags=("early warning", "water"))), "x", templates)["x-01.txt"]
    assert sentence in text
    assert "#EarlyWarning" in text
    assert "#Water" not in text


def test_a_headline_too_long_for_a_post_gives_way_to_a_sentence_and_says_so(templates: render.Templates) -> None:
    made = issue(story("很长的标题" * 60, "下雨了。", lang="zh-Hans"), variant=Variant.ZH_HANS)
    text = posts(made, "x", templates)["x-01.txt"]
    assert text.startswith("下雨了。\n")
    assert "too long for a post" in warnings(made, "x", templates)


@pytest.mark.parametrize("name", ["x", "weibo", "linkedin", "wechat", "xiaohongshu"])
def test_a_story_that_fits_in_no_form_stops_no_other_and_is_named(name: str, templates: render.Templates) -> None:
    made = issue(story("Rain " * 5000), story("The sun came out", "It shone on Monday."))
    told = warnings(made, name, templates)
    assert "has nothing on " + ROWS[name].title in told
    assert "digest wording" in told
    assert len(told) < 1000
    files = posts(made, name, templates)
    assert any("The sun came out" in text for text in files.values())
    assert not any("Rain Rain" in text for text in files.values())


@pytest.mark.parametrize("name", ["x", "weibo", "wechat"])
def test_an_issue_of_nothing_that_fits_has_no_post_and_says_so(name: str, templates: render.Templates) -> None:
    made = issue(story("Rain " * 5000))
    assert posts(made, name, templates) == {}
    assert "has nothing on" in warnings(made, name, templates)


def test_marks_upon_marks_in_one_headline_leave_the_others_their_posts(templates: render.Templates) -> None:
    marked = "R" + "\u0301" * 3000  # one letter to a counter of graphemes, and six thousand bytes
    made = issue(story("Rain at last", "It rained."), story(marked, "It rained on Tuesday."))
    text = posts(made, "bluesky", templates)["bluesky-00-roundup-01.txt"]
    assert text.startswith("Rain at last")


def test_a_speaker_whose_name_is_longer_than_an_article_has_none_and_is_told(templates: render.Templates) -> None:
    rain = story("It rained on Monday", "The rain was welcome.")
    said = Quotation(text="It rained", speaker="Orla Venn " * 2500, paragraph=0, start=0, end=9)
    rain = replace(rain, summary=replace(rain.summary, quotation=said))
    made = issue(rain, story("The sun came out", "It shone on Monday."))
    assert "too long for one" in warnings(made, "wechat", templates)
    assert "wechat-02.html" in posts(made, "wechat", templates)


# --- Weibo ---------------------------------------------------------------------------------------------------


def test_weibo_puts_the_headline_in_brackets_the_link_and_the_topics_on_their_lines(
    templates: render.Templates,
) -> None:
    text = posts(week(Variant.ZH_HANS), "weibo", templates)["weibo-02.txt"].splitlines()
    assert text[0].startswith("【学校供餐再惠及12万名儿童】世界粮食计划署")
    assert text[1:] == ["https://xilan.un.example/zh/school-meals", "#学校供餐# #零饥饿#"]


def test_a_round_up_that_cannot_hold_every_headline_says_how_many_follow(templates: render.Templates) -> None:
    made = issue(*(story(f"汐澜沿海城镇防汛消息之第{n}号", lang="zh-Hans") for n in range(12)), variant=Variant.ZH_HANS)
    text = posts(made, "weibo", templates)["weibo-00-roundup.txt"]
    shown = len(re.findall(r"^\d+\. ", text, re.MULTILINE))
    assert 1 <= shown < 12
    assert f"另有{12 - shown}条，将逐条发布。" in text
    assert f"{12 - shown} of 12" in warnings(made, "weibo", templates)


@pytest.mark.parametrize("variant", Variant)
def test_every_variant_can_say_that_more_follows(variant: Variant, templates: render.Templates) -> None:
    made = issue(*(story(f"{'雨' * 30}{n}", lang=variant.value) for n in range(8)), variant=variant)
    assert len(posts(made, "weibo", templates)["weibo-00-roundup.txt"].splitlines()) >= 4


def test_one_story_needs_no_round_up(templates: render.Templates) -> None:
    assert list(posts(issue(story("Rain at last")), "weibo", templates)) == ["weibo-01.txt"]


def test_a_headline_that_only_a_post_can_hold_leaves_no_round_up_and_says_so(templates: render.Templates) -> None:
    made = issue(story("雨" * 120, lang="zh-Hans"), story("晴", lang="zh-Hans"), variant=Variant.ZH_HANS)
    assert list(posts(made, "weibo", templates)) == ["weibo-01.txt", "weibo-02.txt"]
    assert "There is no round-up" in warnings(made, "weibo", templates)


# --- LinkedIn ------------------------------------------------------------------------------------------------


def test_the_news_stands_before_the_fold(templates: render.Templates) -> None:
    for file in ("linkedin-00-roundup.txt", "linkedin-01.txt"):
        text = posts(week(Variant.EN), "linkedin", templates)[file]
        assert text[:200].startswith("Forty coastal towns agree to share one storm warning line\n\nForty towns")


def test_a_first_line_beyond_the_fold_is_told(templates: render.Templates) -> None:
    assert "longer than the 200 characters" in warnings(issue(story("Rain " * 50)), "linkedin", templates)


def test_headlines_the_round_up_cannot_hold_are_counted(templates: render.Templates) -> None:
    made = issue(*(story(f"Rain on day {n}", LONG, url=f"https://un.example/{'a' * 400}/{n}") for n in range(12)))
    text = posts(made, "linkedin", templates)["linkedin-00-roundup.txt"]
    assert platforms.count(ROWS["linkedin"], text) <= 3000
    assert "Rain on day 9" not in text
    assert "of 10 headlines" in warnings(made, "linkedin", templates)


# --- WeChat --------------------------------------------------------------------------------------------------


def test_an_article_keeps_to_the_rules_of_the_editor(templates: render.Templates) -> None:
    for variant in Variant:
        html = posts(week(variant), "wechat", templates)["wechat.html"]
        assert not re.search(r"<a\b|<img|<script|<style|<pre|class=|font-family|!important|opacity|width:|href", html)
        assert not re.search(r"text-align:(start|end)|line-height:\d+px", html)


def test_addresses_are_numbered_foot_notes(templates: render.Templates) -> None:
    html = posts(week(Variant.ZH_HANS), "wechat", templates)["wechat.html"]
    for number, shown in enumerate(week(Variant.ZH_HANS).stories, start=1):
        assert f"{shown.headline}<sup" in html
        assert re.search(rf">\[{number}\] {shown.headline}</p>\n<p[^>]*>{shown.article.url}</p>", html)


def test_an_address_two_stories_share_is_one_foot_note(templates: render.Templates) -> None:
    html = posts(issue(story("Rain"), story("Sun")), "wechat", templates)["wechat.html"]
    assert html.count("https://xilan.un.example/en/storm-line") == 1
    assert html.count("[1]</sup>") == 2


def test_a_sentence_that_is_a_quotation_is_set_off_and_others_run_on(templates: render.Templates) -> None:
    html = posts(issue(story("Rain", "One.", "Two.", "“Three.”", "Four, “she said.”")), "wechat", templates)[
        "wechat.html"
    ]
    assert ">One. Two.</p>" in html
    assert re.search(r"<blockquote[^>]*><p[^>]*>“Three.”</p></blockquote>", html)
    assert ">Four, “she said.”</p>" in html


def test_kinds_have_one_heading_each_in_the_order_of_the_issue(templates: render.Templates) -> None:
    made = issue(story("A", kind=Kind.SPEECH), story("B", kind=Kind.VIDEO), story("C", kind=Kind.SPEECH))
    html = posts(made, "wechat", templates)["wechat.html"]
    assert re.findall(r"<h2[^>]*>([^<]+)</h2>", html) == ["In their words", "Watch", "Links"]
    assert re.findall(r"<h3[^>]*>(\w)<", html) == ["A", "C", "B"]


def test_the_title_is_the_news_and_within_its_limit(templates: render.Templates) -> None:
    for variant in Variant:
        made = posts(week(variant), "wechat", templates)
        assert len(made["wechat.title.txt"]) <= 32
        assert len(made["wechat.digest.txt"]) <= 128
    assert made["wechat.title.txt"] == "四十個沿海市鎮將共用一條風暴預警熱線｜汐瀾一周"


def test_a_headline_too_long_for_a_title_gives_way_to_the_newsletter(templates: render.Templates) -> None:
    made = issue(story("雨" * 33, lang="zh-Hans"), variant=Variant.ZH_HANS)
    assert posts(made, "wechat", templates)["wechat.title.txt"] == "汐澜一周｜2025年11月10日至16日"


def test_a_digest_of_one_story_is_what_it_says(templates: render.Templates) -> None:
    assert posts(issue(story("Rain", "It rained.")), "wechat", templates)["wechat.digest.txt"] == "It rained."


def test_each_story_has_an_article_of_its_own_with_its_link_and_one_sentence_as_its_digest(
    templates: render.Templates,
) -> None:
    made = posts(week(Variant.ZH_HANS), "wechat", templates)
    assert made["wechat-02.title.txt"] == "学校供餐再惠及12万名儿童"
    assert made["wechat-02.link.txt"] == "https://xilan.un.example/zh/school-meals"
    assert made["wechat-02.digest.txt"].count("。") == 1
    assert "大米和蔬菜都来自30公里以内的农户。" in made["wechat-02.html"]
    assert "全文见文末“阅读原文”。" in made["wechat-02.html"]
    assert "视频见文末“阅读原文”。" in made["wechat-04.html"]
    assert "wechat-05.html" not in made  # nothing but its headline is known


def test_the_article_of_the_issue_leads_to_the_site_and_names_its_author(templates: render.Templates) -> None:
    made = posts(week(Variant.ZH_HANT_HK), "wechat", templates)
    assert made["wechat.link.txt"] == "https://xilan.un.example"
    assert made["wechat.author.txt"] == "聯合國汐瀾"


def test_a_name_too_long_for_an_author_is_not_cut(templates: render.Templates) -> None:
    named = replace(NEWSROOM, name=dict.fromkeys(Variant, "联合国" * 6))
    made = social(week(Variant.ZH_HANS), audience(Variant.ZH_HANS), named, templates, ROWS["wechat"])
    assert "wechat.author.txt" not in {file.filename for file in made}


def test_an_issue_of_one_story_is_one_article(templates: render.Templates) -> None:
    made = posts(issue(story("雨", "下雨了。", lang="zh-Hans"), variant=Variant.ZH_HANS), "wechat", templates)
    assert {name for name in made if name.endswith(".html")} == {"wechat.html"}
    assert made["wechat.link.txt"] == "https://xilan.un.example/en/storm-line"


def test_figures_of_a_story_are_bold_and_never_the_end_of_a_longer_number(templates: render.Templates) -> None:
    shown = story("雨", "一天下了12毫米，一年下了312毫米。", lang="zh-Hans")
    shown = replace(shown, summary=replace(shown.summary, figures=("12毫米",)))
    html = posts(issue(shown, variant=Variant.ZH_HANS), "wechat", templates)["wechat.html"]
    assert "一天下了<strong>12毫米</strong>，一年下了312毫米。" in html


def test_what_somebody_says_is_set_off_with_the_name_unless_the_summary_says_it(templates: render.Templates) -> None:
    said = Quotation(text="河水等人。", speaker="林汐", paragraph=0, start=0, end=5)
    shown = story("雨", "下雨了。", lang="zh-Hans")
    shown = replace(shown, summary=replace(shown.summary, quotation=said))
    html = posts(issue(shown, variant=Variant.ZH_HANS), "wechat", templates)["wechat.html"]
    assert re.search(r"<blockquote[^>]*><p[^>]*>“河水等人。”</p><p[^>]*>——林汐</p></blockquote>", html)
    repeated = story("风", "林汐说：“河水等人。”", lang="zh-Hans")
    repeated = replace(repeated, summary=replace(repeated.summary, quotation=said))
    assert "<blockquote" not in posts(issue(repeated, variant=Variant.ZH_HANS), "wechat", templates)["wechat.html"]


def test_a_story_without_a_title_that_fits_has_no_article_and_is_named_with_the_cure(
    templates: render.Templates,
) -> None:
    made = issue(story("雨" * 33, "下雨了。", lang="zh-Hans"), story("风", "起风了。"), variant=Variant.ZH_HANS)
    made = replace(made, stories=tuple(replace(each, lang="zh-Hans") for each in made.stories))
    assert "wechat-01.html" not in posts(made, "wechat", templates)
    assert f"digest wording {made.stories[0].article.id} headline" in warnings(made, "wechat", templates)


def test_thirty_full_stories_fit_in_an_article(templates: render.Templates) -> None:
    made = issue(*(story(f"雨{n}", "雨" * 139 + "。", lang="zh-Hans") for n in range(30)), variant=Variant.ZH_HANS)
    html = posts(made, "wechat", templates)["wechat.html"]
    assert html.count("雨" * 139) == 30
    assert platforms.count(ROWS["wechat"], html) < 20000


def test_an_article_over_the_limit_loses_whole_sentences_and_says_so(templates: render.Templates) -> None:
    made = issue(*(story(f"Rain {n}", *[LONG.strip()] * 5) for n in range(60)))
    html = posts(made, "wechat", templates)["wechat.html"]
    assert platforms.fits(ROWS["wechat"], html)
    assert "of its sentences" in warnings(made, "wechat", templates)


def test_pictures_are_left_to_a_person_and_told(templates: render.Templates) -> None:
    shown = story("Rain")
    shown = replace(shown, article=replace(shown.article, picture=Picture(url="https://un.example/a.jpg")))
    assert "<img" not in posts(issue(shown), "wechat", templates)["wechat.html"]
    assert "by hand: 1 in all" in warnings(issue(shown), "wechat", templates)


def test_an_article_is_set_as_chinese_is_and_read_on_another_day(templates: render.Templates) -> None:
    shown = story("雨", '市政府今天启动"听雨"计划，由 12 人负责。', lang="zh-Hans")
    made = posts(issue(shown, variant=Variant.ZH_HANS), "wechat", templates)
    assert "市政府启动“听雨”计划，由12人负责。" in made["wechat.html"]
    assert made["wechat.digest.txt"] == "市政府启动“听雨”计划，由12人负责。"


def test_the_record_of_articles_names_sources_the_cover_and_what_has_to_be_uploaded(
    templates: render.Templates,
) -> None:
    first, *others = week(Variant.ZH_HANS).stories
    pictured = replace(first.article, picture=Picture(url="https://un.example/a.jpg"))
    first = replace(first, article=pictured, picture_alt="海边的镇")
    made = files(replace(week(Variant.ZH_HANS), stories=(first, *others)), "wechat", templates)
    record = json.loads(next(file.content for file in made if file.filename == "wechat.json"))
    told = {entry["file"]: entry for entry in record["files"]}
    upload = {"article": first.article.id, "url": "https://un.example/a.jpg", "alt": "海边的镇"}
    assert told["wechat.html"]["uploads"] == told["wechat-01.html"]["uploads"] == [upload]
    assert told["wechat.html"]["image"]["card"] == "card-00-900x383.png"
    assert [each["paragraph"] for each in told["wechat-01.html"]["sources"]] == [0, 1, 2]
    assert {each["article"] for each in told["wechat.html"]["sources"]} == {
        each.article.id for each in week(Variant.ZH_HANS).stories if each.summary.sentences
    }


# What is left of pasted HTML, as WeChat's editor treats it: elements of text with their styles, and nothing else.
_KEPT = {"section", "p", "span", "strong", "em", "h1", "h2", "h3", "blockquote", "sup", "br", "ul", "ol", "li", "img"}


@pytest.mark.parametrize("variant", Variant)
def test_an_article_loses_nothing_when_it_is_pasted(variant: Variant, templates: render.Templates) -> None:
    for name, html in posts(week(variant), "wechat", templates).items():
        if name.endswith(".html"):
            pasted = nh3.clean(html, tags=_KEPT, attributes={"*": {"style"}}, link_rel=None)
            assert pasted == re.sub(r' lang="[^"]*"', "", html).replace("&#39;", "'").replace("&#34;", '"')


# --- hostile text --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ROWS)
def test_text_from_strangers_is_shown_and_never_obeyed(name: str, templates: render.Templates) -> None:
    hostile = story("{{ 7 * 7 }} <b onmouseover=x>", "{% raw %} {newsroom} %%unsubscribe_url%% </section><script>")
    made = issue(hostile, story("Sun"))
    made_posts = posts(made, name, templates)
    text = made_posts.get("wechat.html") or "\n".join(made_posts.values())
    assert "{{ 7 * 7 }}" in text
    assert "{newsroom}" in text
    assert ("<script>" in text) == (name != "wechat")
    assert ("<b onmouseover" in text) == (name != "wechat")


@pytest.mark.parametrize("name", ROWS)
def test_controls_and_direction_marks_do_not_reach_a_post(name: str, templates: render.Templates) -> None:
    made = issue(story("Rain\u202e at\x00 \u2066last\ud800", "It\u200b rained\r\n\x1b[31m\u2028all day."))
    text = "\n".join(posts(made, name, templates).values())
    assert "Rain at last" in text
    assert "It rained [31m all day." in text
    assert not re.search("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\x00-\x09\x0b-\x1f]", text)


def test_an_emoji_keeps_the_joiner_that_holds_it_together(templates: render.Templates) -> None:
    text = posts(issue(story("A day with 👩\u200d🔧 and 🏴\U000e0067\U000e0062\U000e007f")), "x", templates)["x-01.txt"]
    assert "👩\u200d🔧 and 🏴\U000e0067\U000e0062\U000e007f" in text


@pytest.mark.parametrize("name", ROWS)
def test_names_and_tags_in_a_sentence_lose_the_marks_that_nobody_meant(name: str, templates: render.Templates) -> None:
    if name == "wechat":
        return  # an article recognises neither
    made = issue(story("Thanks to @nobody for #rain", "Write to rain@un.example about #1 and C#, 本周#新闻."))
    text = "\n".join(posts(made, name, templates).values())
    assert "Thanks to nobody for rain" in text
    assert "Write to rain@un.example about #1 and C#, 本周新闻." in text


def test_a_sentence_with_an_address_of_its_own_is_not_told(templates: render.Templates) -> None:
    text = posts(issue(story("Rain at last", "More on www.un.example.", "Fields are green.")), "x", templates)[
        "x-01.txt"
    ]
    assert "www" not in text
    assert "Fields are green." in text


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://user:pw@un.example/", "data:text/html,x"])
def test_an_address_that_is_no_web_address_is_no_link(url: str, templates: render.Templates) -> None:
    for name in ROWS:
        assert url not in "".join(posts(issue(story("Rain", url=url)), name, templates).values())


def test_a_template_with_an_unknown_variable_is_an_error_with_its_name(templates: render.Templates) -> None:
    own = jinja2.DictLoader({"social/linkedin.story.txt.j2": "{{ nobody }}"})
    broken = render.Templates(render.environment(own), templates.catalogues)
    with pytest.raises(RenderError, match="nobody") as refused:
        posts(issue(story("Rain")), "linkedin", broken)
    assert refused.value.template == "social/linkedin.story.txt.j2"


def test_a_newsletter_whose_name_fits_nowhere_is_an_error(templates: render.Templates) -> None:
    made = issue(story("雨" * 40), variant=Variant.EN)
    named = replace(made, newsletter=replace(made.newsletter, title=TITLES | {Variant.EN: "Weekly " * 9}))
    with pytest.raises(RenderError, match="at most 32 characters"):
        posts(named, "wechat", templates)


def test_a_speaker_a_page_long_is_refused_before_cuts_are_looked_for(templates: render.Templates) -> None:
    made = issue(story("Remarks", "We met.", kind=Kind.SPEECH, speaker="Orla Venn " * 2000), story("Sun", "It shone."))
    assert "has nothing on X" in warnings(made, "x", templates)
