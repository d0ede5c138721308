"""Newsrooms for tests: the shipped one in a folder of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from digest import newsroom, pipeline, starter
from digest.model import Choices
from digest.pipeline import Built, Desk, Ingested

NOW = datetime(2025, 11, 17, 1, tzinfo=UTC)
CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpus" / "un-china-latest-zh.txt"
"""A real page that is not part of the project; tests on it skip where it is absent, and say so."""


@contextmanager
def opened(root: Path) -> Iterator[Desk]:
    """The shipped newsroom in `root`, made where it is not there yet."""
    if not (root / "config").exists():
        starter.copy(root)
    with newsroom.open_desk(root) as desk:
        yield desk


def take_in(desk: Desk) -> tuple[Ingested, ...]:
    return pipeline.ingest(desk, tuple(desk.settings.sources.values()), now=NOW)


def build(
    desk: Desk,
    name: str = "weekly",
    as_of: datetime = NOW,
    now: datetime = NOW,
    choices: Choices = Choices(),
    overwrite: bool = False,
) -> Built:
    letter = desk.settings.newsletters[name]
    due, window = pipeline.due_window(letter, as_of)
    return pipeline.build(desk, letter, window=window, due=due, now=now, choices=choices, overwrite=overwrite)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` with its bytes, by relative path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
