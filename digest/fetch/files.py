"""Documents from the disk, never from outside the newsroom folder unless a person said so. Floor 3."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from digest.errors import SourceError
from digest.fetch.answer import Answer, Limits
from digest.fetch.bodies import size
from digest.model import Fetched, Origin, Problem, Source

# Kinds whose location may be a folder, and the files taken from it.
FOLDER_KINDS = {"markdown": ".md"}

_CHUNK_BYTES = 256 * 1024
_PIECES = {  # what may be found where a file was expected
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


class _UnreadableError(Exception):
    """One file was refused; the message is a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a source is read from and what it may cost."""

    source: Source
    root: Path
    fence: Path | None  # nothing outside is read; None when a person named the path
    limits: Limits

    def problem(self, path: Path, reason: str) -> Problem:
        return Problem(origin=Origin(source=self.source.name, location=self.shown(path)), reason=reason)

    def shown(self, path: Path) -> str:
        """The path as articles remember it: below the newsroom folder where it can be, so the same everywhere."""
        return _text(path.relative_to(self.root) if path.is_relative_to(self.root) else path)


def read(source: Source, *, root: Path, limits: Limits, outside_root: bool) -> Answer:
    """The file at the location, or every document of the folder there, in the order of their paths."""
    place = _Place(source=source, root=root, fence=None if outside_root else root.resolve(), limits=limits)
    try:
        return _read(place)
    except _UnreadableError as e:
        raise _failure(source, str(e), by_hand=outside_root) from e


def _read(place: _Place) -> Answer:
    location = place.source.location.strip()
    if not location:
        raise _UnreadableError("The location is empty.")
    path = place.root / location
    real = _resolved(path, place.fence)
    suffix = FOLDER_KINDS.get(place.source.kind)
    if suffix and _is_folder(real):
        return _read_folder(place, path, suffix)
    return Answer(documents=(Fetched(raw=_bytes(real, path, place.limits), location=place.shown(path)),))


def _read_folder(place: _Place, folder: Path, suffix: str) -> Answer:
    """One document per file; a file that cannot be read is a Problem and costs only itself."""
    documents: list[Fetched] = []
    problems: list[Problem] = []
    room = place.limits.folder_bytes
    for path, real in _walk(place, folder, suffix, problems):
        if len(documents) + len(problems) >= place.limits.folder_files:
            raise _UnreadableError(f"The folder {_text(folder)} holds more than {place.limits.folder_files} documents.")
        try:
            raw = _bytes(real, path, place.limits)
        except _UnreadableError as e:
            problems.append(place.problem(path, str(e)))
            continue
        room -= len(raw)
        if room < 0:
            raise _UnreadableError(f"The folder {_text(folder)} holds more than {size(place.limits.folder_bytes)}.")
        documents.append(Fetched(raw=raw, location=place.shown(path)))
    if problems and not documents:
        raise _UnreadableError(f"None of its {len(problems)} documents could be read. {problems[0].reason}")
    return Answer(documents=tuple(documents), problems=tuple(problems))


def _walk(place: _Place, folder: Path, suffix: str, problems: list[Problem]) -> Iterator[tuple[Path, Path]]:
    """Each document once, as (path, resolved path), sorted; hidden files and folders are left out, loops end."""
    seen: set[Path] = set()
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        try:
            real = _resolved(path, place.fence)
            if real in seen:
                continue
            seen.add(real)
            if _is_folder(real):
                waiting += _entries(path, suffix)
                continue
        except _UnreadableError as e:
            if path == folder:
                raise
            problems.append(place.problem(path, str(e)))
            continue
        yield path, real


def _entries(folder: Path, suffix: str) -> list[Path]:
    """The folders and documents in `folder`, last name first: the next to be taken is at the end."""
    try:
        entries = [entry for entry in folder.iterdir() if not entry.name.startswith(".")]
    except OSError as e:
        raise _UnreadableError(f"The folder {_text(folder)} cannot be read: {_why(e)}.") from e
    wanted = (entry for entry in entries if entry.suffix.lower() == suffix or _is_folder(entry))
    return sorted(wanted, key=lambda entry: entry.name, reverse=True)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False  # it cannot even be looked at; reading it will say why


def _resolved(path: Path, fence: Path | None) -> Path:
    """Where `path` really is, links followed; refused when that is outside `fence`."""
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError, ValueError) as e:  # RuntimeError: a loop of links; ValueError: a NUL in the name
        raise _UnreadableError(f"{_text(path)} cannot be opened: {_why(e)}.") from e
    if fence is not None and not real.is_relative_to(fence):
        raise _UnreadableError(f"{_text(path)} is outside the newsroom folder.")
    return real


def _bytes(real: Path, path: Path, limits: Limits) -> bytes:
    """The content of the plain file at `real`; `path` is what messages call it.

    Looked at before opening, because opening a device can do something, and again after, because the name may
    have come to mean something else in between; not blocking, because a pipe without a writer never opens.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        _require_file(real.lstat().st_mode, path)
        descriptor = os.open(real, flags | getattr(os, "O_CLOEXEC", 0))
        with os.fdopen(descriptor, "rb") as stream:
            _require_file(os.fstat(descriptor).st_mode, path)
            whole = bytearray()
            while chunk := stream.read(_CHUNK_BYTES):
                whole += chunk
                if len(whole) > limits.document_bytes:
                    raise _UnreadableError(f"{_text(path)} is larger than {size(limits.document_bytes)}.")
            return bytes(whole)
    except OSError as e:
        raise _UnreadableError(f"{_text(path)} cannot be read: {_why(e)}.") from e


def _require_file(mode: int, path: Path) -> None:
    if not stat.S_ISREG(mode):
        found = _PIECES.get(stat.S_IFMT(mode), "something else")
        raise _UnreadableError(f"{_text(path)} is {found}, not a file.")


def _why(e: Exception) -> str:
    if isinstance(e, RuntimeError):
        return "its links run in a circle"
    if isinstance(e, OSError) and e.strerror:
        return e.strerror[:1].lower() + e.strerror[1:]
    return "the name is not possible"


def _text(path: Path) -> str:
    # A file name need not be text; one that is not must still be printable.
    return os.fsencode(path.as_posix()).decode("utf-8", "replace").replace("\x00", "\ufffd")


def _failure(source: Source, what: str, *, by_hand: bool) -> SourceError:
    return SourceError(
        f"The source {source.name} could not be read. {what}",
        source=source.name,
        location=source.location,
        next="Correct the path."
        if by_hand
        else "Correct the source's location in config/digest.toml, or put the file there.",
    )
