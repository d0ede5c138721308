"""Blocks of text made clean: invisible and leaked characters out, repeats once, joined paragraphs apart. Floor 2.

Works for every format alike and knows no site by name. Each step takes blocks and gives blocks plus a note in
words, empty when it found nothing to do, so an article can say what was done to it. Nothing is reworded and no
sentence is lost: only exact repeats and marks that carry no meaning are removed. What a paragraph is for (a
biography, a call to click) is decided in `roles`; the author's own text is kept by the caller.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from digest.model import Language, Role
from digest.sources import vocabulary
from digest.sources.blocks import Block
from digest.text import language, typography

Step = Callable[[Sequence[Block]], tuple[list[Block], str]]

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HAN_LETTER = re.compile(f"[{HAN}]")
_CLOSING = "”’」』）》\"'"

_LEAKS = re.compile(r"\s*,\s*(?:filtered|full|basic|restricted)_html\b|\bfiltered_html\b", re.IGNORECASE)
_LEAKED_LINE = re.compile(r"(?:Video Url|Image Url|Media Url|field_\w+|\[node:[\w:-]+\])\s*:?", re.IGNORECASE)
_FULL_STOP_AND_SPACE = re.compile(rf"(?<=[。！？])([{_CLOSING}]?)\s+(?=\S)")
_GLUED_HEADING = re.compile(rf"[。！？][{_CLOSING}]?\s*([^。！？…!?.;；\n]{{4,20}})$")
_ENDS_OPEN = re.compile(r"[,，、:：(（“‘「『《—-]$")
_LONG_CHINESE_LINE = 120  # characters; shorter lines are paragraphs already
_LONG_LATIN_LINE = 600  # characters; in such a line a missing space is what is left of a paragraph's end
_LETTERS_WORTH = 3  # Latin letters that say about as much as one Han character
_SHORT = 36  # weight in Latin letters; shorter lines may repeat for a reason (a speaker's name, a chorus)


def clean(blocks: Sequence[Block]) -> tuple[list[Block], tuple[str, ...]]:
    """The blocks after every step, and what the steps did, in words."""
    notes: list[str] = []
    current = list(blocks)
    for step in _STEPS:
        current, note = step(current)
        if note:
            notes.append(note)
    return current, tuple(notes)


def one_line(text: str) -> str:
    """`text` without control and invisible characters, on one line, with single spaces."""
    return " ".join(typography.clean_controls(text).split())


def counted(number: int, one: str, many: str) -> str:
    """ "1 repeated paragraph removed" or "6 repeated paragraphs removed"; empty for none."""
    return "" if not number else f"1 {one}" if number == 1 else f"{number} {many}"


def weight(text: str) -> int:
    """How much `text` says, in Latin letters: a Han character counts as three."""
    return len(text) + (_LETTERS_WORTH - 1) * len(_HAN_LETTER.findall(text))


def restored(text: str, label: Language) -> str:
    """`text` with full-width punctuation if it is Chinese, unchanged if it is not."""
    return typography.restore(text) if label in (Language.ZH_HANS, Language.ZH_HANT) else text


def _lines(blocks: Sequence[Block]) -> tuple[list[Block], str]:
    split = [replace(block, text=line) for block in blocks for line in re.split(r"[\r\n]+", block.text)]
    # Repaired first: half of a garbled character is a control character, which would be removed.
    repairs = {block.text: typography.mojibake(block.text) for block in split}
    done = [replace(block, text=one_line(repairs[block.text] or block.text)) for block in split]
    number = sum(1 for block in split if repairs[block.text])
    note = counted(number, "garbled paragraph repaired", "garbled paragraphs repaired")
    return [block for block in done if block.text], note


def _without_leaks(blocks: Sequence[Block]) -> tuple[list[Block], str]:
    kept = [replace(block, text=_LEAKS.sub("", block.text).strip()) for block in blocks]
    left = [block for block in kept if block.text and not _LEAKED_LINE.fullmatch(block.text)]
    number = sum(before.text != after.text for before, after in zip(blocks, kept, strict=True)) + len(kept) - len(left)
    return left, counted(number, "piece of page template removed", "pieces of page template removed")


def _without_marks(blocks: Sequence[Block]) -> tuple[list[Block], str]:
    kept = [block for block in blocks if not (vocabulary.is_marker(block.text) or vocabulary.is_more(block.text))]
    number = len(blocks) - len(kept)
    return kept, counted(number, '"learn more" or carousel mark removed', '"learn more" or carousel marks removed')


def _without_repeats(blocks: Sequence[Block]) -> tuple[list[Block], str]:
    """Each paragraph once. A short line counts as a repeat only right after another one of the same run."""
    first_seen: dict[str, int] = {}
    kept: list[Block] = []
    copied = -2  # the position whose repeat was just removed
    for position, block in enumerate(blocks):
        form = typography.normal(block.text)
        original = first_seen.setdefault(form, position)
        if original < position and (weight(block.text) >= _SHORT or original == copied + 1):
            copied = original
            continue
        copied = -2
        kept.append(block)
    return kept, counted(len(blocks) - len(kept), "repeated paragraph removed", "repeated paragraphs removed")


def _joined_apart(blocks: Sequence[Block]) -> tuple[list[Block], str]:
    """Latin sentences that ran into one another: apart; in a very long line they become paragraphs."""
    done: list[Block] = []
    number = 0
    for block in blocks:
        pieces = _at_insertions(block.text, typography.join_fixes(block.text))
        number += len(pieces) - 1
        texts = pieces if len(block.text) >= _LONG_LATIN_LINE else [" ".join(pieces)]
        done += [replace(block, text=text) for text in texts]
    return done, counted(
        number, "missing space between sentences restored", "missing spaces between sentences restored"
    )


def _at_insertions(text: str, fixed: str) -> list[str]:
    """`fixed` cut where it has a space that `text` has not."""
    pieces: list[str] = []
    start = source = 0
    for position, letter in enumerate(fixed):
        if source < len(text) and letter == text[source]:
            source += 1
        elif letter == " ":
            pieces.append(fixed[start:position])
            start = position + 1
    pieces.append(fixed[start:])
    return [piece for piece in pieces if piece]


def _at_full_stops(blocks: Sequence[Block]) -> tuple[list[Block], str]:
    """Chinese writes no space after a full stop; in a long line one is what is left of a paragraph's end."""
    done: list[Block] = []
    for block in blocks:
        if len(block.text) < _LONG_CHINESE_LINE:
            done.append(block)
            continue
        marked = _FULL_STOP_AND_SPACE.sub("\\1\n", block.text)
        done += [replace(block, text=text) for text in marked.split("\n") if text]
    return done, counted(len(done) - len(blocks), "joined paragraph separated", "joined paragraphs separated")


def _headings_apart(blocks: Sequence[Block]) -> tuple[list[Block], str]:
    """A sub-heading that ran into the end of the paragraph before it becomes a heading again."""
    done: list[Block] = []
    for position, block in enumerate(blocks):
        heading = _glued_heading(block, blocks[position + 1 : position + 2])
        if heading:
            done.append(replace(block, text=block.text[: -len(heading)].rstrip()))
            done.append(Block(text=heading, role=Role.HEADING))
        else:
            done.append(block)
    return done, counted(len(done) - len(blocks), "sub-heading separated", "sub-headings separated")


def _glued_heading(block: Block, following: Sequence[Block]) -> str:
    if block.role is not Role.TEXT or not following or following[0].role is not Role.TEXT:
        return ""
    match = _GLUED_HEADING.search(block.text[-40:])
    heading = match[1].strip() if match else ""
    enough_han = len(_HAN_LETTER.findall(heading)) >= 4
    return heading if enough_han and heading[0] not in _CLOSING and not _ENDS_OPEN.search(heading) else ""


def punctuated(blocks: Sequence[Block], article: Language) -> tuple[list[tuple[Block, Language]], str]:
    """The blocks with their languages, full-width marks restored in the Chinese ones, and a note."""
    labels = [language.inherit(language.detect(block.text), article) for block in blocks]
    done = [
        (replace(block, text=restored(block.text, label)), label) for block, label in zip(blocks, labels, strict=True)
    ]
    number = sum(block.text != new.text for block, (new, _) in zip(blocks, done, strict=True))
    return done, counted(number, "paragraph given full-width punctuation", "paragraphs given full-width punctuation")


_STEPS: tuple[Step, ...] = (
    _lines,
    _without_leaks,
    _without_marks,
    _without_repeats,
    _joined_apart,
    _at_full_stops,
    _headings_apart,
)
