"""Text that is piped in, or lies in a file that somebody named, in whatever encoding. Part of digest.cli."""

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import AnyStr, BinaryIO, cast

from digest.cli import console
from digest.errors import UsageError
from digest.model import Fetched
from digest.text import encoding

STANDARD_INPUT = "-"
LARGEST_TEXT = 64 * 1024 * 1024  # bytes of one text
LONGEST_LINE = 4_000_000  # bytes, or characters of UTF-16; what a record may hold is less
_SAMPLE = 64 * 1024
_PIECE = 256 * 1024  # characters
_WIDE = ("utf-16", "utf-32")


@contextmanager
def opened(file: str) -> Iterator[BinaryIO]:
    """The bytes of a file, or of standard input for "-"; UsageError when they cannot be had."""
    if file == STANDARD_INPUT:
        if sys.stdin is None:  # closed by the caller: `digest summarize <&-`
            raise UsageError("Nothing is piped in.", next="Name a file.")
        if sys.stdin.isatty():
            console.notice("Reading from the terminal; Ctrl-D on an empty line ends the text.")
        yield sys.stdin.buffer
        return
    try:
        with Path(file).open("rb", buffering=_SAMPLE) as stream:
            yield stream
    except OSError as e:
        raise UsageError(f"{console.safe(file)} cannot be read: {e.strerror}.", next="Name another file.") from e


def whole(stream: BinaryIO) -> str:
    """All of the text; UsageError for one that is too large."""
    raw = stream.read(LARGEST_TEXT + 1)
    if len(raw) > LARGEST_TEXT:
        raise UsageError(
            f"The text is larger than {LARGEST_TEXT // 2**20} MB.", next="Many texts go in as --jsonl, one per line."
        )
    return raw.decode("utf-8-sig") if _is_utf8(raw) else encoding.decode(Fetched(raw=raw, location="")).text


def pieces(stream: BinaryIO) -> Iterator[str]:
    """The text in pieces of whole lines, their ends as they are; only a line of its own makes a piece large."""
    codec = _codec(stream)
    if codec.startswith(_WIDE):
        text = io.TextIOWrapper(stream, encoding=codec, errors="replace", newline="")
        while piece := text.read(_PIECE) + text.readline():
            yield piece
        text.detach()
        return
    while some := b"".join(stream.readlines(_PIECE)):
        try:
            yield some.decode("utf-8")
        except UnicodeDecodeError:  # the lines of a file need not be in one encoding
            yield "".join(_decoded(each, codec) for each in some.splitlines(keepends=True))


def lines(stream: BinaryIO) -> Iterator[str | None]:
    """Line after line without its end, None for one that is too long; never more than one in memory.

    Only a line feed ends a line: JSON strings may hold U+2028 and its like as they are.
    """
    codec = _codec(stream)
    if codec.startswith(_WIDE):
        text = io.TextIOWrapper(stream, encoding=codec, errors="replace", newline="\n")
        yield from _limited(text.readline, "\n")
        text.detach()
        return
    for raw in _limited(stream.readline, b"\n"):
        yield None if raw is None else _decoded(raw, codec)


def _codec(stream: BinaryIO) -> str:
    """The encoding of what comes next, which stays to be read; what can be UTF-8 is."""
    sample = cast("io.BufferedReader", stream).peek(_SAMPLE)[:_SAMPLE]  # every real one is, and can be looked into
    if _is_utf8(_whole_lines(sample)):
        return "utf-8"
    return encoding.decode(Fetched(raw=_whole_lines(sample), location="")).encoding


def _is_utf8(raw: bytes) -> bool:
    """Whether the bytes can be UTF-8: then they are, but for UTF-16 of Latin letters, of which every other one is 0."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return raw.count(0) * 4 < len(raw) or not raw


def _whole_lines(sample: bytes) -> bytes:
    """The sample without its last line, which may end in the middle of a character."""
    return sample[: sample.rfind(b"\n") + 1] or sample


def _limited(read: Callable[[int], AnyStr], end: AnyStr) -> Iterator[AnyStr | None]:
    while line := read(LONGEST_LINE):
        too_long = len(line) == LONGEST_LINE and not line.endswith(end)
        while too_long and line and not line.endswith(end):
            line = read(LONGEST_LINE)
        yield None if too_long else line


def _decoded(raw: bytes, codec: str) -> str:
    """The line as UTF-8 where it is that, else as the rest of the file, else as it makes most sense by itself."""
    for each in dict.fromkeys(("utf-8", codec)):
        try:
            return raw.decode(each)
        except UnicodeDecodeError:
            continue
    return encoding.decode(Fetched(raw=raw, location="")).text
