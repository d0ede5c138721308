"""Which way mail leaves, and how fast. Part of digest.model."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum


class RelayKind(StrEnum):
    SMTP = "smtp"
    MAILDIR = "maildir"  # a folder, for rehearsal


class Security(StrEnum):
    """How a connection to a relay is protected."""

    STARTTLS = "starttls"  # begun in the clear, and refused where the relay offers no TLS
    TLS = "tls"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay:
    """A mail server that takes our mail, and what it allows."""

    name: str
    kind: RelayKind = RelayKind.SMTP
    host: str = ""
    port: int = 587
    security: Security = Security.STARTTLS
    ca: str = ""  # a file of certificates that count, where those of the system do not
    hello: str = "localhost"  # the name by which we greet
    user: str = ""
    password: str = field(default="", repr=False)  # from the environment
    pipelining: bool = True  # where it is offered
    connections: int = 4
    per_connection: int = 1_000  # messages
    per_second: float = 0.0  # 0: no limit
    timeout_s: float = 60.0  # for an answer to a command
    end_timeout_s: float = 600.0  # for the answer to a message (RFC 5321 4.5.3.2.6)
    folder: str = ""  # of a Maildir


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """A key that mails are signed with (DKIM), and where its public half is found in the DNS."""

    name: str
    domain: str
    selector: str
    key: bytes = field(default=b"", repr=False)  # PEM; b"" where it could not be read


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatching:
    """How a newsroom sends."""

    relays: tuple[Relay, ...] = ()
    sender: str = ""  # the envelope's: where mail comes back to
    domains: Mapping[str, float] = field(default_factory=dict)  # at most so many per second to each of these domains
    seals: tuple[Seal, ...] = ()
    only_to: tuple[str, ...] = ()  # addresses and @domains; mail to others is held back. Empty: to everybody
    links: Mapping[str, str] = field(default_factory=dict)  # by place in a mail, an address with {key} in it
    give_up: timedelta = timedelta(days=1)  # how long a message that is put off is tried again
    make_up: timedelta = timedelta(days=3)  # how late an issue that was missed is still sent by itself
