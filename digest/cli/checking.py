"""`digest check`: a newsroom as it is set up, or the drafts of an issue. Part of digest.cli."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from digest.cli import console, junit, names, setting_up
from digest.cli.articles import JsonOption
from digest.errors import UsageError

if TYPE_CHECKING:
    from digest.preflight import Finding, Sheet

Checked = Sequence[tuple["Sheet", tuple["Finding", ...]]]


def check(
    context: typer.Context,
    issue: Annotated[
        str, typer.Argument(metavar="ISSUE", help="Such as weekly/2025-W46; without one, the newsroom itself.")
    ] = "",
    audience: Annotated[str, typer.Argument(metavar="AUDIENCE", help="Only this audience.")] = "",
    junit_file: Annotated[
        Path | None, typer.Option("--junit", metavar="FILE", help="Write the findings as JUnit XML too.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Check the newsroom, or the drafts of an issue; change nothing.

    Without ISSUE: configuration, templates and installation; faults end with exit code 2. With ISSUE: the drafts as
    they lie in the outbox. Blockers, which must not be published, end with exit code 1; warnings, which somebody
    should look at, with 0.

    Examples:
      digest check
      digest check weekly/2025-W46
      digest check weekly/2025-W46 taiwan --junit report.xml
    """
    if not issue:
        if junit_file:
            raise UsageError("--junit is for an issue.", next="Name it: digest check weekly/2025-W46 --junit FILE")
        setting_up.check_newsroom(context.obj.root, as_json)
        return
    from digest import newsroom, pipeline, preflight

    with newsroom.look_in(context.obj.root) as desk:
        sheets = pipeline.reopen(desk, names.issue_name(issue), audience)
    checked = [(sheet, preflight.check(sheet)) for sheet in sheets]
    if junit_file:
        _write(junit_file, junit.report(issue, checked))
    if as_json:
        console.emit(_document(issue, checked))
    else:
        _print(context.obj, issue, checked)
    if any(_count(found, "blocker") for _, found in checked):
        raise typer.Exit(console.FAILED)


def _print(here: names.Place, issue: str, checked: Checked) -> None:
    blockers, warnings = (sum(_count(found, level) for _, found in checked) for level in ("blocker", "warning"))
    console.line(console.bold(f"{issue} · {console.count(blockers, 'blocker')} · {console.count(warnings, 'warning')}"))
    rows = [
        (sheet.audience.name, sheet.variant, _count(found, "blocker") or "–", _count(found, "warning") or "–")
        for sheet, found in checked
    ]
    console.table(("audience", "variant", "blockers", "warnings"), rows, right=(2, 3))
    for sheet, found in checked:
        if found:
            console.line(f"\n{console.bold(sheet.audience.name)}")
        for line in _lines(found):
            console.line(line)
    preview = here.command(f"preview {issue} --open")
    console.line(f"\nlook:  {preview}     files:  {here.command(f'outbox {issue}')}")


def _lines(found: Sequence["Finding"]) -> Iterator[str]:
    """Each remark once, then where it applies."""
    alike: dict[tuple[str, str, str], list[str]] = {}
    for each in found:
        alike.setdefault((each.level, each.code, each.words), []).append(str(each.where))
    for (level, code, words), places in alike.items():
        sign = {"blocker": "✗", "warning": "!"}[level]
        yield f"  {sign} {level}  {console.safe(words)}  {console.muted(f'[{code}]')}"
        if any(places):
            yield f"      {console.muted(console.safe(', '.join(places)))}"


def _document(issue: str, checked: Checked) -> dict[str, Any]:
    every = [each for _, found in checked for each in found]
    return {
        "issue": issue,
        "blockers": _count(every, "blocker"),
        "warnings": _count(every, "warning"),
        "audiences": [
            {
                "audience": sheet.audience.name,
                "variant": sheet.variant.value,
                "blockers": _count(found, "blocker"),
                "warnings": _count(found, "warning"),
            }
            for sheet, found in checked
        ],
        "findings": [
            {
                "level": each.level.value,
                "code": each.code,
                "words": each.words,
                "audience": each.where.audience,
                "channel": each.where.channel,
                "file": each.where.file,
                "story": each.where.story,
                "field": str(each.where.field),
                "offset": each.where.offset,
            }
            for each in every
        ],
    }


def _count(found: Sequence["Finding"], level: str) -> int:
    return sum(each.level == level for each in found)


def _write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as e:
        raise UsageError(f"The report could not be written to {file}: {e.strerror}.", next="Name another file.") from e


COMMANDS: Mapping[str, Callable[..., None]] = {"check": check}
