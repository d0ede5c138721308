"""HTML and MJML as runs. Part of chinese.spans.

It follows what browsers do as far as conversion needs it: which tags end a paragraph, what a reader never sees, which
elements say that they are not Chinese. Inline tags do not part words. What cannot be understood - a tag, a comment, a
script without its end - is left alone with all that follows, and reported.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from digest.chinese.spans import kept, tags
from digest.chinese.spans.building import RunBuilder
from digest.chinese.spans.layout import Flaw, Layout, Piece, Span
from digest.chinese.spans.marks import IN_MARKUP, TEMPLATE

_TEXT_ESCAPES: Mapping[int, str] = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}
# What no reader sees: passed over, and words go on behind it.
_UNSEEN = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<!", ">"), ("<?", ">"))
_VALUE_ESCAPES: Mapping[str, Mapping[int, str]] = {
    '"': {**_TEXT_ESCAPES, ord('"'): "&quot;"},
    "'": {**_TEXT_ESCAPES, ord("'"): "&#39;"},
    "": {**_TEXT_ESCAPES, **{ord(mark): f"&#{ord(mark)};" for mark in "\"'=` \t\n\f\r"}},
}

_SIGN = re.compile(r"<[!?/%A-Za-z]|\{[{%#\w]|\*\||%[%(]|[$#]\{")
# A template inside a tag may hold quotes and brackets of its own.
_SPECIAL = r"{<*%$\#"
_INSIDE = rf"""(?: [^"'>{_SPECIAL}]++ | {TEMPLATE} | "(?: [^"{_SPECIAL}]++ | {TEMPLATE} | [{_SPECIAL}] )*+"
                 | '(?: [^'{_SPECIAL}]++ | {TEMPLATE} | [{_SPECIAL}] )*+' | [{_SPECIAL}] )*+"""
_TAG = re.compile(rf"< (/?) ([A-Za-z][A-Za-z0-9:_\-]*+) (?= [\s/>] ) ({_INSIDE}) (>?)", re.VERBOSE)
_ATTRIBUTE = re.compile(
    rf"""{TEMPLATE} | ([^\s"'<>/=]++)
      (?: \s*+ = \s*+ (?: "( (?: [^"{_SPECIAL}]++ | {TEMPLATE} | [{_SPECIAL}] )*+ )"
                        | '( (?: [^'{_SPECIAL}]++ | {TEMPLATE} | [{_SPECIAL}] )*+ )'
                        | ( (?: {TEMPLATE} | [^\s"'<>=`] )++ ) ) )?+""",
    re.VERBOSE,
)
_RAW_END = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in tags.RAW}
_MARK = re.compile(r"&(?:#[0-9]{1,7}+;?|#[xX][0-9A-Fa-f]{1,6}+;?|[A-Za-z][A-Za-z0-9]{1,31}+;)|[<>&]++")
_TELLING = re.compile(r"lang|translate|class", re.IGNORECASE)


def read(text: str, *, source: str = "", target: str = "", hashtags: bool = True) -> Layout:
    """The runs of HTML: text, and the values of the attributes that people read or hear."""
    reading = Reading(text, source, target, hashtags=hashtags)
    reading.read()
    return reading.layout()


@dataclass(frozen=True, slots=True)
class _State:
    """Why the content of an element is not converted; it goes down to the elements inside."""

    code: bool = False
    foreign: bool = False
    untranslated: bool = False

    @property
    def keeps(self) -> bool:
        return self.code or self.foreign or self.untranslated


class Reading:
    """A markup while it is read from left to right; Markdown is read by a kind of it."""

    def __init__(self, text: str, source: str, target: str, *, hashtags: bool) -> None:
        self.text = text
        self.source, self.target = source, target
        self.words = RunBuilder(text, hashtags=hashtags, escapes=_TEXT_ESCAPES)
        self.values = {
            quote: RunBuilder(text, hashtags=hashtags, escapes=_VALUE_ESCAPES[quote]) for quote in _VALUE_ESCAPES
        }
        self.open: list[tuple[str, _State, int]] = []
        self.count: Counter[str] = Counter()
        self.endless: dict[str, int] = {}
        self.fixed: list[Piece] = []
        self.flaws = list(kept.flaws(text))

    def layout(self) -> Layout:
        runs = [run for builder in self.builders() for run in builder.runs]
        runs.sort(key=lambda run: run.stretches[0].at)
        return Layout(text=self.text, runs=tuple(runs), fixed=tuple(self.fixed), flaws=tuple(sorted(self.flaws)))

    def builders(self) -> list[RunBuilder]:
        return [self.words, *self.values.values()]

    @property
    def state(self) -> _State:
        return self.open[-1][1] if self.open else _State()

    def read(self) -> None:
        done = self._markup(0, len(self.text))
        self.words.finish()
        if done >= 0:
            self._report_open()

    def _markup(self, position: int, end: int) -> int:
        """Takes in the markup from `position` to `end`; where the last token ends, -1 when it never does."""
        done = position
        while sign := _SIGN.search(self.text, done, end):
            behind = self._token(sign.start(), position, end)
            if behind < 0:
                self._words(position, sign.start())
                shown = self.text[sign.start() : min(end, sign.start() + 20)]
                self.flaws.append(Flaw(sign.start(), end, f"{shown} has no end"))
                return -1
            position, done = (behind, behind) if behind else (position, sign.end() - 1)
        self._words(position, max(position, end))
        return max(position, end)

    def _report_open(self) -> None:
        for name, state, at in self.open:
            if state.keeps and name not in tags.ENDED_BY:
                why = f"<{name}> is never closed, so nothing behind it is converted"
                self.flaws.append(Flaw(at, len(self.text), why))

    def _token(self, at: int, position: int, limit: int, form: re.Pattern[str] = _TAG) -> int:
        """Takes in the words from `position` and the token at `at`; where it ends.

        0 when there is none, -1 when it has no end before the limit; then nothing is taken in.
        """
        tag = form.match(self.text, at, limit)
        template = None if tag else IN_MARKUP.match(self.text, at, limit)
        end = self._end(at, tag, template, limit)
        if end > 0:
            self._words(position, at)
            if template:
                self.words.add(at, end, keep=True)
            elif tag and tag[1]:
                self._close(tag[2].lower())
            elif tag:
                self._open(tag[2].lower(), tag)
        return end

    def _end(self, at: int, tag: re.Match[str] | None, template: re.Match[str] | None, limit: int) -> int:
        if template:
            return template.end()
        if tag:
            if tag[4] and not tag[1] and tag[2].lower() in tags.RAW:
                return self._raw_end(tag[2].lower(), tag.end(), limit)
            return tag.end() if tag[4] else -1
        for opening, ending in _UNSEEN:
            if self.text.startswith(opening, at):
                # <!--> is a comment and ended: the dashes may be the opening ones.
                start = self.text.find(ending, at + 2, limit)
                return start + len(ending) if start >= 0 else -1
        return 0

    def _raw_end(self, name: str, position: int, limit: int) -> int:
        if self.endless.get(name) == limit:  # looked for before
            return -1
        closing = _RAW_END[name].search(self.text, position, limit)
        if not closing:
            self.endless[name] = limit
        return closing.start() if closing else -1

    def _open(self, name: str, token: re.Match[str]) -> None:
        while self.open and name in tags.ENDED_BY.get(self.open[-1][0], ()):
            self._pop()
        state = self._attributes(name, token)
        if name == "br":
            self.words.add_one("\n", *token.span(), keep=True)
        self._part(name)
        if name not in tags.VOID and not token[3].endswith("/"):
            self.open.append((name, state, token.start()))
            self.count[name] += 1

    def _close(self, name: str) -> None:
        self._part(name)
        while self.count[name]:
            if self._pop() == name:
                break

    def _pop(self) -> str:
        name = self.open.pop()[0]
        self.count[name] -= 1
        return name

    def _part(self, name: str) -> None:
        if name in tags.BLOCKS or name.startswith("mj-"):
            self.words.finish()
        elif name == "a":
            self.words.edge()

    def _words(self, start: int, end: int) -> None:
        if start == end:
            return
        if self.state.keeps:
            self.words.edge()
            self.words.add(start, end, keep=True)
            self.words.edge()
        else:
            self._decoded(self.words, start, end)

    def _decoded(self, builder: RunBuilder, start: int, end: int) -> None:
        """Text with its character references read; marks of the markup that stand in it alone are kept."""
        for mark in _MARK.finditer(self.text, start, end):
            builder.add(start, mark.start())
            letter = html.unescape(mark[0])
            if letter != mark[0] and len(letter) == 1 and (letter.isprintable() or letter == "\xa0"):
                builder.add_one(letter, *mark.span())
            else:
                builder.add(*mark.span(), keep=True)
            start = mark.end()
        builder.add(start, end)

    def _attributes(self, name: str, token: re.Match[str]) -> _State:
        """The state inside the element; takes in the values that are read aloud or shown."""
        state = replace(self.state, code=True) if name in tags.CODE else self.state
        if token[3].isascii() and "&" not in token[3] and not _TELLING.search(token[3]):
            return state
        found = list(self._found(token))
        for attribute, (start, end), _ in found:
            state = self._told(state, attribute, start, end)
        if state.keeps:
            return state
        for attribute, (start, end), quote in found:
            read = attribute in tags.READ or (attribute == "content" and name == "meta" and self._is_read(found))
            if read and "://" not in self.text[start:end]:
                self._decoded(self.values[quote], start, end)
                self.values[quote].finish()
            if attribute in tags.LANGUAGE and self.target and self.text[start:end] != self.target:
                self.fixed.append(Piece(start, end, self.target, "language"))
        return state

    def _is_read(self, found: Sequence[tuple[str, Span, str]]) -> bool:
        """Whether the <meta> with these attributes is about something that people read."""
        names = (self.text[slice(*span)] for attribute, span, _ in found if attribute in ("name", "property"))
        return any(name.strip().lower() in tags.READ_META for name in names)

    def _found(self, token: re.Match[str]) -> Iterator[tuple[str, Span, str]]:
        for match in _ATTRIBUTE.finditer(self.text, *token.span(3)):
            for group, quote in ((2, '"'), (3, "'"), (4, "")):
                if match[1] and match[group]:
                    yield match[1].lower(), match.span(group), quote

    def _told(self, state: _State, attribute: str, start: int, end: int) -> _State:
        value = self.text[start:end].strip().lower()
        if attribute in tags.LANGUAGE and value:
            return replace(state, foreign=not tags.is_same_script(value, self.source))
        if attribute == "translate":
            return replace(state, untranslated=value == "no")
        if attribute == "class" and not tags.KEEPING_CLASSES.isdisjoint(value.split()):
            return replace(state, untranslated=True)
        return state
