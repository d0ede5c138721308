"""The title of a post where it stands in a field of its own, with a limit of its own. Floor 2, pure."""

from collections.abc import Iterable, Iterator

import regex

from digest import platforms
from digest.model import said
from digest.platforms import Part
from digest.render.social.clean import shown
from digest.render.social.desk import Desk
from digest.render.social.stories import Piece

_APART = regex.compile(r"——|(?<=\p{Han}) (?=\p{Han})|\s[–—|]\s|[｜|]|[，；](?!\p{N})|; ")
_SHORTEST = 6  # counted units: less says nothing
_OPENED = regex.compile("[“”「」『』《》（）()]")
_JOINED = regex.compile(r"\p{Ll}\p{Lu}|\p{N}")  # a tag that is no word by itself
_LEANING = regex.compile(
    r"当|當|随着|隨著|隨着|为了?|為了?|在|如果|若|虽|雖|尽管|儘管|从|從|(?:When|As|If|For|With|In)\b"
)


def title(desk: Desk, piece: Piece) -> tuple[str, tuple[str, ...]]:
    """The title of the post about `piece` and what people should know of it; "" where the platform has no titles.

    It is the headline, else the first part of it that can stand alone, else says only what it is about.
    """
    if not desk.platform.title_limit:
        return "", ()
    row = platforms.part(desk.platform, Part.TITLE)
    for form in _forms(piece):
        if form and platforms.fits(row, form) and (form == piece.title or platforms.count(row, form) >= _SHORTEST):
            return form, ()
    count = platforms.count(row, piece.title)
    warning = said(
        "“{title}” is too long for a title ({count} of {limit}). "
        "Shorten it: digest wording {article} headline TEXT --for {variant}",
        title=shown(piece.title),
        count=count,
        limit=row.limit.value,
        article=piece.article[:8],
        variant=desk.about["lang"],
    )
    name, newsroom = str(desk.about["title"]), desk.about["newsroom"]
    about = (
        desk.words.text("{headline} | {title}", headline=subject, title=newsroom)
        for subject in (*(tag for tag in piece.tags if not _JOINED.search(tag)), _kind(piece, desk))
    )
    return fitting(desk, (*about, name)), (warning,)


def of_issue(desk: Desk) -> str:
    """The title of the round-up: the newsletter and its days, or its name alone; "" where there are no titles."""
    if not desk.platform.title_limit:
        return ""
    name = str(desk.about["title"])
    return fitting(desk, (desk.words.text("{title}, {dates}", title=name, dates=desk.about["dates"]), name))


def fitting(desk: Desk, forms: Iterable[str]) -> str:
    """The first that fits a title; RenderError where none does."""
    row, form = platforms.part(desk.platform, Part.TITLE), ""
    for form in forms:
        if platforms.fits(row, form):
            return form
    raise desk.refused(
        f"“{form}” is too long for a title on {desk.platform.title}: at most {row.limit.value} are allowed.",
        "title.txt",
        next="Shorten the title of the newsletter.",
    )


def _forms(piece: Piece) -> Iterator[str]:
    yield from (piece.headline, piece.title)
    ends = [found.start() for found in _APART.finditer(piece.title)]
    for end in reversed(ends):
        start = piece.title[:end].strip()
        if _balanced(start) and not _LEANING.match(start):
            yield start
    yield from (found for found in regex.findall(r"《[^《》]+》", piece.title))


def _balanced(text: str) -> bool:
    """Whether no quotation, title or bracket stands open at its end."""
    marks = "".join(_OPENED.findall(text))
    while marks != (less := regex.sub(r"“”|「」|『』|《》|（）|\(\)", "", marks)):
        marks = less
    return not marks


def _kind(piece: Piece, desk: Desk) -> str:
    from digest.render.sections import SHOWN

    label = SHOWN[piece.kind].label
    return desk.words.text(label) if label else str(desk.about["title"])
