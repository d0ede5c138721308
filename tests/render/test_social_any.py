"""Over any stories: no post exceeds its limit, every address is whole, and nothing is raised but RenderError."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from social_stories import NEWSROOM, ROWS, audience, issue, story

from digest import platforms, render
from digest.errors import RenderError
from digest.model import Issue, Kind, Variant
from digest.platforms import find_links, web_address
from digest.render.social import social

WORDS = ("rain ", "雨", "，", "。", "“", "”", "「", "😀", "👩\u200d🔧", "\n", "a" * 60, "汐澜" * 30)
MARKUP = (
    "https://un.example/a",
    "un.example",
    "@a",
    "#a",
    "{{",
    "%}",
    "{n}",
    "<b>",
    "&amp;",
    "\u202e",
    "\x00",
    "\ud800",
)
PIECES = st.sampled_from(WORDS + MARKUP)
TEXTS = st.one_of(st.text(st.characters(), max_size=40), st.lists(PIECES, max_size=12).map("".join))
URLS = st.one_of(
    st.just(""),
    TEXTS,
    st.text(st.characters(), max_size=30).map("https://un.example/{}".format),
    st.just("https://例子.cn"),
)


@st.composite
def issues(draw: st.DrawFn) -> Issue:
    variant = draw(st.sampled_from(Variant))
    languages = st.sampled_from(("en", "zh-Hans", "zh-Hant-HK", "ja", "", "und", variant.value))
    stories = st.builds(
        lambda headline, sentences, kind, url, lang, tags, speaker: story(
            headline, *sentences, kind=kind, url=url, lang=lang, tags=tuple(tags), speaker=speaker, speaker_post=speaker
        ),
        TEXTS,
        st.lists(TEXTS, max_size=3),
        st.sampled_from(Kind),
        URLS,
        languages,
        st.lists(TEXTS, max_size=3),
        TEXTS,
    )
    return issue(*draw(st.lists(stories, max_size=5)), variant=variant)


@pytest.mark.parametrize("name", ROWS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=issues())
def test_any_issue_is_posted_within_its_limits_or_refused(name: str, made: Issue, templates: render.Templates) -> None:
    row = ROWS[name]
    try:
        files = social(made, audience(made.variant or Variant.EN), NEWSROOM, templates, row)
    except RenderError:
        return
    whole = {web_address(one.article.url) for one in made.stories}
    texts = {file.filename: file.content.decode("utf-8") for file in files}
    record = json.loads(texts.pop(f"{name}.json", '{"files": []}'))
    assert [entry["file"] for entry in record["files"]] == list(texts)
    for entry in record["files"]:
        text = texts[entry["file"]]
        assert text == text.strip() != ""
        if "limit" in entry:
            counted = counted_as(row, entry["role"])
            assert platforms.fits(counted, text)
            assert entry["count"] == platforms.count(counted, text) <= entry["limit"]
        if name == "x":
            seen = {text[link.start : link.end] for link in find_links(text)}
            # X makes no link of a host without a dot, whatever stands around it.
            alone = {line for line in text.splitlines() if line in whole and "." in line}
            assert alone <= seen


def counted_as(row: platforms.Platform, role: str) -> platforms.Platform:
    return platforms.part(row, platforms.Part(role)) if role in ("title", "digest") else row
