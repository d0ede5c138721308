"""The two lines of an inbox."""

from email import message_from_bytes
from email.policy import default

import email_issues as told
import pytest

from digest import render
from digest.model import Issue, Story, Variant
from digest.render import subject


@pytest.mark.parametrize(
    ("headline", "point"),
    [
        ("Flood warnings reach the coast earlier", "Flood warnings reach the coast earlier"),
        ("x" * 45, "x" * 45),
        ("x" * 46, ""),
        ("汉" * 22, "汉" * 22),
        ("汉" * 23, ""),
        ("Annual report: every berth of the harbour gets shore power", "Every berth of the harbour gets shore power"),
        ("A very long first half of a headline that cannot fit — the short half fits", "The short half fits"),
        ("If nothing changes within the year, the harbour will have to close its gates", ""),
        ("Trade between the Northern Isles and the mainland grew in 2024–2025 by a third", ""),
        ("河流论坛在墨洛开幕：四十国代表共商跨境水资源管理与防洪合作的新机制", "河流论坛在墨洛开幕"),
        ("各方学者聚集墨洛河畔 共议人居发展新路径与城市更新的长远之策与联合行动", "各方学者聚集墨洛河畔"),
        ("《墨洛河展望2025：人工智能与城市的未来图景》报告在世界城市日全球发布", ""),
        ("秘书长：必须在三十年内让每一条大河重新流淌并为此付出一切可能的努力", ""),
    ],
)
def test_the_subject_takes_the_headline_or_a_clause_of_it_or_nothing(headline: str, point: str) -> None:
    assert subject.point(headline) == point


def subject_of(issue: Issue, templates: render.Templates, variant: Variant) -> str:
    files = render.email(issue, told.audience(variant), told.NEWSROOM, templates)
    return str(message_from_bytes(files[2].content, policy=default)["Subject"])


@pytest.mark.parametrize(
    ("variant", "expected"),
    [
        (Variant.ZH_HANS, "墨洛沿海洪水预警提前两小时 | 可持续发展一周 第46期"),
        (Variant.ZH_HANT_TW, "墨洛沿海洪水預警提早兩小時 | 永續發展一週 第46期"),
        (Variant.ZH_HANT_HK, "墨洛沿海洪水預警提早兩小時 | 可持續發展一周 第46期"),
    ],
)
def test_the_subject_begins_with_the_lead_and_ends_with_the_issue(
    variant: Variant, expected: str, templates: render.Templates
) -> None:
    assert subject_of(told.week(variant), templates, variant) == expected


def test_where_no_headline_fits_the_first_that_a_wide_screen_shows_stands_whole(templates: render.Templates) -> None:
    issue = told.issue((told.story("x" * 67), told.story("y" * 66), told.story("z" * 50)))
    assert subject_of(issue, templates, Variant.EN) == f"{'y' * 66} | The week in sustainable development No. 46"


def test_headlines_far_too_long_leave_the_newsletter_as_subject(templates: render.Templates) -> None:
    issue = told.issue((told.story("x" * 67),))
    assert subject_of(issue, templates, Variant.EN) == "The week in sustainable development No. 46"


def preheader_of(issue: Issue, templates: render.Templates) -> str:
    html = render.email(issue, told.audience(Variant.EN), told.NEWSROOM, templates)[0].content.decode()
    return html.split('mso-hide:all;font-size:16px;color:#1B2733">')[1].split("<")[0].split("&#847;")[0]


def test_the_preheader_is_the_second_story_and_hidden(templates: render.Templates) -> None:
    issue = told.issue((told.story("Flood warnings come earlier"), told.story("Night classes bring women back")))
    assert preheader_of(issue, templates) == "Night classes bring women back"


def test_a_lead_too_long_for_the_subject_leaves_it_to_the_next_story_and_becomes_the_preheader(
    templates: render.Templates,
) -> None:
    issue = told.issue((told.story("x" * 46), told.story("Night classes bring women back")))
    assert subject_of(issue, templates, Variant.EN).startswith("Night classes bring women back | ")
    assert preheader_of(issue, templates) == "x" * 46


def test_the_preheader_of_an_only_story_is_its_first_sentence(templates: render.Templates) -> None:
    issue = told.issue((told.story("Only", "It says this.", "And that."),))
    html = render.email(issue, told.audience(Variant.EN), told.NEWSROOM, templates)[0].content.decode()
    assert 'color:#1B2733">It says this.&#847;' in html


def test_without_a_second_thing_to_say_there_is_no_preheader(templates: render.Templates) -> None:
    issue = told.issue((told.story("Only"),))
    html = render.email(issue, told.audience(Variant.EN), told.NEWSROOM, templates)[0].content.decode()
    assert "mso-hide:all" not in html


def proposals(*stories: Story) -> list[tuple[str, str]]:
    return [(each.point, each.preheader) for each in subject.proposals(stories)]


def test_three_subjects_are_proposed_and_no_text_comes_twice() -> None:
    titles = ("Rain at last", "A ferry without smoke", "Night classes", "Shore power", "Tide tables")
    found = proposals(*(told.story(title) for title in titles))
    assert [point for point, _ in found] == list(titles[:3])
    assert [preheader for _, preheader in found] == ["A ferry without smoke", "Rain at last", "Shore power"]


def test_two_stories_of_one_title_give_one_proposal_whose_preheader_says_something_else() -> None:
    twice = told.story("Rain at last", "It rained on Monday.")
    assert proposals(twice, twice) == [("Rain at last", "It rained on Monday.")]


def test_a_preheader_that_an_inbox_would_cut_off_gives_way_to_one_that_fits() -> None:
    found = proposals(told.story("Rain at last"), told.story("long " * 30), told.story("A ferry without smoke"))
    assert found[0] == ("Rain at last", "A ferry without smoke")


def test_proposals_are_written_for_people_the_one_in_use_first(templates: render.Templates) -> None:
    issue = told.issue((told.story("Rain at last"), told.story("A ferry without smoke")))
    file = render.email(issue, told.audience(Variant.EN), told.NEWSROOM, templates)[3]
    assert file.content.decode() == (
        "Rain at last | The week in sustainable development No. 46\nA ferry without smoke\n\n"
        "A ferry without smoke | The week in sustainable development No. 46\nRain at last\n"
    )
