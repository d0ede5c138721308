"""One prepared newsroom for all tests, and a served copy of it for each module."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.web import rooms

CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("prepared") / "room"
    rooms.prepare(root)
    return root


@pytest.fixture(scope="module")
def site(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[rooms.Served]:
    with rooms.served(prepared, tmp_path_factory.mktemp("served") / "room") as served:
        yield served


@pytest.fixture
def own(prepared: Path, tmp_path: Path) -> Iterator[rooms.Served]:
    """A newsroom that only this test changes."""
    with rooms.served(prepared, tmp_path / "room") as served:
        yield served


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.is_file():
        pytest.fail(f"{CHROMIUM} is missing; install it with: apt-get install chromium fonts-noto-cjk")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield chromium
        chromium.close()
