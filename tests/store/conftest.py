"""Real SQLite files, one per test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from digest.store import Store, open_store
from tests import postgres


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "digest.db"


@pytest.fixture
def url(file: Path) -> str:
    return f"sqlite:///{file}"


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """A store of its own in each database system."""
    if request.param == "sqlite":
        url = request.getfixturevalue("url")
    else:
        url = postgres.fresh(request.getfixturevalue("postgresql"))
    with open_store(url) as opened:
        yield opened
