"""The mail of an issue: the draft that people approve, and from its bytes the mail of each recipient. Floor 2: pure.

The draft is the mail to nobody: what differs per recipient stands in it as %%places%%. A mail to somebody is compiled
from the draft alone, so it can differ from what was approved in nothing but the recipient's fields:

    Date, To, Message-ID, List-Unsubscribe, List-Unsubscribe-Post, and the addresses in both parts
"""

import re
from base64 import b64decode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from hashlib import sha256
from quopri import decodestring

from digest.model import Audience, Issue, Newsroom
from digest.render import bodies, headers, links
from digest.text.mailboxes import Mailbox, mailbox

_OWN = frozenset({b"date", b"to", b"message-id", b"list-unsubscribe", b"list-unsubscribe-post", b"x-unsent"})
_FIELD = re.compile(rb"\r\n(?![ \t])")
_MESSAGE_ID = re.compile(r"<([0-9a-f]{16})\.([\w.-]+@[\w.-]+)>")
_URL = re.compile(r"https?://[A-Za-z0-9._~:/?#\[\]@!$&()*+,;=%-]+")
_URL_LIMIT = 800  # characters: List-Unsubscribe has it and an e-mail address on one line, for folding breaks signatures
_PART = 'Content-Type: text/{}; charset="utf-8"\r\nContent-Transfer-Encoding: {}\r\n\r\n'
_PLAIN = _PART.format("plain", "base64").encode()
_HTML = _PART.format("html", "quoted-printable").encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Somebody on the list, as a mail needs it."""

    mailbox: Mailbox
    key: str  # stands for the person, says nothing about them, never changes
    urls: Mapping[str, str]  # by place, of digest.render.links
    name: str = ""  # none by default: a name in a mail is one more thing to get wrong, and to leak
    leave_by_mail: Mailbox | None = None

    def __post_init__(self) -> None:
        for place, url in self.urls.items():
            if not _URL.fullmatch(url) or len(url) > _URL_LIMIT:
                raise ValueError(f"{place} cannot be {url!r:.80}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """A draft, its parts encoded, ready for any number of recipients."""

    shared: bytes  # the headers that are the same for everybody
    boundary: bytes
    text: bodies.Base64
    html: bodies.QuotedPrintable
    content: str  # a hash of all that is said
    origin: str  # "<issue>@<domain>", for the Message-ID

    @property
    def places(self) -> frozenset[str]:
        """What a recipient has to have an address for."""
        return frozenset((links.UNSUBSCRIBE, *self.text.places, *self.html.places))

    def message_id(self, key: str) -> str:
        """The Message-ID of the mail to the recipient of that key; the same whenever it is asked for."""
        return f"<{self.content}.{sha256(f'{self.content}/{key}'.encode()).hexdigest()[:20]}.{self.origin}>"

    def to(self, recipient: Recipient, date: datetime) -> bytes:
        """The mail to one recipient; ValueError where an address that the mail has a place for is missing."""
        if missing := self.places - recipient.urls.keys():
            raise ValueError(f"no address was given for {', '.join(sorted(missing))}")
        leave = f"<{recipient.urls[links.UNSUBSCRIBE]}>"
        if recipient.leave_by_mail:
            leave += f", <mailto:{recipient.leave_by_mail}>"
        own = (
            headers.plain("Date", format_datetime(date)),
            headers.mailbox("To", recipient.name, recipient.mailbox),
            headers.plain("Message-ID", self.message_id(recipient.key)),
            *_leaving(leave),
        )
        return self._filled(own, recipient.urls)

    def draft(self, date: datetime) -> bytes:
        """The mail to nobody, every place as it is; mail programs open it as a draft."""
        own = (
            headers.plain("Date", format_datetime(date)),
            headers.plain("To", "undisclosed-recipients:;"),
            headers.plain("Message-ID", f"<{self.content}.{self.origin}>"),
            *_leaving(f"<{links.UNSUBSCRIBE}>"),
            headers.plain("X-Unsent", "1"),
        )
        return self._filled(own, {place: place for place in self.places})

    def _filled(self, own: tuple[bytes, ...], urls: Mapping[str, str]) -> bytes:
        border = b"\r\n--" + self.boundary
        return b"".join(
            (self.shared, *own, border, b"\r\n", _PLAIN, *self.text.filled(urls),
             border, b"\r\n", _HTML, *self.html.filled(urls), border, b"--\r\n")
        )  # fmt: skip


def message(issue: Issue, newsroom: Newsroom, audience: Audience, *, subject: str, text: str, html: str) -> bytes:
    """The draft, the bytes of an .eml file: CRLF, in ASCII, no line above 998 octets."""
    text, html = _newlines(text), _newlines(html)
    content = sha256("\0".join((subject, text, html)).encode()).hexdigest()
    sender = mailbox(newsroom.sender)
    boundary = f"=_{content[:32]}"
    compiled = Compiled(
        shared=b"".join(_shared(issue, newsroom, audience, sender, subject))
        + f'MIME-Version: 1.0\r\nContent-Type: multipart/alternative;\r\n boundary="{boundary}"\r\n'.encode(),
        boundary=boundary.encode(),
        text=bodies.base64(text),
        html=bodies.quoted_printable(html),
        content=content[:16],
        origin=f"{_slug(issue.id)}@{sender.domain}",
    )
    return compiled.draft(issue.due)


def compile(draft: bytes) -> Compiled:
    """What the mails to all recipients of a draft are made of; ValueError when it is none of ours."""
    head, _, body = draft.partition(b"\r\n\r\n")
    fields = _FIELD.split(head)
    shared = [field for field in fields if field.partition(b":")[0].lower() not in _OWN]
    named = re.search(rb'boundary="(=_[0-9a-f]+)"', head)
    identity = _MESSAGE_ID.search(next((each for each in fields if each.startswith(b"Message-ID:")), b"").decode())
    if not named or not identity:
        raise ValueError("this is no draft of a mail")
    parts = (b"\r\n" + body).split(b"\r\n--" + named[1])
    if len(parts) != 4 or not parts[1].startswith(b"\r\n" + _PLAIN) or not parts[2].startswith(b"\r\n" + _HTML):
        raise ValueError("the draft of the mail has other parts than a text and a page")
    text, html = (part.partition(b"\r\n\r\n")[2] for part in parts[1:3])
    return Compiled(
        shared=b"\r\n".join((*shared, b"")),
        boundary=named[1],
        text=bodies.base64(_newlines(b64decode(text).decode())),
        html=bodies.quoted_printable(_newlines(decodestring(html).decode())),
        content=identity[1],
        origin=identity[2],
    )


def _shared(issue: Issue, newsroom: Newsroom, audience: Audience, sender: Mailbox, subject: str) -> Iterator[bytes]:
    letter = issue.newsletter.name
    # Gmail's feedback loop counts complaints per identifier; the last one is the sender's and has 5 to 15 characters.
    feedback = (_slug(issue.id), letter, audience.name, sha256(sender.domain.encode()).hexdigest()[:12])
    yield headers.text("Subject", subject)
    yield headers.mailbox("From", newsroom.name[audience.variant], sender)
    yield headers.plain("List-Id", f"<{letter}.{sender.domain}>")
    yield headers.plain("Feedback-ID", ":".join(feedback))
    yield headers.plain("Content-Language", audience.variant.value)


def _leaving(addresses: str) -> Iterator[bytes]:
    """One click leaves the list (RFC 8058); both fields have to be signed."""
    yield headers.plain("List-Unsubscribe", addresses)
    yield headers.plain("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")


def _slug(issue_id: str) -> str:
    return re.sub(r"[^A-Za-z0-9-]+", ".", issue_id).strip(".")


def _newlines(text: str) -> str:
    return re.sub(r"\r\n?", "\n", text)
