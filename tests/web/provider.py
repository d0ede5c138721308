"""An OpenID provider on this machine, which says what a test wants it to say."""

import base64
import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

CLIENT, SECRET = "newsroom", "a secret between two programs"


@dataclass(slots=True)
class OwnProvider:
    """What it says, and what it was asked."""

    issuer: str
    now: int
    claims: dict[str, Any] = field(default_factory=dict)  # that stand instead of the right ones; None leaves one out
    algorithm: str = "RS256"
    key: Any = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    signing: Any = None  # another key than the one it shows
    fault: str = ""  # an error that it answers instead
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def consent(self, address: str) -> str:
        """Where the browser goes back to, after somebody has said yes at the address it was sent to."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["client_id"] == CLIENT
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        code = f"code{len(self.codes)}"
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        """The answer to a code: once, to whoever knows the secret and the verifier."""
        asked = self.codes.pop(form.get("code", ""), None)
        expected = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET.replace(' ', '+')}".encode()).decode()
        plain = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        right = asked and asked["code_challenge"] == challenge.rstrip(b"=").decode()
        if self.fault or not right or authorization not in (expected, plain):
            return 400, {"error": self.fault or "invalid_grant"}
        assert asked
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "1",
            "nonce": asked["nonce"],
            "iat": self.now,
            "exp": self.now + 300,
        } | self.claims
        told = {name: value for name, value in claims.items() if value is not None}
        header = {"alg": self.algorithm, "kid": "one"}
        return 200, {
            "access_token": "x",
            "token_type": "Bearer",
            "id_token": jwt.encode(header, told, self.signing or self.key, algorithms=[self.algorithm]),
        }

    def describes(self) -> dict[str, str]:
        """What it says about itself."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
        }


@contextmanager
def provided(now: int) -> Iterator[OwnProvider]:
    """A provider that is served as long as the block lasts."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/keys":
                self._say(200, {"keys": [own.key.as_dict(private=False)]})
            elif self.path == "/.well-known/openid-configuration":
                self._say(200, own.describes())
            else:
                self._say(404, {})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            self._say(*own.token(form, self.headers.get("authorization", "")))

        def _say(self, status: int, told: dict[str, Any]) -> None:
            content = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    own = OwnProvider(issuer=f"http://127.0.0.1:{server.server_port}", now=now)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield own
    server.shutdown()
    server.server_close()
    thread.join(5)


def shown_to_everybody(own: OwnProvider) -> OctKey:
    """A key made of what the provider shows to everybody, for whoever takes a public key for a shared secret."""
    return OctKey.import_key(own.key.as_dict(private=False)["n"])
