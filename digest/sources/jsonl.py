"""Records out of JSON lines: one object per line. Floor 2. A line that is not one is reported and the others read."""

import json
from math import isfinite
from typing import Any

from digest.errors import SourceError
from digest.model import Fetched, Source
from digest.sources import columns
from digest.sources.record import Doubt, Reading, Record
from digest.text import encoding

LONGEST_LINE = 2_000_000  # characters; a record's largest field is half of that


def read(source: Source, fetched: Fetched) -> Reading:
    """The records in the file's order, none for an empty file; SourceError for one JSON array instead of lines."""
    records: list[Record] = []
    doubts: list[Doubt] = []
    names: set[Any] = set()
    # Only "\n" ends a line: JSON strings may hold U+2028 and its like as they are.
    for number, line in enumerate(encoding.decode(fetched).text.split("\n"), 1):
        text = line.strip("\ufeff \t\r")
        if number == 1 and text.startswith("["):
            raise _array(source, fetched)
        if not text:
            continue
        try:
            values = as_object(text)
            records.append(columns.record(values, f"line {number}"))
            names |= values.keys()
        except columns.WrongFieldError as error:
            doubts.append(Doubt(location=f"line {number}", reason=str(error)))
    return Reading(records=tuple(records), doubts=(*columns.unknown(names, ""), *doubts))


def as_object(text: str) -> dict[str, Any]:
    """The object that a line holds; WrongFieldError for anything else."""
    if len(text) > LONGEST_LINE:
        raise columns.WrongFieldError(f"it is longer than {LONGEST_LINE:,} characters")
    try:
        values = json.loads(text, parse_constant=_refused, parse_float=_finite)
    except json.JSONDecodeError as error:
        raise columns.WrongFieldError(f"it is not JSON: {error.msg} at character {error.colno}") from error
    except (RecursionError, ValueError) as error:
        raise columns.WrongFieldError("its JSON is nested too deep or holds a number too long") from error
    if not isinstance(values, dict):
        raise columns.WrongFieldError("it is not an object in braces")
    return values


def _refused(written: str) -> float:
    """Nothing: NaN and Infinity are no JSON (RFC 8259, section 6)."""
    raise ValueError(written)


def _finite(written: str) -> float:
    return number if isfinite(number := float(written)) else _refused(written)


def _array(source: Source, fetched: Fetched) -> SourceError:
    return SourceError(
        "The file holds one JSON array, not one object per line.",
        source=source.name,
        location=fetched.location,
        next="Write each object on a line of its own, for example with: jq -c '.[]' file.json > file.jsonl",
    )
