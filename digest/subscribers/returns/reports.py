"""What one returned letter says: a delivery report (RFC 3464), a complaint (RFC 5965), a wish to leave.

Part of digest.subscribers; pure. Who it is about is proved by what we signed: the address it came back to, or the links
in the copy of our mail that it holds. An address that it only names may be anybody's invention.
"""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from enum import StrEnum

from digest.subscribers import tokens
from digest.subscribers.tokens import Keys, Purpose

_MOST_PARTS = 60
_LONGEST_FIELD = 16 * 1024
_FIELD = re.compile(rb"^[!-9;-~]{1,80}:[^\n]*(?:\n[ \t][^\n]*)*", re.MULTILINE)
_SENT_TO = ("delivered-to", "x-original-to", "envelope-to", "to", "cc")
_TOKEN = re.compile(r"[0-9]{1,4}\.u\.[0-9a-f]{16}\.[a-z0-9-]{0,40}\.\.[a-z2-7]{24}", re.IGNORECASE)
_STATUS = re.compile(r"\b([245]\.[0-9]{1,3}\.[0-9]{1,3})\b")
# RFC 3463: what is wrong is the address, or the mailbox is closed. Everything else may be another day's weather.
_FOR_GOOD = re.compile(r"5\.1\.(?:0|1|2|3|6|10)|5\.2\.1|5\.4\.4")
_NOBODY = re.compile(
    r"(?:user|recipient|mailbox|address|account)\W+(?:is\s+)?(?:unknown|not\s+found|does\s*n.t\s+exist|invalid|disabled)"
    r"|(?:unknown|no such|invalid|non-?existent)\s+(?:user|recipient|mailbox|address|account)|does not exist",
    re.IGNORECASE,
)
_LONGEST_WORDS = 300


class Kind(StrEnum):
    """What a letter is about."""

    BOUNCE = "bounce"
    COMPLAINT = "complaint"
    UNSUBSCRIBE = "unsubscribe"
    DELAY = "delay"  # the server goes on trying
    NOTHING = "nothing"  # an answer, a holiday notice, spam


class UnreadableError(ValueError):
    """A letter that is not looked into: what it is made of would cost more than it can say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a letter says. `key` is whom it is about, proved; `named` are addresses that it merely names."""

    kind: Kind
    key: str = ""
    named: tuple[str, ...] = ()
    newsletter: str = ""  # the mark of the one that they want to leave; "" for all
    hard: bool = False
    status: str = ""
    diagnostic: str = ""
    message_id: str = ""
    sent: datetime | None = None


def read(content: bytes, keys: Keys | None, *, now: datetime) -> Report:
    """What the letter says. Raises UnreadableError."""
    _check(content)
    try:
        letter = message_from_bytes(content)
        parts = list(letter.walk())
    except RecursionError as e:
        raise UnreadableError("its parts lie too deep in one another") from e
    if not letter.keys():
        raise UnreadableError("it has no header")
    about = _about(parts, keys, now)
    kinds = {part.get_content_type() for part in parts}
    if "message/feedback-report" in kinds:
        return _complaint(parts, about)
    wish = _wish(letter, keys)
    if wish:
        return wish
    return _bounce(letter, parts, about)


def _check(content: bytes) -> None:
    """Nothing; UnreadableError for what would keep the parser busy: parts in parts, fields of megabytes."""
    lower = content.lower()
    if lower.count(b"multipart/") + lower.count(b"message/") > _MOST_PARTS:
        raise UnreadableError(f"it has more than {_MOST_PARTS} parts")
    if any(field.end() - field.start() > _LONGEST_FIELD for field in _FIELD.finditer(content)):
        raise UnreadableError("a field of its header is longer than any that means something")


@dataclass(frozen=True, slots=True, kw_only=True)
class _About:
    key: str
    message_id: str
    sent: datetime | None


def _about(parts: list[Message], keys: Keys | None, now: datetime) -> _About:
    """Whom the letter is about, and the mail of ours that it holds a copy of."""
    key, message_id = "", ""
    for place, part in enumerate(parts):
        for address in _addresses(part, (*_SENT_TO, "return-path", "original-mail-from")):
            came = tokens.returned(address, keys) if keys else None
            key = key or (came.person if came and came.purpose is Purpose.RETURN else "")
        for token in _TOKEN.findall(str(part.get("list-unsubscribe", ""))):
            claim = keys and tokens.read(token.lower(), Purpose.UNSUBSCRIBE, keys, now=now)
            key = key or (claim.person if claim else "")
        if place and not message_id:
            message_id = _one_line(part.get("message-id", ""))
        if part.get_content_type() in ("text/rfc822-headers", "message/feedback-report") and not part.is_multipart():
            inside = message_from_bytes(_bytes(part))
            found = _about([inside], keys, now) if inside.keys() else None
            key = key or (found.key if found else "")
            message_id = message_id or _one_line(inside.get("message-id", ""))
    return _About(key=key, message_id=message_id, sent=_date(parts[0]))


def _complaint(parts: list[Message], about: _About) -> Report:
    fields = next(_fields(parts, "message/feedback-report"))
    kind = _one_line(fields.get("feedback-type", "")).lower()
    if kind == "opt-out":
        return Report(kind=Kind.UNSUBSCRIBE, key=about.key, message_id=about.message_id)
    if kind == "not-spam":
        return Report(kind=Kind.NOTHING)
    named = tuple(_addresses(fields, ("original-rcpt-to", "removal-recipient")))
    return Report(
        kind=Kind.COMPLAINT, key=about.key, named=named, diagnostic=kind, message_id=about.message_id, sent=about.sent
    )


def _wish(letter: Message, keys: Keys | None) -> Report | None:
    """A wish to leave: it came to the address that our mail names for it."""
    if not keys:
        return None
    for address in _addresses(letter, _SENT_TO):
        claim = tokens.returned(address, keys)
        if claim and claim.purpose is Purpose.UNSUBSCRIBE:
            return Report(kind=Kind.UNSUBSCRIBE, key=claim.person, newsletter=claim.newsletter)
    return None


def _bounce(letter: Message, parts: list[Message], about: _About) -> Report:
    from flufl.bounce import all_failures

    logging.getLogger("flufl.bounce").disabled = True  # what it complains of it raises as well
    if not letter.get("from"):
        letter["From"] = "nobody@example.invalid"  # its detectors want one
    try:
        delayed, failed = all_failures(letter)
    except (
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        AssertionError,
    ) as e:  # its detectors trust what they read
        raise UnreadableError("it is no report that can be understood") from e
    if not failed:
        return Report(kind=Kind.DELAY if delayed else Kind.NOTHING, key=about.key)
    fields = next(_fields(parts, "message/delivery-status"), Message())
    diagnostic = _one_line(fields.get("diagnostic-code", "")) or _words(parts)
    said = _STATUS.search(_one_line(fields.get("status", ""))) or _STATUS.search(diagnostic)
    status = said[1] if said else ""
    hard = bool(_FOR_GOOD.fullmatch(status)) if status else bool(_NOBODY.search(diagnostic))
    return Report(
        kind=Kind.BOUNCE,
        key=about.key,
        named=tuple(sorted(address.decode("ascii", "replace") for address in failed)),
        hard=hard,
        status=status,
        diagnostic=diagnostic[:_LONGEST_WORDS],
        message_id=about.message_id,
        sent=about.sent,
    )


def _fields(parts: list[Message], kind: str) -> Iterator[Message]:
    """The groups of fields in the parts of that kind; of a delivery report the ones that say what failed."""
    for part in parts:
        if part.get_content_type() != kind:
            continue
        inside = part.get_payload() if part.is_multipart() else None
        groups = inside if isinstance(inside, list) else [message_from_bytes(_bytes(part))]
        for group in groups:
            if isinstance(group, Message) and (kind != "message/delivery-status" or group.get("final-recipient")):
                yield group


def _addresses(part: Message, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        values = [_one_line(value) for value in part.get_all(name, [])]
        for _, address in getaddresses([value.removeprefix("rfc822;") for value in values]):
            if address:
                yield address


def _bytes(part: Message) -> bytes:
    raw = part.get_payload(decode=True)
    return raw if isinstance(raw, bytes) else b""


def _words(parts: list[Message]) -> str:
    """The first words of the first text, which say why where no field does."""
    for part in parts:
        if part.get_content_type() == "text/plain":
            return _one_line(_bytes(part)[:4000].decode("utf-8", "replace"))
    return ""


def _date(letter: Message) -> datetime | None:
    try:
        moment = parsedate_to_datetime(_one_line(letter.get("date", "")))
    except (ValueError, TypeError, OverflowError):
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _one_line(value: object) -> str:
    return " ".join(str(value).split())
