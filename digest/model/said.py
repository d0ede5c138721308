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
    filled = {name: packed(value) if isinstance(value, str) else str(value) for name, value in sentence.fields.items()}
    return {"wording": sentence.wording, "fields": filled}


def unpacked(kept: str | Mapping[str, Any]) -> str:
    """The sentence that was packed."""
    if isinstance(kept, str):
        return kept
    return said(kept["wording"], **{name: unpacked(value) for name, value in kept["fields"].items()})
