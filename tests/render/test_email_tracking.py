"""Marks in the links of a mail."""

import re
from dataclasses import replace

import email_issues as told
import pytest

from digest import render
from digest.model import Issue, Kind, Tracking, Variant
from digest.render import tracking

MARKS = "utm_source=news&utm_medium=email&utm_campaign=weekly-2025-W46"


def marked(url: str, *hosts: str) -> str:
    asked = Tracking(source="news", medium="email", campaign="{issue}", hosts=hosts)
    return tracking.marker(asked, told.week(Variant.EN), told.audience(Variant.EN))(url)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/x", f"https://a.example/x?{MARKS}"),
        ("https://a.example", f"https://a.example?{MARKS}"),
        ("https://a.example/x?", f"https://a.example/x?{MARKS}"),
        ("https://a.example/x?copy=1&b=%E6%B0%B4&", f"https://a.example/x?copy=1&b=%E6%B0%B4&{MARKS}"),
        ("https://a.example/x?q#part?2", f"https://a.example/x?q&{MARKS}#part?2"),
        (
            "https://a.example/#/route?utm_source=in-the-fragment",
            f"https://a.example/?{MARKS}#/route?utm_source=in-the-fragment",
        ),
        ("https://a.example/x?sutm_source=1", f"https://a.example/x?sutm_source=1&{MARKS}"),
    ],
)
def test_marks_join_the_query_and_keep_all_that_is_there(url: str, expected: str) -> None:
    assert marked(url) == expected


@pytest.mark.parametrize(
    "url",
    [
        "",
        "mailto:a@b.example",
        "%%unsubscribe_url%%",
        "https://a.example/x?utm_source=theirs",
        "https://a.example/x?a=1&UTM_Campaign=theirs#x",
    ],
)
def test_what_is_no_web_link_or_has_its_own_marks_is_left_alone(url: str) -> None:
    assert marked(url) == url


@pytest.mark.parametrize(
    ("url", "ours"),
    [
        ("https://example.org/x", True),
        ("https://www.Example.org:8443/x", True),
        ("https://notexample.org/x", False),
        ("https://a.example/?u=https://example.org/", False),
    ],
)
def test_only_the_hosts_that_are_named_are_marked(url: str, ours: bool) -> None:
    assert ("utm_source" in marked(url, "example.org")) is ours


def test_both_parts_of_a_mail_have_the_marked_links_and_pictures_and_tokens_have_none(
    templates: render.Templates,
) -> None:
    newsroom = replace(told.NEWSROOM, tracking=Tracking(source="news", medium="email", campaign="{audience}"))
    html, text, *_ = render.email(told.week(Variant.EN), told.audience(Variant.EN), newsroom, templates)
    links = re.findall(r'href="([^"]+)"', html.content.decode())
    web = [link for link in links if link.startswith("http")]
    assert len(web) > 10
    assert all(link.count("utm_source=news&amp;utm_medium=email&amp;utm_campaign=en") == 1 for link in web)
    assert not any("utm_" in link for link in links if link.startswith("%%"))
    assert not any("utm_" in picture for picture in re.findall(r'src="([^"]+)"', html.content.decode()))
    in_text = re.findall(r"^https://.*$", text.content.decode(), re.MULTILINE)
    assert set(in_text) == {link.replace("&amp;", "&") for link in web}


def test_without_configuration_no_link_is_touched(templates: render.Templates) -> None:
    issue: Issue = told.issue((told.story("A film", kind=Kind.VIDEO, video_url="https://video.example.org/?v=1"),))
    html = render.email(issue, told.audience(Variant.EN), told.NEWSROOM, templates)[0].content.decode()
    assert "utm_" not in html
