"""`digest send` and its kin, as a person types them."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_room import Room

sys.path += [str(Path(__file__).parent.parent / name) for name in ("dispatch", "transport")]

from posting import enlist, settle
from recording import Server

from digest import newsroom

ISSUE = "weekly/2025-W46"


def script(command: str, times: int) -> bytes | None:
    """Refuses the third recipient, and hangs up after the fifth message."""
    if command == "RCPT" and times == 3:
        return b"550 5.1.1 no such user\r\n"
    return b"" if command == "END" and times == 5 else None


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(script=script) as listening:
        yield listening


@pytest.fixture
def room(tmp_path: Path, server: Server) -> Room:
    settle(tmp_path, server.port)
    with newsroom.open_desk(tmp_path) as desk:
        enlist(desk, 12)
    return Room(tmp_path)


def test_an_issue_goes_out_from_the_command_line(room: Room, server: Server) -> None:
    shown = room.digest("send", ISSUE, "--dry-run")
    assert shown.code == 0
    assert "12" in shown.out
    assert server.taken == []

    unasked = room.digest("send", ISSUE)
    assert (unasked.code, len(server.taken)) == (2, 0)
    assert "Add: --yes" in unasked.told

    sent = room.digest("send", ISSUE, "--yes", "--json")
    assert sent.code == 5
    assert sent.document["sendings"][0]["deliveries"] == {
        "queued": 0, "started": 0, "done": 10, "failed": 1, "uncertain": 1, "suppressed": 0, "cancelled": 0,
    }  # fmt: skip

    listed = room.digest("deliveries", "list", ISSUE, "--state", "failed", "--state", "uncertain")
    assert "550 5.1.1 no such user" in listed.out

    settled = room.digest("deliveries", "resolve", ISSUE, "--as", "done", "--yes", "--json")
    assert settled.document == {"issue": ISSUE, "settled": 1, "uncertain": 0}

    again = room.digest("send", ISSUE, "--failed")
    assert again.code == 0
    assert len({taken.recipient for taken in server.taken}) == len(server.taken) == 12

    over = room.digest("send", ISSUE, "--yes")
    assert (over.code, len(server.taken)) == (3, 12)


def test_a_test_counts_for_nothing(room: Room, server: Server) -> None:
    sent = room.digest("send", ISSUE, "--test", "me@example.org", "--audience", "mainland")

    assert sent.code == 0
    assert [taken.recipient for taken in server.taken] == ["me@example.org"]
    assert "Nothing has been sent yet." in room.digest("deliveries", "list").out


def test_a_rehearsal_writes_all_mails_into_a_folder_and_counts_for_nothing(room: Room, tmp_path: Path) -> None:
    done = room.digest("send", ISSUE, "--rehearse", str(tmp_path / "rehearsal"))

    assert done.code == 0
    assert len(list((tmp_path / "rehearsal" / "new").iterdir())) == 12


def test_what_is_due_next_is_listed(room: Room) -> None:
    listed = room.digest("schedule", "--days", "8", "--json")

    assert listed.code == 0
    first = listed.document["occurrences"][0]
    assert first["newsletter"] == "weekly"
    assert first["window"]["zone"] == "Asia/Shanghai"


def test_a_scheduler_looks_once_for_a_clock_of_ones_own(room: Room) -> None:
    assert room.digest("scheduler", "--once").code == 0
