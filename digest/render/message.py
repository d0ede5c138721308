"""One message in a file: both parts, every header, the same bytes for the same issue. Floor 2: pure.

No recipient is in it: sending fills in who it goes to. The headers are encoded here (RFC 2047), because EmailMessage
decodes text that looks like an encoded word when a header is assigned; it gets finished lines and only keeps them.
"""

import re
from base64 import b64encode
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime
from hashlib import sha256

from digest.model import Issue, Newsroom, Variant
from digest.render.tidy import line

_LINE_OCTETS = 76  # RFC 2047 section 2: a line that holds an encoded word
_WORD_OCTETS = 75
_PHRASE_LIMIT = 400  # characters, each of which may need two octets; a line may have 998
_PLAIN = re.compile(r"(?!.*=\?)[\x20-\x7e]*")
_FRAME = len("=?utf-8?b??=")


class _AsGiven(EmailPolicy):
    """Headers are stored as the finished lines they are, and written the same way."""

    def header_store_parse(self, name: str, value: str) -> tuple[str, str]:
        if re.search(r"\r\n(?![ \t])|(?<!\r)\n|\r(?!\n)", value):
            raise ValueError(f"a line break in the header {name}")
        return name, value


_POLICY = _AsGiven(linesep="\r\n", cte_type="7bit", max_line_length=None, refold_source="none")


def message(issue: Issue, newsroom: Newsroom, variant: Variant, *, subject: str, text: str, html: str) -> bytes:
    """The bytes of an .eml file, CRLF, no line above 998 octets."""
    content = sha256("\0".join((subject, text, html)).encode()).hexdigest()
    made = EmailMessage(policy=_POLICY)
    for name, value in _headers(issue, newsroom, variant, subject, content):
        made[name] = value
    made["MIME-Version"] = "1.0"
    made["Content-Type"] = f'multipart/alternative;\r\n boundary="=_{content[:32]}"'
    made.attach(_part(text, "plain", "base64"))
    made.attach(_part(html, "html", "quoted-printable"))
    return made.as_bytes()


def _headers(
    issue: Issue, newsroom: Newsroom, variant: Variant, subject: str, content: str
) -> Iterator[tuple[str, str]]:
    domain = newsroom.sender.rpartition("@")[2]
    name = re.sub(r"[^A-Za-z0-9-]+", ".", issue.id).strip(".")
    yield "Subject", encoded(line(subject), len("Subject: "))
    yield "From", f"{_phrase(line(newsroom.name[variant]), len('From: '))}\r\n <{newsroom.sender}>"
    yield "To", "undisclosed-recipients:;"
    yield "Date", format_datetime(issue.due)
    yield "Message-ID", f"<{content[:16]}.{name}@{domain}>"
    yield "List-Id", f"<{issue.newsletter.name}.{domain}>"
    yield "Content-Language", variant.value
    yield "X-Unsent", "1"  # mail programs open it as a draft


def _part(text: str, subtype: str, encoding: str) -> EmailMessage:
    part = EmailMessage(policy=SMTP)
    part.set_content(text, subtype=subtype, charset="utf-8", cte=encoding)
    del part["MIME-Version"]
    return part


def encoded(text: str, used: int) -> str:
    """`text` for a header whose first line already has `used` octets: as it is, or in encoded words; folded."""
    if not _PLAIN.fullmatch(text):
        return _encoded_words(text, used)
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and used + len(lines[-1]) + len(word) + 1 > _LINE_OCTETS:
            lines.append(word)
            used = 1
        else:
            lines[-1] += f" {word}" if lines[-1] else word
    folded = "\r\n ".join(lines)
    return folded if max(map(len, lines)) < _LINE_OCTETS else _encoded_words(text, used)


def _phrase(name: str, used: int) -> str:
    """A display name (RFC 5322 phrase): in quotation marks, or in encoded words."""
    # A quoted string is not folded: some programs, Python's reader among them, put a blank where a phrase was folded.
    if not _PLAIN.fullmatch(name) or len(name) > _PHRASE_LIMIT:
        return _encoded_words(name, used)
    return '"' + re.sub(r'(["\\])', r"\\\1", name) + '"'


def _encoded_words(text: str, used: int) -> str:
    """RFC 2047 words of at most 75 octets, none of which splits a character."""
    words: list[bytes] = []
    chunk, room = b"", _LINE_OCTETS - used
    for character in text:
        octets = character.encode()
        if _FRAME + 4 * -(-len(chunk + octets) // 3) > min(room, _WORD_OCTETS):
            words.append(chunk)
            chunk, room = b"", _LINE_OCTETS - 1
        chunk += octets
    return "\r\n ".join(f"=?utf-8?b?{b64encode(word).decode()}?=" for word in (*words, chunk))
