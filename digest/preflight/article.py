"""Checks of articles by the rules of the editor they are pasted into, WeChat's. Part of digest.preflight.

Tencent publishes what its editor and its readers' telephones do to markup (github.com/wechatjs/
verify-article-structure-spec, verify_article_structure.md, read 2026-08-07). Its own checker measures in a browser;
here the source is judged, and where only a layout could tell, the cautious answer is given.
"""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import regex

from digest.platforms import Shape
from digest.preflight import dark
from digest.preflight.findings import Remark, blocker, warning
from digest.preflight.markup import Page
from digest.preflight.pages import pages
from digest.preflight.sheet import Sheet
from digest.preflight.styles import Styled, pixels
from digest.render import columns
from digest.text import contrast

_LINKED = "mp.weixin.qq.com"
_PICTURES = ("mmbiz.qpic.cn", "mmbiz.qlogo.cn", "mmecoa.qpic.cn")
_OWN_FONT = "mp-quote, pingfang sc, system-ui, -apple-system"
_DROPPED = frozenset(("script", "style", "link", "meta", "iframe", "form", "input", "button", "object", "embed"))
_MEDIA = frozenset(("img", "video", "svg", "br"))
_BLOCKS = frozenset(
    ("address", "article", "blockquote", "div", "dl", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
     "header", "hr", "main", "nav", "ol", "p", "pre", "section", "table", "ul")
)  # fmt: skip
_DEEPEST = 10  # layers of one tag and one style around a single child
_ONE_LINE = 36  # columns that a telephone shows on one line
_FAR_PX = 100  # so much to the side and the text leaves a telephone's screen
_LEAST_CONTRAST = 4.5
_BLOCKING_CONTRAST = 1.5  # below which Tencent's checker objects

Rule = Callable[[Styled], Iterator[str]]


def structure(sheet: Sheet) -> Iterator[Remark]:
    """What the editor would take out, or readers would see cut off, piled up, or not at all."""
    for file, page in _articles(sheet):
        for each in Styled.of(page):
            for rule in _RULES:
                for words in rule(each):
                    yield blocker(words, sheet.place(file, each.element.start))


def colours(sheet: Sheet) -> Iterator[Remark]:
    """Letters that cannot be read, on white or as the dark mode turns them over."""
    for file, page in _articles(sheet):
        styled = Styled.of(page)
        seen: set[tuple[str, str]] = set()
        for text in page.shown:
            pair = styled[text.element].colours()
            if pair in seen:
                continue
            seen.add(pair)
            for found, words in _unreadable(*pair):
                say = blocker if found < _BLOCKING_CONTRAST else warning
                yield say(words, sheet.place(file, text.start))


def _articles(sheet: Sheet) -> Iterator[tuple[str, Page]]:
    names = {
        file.filename
        for file in sheet.files
        if file.channel in sheet.platforms and sheet.platforms[file.channel].shape is Shape.ARTICLE
    }
    yield from ((file, page) for file, page in pages(sheet) if file in names)


def _unreadable(letters: str, ground: str) -> Iterator[tuple[float, str]]:
    """The contrast that is too small, and where."""
    front, back = dark.read(letters), dark.read(ground)
    if front is None or back is None:
        return
    behind = dark.ground(back)
    turned = dark.letters(front, behind)
    became = f"{letters} on {ground} becomes {dark.written(turned)} on {dark.written(behind)} in dark mode"
    for words, one, other in ((f"{letters} on {ground}", front, back), (became, turned, behind)):
        if (found := contrast.ratio(dark.written(one), dark.written(other))) < _LEAST_CONTRAST:
            yield found, f"{words}: a contrast of {found:.1f}, where {_LEAST_CONTRAST} reads well."


# --- elements --------------------------------------------------------------------------------------------------


def _dropped(each: Styled) -> Iterator[str]:
    tag = each.element.tag
    if tag in _DROPPED:
        yield f"<{tag}> is taken out by the editor."
    if tag == "pre" and each.element.text:
        yield "<pre> does not wrap: on a telephone its lines are cut off. Use <p>."
    for name in each.element.attributes:
        if name.startswith("on"):
            yield f"{name}= is taken out by the editor."


def _links(each: Styled) -> Iterator[str]:
    if each.element.tag != "a" or "href" not in each.element.attributes:
        return
    address = each.element.attributes["href"].strip()
    if address.startswith("#"):
        yield f"The link {address[:80]} within the article is taken out by the editor."
    elif _host(address) != _LINKED:
        yield f"The link {address[:80]} is refused: only articles of {_LINKED} may be linked; use a foot-note."


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:  # a bracket that nobody closes
        return None


def _pictures(each: Styled) -> Iterator[str]:
    if each.element.tag != "img":
        return
    address = each.element.attributes.get("src", "").strip()
    if _host(address) not in _PICTURES:
        yield f"The picture {address[:80]} is filtered out: upload it in the editor."
    elif "data-w" not in each.element.attributes:
        yield "The picture does not tell its width (data-w)."
    if regex.fullmatch(r"0?\.?0*", each.own.get("opacity", "1")):
        yield "The picture is transparent (opacity: 0): nobody can exchange it after publication."


def _leaves(each: Styled) -> Iterator[str]:
    """What may stand in the editor's own containers."""
    if each.element.tag == "span" and "leaf" in each.element.attributes:
        for inner in each.inside():
            if inner.tag in _BLOCKS:
                yield f"<span leaf> holds <{inner.tag}>: only words, links and pictures may stand in it."
    if each.element.tag == "section" and "nodeleaf" in each.element.attributes:
        for inner in each.inside():
            if inner.tag not in _MEDIA and not inner.tag.startswith("mp"):
                yield f"<section nodeleaf> holds <{inner.tag}>: only a picture, a video or a component may stand in it."


def _nesting(each: Styled) -> Iterator[str]:
    """Said once, of the innermost layer of a pile."""
    layers, at = 1, each
    while (outer := at.parent) and outer.children == 1 and outer.like(at):
        layers, at = layers + 1, outer
    if layers > _DEEPEST and each.element.tag not in _MEDIA and not (each.children == 1 and each.only_child_is_like()):
        yield f"<{each.element.tag}> stands {layers} times in itself: the editor takes out what is beyond {_DEEPEST}."


def _animation(each: Styled) -> Iterator[str]:
    begin = each.element.attributes.get("begin", "")
    if each.element.tag.startswith("animate") and "touchstart" in begin and "click" not in begin:
        yield 'The animation begins at a touch alone: begin="touchstart; click" works with a mouse too.'


# --- styles ----------------------------------------------------------------------------------------------------


def _plain(each: Styled) -> Iterator[str]:
    """Values that mean trouble wherever they stand."""
    for name, value in each.own.items():
        if "!important" in value:
            yield f"{name}: !important puts WeChat's own styles and its dark mode out of force."
        if "var(" in value:
            yield f"{name}: {value[:40]} is a variable, which does not exist in an article."
    font = each.own.get("font-family")
    if font and not regex.sub(r"[\"']|\s+(?=,)", "", font).lower().startswith(_OWN_FONT):
        yield f"font-family: {font[:40]} is not on readers' telephones; leave the font to WeChat."
    if each.own.get("text-align") in ("start", "end"):
        yield f"text-align: {each.own['text-align']} differs between telephones; write left or right."
    if regex.search(r"transparent|,\s*0(?:\.0*)?\s*\)$|/\s*0(?:\.0*)?%?\s*\)$", each.own.get("caret-color", "")):
        yield "caret-color is transparent: whoever edits the article does not see where."


def _widths(each: Styled) -> Iterator[str]:
    """What does not fit, or sits elsewhere, on screens of another width."""
    if each.element.tag in ("img", "svg", "table", "col"):
        return
    if each.element.text:
        for name in ("width", "min-width"):
            if pixels(each.own.get(name, "")):
                yield f"{name}: {each.own[name]} is the same on every screen: write per cent, or max-width."
    for name in ("margin-left", "margin-right", "padding-left", "padding-right", "left", "right", "text-indent"):
        if abs(pixels(each.own.get(name, "")) or 0) > _FAR_PX:
            yield f"{name}: {each.own[name]} pushes the text off a telephone's screen."


def _heights(each: Styled) -> Iterator[str]:
    if not each.element.text or each.own.get("overflow", "").startswith(("auto", "scroll")):
        return
    for name in ("height", "max-height"):
        height = pixels(each.own.get(name, ""))
        if height == 0:
            yield f"{name}: 0 hides the text on telephones."
        elif height is not None:
            yield f"{name}: {each.own[name]} cuts off what is higher; leave the height to the text."


def _lines(each: Styled) -> Iterator[str]:
    if not each.says or columns.measure(each.element.text) <= _ONE_LINE:
        return
    if (line := each.line_height()) is not None and line < each.font_size():
        yield f"Lines of {line:g} px hold letters of {each.font_size():g} px: they pile up."


def _grounds(each: Styled) -> Iterator[str]:
    if not each.element.text:
        return
    ground = f"{each.own.get('background', '')} {each.own.get('background-image', '')}"
    if "gradient(" in ground:
        yield "The text stands on a gradient, which becomes one colour in dark mode."
    elif "url(" in ground:
        yield "The text stands on a picture, which may hide it in dark mode."
    if each.own.get("position") in ("absolute", "fixed"):
        yield f"position: {each.own['position']} puts the text on a ground that dark mode does not know of."
    if "translate" in each.own.get("transform", "") or "matrix" in each.own.get("transform", ""):
        yield "transform moves the text to a ground that dark mode does not know of."


_RULES: tuple[Rule, ...] = (
    _dropped, _links, _pictures, _leaves, _nesting, _animation, _plain, _widths, _heights, _lines, _grounds,
)  # fmt: skip
