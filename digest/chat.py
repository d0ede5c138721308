"""Answers from a chat endpoint that speaks the OpenAI protocol. Floor 3: the network, and the key from outside.

The address comes from the configuration, so private networks are allowed: most models run there. Everything else that
`fetch` refuses is refused here too: redirects, endless and slow answers, a server that cannot prove who it is. The key
goes into one header and nowhere else, never into a message, and never over plain http to another machine by name.
Proxies in the environment are ignored.
"""

import json
import os
import re
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from ipaddress import ip_address
from pathlib import Path

import httpcore
import httpx

from digest import __version__
from digest.errors import UsageError
from digest.fetch import Limits, addresses, bodies
from digest.fetch.connect import Deadline, GuardedBackend, NameUnknownError
from digest.summarizers.llm import Chat, ChatAnswer, ChatError, ChatRequest

KEY, KEY_FILE = "DIGEST_LLM_KEY", "DIGEST_LLM_KEY_FILE"
_LONGEST_KEY = 4096
_ANYWHERE = ("0.0.0.0/0", "::/0")
_BUSY = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_BACKOFF_S = (1.0, 4.0)
_CHARACTERS_PER_TOKEN = 2  # a cautious guess for servers that do not count
_HOST = re.compile(r"[\w.:-]+")
_LASTING = {
    401: ("does not accept the key", f"Set {KEY} or {KEY_FILE} to a key that is valid there."),
    402: ("wants to be paid first", "Look at the account of this endpoint."),
    403: ("does not accept the key", f"Set {KEY} or {KEY_FILE} to a key that may use this model."),
    404: ("has no such address or model", "Check the address, which usually ends in /v1, and the model's name."),
    405: ("has no chat at this address", "Check the address, which usually ends in /v1."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where a model answers, and how long it may take. `key` is empty where none is needed."""

    address: str  # without /chat/completions: "https://llm.example.org/v1"
    key: str = field(default="", repr=False)
    connect_s: float = 5.0
    read_s: float = 60.0  # between two pieces; a model thinks before the first
    total_s: float = 120.0  # tries and waiting included
    tries: int = 3
    wait_s: float = 20.0  # the longest pause the server may ask for
    answer_bytes: int = 1024 * 1024


class _PassingError(Exception):
    """A failure that may pass; the message is a clause. `wait_s` is the pause the server asked for."""

    def __init__(self, what: str, *, wait_s: float | None = None) -> None:
        super().__init__(what)
        self.wait_s = wait_s


def key(environment: Mapping[str, str] = os.environ) -> str:
    """The key that DIGEST_LLM_KEY holds or the file DIGEST_LLM_KEY_FILE names; empty when neither is set.

    UsageError, which never shows the key, when the file cannot be read or what it holds is no key.
    """
    text, origin = environment.get(KEY, "").strip(), KEY
    if not text and environment.get(KEY_FILE, "").strip():
        path = Path(environment[KEY_FILE].strip())
        origin = f"the file {path}"
        try:
            with path.open("rb") as file:
                text = file.read(_LONGEST_KEY + 1).decode("ascii", "replace").strip()
        except OSError as e:
            raise UsageError(f"The key of the model cannot be read from {origin}: {e.strerror}.") from e
        if not text:
            raise UsageError(f"There is no key in {origin}.")
    if len(text) > _LONGEST_KEY or not all("!" <= letter <= "~" for letter in text):
        raise UsageError(f"What {origin} holds is not a key: it has to be one word of ordinary letters and digits.")
    return text


def refusal(address: str, *, with_key: bool) -> str:
    """Why `address` may not be an endpoint, as a clause; empty when it may. For the check of the configuration."""
    try:
        url = httpx.URL(address.strip())
    except (httpx.InvalidURL, ValueError):
        return "cannot be read as an address"
    if url.scheme not in {"http", "https"} or not url.host:
        return "has to begin with https:// or http://"
    if not _HOST.fullmatch(url.host):
        return "cannot be read as an address"
    if url.userinfo:
        return f"holds a user name or password; give the key in {KEY}"
    if url.fragment:
        return "holds a #"
    if with_key and url.scheme == "http" and not _is_private(url.host):
        return "would send the key over an open line; it has to begin with https://"
    return ""


def faults(address: str, environment: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """What keeps the model at `address` from being asked, in sentences; nobody is asked to find out."""
    try:
        reason = refusal(address, with_key=bool(key(environment)))
    except UsageError as e:
        return (e.what,)
    return (f"The address of the model {reason}.",) if reason else ()


def connect(endpoint: Endpoint, *, sleep: Callable[[float], None] = time.sleep) -> Chat:
    """A function that asks the endpoint. ValueError for an address that `refusal` refuses."""
    reason = refusal(endpoint.address, with_key=bool(endpoint.key))
    if reason:
        raise ValueError(f"the address of the model {reason}")
    base = httpx.URL(endpoint.address.strip())
    url = base.copy_with(path=base.path.rstrip("/") + "/chat/completions")

    def ask(request: ChatRequest) -> ChatAnswer:
        return _patiently(endpoint, url, request, sleep)

    return ask


def _is_private(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return bool(addresses.refusal(str(ip_address(host))))
    except ValueError:
        return False


def _patiently(endpoint: Endpoint, url: httpx.URL, request: ChatRequest, sleep: Callable[[float], None]) -> ChatAnswer:
    deadline = Deadline(endpoint.total_s)
    for place in range(endpoint.tries):
        try:
            return _ask(endpoint, url, request, deadline)
        except _PassingError as failure:
            wait_s = _BACKOFF_S[min(place, 1)] if failure.wait_s is None else failure.wait_s
            last = place + 1 == endpoint.tries
            if last or wait_s > endpoint.wait_s or wait_s >= deadline.left():
                times = f" ({place + 1} tries)" if place else ""
                raise ChatError(f"{failure}{times}.", lasting=False, next="The next build asks again.") from failure
        sleep(wait_s)
    raise AssertionError("endpoint.tries is at least 1")


def _ask(endpoint: Endpoint, url: httpx.URL, request: ChatRequest, deadline: Deadline) -> ChatAnswer:
    """One try, its failures sorted into those that may pass and those that will not."""
    host = url.host
    try:
        status, headers, raw = _exchange(endpoint, url, request, deadline)
    except NameUnknownError as e:
        raise ChatError(f"There is no server named {host}.", lasting=True, next="Check the address.") from e
    except bodies.BodyRefusedError as e:
        raise ChatError(f"The answer of {host} {e}.", lasting=False) from e
    except httpcore.TimeoutException as e:
        raise _PassingError(f"{host} did not answer in time") from e
    except (httpcore.NetworkError, httpcore.ProtocolError) as e:
        original = e.args[0] if e.args else None  # the pool raises "from None", which forgets the cause
        if isinstance(original, ssl.SSLCertVerificationError):
            what = f"The server cannot prove that it is {host}: {original.verify_message}."
            raise ChatError(what, lasting=True, next="Tell its owner; do not use plain http instead.") from e
        raise _PassingError(f"The connection to {host} failed") from e
    if status != 200:
        raise _refused(host, status, headers)
    return _read(host, headers, raw, request, endpoint)


def _exchange(
    endpoint: Endpoint, url: httpx.URL, request: ChatRequest, deadline: Deadline
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers with lower-case names, and the body of a 200 as it came over the wire."""
    backend = GuardedBackend(deadline=deadline, allow=_ANYWHERE)
    timeouts = {
        "connect": endpoint.connect_s, "read": endpoint.read_s, "write": endpoint.read_s, "pool": endpoint.connect_s,
    }  # fmt: skip
    target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
    body = _body(request)
    with (
        httpcore.ConnectionPool(network_backend=backend, max_keepalive_connections=0) as pool,
        pool.stream(
            "POST", target, headers=_headers(endpoint, url, body), content=body, extensions={"timeout": timeouts}
        ) as response,
    ):
        headers: dict[str, str] = {}
        for name, text in response.headers:
            headers.setdefault(name.decode("ascii").lower(), text.decode("latin-1").strip())
        if response.status != 200:
            return response.status, headers, b""
        limits = Limits(document_bytes=endpoint.answer_bytes)
        return response.status, headers, bodies.collected(response.iter_stream(), limits)


def _headers(endpoint: Endpoint, url: httpx.URL, body: bytes) -> list[tuple[bytes, bytes]]:
    wanted = {
        "Host": url.netloc.decode("ascii"),
        "User-Agent": f"digest/{__version__}",
        "Accept": "application/json",
        "Accept-Encoding": bodies.ACCEPTED,
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
        "Connection": "close",
        "Authorization": f"Bearer {endpoint.key}" if endpoint.key else "",
    }
    return [(name.encode("ascii"), text.encode("ascii")) for name, text in wanted.items() if text]


def _body(request: ChatRequest) -> bytes:
    asked = {
        "model": request.model,
        "messages": [asdict(message) for message in request.messages],
        "max_tokens": request.most_tokens,
        "temperature": 0,
        "stream": False,
    }
    return json.dumps(asked).encode("ascii")


def _refused(host: str, status: int, headers: Mapping[str, str]) -> _PassingError | ChatError:
    if status in _BUSY:
        asked = headers.get("retry-after", "")
        wait_s = float(asked[:9]) if asked.isascii() and asked.isdecimal() else None
        return _PassingError(f"{host} is busy or broken (status {status})", wait_s=wait_s)
    if 300 <= status < 400:
        what = f"{host} redirects (status {status}), and the article and the key are not sent on"
        return ChatError(f"{what}.", lasting=True, next="Give the address that it redirects to.")
    if status in _LASTING:
        what, next_step = _LASTING[status]
        return ChatError(f"{host} {what} (status {status}).", lasting=True, next=next_step)
    return ChatError(f"{host} does not take this question (status {status}).", lasting=False)


def _read(host: str, headers: Mapping[str, str], raw: bytes, request: ChatRequest, endpoint: Endpoint) -> ChatAnswer:
    """The answer inside a body; ChatError for anything that is not one."""
    try:
        limits = Limits(document_bytes=endpoint.answer_bytes)
        found = json.loads(bodies.unpacked(raw, headers.get("content-encoding", ""), limits).decode("utf-8"))
        choice = found["choices"][0]
        text, finish = choice["message"]["content"], choice.get("finish_reason")
    except bodies.BodyRefusedError as e:
        raise ChatError(f"The answer of {host} {e}.", lasting=False) from e
    except bodies.BodyCutError as e:
        raise _PassingError(f"The answer of {host} broke off") from e
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError) as e:
        raise ChatError(f"{host} answered with something that is not a chat's answer.", lasting=False) from e
    if not isinstance(text, str) or not text.strip():
        raise ChatError(f"{host} answered without any text.", lasting=False)
    usage = found.get("usage")
    told = usage.get("total_tokens") if isinstance(usage, dict) else None
    sent = sum(len(message.content) for message in request.messages)
    guess = (sent + len(text)) // _CHARACTERS_PER_TOKEN
    return ChatAnswer(text=text, finish=str(finish or ""), tokens=told if type(told) is int and told > 0 else guess)
