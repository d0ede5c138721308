"""Newsrooms as `digest init`, `ingest` and `build` leave them: made once, copied for every test that wants one."""

from pathlib import Path

import pytest
from cli_room import BUILD, Room, copy


@pytest.fixture(scope="session")
def _first(tmp_path_factory: pytest.TempPathFactory) -> Room:
    parent = Room(tmp_path_factory.mktemp("first"))
    assert parent.digest("init", "newsroom").code == 0
    return Room(parent.folder / "newsroom")


@pytest.fixture(scope="session")
def _ingested(_first: Room, tmp_path_factory: pytest.TempPathFactory) -> Room:
    room = copy(_first, tmp_path_factory.mktemp("ingested") / "newsroom")
    ran = room.digest("ingest")
    assert ran.code == 0, ran.told
    return room


@pytest.fixture(scope="session")
def _built(_ingested: Room, tmp_path_factory: pytest.TempPathFactory) -> Room:
    room = copy(_ingested, tmp_path_factory.mktemp("built") / "newsroom")
    ran = room.digest(*BUILD)
    assert ran.code == 0, ran.told
    return room


@pytest.fixture
def fresh(_first: Room, tmp_path: Path) -> Room:
    """A newsroom nobody has worked in."""
    return copy(_first, tmp_path / "newsroom")


@pytest.fixture
def ingested(_ingested: Room, tmp_path: Path) -> Room:
    """A newsroom with the sample articles in its database and nothing in its outbox."""
    return copy(_ingested, tmp_path / "newsroom")


@pytest.fixture
def built(_built: Room, tmp_path: Path) -> Room:
    """A newsroom whose weekly issue 46 lies in the outbox."""
    return copy(_built, tmp_path / "newsroom")


@pytest.fixture(scope="session")
def seen(_built: Room) -> Room:
    """The same for tests that only look: not copied."""
    return _built
