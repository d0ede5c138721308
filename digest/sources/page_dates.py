"""What a web page states about its own publication. Floor 2.

Only statements count that cannot mean anything else: JSON-LD (schema.org) and microdata of an article, the meta
names that publishers use for the day of publication, <time pubdate>, and a date line in the article's header,
which is what stands between its only first-level heading and its first paragraph. A date in the text, in a table
or beside the article is about something else, and so are the dates of comments, videos and changes.
"""

import re
from collections.abc import Iterator
from typing import Any

from digest.sources import vocabulary
from digest.sources.stated import Statement
from digest.text import dates


def _names(spaced: str) -> tuple[str, ...]:
    return tuple(spaced.split())


# schema.org: Article and the types below it that are not posts in a forum.
_ARTICLE_TYPES = _names(
    "article newsarticle analysisnewsarticle askpublicnewsarticle backgroundnewsarticle opinionnewsarticle "
    "reportagenewsarticle reviewnewsarticle advertisercontentarticle satiricalarticle scholarlyarticle "
    "medicalscholarlyarticle techarticle report blogposting liveblogposting"
)
# Not among them: dc.date, dcterms.created, date and the like, which name no event or another one.
_META_NAMES = _names(
    "article:published_time og:published_time og:article:published_time published_time datepublished pubdate "
    "publishdate publish_date publish-date publication_date dc.date.issued dcterms.issued "
    "weibo:article:create_at apub:time"
)
_ENDS_HEADER = _names("p h1 h2 h3 h4 h5 h6 table ul ol dl blockquote pre section article main footer form details")
_PASSED_OVER = _names("aside nav figure script style noscript template button svg picture video audio")
_BESIDE = re.compile(r"side-?bar|related|recommend|recent|widget|comment|popular|promo", re.IGNORECASE)
_PARAGRAPH = 80  # characters; a longer line in a header is the first paragraph, whatever its element
_SEPARATOR = re.compile(r"\s*[|｜·•]\s*|\s+(?=(?:来源|來源|作者|编辑|編輯|记者|記者|source)\s*[:：])", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"(?:date(?: of publication| published)?|published(?: (?:on|at))?|posted(?: on)?|publication date|"
    r"(?:发布|發布|發佈|发表|發表|刊登|出版)?(?:时间|時間|日期)|发布于|發布於|發佈於|发表于|發表於|"
    r"publié le|publicado(?: el| em)?|опубликовано|дата публикации|نشر في|تاريخ النشر)\s*[:：]?\s*",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:by|source|author|par|por|автор|来源|來源|作者|编辑|編輯|记者|記者|文)\b\s*[:：/]?.{0,60}|(?:来源|來源|作者|文)[:：/].{0,60}",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"update|modif|revis|更新|修改|修订|修訂|mis(?:e)? à jour|actuali[sz]a|atualiza|обновл|измен|تحديث", re.IGNORECASE
)


def is_article(types: Any) -> bool:
    """True if a schema.org type, or one of a list of them, is that of an article."""
    named = types if isinstance(types, list) else str(types or "").split()
    return any(re.split("[/:#]", str(each).strip())[-1].casefold() in _ARTICLE_TYPES for each in named)


def statements(tree: Any, stated: list[dict[str, Any]]) -> tuple[Statement, ...]:
    """Every statement of the page about its publication, the strongest first; `stated` is its JSON-LD."""
    return (*_json_ld(stated), *_metas(tree), *_microdata(tree), *_pubdates(tree), *_header(tree))


def _json_ld(stated: list[dict[str, Any]]) -> Iterator[Statement]:
    for each in stated:
        if is_article(each.get("@type")) and (written := str(each.get("datePublished") or "").strip()):
            yield Statement(place="the page's JSON-LD", written=written[:200])


def _metas(tree: Any) -> Iterator[Statement]:
    given: dict[str, list[str]] = {}
    for element in tree.iterfind(".//meta"):
        name = (element.get("property") or element.get("name") or "").strip().casefold()
        given.setdefault(name, []).append((element.get("content") or "").strip())
    for name in _META_NAMES:
        yield from (
            Statement(place=f"the page's {name}", written=written) for written in given.get(name, ()) if written
        )


def _microdata(tree: Any) -> Iterator[Statement]:
    for element in tree.iterfind(".//*[@itemprop]"):
        if "datepublished" not in element.get("itemprop").casefold().split():
            continue
        scope = next((each for each in element.iterancestors() if each.get("itemscope") is not None), None)
        written = (element.get("content") or element.get("datetime") or _words(element)).strip()
        if written and (scope is None or is_article(scope.get("itemtype"))):
            yield Statement(place="the page's datePublished", written=written)


def _pubdates(tree: Any) -> Iterator[Statement]:
    for element in tree.iterfind(".//time[@pubdate]"):
        articles = sum(each.tag == "article" for each in element.iterancestors())
        written = (element.get("datetime") or _words(element)).strip()
        if written and articles <= 1:  # an article within an article is a comment
            yield Statement(place="the page's <time pubdate>", written=written)


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


# --- the header ----------------------------------------------------------------------------------------------


def _header(tree: Any) -> Iterator[Statement]:
    """The date lines of the article's header that are labelled as publication or not labelled at all."""
    pieces = [
        (piece, element)
        for text, element in _header_texts(tree)
        for piece in ((text,) if element is not None else _cut(text))
    ]
    for position, (text, element) in enumerate(pieces):
        before = pieces[position - 1][0] if position else ""
        after = pieces[position + 1][0] if position + 1 < len(pieces) else ""
        if not _may_precede(before) or (_CHANGED.search(after) and not _begins_label(after)):
            continue
        yield from _date_line(text, element)


def _begins_label(after: str) -> bool:
    """True if the words of change belong to a date that follows: "Updated:"."""
    return after.rstrip().endswith((":", "：")) or any(map(str.isdigit, after))


def _date_line(text: str, element: Any) -> Iterator[Statement]:
    label = _PUBLISHED.match(text)
    bare = text[label.end() :] if label else text
    if element is None:
        if dates.find_line(bare):
            yield Statement(place="the article's header", written=bare)
        return
    exact = (element.get("datetime") or "").strip()
    if exact and not exact.startswith("P"):  # PT5M is how long reading takes
        yield Statement(place="the article's header", written=exact)
    if (not exact and bare) or dates.find_line(bare):
        yield Statement(place="the article's header", written=bare)


def _cut(text: str) -> list[str]:
    """The pieces of a header line; an empty one wherever a separator stood, so that nothing precedes the next."""
    pieces = [piece for part in _SEPARATOR.split(text) for piece in (part.strip(), "")]
    return pieces[:-1]


def _may_precede(text: str) -> bool:
    """True if a date after `text` can only be that of publication."""
    return bool(
        not text.strip("-–—,，/ ")
        or _PUBLISHED.fullmatch(text)
        or (_BYLINE.fullmatch(text) and not _CHANGED.search(text))
        or vocabulary.kind_of(text).value != "unknown"
        or dates.find_line(_PUBLISHED.sub("", text, count=1))
    )


def _header_texts(tree: Any) -> list[tuple[str, Any]]:
    """The texts between the heading and the first paragraph in their order, each <time> with its element.

    Nothing where the page has no such heading or its article no paragraph after it.
    """
    from lxml import etree

    heading = _heading(tree)
    if heading is None:
        return []
    bounds = next((each for each in heading.iterancestors() if each.tag in {"article", "main"}), None)
    found: list[tuple[str, Any]] = []
    inside = False
    skipped = None
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment")):
        if not inside:
            inside = event == "end" and element is heading
            if not inside:
                continue
        if element is bounds:
            return []
        if skipped is not None:
            if event != "end" or element is not skipped:
                continue
            skipped = None
        elif event == "start":
            if _ends_header(element):
                return found
            if element.tag == "time" or _is_beside(element):
                found += [(_words(element), element)] if element.tag == "time" else []
                skipped = element
                continue
        text = " ".join(((element.text if event == "start" else element.tail) or "").split())
        if len(text) > _PARAGRAPH:
            return found
        found += [(text, None)] if text else []
    return []


def _ends_header(element: Any) -> bool:
    """True if the article's text begins with this element; a paragraph that is only a date line is none yet."""
    words = _words(element) if element.tag == "p" else ""
    if not words:
        return element.tag in _ENDS_HEADER and element.tag != "p"
    if len(words) > _PARAGRAPH:
        return True
    around = words
    for time in element.iter("time"):
        around = around.replace(_words(time), " | ", 1)
    if around != words:
        return not all(_may_precede(piece) or _CHANGED.search(piece) for piece in _cut(around))
    return not any(dates.find_line(_PUBLISHED.sub("", piece, count=1)) for piece in _cut(words))


def _is_beside(element: Any) -> bool:
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    foreign = element.get("itemscope") is not None and not is_article(element.get("itemtype"))
    return foreign or element.tag in _PASSED_OVER or bool(_BESIDE.search(named))


def _heading(tree: Any) -> Any:
    """The only first-level heading of the article or else of the page; None if there are none or several."""
    for path in (".//article//h1", ".//main//h1", ".//h1"):
        headings = [element for element in tree.iterfind(path) if _words(element)]
        if headings:
            return headings[0] if len(headings) == 1 else None
    return None
