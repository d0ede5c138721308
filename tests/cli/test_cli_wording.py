"""Writing by hand what the product made: it wins in every build until it is taken back."""

import json

from cli_room import BUILD, ISSUE, Room, refused

ARTICLE = "ecccf3dd"


def headline_of(room: Room, audience: str) -> str:
    return (room.folder / "outbox" / ISSUE / audience / "email.txt").read_text(encoding="utf-8")


def editions(room: Room) -> dict:
    return json.loads((room.folder / "outbox" / ISSUE / "issue.json").read_text(encoding="utf-8"))["editions"]


def simplified(room: Room) -> dict:
    stories = room.digest("show", ISSUE, "--json").document["stories"]
    return next(story["article"] for story in stories if story["article"]["language"] == "zh-Hans")


def test_a_headline_by_hand_is_in_the_drafts_of_its_variant_and_in_no_other(ingested: Room) -> None:
    assert ingested.digest(*BUILD).code == 0
    article = simplified(ingested)["id"]
    ran = ingested.digest("wording", article, "headline", "人手寫的標題", "--for", "zh-Hant-TW", "--as", "林")
    assert ran.code == 0, ran.told
    assert ingested.digest(*BUILD).code == 0

    assert "人手寫的標題" in headline_of(ingested, "taiwan")
    assert "人手寫的標題" not in headline_of(ingested, "hongkong")
    by_hand = {
        name: told["by_hand"] for name, told in editions(ingested)["taiwan"]["stories"].items() if "by_hand" in told
    }
    assert by_hand == {article: ["headline"]}


def test_simplified_words_are_what_traditional_readers_get_converted(ingested: Room) -> None:
    assert ingested.digest(*BUILD).code == 0
    article = simplified(ingested)["id"]
    assert ingested.digest("wording", article, "headline", "图书馆周一开门", "--for", "zh-Hans").code == 0
    assert ingested.digest(*BUILD).code == 0

    assert "图书馆周一开门" in headline_of(ingested, "mainland")
    assert "圖書館週一開門" in headline_of(ingested, "taiwan")


def test_words_taken_back_leave_the_drafts_as_they_were(built: Room) -> None:
    before = headline_of(built, "taiwan")
    article = simplified(built)["id"]
    assert built.digest("wording", article, "headline", "人手寫的標題", "--for", "zh-Hant-TW").code == 0
    assert built.digest("wording", article, "headline", "--for", "zh-Hant-TW", "--remove").code == 0
    assert built.digest(*BUILD).code == 0

    assert headline_of(built, "taiwan") == before
    assert built.digest("wording", "--json").document == {"wordings": []}


def test_a_build_says_which_words_were_written_for_a_text_that_has_changed(built: Room) -> None:
    article = simplified(built)["id"]
    for variant, words in (("zh-Hant-TW", "人手寫的標題"), ("zh-Hans", "后来写的标题")):
        assert built.digest("wording", article, "headline", words, "--for", variant).code == 0

    assert f"the headline of {article} was written by hand for a text that has changed" in built.digest(*BUILD).out
    rows = built.digest("wording", "--json").document["wordings"]
    assert {row["variant"]: row["stale"] for row in rows} == {"zh-Hant-TW": True, "zh-Hans": False}
    assert editions(built)["taiwan"]["stories"][article]["stale"] == ["headline"]


def test_what_cannot_be_written_is_refused_in_words(seen: Room) -> None:
    refused(seen.digest("wording", ARTICLE, "headline", "x"), 2, "For which variant?")
    refused(seen.digest("wording", ARTICLE, "headline", "--for", "zh-Hant-TW"), 2, "no words")
    refused(seen.digest("wording", ARTICLE, "headline", "字" * 4001, "--for", "zh-Hant-TW"), 2, "4,000")
    refused(seen.digest("wording", "nothing", "headline", "x", "--for", "en"), 2, "No article")
    refused(seen.digest("wording", ARTICLE, "headline", "--for", "en", "--remove"), 2, "Nobody has written")
    refused(seen.digest("wording", ARTICLE, "body", "x", "--for", "en"), 2, "headline")
