"""Regular expressions that are compiled when they are first used, so that starting costs nothing. Floor 2: pure.

A pattern that may begin with one of many words puts `\\b` before all of them: most places of a sentence are then
passed over at once.
"""

import re
from collections.abc import Callable, Iterator
from functools import cached_property

import regex

IGNORECASE = regex.IGNORECASE
VERBOSE = regex.VERBOSE
V1 = regex.V1

Match = regex.Match[str] | re.Match[str]
Found = Match | None


class Pattern:
    """A regular expression; its methods are those of the compiled one."""

    def __init__(self, source: str, flags: int = 0) -> None:
        self.source = source
        self.flags = flags

    @cached_property
    def compiled(self) -> regex.Pattern[str] | re.Pattern[str]:
        return regex.compile(self.source, self.flags)

    @cached_property
    def search(self) -> Callable[[str], Found]:
        return self.compiled.search

    @cached_property
    def match(self) -> Callable[[str], Found]:
        return self.compiled.match

    @cached_property
    def findall(self) -> Callable[[str], list[str]]:
        return self.compiled.findall

    @cached_property
    def finditer(self) -> Callable[[str], Iterator[Match]]:
        return self.compiled.finditer

    @cached_property
    def sub(self) -> Callable[[str, str], str]:
        return self.compiled.sub


class Plain(Pattern):
    """One without properties of characters, left to the engine of the standard library, which is faster there."""

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(self.source, self.flags)
