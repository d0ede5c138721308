"""Which texts of a list are copies of an earlier one. Floor 1: pure.

Word shingles (Broder 1997, "On the resemblance and containment of documents"): three words of a spaced script, five
characters of an unspaced one, hashed. Two texts are copies when most of the smaller one's shingles are in the other
(containment), so that a shortened repost is found too. Texts of different languages are never compared.

Cost: an index of each text's smallest hashes (a sketch) proposes pairs, so the time grows with the number of texts and
not with its square.
"""

from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b

import regex

from digest.text import typography

CONTAINED = 0.75  # share of the smaller text's shingles that must occur in the other
CONTAINED_IF_SHORT = 0.9  # of a short text: two captions made from one phrase are not copies
RESEMBLES = 0.4  # and the two must be of one size roughly: a paragraph quoted in a long story is not a copy
_SKETCH = 48  # smallest hashes per text that propose pairs
_SHORT = 40  # shingles
_SHORTEST = 8  # a text of fewer shingles is only compared for equality
_TOKEN = regex.compile(r"\p{Han}|[\p{L}\p{N}]+")


def copies(texts: Sequence[tuple[str, str]]) -> list[int | None]:
    """For each (language, text) the index of the first text it copies, None for originals; it never names a copy."""
    found: list[int | None] = []
    index: dict[tuple[str, int], list[int]] = {}
    all_shingles = [shingles(text) for _, text in texts]
    for position, (language, _) in enumerate(texts):
        mine = all_shingles[position]
        sketch = sorted(mine)[:_SKETCH]
        proposals = Counter(other for hashed in sketch for other in index.get((language, hashed), ()))
        original = next((other for other in sorted(proposals) if alike(mine, all_shingles[other])), None)
        found.append(original)
        if original is None:
            for hashed in sketch:
                index.setdefault((language, hashed), []).append(position)
    return found


def alike(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether two sets of shingles come from copies of one text."""
    smaller = min(len(one), len(other))
    if smaller < _SHORTEST:
        return one == other and bool(one)
    common = len(one & other)
    needed = CONTAINED if smaller >= _SHORT else CONTAINED_IF_SHORT
    return common >= needed * smaller and common >= RESEMBLES * max(len(one), len(other))


def shingles(text: str) -> frozenset[int]:
    """Hashes of the overlapping runs of tokens: five of a mostly Han text, three of any other."""
    tokens = _TOKEN.findall(typography.normal(text))
    width = 5 if sum(len(token) == 1 and token >= "\u3400" for token in tokens) * 2 > len(tokens) else 3
    runs = (" ".join(tokens[i : i + width]) for i in range(max(1, len(tokens) - width + 1))) if tokens else ()
    return frozenset(int.from_bytes(blake2b(run.encode(), digest_size=8).digest()) for run in runs)
