"""The shape of the table [dispatch]: relays, keys, links, limits. Part of digest.config."""

import re
from datetime import timedelta
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from digest.config.shapes import Address, Days, Host, Slug, Table
from digest.model import RelayKind, Security


def _address_or_domain(value: str) -> str:
    if not re.fullmatch(r"[^\s@<>\"]*@[^\s@<>\"]+\.[^\s@<>\"]+", value):
        raise ValueError("an e-mail address, or a domain with an @ before it, such as @un.example")
    return value


def _link(value: str) -> str:
    if "{key}" not in value or not re.fullmatch(
        r"https://(?:[A-Za-z0-9._~:/?#@!$&()*+,;=%-]|\{(?:key|issue|variant)\})+", value
    ):
        raise ValueError("an address that starts with https:// and has {key} in it; {issue} and {variant} may be")
    return value


def is_loopback(host: str) -> bool:
    """Whether the host is this machine."""
    return host == "localhost" or host.startswith("127.") or host == "::1"


Link = Annotated[str, AfterValidator(_link)]


class RelayTable(Table):
    kind: RelayKind = RelayKind.SMTP
    host: Annotated[str, Field(max_length=253, pattern=r"^[A-Za-z0-9.:-]*$")] = ""
    port: Annotated[int, Field(ge=1, le=65_535)] = 587
    security: Security = Security.STARTTLS
    ca: str = ""
    hello: Host | None = None
    user: Annotated[str, Field(max_length=200)] = ""
    pipelining: bool = True
    connections: Annotated[int, Field(ge=1, le=100)] = 4
    per_connection: Annotated[int, Field(ge=1, le=1_000_000)] = 1_000
    per_second: Annotated[float, Field(ge=0, le=100_000)] = 0.0
    per_minute: Annotated[float, Field(ge=0, le=1_000_000)] = 0.0
    timeout_s: Annotated[float, Field(gt=0, le=600)] = 60.0
    folder: str = ""

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.kind is RelayKind.MAILDIR:
            if not self.folder:
                raise ValueError("a folder, where kind is maildir")
        elif not self.host:
            raise ValueError("a host")
        elif self.user and self.security is Security.NONE and not is_loopback(self.host):
            raise ValueError("security = 'starttls' or 'tls', because a password must not be sent in the clear")
        return self


class LinksTable(Table):
    unsubscribe: Link | None = None
    preferences: Link | None = None
    browser: Link | None = None


class SealTable(Table):
    selector: Annotated[str, Field(pattern=r"^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,60}[A-Za-z0-9])?$")]
    domain: Host | None = None


class DispatchTable(Table):
    sender: Address | None = None
    only_to: tuple[Annotated[str, AfterValidator(_address_or_domain)], ...] = ()
    give_up: Days = timedelta(days=1)
    make_up: Days = timedelta(days=3)
    links: LinksTable = LinksTable()
    domains: dict[Host, Annotated[float, Field(gt=0, le=10_000)]] = Field(default_factory=dict)
    relays: dict[Slug, RelayTable] = Field(default_factory=dict)
    dkim: dict[Slug, SealTable] = Field(default_factory=dict)
