"""What a card is called and how it is told to somebody who does not see it."""

from dataclasses import replace

import pytest

from digest import render
from digest.model import Kind, Variant
from digest.platforms import CardSize
from digest.render import cards
from tests.render import email_issues as samples

SAID = {
    Variant.EN: "Title card: A bridge opens (Speech, 12 November 2025, UN in Merrow)",
    Variant.ZH_HANS: "标题卡片：A bridge opens（讲话，2025年11月12日，联合国驻墨洛办事处）",
    Variant.ZH_HANT_TW: "標題卡片：A bridge opens（演說，2025年11月12日，聯合國駐墨洛辦事處）",
    Variant.ZH_HANT_HK: "標題卡片：A bridge opens（演辭，2025年11月12日，聯合國駐墨洛辦事處）",
}


def test_a_card_is_named_by_its_place_and_size() -> None:
    assert cards.filename(0, CardSize(width=1200, height=675)) == "card-00-1200x675.png"
    assert cards.filename(12, CardSize(width=900, height=383)) == "card-12-900x383.png"


@pytest.mark.parametrize("variant", Variant)
def test_the_alternative_text_says_all_that_stands_on_the_card(variant: Variant, templates: render.Templates) -> None:
    issue = samples.issue((samples.story("A bridge opens", kind=Kind.SPEECH),), variant)
    assert cards.alt(issue, 1, samples.NEWSROOM, templates.words(variant)) == SAID[variant]


def test_the_card_of_the_issue_says_its_title_number_and_days(templates: render.Templates) -> None:
    issue = replace(samples.issue((samples.story("A bridge opens"),)), number=46)
    said = cards.alt(issue, 0, samples.NEWSROOM, templates.words(Variant.EN))
    assert said == ("Title card: The week in sustainable development (No. 46, 10–16 November 2025, UN in Merrow)")


def test_what_an_article_lacks_is_not_said(templates: render.Templates) -> None:
    issue = samples.issue((samples.story("A bridge opens", kind=Kind.UNKNOWN, day=None),))
    said = cards.alt(issue, 1, samples.NEWSROOM, templates.words(Variant.EN))
    assert said == "Title card: A bridge opens (UN in Merrow)"


def test_stories_in_another_language_or_without_a_headline_have_no_card() -> None:
    stories = (samples.story("One"), samples.story("三", lang="zh-Hans"), samples.story(" "), samples.story("Four"))
    assert cards.places(samples.issue(stories), Variant.EN) == (0, 1, 4)
