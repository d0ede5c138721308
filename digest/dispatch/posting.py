"""One letter at once, by the first relay that takes it: what pages and the scheduler write. Part of digest.dispatch."""

from collections.abc import Callable

from digest import transport
from digest.dispatch.working import may_be_written_to
from digest.errors import DispatchError
from digest.model import Result, said
from digest.pipeline import Desk
from digest.transport import Letter


class HeldBackError(DispatchError):
    """The newsroom writes only to some addresses, and this is none of them."""


def post(desk: Desk) -> Callable[[Letter], None]:
    """A function that hands a letter to the first relay that takes it; DispatchError where none does."""

    def send(letter: Letter) -> None:
        if not may_be_written_to(letter.recipient, desk.settings.dispatching.only_to):
            raise HeldBackError(said("A letter was held back: only_to does not name the address."))
        last = "no relay is configured"
        for relay in desk.settings.dispatching.relays:
            try:
                session = transport.connect(relay)
                try:
                    answer = session.send(letter, lambda: None)
                finally:
                    session.close()
            except (transport.Unreachable, OSError) as e:
                last = str(e)
                continue
            if answer.result is Result.ACCEPTED:
                return
            last = answer.words
        raise DispatchError(said("A letter could not be sent: {last}.", last=last), kept=said("Nothing was changed."))

    return send
