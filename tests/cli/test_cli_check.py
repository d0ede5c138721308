"""`digest check ISSUE` and `digest preview`: what lies in the outbox, looked at by the real command."""

from xml.etree import ElementTree

from cli_room import BUILD, ISSUE, Room, refused

POST = "mainland/weibo-01.txt"


def test_sound_drafts_have_warnings_at_most_and_end_with_zero(seen: Room) -> None:
    before = seen.state()
    ran = seen.digest("check", ISSUE)
    assert ran.code == 0, ran.told
    assert "0 blockers" in ran.out
    assert f"digest preview {ISSUE}" in ran.out
    assert seen.state() == before


def test_every_finding_of_the_sample_is_one_that_an_editor_wants_to_know(seen: Room) -> None:
    document = seen.digest("check", ISSUE, "--json").document
    assert document["blockers"] == 0
    assert {finding["code"] for finding in document["findings"]} == {"no-address", "doubt", "draft-note"}
    assert [row["audience"] for row in document["audiences"]] == ["international", "mainland", "taiwan", "hongkong"]


def test_a_post_made_too_long_by_hand_blocks_with_its_place(built: Room) -> None:
    file = built.folder / "outbox" / ISSUE / POST
    file.write_text(file.read_text(encoding="utf-8") + "还有一句很长的话，" * 12, encoding="utf-8")
    ran = built.digest("check", ISSUE, "mainland", "--json", "--junit", "report.xml")
    assert ran.code == 1
    found = {finding["code"]: finding for finding in ran.document["findings"]}
    assert found["post-too-long"]["level"] == "blocker"
    assert found["post-too-long"]["file"] == "weibo-01.txt"
    assert found["post-too-long"]["audience"] == "mainland"
    assert found["changed-by-hand"]["file"] == "weibo-01.txt"

    report = ElementTree.fromstring((built.folder / "report.xml").read_bytes())
    (suite,) = report.findall("testsuite")
    assert suite.get("failures") == "1"
    (failure,) = suite.findall("testcase/failure")
    assert failure.get("type") == "post-too-long"


def test_a_draft_that_is_gone_blocks(built: Room) -> None:
    (built.folder / "outbox" / ISSUE / POST).unlink()
    ran = built.digest("check", ISSUE, "mainland")
    assert ran.code == 1
    assert "weibo-01.txt" in ran.out
    assert "missing" in ran.out


def test_what_is_not_there_is_refused(seen: Room) -> None:
    refused(seen.digest("check", "weekly/2020-W01"), 2, "not in the outbox")
    refused(seen.digest("check", ISSUE, "nobody"), 2, "nobody")
    refused(seen.digest("check", "--junit", "x.xml"), 2, "--junit")


def test_the_check_without_an_issue_is_that_of_the_newsroom(seen: Room) -> None:
    assert "Everything is in order" in seen.digest("check").out


def test_the_gallery_is_no_draft(built: Room) -> None:
    before = (built.folder / "outbox" / ISSUE / "issue.json").read_bytes()
    ran = built.digest("preview", ISSUE)
    assert ran.code == 0, ran.told
    page = built.folder / "outbox" / ISSUE / "index.html"
    assert page.is_file()
    assert f"outbox/{ISSUE}/index.html" in ran.out
    assert (built.folder / "outbox" / ISSUE / "issue.json").read_bytes() == before
    assert "index.html" not in built.digest("outbox", ISSUE).out
    again = built.digest(*BUILD)
    assert again.code == 0, again.told
    assert "holds these very bytes" in again.out
    assert page.is_file()


def test_a_build_that_changes_drafts_takes_the_gallery_away(built: Room) -> None:
    assert built.digest("preview", ISSUE, "--audience", "taiwan", "--json").code == 0
    page = built.folder / "outbox" / ISSUE / "index.html"
    assert "hongkong" not in page.read_text(encoding="utf-8")
    ran = built.digest(*BUILD, "--exclude", built.stories()[0])
    assert ran.code == 0, ran.told
    assert not page.exists()


def test_without_chromium_the_gallery_is_made_and_the_pictures_are_refused(built: Room) -> None:
    ran = built.digest("preview", ISSUE, "--audience", "taiwan", "--png", env={"PATH": "/nonexistent"})
    refused(ran, 1, "apt-get install chromium")
    assert (built.folder / "outbox" / ISSUE / "index.html").is_file()


def test_pictures_are_as_wide_as_the_mail(built: Room) -> None:
    ran = built.digest("preview", ISSUE, "--audience", "taiwan", "--png", "--json")
    assert ran.code == 0, ran.told
    for name, width in zip(ran.document["pictures"], (640, 375), strict=True):
        png = (built.folder / name).read_bytes()
        assert png[:8] == b"\x89PNG\r\n\x1a\n"
        assert int.from_bytes(png[16:20]) == width
        assert int.from_bytes(png[20:24]) > 1000
