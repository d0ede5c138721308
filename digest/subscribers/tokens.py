"""The links and addresses that stand for one person: what they allow, proved by a hash with a key.

Part of digest.subscribers. A token is bound to its purpose, to a newsletter and to a person; changing any of them
breaks the hash. It is plain small letters, digits, dots and hyphens, so that nothing on its way needs to be encoded and
a server that changes the case of an address does no harm. Links to unsubscribe never expire: people read old mail.

The keys have numbers: the newest signs, all of them are accepted, so that a key can be exchanged without breaking mails
that are already out.
"""

import hmac
import json
import re
from base64 import b32encode, urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from digest.model import Request, Variant

CONFIRM_WITHIN = timedelta(days=7)

_MAC_BYTES = 15  # 120 bits, 24 letters, none of which has spare bits
_TOKEN = re.compile(r"([0-9]{1,4})\.([a-z])\.([0-9a-f]{16})\.([a-z0-9-]{0,40})\.([0-9]{0,12})\.([a-z2-7]{24})")
_SEALED = re.compile(r"([0-9]{1,4})\.c\.([0-9]{1,11})\.([A-Za-z0-9_-]{1,3000})\.([a-z2-7]{24})")
_RETURN = re.compile(r"([ru])([0-9]{1,4})-([0-9a-f]{16})(?:-([a-z2-7]{4}))?-([a-z2-7]{24})")
SHORTEST_KEY = 32


class Purpose(StrEnum):
    """What a token allows."""

    UNSUBSCRIBE = "u"
    PREFERENCES = "p"
    CONFIRM = "c"  # what was typed into a form
    RETURN = "r"  # where a mail comes back to


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a token says. `newsletter` is "" where it is about all of them."""

    purpose: Purpose
    person: str  # the key of a subscriber
    newsletter: str = ""
    expires: datetime | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """The keys by number; shown nowhere."""

    by_number: Mapping[int, bytes]

    def __post_init__(self) -> None:
        if not self.by_number or min(map(len, self.by_number.values())) < SHORTEST_KEY:
            raise ValueError(f"a key of at least {SHORTEST_KEY} characters")

    @property
    def newest(self) -> int:
        return max(self.by_number)


def sign(claim: Claim, keys: Keys) -> str:
    """The token for a claim."""
    expires = str(int(claim.expires.timestamp())) if claim.expires else ""
    said = f"{keys.newest}.{claim.purpose}.{claim.person}.{claim.newsletter}.{expires}"
    return f"{said}.{_mac(said, keys.by_number[keys.newest])}"


def read(token: str, purpose: Purpose, keys: Keys, *, now: datetime) -> Claim | None:
    """What the token says if it is ours, for that purpose, and not over; else None, whatever is wrong with it."""
    parts = _TOKEN.fullmatch(token)
    if not parts or not _is_ours(token[: parts.start(6) - 1], parts[6], int(parts[1]), keys):
        return None
    expires = datetime.fromtimestamp(int(parts[5]), now.tzinfo) if parts[5] else None
    if parts[2] != purpose or (expires and expires <= now):
        return None
    return Claim(purpose=purpose, person=parts[3], newsletter=parts[4], expires=expires)


def seal(request: Request, keys: Keys) -> str:
    """The token that carries what somebody typed to their own mailbox and back; it ends after some days."""
    said = [request.address, request.name, request.variant.value, *request.newsletters]
    content = urlsafe_b64encode(json.dumps(said, ensure_ascii=False).encode()).decode().rstrip("=")
    asked = int(request.asked.timestamp())
    signed = f"{keys.newest}.{Purpose.CONFIRM}.{asked}.{content}"
    return f"{signed}.{_mac(signed, keys.by_number[keys.newest])}"


def unseal(token: str, keys: Keys, *, now: datetime) -> Request | None:
    """What was typed, if the token is ours and not over; else None."""
    parts = _SEALED.fullmatch(token)
    if not parts or not _is_ours(token[: parts.start(4) - 1], parts[4], int(parts[1]), keys):
        return None
    asked = datetime.fromtimestamp(int(parts[2]), UTC)
    if not asked <= now < asked + CONFIRM_WITHIN:
        return None
    padded = parts[3] + "=" * (-len(parts[3]) % 4)
    address, name, variant, *newsletters = json.loads(urlsafe_b64decode(padded))
    return Request(address=address, name=name, variant=Variant(variant), newsletters=tuple(newsletters), asked=asked)


def return_path(mailbox: str, person: str, keys: Keys) -> str:
    """The envelope sender of mails to that person (VERP): bounces@… becomes bounces+r1-5f0c…-…@…."""
    return _tagged(mailbox, f"{Purpose.RETURN}{keys.newest}-{person}", keys)


def leaving_path(mailbox: str, person: str, newsletter: str, keys: Keys) -> str:
    """The address to which a mail program writes when its reader wants to leave that newsletter."""
    return _tagged(mailbox, f"{Purpose.UNSUBSCRIBE}{keys.newest}-{person}-{mark(newsletter)}", keys)


def returned(address: str, keys: Keys) -> Claim | None:
    """Whose mail came to that address, and for what; None for one that we did not make.

    The newsletter of the claim is only its `mark`: an address has no room for names.
    """
    tag = address.rpartition("@")[0].rpartition("+")[2].lower()
    parts = _RETURN.fullmatch(tag)
    if not parts or not _is_ours(tag[: parts.start(5) - 1], parts[5], int(parts[2]), keys):
        return None
    return Claim(purpose=Purpose(parts[1]), person=parts[3], newsletter=parts[4] or "")


def mark(newsletter: str) -> str:
    """Four letters that tell the newsletters of a newsroom apart."""
    return b32encode(sha256(newsletter.encode()).digest()[:5]).decode().lower()[:4]


def _tagged(mailbox: str, said: str, keys: Keys) -> str:
    local, _, domain = mailbox.rpartition("@")
    return f"{local}+{said}-{_mac(said, keys.by_number[keys.newest])}@{domain}"


def _is_ours(said: str, mac: str, number: int, keys: Keys) -> bool:
    # An unknown key costs the same as a wrong hash.
    key = keys.by_number.get(number, b"")
    return hmac.compare_digest(_mac(said, key), mac) and bool(key)


def _mac(said: str, key: bytes) -> str:
    made = hmac.new(key, f"digest token 1\0{said}".encode(), sha256).digest()
    return b32encode(made[:_MAC_BYTES]).decode().lower()
