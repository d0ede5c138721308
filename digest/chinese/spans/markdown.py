"""Markdown as runs. Part of chinese.spans.

HTML tags in it are read as in HTML. Emphasis parts no word. Code, addresses and targets of links stay, and so does
front matter, because nobody knows which of its values are words. Titles of links are runs of their own, and so is a
label that a reference defines, because it must become the same wherever it stands.
"""

import re
from bisect import bisect_left

from digest.chinese.spans import blocks
from digest.chinese.spans.blocks import Block, Kind
from digest.chinese.spans.building import RunBuilder
from digest.chinese.spans.html import Reading
from digest.chinese.spans.layout import Layout
from digest.chinese.spans.marks import IN_MARKUP

# Signs that begin something; what they begin is tried in the order of _Markdown._inside.
_SIGN = re.compile(r"[\\`<*~!\[\]{%$#|\r\n]|_+")
_ESCAPE = re.compile(r"\\[!-/:-@\[-`{-~]")
_TICKS = re.compile(r"`+")
_AUTOLINK = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]{1,31}+:[^\s<>]*+>|<[^\s<>@]{1,64}+@[^\s<>@]++>")
# Stricter than in HTML: a bracket outside of quotes ends the look for an end.
_TAG = re.compile(
    r"""<(/?)([A-Za-z][A-Za-z0-9:_\-]*+)(?=[\s/>])((?:[^"'<>]++|"[^"]*+"|'[^']*+')*+)(>)""",
)
_COMMENT = re.compile(r"<!--(?:[^<\-]++|<(?!!--)|-(?!->))*+-->|<[!?][A-Za-z\[][^<>]*+>")
_EMPHASIS = re.compile(r"\*+|~~+")
_UNDERSCORES = re.compile(r"(?<!\w)_+(?=\S)|(?<=[^\s_])_+(?![\w(])")
_TITLE = r"""(?:"((?:[^"\\]|\\.)*+)"|'((?:[^'\\]|\\.)*+)'|\(((?:[^()\\]|\\.)*+)\))"""
_DESTINATION = r"(?:<[^<>\r\n]*+>|(?!<)(?:[^\s()\\]++|\\.|\((?:[^\s()\\]++|\\.|\([^\s()]*+\))*+\))*+)"
_LINK = re.compile(rf"\]\(\s*+{_DESTINATION}(?:\s++{_TITLE})?+\s*+\)")
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){1,999}+)\]")
_SECOND_LABEL = re.compile(r"\]\[((?:[^\[\]\\]|\\.){0,999}+)\]")
_TARGET = re.compile(rf"{_DESTINATION}(?:\s++{_TITLE})?+")
_LINE = re.compile(r"(?:\r\n?|\n)?(?:[ \t]*+(?:>|(?:[-+*]|\d{1,9}[.)]|#{1,6})(?=[ \t])))*+[ \t]*+")
_ESCAPES = {ord(mark): f"\\{mark}" for mark in "\\`*_[]<>\"'()|"}


def read(text: str, *, source: str = "", target: str = "", hashtags: bool = True) -> Layout:
    """The runs of Markdown: paragraphs, headings, cells, titles."""
    reading = _Markdown(text, source, target, hashtags=hashtags)
    reading.read_blocks()
    return reading.layout()


class _Markdown(Reading):
    def __init__(self, text: str, source: str, target: str, *, hashtags: bool) -> None:
        super().__init__(text, source, target, hashtags=hashtags)
        self.titles = RunBuilder(text, hashtags=hashtags, escapes=_ESCAPES)
        self.ticks: dict[int, list[int]] = {}

    def builders(self) -> list[RunBuilder]:
        return [*super().builders(), self.titles]

    def read_blocks(self) -> None:
        found = blocks.read(self.text)
        self.labels = found.labels
        done = 0
        for block in found.blocks:
            if block.end <= done:
                continue
            done = max(block.end, self._block(block._replace(start=max(done, block.start))))
            self.words.finish()
        self._report_open()

    def _block(self, block: Block) -> int:
        """Takes a block in; where it ends, -1 when its HTML never does."""
        if block.kind is Kind.HTML:
            return self._markup(block.start, block.end)
        if block.kind is Kind.LABEL:
            self._own_run(block.start, block.end)
        elif block.kind is Kind.TARGET:
            self._title(_TARGET.match(self.text, block.start, block.end))
        else:
            return self._lines(block)
        return block.end

    def _lines(self, block: Block) -> int:
        self.ticks = {}
        for ticks in _TICKS.finditer(self.text, block.start, block.end):
            self.ticks.setdefault(len(ticks[0]), []).append(ticks.start())
        first = _LINE.match(self.text, block.start, block.end)
        position = done = first.end() if first else block.start
        while sign := _SIGN.search(self.text, done, block.end):
            end = self._inside(sign, position, block)
            position, done = (end, end) if end else (position, sign.end())
        self._words(position, max(position, block.end))
        return max(position, block.end)

    def _inside(self, sign: re.Match[str], position: int, block: Block) -> int:
        """Takes in the words from `position` and what the sign begins; where that ends, 0 when it begins nothing."""
        at, mark = sign.start(), sign[0][0]
        if mark == "`":
            return self._code(at, position, block)
        if mark == "<":
            return self._angle(at, position, block)
        if mark in "[!]":
            return self._bracket(at, position, block)
        template = IN_MARKUP.match(self.text, at, block.end) if mark in "{%$#*" else None
        if template:
            return self._kept(position, *template.span())
        if mark in "\r\n":
            return self._line_end(at, position, block)
        if mark == "|" and block.kind is Kind.ROW:
            self._words(position, at)
            self.words.finish()
            return at + 1
        pattern = {"\\": _ESCAPE, "_": _UNDERSCORES}.get(mark, _EMPHASIS)
        found = pattern.match(self.text, at, block.end)
        if not found:
            return 0
        self._words(position, at)
        if mark == "\\":
            self.words.add(at + 1, at + 2, keep=True)
        return found.end()

    def _kept(self, position: int, start: int, end: int) -> int:
        self._words(position, start)
        self.words.add(start, end, keep=True)
        return end

    def _line_end(self, at: int, position: int, block: Block) -> int:
        end = at + (2 if self.text.startswith("\r\n", at) else 1)
        self._words(position, at)
        self.words.add(at, end, keep=True)
        start = _LINE.match(self.text, end, block.end)
        return start.end() if start else end

    def _code(self, at: int, position: int, block: Block) -> int:
        """A code span; ticks without as many behind them are characters."""
        ticks = _TICKS.match(self.text, at, block.end)
        size = len(ticks[0]) if ticks else 1
        same = self.ticks.get(size, [])
        index = bisect_left(same, at + 1)
        if index == len(same):
            self._words(position, at)
            self.words.add(at, at + size, keep=True)
            return at + size
        self._words(position, at)
        self.words.edge()
        self.words.add(at, same[index] + size, keep=True)
        self.words.edge()
        return same[index] + size

    def _angle(self, at: int, position: int, block: Block) -> int:
        link = _AUTOLINK.match(self.text, at, block.end) or _COMMENT.match(self.text, at, block.end)
        if link:
            self._words(position, at)
            if link[0][1] not in "!?":
                self.words.edge()
                self.words.add(at + 1, link.end() - 1, keep=True)
                self.words.edge()
            return link.end()
        template = IN_MARKUP.match(self.text, at, block.end)
        if template:
            return self._kept(position, *template.span())
        if self.text.startswith(("<!", "<?"), at):
            return 0
        return max(self._token(at, position, block.end, _TAG), 0)

    def _bracket(self, at: int, position: int, block: Block) -> int:
        """A side of a link; the words of a link are words of the text."""
        if self.text[at] == "!" and not self.text.startswith("[", at + 1):
            return 0
        self._words(position, at)
        self.words.edge()
        if self.text[at] == "]":
            return self._behind_link(at, block)
        start = at + (self.text[at] == "!")
        label = _LABEL.match(self.text, start, block.end)
        if not label or blocks.label(label[1]) not in self.labels:
            return start + 1
        if self.text.startswith(("(", "["), label.end()) and not self.text.startswith("[]", label.end()):
            return start + 1
        self.words.add(start, start + 1, keep=True)  # so that what stands before and behind does not touch
        self._own_run(*label.span(1))
        return label.end() - 1

    def _behind_link(self, at: int, block: Block) -> int:
        link = _LINK.match(self.text, at, block.end)
        if link:
            self._title(link)
            return link.end()
        second = _SECOND_LABEL.match(self.text, at, block.end)
        if second and blocks.label(second[1]) in self.labels:
            self._own_run(*second.span(1))
            return second.end()
        return at + 1

    def _own_run(self, start: int, end: int) -> None:
        if not self.state.keeps:
            self._decoded(self.titles, start, end)
            self.titles.finish()

    def _title(self, match: re.Match[str] | None) -> None:
        for group in (1, 2, 3):
            if match and match[group] and "://" not in match[group]:
                self._own_run(*match.span(group))
