"""An armed issue goes to everybody on its list, once, whatever the relay does."""

from collections import Counter
from pathlib import Path

from posting import ISSUE, posting
from recording import Server

from digest import dispatch
from digest.model import DeliveryState, SendingState
from digest.pipeline import Desk


def states(desk: Desk) -> Counter[DeliveryState]:
    found: Counter[DeliveryState] = Counter()
    numbers = [each.id for each in desk.store.deliveries.sendings(ISSUE)]
    for tally in desk.store.deliveries.tallies(numbers).values():
        found.update(tally.counts)
    return found


def send(desk: Desk, **options: object) -> None:
    dispatch.work(desk, desk.store.deliveries.sendings(ISSUE), **options)  # type: ignore[arg-type]


def test_everybody_gets_it_once(tmp_path: Path) -> None:
    with Server() as server, posting(tmp_path, server.port, 200) as desk:
        send(desk)

        assert sorted(taken.recipient for taken in server.taken) == sorted(
            f"reader{n}@domain{n % 7}.example" for n in range(200)
        )
        assert states(desk) == {DeliveryState.DONE: 200}
        assert {each.state for each in desk.store.deliveries.sendings(ISSUE)} == {SendingState.FINISHED}
        assert not list((tmp_path / ".sending").iterdir())
