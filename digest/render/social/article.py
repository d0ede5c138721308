"""An article to paste into a platform's own editor: its HTML, its title and its digest. Floor 2, pure.

The HTML keeps to what Tencent's own rules allow (github.com/wechatjs/verify-article-structure-spec, 2026-08-07):
styles in the elements, no font, no link, no picture from elsewhere. Pictures are put in by hand.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import regex

from digest import platforms
from digest.model import Kind, Rendered
from digest.platforms.rows import Figure
from digest.render.social.desk import Desk
from digest.render.social.stories import Piece
from digest.render.words import msgid


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph; `quoted` when the whole of it is somebody's words."""

    text: str
    quoted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A story with its summary in passages and the number of its foot-note, 0 for none."""

    piece: Piece
    passages: tuple[Passage, ...]
    note: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Stories of one kind."""

    heading: str
    entries: tuple[Entry, ...]


_HEADINGS = {
    Kind.STORY: msgid("Stories"),
    Kind.PRESS_RELEASE: msgid("Press releases"),
    Kind.SPEECH: msgid("In their words"),
    Kind.VIDEO: msgid("Watch"),
    Kind.OP_ED: msgid("Opinion"),
    Kind.PUBLICATION: msgid("Publications"),
    Kind.PHOTO: msgid("In pictures"),
    Kind.EVENT: msgid("Events"),
    Kind.ANNOUNCEMENT: msgid("Announcements"),
    Kind.UNKNOWN: msgid("In brief"),
}


def article(desk: Desk) -> tuple[Rendered, ...]:
    """`<platform>.html`, `<platform>.title.txt` and `<platform>.digest.txt`."""
    name = desk.platform.name
    body, kept, longest = _body(desk)
    warnings = desk.warnings
    if kept < longest:
        warnings += (f"To keep within the limit, every summary was shortened to {kept} of its sentences",)
    if pictured := sum(piece.pictured for piece in desk.pieces):
        warnings += (f"Pictures have to be uploaded by hand: {pictured} in all",)
    return (
        desk.file(f"{name}.html", body, "article", warnings),
        desk.file(f"{name}.title.txt", _title(desk), "title"),
        desk.file(f"{name}.digest.txt", _digest(desk), "digest"),
    )


def _body(desk: Desk) -> tuple[str, int, int]:
    """The HTML, how many sentences a summary has in it at most, and how many the longest one had."""
    longest = max(len(piece.sentences) for piece in desk.pieces)
    text = ""
    for most in range(longest, -1, -1):
        text = desk.write("article.html", sections=_sections(desk, most), notes=_addresses(desk))
        if platforms.fits(desk.platform, text):
            return text, most, longest
    over = platforms.over(desk.platform, text)
    raise desk.refused(
        f"The article for {desk.platform.title} is {over} characters too long even with headlines alone.",
        "article.html",
        next="Leave some stories out of this issue.",
    )


def _addresses(desk: Desk) -> tuple[str, ...]:
    """The addresses of the foot-notes, the first being number 1; one that several stories share stands once."""
    return tuple(dict.fromkeys(piece.url for piece in desk.pieces if piece.url))


def _sections(desk: Desk, most: int) -> tuple[Section, ...]:
    """The stories by kind, kinds in the order of their first story."""
    numbers = {url: number for number, url in enumerate(_addresses(desk), start=1)}
    grouped: dict[Kind, list[Entry]] = {}
    for piece in desk.pieces:
        entry = Entry(piece=piece, passages=tuple(_passages(piece, most)), note=numbers.get(piece.url, 0))
        grouped.setdefault(piece.kind, []).append(entry)
    return tuple(
        Section(heading=desk.words.text(_HEADINGS[kind]), entries=tuple(entries)) for kind, entries in grouped.items()
    )


_QUOTED = regex.compile(r"“[^“”]++”|「[^「」]++」")


def _passages(piece: Piece, most: int) -> Iterator[Passage]:
    """The first `most` sentences; one that is a quotation from end to end stands alone, the others run together."""
    running: list[str] = []
    between = " " if piece.spaced else ""
    for sentence in piece.sentences[:most]:
        if not _QUOTED.fullmatch(sentence):
            running.append(sentence)
            continue
        if running:
            yield Passage(text=between.join(running), quoted=False)
            running = []
        yield Passage(text=sentence, quoted=True)
    if running:
        yield Passage(text=between.join(running), quoted=False)


def _title(desk: Desk) -> str:
    lead = desk.pieces[0].title
    forms = [desk.write("title.txt", headline=headline, label=label) for headline, label in _title_forms(desk, lead)]
    return _within(desk, "title.txt", forms, desk.platform.title_limit)


def _title_forms(desk: Desk, lead: str) -> Iterator[tuple[str, str]]:
    title, dates = str(desk.about["title"]), str(desk.about["dates"])
    if lead:
        yield lead, title
        yield lead, ""
    yield title, dates
    yield title, ""


def _digest(desk: Desk) -> str:
    return _within(desk, "digest.txt", _digests(desk), desk.platform.digest_limit)


def _digests(desk: Desk) -> Iterator[str]:
    """What the title does not say: the other headlines, else what the first story says, else the dates."""
    lead, *others = desk.pieces
    headlines = tuple(piece.headline for piece in others if piece.headline)
    for most in range(len(headlines), 0, -1):
        yield desk.write("digest.txt", headlines=headlines[:most], text="")
    for most in range(len(lead.sentences), 0, -1):
        yield desk.write("digest.txt", headlines=(), text=lead.text(most))
    yield desk.write("digest.txt", headlines=(), text="")


def _within(desk: Desk, part: str, forms: Iterable[str], limit: Figure | None) -> str:
    allowed = limit.value if limit else desk.platform.limit.value
    text, fits = desk.first_fitting(forms, allowed)
    if not fits:
        raise desk.refused(
            f"“{text}” is too long for {desk.platform.title}: at most {allowed} characters are allowed here.",
            part,
            next="Shorten the title of the newsletter, or this template.",
        )
    return text
