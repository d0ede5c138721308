"""An SMTP relay that refuses, hangs up, is slow, or asks for more, and what each means for the letter."""

import ssl
from base64 import b64encode
from pathlib import Path

import pytest
from recording import Script, Server

from digest.model import Answer, Relay, Result, Security
from digest.transport import Letter, Session, Unreachable, connect

LETTER = Letter(sender="desk@un.example", recipient="lin@example.org", content=b"Subject: a\r\n\r\nb\r\n")


@pytest.fixture(params=[True, False], ids=["pipelining", "plain"])
def pipelining(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def relay(server: Server, **fields: object) -> Relay:
    made = {"name": "loopback", "host": "127.0.0.1", "port": server.port, "security": Security.NONE, "timeout_s": 5.0}
    return Relay(**(made | fields))  # type: ignore[arg-type]


def once(command: str, reply: bytes) -> Script:
    """This reply to the first such command; all others get a good one."""
    return lambda told, times: reply if told == command and times == 1 else None


def outcome(server: Server, letter: Letter = LETTER) -> tuple[Answer, Session, list[str]]:
    """What became of a first letter, its session, and the calls of begin."""
    begun: list[str] = []
    session = connect(relay(server))
    return session.send(letter, lambda: begun.append("begun")), session, begun


@pytest.mark.parametrize(
    ("command", "reply", "result", "begun"),
    [
        ("MAIL", b"550 5.7.1 not you\r\n", Result.UNREACHED, False),
        ("MAIL", b"451 4.3.0 later\r\n", Result.UNREACHED, False),
        ("MAIL", b"421 4.3.2 closing\r\n", Result.UNREACHED, False),
        ("RCPT", b"550 5.1.1 no such user\r\n", Result.REFUSED, False),
        ("RCPT", b"450 4.2.0 greylisted\r\n", Result.LATER, False),
        ("RCPT", b"421 4.7.0 too many\r\n", Result.UNREACHED, False),
        ("DATA", b"451 4.3.0 no room\r\n", Result.UNREACHED, False),
        ("END", b"554 5.7.1 spam\r\n", Result.REFUSED, True),
        ("END", b"452 4.3.1 no room\r\n", Result.LATER, True),
        ("END", b"421 4.3.2 closing\r\n", Result.LATER, True),
        ("END", b"hello\r\n", Result.UNCERTAIN, True),
        ("END", b"", Result.UNCERTAIN, True),
        ("MAIL", b"", Result.UNREACHED, False),
        ("RCPT", b"", Result.UNREACHED, False),
        ("DATA", b"", Result.UNREACHED, False),
    ],
)
def test_each_answer_means_one_thing(command: str, reply: bytes, result: Result, begun: bool, pipelining: bool) -> None:
    with Server(script=once(command, reply), pipelining=pipelining) as server:
        answer, session, calls = outcome(server)
        session.close()

    assert answer.result is result
    assert bool(calls) is begun
    if reply.strip() and reply[:1].isdigit():
        assert answer.words == reply.decode().strip()


@pytest.mark.parametrize(
    ("command", "reply"),
    [
        ("MAIL", b"451 4.3.0 later\r\n"),
        ("RCPT", b"550 5.1.1 no such user\r\n"),
        ("DATA", b"451 4.3.0 no room\r\n"),
        ("END", b"554 5.7.1 spam\r\n"),
    ],
)
def test_the_next_letter_goes_through_the_same_session_after_a_refusal(
    command: str, reply: bytes, pipelining: bool
) -> None:
    with Server(script=once(command, reply), pipelining=pipelining) as server:
        _, session, _ = outcome(server)
        assert session.open
        second = session.send(LETTER, lambda: None)
        session.close()

        assert second.result is Result.ACCEPTED
        assert [taken.recipient for taken in server.taken] == ["lin@example.org"]
        assert server.connections == 1


def test_a_server_that_waits_for_a_message_to_nobody_gets_an_empty_one_and_nothing_of_ours() -> None:
    # RFC 2920 3.1: behind a refused recipient DATA may still be answered by 354.
    def script(command: str, times: int) -> bytes | None:
        if times == 1 and command in ("RCPT", "DATA", "END"):
            return {"RCPT": b"550 no\r\n", "DATA": b"354 go\r\n", "END": b"554 no recipients\r\n"}[command]
        return None

    with Server(script=script) as server:
        answer, session, begun = outcome(server)
        assert session.send(LETTER, lambda: None).result is Result.ACCEPTED
        session.close()

        assert answer.result is Result.REFUSED
        assert begun == []
        assert len(server.taken) == 1


def test_a_session_ends_after_a_421_and_after_a_lost_connection() -> None:
    for reply in (b"421 closing\r\n", b""):
        with Server(script=once("END", reply)) as server:
            _, session, _ = outcome(server)
            assert not session.open


def test_an_answer_that_does_not_come_in_time_leaves_the_letter_uncertain() -> None:
    with Server(script=lambda command, times: b" " if command == "END" else None) as server:
        session = connect(relay(server, end_timeout_s=0.05))
        answer = session.send(LETTER, lambda: None)

    assert answer.result is Result.UNCERTAIN
    assert not session.open


def test_a_session_takes_only_as_many_letters_as_the_relay_allows() -> None:
    with Server() as server:
        session = connect(relay(server, per_connection=2))
        session.send(LETTER, lambda: None)
        assert session.open
        session.send(LETTER, lambda: None)

    assert not session.open


def test_an_address_beyond_ascii_needs_a_relay_that_takes_it() -> None:
    letter = Letter(sender="desk@un.example", recipient="林@example.org", content=LETTER.content)
    with Server(smtputf8=False) as plain, Server() as able:
        refused, session, _ = outcome(plain, letter)
        session.close()
        taken, session, _ = outcome(able, letter)
        session.close()

        assert refused.result is Result.REFUSED
        assert taken.result is Result.ACCEPTED
        assert able.taken[0].recipient == "林@example.org"


@pytest.mark.parametrize("content", [b"a\r\n\nb\r\n", b"a\rb\r\n", b"a\r\n.\nMAIL FROM:<x@y>\r\n"])
def test_a_message_with_lone_line_ends_never_leaves(content: bytes) -> None:
    # "SMTP smuggling": some servers take a lone line end for the end of a message.
    with Server() as server:
        session = connect(relay(server))
        with pytest.raises(ValueError, match="CRLF"):
            session.send(Letter(sender="a@b.example", recipient="c@d.example", content=content), lambda: None)
        session.close()

        assert server.taken == []


def test_an_address_that_would_end_the_command_never_leaves() -> None:
    with Server() as server:
        session = connect(relay(server))
        hostile = Letter(sender="a@b.example", recipient="c@d>\r\nRCPT TO:<e@f", content=LETTER.content)
        with pytest.raises(ValueError, match="no address"):
            session.send(hostile, lambda: None)
        session.close()

        assert server.commands == ["CONNECT", "EHLO", "QUIT"]


def test_nobody_is_there() -> None:
    with Server() as server:
        gone = relay(server)
    with pytest.raises(Unreachable):
        connect(gone)


def test_a_relay_that_greets_with_421_cannot_be_used() -> None:
    with (
        Server(script=once("CONNECT", b"421 too busy\r\n")) as server,
        pytest.raises(Unreachable, match="421 too busy"),
    ):
        connect(relay(server))


# --- TLS and accounts ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 with its key, in one file."""
    from datetime import UTC, datetime, timedelta
    from ipaddress import ip_address

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "relay.pem"
    file.write_bytes(
        made.public_bytes(Encoding.PEM) + key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    return file


@pytest.fixture
def tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def test_a_letter_goes_over_starttls_to_a_relay_whose_certificate_counts(
    tls: ssl.SSLContext, certificate: Path
) -> None:
    with Server(tls=tls) as server:
        session = connect(relay(server, security=Security.STARTTLS, ca=str(certificate)))
        answer = session.send(LETTER, lambda: None)
        session.close()

        assert answer.result is Result.ACCEPTED
        assert server.commands[:4] == ["CONNECT", "EHLO", "STARTTLS", "EHLO"]


def test_a_certificate_that_nobody_vouches_for_is_refused(tls: ssl.SSLContext) -> None:
    with Server(tls=tls) as server, pytest.raises(Unreachable, match="certificate"):
        connect(relay(server, security=Security.STARTTLS))


def test_a_relay_without_starttls_gets_nothing_in_the_clear() -> None:
    with Server() as server, pytest.raises(Unreachable, match="STARTTLS"):
        connect(relay(server, security=Security.STARTTLS, user="desk", password="secret"))
    assert "AUTH" not in server.commands


def test_an_account_is_used_and_a_wrong_password_is_said_in_the_relays_words() -> None:
    account = b64encode(b"\0desk\0secret").decode()
    with Server(account=account) as server:
        session = connect(relay(server, user="desk", password="secret"))
        assert session.send(LETTER, lambda: None).result is Result.ACCEPTED
        session.close()
        with pytest.raises(Unreachable, match=r"535 5\.7\.8 who are you") as refused:
            connect(relay(server, user="desk", password="wrong"))
    assert "wrong" not in str(refused.value)
