"""The keys that links are signed with, from the environment. Part of digest.subscribers."""

import os
import re
from collections.abc import Mapping
from pathlib import Path

from digest.errors import UsageError
from digest.subscribers.tokens import SHORTEST_KEY, Keys

KEYS, KEYS_FILE = "DIGEST_LINK_KEYS", "DIGEST_LINK_KEYS_FILE"
_ONE = re.compile(rf"(?:([1-9][0-9]{{0,3}}):)?([!-~]{{{SHORTEST_KEY},200}})")
_NEXT = f"""Make one and set it wherever digest runs:
  export {KEYS}="1:$(python3 -c 'import secrets; print(secrets.token_hex(32))')"
Later keys go before it, with higher numbers: 2:… 1:…"""


def keys(environment: Mapping[str, str] = os.environ) -> Keys:
    """The keys that DIGEST_LINK_KEYS holds or the file DIGEST_LINK_KEYS_FILE names; UsageError, which shows none."""
    text, origin = environment.get(KEYS, ""), KEYS
    if not text.strip() and environment.get(KEYS_FILE, "").strip():
        path = Path(environment[KEYS_FILE].strip())
        origin = f"the file {path}"
        try:
            text = path.read_text(encoding="ascii", errors="replace")
        except OSError as e:
            raise UsageError(f"The keys of links cannot be read from {origin}: {e.strerror}.") from e
    if not text.strip():
        raise UsageError(f"Links to unsubscribe need a key, and {KEYS} holds none.", next=_NEXT)
    found: dict[int, bytes] = {}
    for word in re.split(r"[\s,]+", text.strip()):
        key = _ONE.fullmatch(word)
        if not key or int(key[1] or 1) in found:
            raise UsageError(f"What {origin} holds are no keys with a number each.", next=_NEXT)
        found[int(key[1] or 1)] = key[2].encode()
    return Keys(found)
