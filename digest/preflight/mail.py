"""Checks of the mail as a whole: its inbox line, its parts, its weight. Part of digest.preflight."""

import re
from collections.abc import Iterator

from digest.model import said
from digest.preflight.findings import Remark, blocker, warning
from digest.preflight.sheet import EMAIL, HTML, MESSAGE, TEXT, Sheet
from digest.render import columns, links, sizes

CLIPPED_BYTES = 102_000  # Gmail cuts a mail off at about this much HTML
HEAVY_BYTES = 95_000
LONGEST_SUBJECT = 100  # columns, the label included; telephones show the first 45 or so
_TOKEN = re.compile(r"%%\w{1,60}%%")
LONGEST_PREHEADER = 140  # columns; no inbox shows more


def subject(sheet: Sheet) -> Iterator[Remark]:
    if (inbox := sheet.inbox) is None:
        return
    if not inbox.subject:
        yield blocker(said("The mail has no subject."), sheet.place(MESSAGE))
    elif columns.measure(inbox.subject) > LONGEST_SUBJECT:
        found, limit = columns.letters(inbox.subject, LONGEST_SUBJECT)
        words = said("The subject has {found} characters; inboxes show at most {limit}.", found=found, limit=limit)
        yield warning(words, sheet.place(MESSAGE))


def preheader(sheet: Sheet) -> Iterator[Remark]:
    """The line beside the subject: missing, too long, or the subject over again."""
    if (inbox := sheet.inbox) is None or sheet.html is None:
        return
    line = inbox.preheader
    if not line:
        yield warning(said("The mail has no preheader: inboxes show its first words instead."), sheet.place(HTML))
        return
    if columns.measure(line) > LONGEST_PREHEADER:
        found, limit = columns.letters(line, LONGEST_PREHEADER)
        words = said("The preheader has {found} characters; inboxes show about {limit}.", found=found, limit=limit)
        yield warning(words, sheet.place(HTML))
    if _same(line, inbox.subject):
        yield warning(said("The preheader says the subject again."), sheet.place(HTML))


def _same(line: str, subject: str) -> bool:
    one, other = ("".join(filter(str.isalnum, text.casefold())) for text in (line, subject))
    return one == other or (len(one) > 6 and one in other) or (len(other) > 6 and other in one)


def too_heavy(sheet: Sheet) -> Iterator[Remark]:
    size = len(sheet.content(HTML)) if sheet.has(HTML) else 0
    if size <= HEAVY_BYTES:
        return
    block = sizes.heaviest(sheet.text(HTML))
    told = {"size": f"{size:,}", "block": block.name, "part": f"{block.size:,}", "limit": f"{CLIPPED_BYTES:,}"}
    if size > CLIPPED_BYTES:
        words = said(
            "The mail has {size} bytes of HTML; the heaviest block, “{block}”, has {part}. "
            "Gmail cuts off what is beyond about {limit}.",
            **told,
        )
        yield blocker(words, sheet.place(HTML))
    else:
        words = said(
            "The mail has {size} bytes of HTML; the heaviest block, “{block}”, has {part}. "
            "Gmail cuts off at about {limit}.",
            **told,
        )
        yield warning(words, sheet.place(HTML))


def without_text(sheet: Sheet) -> Iterator[Remark]:
    if any(file.channel == EMAIL for file in sheet.files) and not (sheet.has(TEXT) and sheet.text(TEXT).strip()):
        yield blocker(
            said("The mail has no text part: it is not readable everywhere, and filters take it for spam."),
            sheet.place(TEXT),
        )


def without_tokens(sheet: Sheet) -> Iterator[Remark]:
    """Every mail tells how to leave; it should tell how to change the subscription and where to read it."""
    for file in (HTML, TEXT):
        if not sheet.has(file):
            continue
        text = sheet.text(file)
        if links.UNSUBSCRIBE not in text:
            yield blocker(said("There is no link to unsubscribe (%%unsubscribe_url%%)."), sheet.place(file))
        if links.PREFERENCES not in text:
            yield warning(said("There is no link to the preferences (%%preferences_url%%)."), sheet.place(file))
        if links.BROWSER not in text:
            yield warning(said("There is no link to read it in the browser (%%browser_url%%)."), sheet.place(file))


def unknown_tokens(sheet: Sheet) -> Iterator[Remark]:
    """What looks as if it were filled in for each reader, and is not."""
    for file in (HTML, TEXT):
        for found in _TOKEN.finditer(sheet.text(file)) if sheet.has(file) else ():
            if found[0] not in links.TOKENS:
                words = said("Nobody fills in {token}: readers would see it as it stands.", token=found[0])
                yield blocker(words, sheet.place(file, found.start()))
