"""The blocks of a Markdown text and where they stand. Part of chinese.spans.

markdown-it decides what is a paragraph, a table, code or HTML. It does not tell where the signs inside a paragraph
stand, so those are read elsewhere.
"""

import re
from collections.abc import Iterator
from enum import Enum, auto
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from markdown_it import MarkdownIt

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?:.*?\r?\n)??(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_LINE_END = re.compile(r"\r\n?|\n")
# A reference: its label, and behind the colon where it leads; of a footnote, its text.
_REFERENCE = re.compile(r"[ \t>]*+\[((?:[^\[\]\\]|\\.)++)\]:[ \t]*+")


class Kind(Enum):
    """How the inside of a block is read."""

    WORDS = auto()
    ROW = auto()  # of a table
    HTML = auto()
    LABEL = auto()
    TARGET = auto()  # of a reference, with its title


class Block(NamedTuple):
    kind: Kind
    start: int
    end: int


class Blocks(NamedTuple):
    """The blocks in order, and the labels that references define, in small letters."""

    blocks: tuple[Block, ...]
    labels: frozenset[str]


def read(text: str) -> Blocks:
    """The parts of a Markdown text that may hold words; code and front matter are in none."""
    front = _FRONT_MATTER.match(text)
    begin = front.end() if front else 0
    starts = [begin, *(match.end() for match in _LINE_END.finditer(text, begin)), len(text)]
    blocks: list[Block] = []
    labels: set[str] = set()
    line = 0
    for kind, first, last in _parsed(text[begin:]):
        if first < line:  # the next cell of a row
            continue
        blocks += _references(text, starts[line : first + 1], labels)
        if kind:
            blocks.append(Block(kind, starts[first], starts[min(last, len(starts) - 1)]))
        line = last
    blocks += _references(text, starts[line:], labels)
    return Blocks(tuple(blocks), frozenset(labels))


def label(written: str) -> str:
    """A label in the form in which two of them are the same."""
    return " ".join(written.split()).casefold()


def _parsed(text: str) -> Iterator[tuple[Kind | None, int, int]]:
    row = False
    for token in _parser().parse(text):
        if token.type in ("tr_open", "tr_close"):
            row = token.type == "tr_open"
        elif token.map and token.type in ("inline", "html_block", "fence", "code_block"):
            kind = {"inline": Kind.ROW if row else Kind.WORDS, "html_block": Kind.HTML}.get(token.type)
            yield kind, token.map[0], token.map[1]


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def _references(text: str, starts: list[int], labels: set[str]) -> Iterator[Block]:
    """The references among lines that are no other block; what else stands there are rules and blank lines."""
    for start, end in pairwise(starts):
        match = _REFERENCE.match(text, start, end)
        if match:
            footnote = match[1].startswith("^")
            if not footnote:
                labels.add(label(match[1]))
                yield Block(Kind.LABEL, *match.span(1))
            yield Block(Kind.WORDS if footnote else Kind.TARGET, match.end(), end)
