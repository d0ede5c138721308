"""An e-mail address as somebody typed it: checked, and the one for all its spellings. Part of digest.subscribers.

What is an address is decided where mails are made (digest.text.mailboxes), so that nobody is taken in whom no mail can
reach. RFC 5321 lets a server tell Li@ from li@; none that people write to does, so both are one subscriber.
"""

import re

from digest.text.mailboxes import mailbox

_FULL_WIDTH = str.maketrans("＠．＋－＿", "@.+-_")  # an input method for Chinese that was left on
_WRAPPED = re.compile(r"(?:mailto:)?\s*([^\s<>]+)|[^<>]*<\s*([^\s<>]+)\s*>", re.IGNORECASE)
# The shape that nearly all have, on which mailbox() changes nothing but the case of the domain.
_ORDINARY = re.compile(
    r"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,}",
)
_SHORT = 64
_LONGEST = 1000  # with a name and spaces around it


def same_address(text: str) -> str:
    """What every spelling of the address has in common; ValueError for what is none."""
    return read(text)[1]


def read(text: str) -> tuple[str, str]:
    """The address as it is written to, and the one for all its spellings; ValueError says what is wrong with it."""
    if len(text) <= _SHORT and _ORDINARY.fullmatch(text):
        return text, text.lower()
    if len(text) > _LONGEST:
        raise ValueError(f"{text[:40]!r} … is longer than an address can be")
    wrapped = _WRAPPED.fullmatch(text.strip().translate(_FULL_WIDTH))
    if not wrapped:
        raise ValueError(f"{text.strip()!r:.80} is no e-mail address" if text.strip() else "there is no address")
    found = mailbox(wrapped[1] or wrapped[2])
    if "." not in found.domain:
        raise ValueError(f"{text.strip()!r:.80} has no full domain after the @")
    address = f"{found.local}@{found.domain}"  # without the quotation marks that only the wire needs for a..b@
    return address, address.casefold()
