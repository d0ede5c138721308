"""Blocks of plain text and pictures out of plain text, HTML or Markdown. Floor 2.

HTML is untrusted: nh3 parses it as a browser would and keeps an allow-list, so the walk that follows sees only
well-formed markup; scripts, styles and hidden elements are gone with what they hold. Links keep their words and
lose their addresses. Nothing of the markup survives: what comes out is text and must be escaped where it is used.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser

from digest.model import Role
from digest.sources.blocks import Block


def _names(spaced: str) -> frozenset[str]:
    return frozenset(spaced.split())


DEEPEST = 200  # elements within elements; real pages stay below 60, parsers are quadratic far above

_BLOCKS = _names(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer h1 h2 h3 h4 "
    "h5 h6 header hr html legend li main nav ol p pre section summary table tbody tfoot thead tr ul caption"
)
_INLINE = _names(
    "a abbr b bdi bdo big cite code del dfn em font i ins kbd mark q rp rt ruby s samp small span strike strong sub "
    "sup td th time tt u var wbr br img"
)
_DROPPED = _names(
    "script style noscript template iframe object embed svg math select textarea button audio video canvas head title"
)
_ROLES = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), Role.HEADING),
    "figcaption": Role.CAPTION,
    "caption": Role.CAPTION,
}
_MOST_BRACKETS = 5_000
_VOID = _names("area base br col embed hr img input link meta param source track wbr")
_END_TAG_OPTIONAL = _names("p li dt dd tr td th thead tbody tfoot option optgroup colgroup rp rt")
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]{0,40})([^<>]{0,2000}>)?")
_PARAGRAPH_TAG = re.compile(r"</(?:p|div|li|h[1-6]|a|b|i|strong|em|span|script|style)>|<br\s*/?>", re.IGNORECASE)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_EAST_ASIAN = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
# CSS Text 3, 4.1.3: a line break within Chinese or Japanese text is not a space.
_BREAK_WITHIN_HAN = re.compile(rf"(?<=[{_EAST_ASIAN}])[ \t]*\n\s*(?=[{_EAST_ASIAN}])")


class UnreadableError(ValueError):
    """The markup cannot be read within the limits; the text of the error says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """An image as the markup names it."""

    url: str
    alt: str
    width: str
    height: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """The blocks of a text in order, and the images it shows."""

    blocks: tuple[Block, ...]
    images: tuple[Image, ...] = ()


def read(text: str, written_in: str) -> Text:
    """The text of `text`, written in one of the formats of READERS; UnreadableError when it is nested too deep."""
    return READERS[written_in](text)


def plain(text: str, written_in: str) -> str:
    """The text of `text` on one line."""
    return " ".join(block.text for block in read(text, written_in).blocks)


def deepest(text: str) -> int:
    """How many elements stand within one another, counted from the tags alone, so that it costs one pass."""
    depth = most = 0
    for match in _TAG.finditer(text):
        name = match[2].lower()
        if name in _VOID or name in _END_TAG_OPTIONAL or (match[3] or "").endswith("/>"):
            continue
        depth = max(0, depth - 1) if match[1] else depth + 1
        most = max(most, depth)
    return most


def looks_like_html(text: str) -> bool:
    """True if a text that claims no format holds the tags that paragraphs are made with."""
    return _PARAGRAPH_TAG.search(text) is not None


def _text(text: str) -> Text:
    return Text(blocks=(Block(text=text),) if text.strip() else ())


def _html(text: str) -> Text:
    import nh3  # a Rust library, loaded only when there is HTML

    if deepest(text) > DEEPEST:
        raise UnreadableError(f"its HTML is nested more than {DEEPEST} elements deep")
    clean = nh3.clean(
        text,
        tags=set(_BLOCKS | _INLINE),
        clean_content_tags=set(_DROPPED),
        attributes={"*": {"hidden", "style", "aria-hidden"}, "img": {"src", "alt", "width", "height"}},
        url_schemes={"http", "https"},
        link_rel=None,
    )
    walk = _Walk()
    walk.feed(clean)
    walk.close()
    return walk.text()


def _markdown(text: str) -> Text:
    from markdown_it import MarkdownIt

    if text.count("[") > _MOST_BRACKETS:  # each may begin a link, and the parser looks for the end of each
        raise UnreadableError(f"its Markdown has more than {_MOST_BRACKETS:,} opening brackets")
    return _html(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text))


class _Walk(HTMLParser):
    """Collects blocks and images from markup that nh3 has made well-formed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[Block] = []
        self._images: list[Image] = []
        self._words: list[str] = []
        self._roles: list[Role] = [Role.TEXT]
        self._hidden_in: list[str] = []  # the open elements from the hidden one inward

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        written = {name: value or "" for name, value in attrs}
        if tag in _VOID:
            self._void(tag, written)
        elif self._hidden_in or _is_hidden(written):
            self._hidden_in.append(tag)
        elif tag in _BLOCKS:
            self._finish()
            if tag in _ROLES:
                self._roles.append(_ROLES[tag])
        elif tag in {"td", "th"}:
            self._words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if self._hidden_in:
            self._hidden_in.pop()
        elif tag in _BLOCKS:
            self._finish()
            if tag in _ROLES and len(self._roles) > 1:
                self._roles.pop()

    def handle_data(self, data: str) -> None:
        if not self._hidden_in:
            self._words.append(data)

    def _void(self, tag: str, written: dict[str, str]) -> None:
        if self._hidden_in or _is_hidden(written):
            return
        if tag in {"br", "hr"}:
            self._finish()
        elif tag == "img" and written.get("src"):
            names = ("src", "alt", "width", "height")
            url, alt, width, height = (written.get(name, "") for name in names)
            self._images.append(Image(url=url, alt=alt, width=width, height=height))

    def _finish(self) -> None:
        words = " ".join(_BREAK_WITHIN_HAN.sub("", "".join(self._words)).split())
        self._words.clear()
        if words:
            self._blocks.append(Block(text=words, role=self._roles[-1]))

    def text(self) -> Text:
        self._finish()
        return Text(blocks=tuple(self._blocks), images=tuple(self._images))


def _is_hidden(written: dict[str, str]) -> bool:
    return (
        "hidden" in written
        or written.get("aria-hidden") == "true"
        or bool(_HIDDEN_STYLE.search(written.get("style", "")))
    )


READERS: dict[str, Callable[[str], Text]] = {"text": _text, "html": _html, "markdown": _markdown}
