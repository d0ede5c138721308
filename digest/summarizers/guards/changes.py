"""What was exchanged in a sentence that is otherwise copied from the article. Part of digest.summarizers.guards.

A draft that keeps most words of a source sentence and swaps a name, a number or an unknown word for another is the
most dangerous one: it looks right. Sets of words cannot see two people change places; comparing in order can.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

import regex

from digest.summarizers.guards import names, numbers, tokens
from digest.summarizers.guards.evidence import Source, SourceSentence

NEARLY_COPIED = 0.6  # share of the draft's words that stand in the same order in one source sentence
LONGEST = 600  # tokens of a sentence; longer ones are compared up to there
_HAN = regex.compile(r"\p{Han}{2,}")
# Said in another word, or how clauses hang together: no fact is exchanged.
_HARMLESS = regex.compile(
    "表示|指出|强调|強調|认为|認為|介绍|介紹|宣布|称|稱|说|說|提出|同时|同時|此外|其中|以及|并且|並且|以来|以來|进行|進行"
    "|目前|已经|已經|该|該|这|這|还|還|的|了|也|和|与|與|及|将|將|为|為|在|于|於|是|有|其|他|她|它|们|們|个|個|并|並|而|则|則"
    "|等|中|就|对|對|从|從|以|由|被|把|让|讓"
)


def is_nearly_copied(draft: str, nearest: SourceSentence) -> bool:
    """Whether most words of `draft` stand in the same order in the source sentence `nearest`."""
    _, mine, matcher = _compared(draft, tokens.plain(nearest.text))
    return bool(mine) and sum(block.size for block in matcher.get_matching_blocks()) >= NEARLY_COPIED * len(mine)


def faults(draft: str, source: Source, nearest: SourceSentence) -> tuple[str, ...]:
    """What `draft`, nearly a copy of the source sentence `nearest`, has in the place of something else."""
    original = tokens.plain(nearest.text)
    theirs, mine, matcher = _compared(draft, original)
    near = source.around(nearest) + " " + tokens.plain(source.heading)
    found = list(_moved(draft, original))
    for kind, left, right, start, end in matcher.get_opcodes():
        if kind in {"replace", "insert"}:
            written = draft[mine[start].start : mine[end - 1].end]
            before = original[theirs[left].start : theirs[right - 1].end] if right > left else ""
            found += _exchanged(written, before, near, source)
    return tuple(dict.fromkeys(found))


def _compared(draft: str, original: str) -> tuple[Sequence[tokens.Token], Sequence[tokens.Token], SequenceMatcher[str]]:
    theirs, mine = tokens.tokens(original)[:LONGEST], tokens.tokens(draft)[:LONGEST]
    matcher = SequenceMatcher(
        None, [token.text.casefold() for token in theirs], [token.text.casefold() for token in mine], autojunk=False
    )
    return theirs, mine, matcher


def _moved(draft: str, original: str) -> Iterator[str]:
    """A reason if names that both have stand in another order, as when two people change places."""
    for read in (names.capitals, names.places):
        known = read(original)
        rest = iter(known)
        if not all(name in rest for name in read(draft) if name in known):
            yield "its names stand in another order than in the article"
    mine, theirs = names.places(draft), names.places(original)
    gone, new = [name for name in theirs if name not in draft], [name for name in mine if name not in original]
    if gone and new:
        yield f"it says {new[0]!r} where the article has {gone[0]!r}"


def _exchanged(written: str, before: str, near: str, source: Source) -> Iterator[str]:
    was = f" where the article has {before[:40]!r}" if before else ""
    names_before = set(names.capitals(before))
    for name in names.capitals(written):
        if name not in near or (names_before and name not in names_before and not _is_part(name, before)):
            yield f"{name!r} is not what the sentence it comes from says{was}"
    keys_before = {number.key for number in numbers.found(before)}
    for number in numbers.found(written):
        if keys_before and number.key not in keys_before:
            yield f"the number {number.text!r} stands{was}"
    for run in _HAN.findall(written):
        if _is_foreign_han(run, before, near, source):
            yield f"{run!r} is not what the sentence it comes from says{was}"


def _is_part(name: str, before: str) -> bool:
    """Whether the name is short for what stood there: UN for United Nations."""
    return name.isupper() and name in {"".join(word[0] for word in before.split() if word[0].isupper())}


def _is_foreign_han(run: str, before: str, near: str, source: Source) -> bool:
    bare = _HARMLESS.sub("", run)
    if len(bare) < 2:
        return False
    if len(before) > 1 and names.is_name_like(before):
        return True
    if run in near:
        return len(before) > 1 and names.is_name_like(run)
    pairs = [bare[i : i + 2] for i in range(len(bare) - 1)]
    return names.is_name_like(bare) or not any(pair in source.text for pair in pairs)
