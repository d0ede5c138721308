"""What every test may ask for: `golden`, a comparison with a file kept beside the tests; and how Hypothesis runs."""

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# No example is timed: what a busy machine needs says nothing of the code. Growth is measured by `make bench`.
# `make test` tries the same examples on every machine, so that it says something about the change and nothing else;
# `make fuzz` looks for new ones.
settings.register_profile("digest", deadline=None, derandomize=True, database=None)
settings.register_profile("fuzz", deadline=None, max_examples=1000)
settings.load_profile("digest")

# A shell that starts us in the background has us ignore Ctrl-C, and so every command that a test starts and interrupts.
signal.signal(signal.SIGINT, signal.default_int_handler)

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="write the golden files instead of comparing with them")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, bytes], None]:
    """Call with a path below tests/golden and the bytes made now; `pytest --golden` writes them."""

    def compare(path: str, made: bytes) -> None:
        file = GOLDEN / path
        if request.config.getoption("--golden"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(made)
        assert file.is_file(), f"{file} is missing; look at what is made, then run: pytest --golden"
        assert made == file.read_bytes(), f"{path} differs; if the change is meant, run: pytest --golden"

    return compare


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The socket of a real PostgreSQL; see tests.postgres."""
    from tests import postgres

    with postgres.server() as socket:
        yield socket
