"""DKIM signatures (RFC 6376, 8301, 8463) over finished mails: RSA and Ed25519, relaxed/relaxed. Floor 2: pure.

Where keys lie is none of this module's business: their octets are passed in. Fields are signed once more often than
they occur, so that nobody can add a second From, Subject or List-Unsubscribe on the way.
"""

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

_SEALED = (b"from", b"to", b"cc", b"reply-to", b"subject", b"date", b"message-id", b"mime-version", b"content-type",
           b"list-id", b"list-unsubscribe", b"list-unsubscribe-post")  # fmt: skip
_SIGNED_IF_THERE = (b"content-language", b"feedback-id", b"auto-submitted")
_RSA_BITS = 2048  # RFC 8301 section 3.2
_FIELD = re.compile(rb"\r\n(?![ \t])")
_BLANKS = re.compile(rb"[ \t]+")
_LOOSE = re.compile(rb"[ \t]+(?=\r\n|\Z)")
_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """A key and where its public half is found: the TXT record of <selector>._domainkey.<domain>."""

    domain: str
    selector: str
    key: "RSAPrivateKey | Ed25519PrivateKey"

    @property
    def algorithm(self) -> str:
        """As DKIM names it."""
        return f"{'rsa' if hasattr(self.key, 'key_size') else 'ed25519'}-sha256"

    def record(self) -> str:
        """The content of the TXT record to be published."""
        from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

        public = self.key.public_key()
        if self.algorithm.startswith("rsa"):
            octets = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        else:
            octets = public.public_bytes(Encoding.Raw, PublicFormat.Raw)
        return f"v=DKIM1; k={self.algorithm.partition('-')[0]}; p={b64encode(octets).decode()}"

    def sign(self, content: bytes) -> bytes:
        """The signature of `content`; the same for the same content."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
        from cryptography.hazmat.primitives.hashes import SHA256

        if isinstance(self.key, Ed25519PrivateKey):
            return self.key.sign(sha256(content).digest())  # RFC 8463 section 3: the hash is what is signed
        return self.key.sign(content, PKCS1v15(), SHA256())


def signer(domain: str, selector: str, pem: bytes, password: bytes | None = None) -> Signer:
    """A signer with the private key in `pem`; ValueError unless that is Ed25519, or RSA with 2048 bits or more."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    if not _NAME.fullmatch(domain) or not _NAME.fullmatch(selector):
        raise ValueError(f"{selector!r} and {domain!r} do not name a record of the DNS")
    try:
        key = load_pem_private_key(pem, password)
    except (TypeError, UnsupportedAlgorithm) as e:
        raise ValueError(f"the key cannot be read: {e}") from e
    if isinstance(key, RSAPrivateKey) and key.key_size < _RSA_BITS:
        raise ValueError(f"the RSA key has {key.key_size} bits; mail servers want {_RSA_BITS} or more")
    if not isinstance(key, RSAPrivateKey | Ed25519PrivateKey):
        raise ValueError("the key is neither an RSA nor an Ed25519 key")
    return Signer(domain=domain, selector=selector, key=key)


def signed(mail: bytes, signers: Sequence[Signer], at: datetime) -> bytes:
    """The mail, each signature a header before its own; the body is read once for all of them."""
    head, _, body = mail.partition(b"\r\n\r\n")
    fields = [_relaxed(field) for field in _FIELD.split(head)]
    names = tuple(_names([name for name, _ in fields]))
    content = b"".join(_picked(fields, names))
    body_hash = b64encode(sha256(_relaxed_body(body)).digest()).decode()
    return b"".join((*(_header(each, names, content, body_hash, at) for each in signers), mail))


def _header(signer: Signer, names: Sequence[bytes], content: bytes, body_hash: str, at: datetime) -> bytes:
    listed = _folded(":".join(name.decode() for name in names), ":")
    unsigned = (
        f"DKIM-Signature: v=1; a={signer.algorithm}; c=relaxed/relaxed; d={signer.domain};\r\n"
        f" s={signer.selector}; t={int(at.timestamp())};\r\n h={listed};\r\n bh={body_hash};\r\n b="
    )
    name, value = _relaxed(unsigned.encode())
    signature = b64encode(signer.sign(content + name + b":" + value)).decode()
    return f"{unsigned}{_folded(signature)}\r\n".encode()


def _names(there: list[bytes]) -> Iterator[bytes]:
    for name in _SEALED:
        yield from [name] * (there.count(name) + 1)
    for name in _SIGNED_IF_THERE:
        yield from [name] * there.count(name)


def _picked(fields: list[tuple[bytes, bytes]], names: Sequence[bytes]) -> Iterator[bytes]:
    """The fields as they are signed: of several with one name the last comes first (RFC 6376 5.4.2)."""
    left = list(fields)
    for name in names:
        for place in range(len(left) - 1, -1, -1):
            if left[place][0] == name:
                yield b"%b:%b\r\n" % left.pop(place)
                break


def _relaxed(field: bytes) -> tuple[bytes, bytes]:
    """Name and value of a header field (RFC 6376 3.4.2)."""
    name, _, value = field.partition(b":")
    return name.strip(b" \t").lower(), _BLANKS.sub(b" ", value.replace(b"\r\n", b"")).strip(b" ")


def _relaxed_body(body: bytes) -> bytes:
    """The body (RFC 6376 3.4.4); ours is written so that nothing of it has to change."""
    if b"  " in body or b"\t" in body or b" \r\n" in body:
        body = _BLANKS.sub(b" ", _LOOSE.sub(b"", body))
    body = body.rstrip(b"\r\n")
    return body + b"\r\n" if body else b""


def _folded(text: str, at: str = "") -> str:
    """`text` on lines of some 70 octets, cut behind `at`, or anywhere."""
    lines = re.findall(rf".{{1,70}}(?:(?<={at})|\Z)" if at else r".{1,70}", text)
    return "\r\n ".join(lines)
