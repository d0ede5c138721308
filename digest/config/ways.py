"""From the table [dispatch] to how a newsroom sends. Part of digest.config.

Passwords stand in the environment, never in a file of the newsroom: DIGEST_RELAY_<NAME>_PASSWORD, or the path of a file
that holds it in DIGEST_RELAY_<NAME>_PASSWORD_FILE. So does the path of a key that mails are signed with:
DIGEST_DKIM_<NAME>_KEY_FILE.
"""

import os
from pathlib import Path

from digest.config import environment
from digest.config.dispatch_shapes import DispatchTable, RelayTable, SealTable
from digest.config.shapes import NewsroomTable
from digest.model import Dispatching, Relay, Seal


def dispatching(root: Path, table: DispatchTable, room: NewsroomTable) -> Dispatching:
    """How the newsroom sends."""
    return Dispatching(
        relays=tuple(_relay(root, name, relay, room) for name, relay in table.relays.items()),
        sender=table.sender or room.sender,
        seals=tuple(_seal(name, seal, room) for name, seal in table.dkim.items()),
        domains={domain.casefold(): rate for domain, rate in table.domains.items()},
        only_to=table.only_to,
        links={name: link for name, link in table.links if link},
        give_up=table.give_up,
        make_up=table.make_up,
    )


def password_name(relay: str) -> str:
    """The environment variable that holds the password of the relay."""
    return f"DIGEST_RELAY_{relay.upper().replace('-', '_')}_PASSWORD"


def key_name(seal: str) -> str:
    """The environment variable that names the file of the key."""
    return f"DIGEST_DKIM_{seal.upper().replace('-', '_')}_KEY_FILE"


def _seal(name: str, table: SealTable, room: NewsroomTable) -> Seal:
    domain = table.domain or room.sender.rpartition("@")[2]
    try:
        key = Path(os.environ[key_name(name)]).read_bytes()
    except (KeyError, OSError):  # which sending complains of, and nothing else does
        key = b""
    return Seal(name=name, domain=domain, selector=table.selector, key=key)


def _relay(root: Path, name: str, table: RelayTable, room: NewsroomTable) -> Relay:
    fields = table.model_dump(exclude={"hello", "per_second", "per_minute", "folder", "ca"})
    rates = [rate for rate in (table.per_second, table.per_minute / 60) if rate]
    return Relay(
        name=name,
        hello=table.hello or room.sender.rpartition("@")[2],
        per_second=min(rates, default=0.0),  # evenly: so many per minute never come at once
        folder=str(root / table.folder) if table.folder else "",
        ca=str(root / table.ca) if table.ca else "",
        password=environment.secret(password_name(name)) if table.user else "",
        **fields,
    )
