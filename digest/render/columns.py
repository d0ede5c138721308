"""Plain text in columns. Floor 2: pure.

A Han character takes two columns (Unicode Standard Annex 11); a line of Chinese may end between any two characters,
but no line begins with closing punctuation or ends with an opening bracket (kinsoku; CLREQ 3.1.3). Nothing is cut
inside a Latin word: an address that is too long stands on a line of its own.
"""

import re
import unicodedata

WIDTH = 72  # columns: 72 Latin letters or 36 Han characters

_CLOSING = "、，。．：；！？）」』》〉】〕｝］”’…—～·%％‰℃,.;:!?)]}"
_OPENING = "（「『《〈【〔｛［“‘([{￥$＄#＃"
_WIDE = r"\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6"
_PIECE = re.compile(
    rf"[ \t\u3000]+|…+|—+|[“”‘’]|[{_WIDE}\U0001f300-\U0001faff\U00020000-\U0003fffd]|"
    rf"[^ \t\u3000…—“”‘’{_WIDE}\U0001f300-\U0001faff\U00020000-\U0003fffd]+"
)
_CLAUSE = re.compile(rf"[^\s{re.escape(_CLOSING)}]+[\s{re.escape(_CLOSING)}]*")
_CLAUSE_COLUMNS = 22  # eleven Han characters of the largest headline
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003fffd]")


def width(text: str, *, chinese: bool) -> int:
    """How many columns `text` takes; quotation marks, dashes and dots are wide in Chinese text."""
    wide = "WFA" if chinese else "WF"
    return sum(
        0 if unicodedata.combining(character) else 1 + (unicodedata.east_asian_width(character) in wide)
        for character in text
    )


def measure(text: str) -> int:
    """Columns of a text that says itself whether it is Chinese."""
    return width(text, chinese=_HAN.search(text) is not None)


def letters(text: str, limit: int) -> tuple[int, int]:
    """How long a text is and may be, in characters of its own script, where `limit` counts columns."""
    return (measure(text) // 2, limit // 2) if _HAN.search(text) else (measure(text), limit)


def keeps_clauses(text: str) -> bool:
    """Whether every clause of a Chinese headline stands on one line of a telephone, so that none need be broken.

    A browser that may not break a clause breaks a longer one anywhere, even before the mark at its end.
    """
    clauses = _CLAUSE.findall(text)
    return _HAN.search(text) is not None and all(
        width(each.strip(), chinese=True) <= _CLAUSE_COLUMNS for each in clauses
    )


def wrapped(text: str, columns: int = WIDTH, indent: str = "") -> str:
    """`text` on lines of at most `columns`, each beginning with `indent`; line breaks of the text are kept."""
    room = columns - len(indent)
    return "\n".join(f"{indent}{line}".rstrip() for given in text.split("\n") for line in _lines(given, room))


def _lines(text: str, room: int) -> list[str]:
    chinese = _HAN.search(text) is not None
    lines, line, used = [], "", 0
    for piece in _unbroken(text, chinese=chinese):
        size = width(piece, chinese=chinese)
        if line and used + width(piece.rstrip(), chinese=chinese) > room:
            lines.append(line.rstrip())
            line, used = "", 0
        line, used = line + piece, used + size
    return [*lines, line.rstrip()]


def _unbroken(text: str, *, chinese: bool) -> list[str]:
    """`text` in pieces between which a line may end; blanks hang at the end of the piece before them."""
    pieces: list[str] = []
    for match in _PIECE.finditer(text.strip()):
        piece = match.group()
        if pieces and (piece.isspace() or _belongs(pieces[-1], piece, chinese=chinese)):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


def _belongs(before: str, piece: str, *, chinese: bool) -> bool:
    if before[-1].isspace():
        return False
    if not chinese:  # only the blanks part the words of a Latin text
        return True
    return piece[0] in _CLOSING or before[-1] in _OPENING
