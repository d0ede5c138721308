"""HTML as its source says it: elements, texts and what is broken, with offsets. Part of digest.preflight.

A browser mends what is broken without a word, and mail programs mend it differently; so nothing is mended here.
"""

from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import accumulate

VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"),
)
_UNSEEN = frozenset(("head", "style", "script", "title", "template"))
_HIDING = ("display:none", "display: none")


@dataclass(slots=True, kw_only=True)
class Element:
    """One element; `source[start:end]` is all of it. `lang` and `hidden` hold for what is inside."""

    tag: str
    attributes: dict[str, str]
    start: int
    end: int
    parent: int  # its place in Page.elements; -1 for the outermost
    lang: str
    hidden: bool
    text: str = ""  # what stands in it, at any depth

    @property
    def is_heading(self) -> bool:
        return len(self.tag) == 2 and self.tag[0] == "h" and self.tag[1].isdigit()


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A stretch of text between two tags, white space around it taken off."""

    text: str
    start: int
    lang: str
    hidden: bool
    element: int  # the one it stands in


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """What is wrong in the markup, and where."""

    words: str
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A document, in the order of its source."""

    source: str
    elements: tuple[Element, ...]
    texts: tuple[Text, ...]
    broken: tuple[Broken, ...]

    def named(self, tag: str) -> tuple[Element, ...]:
        return tuple(each for each in self.elements if each.tag == tag)

    @property
    def shown(self) -> tuple[Text, ...]:
        """The texts that a reader sees."""
        return tuple(each for each in self.texts if not each.hidden)


def read(source: str) -> Page:
    """The page that `source` describes; a broken one too."""
    reader = _Reader(source)
    reader.feed(source)
    reader.close()
    return reader.page()


class _Reader(HTMLParser):
    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self._source = source
        self._lines = [0, *accumulate(len(line) for line in source.split("\n"))]
        self._elements: list[Element] = []
        self._texts: list[Text] = []
        self._broken: list[Broken] = []
        self._open: list[int] = []
        self._ids: set[str] = set()

    def page(self) -> Page:
        """What was read; elements that nobody closed end with the source."""
        for place in self._open:
            element = self._elements[place]
            element.end = len(self._source)
            self._broken.append(Broken(words=f"<{element.tag}> is never closed.", start=element.start))
        return Page(
            source=self._source,
            elements=tuple(self._elements),
            texts=tuple(self._texts),
            broken=tuple(sorted(self._broken, key=lambda each: each.start)),
        )

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._begin(tag, attrs)
        if tag not in VOID:
            self._open.append(len(self._elements) - 1)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._begin(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        at = self._at()
        if tag in VOID:
            return
        depth = next((n for n in reversed(range(len(self._open))) if self._elements[self._open[n]].tag == tag), None)
        if depth is None:
            self._broken.append(Broken(words=f"</{tag}> closes nothing.", start=at))
            return
        for place in self._open[depth + 1 :]:
            inner = self._elements[place]
            inner.end = at
            self._broken.append(Broken(words=f"<{inner.tag}> is still open where </{tag}> stands.", start=inner.start))
        self._elements[self._open[depth]].end = self._source.find(">", at) + 1 or len(self._source)
        del self._open[depth:]

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        if not text or not self._open:
            return
        inside = self._elements[self._open[-1]]
        self._texts.append(
            Text(text=text, start=self._at(), lang=inside.lang, hidden=inside.hidden, element=self._open[-1])
        )
        for place in self._open:
            element = self._elements[place]
            element.text = f"{element.text} {text}".strip()

    def _begin(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        outer = self._elements[self._open[-1]] if self._open else None
        style = given.get("style", "").lower()
        hidden = tag in _UNSEEN or "hidden" in given or any(each in style for each in _HIDING)
        start = self._at()
        end = start + len(self.get_starttag_text() or "")
        self._elements.append(
            Element(
                tag=tag,
                attributes=given,
                start=start,
                end=end,
                parent=self._open[-1] if self._open else -1,
                lang=given.get("lang", outer.lang if outer else ""),
                hidden=hidden or bool(outer and outer.hidden),
            )
        )
        if name := given.get("id"):
            if name in self._ids:
                self._broken.append(Broken(words=f'The id "{name}" is given twice.', start=start))
            self._ids.add(name)

    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + line - 1 + column
