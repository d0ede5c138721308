"""Lines that were broken to fit a page, joined again. Floor 2: pure.

Mails and text files break a paragraph into lines of about one width and set paragraphs apart by a blank line; pages
copied as text have one line per paragraph. Only what is surely the first is joined: verses, lists and headings are not.
"""

import re
import unicodedata

_BLANK_LINE = re.compile(r"\n[ \t\r\u3000]*(?=\n)")
_SENTENCE_END = re.compile(r"[.!?:;。！？：；…][\"'”’」』）)》]*\s*\Z")
_ITEM = re.compile(r"\s*(?:[-*•·▪◦]|\(?\d{1,3}[.)、]|[（(][一二三四五六七八九十]+[）)])\s*\S")
_NARROWEST, _WIDEST = 40, 120  # columns of the longest line: a verse is shorter, a paragraph on one line is longer
_FULL_LINE = 0.6  # of the longest line: a line before the last that is shorter was ended on purpose
_HAN_EDGE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")


def unwrapped(text: str) -> str:
    """`text` with every broken paragraph on one line; nothing but white space differs from what came in."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\n" not in plain.strip("\n"):
        return plain
    return "\n\n".join(_joined(block) for block in _BLANK_LINE.sub("\n", plain).split("\n\n"))


def _joined(block: str) -> str:
    lines = [line for line in block.split("\n") if line.strip()]
    if not _is_wrapped(lines):
        return block
    whole = lines[0].rstrip()
    for line in lines[1:]:
        piece = line.strip()
        # CSS Text 3, 4.1.3: a line break within Chinese or Japanese text is not a space.
        within_han = _HAN_EDGE.match(whole[-1:]) and _HAN_EDGE.match(piece[:1])
        whole += piece if within_han else f" {piece}"
    return whole


def _is_wrapped(lines: list[str]) -> bool:
    if len(lines) < 2 or any(_ITEM.match(line) for line in lines):
        return False
    widths = [_columns(line.strip()) for line in lines]
    widest = max(widths)
    if not _NARROWEST <= widest <= _WIDEST or min(widths[:-1]) < _FULL_LINE * widest:
        return False
    broken = sum(not _SENTENCE_END.search(line) for line in lines[:-1])
    return 2 * broken > len(lines) - 1


def _columns(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in line)
