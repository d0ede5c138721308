"""Records in, records out: one JSON object on a line, answered by one on a line, as they come. Part of digest.cli."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import typer

from digest.cli import console

Record = Mapping[str, Any]
_AROUND = "\ufeff \t\r\n"


def answer(lines: Iterable[str | None], made: Callable[[Record], dict[str, Any]]) -> None:
    """Print for each line what `made` makes of its record, after its "id"; empty lines are passed over.

    A line that is no record, or of which `made` says by a ValueError that it cannot be used, is answered by
    {"id", "line", "error"}; the others go on, and the exit code is 5.
    """
    failed = False
    for number, line in enumerate(lines, 1):
        if line is None or line.strip(_AROUND):
            answered = _answered(line, number, made)
            failed |= "error" in answered
            console.record(answered)
    if failed:
        raise typer.Exit(console.PARTLY)


def text_of(record: Record) -> str:
    """The "text" of a record; ValueError for one that holds none."""
    text = record.get("text")
    if not isinstance(text, str):
        raise ValueError('its "text" is not text' if "text" in record else 'it has no "text"')
    return text


def _answered(line: str | None, number: int, made: Callable[[Record], dict[str, Any]]) -> dict[str, Any]:
    from digest.sources import jsonl

    if line is None:
        return {"id": None, "line": number, "error": "it is too long"}
    record: Record = {}
    try:
        record = jsonl.as_object(line.strip(_AROUND))
        return {"id": record.get("id"), **made(record)}
    except ValueError as e:
        return {"id": record.get("id"), "line": number, "error": str(e)}
