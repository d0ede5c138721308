"""Checks of the links of mails and articles. Part of digest.preflight."""

import re
from collections.abc import Iterator
from urllib.parse import quote

from digest.model import Said, said
from digest.preflight.findings import Remark, blocker, warning
from digest.preflight.markup import Element, Page
from digest.preflight.pages import pages
from digest.preflight.sheet import Sheet

_TOKEN = re.compile(r"%%[a-z_]+%%")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_ELSEWHERE = ("mailto", "tel", "sms")


def in_pages(sheet: Sheet) -> Iterator[Remark]:
    """Links that lead nowhere, or not safely, or of which nobody knows where they lead."""
    for file, page in pages(sheet):
        for link in page.named("a"):
            where = sheet.place(file, link.start)
            for remark in _address(link.attributes.get("href")):
                yield blocker(remark, where)
            for remark in _doubtful(link, page):
                yield warning(remark, where)


def _address(href: str | None) -> Iterator[Said]:
    address = (href or "").strip()
    if href is None or address in ("", "#"):
        yield said("A link leads nowhere.")
        return
    if _TOKEN.fullmatch(address):
        return
    scheme = _SCHEME.match(address)
    if scheme is None:
        yield said("The link {link} is relative: outside its site it leads nowhere.", link=address[:80])
    elif scheme[1].lower() not in ("https", "http", *_ELSEWHERE):
        yield said("The link {link} is neither https nor a mail address.", link=address[:80])
    if not address.isascii():
        yield said(
            "The link {link} holds letters that have to be encoded: {encoded}",
            link=address[:80],
            encoded=quote(address, safe=_SAFE)[:160],
        )


_SAFE = ":/?#[]@!$&'()*+,;=%~"


def _doubtful(link: Element, page: Page) -> Iterator[Said]:
    address = link.attributes.get("href", "").strip()
    if address.lower().startswith("http:"):
        yield said(
            "The link {link} is not https; name its host in https_hosts if it answers by https.", link=address[:80]
        )
    # A picture without alternative text is a finding of its own, of its story.
    if not link.text and not any(link.start < each.start < link.end for each in page.named("img")):
        yield said("The link to {link} has no words: nobody hears where it leads.", link=address[:80])
