"""Names, days and options that mean nothing: said plainly, exit code 2, and nothing is touched."""

import pytest
from cli_room import ISSUE, Room, refused

# No file has to be opened for any of these but the configuration and the database.
WRONG = [
    (("build", "weakly"), ("'weakly'", "weekly, monthly")),
    (("build", "../../etc"), ("'../../etc'",)),
    (("build", "weekly", "--as-of", "tomorrow"), ("tomorrow", "2025-11-17")),
    (("build", "weekly", "--as-of", "2025-02-30T08:00"), ("2025-02-30", "2025-11-17T08:00")),
    (("build", "weekly", "--as-of", "2020-01-01"), ("2025-01-06",)),
    (("build", "weekly", "--from", "2025-11-10"), ("--to",)),
    (("build", "weekly", "--from", "0001-01-01", "--to", "9999-12-31"), ("0001-01-01",)),
    (("build", "weekly", "--from", "2025-11-16", "--to", "2025-11-10"), ("before",)),
    (("build", "weekly", "--pin", "ffffffffffff"), ("ffffffffffff", "digest articles")),
    (("explain", "weekly/../../etc"), ("no issue", "weekly/2025-W46")),
    (("explain", "weekly/9999-W52"), ("digest issues",)),
    (("show", "weekly/2024-W01"), ("not in the outbox",)),
    (("show", "\x1b[2J\u202e"), (r"\x1b[2J\u202e",)),
    (("outbox", ISSUE, "../../../config/digest.toml"), ("no draft", "digest outbox weekly/2025-W46")),
    (("articles", "--since", "0001-01-01"), ("--since",)),
    (("ingest", "--source", "nobody"), ("'nobody'", "latest")),
    (("ingest", "--source", "latest", "config/sample/feed.xml"), ("--source",)),
    (("ingest", "notes.odt"), ("notes.odt", "--kind")),
    (("parse", "--zone", "../../etc/passwd", "config/sample/latest.txt"), ("time zone",)),
    (("parse", "--kind", "pdf", "config/sample/latest.txt"), ("'pdf'", "site-text")),
    (("discard", "../../etc", "--yes"), ("no issue",)),
    (("-C", "nowhere", "ingest"), ("digest init",)),
    (("bulid",), ("'build'",)),
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
