"""Blocks: the stretches of text an article is made of before they become paragraphs, and how to cut them. Floor 2."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from digest.model import Role

MOST_OF_A_TAIL = 0.6  # an article is not mostly biography or boilerplate: then the sign meant something else


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of text that was a block of its own in the document, and what the markup said it is."""

    text: str
    role: Role = Role.TEXT


def cut(block: Block, span: tuple[int, int], role: Role) -> list[Block]:
    """The block in up to three: before, within and after `span`; what is within has `role`."""
    start, end = span
    pieces = ((block.text[:start], block.role), (block.text[start:end], role), (block.text[end:], block.role))
    return [Block(text=text.strip(), role=said) for text, said in pieces if text.strip()]


def offsets(blocks: Sequence[Block]) -> tuple[int, ...]:
    """How many characters come before each block and, last, how many there are."""
    return tuple(accumulate((len(block.text) for block in blocks), initial=0))


def is_tail(offset: int, whole: int) -> bool:
    """True if what comes after `offset` is little enough to be something added to an article."""
    return whole - offset <= MOST_OF_A_TAIL * whole
