"""Posts: a thread, a post for each story, or one post for the issue. Floor 2, pure.

Decides what is said and what is left for another post; how it is laid out is the template's business.
"""

from collections.abc import Iterator
from dataclasses import replace

from digest import platforms
from digest.model import Rendered
from digest.render.social.desk import Desk, story_posts
from digest.render.social.stories import Piece

_HEADLINES_IN_OPENER = 4  # besides the first: more is a list nobody reads


def thread(desk: Desk) -> tuple[Rendered, ...]:
    """`<platform>-01.txt` and on: what the issue is about, each story with its link, where to read more.

    An issue of one story is one post.
    """
    if len(desk.pieces) == 1:
        return (_story(desk, 1, desk.pieces[0], _ALONE, desk.warnings),)
    total = len(desk.pieces) + 2
    stories = (
        _story(desk, place, piece, _place(desk, place, total)) for place, piece in enumerate(desk.pieces, start=2)
    )
    return (
        desk.file(_name(desk, 1), _opener(desk, _place(desk, 1, total)), "opener", desk.warnings),
        *stories,
        desk.file(_name(desk, total), _closer(desk, _place(desk, total, total)), "closer"),
    )


def per_story(desk: Desk) -> tuple[Rendered, ...]:
    """`<platform>-00-roundup.txt`, then `<platform>-01.txt` and on: one post for each story.

    An issue of one story needs no round-up, and where not even the first headline fits there is none.
    """
    if len(desk.pieces) == 1:
        return (_story(desk, 1, desk.pieces[0], _ALONE, desk.warnings),)
    stories = tuple(_story(desk, place, piece, _ALONE) for place, piece in enumerate(desk.pieces, start=1))
    text, shown = _roundup(desk)
    if not shown:
        warning = "There is no round-up: the first headline is too long for it"
        return (replace(stories[0], warnings=(*desk.warnings, *stories[0].warnings, warning)), *stories[1:])
    warnings = desk.warnings
    if left_out := len(desk.pieces) - shown:
        warnings += (f"The round-up has no room for {left_out} of {len(desk.pieces)} headlines; each has its own post",)
    return (desk.file(f"{desk.platform.name}-00-roundup.txt", text, "roundup", warnings), *stories)


def single(desk: Desk) -> tuple[Rendered, ...]:
    """`<platform>.txt`: the first story in full, the others in a sentence each."""
    shown, text = 0, ""
    for shown, text in _single_drafts(desk):  # noqa: B007 - both are read after the loop
        if platforms.fits(desk.platform, text):
            break
    else:
        raise desk.too_long("post.txt", desk.pieces[0], text)
    warnings = desk.warnings
    if hidden := desk.pieces[shown:]:
        titles = "; ".join(f"“{piece.headline}”" for piece in hidden)
        warnings += (f"The post has no room for {len(hidden)} of {len(desk.pieces)} stories: {titles}",)
    fold = desk.platform.fold
    if fold and not platforms.fits(desk.platform, text.partition("\n")[0], fold.value):
        warnings += (f"The first line is longer than the {fold.value} characters seen before “more”",)
    return (desk.file(f"{desk.platform.name}.txt", text, "post", warnings),)


def _name(desk: Desk, place: int) -> str:
    return f"{desk.platform.name}-{place:02d}.txt"


def _place(desk: Desk, number: int, total: int) -> dict[str, int]:
    """Which part of how many; 0 and 0 where the platform's row wants none."""
    return {"number": number, "total": total} if desk.platform.numbered else _ALONE


_ALONE = {"number": 0, "total": 0}


def _story(desk: Desk, number: int, piece: Piece, place: dict[str, int], warnings: tuple[str, ...] = ()) -> Rendered:
    text, fits = desk.first_fitting(story_posts(desk, piece, **place))
    if not fits:
        raise desk.too_long("story.txt", piece, text)
    if piece.headline not in text:
        warnings += (f"“{piece.headline}” is too long for a post: a sentence of its summary stands for it",)
    return desk.file(_name(desk, number), text, piece.article, warnings)


def _opener(desk: Desk, place: dict[str, int]) -> str:
    lead, *others = desk.pieces
    text, fits = desk.first_fitting(_openers(desk, lead, tuple(others), place))
    if not fits:
        raise desk.too_long("opener.txt", lead, text)
    return text


def _openers(desk: Desk, lead: Piece, others: tuple[Piece, ...], place: dict[str, int]) -> Iterator[str]:
    headlines = tuple(piece.headline for piece in others if piece.headline)[:_HEADLINES_IN_OPENER]
    lines = desk.tag_lines(desk.common_tags())
    plans = [(most, lines[0]) for most in range(len(headlines), 0, -1)]
    plans += [(most, line) for most in range(min(1, len(headlines)), -1, -1) for line in lines]
    for first in (lead.headline, *lead.sentences):
        for most, tags in plans if first else ():
            yield desk.write("opener.txt", headline=first, others=headlines[:most], tags=tags, **place)


def _closer(desk: Desk, place: dict[str, int]) -> str:
    text, fits = desk.first_fitting([desk.write("closer.txt", **place)])
    if not fits:
        raise desk.refused(
            f"The last part of the thread is too long for {desk.platform.title}.",
            "closer.txt",
            next="Shorten the name of the newsroom, or this template.",
        )
    return text


def _roundup(desk: Desk) -> tuple[str, int]:
    """The round-up with as many headlines as it holds, from the first; and how many these are, 0 if none fits."""
    headlines = tuple(piece.headline or piece.text(1) for piece in desk.pieces)
    lines = desk.tag_lines(desk.common_tags())
    for most in range(len(headlines), 0, -1):
        more = len(headlines) - most
        drafts = (desk.write("roundup.txt", headlines=headlines[:most], more=more, tags=line) for line in lines)
        text, fits = desk.first_fitting(drafts)
        if fits:
            return text, most
    return "", 0


def _single_drafts(desk: Desk) -> Iterator[tuple[int, str]]:
    """How many stories a draft shows, and the draft.

    The sentences of the others go first, from the last story on, then whole stories, then what is said of the first.
    """
    lead, total, full = desk.pieces[0], len(desk.pieces), len(desk.pieces[0].sentences)
    tags = desk.tag_lines(desk.common_tags())[0]
    plans = [(total, full, told) for told in range(total, 0, -1)]
    plans += [(shown, full, 0) for shown in range(total - 1, 0, -1)]
    plans += [(1, most, 0) for most in range(full - 1, -1, -1)]
    for shown, most, told in plans:
        others = tuple(
            (piece, piece.text(1) if place < told else "") for place, piece in enumerate(desk.pieces[1:shown], start=1)
        )
        yield shown, desk.write("post.txt", lead=lead, text=lead.text(most), others=others, tags=tags)
