"""Biographies within an article: at its end, or told in the middle of a paragraph. Floor 2.

Told in English and Chinese, the languages the newsroom writes in. A person who is introduced in a sentence or
two is part of the story; four sentences of a life in a row are not.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from digest.model import Role
from digest.sources.blocks import Block, cut, is_tail, offsets
from digest.text import sentences

_NAME = r"[A-ZÀ-ÞŠŽ][\w'’-]*"
_TITLE = r"(?:(?:Mr|Ms|Mrs|Dr|Prof)\.?|Professor|Ambassador)"
# "Jane Doe Jane M. Doe is ...": what is left of a name as a heading above a life.
_DOUBLED_NAME = re.compile(
    rf"({_NAME})(?: {_NAME}\.?){{0,2}} ({_NAME})[\s:,–—-]+(?:{_TITLE} )?\1(?: {_NAME}\.?){{0,2}} \2\b"
)
_NAME_ALONE = re.compile(rf"(?:{_TITLE} )?{_NAME}(?: {_NAME}\.?){{1,3}}")
_LIFE_BEGINS = re.compile(
    rf"(?:{_TITLE} )?{_NAME}(?: {_NAME}\.?){{0,2}} ({_NAME}) (?:is|was) (?:an?|the|one|currently|{_NAME})\b"
)
_LIFE_VERBS = (
    r"(?: also| currently| previously| later| twice)?"
    r" (?:is|was|serves|served|holds|held|received|spent|joined|graduated|earned|worked|studied|teaches|taught|"
    r"obtained|took office|has (?:been|served|authored|received|written|held|worked|published|taught|\d+|more than))\b"
)
_LIVES_HEADED = re.compile(
    r"(?:作者|嘉宾|人物|主讲人|讲者|个人|嘉賓|主講人|講者|個人)(?:简介|介绍|簡介|介紹)|About the authors?", re.I
)
_LONGEST_LIFE = 50  # sentences
_LONGEST_LOOKED_THROUGH = 200_000  # characters of a paragraph


def at_the_end(blocks: Sequence[Block]) -> list[Block]:
    """From the first name that is written twice, or a heading "about the author", to the end: biographies."""
    before = offsets(blocks)
    for position, block in enumerate(blocks):
        if block.role in {Role.TEXT, Role.HEADING} and _life_begins(block, blocks[position + 1 : position + 2]):
            if not is_tail(before[position], before[-1]):
                continue
            tail = [
                replace(later, role=Role.BIOGRAPHY) if later.role in {Role.TEXT, Role.HEADING} else later
                for later in blocks[position:]
            ]
            return [*blocks[:position], *tail]
    return list(blocks)


def _life_begins(block: Block, following: Sequence[Block]) -> bool:
    if _DOUBLED_NAME.match(block.text) or (len(block.text) <= 40 and _LIVES_HEADED.match(block.text)):
        return True
    alone = len(block.text) <= 60 and _NAME_ALONE.fullmatch(block.text)
    return bool(alone and following and _DOUBLED_NAME.match(f"{block.text} {following[0].text}"))


def within(blocks: Sequence[Block]) -> list[Block]:
    """Four or more sentences in a row that tell a person's life, within a longer paragraph, are set apart."""
    done: list[Block] = []
    for block in blocks:
        span = (
            _life_span(block.text)
            if block.role is Role.TEXT and 400 <= len(block.text) <= _LONGEST_LOOKED_THROUGH
            else None
        )
        done += cut(block, span, Role.BIOGRAPHY) if span else [block]
    return done


def _life_span(text: str) -> tuple[int, int] | None:
    spans = sentences.spans(text)
    for first, span in enumerate(spans):
        match = _LIFE_BEGINS.match(text[span.start : span.end])
        if not match:
            continue
        cue = re.compile(rf"(?:\b{re.escape(match[1])}|^(?:He|She|They)){_LIFE_VERBS}")
        told = [bool(cue.search(text[each.start : each.end])) for each in spans[first : first + _LONGEST_LIFE]]
        last = 0
        while any(told[last + 1 : last + 3]):  # one sentence in between may lack the name
            last += 1 if told[last + 1] else 2
        if sum(told[: last + 1]) >= 4:
            return span.start, spans[first + last].end
    return None
