"""The review in the terminal: from the first look to a marked post, by two people."""

import csv
import io
import json

from cli_room import ISSUE, Room, refused

MEI, ANN = {"DIGEST_AS": "Mei"}, {"DIGEST_AS": "Ann"}
POST = "mainland/weibo-00-roundup.txt"


def test_an_issue_goes_from_draft_to_approved_and_posted(built: Room) -> None:
    def mei(*words: str) -> str:
        ran = built.digest(*words, env=MEI)
        assert ran.code == 0, ran.told
        return ran.out

    assert "Waits for you, Mei\n issue            due" in mei("review")
    first = built.digest("review", ISSUE, "--json").document
    moved, dropped = first["articles"][2], first["articles"][4]
    mei("move", ISSUE, moved, "1")
    mei("drop", ISSUE, dropped, "-m", "等伙伴确认")
    assert "等伙伴确认" in mei("add", ISSUE)
    assert "version" in mei("edit", ISSUE, POST)
    mei("edit", ISSUE, POST, "本周要闻，请看公众号。")
    assert "本周要闻" in (built.folder / "outbox" / ISSUE / POST).read_text()
    shown = mei("diff", ISSUE, "1")
    assert "moved up 2 places" in shown
    assert "dropped" in shown
    assert "{+本周要闻，请看公众号。+}" in shown
    mei("comment", ISSUE, "可以发吗？", "--on", POST)
    mei("submit", ISSUE)

    seal = built.digest("review", ISSUE, "--json").document["seal"]
    refused(built.digest("approve", ISSUE, seal[:12], env=MEI), 1, "Mei has edited")
    refused(built.digest("approve", ISSUE, first["seal"], env=ANN), 1, "not what was seen", "Mei: write")
    refused(built.digest("reject", ISSUE, seal, env=ANN), 2, "needs a comment")
    assert built.digest("approve", ISSUE, seal[:12], "--json", env=ANN).document["state"] == "approved"
    mei("posted", ISSUE, POST, "--url", "https://weibo.com/1/2")
    assert "https://weibo.com/1/2" in mei("posted", ISSUE)
    assert "Approved, waits for its time" in mei("review")

    told = [json.loads(line) for line in mei("history", ISSUE, "--jsonl").splitlines()]
    acts = [event["act"] for event in told]
    assert acts == ["build", "move", "drop", "write", "comment", "submit", "approve", "posted"]
    assert f"{ISSUE}/{POST}" in mei("search", "本周要闻")


def test_a_spreadsheet_takes_nothing_of_the_history_for_a_formula(built: Room) -> None:
    said = '=HYPERLINK("http://x")\n+1'
    assert built.digest("comment", ISSUE, said, "--as", "@Eve").code == 0
    rows = list(csv.DictReader(io.StringIO(built.digest("history", "--csv").out)))
    assert rows[-1]["by"] == "'@Eve"
    assert rows[-1]["words"].startswith("'=HYPERLINK")


def test_a_name_that_could_move_the_cursor_is_no_name(built: Room) -> None:
    refused(built.digest("comment", ISSUE, "hi", "--as", "Eve\x1b[2J"), 2, r"\x1b")
