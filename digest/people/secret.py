"""What opens a door: a random text that is shown once and kept as its hash. Part of digest.people."""

from hashlib import sha256
from secrets import token_urlsafe

BYTES = 32


def new(prefix: str = "") -> str:
    """A new secret; the prefix says what it opens, so that a leaked one is recognised."""
    return prefix + token_urlsafe(BYTES)


def kept(secret: str) -> str:
    """What is kept of it. A fast hash will do: nobody tries 2^256 secrets."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def name() -> str:
    """A short name for a key, which is no secret."""
    return token_urlsafe(6)
