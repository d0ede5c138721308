"""One Record out of named values: the fields that JSON lines, CSV files and front matter share. Floor 2.

The names are exact; a name that is not one of them is ignored and reported once per document by the caller. A
value of the wrong type is refused with the field's name, never turned into text: `title: true` is a mistake.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from digest.sources import markup
from digest.sources.record import Doubt, Record

_TEXTS = (
    *("title", "kind", "date", "language", "url", "guid", "body"),
    *("speaker", "speaker_post", "translation_key", "video_url", "duration"),
)
_NUMBERS_TOO = frozenset({"guid", "duration"})
FIELDS = frozenset({*_TEXTS, "tags", "picture"})


class WrongFieldError(ValueError):
    """A field holds what it cannot hold; the text of the error says which and what it takes."""


def record(values: Mapping[str, Any], location: str, body_format: str = "") -> Record:
    """The record of `values`; WrongFieldError when one of them has the wrong type."""
    texts: dict[str, Any] = {name: _text(values, name) for name in _TEXTS}
    body = texts["body"]
    picture: dict[str, Any] = _picture(values.get("picture"))
    return Record(
        location=location,
        kind_word=texts.pop("kind"),
        body_format=body_format or ("html" if markup.looks_like_html(body) else "text"),
        tags=_tags(values.get("tags")),
        **texts,
        **picture,
    )


def unknown(names: Iterable[Any], location: str) -> tuple[Doubt, ...]:
    """One doubt that lists the names nobody asked for; none if there are none."""
    strange = sorted({str(name)[:40] for name in names} - FIELDS)
    if not strange:
        return ()
    listed = ", ".join(strange[:10]) + (f" and {len(strange) - 10} more" if len(strange) > 10 else "")
    return (Doubt(location=location, reason=f"fields that mean nothing here were ignored: {listed}", lost=False),)


def _text(values: Mapping[str, Any], name: str) -> str:
    value = values.get(name)
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if name in _NUMBERS_TOO and isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    raise WrongFieldError(f"its {name} must be text, not {_named(value)}")


def _tags(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, str):
        return tuple(value.replace("，", ",").replace("；", ";").replace(";", ",").split(","))
    if isinstance(value, list) and all(isinstance(tag, str) for tag in value):
        return tuple(value)
    raise WrongFieldError("its tags must be a list of texts, or one text with commas between")


def _picture(value: Any) -> dict[str, str]:
    if value is None or isinstance(value, str):
        return {"picture_url": value or ""}
    if not isinstance(value, dict) or not isinstance(value.get("url"), str):
        raise WrongFieldError("its picture must be an address, or an object with url, alt, width and height")
    parts = {name: value.get(name) for name in ("url", "alt", "width", "height")}
    return {f"picture_{name}": "" if part is None else str(part) for name, part in parts.items()}


def _named(value: Any) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return names.get(type(value), "this")
