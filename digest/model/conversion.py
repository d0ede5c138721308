"""What a conversion returns: the text, and what a reviewer wants to see of how it came about. Part of digest.model."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Rule(StrEnum):
    """Why a change is more than one character for another."""

    TERM = "term"  # a row of the glossary
    PROTECTED = "protected"  # a row of the protected words, or a word the caller passed
    NAME = "name"  # a personal name: characters only, never a phrase
    WORD = "word boundary"  # OpenCC matched a phrase across the border of two words
    SENSE = "sense"  # a character with several forms, decided by the words around it
    NUMBER = "number"  # 18万亿 -> 18兆
    QUOTES = "quotation marks"
    PUNCTUATION = "punctuation"


class Change(NamedTuple):
    """One change beyond character mapping; offsets count characters of the source and of the result, end excluded.

    A tuple, because a text of megabytes has a hundred thousand, and a dataclass takes six times as long to make.
    """

    start: int
    end: int
    target_start: int
    target_end: int
    source: str
    target: str
    rule: Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A place where ways of converting disagree, for a person to look at; offsets count characters of the source.

    `chosen` stands in the text; `others` are what else it might have been.
    """

    start: int
    end: int
    source: str
    chosen: str
    others: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """A converted text with its evidence; `problems` are sentences such as an unbalanced quotation mark."""

    text: str
    changes: tuple[Change, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    problems: tuple[str, ...] = ()
