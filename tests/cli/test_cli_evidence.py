"""Where the sentences of an issue come from: said by the command, and true."""

import re

from cli_room import ISSUE, Room

from digest.summarizers import rules


def test_every_sentence_follows_from_its_place_in_the_article_by_its_rules(seen: Room) -> None:
    stories = seen.digest("show", ISSUE, "--json").document["stories"]
    stored = {article["id"]: article for article in seen.digest("articles", "--json").document["articles"]}
    checked = 0
    for story in stories:
        paragraphs = stored[story["article"]["id"]]["paragraphs"]
        teaser = [story["teaser"]] if story["teaser"] else []
        for sentence in (*story["summary"], *story["short"], *teaser):
            passage = paragraphs[sentence["paragraph"]]["text"][sentence["start"] : sentence["end"]]
            for rule in sentence["rules"]:
                passage = rules.apply(rule, passage)
            assert passage == sentence["text"]
            checked += 1
        if said := story["quotation"]:
            assert paragraphs[said["paragraph"]]["text"][said["start"] : said["end"]] == said["text"]
            checked += 1
    assert checked > 30
    assert any(story["figures"] for story in stories)


def test_the_evidence_is_shown_behind_each_sentence_where_it_is_asked_for(seen: Room) -> None:
    plain = seen.digest("show", ISSUE).out
    shown = seen.digest("show", ISSUE, "--evidence").out
    places = re.findall(r"^   <- paragraph \d+ \[\d+:\d+\] .+$", shown, re.MULTILINE)

    assert "<- paragraph" not in plain
    assert len(places) == sum(
        len(story["summary"]) for story in seen.digest("show", ISSUE, "--json").document["stories"]
    )
    assert any(place.endswith("dateline dropped") for place in places)
    assert any(place.endswith("word for word") for place in places)


def test_an_article_has_no_evidence_to_show_and_the_option_is_not_ignored(seen: Room) -> None:
    article = seen.digest("articles", "--json").document["articles"][0]["id"]
    refused = seen.digest("show", article, "--evidence")
    assert refused.code == 2
    assert "--evidence is for issues" in refused.told
