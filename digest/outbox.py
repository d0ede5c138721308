"""The drafts on disk: `outbox/<newsletter>/<issue>/`. Floor 3.

An issue's folder changes as a whole: the new one is written beside the old one, flushed to disk, and the two are
exchanged in one step of the file system (renameat2 with RENAME_EXCHANGE on Linux). Whoever looks, or crashes, at any
moment finds the old issue or the new one. It decides nothing about content; all names in it are ours.
"""

import ctypes
import errno
import fcntl
import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from digest import durable
from digest.errors import OutboxError

MANIFEST = "issue.json"
GALLERY = "index.html"
PICTURES = "_preview"  # no audience is called so: their names have no low line
_NEW, _OLD, _GONE = ".new", ".old", ".gone"
_WRITERS = 8
_RENAME_EXCHANGE = 2
_AT_FDCWD = -100


def put(outbox: Path, issue_id: str, files: Mapping[str, bytes], manifest: bytes) -> None:
    """Make the issue's folder hold exactly `files` and, as `issue.json`, `manifest`.

    `files` maps a path below the issue's folder (forward slashes, made by us) to its bytes. OutboxError when the disk
    refuses; the old folder is then unchanged.
    """
    folder = outbox / issue_id
    new = folder.with_name(f".{folder.name}{_NEW}")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _alone(outbox):
            try:
                _put_back(folder)
                _write(new, {**files, MANIFEST: manifest})
                _exchange(new, folder)
            finally:
                shutil.rmtree(new, ignore_errors=True)
    except OSError as e:
        raise OutboxError(
            f"The drafts of {issue_id} could not be written to {folder}: {e.strerror or e}.",
            kept="The drafts that were there before are unchanged.",
            next="Make room or give write permission, then build again.",
        ) from e


def remove(outbox: Path, issue_id: str) -> bool:
    """Whether the issue was there; it is then gone in one step. OutboxError when the disk refuses: it is then whole."""
    folder = outbox / issue_id
    gone = folder.with_name(f".{folder.name}{_GONE}")
    if not folder.parent.is_dir():
        return False
    try:
        with _alone(outbox):
            _put_back(folder)
            shutil.rmtree(gone, ignore_errors=True)  # what a removal that was cut short has left
            if not folder.exists():
                return False
            folder.rename(gone)
            durable.sync(folder.parent)
            shutil.rmtree(gone, ignore_errors=True)
    except OSError as e:
        raise OutboxError(
            f"The drafts of {issue_id} could not be removed from {folder}: {e.strerror or e}.",
            kept="They are unchanged.",
            next="Give write permission, then discard the issue again.",
        ) from e
    return True


def holds(outbox: Path, issue_id: str) -> bool:
    """Whether the issue has a folder in the outbox."""
    _recover(outbox, outbox / issue_id)
    return (outbox / issue_id).is_dir()


def manifest(outbox: Path, issue_id: str) -> dict[str, Any] | None:
    """The `issue.json` of an issue; None when the issue is not in the outbox."""
    _recover(outbox, outbox / issue_id)
    try:
        loaded: dict[str, Any] = json.loads((outbox / issue_id / MANIFEST).read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as e:
        raise OutboxError(
            f"{outbox / issue_id / MANIFEST} cannot be read: {getattr(e, 'strerror', None) or e}.",
            next=f"Build {issue_id} again to replace it.",
        ) from e
    return loaded


def changed(outbox: Path, issue_id: str, manifest: bytes) -> tuple[str, ...]:
    """The files whose bytes are not those that `manifest` describes, in order; `issue.json` itself included."""
    known = {path: row["sha256"] for path, row in json.loads(manifest)["files"].items()}
    known[MANIFEST] = sha256(manifest).hexdigest()
    return tuple(path for path, digest in sorted(known.items()) if _hash(outbox / issue_id / path) != digest)


def touched(outbox: Path, issue_id: str) -> tuple[str, ...]:
    """What people did in the issue's folder since it was written: files edited or added, in order.

    Measured against the folder's own manifest, so that a crash between folder and database is not taken for a person.
    """
    folder = outbox / issue_id
    if not holds(outbox, issue_id):
        return ()
    document = manifest(outbox, issue_id) or {"files": {}}
    known = {path: row["sha256"] for path, row in document["files"].items()}
    return tuple(name for name in _names(folder) if _hash(folder / name) != known.get(name))


def _names(folder: Path) -> list[str]:
    """The files of an issue that lie in its folder, in order."""
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(name for name in found if not _is_beside(name))


def unchanged(outbox: Path, issue_id: str, suffix: str) -> dict[str, bytes]:
    """The files of the issue whose names end so, by path, with their bytes; those that somebody changed are not there.

    Nothing is there of an issue whose `issue.json` cannot be read: the next build replaces it.
    """
    try:
        document = manifest(outbox, issue_id) or {"files": {}}
    except OutboxError:
        return {}
    found = {}
    for path, row in document["files"].items():
        if path.endswith(suffix) and _hash(outbox / issue_id / path) == row["sha256"]:
            found[path] = (outbox / issue_id / path).read_bytes()
    return found


def differing(outbox: Path, issue_id: str, manifest_sha256: str) -> tuple[str, ...]:
    """The files of an issue that are not what the manifest with that hash says: edited, added, missing, in order.

    Empty means that every byte is as it was built; `issue.json` is named when it is another one, or none.
    """
    folder = outbox / issue_id
    _recover(outbox, folder)
    try:
        document = (folder / MANIFEST).read_bytes()
    except OSError:
        return (MANIFEST,)
    if sha256(document).hexdigest() != manifest_sha256:
        return (MANIFEST,)
    known = json.loads(document)["files"]
    added = (name for name in _names(folder) if name not in known)
    return tuple(sorted({*changed(outbox, issue_id, document), *added}))


def put_beside(outbox: Path, issue_id: str, name: str, content: bytes) -> Path:
    """The file `name` in the issue's folder, which holds `content` now: for looking, nobody approves or sends it.

    It is no part of the manifest, and goes when the next build exchanges the folder. OutboxError when the disk refuses.
    """
    if not _is_beside(name) or name == MANIFEST:
        raise ValueError(f"{name!r} is a draft's name")
    folder = outbox / issue_id
    file = folder.joinpath(*_parts(name))
    new = folder.with_name(f".{folder.name}.{file.name}{_NEW}")
    try:
        with _alone(outbox):
            file.parent.mkdir(exist_ok=True)
            new.write_bytes(content)
            new.replace(file)
    except OSError as e:
        raise OutboxError(
            f"{file} could not be written: {e.strerror or e}.",
            kept="The drafts are unchanged.",
            next="Make room or give write permission.",
        ) from e
    return file


def _is_beside(name: str) -> bool:
    """Whether a file of the issue's folder is none of the drafts."""
    return name in (MANIFEST, GALLERY) or name.startswith(f"{PICTURES}/")


def states(outbox: Path, issue_id: str, known: Mapping[str, str]) -> dict[str, str]:
    """For each path of `known` (path -> sha256): `ok`, `changed` when its bytes differ, `missing`."""
    result = {}
    for path, digest in known.items():
        found = _hash(outbox / issue_id / path)
        result[path] = "ok" if found == digest else "changed" if found else "missing"
    return result


def read(outbox: Path, issue_id: str, path: str) -> bytes:
    """The bytes of one draft; OutboxError when it cannot be read."""
    try:
        return (outbox / issue_id / path).read_bytes()
    except OSError as e:
        raise OutboxError(
            f"The draft {issue_id}/{path} cannot be read: {e.strerror}.", next="Build the issue again."
        ) from e


def _recover(outbox: Path, folder: Path) -> None:
    """Put back an issue that a crash between two renames left aside. Only file systems without exchange need it."""
    if folder.with_name(f".{folder.name}{_OLD}").exists():
        with _alone(outbox):
            _put_back(folder)


def _put_back(folder: Path) -> None:
    old = folder.with_name(f".{folder.name}{_OLD}")
    if not old.exists():
        return
    if folder.exists():
        shutil.rmtree(old)
    else:
        old.rename(folder)


@contextmanager
def _alone(outbox: Path) -> Iterator[None]:
    """One writer at a time; the lock goes with the process that holds it."""
    with (outbox / ".lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _hash(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _write(new: Path, files: Mapping[str, bytes]) -> None:
    if new.exists():
        shutil.rmtree(new)
    from concurrent.futures import ThreadPoolExecutor

    paths = {new.joinpath(*_parts(name)): content for name, content in files.items()}
    folders = {new} | {folder for path in paths for folder in path.parents if folder.is_relative_to(new)}
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
    # Every flush waits for the disk, and the disk flushes several files in the time of one.
    with ThreadPoolExecutor(_WRITERS) as writers:
        for _ in writers.map(_write_one, paths, paths.values()):
            pass
    for folder in folders:
        durable.sync(folder)


def _write_one(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _parts(name: str) -> Iterable[str]:
    parts = PurePosixPath(name).parts
    if not parts or any(part in ("..", "/") or part.startswith(".") for part in parts):
        raise ValueError(f"not a file name of ours: {name!r}")
    return parts


def _exchange(new: Path, folder: Path) -> None:
    if not folder.exists():
        new.rename(folder)
    elif not _swapped(new, folder):
        # Where the file system knows no exchange, `_recover` closes the gap between these two renames.
        old = folder.with_name(f".{folder.name}{_OLD}")
        folder.rename(old)
        new.rename(folder)
        shutil.rmtree(old)
    durable.sync(folder.parent)


def _swapped(one: Path, other: Path) -> bool:
    """Whether the two paths were exchanged in one step; False where the system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except AttributeError:
        return False
    if rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
        return False
    raise OSError(number, os.strerror(number), str(other))
