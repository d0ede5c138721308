"""Sentences that can be said in another language afterwards. Part of digest.model."""

from collections.abc import Mapping
from typing import Any


class Said(str):
    """An English sentence for people that knows what it was made of: its wording, and what was filled in.

    It is a string like any other. Whoever has the wording in another language fills the same fields into it; fields
    that are such sentences themselves are said in that language too.
    """

    wording: str
    fields: Mapping[str, object]


class Titles(tuple[str, ...]):
    """Titles within a sentence; each language has marks of its own for them."""

    __slots__ = ()

    def __str__(self) -> str:
        return ", ".join(f"“{title}”" for title in self)


def said(wording: str, /, **fields: object) -> Said:
    """The sentence.

    >>> said("There is no draft for {channel}.", channel="weibo")
    'There is no draft for weibo.'
    """
    sentence = Said(wording.format(**fields) if fields else wording)
    sentence.wording, sentence.fields = wording, fields
    return sentence


def packed(sentence: str) -> str | dict[str, Any]:
    """The sentence as JSON can hold it, with what it was made of."""
    if not isinstance(sentence, Said):
        return sentence
    return {"wording": sentence.wording, "fields": {name: _packed(value) for name, value in sentence.fields.items()}}


def _packed(value: object) -> str | list[str] | dict[str, Any]:
    if isinstance(value, Titles):
        return list(value)
    return packed(value if isinstance(value, str) else str(value))


def unpacked(kept: str | Mapping[str, Any]) -> str:
    """The sentence that was packed."""
    if isinstance(kept, str):
        return kept
    fields = {
        name: Titles(value) if isinstance(value, list) else unpacked(value) for name, value in kept["fields"].items()
    }
    return said(kept["wording"], **fields)
