"""Workers die in the middle of everything, and nobody is lost and nobody gets it twice. The long form: make soak."""

from pathlib import Path

import pytest
from killing import CONNECTIONS, run

from digest.model import DeliveryState
from tests import postgres


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("system", ["sqlite", "postgresql"])
def test_after_kills_everybody_has_it_once_or_is_known_as_uncertain(
    system: str, workers: int, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    database = postgres.fresh(request.getfixturevalue("postgresql")) if system == "postgresql" else ""
    for report in run(tmp_path, 400, 6, workers=workers, seed=workers, database=database):
        assert report.lost == 0, report
        assert report.twice == 0, report
        assert report.done_but_not_taken == 0, report
        assert report.kills >= 4
        assert report.states[DeliveryState.UNCERTAIN] <= report.kills * CONNECTIONS
        assert report.states.total() == 400
        assert set(report.states) <= {DeliveryState.DONE, DeliveryState.UNCERTAIN}
