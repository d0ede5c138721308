"""What a person at a terminal sees: help, tables, colours, questions, completion; and what a program sees instead."""

import os
import pty
import re
import shlex
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path

import pytest
from cli_room import COMMAND, ENVIRONMENT, ISSUE, Room
from typer.testing import CliRunner

from digest.cli import app, console
from tests import growth

COMMANDS = (
    "init",
    "check",
    "parse",
    "ingest",
    "articles",
    "build",
    "discard",
    "issues",
    "show",
    "explain",
    "outbox",
    "preview",
    "doubts",
    "wording",
    "subject",
    "edit",
    "move",
    "pin",
    "drop",
    "defer",
    "add",
    "diff",
    "comment",
    "posted",
    "review",
    "submit",
    "approve",
    "request-changes",
    "reject",
    "take-back",
    "correct",
    "hold",
    "history",
    "search",
    "serve",
    "public",
    "schedule",
    "scheduler",
    "worker",
    "send",
    "pause",
    "resume",
    "cancel",
    "count",
    "split",
    "summarize",
    "convert",
    "detect",
    "terms",
    "subscribers",
    "user",
    "deliveries",
)


def at_a_terminal(room: Room, *words: str, typed: str = "", env: Mapping[str, str] | None = None) -> tuple[int, str]:
    """The exit code and all that appears on a terminal of 100 columns, what is typed included."""
    ours, theirs = pty.openpty()
    environment = ENVIRONMENT | {"TERM": "xterm", "COLUMNS": "100"} | (env or {})
    child = subprocess.Popen(
        [*COMMAND, *words], cwd=room.folder, env=environment, stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    with closing(os.fdopen(ours, "r+b", buffering=0)) as screen:
        screen.write(typed.encode())
        seen = b"".join(pieces(screen.fileno()))
    return child.wait(timeout=60), seen.decode().replace("\r\n", "\n")


def pieces(screen: int) -> Iterator[bytes]:
    with suppress(OSError):  # Linux says EIO where others say end of file
        while piece := os.read(screen, 65536):
            yield piece


def test_the_overview_names_every_command_with_an_uncut_line(seen: Room) -> None:
    ran = seen.digest("--help")
    assert ran.code == 0
    assert ran.out.endswith("\n")
    listed = ran.out.split("Commands:")[1]
    assert "..." not in listed
    assert re.findall(r"^  ([a-z-]+)  +[A-Z]", listed, re.MULTILINE) == list(COMMANDS)


@pytest.mark.parametrize(
    "command", [name for name in COMMANDS if name not in ("terms", "subscribers", "user", "deliveries")]
)  # which have their own
def test_every_command_shows_examples_one_per_line(command: str) -> None:
    ran = CliRunner().invoke(app, [command, "--help"])
    assert ran.exit_code == 0
    assert ran.output.endswith("\n")
    examples = re.search(r"^  Examples?:\n((?:    digest .+\n)+)\n", ran.output, re.MULTILINE)
    assert examples
    assert all(f" {command}" in line for line in examples[1].splitlines())


def test_bash_completes_the_commands(tmp_path: Path) -> None:
    program = tmp_path / "digest"
    program.write_text(f'#!/bin/sh\nexec {shlex.join(COMMAND)} "$@"\n')
    program.chmod(0o755)
    script = """
        source <(digest --show-completion)
        COMP_WORDS=(digest ex); COMP_CWORD=1
        _digest_completion digest
        echo "completed: ${COMPREPLY[*]}"
    """
    path = {"PATH": f"{tmp_path}:{ENVIRONMENT['PATH']}"}
    ran = subprocess.run(
        ["bash", "-c", script], env=ENVIRONMENT | path, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert "completed: explain" in ran.stdout, ran.stdout + ran.stderr


def test_columns_align_where_the_text_is_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    console.table(("kind", "title", "size"), [("新闻", "联合国", 5), ("op-ed", "A \u202eb", 12)], right=(2,))
    assert capsys.readouterr().out.splitlines() == [
        " kind   title      size",
        " 新闻   联合国        5",
        " op-ed  A \\u202eb    12",
    ]


def test_wide_letters_count_as_two_columns_and_accents_as_none() -> None:
    assert console.columns("a联合") == 5
    assert console.columns("e\u0301") == 1
    assert console.columns("\u2764\ufe0f") == console.columns("\u2764")
    assert console.shorten("联合国在岚川", 7) == "联合国…"
    assert console.shorten("联合国", 6) == "联合国"


def test_a_terminal_gets_colours_and_a_pipe_gets_none(seen: Room) -> None:
    code, screen = at_a_terminal(seen, "articles")
    assert code == 0
    assert "\x1b[2m" in screen
    assert all(console.columns(re.sub(r"\x1b\[\d+m", "", line)) <= 100 for line in screen.splitlines())
    assert "\x1b" not in seen.digest("articles").out


def test_no_color_is_respected(seen: Room) -> None:
    code, screen = at_a_terminal(seen, "issues", env={"NO_COLOR": "1"})
    assert code == 0
    assert "\x1b" not in screen
    assert "revision" in screen


def test_progress_is_shown_between_two_terminals_only(ingested: Room) -> None:
    code, screen = at_a_terminal(ingested, "ingest")
    assert code == 0
    assert "/7" in screen
    assert "/7" not in screen.replace("\r", "\n").splitlines()[-1]
    ran = ingested.digest("ingest", "--source", "latest", "--source", "notices")
    assert ran.told == ""
    assert "/2" not in ran.out


def test_discard_asks_and_takes_no_for_an_answer(built: Room) -> None:
    before = built.state()
    code, screen = at_a_terminal(built, "discard", ISSUE, typed="n\n")
    assert code == 3
    drafts = len(built.outbox()) - 1  # less issue.json
    assert f"Discard {ISSUE} with 13 articles and {drafts} drafts? [y/N]" in screen
    assert "Nothing was changed" in screen
    assert built.state() == before


def test_discard_asks_and_takes_yes_for_an_answer(built: Room) -> None:
    code, screen = at_a_terminal(built, "discard", ISSUE, typed="y\n")
    assert code == 0
    assert "Discarded" in screen
    assert built.outbox() == {}


def test_chinese_comes_out_whole_in_a_locale_that_knows_none(seen: Room) -> None:
    plain = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    assert "江水涨起之前，棠渡已经知道" in seen.digest("explain", ISSUE, env=plain).out
    ran = seen.digest("show", "没有", env=plain)
    assert ran.code == 2
    assert "Traceback" not in ran.told


def test_a_file_name_that_is_no_text_is_shown_escaped(seen: Room) -> None:
    ran = seen.digest("parse", os.fsdecode(b"caf\xe9.txt"), "--json")
    assert ran.code == 1
    assert "caf" in ran.document["problems"][0]["reason"]


def test_a_title_of_a_megabyte_is_shortened_in_time_that_grows_with_its_length() -> None:
    from digest.cli import console

    assert console.shorten("字" * 10, 8) == "字字字…"
    assert console.shorten("e\u0301" * 10, 4) == "e\u0301" * 3 + "…"
    assert growth.is_linear(lambda length: console.shorten("x" * length, length - 1), 20_000, 200_000)
