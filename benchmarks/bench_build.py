"""How long the sample's weekly issue takes to build for its four audiences, and where the time goes.

The limit is the disk's part: writing and flushing the same files in one folder, with nothing to make of them. Cold is
the whole command `digest build` in a new process; warm is the build alone in a process that has built before. The
outbox is emptied before each. The steps are the ones of `digest.pipeline`, measured one by one.
"""

import os
import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import measure

from digest import chinese, newsroom, outbox, pipeline, render, selection
from digest.config import EMAIL
from digest.model import Audience, Issue, Rendered
from digest.pipeline import Desk, picturing
from digest.render.cards import making
from digest.summarizers import SUMMARIZERS

ROUNDS = 1 if measure.QUICK else 7
AS_OF = datetime(2025, 11, 17, 15, tzinfo=UTC)
Made = Mapping[Audience, Issue]


def main() -> None:
    measure.heading("build: the sample's weekly issue, four audiences", rounds=ROUNDS)
    with measure.sample_newsroom() as (root, compiled):
        report(root, compiled)


def report(root: Path, compiled: Path) -> None:
    """Builds the weekly issue of the newsroom in `root` again and again, and prints the table."""
    with measure.folder() as plain:
        command = (measure.command("digest"), "build", "weekly", "--as-of", f"{AS_OF:%Y-%m-%d}")
        measure.run(command, work=root, compiled=compiled)
        files = {path.relative_to(root).as_posix(): path.read_bytes() for path in _files(root / "outbox")}
        actions: dict[str, measure.Action] = {
            "write and flush the same files (limit)": lambda: write_plainly(plain / "files", files),
            "cold: the command digest build": lambda: measure.run(command, work=root, compiled=compiled),
        }
        with newsroom.open_desk(root) as desk:
            actions["warm: the build alone"] = lambda: build(desk)
            actions |= {f"  {name}": action for name, action in steps(desk, files).items()}
            stories = len(build(desk).issue.stories)
            seconds = measure.best(actions, rounds=ROUNDS, between=lambda: _empty(root / "outbox", plain / "files"))
    limit, *_ = seconds.values()
    print(f"{stories} stories, {len(files)} files, {sum(map(len, files.values())) / 1e6:.2f} MB")
    rows = [(name, measure.milliseconds(time), measure.ratio(time, limit)) for name, time in seconds.items()]
    measure.table(("what", "time", "times the limit"), rows)


def build(desk: Desk) -> pipeline.Built:
    """The issue, written to the outbox."""
    letter = desk.settings.newsletters["weekly"]
    due, window = pipeline.due_window(letter, AS_OF)
    return pipeline.build(desk, letter, window=window, due=due, now=AS_OF)


def steps(desk: Desk, files: Mapping[str, bytes]) -> dict[str, measure.Action]:
    """The steps of a build, each on what the one before it gave."""
    letter, settings = desk.settings.newsletters["weekly"], desk.settings
    due, window = pipeline.due_window(letter, AS_OF)
    issue_id = build(desk).issue.id
    chosen = pipeline.choose(desk, letter, window, issue_id).chosen
    summarize = SUMMARIZERS[letter.summarizer]
    issue = pipeline.compose(letter, window, due, issue_id, chosen, summarize)
    own = _variants(desk, issue)
    cards: dict[str, measure.Action] = {"draw the share cards": lambda: _cards(desk, issue, own)}
    return {
        "choose": lambda: pipeline.choose(desk, letter, window, issue_id),
        "compose and summarize": lambda: pipeline.compose(letter, window, due, issue_id, chosen, summarize),
        "convert to four variants": lambda: _variants(desk, issue),
        "render email": lambda: [render.email(own[one], one, settings.newsroom, desk.templates) for one in own],
        "render social": lambda: _social(desk, own),
        **(cards if letter.cards else {}),
        "write the outbox": lambda: outbox.put(desk.outbox, issue_id, files, b"{}"),
    }


def _cards(desk: Desk, issue: Issue, own: Made) -> object:
    """Every card drawn anew; a build takes those that were drawn before from the same."""
    making.forget()
    editions = {audience.name: edition for audience, edition in own.items()}
    return picturing.pictures(desk, issue, editions, tuple(own))


def _variants(desk: Desk, issue: Issue) -> Made:
    return {
        audience: chinese.convert(
            replace(issue, stories=selection.edition(issue.stories, audience.variant)), audience.variant
        )
        for audience in desk.settings.audiences.values()
    }


def _social(desk: Desk, own: Made) -> list[tuple[Rendered, ...]]:
    platforms = desk.settings.platforms
    return [
        render.social(issue, audience, desk.settings.newsroom, desk.templates, platforms[channel])
        for audience, issue in own.items()
        for channel in audience.channels
        if channel != EMAIL and channel in issue.newsletter.channels
    ]


def write_plainly(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes and flushes each file, then their folders."""
    paths = {folder.joinpath(*name.split("/")): content for name, content in files.items()}
    for path, content in paths.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    for parent in {path.parent for path in paths}:
        descriptor = os.open(parent, os.O_RDONLY)
        os.fsync(descriptor)
        os.close(descriptor)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))


def _empty(*folders: Path) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
