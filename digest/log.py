"""What programs that run for long write down of themselves: one line for each thing, to standard error. Floor 4.

DIGEST_LOG=text writes lines of key=value (logfmt), DIGEST_LOG=json one JSON object each; without it only warnings and
errors are written. Fields are names that we gave (issues, audiences, pages), states and figures. Readers are never
among them, and what comes from elsewhere, such as a relay's words, loses its addresses and tokens on the way.
"""

import json
import logging
import os
import re
import sys
import traceback
from datetime import UTC, datetime
from typing import Literal

VARIABLE = "DIGEST_LOG"
_ADDRESS = re.compile(r"[^\s<>\"'=:;,()]{1,256}@[^\s<>\"'=:;,()]{1,256}")
_TOKEN = re.compile(r"(?=[\w.~+-]*\d)(?=[\w.~+-]*[A-Za-z])[\w.~+-]{24,}")
_PLAIN = re.compile(r"[\w.:/{}+*-]+")
_LONGEST = 2_000  # characters of a field

_ours = logging.getLogger("digest")
_ours.addHandler(logging.NullHandler())  # a command that never starts it says what it has to say by itself


def event(name: str, /, **fields: object) -> None:
    """Nothing; writes that it happened."""
    _ours.info(name, extra={"fields": fields})


def warn(name: str, /, **fields: object) -> None:
    """Nothing; writes that somebody should look at it."""
    _ours.warning(name, extra={"fields": fields})


def start() -> None:
    """Nothing; from here on this process writes down what happens, its libraries' warnings included."""
    form = os.environ.get(VARIABLE, "").strip().lower()
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Line("json" if form == "json" else "text"))
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # that a look is still under way is no news: clock.py
    _ours.setLevel(logging.INFO if form in ("text", "json") else logging.WARNING)


def masked(text: str) -> str:
    """The text without anybody's address, and without what looks like a token.

    >>> masked("550 5.1.1 <lin@example.org>: user unknown")
    '550 5.1.1 <*@*>: user unknown'
    """
    return _TOKEN.sub("*", _ADDRESS.sub("*@*", text[:_LONGEST]))


class _Line(logging.Formatter):
    """One line for a record."""

    def __init__(self, form: Literal["text", "json"]) -> None:
        super().__init__()
        self._form = form

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": masked(record.getMessage()),
        }
        told |= {name: _value(value) for name, value in getattr(record, "fields", {}).items()}
        if record.exc_info and (error := record.exc_info[1]):
            told |= {"error": type(error).__name__, "said": masked(str(error)), "where": _where(error)}
        if self._form == "json":
            return json.dumps(told, ensure_ascii=False)
        return " ".join(f"{name}={_quoted(value)}" for name, value in told.items())


def _value(value: object) -> object:
    return value if isinstance(value, bool | int | float | None) else masked(str(value))


def _quoted(value: object) -> str:
    text = "" if value is None else str(value)
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _where(error: BaseException) -> str:
    """The places that the error came through, the innermost first; no line of code, which may hold a value."""
    frames = traceback.extract_tb(error.__traceback__)
    return " ".join(f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in reversed(frames[-12:]))
