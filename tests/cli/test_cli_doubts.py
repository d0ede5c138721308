"""What a reviewer of Chinese is shown of a conversion."""

from cli_room import BUILD, ISSUE, Room, refused


def test_every_doubt_is_shown_in_its_place(built: Room) -> None:
    found = built.digest("doubts", ISSUE, "--json").document["doubts"]
    assert found
    for doubt in found:
        assert doubt["chosen"] in doubt["around"]
        assert doubt["chosen"] not in doubt["others"]
        assert doubt["why"]
    assert {doubt["audience"] for doubt in found} <= {"taiwan", "hongkong", "mainland"}


def test_one_audience_s_doubts_can_be_asked_for(seen: Room) -> None:
    found = seen.digest("doubts", ISSUE, "taiwan", "--json").document["doubts"]
    assert {doubt["audience"] for doubt in found} <= {"taiwan"}
    refused(seen.digest("doubts", ISSUE, "nobody"), 2, "nobody")
    refused(seen.digest("doubts", "weekly/2020-W01"), 2, "not in the outbox")


def test_the_build_says_where_to_look(ingested: Room) -> None:
    ran = ingested.digest(*BUILD)
    assert "doubt" in ran.out
    assert f"digest doubts {ISSUE}" in ran.out


def test_a_text_written_by_hand_is_not_doubted_any_more(built: Room) -> None:
    before = built.digest("doubts", ISSUE, "taiwan", "--json").document["doubts"]
    article, field = before[0]["article"], before[0]["field"]
    assert built.digest("wording", article, field, "人手寫的文字。", "--for", "zh-Hant-TW").code == 0
    assert built.digest(*BUILD).code == 0
    after = built.digest("doubts", ISSUE, "taiwan", "--json").document["doubts"]
    assert not [doubt for doubt in after if (doubt["article"], doubt["field"]) == (article, field)]


def test_changes_stand_in_the_record_of_the_issue_with_their_places(seen: Room) -> None:
    editions = seen.digest("show", ISSUE, "--json").document["editions"]
    changes = [
        change
        for story in editions["taiwan"]["stories"].values()
        for conversion in story.get("conversions", ())
        for change in conversion["changes"]
    ]
    assert any(change["rule"] == "term" for change in changes)
    assert all(change["end"] - change["start"] == len(change["source"]) for change in changes)
    assert all(change["target_end"] - change["target_start"] == len(change["target"]) for change in changes)
