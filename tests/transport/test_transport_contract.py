"""What every way out promises: one letter, one answer, and `begin` before it can be had and never after."""

import mailbox
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from recording import Server

from digest.model import Answer, Relay, RelayKind, Result, Security
from digest.transport import Letter, Session, connect

LETTER = Letter(
    sender="desk@un.example",
    recipient="lin@example.org",
    content=b"Subject: =?utf-8?b?5bKa5bed?=\r\nMessage-ID: <1@un.example>\r\n\r\n.a line with a dot\r\nthe end\r\n",
)


class Outlet:
    """A way out and what has come through it."""

    def __init__(self, relay: Relay, arrived: Callable[[], list[bytes]]) -> None:
        self.relay = relay
        self.arrived = arrived


@pytest.fixture(params=["pipelining", "plain", "refused pipelining", "maildir"])
def outlet(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Outlet]:
    if request.param == "maildir":
        relay = Relay(name="folder", kind=RelayKind.MAILDIR, folder=str(tmp_path / "mail"))
        yield Outlet(relay, lambda: [found.as_bytes() for found in mailbox.Maildir(relay.folder)])
        return
    with Server(pipelining=request.param != "plain") as server:
        relay = Relay(
            name="loopback",
            host="127.0.0.1",
            port=server.port,
            security=Security.NONE,
            pipelining=request.param != "refused pipelining",
        )
        yield Outlet(relay, lambda: [taken.content.replace(b"\r\n", b"\n") for taken in server.taken])


def send(session: Session, letter: Letter = LETTER) -> Answer:
    return session.send(letter, lambda: None)


def test_a_letter_arrives_as_it_is(outlet: Outlet) -> None:
    session = connect(outlet.relay)
    answer = send(session)
    session.close()

    assert answer.result is Result.ACCEPTED
    (content,) = outlet.arrived()
    assert content.endswith(LETTER.content.replace(b"\r\n", b"\n"))


def test_several_letters_go_through_one_session(outlet: Outlet) -> None:
    session = connect(outlet.relay)
    for number in range(5):
        letter = Letter(sender="desk@un.example", recipient=f"{number}@example.org", content=LETTER.content)
        assert send(session, letter).result is Result.ACCEPTED
    session.close()

    assert len(outlet.arrived()) == 5


def test_begin_is_called_once_and_before_the_letter_can_be_had(outlet: Outlet) -> None:
    session = connect(outlet.relay)
    seen: list[int] = []
    session.send(LETTER, lambda: seen.append(len(outlet.arrived())))
    session.close()

    assert seen == [0]


def test_what_begin_raises_passes_through_and_the_letter_is_not_sent(outlet: Outlet) -> None:
    def full() -> None:
        raise OSError(28, "No space left on device")

    session = connect(outlet.relay)
    if outlet.relay.kind is RelayKind.SMTP:
        with pytest.raises(OSError, match="No space"):
            session.send(LETTER, full)
    else:
        assert session.send(LETTER, full).result is Result.UNREACHED
    session.close()

    assert outlet.arrived() == []
