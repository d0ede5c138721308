"""The README's tour, command by command, as a stranger types it."""

import re
import shlex
from pathlib import Path

import pytest
from cli_room import run

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
TOUR = re.search(r"```\ndigest init my-newsroom.*?```", README, re.DOTALL)
assert TOUR
COMMANDS = [shlex.split(line.split("#")[0]) for line in TOUR[0].strip("`\n").split("\n")]


def test_the_tour_shows_every_command() -> None:
    shown = {words[1] for words in COMMANDS if words[0] == "digest"}

    assert {"init", "check", "ingest", "articles", "build", "explain", "show", "outbox"} <= shown


def test_every_command_of_the_tour_works_as_it_is_written(tmp_path: Path) -> None:
    here = tmp_path
    for words in COMMANDS:
        if words[0] == "cd":
            here /= words[1]
            continue
        done = run(words[1:], here)
        assert done.code == 0, (words, done.told)
        assert done.raw, words


@pytest.mark.parametrize(
    "name", ["CONTRIBUTING.md", "CHANGELOG.md", "docs/decisions.md", "docs/benchmarks.md", "LICENSE"]
)
def test_what_the_readme_links_to_is_there(name: str) -> None:
    assert f"({name})" in README
    assert (Path(__file__).parents[2] / name).is_file()
