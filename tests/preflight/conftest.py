"""The templates and words of this project, as the program itself would load them."""

from pathlib import Path

import pytest

from digest import newsroom, render


@pytest.fixture(scope="session")
def templates() -> render.Templates:
    return newsroom.templates(Path(__file__).parents[2])
