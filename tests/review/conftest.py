"""Small newsrooms under review: made once for each policy, copied for every test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from digest.pipeline import Desk
from tests.review import small


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newsroom whose issues need one approver who has not edited them."""
    root = tmp_path_factory.mktemp("made") / "room"
    small.prepare(root)
    return root


@pytest.fixture(scope="session")
def made_for_two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newsroom whose issues need two."""
    root = tmp_path_factory.mktemp("made") / "room"
    small.prepare(root, "approvers = 2")
    return root


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Iterator[Desk]:
    with small.copied(made, tmp_path / "room") as opened:
        yield opened


@pytest.fixture
def desk_for_two(made_for_two: Path, tmp_path: Path) -> Iterator[Desk]:
    with small.copied(made_for_two, tmp_path / "room") as opened:
        yield opened
