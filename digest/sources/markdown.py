"""One Record out of a Markdown file with YAML front matter. Floor 2.

The front matter is read with every value as text, as it was written: YAML would turn a date into an object, "no"
into false and 012 into ten. Anchors and aliases are refused, because a few of them can expand to gigabytes.
Without a title in the front matter the first heading is the title.
"""

import re
from typing import Any

import yaml

from digest.errors import SourceError
from digest.model import Fetched, Source
from digest.sources import columns
from digest.sources.record import Doubt, Reading, Record
from digest.text import encoding

LARGEST_FRONT_MATTER = 64_000  # characters
_DEEPEST_FRONT_MATTER = 10
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_OPENED = re.compile(r"---[ \t]*\r?\n[\w-]+:")
_HEADING = re.compile(r"#{1,6}[ \t]+(.+?)(?:[ \t]+#+)?[ \t]*")
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*")


class _RefusedError(ValueError):
    """The front matter cannot be read; the text of the error says why."""


def read(source: Source, fetched: Fetched) -> Reading:
    """The one record of the file; SourceError when it is empty or its front matter cannot be read."""
    text = encoding.decode(fetched).text.lstrip("\ufeff")
    if not text.strip():
        raise SourceError("The file is empty.", source=source.name, location=fetched.location)
    match = _FRONT_MATTER.match(text)
    try:
        if not match and _OPENED.match(text):
            raise _RefusedError("it begins with --- and no line of --- ends it")
        values = _front_matter(match[1]) if match else {}
        body = text[match.end() :] if match else text
        doubts = columns.unknown(values, "line 1")
        if "body" in values:
            doubts += (Doubt(location="line 1", reason='"body" was ignored: the text below is the body', lost=False),)
        record = _record(values, body)
    except (_RefusedError, columns.WrongFieldError) as error:
        what = f"The front matter cannot be read: {error}."
        raise SourceError(what, source=source.name, location=fetched.location) from error
    return Reading(records=(record,), doubts=doubts)


def _record(values: dict[str, Any], body: str) -> Record:
    title_format = "text"
    if not values.get("title"):
        title, body = _first_heading(body)
        values, title_format = {**values, "title": title}, "markdown"
    record = columns.record({**values, "body": body}, "line 1", body_format="markdown")
    # A heading is Markdown itself and may hold emphasis; a title of the front matter is plain text.
    return record if title_format == "text" else _with_markdown_title(record)


def _with_markdown_title(record: Record) -> Record:
    from dataclasses import replace

    return replace(record, title_format="markdown")


def _first_heading(body: str) -> tuple[str, str]:
    """The heading that the text begins with and the text without it; "" and the text if it begins otherwise."""
    lines = body.splitlines()
    first = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    if first == len(lines):
        return "", body
    match = _HEADING.fullmatch(lines[first].strip())
    if match:
        return match[1], "\n".join(lines[first + 1 :])
    if first + 1 < len(lines) and _UNDERLINE.fullmatch(lines[first + 1]):
        return lines[first].strip(), "\n".join(lines[first + 2 :])
    return "", body


def _front_matter(text: str) -> dict[str, Any]:
    if len(text) > LARGEST_FRONT_MATTER:
        raise _RefusedError(f"it is longer than {LARGEST_FRONT_MATTER:,} characters")
    try:
        _check(text)
        values = yaml.load(text, Loader=yaml.BaseLoader)  # makes texts, lists and mappings, nothing else
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        raise _RefusedError(f"line {line}: {error.problem}") from error
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise _RefusedError(str(error).splitlines()[0]) from error
    if values in (None, ""):
        return {}
    if not isinstance(values, dict):
        raise _RefusedError("it is not a list of names and values")
    return {str(name).casefold(): value if value != "" else None for name, value in values.items()}


def _line(event: yaml.Event) -> int:
    """The line of the file; the first line is the fence."""
    return event.start_mark.line + 2 if event.start_mark else 2


def _check(text: str) -> None:
    """Refuses before anything is built: aliases can be made to expand without end, and depth to exhaust the stack."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _RefusedError(f"line {_line(event)}: anchors and aliases are not allowed")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST_FRONT_MATTER:
            raise _RefusedError(f"line {_line(event)}: it is nested too deep")
