"""Choosing the subject of a mail: it wins in every build until it is taken back."""

import json
from email import message_from_bytes, policy

import pytest
from cli_room import BUILD, ISSUE, Room, refused


def inbox(room: Room) -> str:
    raw = (room.folder / "outbox" / ISSUE / "taiwan" / "email.eml").read_bytes()
    return str(message_from_bytes(raw, policy=policy.default)["Subject"])


def listed(room: Room) -> list[dict[str, str]]:
    return room.digest("subject", ISSUE, "taiwan", "--json").document["subjects"]


def test_another_proposal_is_chosen_kept_by_later_builds_and_told_in_the_record(built: Room) -> None:
    first, second, *_ = listed(built)
    assert inbox(built) == first["subject"]
    ran = built.digest("subject", ISSUE, "taiwan", "2", "--as", "Lin")
    assert ran.code == 0, ran.told
    assert built.digest(*BUILD).code == 0

    assert inbox(built) == second["subject"]
    assert listed(built)[:2] == [second, first]
    record = json.loads((built.folder / "outbox" / ISSUE / "issue.json").read_text(encoding="utf-8"))
    assert record["files"]["taiwan/email.subjects.txt"]["subject"] == second["subject"]
    assert second["preheader"] in (built.folder / "outbox" / ISSUE / "taiwan" / "email.html").read_text("utf-8")


def test_a_subject_by_hand_stands_alone_until_it_is_taken_back(built: Room) -> None:
    before = inbox(built)
    ran = built.digest("subject", ISSUE, "taiwan", "--text", "棠渡人比江水\n早一步\x07", "--preheader", "三萬隻候鳥")
    assert ran.code == 0, ran.told
    assert inbox(built) == "棠渡人比江水 早一步"
    assert listed(built)[0] == {"subject": "棠渡人比江水 早一步", "preheader": "三萬隻候鳥"}
    assert built.digest("subject", ISSUE, "taiwan", "--remove").code == 0
    assert inbox(built) == before


def test_what_cannot_be_chosen_is_refused_with_what_there_is(seen: Room) -> None:
    refused(seen.digest("subject", ISSUE, "nobody", "1"), 2, "It has mails for: international")
    refused(seen.digest("subject", ISSUE, "taiwan", "9"), 2, "There is no subject 9")
    refused(seen.digest("subject", ISSUE, "taiwan", "1", "--text", "x"), 2, "exclude one another")
    refused(seen.digest("subject", ISSUE, "taiwan", "--preheader", "x"), 2, "--preheader is for a subject")


@pytest.mark.parametrize(
    "edit",
    [
        ("subject", ISSUE, "taiwan", "--text", "Bob was here"),
        ("wording", "ecccf3dd", "headline", "蘆汀來客", "--for", "zh-Hant-TW"),
    ],
)
def test_whoever_writes_is_known_by_the_same_name_as_whoever_approves(built: Room, edit: tuple[str, ...]) -> None:
    bob = {"DIGEST_AS": "bob"}
    assert built.digest(*edit, env=bob).code == 0
    assert built.digest(*BUILD, env={"DIGEST_AS": "boss"}).code == 0
    built.digest("submit", ISSUE, env={"DIGEST_AS": "boss"})
    seal = built.digest("review", ISSUE, "--json").document["seal"]
    refused(built.digest("approve", ISSUE, seal, env=bob), 1, "bob has edited this issue")
