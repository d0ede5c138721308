"""Letters to an SMTP relay (RFC 5321), several over one connection. Part of digest.transport.

smtplib opens the connection: EHLO, STARTTLS, AUTH. The messages themselves are sent here, because it has to be known
when a letter could have been accepted: everything but the final dot is sent, then `begin` is called, then the dot. What
fails before it was certainly not sent; what fails after it is uncertain (RFC 1047).

Where the relay offers PIPELINING (RFC 2920), sender, recipient and DATA are one packet and their answers one wait.
"""

import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache

from digest.model import Answer, Relay, Result, Security
from digest.transport.letters import Letter, Unreachable, framed

_CLOSING = 421  # the relay ends the connection, whatever it was asked
_GO_ON = 354

Reply = tuple[int, str]


class SmtpSession:
    """A connection to a relay."""

    def __init__(self, relay: Relay) -> None:
        """Connects, and signs in where the relay has an account; Unreachable where that fails."""
        self._relay = relay
        try:
            self._smtp = _connected(relay)
        except (OSError, smtplib.SMTPException, ValueError) as e:
            raise Unreachable(f"{relay.name}: {_why(e)}") from e
        self._pipelining = self._smtp.has_extn("pipelining") and relay.pipelining
        self._sent = 0
        self.open = True

    def send(self, letter: Letter, begin: Callable[[], None]) -> Answer:
        """See Session."""
        if not letter.recipient.isascii() and not self._smtp.has_extn("smtputf8"):
            return Answer(result=Result.REFUSED, words="the relay takes no such address (no SMTPUTF8)")
        content = letter.content if letter.framed else framed(letter.content)
        commands = tuple(self._commands(letter))
        with self._dropped() as lost:
            refused = self._envelope(commands)
            if refused:
                self._start_anew(refused)
                return refused
            self._write(content)
        if lost:
            return Answer(result=Result.UNREACHED, words=lost[0])
        return self._end(begin)

    def close(self) -> None:
        """See Session."""
        self.open = False
        with suppress(OSError, smtplib.SMTPException):
            self._smtp.quit()
        self._smtp.close()

    # --- one message -----------------------------------------------------------------------------------------------

    def _end(self, begin: Callable[[], None]) -> Answer:
        try:
            begin()
        except BaseException:
            self._hang_up()  # without the dot the relay has no message
            raise
        with self._dropped() as lost:
            self._write(b".\r\n")
            code, words = self._reply(self._relay.end_timeout_s)
        if lost:
            return Answer(result=Result.UNCERTAIN, words=lost[0])
        self._sent += 1
        if code == _CLOSING or self._sent >= self._relay.per_connection:
            self.close()
        if 200 <= code < 300:
            return Answer(result=Result.ACCEPTED, words=words)
        if 400 <= code < 600:
            return Answer(result=Result.LATER if code < 500 else Result.REFUSED, words=words)
        self._hang_up()
        return Answer(result=Result.UNCERTAIN, words=f"not an answer: {words}")

    def _envelope(self, commands: Sequence[str]) -> Answer | None:
        """Why the message cannot be sent, if it cannot; otherwise the relay waits for it."""
        if self._pipelining:
            self._write("".join(commands).encode())
            sender, recipient, data = (self._reply() for _ in commands)
            if data[0] == _GO_ON and not (_fine(sender) and _fine(recipient)):
                self._write(b".\r\n")  # an empty message to nobody: the way out that RFC 2920 names
                self._reply()
            return _envelope_answer(sender, recipient, data)
        replies: list[Reply] = []
        for command in commands:
            self._write(command.encode())
            replies.append(self._reply())
            if not _fine(replies[-1]):
                break
        return _envelope_answer(*replies)

    def _commands(self, letter: Letter) -> Iterator[str]:
        size = f" SIZE={len(letter.content)}" if self._smtp.has_extn("size") else ""
        utf8 = "" if letter.recipient.isascii() and letter.sender.isascii() else " SMTPUTF8"
        yield f"MAIL FROM:<{_safe(letter.sender)}>{size}{utf8}\r\n"
        yield f"RCPT TO:<{_safe(letter.recipient)}>\r\n"
        yield "DATA\r\n"

    def _start_anew(self, refused: Answer) -> None:
        if refused.words.startswith(str(_CLOSING)) or not self.open:
            self._hang_up()
            return
        self._write(b"RSET\r\n")
        if self._reply()[0] != 250:
            self._hang_up()

    # --- the wire --------------------------------------------------------------------------------------------------

    def _write(self, octets: bytes) -> None:
        assert self._smtp.sock is not None
        self._smtp.sock.sendall(octets)

    def _reply(self, timeout_s: float | None = None) -> Reply:
        if self._smtp.sock is None:
            raise smtplib.SMTPServerDisconnected("the connection is closed")
        self._smtp.sock.settimeout(timeout_s or self._relay.timeout_s)
        code, words = self._smtp.getreply()
        return code, f"{code} " + " ".join(words.decode(errors="backslashreplace").split())

    @contextmanager
    def _dropped(self) -> Iterator[list[str]]:
        """Why the connection broke, if it does; it is then closed."""
        lost: list[str] = []
        try:
            yield lost
        except (OSError, smtplib.SMTPException) as e:
            self._hang_up()
            lost.append(_why(e))

    def _hang_up(self) -> None:
        self.open = False
        self._smtp.close()


def _connected(relay: Relay) -> smtplib.SMTP:
    if relay.security is Security.TLS:
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(
            relay.host, relay.port, local_hostname=relay.hello, timeout=relay.timeout_s, context=_trust(relay.ca)
        )
    else:
        smtp = smtplib.SMTP(relay.host, relay.port, local_hostname=relay.hello, timeout=relay.timeout_s)
    try:
        smtp.ehlo_or_helo_if_needed()
        if relay.security is Security.STARTTLS:
            smtp.starttls(context=_trust(relay.ca))  # raises where it is not offered: never on in the clear
            smtp.ehlo_or_helo_if_needed()
        if relay.user:
            smtp.login(relay.user, relay.password)
        assert smtp.sock is not None
        smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except BaseException:
        smtp.close()
        raise
    return smtp


@lru_cache(maxsize=8)
def _trust(ca: str) -> ssl.SSLContext:
    """Whose certificates count: those of the system, or those in the file `ca`; the relay's name is checked."""
    context = ssl.create_default_context(cafile=ca or None)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _envelope_answer(*replies: Reply) -> Answer | None:
    """The first answer that is not fine, judged by which command it answers."""
    for position, (code, words) in enumerate(replies):
        if _fine((code, words)):
            continue
        about_recipient = position == 1 and code != _CLOSING and 400 <= code < 600
        if not about_recipient:
            return Answer(result=Result.UNREACHED, words=words)
        return Answer(result=Result.LATER if code < 500 else Result.REFUSED, words=words)
    return None


def _fine(reply: Reply) -> bool:
    return 200 <= reply[0] < 300 or reply[0] == _GO_ON


def _safe(address: str) -> str:
    """The address as it stands between < and >; ValueError for one that could end the command."""
    if any(character in "<>\r\n\0 " for character in address):
        raise ValueError(f"{address!r} is no address")
    return address


def _why(error: Exception) -> str:
    """The relay's own words where it had any."""
    if isinstance(error, smtplib.SMTPResponseException):
        words = error.smtp_error
        text = words.decode(errors="backslashreplace") if isinstance(words, bytes) else str(words)
        return f"{error.smtp_code} {' '.join(text.split())}"
    return " ".join(str(error).split()) or type(error).__name__
