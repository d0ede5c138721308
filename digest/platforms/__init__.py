"""The platforms that posts are written for: their rows, their ways of counting, what they turn into a link. Floor 1.

A platform is a row of `config/platforms.toml`, handed in as a mapping: nothing here opens a file. A new platform is
a new row, and a line in `counting.RULES` only if it counts in a way that no other does. Nothing here posts anything.
"""

from digest.platforms.counting import RULES, Reading, count, fits, over
from digest.platforms.links import find_links, web_address
from digest.platforms.rows import Figure, LinkStyle, Platform, Shape, TagStyle, from_mapping
from digest.platforms.tags import tag_line, tag_word

__all__ = [
    "RULES",
    "Figure",
    "LinkStyle",
    "Platform",
    "Reading",
    "Shape",
    "TagStyle",
    "count",
    "find_links",
    "fits",
    "from_mapping",
    "over",
    "tag_line",
    "tag_word",
    "web_address",
]
