"""Who somebody is, by the word of an OpenID provider. Floor 3: it speaks to that provider and to nobody else.

OpenID Connect Core 1.0, section 3.1: the authorization code flow, with PKCE (RFC 7636) and a state and nonce for each
sign-in. Authlib speaks OAuth, joserfc reads the token. What the provider says about rights is not asked: it only names
somebody, and the accounts are ours.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from digest.errors import IdentityError
from digest.model import IdentityProvider

if TYPE_CHECKING:
    from authlib.integrations.httpx_client import OAuth2Client

TIMEOUT_S = 10.0
SKEW_S = 60  # how far the provider's clock may differ
KNOWN_FOR = timedelta(hours=1)
SIGNATURES = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
SCOPE = "openid email profile"


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """A browser's way to the provider and back."""

    address: str  # where the browser goes
    back: str  # where it comes back to
    state: str
    nonce: str
    verifier: str


class Provider:
    """The provider, with what it says about itself; it is asked for that once an hour."""

    def __init__(self, ways: IdentityProvider) -> None:
        self._ways = ways
        self._known: tuple[datetime, Mapping[str, Any]] | None = None

    @property
    def label(self) -> str:
        """How people call it."""
        return self._ways.label

    def begin(self, back: str, *, now: datetime) -> Errand:
        """The way to the provider, from which the browser comes back to `back`; IdentityError where it is not there."""
        state, nonce, verifier = token_urlsafe(32), token_urlsafe(32), token_urlsafe(48)
        with self._asking(back) as client:
            place = self._place(client, "authorization_endpoint", now)
            address, _ = client.create_authorization_url(place, state=state, nonce=nonce, code_verifier=verifier)
        return Errand(address=address, back=back, state=state, nonce=nonce, verifier=verifier)

    def finish(self, errand: Errand, answer: str, *, now: datetime) -> str:
        """The name of the account that the provider vouches for; `answer` is the address the browser came back with.

        IdentityError where it does not vouch, or what it says is not for us, not for this errand, or not signed by it.
        """
        said = {name: values[0] for name, values in parse_qs(urlsplit(answer).query).items()}
        if said.get("iss", self._ways.issuer) != self._ways.issuer:  # RFC 9207
            raise _unbelievable("it came from another issuer")
        with self._asking(errand.back) as client:
            token = client.fetch_token(
                self._place(client, "token_endpoint", now),
                authorization_response=answer,
                state=errand.state,
                code_verifier=errand.verifier,
            )
            keys = _told(client, self._place(client, "jwks_uri", now))
            claims = self._claims(token.get("id_token"), keys, errand.nonce, now)
        return self._named(claims)

    def _claims(self, token: object, keys: Any, nonce: str, now: datetime) -> Mapping[str, Any]:
        """The claims of an ID token that this provider signed for us and this errand a moment ago: section 3.1.3.7."""
        from joserfc import jwt
        from joserfc.jwk import KeySet

        if not isinstance(token, str):
            raise _unbelievable("it sent no ID token")
        claims = jwt.decode(token, KeySet.import_key_set(keys), algorithms=SIGNATURES).claims
        rules = jwt.JWTClaimsRegistry(
            now=int(now.timestamp()),
            leeway=SKEW_S,
            iss={"essential": True, "value": self._ways.issuer},
            aud={"essential": True, "value": self._ways.client_id},
            nonce={"essential": True, "value": nonce},
            exp={"essential": True},
            iat={"essential": True},
        )
        rules.validate(claims)
        if claims.get("azp", self._ways.client_id) != self._ways.client_id:
            raise _unbelievable("it was made for another program")
        return claims

    def _named(self, claims: Mapping[str, Any]) -> str:
        name = claims.get(self._ways.claim)
        if not isinstance(name, str) or not name:
            raise _unbelievable(f"it does not say the {self._ways.claim}")
        if self._ways.claim == "email" and claims.get("email_verified") is not True:
            raise _unbelievable("it has not verified the address")
        return name

    def _place(self, client: "OAuth2Client", name: str, now: datetime) -> str:
        """Where the provider is asked for `name`: OpenID Connect Discovery 1.0."""
        if self._known is None or now - self._known[0] > KNOWN_FOR:
            address = f"{self._ways.issuer.rstrip('/')}/.well-known/openid-configuration"
            told = _told(client, address)
            if not isinstance(told, dict) or told.get("issuer") != self._ways.issuer:
                raise _unbelievable("it calls itself by another name")
            self._known = now, told
        place = self._known[1].get(name)
        if not isinstance(place, str) or urlsplit(place).scheme not in ("https", urlsplit(self._ways.issuer).scheme):
            raise _unbelievable(f"it names no {name}")
        return place

    @contextmanager
    def _asking(self, back: str) -> "Iterator[OAuth2Client]":
        """A client of the provider; whatever goes wrong with it is an IdentityError."""
        import httpx2
        from authlib.common.errors import AuthlibBaseError
        from authlib.integrations.httpx_client import OAuth2Client
        from joserfc.errors import JoseError

        client = OAuth2Client(
            self._ways.client_id,
            self._ways.secret or None,
            token_endpoint_auth_method="client_secret_basic" if self._ways.secret else "none",
            scope=SCOPE,
            redirect_uri=back,
            code_challenge_method="S256",
            timeout=TIMEOUT_S,
            trust_env=False,
        )
        with client:
            try:
                yield client
            except httpx2.HTTPError as e:
                raise IdentityError(f"{self.label} cannot be reached.", next="Try again in a while.") from e
            except (AuthlibBaseError, JoseError, ValueError) as e:
                raise _unbelievable(str(e)) from e


def _told(client: "OAuth2Client", address: str) -> Any:
    """What the provider says to everybody there."""
    return client.request("GET", address, withhold_token=True).raise_for_status().json()


def _unbelievable(why: str) -> IdentityError:
    return IdentityError(f"The answer cannot be believed: {why}.", kept="Nobody was signed in.", next="Sign in again.")
