"""Header fields of a mail as finished lines: encoded words (RFC 2047), names, addresses, folding. Floor 2: pure.

Encoded here because `EmailMessage` decodes text that looks like an encoded word when a header is assigned. Whatever a
text holds, it cannot begin another line: controls and line breaks are taken out of it.
"""

import re
from base64 import b64encode

from digest.render.tidy import line
from digest.text.mailboxes import Mailbox

_LINE_OCTETS = 76  # RFC 2047 section 2: a line that holds an encoded word
_WORD_OCTETS = 75
_PHRASE_LIMIT = 400  # characters, each of which may need two octets; a line may have 998
_PLAIN = re.compile(r"(?!.*=\?)[\x20-\x7e]*")
_FRAME = len("=?utf-8?b??=")


def text(name: str, content: str) -> bytes:
    """The field `name` with any text."""
    return f"{name}: {_encoded(line(content), len(name) + 2)}\r\n".encode()


def mailbox(name: str, display: str, address: Mailbox) -> bytes:
    """The field `name` with an address and the name shown for it, which may be empty.

    Octets above ASCII are in it only for an address that needs SMTPUTF8 (RFC 6532).
    """
    display = line(display)
    if not display:
        return f"{name}: {address}\r\n".encode()
    return f"{name}: {_phrase(display, len(name) + 2)}\r\n <{address}>\r\n".encode()


def plain(name: str, value: str) -> bytes:
    """The field `name` with a value of our own making, on one line; ValueError when it does not fit there."""
    if not value.isascii() or not value.isprintable() or len(name) + len(value) + 4 > 998:
        raise ValueError(f"the header {name} cannot hold {value!r:.80}")
    return f"{name}: {value}\r\n".encode()


def _encoded(text: str, used: int) -> str:
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
