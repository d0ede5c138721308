"""Articles to paste into a platform's own editor: one for the issue, one for each story. Floor 2, pure.

The HTML keeps to what Tencent's own rules allow (github.com/wechatjs/verify-article-structure-spec, 2026-08-07):
styles in the elements, no font, no link, no picture from elsewhere. Pictures are put in by hand; the one address that
readers can follow, 阅读原文, stands in a file of its own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from digest import platforms
from digest.model import Kind, Rendered, said
from digest.platforms import Part
from digest.render import letter, localised, subject
from digest.render.sections import SHOWN
from digest.render.social.clean import plain, set_right, shown, undated
from digest.render.social.desk import Desk
from digest.render.social.passages import Passage, key_quote, passages
from digest.render.social.stories import Piece


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A foot-note: an address and the story that it belongs to."""

    title: str
    url: str


def article(desk: Desk) -> tuple[Rendered, ...]:
    """`<platform>.html` with its title, digest and link, the author; then `<platform>-01.html` and on, a story each.

    An issue of one story is that story's article. RenderError where the name of the newsletter fits in no title.
    """
    name, lead = desk.platform.name, desk.pieces[0]
    warnings = (*desk.warnings, *_uploads(desk))
    title = _within(desk, "title.txt", _titles(desk, lead), Part.TITLE)
    if len(desk.pieces) == 1 and (alone := _story(desk, lead)):
        return (
            *_files(desk, name, alone, title, _story_digest(desk, lead), lead.url, warnings),
            *_author(desk),
        )
    body, shortened = _roundup(desk)
    own = [tuple(_own(desk, piece.place, piece)) for piece in desk.pieces]
    warnings += (*shortened, *_unnamed(desk, own))
    return (
        *_files(desk, name, body, title, _digest(desk), str(desk.about["site"]), warnings),
        *_author(desk),
        *(file for files in own for file in files),
    )


def fitting(desk: Desk) -> Desk:
    """The desk without the stories that leave an article no room; each is named among its warnings."""
    while desk.pieces and not platforms.fits(desk.platform, _body(desk, _references(desk), 0)):
        desk = desk.without((max(desk.pieces, key=partial(_alone, desk)),))
    return desk


def _alone(desk: Desk, piece: Piece) -> int:
    """How long the article would be with nothing but this headline, its speaker and its address."""
    only = replace(desk, pieces=(piece,))
    return len(_body(only, _references(only), 0))


def _uploads(desk: Desk) -> Iterator[str]:
    if pictured := sum(piece.pictured for piece in desk.pieces):
        yield said("Pictures have to be uploaded by hand: {n} in all", n=pictured)


def _files(
    desk: Desk,
    name: str,
    body: str,
    title: str,
    digest: str,
    link: str,
    warnings: tuple[str, ...] = (),
    about: str = "",
) -> Iterator[Rendered]:
    """An article is what its editor has a field for; `about` is the id of its story, "" for that of the issue."""
    of = f"{about}." if about else ""
    yield desk.file(f"{name}.html", body, f"{of}article", warnings)
    yield desk.file(f"{name}.title.txt", title, f"{of}title")
    yield desk.file(f"{name}.digest.txt", digest, f"{of}digest")
    if link:
        yield desk.file(f"{name}.link.txt", link, f"{of}link")


def _author(desk: Desk) -> Iterator[Rendered]:
    """The newsroom as the author of all articles; nothing where its name is too long: the field may stay empty."""
    name = str(desk.about["newsroom"])
    if name and desk.platform.author_limit and platforms.fits(platforms.part(desk.platform, Part.AUTHOR), name):
        yield desk.file(f"{desk.platform.name}.author.txt", name, "author")


# --- the article of the issue ----------------------------------------------------------------------------------


def _roundup(desk: Desk) -> tuple[str, tuple[str, ...]]:
    """The HTML, and what to know of it where summaries had to be shortened."""
    longest = max(len(piece.sentences) for piece in desk.pieces)
    references = _references(desk)
    for most in range(longest, 0, -1):
        text = _body(desk, references, most)
        if platforms.fits(desk.platform, text):
            shortened = said("To keep within the limit, every summary was shortened to {n} of its sentences", n=most)
            return text, (shortened,) if most < longest else ()
    alone = (said("To keep within the limit, headlines stand without their summaries"),) if longest else ()
    return _body(desk, references, 0), alone


def _body(desk: Desk, references: tuple[Reference, ...], most: int) -> str:
    opening = letter.opening(desk.issue, [piece.story for piece in desk.pieces], desk.words.variant, desk.words)
    sections = _sections(desk, references, most)
    return desk.write("article.html", opening=plain(opening), sections=sections, references=references)


def _references(desk: Desk) -> tuple[Reference, ...]:
    """The foot-notes, the first being number 1; an address that several stories share stands once."""
    named: dict[str, Reference] = {}
    for piece in desk.pieces:
        if piece.url:
            named.setdefault(piece.url, Reference(title=piece.title or piece.text(1), url=piece.url))
    return tuple(named.values())


def _sections(desk: Desk, references: tuple[Reference, ...], most: int) -> tuple[Section, ...]:
    """The stories by kind, kinds in the order of their first story."""
    numbers = {reference.url: number for number, reference in enumerate(references, start=1)}
    grouped: dict[Kind, list[Entry]] = {}
    for piece in desk.pieces:
        said = key_quote(piece, desk.words) if piece.kind is Kind.SPEECH and most else None
        told = (*passages(piece, most), *((said,) if said else ()))
        entry = Entry(piece=piece, passages=told, note=numbers.get(piece.url, 0))
        grouped.setdefault(piece.kind, []).append(entry)
    return tuple(
        Section(heading=desk.words.text(SHOWN[kind].heading), entries=tuple(entries))
        for kind, entries in grouped.items()
    )


# --- the article of a story ------------------------------------------------------------------------------------


def _own(desk: Desk, place: int, piece: Piece) -> Iterator[Rendered]:
    """The files of one story among several; none where it has nothing to say, or no title that fits."""
    title = next(_story_titles(desk, piece), "")
    if title and (body := _story(desk, piece)):
        name = f"{desk.platform.name}-{place:02d}"
        yield from _files(desk, name, body, title, _story_digest(desk, piece), piece.url, (), piece.article)


def _unnamed(desk: Desk, own: Iterable[tuple[Rendered, ...]]) -> Iterator[str]:
    """What to know of stories that have no article of their own though they have something to say."""
    for piece, files in zip(desk.pieces, own, strict=True):
        if files or not piece.headline or not piece.sentences:
            continue
        if next(_story_titles(desk, piece), ""):
            yield said(
                "“{title}” has no article of its own: its text or its speaker is too long for one",
                title=shown(piece.title),
            )
            continue
        limit = platforms.part(desk.platform, Part.TITLE).limit.value
        yield said(
            "“{title}” has no article of its own: no part of its headline fits the {limit} characters of a title; "
            "write one: digest wording {article} headline TEXT --for {variant}",
            title=shown(piece.title),
            limit=limit,
            article=piece.story.article.id,
            variant=desk.about["lang"],
        )


def _story(desk: Desk, piece: Piece) -> str:
    """The HTML of one story: its summary with the figures in bold, and what somebody says in it.

    "" where it says nothing, or is longer than an article.
    """
    if not piece.sentences:
        return ""
    figures = tuple(set_right(plain(figure), desk.words.variant) for figure in piece.story.summary.figures)
    said = key_quote(piece, desk.words)
    day = piece.story.article.published_day
    text = desk.write(
        "story.html",
        piece=piece,
        label=desk.words.text(SHOWN[piece.kind].label) if SHOWN[piece.kind].label else "",
        day=localised.day(day, desk.words.variant) if day else "",
        passages=(*passages(piece, len(piece.sentences), figures), *((said,) if said else ())),
    )
    return text if platforms.fits(desk.platform, text) else ""


# --- titles and digests ----------------------------------------------------------------------------------------


def _titles(desk: Desk, lead: Piece) -> Iterator[str]:
    """Of the article of the issue, the best first."""
    title, dates = str(desk.about["title"]), str(desk.about["dates"])
    if lead.title:
        forms = ((lead.title, title), (lead.title, ""))
        yield from (desk.write("title.txt", headline=headline, label=label) for headline, label in forms)
    yield desk.write("title.txt", headline=title, label=dates)
    yield desk.write("title.txt", headline=title, label="")


def _story_titles(desk: Desk, piece: Piece) -> Iterator[str]:
    """Of the article of a story: its headline, or a clause of it that stands alone; only what fits."""
    row = platforms.part(desk.platform, Part.TITLE)
    for headline in (piece.title, subject.point(piece.title, 2 * row.limit.value)):
        text = desk.write("title.txt", headline=headline, label="") if headline else ""
        if text and platforms.fits(row, text):
            yield text


def _digest(desk: Desk) -> str:
    return _within(desk, "digest.txt", _digests(desk), Part.DIGEST)


def _digests(desk: Desk) -> Iterator[str]:
    """What the title does not say: the other headlines, else what the first story says, else the dates."""
    lead, *others = desk.pieces
    headlines = tuple(piece.headline for piece in others if piece.headline)
    for most in range(len(headlines), 0, -1):
        yield desk.write("digest.txt", headlines=headlines[:most], text="")
    for most in range(len(lead.sentences), 0, -1):
        yield desk.write("digest.txt", headlines=(), text=lead.text(most))
    yield desk.write("digest.txt", headlines=(), text="")


def _story_digest(desk: Desk, piece: Piece) -> str:
    """One sentence: it stands below the title in a chat, where two lines are seen."""
    teaser = piece.story.summary.teaser
    first = undated(set_right(plain(teaser.text), desk.words.variant)) if teaser else ""
    said = [text for text in (first, *piece.sentences) if text]
    forms = (desk.write("digest.txt", headlines=(), text=text) for text in (*said, ""))
    return _within(desk, "digest.txt", forms, Part.DIGEST)


def _within(desk: Desk, part: str, forms: Iterable[str], which: Part) -> str:
    row = platforms.part(desk.platform, which)
    for text in forms:
        if platforms.fits(row, text):
            return text
    raise desk.refused(
        f"“{text}” is too long for {desk.platform.title}: at most {row.limit.value} characters are allowed here.",
        part,
        next="Shorten the title of the newsletter, or this template.",
    )
