"""The rows of `config/platforms.toml`: read whole, or refused with the key that is wrong."""

import copy
import dataclasses
import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from digest import platforms

FILE = Path(__file__).parents[2] / "config/platforms.toml"


@pytest.fixture
def rows() -> dict[str, Any]:
    return copy.deepcopy(tomllib.loads(FILE.read_text("utf-8")))


def test_the_platforms_of_this_project_are_read_in_the_order_of_the_file(rows: dict[str, Any]) -> None:
    assert list(platforms.from_mapping(rows)) == [
        "x", "bluesky", "mastodon", "threads", "linkedin", "facebook", "instagram", "telegram",
        "weibo", "wechat", "wechat-moments", "xiaohongshu", "line",
    ]  # fmt: skip


def test_every_figure_says_where_and_when_it_was_read_and_none_claims_to_be_tried(rows: dict[str, Any]) -> None:
    for platform in platforms.from_mapping(rows).values():
        for figure in (getattr(platform, field.name) for field in dataclasses.fields(platform)):
            if isinstance(figure, platforms.Figure):
                assert figure.source
                assert figure.dated <= date(2026, 12, 31)
                assert not figure.verified


def test_a_platform_that_counts_as_another_does_needs_no_code(rows: dict[str, Any]) -> None:
    row = rows["linkedin"] | {"title": "Facebook", "limit": rows["linkedin"]["limit"] | {"value": 63206}}
    facebook = platforms.from_mapping({"facebook": row})["facebook"]
    assert platforms.fits(facebook, "x" * 63206)
    assert not platforms.fits(facebook, "x" * 63207)


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("x", "colour"), "blue", r"x\.colour: unknown"),
        (("x", "rule"), "words", r"x\.rule: must be one of weighted"),
        (("x", "shape"), "flood", r"x\.shape: must be one of thread"),
        (("x", "tags"), 3, r"x\.tags: must be one of hash"),
        (("x", "numbered"), "yes", r"x\.numbered: must be true or false"),
        (("x", "most_tags"), -1, r"x\.most_tags: must be a whole number, 0"),
        (("x", "title"), " ", r"x\.title: must be a text"),
        (("x", "card"), "1200", r"x\.card: must be a width and a height"),
        (("x", "card"), "1200x99999", r"x\.card: must be a width"),
        (("x", "limit"), 280, r"x\.limit: must be a table"),
        (("x", "limit", "value"), 0, r"x\.limit\.value: must be a whole number, 1"),
        (("x", "limit", "value"), True, r"x\.limit\.value: must be a whole number, 1"),
        (("x", "limit", "dated"), "2021", r"x\.limit\.dated: must be a date"),
        (("x", "limit", "dated"), datetime(2021, 1, 1), r"x\.limit\.dated: must be a date"),
        (("x", "limit", "source"), "", r"x\.limit\.source: must be a text"),
        (("x", "limit", "note"), "", r"x\.limit\.note: unknown"),
        (("x",), [], r"x: must be a table"),
        (("x", "links"), "footnotes", r"x\.links: footnotes belong to articles"),
        (("x", "recognition"), "y", r"x\.recognition: must be one of x, bluesky"),
        (("x", "title_rule"), "weighted", r"x\.title_limit: missing; the title has a rule"),
        (("mastodon", "warnings"), 1, r"mastodon\.warnings: must be true or false"),
        (("wechat", "most_tags"), 1, r"wechat\.most_tags: must be 0"),
        (("../x",), {}, r"\.\./x: a platform is named"),
    ],
)
def test_a_wrong_row_is_refused_with_its_key(
    rows: dict[str, Any], path: tuple[str, ...], value: object, message: str
) -> None:
    table = rows
    for key in path[:-1]:
        table = table[key]
    table[path[-1]] = value
    with pytest.raises(ValueError, match=message):
        platforms.from_mapping(rows)


@pytest.mark.parametrize(
    ("platform", "key", "message"),
    [
        ("x", "limit", r"x\.limit: missing"),
        ("x", "link", r"x\.link: missing"),
        ("wechat", "title_limit", r"wechat\.title_limit: missing"),
        ("wechat", "digest_limit", r"wechat\.digest_limit: missing"),
    ],
)
def test_a_missing_key_is_named(rows: dict[str, Any], platform: str, key: str, message: str) -> None:
    del rows[platform][key]
    with pytest.raises(ValueError, match=message):
        platforms.from_mapping(rows)


def test_only_an_article_has_a_digest(rows: dict[str, Any]) -> None:
    rows["x"]["digest_limit"] = rows["wechat"]["digest_limit"]
    with pytest.raises(ValueError, match=r"x\.digest_limit: only an article has one"):
        platforms.from_mapping(rows)


def test_a_part_that_a_post_does_not_have_is_refused(rows: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="X has no title"):
        platforms.part(platforms.from_mapping(rows)["x"], platforms.Part.TITLE)
