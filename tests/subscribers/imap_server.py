"""A mailbox on a real TLS server on loopback that speaks as much IMAP (RFC 3501) as is asked of it."""

import datetime as dt
import re
import socket
import ssl
import threading
from ipaddress import ip_address
from pathlib import Path
from types import TracebackType

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

PASSWORD = 'pass "word'


class Mailbox:
    """The server, its letters by number, and which of them were seen."""

    def __init__(self, folder: Path, letters: dict[int, bytes]) -> None:
        self.letters, self.seen = letters, set[int]()
        self.certificate = folder / "server.pem"
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        _write_certificate(self.certificate)
        self._context.load_cert_chain(self.certificate)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> "Mailbox":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._listening.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
                with self._context.wrap_socket(connection, server_side=True) as secure, secure.makefile("rwb") as lines:
                    self._talk(lines)
            except ssl.SSLError:
                continue
            except OSError:
                return

    def _talk(self, lines: socket.SocketIO) -> None:  # type: ignore[name-defined]
        def say(words: bytes) -> None:
            lines.write(words + b"\r\n")
            lines.flush()

        say(b"* OK ready")
        while line := lines.readline():
            tag, _, command = line.decode().rstrip("\r\n").partition(" ")
            say(tag.encode() + self._answer(command, say))
            if command == "LOGOUT":
                return

    def _answer(self, command: str, say: object) -> bytes:
        assert callable(say)
        if command.startswith("LOGIN"):
            return b" OK in" if command == r'LOGIN bounces "pass \"word"' else b" NO wrong"
        if command.startswith("UID SEARCH UNSEEN"):
            say(b"* SEARCH " + " ".join(str(n) for n in self.letters if n not in self.seen).encode())
        elif fetch := re.fullmatch(r"UID FETCH (\d+) \(BODY\.PEEK\[\]<0\.(\d+)>\)", command):
            content = self.letters[int(fetch[1])][: int(fetch[2])]
            say(b"* 1 FETCH (UID %s BODY[]<0> {%d}\r\n%s)" % (fetch[1].encode(), len(content), content))
        elif store := re.fullmatch(r"UID STORE (\d+) \+FLAGS\.SILENT \(\\Seen\)", command):
            self.seen.add(int(store[1]))
        elif command == 'SELECT "nowhere"':
            return b" NO there is none"
        elif command == "CAPABILITY":
            say(b"* CAPABILITY IMAP4rev1")
        elif command == "LOGOUT":
            say(b"* BYE")
        return b" OK done"


def _write_certificate(file: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + made.public_bytes(serialization.Encoding.PEM)
    )
