"""Records in, records out: JSON lines answered one by one, as they come. Part of digest.cli.

Never more than one line is in memory. A line that cannot be answered is answered with what is wrong with it.
"""

from collections.abc import Callable, Iterable
from typing import Any

import typer

from digest.cli import console

Record = dict[str, Any]
_AROUND = "\ufeff \t\r\n"


def answer(lines: Iterable[str | None], reply: Callable[[Record], Record]) -> None:
    """Print {"id", …} for every line that `reply` answers, {"id", "line", "error"} for the others.

    `reply` raises ValueError for a record that it cannot take; exit code 5 says that there were some. None stands for a
    line that was too long to be read.
    """
    failed = False
    for number, line in enumerate(lines, 1):
        if line is None or line.strip(_AROUND):
            answered = _answered(number, line, reply)
            failed |= "error" in answered
            console.record(answered)
    if failed:
        raise typer.Exit(console.PARTLY)


def _answered(number: int, line: str | None, reply: Callable[[Record], Record]) -> Record:
    from digest.sources import jsonl

    if line is None:
        return {"id": None, "line": number, "error": "it is too long"}
    record: Record = {}
    try:
        record = jsonl.as_object(line.strip(_AROUND))
        return {"id": record.get("id"), **reply(record)}
    except ValueError as e:
        return {"id": record.get("id"), "line": number, "error": str(e)}
