"""Mends marks, spaces and invisible characters in text. Floor 1.

For output: `restore` (full-width marks in Chinese) and `join_fixes` (missing spaces in English). For input:
`clean_controls` and `mojibake`. For comparing: `normal`. For terminals: `printable`. Words are never changed,
and English is left byte for byte as it is by `restore`; straight quotes are left to their own step.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from digest.model import Language
from digest.text import language

_FULL = dict(zip(",;:!?().", "，；：！？（）。", strict=True))
_HALF = str.maketrans({full: half for half, full in _FULL.items()})
_UNITS = "%‰°℃+"  # what a number may end in
_REACH = 8  # how many quotes, brackets and spaces to look across for a letter

# Their marks belong to machines: addresses, mails, tags, entities, code, template fields, Markdown link targets.
_MACHINE = re.compile(
    r"https?://[!-~]*[A-Za-z0-9/=&#_%~+-]|www\.[!-~]*[A-Za-z0-9/=&#_%~+-]|[\w.+-]{1,64}@[A-Za-z0-9.-]{1,253}[A-Za-z0-9]"
    r"|<[A-Za-z/!][^<>\n]{0,500}>|&\#?\w{1,31};|`[^`\n]{1,200}`|\{\{[^{}\n]{0,200}\}\}|\{%[^{}\n]{0,200}%\}"
    r"|(?<=\])\([^()\s]{1,500}\)|:[a-z0-9_+-]{2,30}:(?![0-9])|[:;]-?\)(?![A-Za-z0-9])|:-[(DP](?![A-Za-z0-9])|:\((?=\s|\Z)",
    re.ASCII,
)


def restore(text: str) -> str:
    """`text` with half-width marks inside Chinese as full-width ones; brackets always change in pairs.

    A line that is English or Japanese, or without any Han character, comes back as it was. Doing it twice
    changes nothing more.
    """
    parts: list[str] = []
    position = 0
    for start, end, mark in restorations(text):
        parts += (text[position:start], mark)
        position = end
    return "".join((*parts, text[position:]))


def restorations(text: str, kept: Sequence[tuple[int, int]] = ()) -> Iterator[tuple[int, int, str]]:
    """What `restore` changes: start and end in `text`, and the full-width mark for it; nothing inside of `kept`."""
    start = index = 0
    for line in text.split("\n"):
        end = start + len(line)
        inside: list[tuple[int, int]] = []
        while index < len(kept) and kept[index][0] < end:
            if kept[index][1] > start:
                inside.append((max(0, kept[index][0] - start), min(end, kept[index][1]) - start))
            if kept[index][1] > end:  # goes on in the next line
                break
            index += 1
        for first, last, mark in _restorations(line, inside):
            yield start + first, start + last, mark
        start = end + 1


def _restorations(line: str, kept: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int, str]]:
    if not any(mark in line for mark in _FULL) or not any(map(_is_han, line)):
        return ()
    spoken = language.detect(line.translate(_HALF))  # in one form, so that the answer is the same the second time
    if spoken in {Language.EN, Language.JA}:
        return ()
    return _Line(line, kept, mixed=spoken is Language.MIXED).restorations()


class _Line:
    """One line of Chinese while its marks are being changed, from left to right."""

    def __init__(self, text: str, kept: Sequence[tuple[int, int]], *, mixed: bool) -> None:
        self.text = text
        self.mixed = mixed
        self.kept = bytearray(len(text))
        for start, end in (*kept, *(place.span() for place in _MACHINE.finditer(text))):
            self.kept[start:end] = b"\1" * (end - start)
        self.brackets = self._brackets_to_change()
        self.out: list[str] = []

    def restorations(self) -> list[tuple[int, int, str]]:
        found: list[tuple[int, int, str]] = []
        skip_spaces = False
        for place, letter in enumerate(self.text):
            if skip_spaces and letter == " " and not self.kept[place]:
                start, _, mark = found[-1]
                found[-1] = start, place + 1, mark
                continue
            skip_spaces = False
            if letter in _FULL and not self.kept[place] and self._changes(place, letter):
                dropped = self._drop_space_before(place) if letter != ")" else 0
                # A full-width mark brings its own space; behind a bracket only Chinese gives its space up.
                skip_spaces = letter not in "()" or (letter == ")" and _is_han(self._right(place)))
                self.out.append(_FULL[letter])
                found.append((place - dropped, place + 1, _FULL[letter]))
            else:
                self.out.append(letter)
        return found

    def _changes(self, place: int, mark: str) -> bool:
        if mark in "()":
            return place in self.brackets
        left, right = self._left(), self._right(place)
        if mark == ".":
            return self._is_full_stop(place, left, right)
        if _is_chinese(left):
            return not self.mixed or _is_chinese(right) or not right
        if self.mixed or not _is_han(right) or self.text[place + 1 : place + 2] == " ":
            return False
        if left == " ":  # a space typed before the mark: 故事 ,它们
            return self._spaces_after_chinese() > 0
        return left in _UNITS or (left.isalnum() and left.isascii())

    def _is_full_stop(self, place: int, left: str, right: str) -> bool:
        """True at the end of the line, or before a space and more Chinese; 约翰.史密斯 and 报告.pdf are names."""
        if not _is_chinese(left) or left in "。！？…" or self.text[place + 1 : place + 2] == ".":
            return False
        rest = self.text[place + 1 : place + 2 + _REACH].strip("\"'”’」』）)》 ")
        return (not rest and place + 2 + _REACH >= len(self.text)) or (
            self.text[place + 1 : place + 2] == " " and _is_han(right)
        )

    def _left(self) -> str:
        """The last letter written, across closing quotes; a converted mark counts as Chinese."""
        for letter in reversed(self.out[-_REACH:]):
            if letter not in "\"'”’)]":
                return letter
        return ""

    def _right(self, place: int) -> str:
        for letter in self.text[place + 1 : place + 1 + _REACH]:
            if letter not in " \"'“‘（(《「『[":
                return letter
        return ""

    def _drop_space_before(self, place: int) -> int:
        """Takes the spaces off that stand between Chinese and the mark about to be written; how many they were."""
        spaces = self._spaces_after_chinese()
        if not spaces or self.kept[place - 1]:
            return 0
        del self.out[-spaces:]
        return spaces

    def _spaces_after_chinese(self) -> int:
        """How many spaces were written last, 0 when what is before them is not Chinese."""
        tail = self.out[-_REACH:]
        spaces = len(tail) - len("".join(tail).rstrip(" "))
        return spaces if spaces < len(tail) and _is_chinese(tail[-1 - spaces]) else 0

    def _brackets_to_change(self) -> set[int]:
        """Places of both brackets of every pair that stands in Chinese."""
        if "(" not in self.text:
            return set()
        han = list(accumulate(map(_is_han, self.text), initial=0))
        opened: list[int] = []
        chosen: set[int] = set()
        for place, letter in enumerate(self.text):
            if letter not in "()" or self.kept[place]:
                continue
            if letter == "(":
                opened.append(place)
            elif opened:
                start = opened.pop()
                if self._in_chinese(start, place, inside=han[place] > han[start]):
                    chosen |= {start, place}
        return chosen

    def _in_chinese(self, start: int, end: int, *, inside: bool) -> bool:
        if end == start + 1:
            return False  # a call in code: print()
        before = _first_letter(self.text[max(0, start - _REACH) : start][::-1])
        after = _first_letter(self.text[end + 1 : end + 1 + _REACH])
        if _is_chinese(before) or _is_chinese(after):
            return not self.mixed or not (_is_latin(before) or _is_latin(after))
        return inside and not (_is_latin(before) and _is_latin(after)) and not self.mixed


def _first_letter(letters: str) -> str:
    # Marks of either width are passed over, so that the answer is the same when they have changed.
    return next((letter for letter in letters if letter not in " ,;:!?.()，；：！？。（）\"'”’“‘"), "")


def _is_latin(letter: str) -> bool:
    return letter.isalpha() and letter < "\u0250"


def _is_han(letter: str) -> bool:
    return bool(letter) and ("\u4e00" <= letter <= "\u9fff" or "\u3400" <= letter <= "\u4dbf" or letter in "〇々")


def _is_chinese(letter: str) -> bool:
    """True for a Han character and for a mark only Chinese has; quotes and dashes belong to English as well."""
    return _is_han(letter) or (bool(letter) and letter in "，。；：！？、（）《》「」『』【】〈〉")


# --- joined sentences ----------------------------------------------------------------------------------------

STARTERS = frozenset(
    str.split(
        "The This That These Those There They Their He She His Her It Its We Our You Your I A An In On At As By For "
        "From With To Of If And But Or So Yet Now Then Here When Where While What Who Why How Since After Before "
        "Under Over During Through Although Though Because However Moreover Meanwhile Today Yesterday Also Both Each "
        "Every Some Many Most All Such Not No Let Mr Mrs Ms Dr"
    )
)
# Ends of file and host names, which some write with a capital.
_SUFFIXES = frozenset(
    str.split(
        "com org net gov edu int info asia cloud html htm php asp aspx jsp pdf doc docx xls xlsx ppt pptx txt csv "
        "json xml yaml toml jpg jpeg png gif svg webp mp3 mp4 zip exe dll ini cfg log java cpp rst tex app dev"
    )
)
_JOINED = re.compile(
    r"(?<![A-Za-z0-9._/@\\-])(?P<word>[A-Za-z][A-Za-z'\u2019-]{0,40}[a-z]|[12]\d{3})(?P<end>[)\]\"”]{0,2}[.!?][\"”’')\]]{0,2})"
    r"(?P<open>[\"“‘(]?)(?P<next>[A-Z][a-z]{0,30})(?=[\s,'’;:-]|(?<=\b[MD]r|\bMs)\.\s|(?<=\bMrs)\.\s|$)"
)


def joins(text: str) -> tuple[int, ...]:
    """Offsets where a sentence begins glued to the one before: `rights.In this` gives the offset of `In`."""
    return tuple(found.end("end") for found in _JOINED.finditer(text) if _is_join(found, text))


def join_fixes(text: str) -> str:
    """`text` with a space between glued English sentences; names such as Node.JS and un.org stay whole."""
    edges = (0, *joins(text), len(text))
    return " ".join(text[start:end] for start, end in pairwise(edges))


def _is_join(found: re.Match[str], text: str) -> bool:
    word, follower = found["word"], found["next"]
    if follower.casefold() in _SUFFIXES:
        return False
    if follower in STARTERS:
        return True
    # Any other word must leave no thought of a name with a dot in it: System.Text, Asp.Net, Yahoo!Japan.
    plain = word.isalpha() and word.islower() and len(word) > 1 and len(follower) > 2
    return plain and "." in found["end"] and text[found.end() : found.end() + 1] in {" ", ",", "'", "’"}


# --- forms ---------------------------------------------------------------------------------------------------

_SAME_MARKS = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»「」『』〝〞", '"'),
        **dict.fromkeys("‘’‚‛`´", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("。｡", "."),
        **dict.fromkeys("、､", ","),
        **dict.fromkeys("・•‧∙⋅·", "·"),
    }
)
_BESIDE_HAN = re.compile(r"(?<=[\u3400-\u9fff]) | (?=[\u3400-\u9fff])")


def normal(text: str) -> str:
    """The form in which two copies of a text are equal: NFKC, case, white space, quotes and dashes do not count."""
    folded = unicodedata.normalize("NFKC", clean_controls(text).translate(_SAME_MARKS)).casefold()
    folded = unicodedata.normalize("NFKC", folded).translate(_SAME_MARKS)
    return _BESIDE_HAN.sub("", re.sub(r"-{2,}", "-", " ".join(folded.split())))


def printable(text: str) -> str:
    """`text` safe for a terminal: what moves the cursor, turns the line or cannot be seen shows as \\u202e."""
    shown: list[str] = []
    before = ""
    for letter in text:
        hidden = _is_invisible(letter) and not _is_wanted(letter, before)
        shown.append(_escape(letter) if hidden else letter)
        before = "" if hidden else letter
    return "".join(shown)


def clean_controls(text: str) -> str:
    """`text` without controls, bidi overrides, zero-width junk and lone surrogates; line ends are `\\n`.

    What spelling needs stays: ZWJ and VS16 in emoji, ZWNJ in Persian and Indic, glyph selectors behind Han.
    No-break spaces become spaces, and ideographic spaces at the edge of a line go.
    """
    joined = re.sub("[\ud800-\udbff][\udc00-\udfff]", _one_letter, re.sub("\r\n?|[\x85\u2028\u2029]", "\n", text))
    spaced = re.sub("[\t\v\f\xa0\u2007\u202f]", " ", joined)
    return "\n".join(_visible(line).strip("\u3000") for line in spaced.split("\n"))


def _visible(line: str) -> str:
    # Almost every line is plain, and two looks at it as a whole say so far sooner than one at each letter: what
    # Python calls printable is in none of the categories of `_is_invisible`.
    if line.replace("\u3000", " ").isprintable() and not _UNSEEN.search(line):
        return line
    kept: list[str] = []
    for letter in line:
        if not _is_invisible(letter) or _is_wanted(letter, kept[-1] if kept else ""):
            kept.append(letter)
    return "".join(kept)


def _one_letter(pair: re.Match[str]) -> str:
    return pair[0].encode("utf-16", "surrogatepass").decode("utf-16")


def _escape(letter: str) -> str:
    return f"\\u{ord(letter):04x}" if letter <= "\uffff" else f"\\U{ord(letter):08x}"


# Invisible, though Unicode does not call them format characters: joiner, Hangul and Khmer fillers, selectors, and the
# noncharacters, which are not for interchange.
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    chr(plane + end) for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF)
)
_UNSEEN = re.compile(
    f"[{_NONCHARACTERS}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)


def _is_invisible(letter: str) -> bool:
    return unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Zl", "Zp"} or bool(_UNSEEN.match(letter))


def _is_wanted(letter: str, before: str) -> bool:
    """True for an invisible character that the character kept `before` it needs to be written right."""
    if not before:
        return False
    if letter in "\u200c\u200d" and "\u0600" <= before <= "\u1aff":  # Arabic and Indic scripts
        return True
    if letter == "\u200d":
        return before == "\ufe0f" or unicodedata.category(before) in {"So", "Sk"}
    if letter in "\ufe0e\ufe0f":
        return before in "#*0123456789©®‼⁉↔" or unicodedata.category(before) in {"So", "Sk", "Sm"}
    if "\ufe00" <= letter <= "\ufe02" or letter >= "\U000e0100":
        return _is_han(before)
    return False


# --- mojibake ------------------------------------------------------------------------------------------------


def mojibake(text: str) -> str | None:
    """`text` as it was meant, when it is UTF-8 that somebody read as Latin-1 or Windows-1252; None otherwise.

    The proof is that every character goes back to a byte and the bytes are UTF-8 with letters beyond ASCII.
    """
    repaired = _read_again(text)
    return None if repaired is None else _read_again(repaired) or repaired  # some pages went through it twice


def _read_again(text: str) -> str | None:
    if not re.search("[\u00c2-\u00f4][^\x00-\x7f]", text):
        return None
    try:
        found = b"".join(map(_byte, text)).decode("utf-8")
    except UnicodeError:
        return None
    foreign = [letter for letter in found if letter > "\x7f"]
    sound = all(unicodedata.category(letter) not in {"Cc", "Cn", "Co"} for letter in foreign)
    proven = any(letter.isalpha() or letter > "\u07ff" for letter in foreign)
    return found if sound and proven else None


def _byte(letter: str) -> bytes:
    """The byte Windows-1252 has for `letter`; its five holes are read as Latin-1, as browsers do."""
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")
