"""The registry of summarizers: every name works, and none costs anything before it is used."""

import subprocess
import sys

import pytest

from digest import summarizers
from digest.model import Budget
from tests.make import article

BUDGET = Budget(words=40, characters=80)


def test_reading_a_configuration_imports_no_summarizer() -> None:
    asked = "import sys, digest.config; print([name for name in sys.modules if name.startswith('digest.summarizers.')])"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", summarizers.SUMMARIZERS)
def test_every_registered_name_summarizes(name: str) -> None:
    made = article("", "The bridge at Yanxi was opened on Monday by the mayor of the town.")

    assert summarizers.summarize(made, BUDGET, name).text
