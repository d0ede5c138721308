"""The ways out: one letter to one recipient, and what became of it. Floor 3.

    connect(relay) -> Session;  session.send(letter, begin) -> Answer

An SMTP relay or a Maildir, behind one protocol. It decides nothing: whom a letter goes to, whether it may, and what an
answer means for the next attempt is decided by `digest.dispatch`.
"""

from pathlib import Path

from digest.model import Relay, RelayKind
from digest.transport.letters import Letter, Session, Unreachable, framed
from digest.transport.maildir import MaildirSession
from digest.transport.pace import Pace, Reserve

__all__ = ["Letter", "Pace", "Reserve", "Session", "Unreachable", "connect", "framed"]


def connect(relay: Relay) -> Session:
    """An open session with the relay; Unreachable where there is none to be had."""
    if relay.kind is RelayKind.MAILDIR:
        return MaildirSession(Path(relay.folder))
    from digest.transport.smtp import SmtpSession  # with ssl, which no other command needs

    return SmtpSession(relay)
