"""Checks of the HTML of mails and articles: broken markup, empty sections, pictures. Part of digest.preflight."""

from collections.abc import Iterator
from itertools import zip_longest

from digest.model import said
from digest.preflight import markup
from digest.preflight.findings import Remark, blocker
from digest.preflight.sheet import HTML, Sheet


def pages(sheet: Sheet) -> Iterator[tuple[str, markup.Page]]:
    """Every HTML file of the audience, with its name."""
    for file in sheet.files:
        if file.filename == HTML and sheet.html:
            yield HTML, sheet.html
        elif file.filename.endswith(".html"):
            yield file.filename, markup.read(sheet.text(file.filename))


def broken(sheet: Sheet) -> Iterator[Remark]:
    for file, page in pages(sheet):
        for fault in page.broken:
            yield blocker(fault.words, sheet.place(file, fault.start))


def empty_section(sheet: Sheet) -> Iterator[Remark]:
    """A heading of which nothing follows but another heading that is no deeper, or the end."""
    for file, page in pages(sheet):
        headings = [each for each in page.elements if each.is_heading and not each.hidden]
        for heading, following in zip_longest(headings, headings[1:]):
            end = following.start if following else len(page.source)
            if following and following.tag > heading.tag:
                continue
            if not any(heading.end <= text.start < end for text in page.shown):
                words = (
                    said("Nothing stands under the heading “{heading}”.", heading=heading.text)
                    if heading.text
                    else said("A heading is empty.")
                )
                yield blocker(words, sheet.place(file, heading.start))


def images(sheet: Sheet) -> Iterator[Remark]:
    """Pictures that a mail program cannot fetch, or that say nothing when they are not shown."""
    for file, page in pages(sheet):
        for image in page.named("img"):
            address = image.attributes.get("src", "").strip()
            where = sheet.place(file, image.start)
            if address.lower().startswith("http:"):
                words = said(
                    "The picture {address} is not https: many programs do not show it. "
                    "Name its host in https_hosts if it answers by https.",
                    address=address[:80],
                )
                yield blocker(words, where)
            elif not address.lower().startswith("https:"):
                yield blocker(said("The picture “{address}” has no absolute address.", address=address[:60]), where)
            if "alt" not in image.attributes:
                yield blocker(said("The picture {address} has no alt attribute.", address=address[:80]), where)
