"""One Record out of one web page. Floor 2.

trafilatura finds the text. Title and date are taken from what the page states about itself, never guessed:
trafilatura's own reading of both was wrong on one Chinese page in eight (titles cut at a quotation mark, dates a
day or ten years off). Which statement gave the date is noted. What counts as a statement of the date is decided in
`page_dates`; a date that several of them contradict is unknown.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from digest.errors import SourceError
from digest.model import Fetched, Source
from digest.sources import markup, page_dates, vocabulary
from digest.sources.record import Reading, Record
from digest.sources.stated import settle
from digest.text import dates, encoding

LARGEST_PAGE = 3_000_000  # characters; the largest real article page seen has 1.6 million
MOST_ELEMENTS = 20_000  # opened by tags; trafilatura takes time with the square of them
_LONGEST_TITLE = 500  # characters; longer ones are left as they are
_SUFFIX = re.compile(r"(.*\S)\s*([_|｜]|\s[-–—·»]\s|[-–—](?=[^\x00-\x7f]+$))\s*([^_|｜]{1,40})", re.DOTALL)
_SITE_NAME = re.compile(
    r"(?:网|网站|网络|在线|日报|晚报|时报|频道|客户端|新闻|網|網站|報|新聞|News|\.(?:com|org|net|cn|int))$", re.I
)


def read(source: Source, fetched: Fetched) -> Reading:
    """The page's one record; SourceError when there is no page, no title, or neither text nor date."""
    text = encoding.decode(fetched).text.replace("\0", "")
    tree = _tree(source, fetched, text)
    stated = list(_stated(tree))
    title = _title(tree, stated)
    body = _body(tree)
    if not title or markup.plain(body, "html") in ("", title):
        missing = "no title" if not title else "no article text"
        raise _refused(source, fetched, f"The page has {missing}.")
    written, note = _date(tree, stated, source.zone)
    picture = _meta(tree, "og:image", "twitter:image")
    record = Record(
        location="",
        title=title,
        body=body,
        body_format="html",
        kind_word=_meta(tree, "article:section") if _known(_meta(tree, "article:section")) else "",
        date=written,
        url=_address(tree, fetched),
        language=str(tree.get("lang") or ""),
        picture_url=picture,
        picture_alt=_meta(tree, "og:image:alt", "twitter:image:alt") if picture else "",
        picture_width=_meta(tree, "og:image:width"),
        picture_height=_meta(tree, "og:image:height"),
        notes=(note,) if note else (),
    )
    return Reading(records=(record,))


def _refused(source: Source, fetched: Fetched, what: str) -> SourceError:
    return SourceError(what, source=source.name, location=fetched.location)


def _tree(source: Source, fetched: Fetched, text: str) -> Any:
    """The page as lxml sees it."""
    from trafilatura.utils import load_html

    if len(text) > LARGEST_PAGE:
        raise _refused(source, fetched, f"The page is longer than {LARGEST_PAGE:,} characters.")
    if markup.deepest(text) > markup.DEEPEST:
        raise _refused(source, fetched, f"The page is nested more than {markup.DEEPEST} elements deep.")
    if len(re.findall("<[a-zA-Z]", text)) > MOST_ELEMENTS:
        raise _refused(source, fetched, f"The page has more than {MOST_ELEMENTS:,} elements.")
    tree = load_html(text) if "<" in text else None
    if tree is None:
        raise _refused(source, fetched, "The document is not a web page.")
    return tree


def _body(tree: Any) -> str:
    """The article's text as simple HTML, so that headings stay headings; "" if none is found."""
    import trafilatura
    from lxml.etree import LxmlError

    try:
        found = trafilatura.extract(
            tree, favor_precision=True, include_comments=False, include_formatting=False, output_format="html"
        )
    except (LxmlError, ValueError, TypeError, AttributeError, IndexError, RecursionError):
        return ""  # trafilatura promises nothing about broken pages
    return found or ""


def _meta(tree: Any, *names: str) -> str:
    """The first content that the page gives under one of the names, in the order of the names."""
    metas: dict[str, str] = {}
    for element in tree.iterfind(".//meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        metas.setdefault(name.strip().casefold(), (element.get("content") or "").strip())
    return next((metas[name] for name in names if metas.get(name)), "")


def _stated(tree: Any) -> Iterator[dict[str, Any]]:
    """Every object of the page's JSON-LD (schema.org), outermost first."""
    for element in tree.iterfind(".//script"):
        if "ld+json" not in (element.get("type") or ""):
            continue
        try:
            waiting = [json.loads(element.text or "")]
        except (ValueError, RecursionError):
            continue
        while waiting:
            each = waiting.pop(0)
            if isinstance(each, dict):
                yield each
                waiting += each.get("@graph", []) if isinstance(each.get("@graph"), list) else []
                waiting += [each["mainEntity"]] if isinstance(each.get("mainEntity"), dict) else []
            elif isinstance(each, list):
                waiting += each[:100]


def _title(tree: Any, stated: list[dict[str, Any]]) -> str:
    headings = [text for element in tree.iterfind(".//h1") if (text := _words(element))]
    heading = headings[0] if len(headings) == 1 else ""
    site = _meta(tree, "og:site_name")
    for written in (
        _meta(tree, "og:title", "twitter:title"),
        heading,
        _headline(stated),
        _words(tree.find(".//title")),
    ):
        if written and written != site:
            return without_site(written, site, heading)
    return headings[0] if headings else ""


def _headline(stated: list[dict[str, Any]]) -> str:
    return next((each["headline"].strip() for each in stated if isinstance(each.get("headline"), str)), "")


def without_site(title: str, site: str, heading: str) -> str:
    """`title` without the names of site and section at its end; a dash needs more proof than a bar does."""
    for _ in range(3):
        match = _SUFFIX.fullmatch(title) if len(title) <= _LONGEST_TITLE else None
        if not match or title == heading:
            break
        rest, mark, suffix = match[1], match[2].strip(), match[3].strip()
        names_site = vocabulary.folded(suffix) == vocabulary.folded(site) or bool(_SITE_NAME.search(suffix))
        if not (names_site or rest == heading or mark in "_|｜"):
            break
        title = rest
    return title.strip()


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def _known(word: str) -> bool:
    return vocabulary.kind_of(word).value != "unknown"


def _date(tree: Any, stated: list[dict[str, Any]], zone: str) -> tuple[str, str]:
    """The date as the page writes it, and where it stood or why there is none."""
    found = page_dates.statements(tree, stated)
    written, contradiction = settle(found, zone)
    if contradiction or not written:
        return written, contradiction
    return written, f"the date is from {found[0].place}" if dates.read(written) else ""


def _address(tree: Any, fetched: Fetched) -> str:
    """Where the page says it lives, else where it was fetched from; a file has no address."""
    for element in tree.iterfind(".//link"):
        if (element.get("rel") or "").casefold() == "canonical" and element.get("href"):
            return str(element.get("href")).strip()
    fetched_from = fetched.location if fetched.location.startswith(("http://", "https://")) else ""
    return _meta(tree, "og:url") or fetched_from
