"""Passwords as hashes. Part of digest.people.

Each hash takes 64 MB and a third of a second on purpose; so at most two are made at once, whoever knocks.
"""

from functools import cache
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from digest.errors import UsageError
from digest.model import said

if TYPE_CHECKING:
    from pwdlib import PasswordHash

SHORTEST, LONGEST = 12, 200  # characters
_AT_ONCE = BoundedSemaphore(2)


def hashed(password: str) -> str:
    """The hash of a password fit to be kept; UsageError for one that is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise UsageError(
            said("A password has {least} to {n} characters.", least=SHORTEST, n=LONGEST),
            kept=said("Nothing was changed."),
            next=said("Several words in a row are easier to keep than a short riddle."),
        )
    with _AT_ONCE:
        return _hasher().hash(_bytes(password))


def fits(password: str, kept: str) -> bool:
    """Whether `kept` is the hash of the password. It takes as long where there is none, which tells nobody anything."""
    with _AT_ONCE:
        known = _hasher().verify(_bytes(password[: LONGEST + 1]), kept or _nobodys())
    return known and bool(kept)


def _bytes(password: str) -> bytes:
    return password.encode("utf-8", "surrogatepass")


@cache
def _hasher() -> "PasswordHash":
    from pwdlib import PasswordHash

    return PasswordHash.recommended()


@cache
def _nobodys() -> str:
    return _hasher().hash(b"the password of nobody")
