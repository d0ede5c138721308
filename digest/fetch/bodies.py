"""The bytes of a response's body, unpacked, with every limit counted while reading. Floor 3; no I/O of its own."""

import zlib
from collections.abc import Iterable

from digest.fetch.answer import MEBIBYTE, Limits

_GZIP_MAGIC = b"\x1f\x8b"
_GZIP_MEMBERS = 256  # each costs a copy of the rest
_RAW_DEFLATE, _ZLIB, _GZIP = -zlib.MAX_WBITS, zlib.MAX_WBITS, 16 + zlib.MAX_WBITS
ACCEPTED = "gzip, deflate"


class BodyRefusedError(Exception):
    """The body breaks a limit or cannot be unpacked; the message is a clause without a subject."""


class BodyCutError(Exception):
    """The body ended before its end."""


def collected(pieces: Iterable[bytes], limits: Limits) -> bytes:
    """All pieces joined; BodyRefusedError as soon as they are more than the limit."""
    whole = bytearray()
    for piece in pieces:
        whole += piece
        if len(whole) > limits.document_bytes:
            raise BodyRefusedError(f"is larger than {size(limits.document_bytes)}")
    return bytes(whole)


def unpacked(body: bytes, coding: str, limits: Limits) -> bytes:
    """`body` without its Content-Encoding; BodyRefusedError for a coding we did not ask for, a bomb or nonsense."""
    match coding.strip().lower():
        case "" | "identity":
            return body
        case "gzip" | "x-gzip":
            return _inflated(body, _GZIP, limits)
        case "deflate":
            return _inflated(body, _ZLIB if _has_zlib_header(body) else _RAW_DEFLATE, limits)
    raise BodyRefusedError(f"is packed in a way that was not asked for ({coding.strip()[:40]!r})")


def size(count: int) -> str:
    """`count` bytes in words a person reads."""
    return f"{count // MEBIBYTE} MiB" if count >= MEBIBYTE else f"{count} bytes"


def _has_zlib_header(body: bytes) -> bool:
    # "deflate" means zlib (RFC 9110, 8.4.1.2); some servers send it bare all the same.
    return len(body) >= 2 and body[0] & 0x0F == 8 and int.from_bytes(body[:2]) % 31 == 0


def _inflated(body: bytes, window_bits: int, limits: Limits) -> bytes:
    whole, rest = bytearray(), body
    for _ in range(_GZIP_MEMBERS):
        stream = zlib.decompressobj(window_bits)
        try:
            whole += stream.decompress(rest, limits.document_bytes + 1 - len(whole))
        except zlib.error as e:
            raise BodyRefusedError("is damaged: it cannot be decompressed") from e
        _check(len(whole), len(body), limits)
        if not stream.eof:
            raise BodyCutError("the compressed answer broke off")
        rest = stream.unused_data
        if not rest.startswith(_GZIP_MAGIC):  # the end, or padding, which everybody ignores
            return bytes(whole)
    raise BodyRefusedError("is packed in too many parts")


def _check(unpacked_bytes: int, packed_bytes: int, limits: Limits) -> None:
    if unpacked_bytes > limits.document_bytes:
        raise BodyRefusedError(f"is larger than {size(limits.document_bytes)} when decompressed")
    if unpacked_bytes > MEBIBYTE and unpacked_bytes > limits.ratio * packed_bytes:
        raise BodyRefusedError(f"grows more than {limits.ratio}-fold when decompressed, as only an attack does")
