"""Both parts of a mail in their transfer encodings, cut where a recipient's addresses go. Floor 2: pure.

What is the same for everybody is encoded once. Filling in encodes only the addresses, and the result is what encoding
the whole filled-in text would say, octet for octet once decoded. No line is above 76 octets, begins with a dot or with
"From ", or ends in white space, and no two blanks stand together: no mail server has a reason to change anything, and
DKIM's relaxed body is the body as it stands.
"""

import re
from binascii import b2a_base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from digest.render import links

PLACE = re.compile("|".join(sorted(map(re.escape, links.TOKENS))))

_BASE64_OCTETS = 57  # of content, in a line of 76
_QUOTED_OCTETS = 73  # of a line; what begins it may grow by two, and a soft line break is one more
_SPECIAL = re.compile(rb"[^\x20-\x3c\x3e-\x7e\n]+")
_LOOSE_BLANKS = re.compile(rb" (?: +|(?=\n|\Z))")
_CHUNK = re.compile(rf"[^\n]{{1,{_QUOTED_OCTETS}}}(?<!=)(?<!=[0-9A-F])".encode())
_UNSAFE_START = re.compile(rb"\A(?:\.|From )")


@dataclass(frozen=True, slots=True)
class Base64:
    """A text part. `pieces` stand around `places`, each encoded three times, for a group of 3 octets can begin in each
    of its first three: (what completes the group before, the whole groups as lines, the rest)."""

    places: tuple[str, ...]
    pieces: tuple[tuple[tuple[bytes, bytes, bytes], ...], ...]

    def filled(self, values: Mapping[str, str]) -> list[bytes]:
        """The part in lines, `values` in their places."""
        made: list[bytes] = []
        pending = b""
        for value, piece in zip(("", *(values[place] for place in self.places)), self.pieces, strict=True):
            pending += value.encode()
            completing, groups, rest = piece[-len(pending) % 3]
            if groups:
                made += (*_base64_lines(pending + completing), groups)
                pending = rest
            else:
                pending += completing + rest
        return [*made, *_base64_lines(pending)]


@dataclass(frozen=True, slots=True)
class QuotedPrintable:
    """An HTML part: `pieces` stand around `places`, each of which has lines of its own."""

    places: tuple[str, ...]
    pieces: tuple[bytes, ...]

    def filled(self, values: Mapping[str, str]) -> list[bytes]:
        """The part in lines, `values` in their places, safe in text and in attributes."""
        encoded = {place: _on_own_lines(_escaped(values[place])) for place in set(self.places)}
        made = [self.pieces[0]]
        for place, piece in zip(self.places, self.pieces[1:], strict=True):
            made += (encoded[place], piece)
        return made


def base64(text: str) -> Base64:
    """`text` with its places, ready to be filled in; its lines end with CRLF."""
    constants, places = _cut(text.replace("\n", "\r\n"))
    return Base64(places=places, pieces=tuple(tuple(_begun(piece, n) for n in range(3)) for piece in constants))


def quoted_printable(html: str) -> QuotedPrintable:
    """`html` with its places, ready to be filled in; its lines end with CRLF."""
    *constants, last = map(_quoted, (cut := _cut(html))[0])
    return QuotedPrintable(places=cut[1], pieces=(*map(_broken, constants), last))


def _cut(text: str) -> tuple[tuple[bytes, ...], tuple[str, ...]]:
    places = tuple(PLACE.findall(text))
    return tuple(piece.encode() for piece in PLACE.split(text)), places


def _begun(piece: bytes, taken: int) -> tuple[bytes, bytes, bytes]:
    """`piece` after its first `taken` octets, which complete the group before."""
    whole = taken + (len(piece) - taken) // 3 * 3
    if whole <= taken:
        return piece[:taken], b"", piece[taken:]
    return piece[:taken], b"".join(_base64_lines(piece[taken:whole])), piece[whole:]


def _base64_lines(octets: bytes) -> Iterator[bytes]:
    for start in range(0, len(octets), _BASE64_OCTETS):
        yield b2a_base64(octets[start : start + _BASE64_OCTETS], newline=False) + b"\r\n"


def _quoted(octets: bytes) -> bytes:
    """Quoted-printable (RFC 2045 6.7), with soft line breaks only inside."""
    plain = _LOOSE_BLANKS.sub(_hexadecimal, _SPECIAL.sub(_hexadecimal, octets))
    return b"\r\n".join(b"=\r\n".join(map(_safe_start, _CHUNK.findall(line))) for line in plain.split(b"\n"))


def _hexadecimal(found: re.Match[bytes]) -> bytes:
    return b"=" + found[0].hex("=").upper().encode()


def _safe_start(line: bytes) -> bytes:
    return _UNSAFE_START.sub(lambda found: b"=%02X" % found[0][0] + found[0][1:], line)


def _broken(piece: bytes) -> bytes:
    """`piece` before something that begins a line: with a soft line break unless a line ends there anyway."""
    return piece if not piece or piece.endswith(b"\n") else piece + b"=\r\n"


def _on_own_lines(value: str) -> bytes:
    return _quoted(value.encode()) + b"=\r\n" if value else b""


def _escaped(value: str) -> str:
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
