"""What running programs write down of themselves: figures and names of ours, nobody's address and no token."""

import json
import logging
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from cli_room import Room
from test_cli_serving import KEYS, public, serving

sys.path += [str(Path(__file__).parent.parent / name) for name in ("dispatch", "transport")]

from posting import ISSUE, enlist, seal, settle
from recording import Server

from digest import dispatch, log, newsroom
from digest.model import Actor

JSON = {"DIGEST_LOG": "json"}
TOKEN = "1.u.0123456789abcdef.weekly..abcdefghijklmnopqrstuvwx"
__all__ = ["public"]  # a fixture


def lines(told: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in told.splitlines() if line.startswith("{")]


def test_a_page_is_written_down_by_its_name_and_never_by_whose_it_is(public: Room) -> None:
    secrets = (TOKEN, "lin@example.org", "hunter2-hunter2", "no-such-page")
    with serving(public, KEYS | JSON) as served:
        httpx.get(f"{served.readers}/unsubscribe/{TOKEN}")
        httpx.get(f"{served.readers}/confirm/{TOKEN}?mail=lin@example.org")
        httpx.get(f"{served.readers}/no-such-page/lin@example.org")
        httpx.get(f"{served.readers}/archive")
        form = {"name": "lin@example.org", "password": "hunter2-hunter2"}
        httpx.post(f"{served.review}/sign-in", data=form, headers={"sec-fetch-site": "same-origin"})
        served.stop()
    assert not [secret for secret in secrets if secret in served.told]
    asked = [
        (each["method"], each["page"], each["status"]) for each in lines(served.told) if each["event"] == "request"
    ]
    assert ("GET", "/unsubscribe/{token}", 200) in asked or ("GET", "/unsubscribe/{token}", 404) in asked
    assert ("GET", "/archive", 200) in asked
    assert ("GET", "", 404) in asked
    assert (
        ("POST", "/sign-in", 403) in asked or ("POST", "/sign-in", 401) in asked or ("POST", "/sign-in", 422) in asked
    )


def test_a_server_that_is_not_asked_to_writes_no_line_for_what_goes_well(public: Room) -> None:
    with serving(public, KEYS) as served:
        httpx.get(f"{served.readers}/archive")
        served.stop()
    assert "event=" not in served.told


def test_a_sending_is_written_down_in_figures_and_a_relays_words_lose_their_addresses(tmp_path: Path) -> None:
    def script(command: str, times: int) -> bytes | None:
        return (
            b"550 5.1.1 <reader@example.org> unknown, see 0123456789abcdef0123456789\r\n" if command == "RCPT" else None
        )

    with Server(script=script) as server:
        settle(tmp_path, server.port)
        with newsroom.open_desk(tmp_path) as desk:
            enlist(desk, 40)
            dispatch.arm(desk, ISSUE, seal=seal(desk), actor=Actor(name="Lin"), now=datetime.now(UTC))
        ran = Room(tmp_path).digest("scheduler", "--once", env=JSON)
    told = lines(ran.told)
    batches = [each for each in told if each["event"] == "batch"]
    assert sum(each["refused"] for each in batches) == 40
    assert {each["issues"] for each in batches} == {"weekly/2025-W46"}
    (paused,) = {each["why"] for each in told if each["event"] == "sending paused"}
    assert "550 5.1.1 <*@*> unknown, see *" in paused
    assert "@example.org" not in ran.told


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("550 <lin@example.org> unknown", "550 <*@*> unknown"),
        ("林@例子.中国 and a.b+c@d.example, too", "*@* and *@*, too"),
        ("RCPT TO:<x@y.z>", "RCPT TO:<*@*>"),
        (f"at /unsubscribe/{TOKEN}?x", "at /unsubscribe/*?x"),
        ("weekly/2025-W46 mainland 12,000 done", "weekly/2025-W46 mainland 12,000 done"),
        ("", ""),
    ],
)
def test_what_names_somebody_is_masked(text: str, shown: str) -> None:
    assert log.masked(text) == shown


def test_lines_are_key_and_value_or_json(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    before = logging.getLogger().handlers[:]
    try:
        monkeypatch.setenv(log.VARIABLE, "text")
        log.start()
        log.event("batch", issue="weekly/2025-W46", words='two words\n"quoted"', count=3, none=None)
        try:
            raise ValueError("of lin@example.org")
        except ValueError:
            logging.getLogger("a.library").exception("Exception in ASGI application")
        first, second = capsys.readouterr().err.splitlines()
        assert re.fullmatch(
            r"at=\S+Z?\S* level=info event=batch issue=weekly/2025-W46 "
            r'words="two words\\n\\"quoted\\"" count=3 none=""',
            first,
        )
        assert 'error=ValueError said="of *@*" where=test_cli_log.py:' in second
    finally:
        logging.basicConfig(handlers=before, level=logging.WARNING, force=True)
