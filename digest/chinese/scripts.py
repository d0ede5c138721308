"""Which parts of a text are in the script that is wanted already. Part of digest.chinese, floor 2."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from digest.chinese import engines
from digest.chinese.spans import Span
from digest.model import Language
from digest.text import language

_JOINT = "\x1f"  # so that no two characters look like a phrase
_SHORT = 100_000  # characters; a longer text pays for a pattern
_SAMPLES = 200  # parts of a long text that say how it is written as a whole


def written_in(text: str, parts: Sequence[Span], script: Language) -> list[Span]:
    """The parts in `script`, ZH_HANS or ZH_HANT. A part that does not say is as the whole text is."""
    if not _may_be(text, script):
        return []
    sampled = parts if len(text) < _SHORT else parts[:: len(parts) // _SAMPLES + 1]
    whole = language.detect("\n".join(text[start:end] for start, end in sampled))
    asked = parts if whole is script or len(text) < _SHORT else _marked(text, parts, script)
    return [span for span in asked if language.inherit(language.detect(text[slice(*span)]), whole) is script]


def _may_be(text: str, script: Language) -> bool:
    """False when no character is the script's own: the usual case, and quick."""
    if len(text) >= _SHORT:
        return _own(script).search(text) is not None
    letters = _JOINT.join(sorted(set(text)))
    return _changed(script, letters) != letters


def _marked(text: str, parts: Sequence[Span], script: Language) -> Iterator[Span]:
    """The parts with a character of the script's own."""
    own = _own(script)
    for span in parts:
        if own.search(text, *span):
            yield span


def _changed(script: Language, letters: str) -> str:
    return engines.configuration("s2t" if script is Language.ZH_HANS else "t2s")(letters)


@cache
def _own(script: Language) -> re.Pattern[str]:
    """What finds a character that only texts in `script` have, by OpenCC or by the character sets."""
    han = "".join(map(chr, (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))))
    changed = _changed(script, _JOINT.join(han)).split(_JOINT)
    letters = {old for old, new in zip(han, changed, strict=True) if old != new} | language.own_letters(script)
    return re.compile(f"[{''.join(sorted(letters))}]")
