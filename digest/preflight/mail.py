"""Checks of the mail as a whole: its inbox line, its parts, its weight. Part of digest.preflight."""

from collections.abc import Iterator

from digest.preflight.findings import Remark, blocker, warning
from digest.preflight.markup import Element, Page
from digest.preflight.sheet import EMAIL, HTML, MESSAGE, TEXT, Sheet, length
from digest.render import columns

CLIPPED_BYTES = 102_000  # Gmail cuts a mail off at about this much HTML
HEAVY_BYTES = 95_000
LONGEST_SUBJECT = 100  # columns, the label included; telephones show the first 45 or so
LONGEST_PREHEADER = 140  # columns; no inbox shows more


def subject(sheet: Sheet) -> Iterator[Remark]:
    if (inbox := sheet.inbox) is None:
        return
    if not inbox.subject:
        yield blocker("The mail has no subject.", sheet.place(MESSAGE))
    elif columns.measure(inbox.subject) > LONGEST_SUBJECT:
        found, limit = length(inbox.subject, LONGEST_SUBJECT)
        yield warning(f"The subject has {found} characters; inboxes show at most {limit}.", sheet.place(MESSAGE))


def preheader(sheet: Sheet) -> Iterator[Remark]:
    """The line beside the subject: missing, too long, or the subject over again."""
    if (inbox := sheet.inbox) is None or sheet.html is None:
        return
    line = inbox.preheader
    if not line:
        yield warning("The mail has no preheader: inboxes show its first words instead.", sheet.place(HTML))
        return
    if columns.measure(line) > LONGEST_PREHEADER:
        found, limit = length(line, LONGEST_PREHEADER)
        words = f"The preheader has {found} characters; inboxes show about {limit}."
        yield warning(words, sheet.place(HTML))
    if _same(line, inbox.subject):
        yield warning("The preheader says the subject again.", sheet.place(HTML))


def _same(line: str, subject: str) -> bool:
    one, other = ("".join(filter(str.isalnum, text.casefold())) for text in (line, subject))
    return one == other or (len(one) > 6 and one in other) or (len(other) > 6 and other in one)


def too_heavy(sheet: Sheet) -> Iterator[Remark]:
    if (page := sheet.html) is None:
        return
    size = len(sheet.content(HTML))
    if size <= HEAVY_BYTES:
        return
    name, weight = heaviest(page)
    words = f"The mail has {size:,} bytes of HTML; the heaviest block, “{name}”, has {weight:,}."
    if size > CLIPPED_BYTES:
        yield blocker(f"{words} Gmail cuts off what is beyond about {CLIPPED_BYTES:,}.", sheet.place(HTML))
    else:
        yield warning(f"{words} Gmail cuts off at about {CLIPPED_BYTES:,}.", sheet.place(HTML))


def heaviest(page: Page) -> tuple[str, int]:
    """The name of the heaviest block of a page, its first heading or words, and its bytes.

    A block is what no single part makes up: one walks down from the body as long as one child has most of the weight.
    """
    children: dict[int, list[int]] = {}
    for number, element in enumerate(page.elements):
        children.setdefault(element.parent, []).append(number)
    at = next((number for number, element in enumerate(page.elements) if element.tag == "body"), -1)
    top = _weight(page, page.elements[at]) if at >= 0 else len(page.source)
    while inner := children.get(at):
        largest = max(inner, key=lambda number: _weight(page, page.elements[number]))
        if at >= 0 and _weight(page, page.elements[largest]) < top / 3:
            break
        at, top = largest, _weight(page, page.elements[largest])
        if page.elements[largest].is_heading or page.elements[largest].tag == "p":
            break
    return _name(page, page.elements[at]), top


def _weight(page: Page, element: Element) -> int:
    return len(page.source[element.start : element.end].encode())


def _name(page: Page, block: Element) -> str:
    inside = (each for each in page.elements if block.start <= each.start < block.end)
    heading = next((each.text for each in inside if each.is_heading and each.text), block.text)
    return heading[:60].strip() or f"<{block.tag}>"


def without_text(sheet: Sheet) -> Iterator[Remark]:
    if any(file.channel == EMAIL for file in sheet.files) and not (sheet.has(TEXT) and sheet.text(TEXT).strip()):
        yield blocker(
            "The mail has no text part: it is not readable everywhere, and filters take it for spam.", sheet.place(TEXT)
        )


def without_tokens(sheet: Sheet) -> Iterator[Remark]:
    """Every mail tells how to leave; it should tell how to change the subscription and where to read it."""
    for file in (HTML, TEXT):
        if not sheet.has(file):
            continue
        text = sheet.text(file)
        if "%%unsubscribe_url%%" not in text:
            yield blocker("There is no link to unsubscribe (%%unsubscribe_url%%).", sheet.place(file))
        if "%%preferences_url%%" not in text:
            yield warning("There is no link to the preferences (%%preferences_url%%).", sheet.place(file))
        if "%%browser_url%%" not in text:
            yield warning("There is no link to read it in the browser (%%browser_url%%).", sheet.place(file))
