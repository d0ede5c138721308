"""The templates and words of this project, as the program itself would load them."""

from pathlib import Path

import jinja2
import pytest

from digest import render
from digest.render import words

TEMPLATES = Path(__file__).parents[2] / "templates"


@pytest.fixture(scope="session")
def templates() -> render.Templates:
    catalogues = [words.read_catalogue(file.read_bytes()) for file in sorted((TEMPLATES / "locale").glob("*.po"))]
    environment = render.environment(jinja2.FileSystemLoader(TEMPLATES))
    return render.Templates(environment, {catalogue.variant: catalogue for catalogue in catalogues})
