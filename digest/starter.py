"""The files that ship with the product: templates, configuration and samples for a new newsroom. Floor 3.

In an installed package they lie in `digest/starter/`; in a checkout they are the folders beside `digest/`.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

from digest.errors import UsageError

_FOLDERS = ("config", "templates")
_NOT_COPIED = Path("config") / "terms"  # read where they lie, beside a newsroom's own: a copy would grow old
_PACKAGE = Path(__file__).resolve().parent


def shipped(folder: str) -> Path:
    """The shipped `config` or `templates`."""
    installed = _PACKAGE / "starter_files" / folder
    return installed if installed.is_dir() else _PACKAGE.parent / folder


def plan(target: Path) -> tuple[Path, ...]:
    """The files that `copy` would write below `target`, relative and sorted; UsageError if any is there already."""
    files = tuple(sorted(path for path, _ in _files()))
    taken = [str(file) for file in files if (target / file).exists()]
    if taken:
        raise UsageError(
            f"{target} holds a newsroom already ({taken[0]} and {len(taken) - 1} more files)."
            if len(taken) > 1
            else f"{target} holds {taken[0]} already.",
            kept="Nothing was written.",
            next="Choose an empty folder: digest init DIR",
        )
    return files


def copy(target: Path) -> tuple[Path, ...]:
    """The files written below `target`; UsageError, and nothing written, if any of them is there already."""
    files = plan(target)
    written: list[Path] = []
    try:
        for file, shipped_file in _files():
            (target / file).parent.mkdir(parents=True, exist_ok=True)
            written.append(target / file)
            shutil.copyfile(shipped_file, target / file)
        (target / "outbox").mkdir(exist_ok=True)
    except OSError as e:
        for path in written:  # so that the same command can be given again
            path.unlink(missing_ok=True)
        raise UsageError(
            f"{target} cannot be written: {e.strerror}.",
            kept="No file was left there.",
            next="Make room, or choose another folder: digest init DIR",
        ) from e
    return files


def _files() -> Iterator[tuple[Path, Path]]:
    for folder in _FOLDERS:
        top = shipped(folder)
        for path in top.rglob("*"):
            relative = path.relative_to(top)
            if path.is_file() and not any(part.startswith((".", "__")) for part in relative.parts):
                target = Path(folder) / relative
                if not target.is_relative_to(_NOT_COPIED):
                    yield target, path
