"""What the answers look like, as JSON Schema. Part of digest.web.api."""

from collections.abc import Mapping
from typing import Any

Shape = Mapping[str, Any]

TEXT: Shape = {"type": "string"}
NUMBER: Shape = {"type": "integer"}
YES: Shape = {"type": "boolean"}
TIME: Shape = {"type": "string", "format": "date-time"}
HASH: Shape = {"type": "string", "pattern": "^([0-9a-f]{64})?$"}


def several(shape: Shape) -> Shape:
    """A list of these."""
    return {"type": "array", "items": shape}


def named(shape: Shape) -> Shape:
    """These, by name."""
    return {"type": "object", "additionalProperties": shape}


def record(**fields: Shape) -> Shape:
    """Exactly these fields, all of them."""
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


def sent(*optional: str, **fields: Shape) -> Shape:
    """What a program sends: these fields and no others; those named are not needed."""
    return {
        "type": "object",
        "properties": fields,
        "required": [name for name in fields if name not in optional],
        "additionalProperties": False,
    }


def text(words: str, **more: Any) -> Shape:
    """A text that a program sends, and what it means."""
    return {"type": "string", "description": words, **more}


LINE = record(issue=TEXT, revision=NUMBER, state=TEXT, due=TIME, approvals=several(TEXT), needed=NUMBER, overdue=YES)
DRAFT = record(path=TEXT, channel=TEXT, sha256=HASH)
ISSUE = record(
    issue=TEXT,
    revision=NUMBER,
    seal=HASH,
    state=TEXT,
    due=TIME,
    blockers=NUMBER,
    warnings=NUMBER,
    editors=several(TEXT),
    approvals=several(TEXT),
    articles=several(TEXT),
    drafts=several(DRAFT),
)
FINDING = record(level=TEXT, code=TEXT, words=TEXT, where=named(TEXT))
WORDS = record(text=TEXT, version=TEXT, by_hand=YES, stale=YES, by=TEXT)
STORY = record(article=TEXT, words=named(WORDS))
LEFT_OUT = record(article=TEXT, title=TEXT, reason=TEXT, words=TEXT, said=TEXT)
COMMENT = record(id=NUMBER, text=TEXT, by=TEXT, at=TIME, revision=NUMBER, reply_to=NUMBER, resolved_by=TEXT)
MARK = record(path=TEXT, url=TEXT, by=TEXT, at=TIME)
EVENT = record(
    id=NUMBER,
    at=TIME,
    by=TEXT,
    via=TEXT,
    issue=TEXT,
    revision=NUMBER,
    act=TEXT,
    spot=TEXT,
    words=TEXT,
    seal_before=HASH,
    seal_after=HASH,
)
REFUSAL = record(
    error={
        "type": "object",
        "properties": dict.fromkeys(("what", "kept", "next", "yours", "theirs", "by"), TEXT),
        "required": ["what", "kept", "next"],
        "additionalProperties": False,
    }
)
