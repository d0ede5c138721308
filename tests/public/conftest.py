"""One newsroom with pages for readers for all tests of a module; each test begins with nobody."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from houses import Post, opened

from digest.web.public import House


@pytest.fixture(scope="module")
def _opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, Post]]:
    with opened(Path(tmp_path_factory.mktemp("house"))) as made:
        yield made


@pytest.fixture
def house(_opened: tuple[House, Post]) -> House:
    return _opened[0]


@pytest.fixture
def post(_opened: tuple[House, Post]) -> Post:
    _opened[1].letters.clear()
    return _opened[1]
