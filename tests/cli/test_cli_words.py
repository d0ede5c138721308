"""Names, days and options that mean nothing: said plainly, exit code 2, and nothing is touched."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from cli_room import ISSUE, Room, refused

from digest.cli import names
from digest.errors import UsageError
from tests.make import newsletter

# No file has to be opened for any of these but the configuration and the database.
WRONG = [
    (("build", "weakly"), ("'weakly'", "weekly, monthly")),
    (("build", "../../etc"), ("'../../etc'",)),
    (("build", "weekly", "--as-of", "tomorrow"), ("tomorrow", "2025-11-17")),
    (("build", "weekly", "--from", "2025-11-10"), ("--to",)),
    (("build", "weekly", "--from", "0001-01-01", "--to", "9999-12-31"), ("0001-01-01",)),
    (("build", "weekly", "--pin", "ffffffffffff"), ("ffffffffffff", "digest articles")),
    (("explain", "weekly/../../etc"), ("no issue", "weekly/2025-W46")),
    (("explain", "weekly/9999-W52"), ("digest issues",)),
    (("show", "\x1b[2J\u202e"), (r"\x1b[2J\u202e",)),
    (("outbox", ISSUE, "../../../config/digest.toml"), ("no draft", "digest outbox weekly/2025-W46")),
    (("ingest", "--source", "nobody"), ("'nobody'", "latest")),
    (("ingest", "--source", "latest", "config/sample/feed.xml"), ("--source",)),
    (("ingest", "notes.odt"), ("notes.odt", "--kind")),
    (("parse", "--zone", "../../etc/passwd", "config/sample/latest.txt"), ("time zone",)),
    (("discard", "../../etc", "--yes"), ("no issue",)),
    (("-C", "nowhere", "ingest"), ("digest init",)),
    (("build", "--nonsense"), ("--nonsense",)),
]


@pytest.fixture(scope="module")
def before(seen: Room) -> object:
    return seen.state()


@pytest.mark.parametrize(("words", "expected"), WRONG, ids=lambda value: " ".join(value)[:40].replace("\x1b", "ESC"))
def test_a_wrong_word_is_refused(seen: Room, before: object, words: tuple[str, ...], expected: tuple[str, ...]) -> None:
    refused(seen.digest(*words), 2, *expected)
    assert seen.state() == before


@pytest.mark.parametrize("words", [("build", "weakly"), ("build", "--nonsense", "weekly")], ids=["ours", "typer's"])
def test_a_refusal_is_one_json_document_where_json_was_asked_for(seen: Room, words: tuple[str, ...]) -> None:
    ran = seen.digest(*words, "--json")
    assert ran.code == 2
    assert set(ran.document["error"]) == {"what", "kept", "next"}
    assert words[1] in ran.document["error"]["what"]
    assert words[1] in ran.told


@pytest.mark.parametrize("text", ["2025-02-29", "0001-01-01", "9999-12-31", "2025-11-1", "２０２５-11-17", "", " "])
def test_what_is_no_day_of_this_time_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="--since"):
        names.day("--since", text)


@pytest.mark.parametrize("text", ["2025-02-30T08:00", "0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00", "T", "now"])
def test_what_is_no_moment_of_this_time_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="--as-of"):
        names.moment(text, "Asia/Shanghai")


def test_a_day_means_its_last_moment_and_a_time_means_itself() -> None:
    assert names.moment("2025-11-17", "Asia/Shanghai") == datetime(2025, 11, 17, 15, 59, 59, 999999, UTC)
    assert names.moment("2025-11-17T08:00", "Asia/Shanghai") == datetime(2025, 11, 17, tzinfo=UTC)
    assert names.moment("2025-11-17T08:00Z", "Asia/Shanghai") == datetime(2025, 11, 17, 8, tzinfo=UTC)
    assert names.day("--from", "2024-02-29") == date(2024, 2, 29)


def test_days_that_do_not_go_together_are_refused() -> None:
    now = datetime(2025, 11, 17, tzinfo=UTC)
    for as_of, first, last in (("", "2025-11-16", "2025-11-10"), ("2025-11-17", "2025-11-10", "2025-11-16")):
        with pytest.raises(UsageError, match="--to"):
            names.due_window(newsletter(), as_of, first, last, now)


@pytest.mark.parametrize("name", ["Nowhere", "../../etc/passwd", "/etc/passwd", "", "Asia", "Asia/Shanghai\x00"])
def test_what_is_no_time_zone_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="time zone"):
        names.time_zone(name)


def test_commands_are_told_as_they_can_be_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DIGEST_NEWSROOM", raising=False)
    assert names.Place(typed=Path()).command("ingest") == "digest ingest"
    assert names.Place(typed=Path("my room")).command("ingest") == "digest -C 'my room' ingest"
    monkeypatch.setenv("DIGEST_NEWSROOM", "my room")
    assert names.Place(typed=Path("my room")).command("ingest") == "digest ingest"
