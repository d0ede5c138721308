"""How to write an address so that every platform takes all of it for one link. Floor 1, pure.

Does not follow, shorten or judge any address.
"""

from urllib.parse import quote, urlsplit, urlunsplit

import regex

_MAY_END = frozenset("=_#/-")  # besides letters and digits; X leaves the rest to the text, + of a query, & of a path


def web_address(url: str) -> str:
    """`url` in ASCII letters that every platform takes for one whole link; "" if it is no http(s) address.

    Han characters end a link on X, and a full stop or bracket at the end is left out of it: both are
    percent-encoded, which names the same page (RFC 3986 section 6.2.2.2).
    """
    try:
        parts = urlsplit(url.strip())
        name, port = parts.hostname or "", parts.port
        host = name if name.isascii() else name.encode("idna").decode("ascii")
    except ValueError:  # UnicodeError is one: a host that no name server could hold
        return ""
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host) or parts.username is not None:
        return ""
    place = host if port is None else f"{host}:{port}"
    path, query, fragment = (_quoted(part) for part in (parts.path, parts.query, parts.fragment))
    return _closed(urlunsplit((parts.scheme, place, path, query, fragment)))


def _quoted(part: str) -> str:
    """`part` of an address in letters that a link may hold, the last one such that it may end there."""
    quoted = quote(_LONE_PERCENT.sub("%25", part), safe="/%:@!$&*+,;=~-._", errors="replace")
    return _closed(quoted) if quoted else ""


_LONE_PERCENT = regex.compile(r"%(?![0-9A-Fa-f]{2})")
_HOST = regex.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]*+(?:\.(?=[A-Za-z0-9]))?)++")


def _closed(url: str) -> str:
    """`url` with its last character percent-encoded if a platform would not take it for part of the link."""
    last = url[-1]
    return url if last.isalnum() or last in _MAY_END else f"{url[:-1]}%{ord(last):02X}"
