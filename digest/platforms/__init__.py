"""The platforms that posts are written for: how they count, what they link, how a text becomes a thread. Floor 1.

A platform is a row of `config/platforms.toml`, handed in as a mapping: nothing here opens a file. A new platform is a
new row, and a line in `counting.RULES` or `recognition.RECOGNITION` only if it counts or links as no other does.
Nothing here posts anything.
"""

from digest.platforms.addresses import web_address
from digest.platforms.counting import RULES, Reading, count, fits, over, read
from digest.platforms.intention import Difference, Flaw, differences, intended
from digest.platforms.links import find_links
from digest.platforms.marks import Mark, MarkKind, Marks
from digest.platforms.recognition import RECOGNITION, marks
from digest.platforms.rows import (
    CardSize,
    Figure,
    LinkStyle,
    Part,
    Platform,
    Shape,
    TagStyle,
    from_mapping,
    limit_of,
    part,
)
from digest.platforms.tags import tag_line, tag_word

__all__ = [
    "RECOGNITION",
    "RULES",
    "CardSize",
    "Difference",
    "Figure",
    "Flaw",
    "LinkStyle",
    "Mark",
    "MarkKind",
    "Marks",
    "Part",
    "Platform",
    "Reading",
    "Shape",
    "TagStyle",
    "count",
    "differences",
    "find_links",
    "fits",
    "from_mapping",
    "intended",
    "limit_of",
    "marks",
    "over",
    "part",
    "read",
    "tag_line",
    "tag_word",
    "web_address",
]
