"""A store of its own for every test, in each database system."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from digest.store import Store, open_store
from tests import postgres


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/digest.db"
    else:
        url = postgres.fresh(request.getfixturevalue("postgresql"))
    with open_store(url) as opened:
        yield opened
