"""`digest init`, and the check of a newsroom as it is set up. Part of digest.cli."""

import shlex
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from digest.cli import console
from digest.cli.articles import JsonOption

if TYPE_CHECKING:
    from digest.errors import DigestError


def init(
    folder: Annotated[
        Path, typer.Argument(help="A folder; it is made if need be, and nothing in it is overwritten.", metavar="DIR")
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be written.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Write a new newsroom: configuration, templates, samples.

    Example:
      digest init my-newsroom
    """
    from digest import starter

    files = starter.plan(folder) if dry_run else starter.copy(folder)
    if as_json:
        console.emit({"folder": str(folder), "files": [file.as_posix() for file in files], "dry_run": dry_run})
        return
    console.line(f"{'Would write' if dry_run else 'Wrote'} {len(files)} files into {console.safe(folder)}.")
    if not dry_run:
        there = shlex.quote(console.safe(folder))
        console.line(f"next:  cd {there} && digest ingest && digest build weekly --as-of 2025-11-17")


def check_newsroom(root: Path, as_json: bool) -> None:
    """Nothing; configuration, templates and installation were checked, exit code 2 says that there are faults."""
    from digest import chinese, config, fetch, newsroom, render
    from digest.errors import ConfigError, DigestError

    faults: list[str] = []
    unused: tuple[str, ...] = ()
    settings = None
    try:
        settings = config.load(root)
    except ConfigError as e:
        faults += [str(fault) for fault in e.faults]
    try:
        chinese.check_installation()
    except DigestError as e:
        faults.append(_without_what_stayed(e))
    try:
        platforms = settings.platforms.values() if settings else ()
        faults += [str(fault) for fault in render.validate(newsroom.templates(root), platforms)]
        unused = newsroom.unused_templates(settings) if settings else ()
    except DigestError as e:
        faults.append(_without_what_stayed(e))
    if settings and settings.model:
        from digest import chat

        faults += chat.faults(settings.model.address)
    if settings:
        faults += [fault for source in settings.sources.values() if (fault := fetch.unreadable(source, root))]
    summary: dict[str, Any] = {"newsroom": str(root), "faults": faults, "unused": list(unused)}
    if settings:
        summary |= {name: list(getattr(settings, name)) for name in ("sources", "newsletters", "audiences")}
    _report(summary, faults, as_json)


def _without_what_stayed(error: "DigestError") -> str:
    return f"{error.what} {error.next}".rstrip()  # a check writes nothing, so nothing need be said to be unchanged


def _report(summary: Mapping[str, Any], faults: list[str], as_json: bool) -> None:
    if as_json:
        console.emit(summary)
    elif faults:
        console.line(f"{len(faults)} {'fault' if len(faults) == 1 else 'faults'}:")
        for fault in faults:
            console.line(f"  {console.safe(fault)}")
    else:
        counts = (f"{len(summary[name])} {name}" for name in ("sources", "newsletters", "audiences"))
        console.line(f"Everything is in order: {', '.join(counts)}; all templates render.")
    if not as_json:
        for words in summary["unused"]:
            console.line(f"note: {console.safe(words)}")
    if faults:
        raise typer.Exit(console.USAGE)


COMMANDS: Mapping[str, Callable[..., None]] = {"init": init}
