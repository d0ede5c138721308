"""E-mail addresses as they go into a header and to a mail server (RFC 5321, 6531). Part of digest.text."""

import re
import unicodedata
from dataclasses import dataclass

_LOCAL_OCTETS, _OCTETS = 64, 254  # RFC 5321 4.5.3.1; 254 because a path with its brackets may have 256
_ATOM = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.\u0080-\U0010ffff-]+")
_DOTS = re.compile(r"\.\.|\A\.|\.\Z")
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(rf"(?=.{{1,253}}\Z){_LABEL}(?:\.{_LABEL})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailbox:
    """An address that no header and no command can be broken with; `str` gives it as both want it."""

    local: str
    domain: str  # in ASCII, as it is asked for in the DNS

    @property
    def smtputf8(self) -> bool:
        """Whether it reaches only servers that offer SMTPUTF8 (RFC 6531)."""
        return not self.local.isascii()

    def __str__(self) -> str:
        # Two dots in a row, or one at an end, are no atom; some providers gave out such addresses all the same.
        local = f'"{self.local}"' if _DOTS.search(self.local) else self.local
        return f"{local}@{self.domain}"


def mailbox(text: str) -> Mailbox:
    """The address in `text`, its domain in ASCII; ValueError says what is wrong with it.

    Refused are white space, controls and unseen characters, several addresses, quotation marks and numeric hosts.
    """
    local, at, domain = unicodedata.normalize("NFC", text).rpartition("@")
    if not at or not local:
        raise ValueError(f"{text!r:.80} is no e-mail address: it has no name before an @")
    if not _ATOM.fullmatch(local) or any(unicodedata.category(each)[0] in "CZ" for each in local):
        raise ValueError(f"{text!r:.80} has a character before the @ that no address has")
    found = Mailbox(local=local, domain=_ascii(domain, text))
    if len(local.encode()) > _LOCAL_OCTETS or len(str(found).encode()) > _OCTETS:
        raise ValueError(f"{text!r:.80} is longer than an address can be")
    return found


def _ascii(domain: str, text: str) -> str:
    if not domain.isascii() and len(domain) <= _OCTETS:
        import idna  # its tables are large, and few addresses need them

        try:
            domain = idna.encode(domain, uts46=True, std3_rules=True).decode()
        except idna.IDNAError as e:
            raise ValueError(f"{text!r:.80} has no domain after the @: {e}") from e
    if not _DOMAIN.fullmatch(domain.lower()) or domain.rpartition(".")[2].isdigit():
        raise ValueError(f"{text!r:.80} has no domain after the @")
    return domain.lower()
