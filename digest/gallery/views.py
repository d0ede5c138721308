"""The drafts of an audience as the gallery shows them, every decision taken. Part of digest.gallery."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from digest import platforms
from digest.model import Newsroom, Rendered, Variant
from digest.platforms import CardSize, Platform
from digest.preflight import Finding, InboxLine, Level, Sheet, posts
from digest.render import cards

_EMAIL = "email"
_SUBJECTS = "email.subjects.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of a post; `kind` is link, tag or mention where the platform makes one of it."""

    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How long a text is, as its platform counts."""

    shown: int
    limit: int
    fits: bool

    @property
    def percent(self) -> int:
        return min(100, round(100 * self.shown / self.limit))


@dataclass(frozen=True, slots=True, kw_only=True)
class Copyable:
    """One file to be pasted; `html` where it is a page, `stretches` where it is text."""

    name: str  # the file's
    anchor: str  # its id on the page
    label: str  # what of the post it is; "" for the post itself
    stretches: tuple[Stretch, ...]
    html: str
    count: Count | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """The picture to go with a post: the address of a photo, or the name of a card in the audience's folder."""

    url: str
    card: str
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """The files of one post, its title first."""

    name: str
    files: tuple[Copyable, ...]
    is_page: bool
    image: Image | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    """All posts for one platform."""

    channel: str
    title: str
    fold: int  # how many characters are seen before "more", 0 where unknown
    posts: tuple[Post, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A picture that lies in the folder of the audience."""

    name: str
    anchor: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """The cards of one size."""

    size: str
    shown_by: str  # the platforms that it is for
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    inbox: InboxLine | None
    html: str
    text: str
    subjects: str  # those to choose from, each over its preheader; "" where the drafts hold none
    kilobytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Remarks:
    """Findings that say the same, with their places."""

    level: Level
    words: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What one audience gets."""

    name: str
    variant: Variant
    mail: Mail | None
    walls: tuple[Wall, ...]
    decks: tuple[Deck, ...]
    remarks: tuple[Remarks, ...]
    blockers: int
    warnings: int


def edition(sheet: Sheet, findings: Sequence[Finding], newsroom: Newsroom) -> Edition:
    """The drafts of `sheet` with what was found in them."""
    blockers = sum(each.level is Level.BLOCKER for each in findings)
    return Edition(
        name=sheet.audience.name,
        variant=sheet.variant,
        mail=_mail(sheet),
        walls=tuple(_walls(sheet)),
        decks=tuple(_decks(sheet, newsroom)),
        remarks=_remarks(findings),
        blockers=blockers,
        warnings=len(findings) - blockers,
    )


def _mail(sheet: Sheet) -> Mail | None:
    if sheet.html is None:
        return None
    return Mail(
        inbox=sheet.inbox,
        html=sheet.html.source,
        text=sheet.text("email.txt") if sheet.has("email.txt") else "",
        subjects=sheet.text(_SUBJECTS) if sheet.has(_SUBJECTS) else "",
        kilobytes=round(len(sheet.html.source.encode()) / 1000),
    )


def _walls(sheet: Sheet) -> Iterator[Wall]:
    """The platforms in the order of the audience's channels."""
    counts = {
        file: Count(shown=platforms.count(row, text), limit=row.limit.value, fits=platforms.fits(row, text))
        for file, row, text in posts.counted(sheet)
    }
    for channel in dict.fromkeys(file.channel for file in sheet.files if file.channel not in (_EMAIL, cards.CHANNEL)):
        row = sheet.platforms.get(channel)
        own = [file for file in sheet.files if file.channel == channel]
        made = tuple(_posts(sheet, own, row, counts, _images(own)))
        if made:
            yield Wall(
                channel=channel,
                title=row.title if row else channel,
                fold=row.fold.value if row and row.fold else 0,
                posts=made,
            )


def _decks(sheet: Sheet, newsroom: Newsroom) -> Iterator[Deck]:
    """The cards that were made, by size; the issue's comes first."""
    words = sheet.catalogues[sheet.variant]
    made: dict[CardSize, list[Card]] = {}
    for place, size in cards.planned(sheet.issue, sheet.audience, sheet.platforms):
        name = cards.filename(place, size)
        if sheet.has(name):
            card = Card(
                name=name,
                anchor=f"{sheet.audience.name}-{name}".replace(".", "-"),
                alt=cards.alt(sheet.issue, place, newsroom, words),
                width=size.width,
                height=size.height,
            )
            made.setdefault(size, []).append(card)
    rows = [sheet.platforms[channel] for channel in sheet.audience.channels if channel in sheet.platforms]
    for size, deck in made.items():
        titles = [row.title for row in rows if row.card == size and row.name in sheet.issue.newsletter.channels]
        yield Deck(size=str(size), shown_by=", ".join(titles), cards=tuple(deck))


def _posts(
    sheet: Sheet,
    files: Iterable[Rendered],
    row: Platform | None,
    counts: Mapping[str, Count],
    images: Mapping[str, Image],
) -> Iterator[Post]:
    """Files with one name before the first dot are one post."""
    pasted = [file for file in files if file.filename.endswith((".txt", ".html"))]
    for name, same in groupby(sorted(pasted, key=_stem), key=_stem):
        shown = sorted(
            (_copyable(sheet, file, row, counts) for file in same), key=lambda each: (each.label != "title", each.label)
        )
        yield Post(
            name=name,
            files=tuple(shown),
            is_page=any(each.html for each in shown),
            image=next((images[each.name] for each in shown if each.name in images), None),
        )


def _stem(file: Rendered) -> str:
    return file.filename.partition(".")[0]


def _images(files: Iterable[Rendered]) -> dict[str, Image]:
    """By file, the picture that the record beside the posts names for it."""
    found: dict[str, Image] = {}
    for file in files:
        if file.filename != f"{file.channel}.json":
            continue
        try:
            entries = json.loads(file.content)["files"]
            for entry in entries:
                if image := entry.get("image"):
                    found[entry["file"]] = Image(
                        url=image.get("url", ""), card=image.get("card", ""), alt=image.get("alt", "")
                    )
        except (ValueError, KeyError, TypeError, AttributeError):  # somebody changed it: checks say so
            continue
    return found


def _copyable(sheet: Sheet, file: Rendered, row: Platform | None, counts: Mapping[str, Count]) -> Copyable:
    text = file.content.decode(errors="replace")
    _, _, rest = file.filename.partition(".")
    label, is_page = rest.rpartition(".")[0], rest.endswith("html")
    return Copyable(
        name=file.filename,
        anchor=f"{sheet.audience.name}-{file.filename}".replace(".", "-"),
        label=label,
        stretches=() if is_page else tuple(_stretches(text, row if not label else None)),
        html=text if is_page else "",
        count=counts.get(file.filename),
    )


def _stretches(text: str, row: Platform | None) -> Iterator[Stretch]:
    """The text, cut where the platform makes something of it."""
    at = 0
    for mark in platforms.marks(row, text).every if row else ():
        if mark.start > at:
            yield Stretch(text=text[at : mark.start])
        yield Stretch(text=mark.text, kind=mark.kind.value)
        at = mark.end
    if text[at:]:
        yield Stretch(text=text[at:])


def _remarks(findings: Sequence[Finding]) -> tuple[Remarks, ...]:
    places: dict[tuple[Level, str], list[str]] = {}
    for each in findings:
        places.setdefault((each.level, each.words), []).append(str(each.where))
    return tuple(
        Remarks(level=level, words=words, places=tuple(filter(None, where))) for (level, words), where in places.items()
    )
