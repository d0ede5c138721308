"""Documents from http and https servers, asked politely and trusted with nothing. Floor 3.

Redirects, compression and retries are done here and not by a client library, so that each step passes the same
checks: every hop is judged anew, every byte counted, every wait bounded. Proxies in the environment are ignored.
"""

import re
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import httpcore
import httpx

from digest.errors import SourceError
from digest.fetch import bodies
from digest.fetch.answer import Answer, BusyError, Limits, Validators
from digest.fetch.connect import AddressRefusedError, Deadline, GuardedBackend, NameUnknownError
from digest.model import Fetched, Source

_ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, text/html;q=0.8, */*;q=0.5"
_PERMANENT = frozenset({301, 308})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 502, 503, 504})
_BACKOFF_S = (1.0, 3.0)
_LONGEST_RETRY_S = 2 * 24 * 3600  # what a server can ask for at most; a mistaken year would silence a source
_LONGEST_VALIDATOR = 1000  # characters; more is no validator
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:+-]{1,40})", re.IGNORECASE)
_ANSWERS = {
    401: ("wants a password", "Give an address that is public."),
    403: ("refuses to show it", "Ask the owner of the site whether programs may read it."),
    404: ("has nothing at this address", "Look up the new address and correct the location."),
    410: ("says that it is gone for good", "Remove the source, or give its new address."),
}


class _PassingError(Exception):
    """A failure that may pass. `wait_s` is the pause the server asked for, None when it did not."""

    def __init__(self, what: str, *, wait_s: float | None = None) -> None:
        super().__init__(what)
        self.wait_s = wait_s


class _LastingError(Exception):
    """A failure that will be the same next time, and what to do about it."""

    def __init__(self, what: str, next: str) -> None:
        super().__init__(what)
        self.next = next


@dataclass(frozen=True, slots=True, kw_only=True)
class _Visit:
    """What stays the same through redirects and further tries."""

    source: Source
    validators: Validators
    limits: Limits
    user_agent: str
    now: datetime
    deadline: Deadline


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reply:
    """One response: `raw` is filled only for the status 200 and is still as it came over the wire."""

    status: int
    headers: dict[str, str]  # lower-case names; of a repeated one the first
    raw: bytes = b""


def read(
    source: Source,
    *,
    now: datetime,
    validators: Validators,
    limits: Limits,
    user_agent: str,
    sleep: Callable[[float], None],
) -> Answer:
    """The document at the source's address, or word that it has not changed."""
    deadline = Deadline(limits.total_s)
    visit = _Visit(
        source=source, validators=validators, limits=limits, user_agent=user_agent, now=now, deadline=deadline
    )
    try:
        start = _url(source.location.strip())
        return _patiently(visit, start, sleep)
    except _LastingError as e:
        raise _failure(source, str(e), e.next) from e
    except AddressRefusedError as e:
        hint = "If that server is yours, add its network to allowed_networks in config/digest.toml."
        raise _failure(source, f"{e}.", hint) from e


def _patiently(visit: _Visit, start: httpx.URL, sleep: Callable[[float], None]) -> Answer:
    for place in range(visit.limits.tries):
        try:
            return _follow(visit, start)
        except _PassingError as failure:
            wait_s = _BACKOFF_S[min(place, 1)] if failure.wait_s is None else failure.wait_s
            last = place + 1 == visit.limits.tries
            if last or wait_s > visit.limits.wait_s or wait_s >= visit.deadline.left():
                raise _given_up(visit, failure, tries=place + 1) from failure
        sleep(wait_s)
    raise AssertionError("limits.tries is at least 1")


def _given_up(visit: _Visit, failure: _PassingError, *, tries: int) -> SourceError:
    times = f" ({tries} tries)" if tries > 1 else ""
    if failure.wait_s is None:
        return _failure(visit.source, f"{failure}{times}.", "Nothing needs to be changed: the next run tries again.")
    later = visit.now.astimezone(UTC) + timedelta(seconds=failure.wait_s)
    return BusyError(
        f"The source {visit.source.name} could not be read. {failure}{times}.",
        source=visit.source.name,
        location=_public(visit.source.location),
        next=f"It asks to be left alone until {later:%Y-%m-%d %H:%M:%S} UTC.",
        retry_after=later,
    )


def _follow(visit: _Visit, start: httpx.URL) -> Answer:
    """The answer at the end of the redirects."""
    url, moved_to, permanent = start, "", True
    notes: list[str] = []
    seen = {str(url)}
    for _ in range(visit.limits.redirects + 1):
        reply = _ask(visit, url)
        if reply.status not in _REDIRECTS:
            return _answer(visit, url, reply, moved_to, tuple(notes))
        target = _target(url, reply)
        if str(target) in seen:
            raise _LastingError(
                "Its redirects run in a circle.", "Open the address in a browser and give the final one."
            )
        seen.add(str(target))
        if url.scheme == "https" and target.scheme == "http":
            notes.append(f"{url} leads to an unencrypted address, {target}")
        permanent = permanent and reply.status in _PERMANENT
        moved_to = str(target) if permanent else moved_to
        url = target
    raise _LastingError(
        f"It redirects more than {visit.limits.redirects} times.",
        "Open the address in a browser and give the final one.",
    )


def _answer(visit: _Visit, url: httpx.URL, reply: _Reply, moved_to: str, notes: tuple[str, ...]) -> Answer:
    if moved_to:
        notes = (*notes, f"{visit.source.location} has moved for good to {moved_to}: correct the location")
    if reply.status == 304 and visit.validators != Validators():
        kept = _validators(reply, visit.validators)
        return Answer(validators=kept, unchanged=True, moved_to=moved_to, notes=notes)
    if reply.status != 200:
        raise _refused(reply, url, visit.now)
    try:
        raw = bodies.unpacked(reply.raw, reply.headers.get("content-encoding", ""), visit.limits)
    except bodies.BodyRefusedError as e:
        raise _LastingError(f"{url} {e}.", "Give an address that answers with one ordinary document.") from e
    except bodies.BodyCutError as e:
        raise _PassingError(f"The answer of {url.host} broke off") from e
    charset = _CHARSET.search(reply.headers.get("content-type", ""))
    fetched = Fetched(raw=raw, location=str(url), charset=charset.group(1) if charset else "")
    return Answer(documents=(fetched,), validators=_validators(reply, Validators()), moved_to=moved_to, notes=notes)


def _refused(reply: _Reply, url: httpx.URL, now: datetime) -> _PassingError | _LastingError:
    if reply.status in _BUSY:
        wait_s = retry_after_s(reply.headers.get("retry-after", ""), now)
        return _PassingError(f"{url.host} is busy (status {reply.status})", wait_s=wait_s)
    what, next_step = _ANSWERS.get(reply.status, ("does not give it", "Open the address in a browser to see why."))
    return _LastingError(f"{url.host} {what} (status {reply.status}).", next_step)


def _ask(visit: _Visit, url: httpx.URL) -> _Reply:
    """One request, its failures sorted into those that may pass and those that will not."""
    try:
        return _exchange(visit, url)
    except NameUnknownError as e:
        raise _LastingError(
            f"There is no server named {url.host}.", "Check its spelling and the network connection."
        ) from e
    except bodies.BodyRefusedError as e:
        raise _LastingError(f"{url} {e}.", "Give an address that answers with one ordinary document.") from e
    except httpcore.TimeoutException as e:
        if visit.deadline.left() <= 0:
            raise _PassingError(f"{url.host} took longer than {visit.limits.total_s:g} seconds in all") from e
        raise _PassingError(f"{url.host} did not answer in time") from e
    except httpcore.LocalProtocolError as e:
        raise _LastingError("The request could not be written.", "Check the location and newsroom.site.") from e
    except (httpcore.NetworkError, httpcore.ProtocolError) as e:
        original = e.args[0] if e.args else None  # the pool raises "from None", which forgets the cause
        if isinstance(original, ssl.SSLCertVerificationError):
            raise _LastingError(
                f"The server cannot prove that it is {url.host}: {original.verify_message}.",
                "Tell the owner of the site; do not use plain http instead.",
            ) from e
        raise _PassingError(f"The connection to {url.host} failed ({_short(e)})") from e


def _exchange(visit: _Visit, url: httpx.URL) -> _Reply:
    limits = visit.limits
    backend = GuardedBackend(deadline=visit.deadline, allow=limits.allow)
    timeouts = {"connect": limits.connect_s, "read": limits.read_s, "write": limits.read_s, "pool": limits.connect_s}
    target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
    with (
        httpcore.ConnectionPool(network_backend=backend, max_keepalive_connections=0) as pool,
        pool.stream("GET", target, headers=_headers(visit, url), extensions={"timeout": timeouts}) as response,
    ):
        headers: dict[str, str] = {}
        for name, text in response.headers:
            headers.setdefault(name.decode("ascii").lower(), text.decode("latin-1").strip())
        reply = _Reply(status=response.status, headers=headers)
        if reply.status != 200:
            return reply
        if headers.get("content-length", "").isdecimal() and int(headers["content-length"]) > limits.document_bytes:
            raise bodies.BodyRefusedError(f"is larger than {bodies.size(limits.document_bytes)}")
        return replace(reply, raw=bodies.collected(response.iter_stream(), limits))


def _headers(visit: _Visit, url: httpx.URL) -> list[tuple[bytes, bytes]]:
    wanted = {
        "Host": url.netloc.decode("ascii"),
        "User-Agent": visit.user_agent,
        "Accept": _ACCEPT,
        "Accept-Encoding": bodies.ACCEPTED,
        "Connection": "close",
        "If-None-Match": visit.validators.etag,
        "If-Modified-Since": visit.validators.last_modified,
    }
    return [(name.encode("ascii"), text.encode("latin-1", "replace")) for name, text in wanted.items() if text]


def _target(url: httpx.URL, reply: _Reply) -> httpx.URL:
    location = reply.headers.get("location", "")
    if not location:
        raise _LastingError(f"{url.host} redirects without saying where.", "Open the address in a browser to see why.")
    with suppress(UnicodeDecodeError):  # header bytes were read as Latin-1; a raw UTF-8 path is common
        location = location.encode("latin-1").decode("utf-8")
    try:
        joined = str(url.join(location))
    except (httpx.InvalidURL, ValueError) as e:
        raise _LastingError(f"{url.host} redirects to an address that cannot be read.", "Give another address.") from e
    return _url(joined)


def _url(text: str) -> httpx.URL:
    """`text` as an address without fragment; _LastingError for anything but http and https without a user name."""
    next_step = "Give an address such as https://example.org/feed.xml."
    try:
        url = httpx.URL(text).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError) as e:
        raise _LastingError("The address cannot be read.", next_step) from e
    if url.scheme not in {"http", "https"} or not url.host:
        raise _LastingError(f"It leads to an address that starts with {url.scheme}:, which is not read.", next_step)
    if url.userinfo:
        raise _LastingError("The address holds a user name or password, which would end up in logs.", next_step)
    return url


def _validators(reply: _Reply, otherwise: Validators) -> Validators:
    etag, last_modified = (
        text if len(text) <= _LONGEST_VALIDATOR else ""
        for text in (reply.headers.get("etag", ""), reply.headers.get("last-modified", ""))
    )
    return Validators(etag or otherwise.etag, last_modified or otherwise.last_modified)


def retry_after_s(text: str, now: datetime) -> float | None:
    """Seconds to wait by a Retry-After header (RFC 9110, 10.2.3: seconds or a date); None when it says nothing."""
    if text.isascii() and text.isdecimal():
        return float(min(int(text[:10]), _LONGEST_RETRY_S))
    try:
        moment = parsedate_to_datetime(text)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        seconds = (moment - now).total_seconds()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return min(max(0.0, seconds), float(_LONGEST_RETRY_S))


def _public(location: str) -> str:
    """The location without user name and password."""
    return re.sub(r"(?<=//)[^/?#]*@", "", location)


def _short(e: Exception) -> str:
    text = " ".join(str(e).split())[:120]
    return text or type(e).__name__


def _failure(source: Source, what: str, next_step: str) -> SourceError:
    return SourceError(
        f"The source {source.name} could not be read. {what}",
        source=source.name,
        location=_public(source.location),
        next=next_step,
    )
