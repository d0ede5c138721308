"""One prepared newsroom for all tests, and a served copy of it for each module."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web import rooms


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("prepared") / "room"
    rooms.prepare(root)
    return root


@pytest.fixture(scope="module")
def site(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[rooms.Served]:
    with rooms.served(prepared, tmp_path_factory.mktemp("served") / "room") as served:
        yield served
