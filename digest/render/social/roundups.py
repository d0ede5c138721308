"""What the whole issue says in one post, or in a thread. Floor 2, pure.

An issue of one story needs no round-up. Headlines are whole or not there; what a round-up has no room for has its post.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from digest import platforms
from digest.model import said
from digest.render.social.desk import Desk
from digest.render.social.post import Post, PostKind, Told
from digest.render.social.posts import MOST_PARTS, divided, picked, told
from digest.render.social.stories import Piece
from digest.render.social.telling import LITTLE, Passage, told_first
from digest.render.social.titles import of_issue

_SHORT = 3  # a headline longer than this part of a post leaves no room for others
_FEWEST = 2  # headlines: before fewer are named, tags go


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A story as a round-up shows it; `sentence` is "" where there is no room."""

    headline: str
    sentence: str
    url: str
    passage: Passage | None
    piece: Piece


def post(desk: Desk) -> tuple[Post, ...]:
    """One post with the headlines of the issue, as many as it holds; none where not even the first fits."""
    if len(desk.pieces) == 1:
        return ()
    plan, text, fits = desk.first_plan(_plans(desk), _parts, lambda each: _written(desk, *each))
    if not fits:
        return ()
    entries, _ = plan
    wanted = min(len(desk.pieces), desk.platform.headlines or len(desk.pieces))
    warnings: tuple[str, ...] = ()
    if left_out := wanted - len(entries):
        warnings = (
            said(
                "The round-up has no room for {n} of {wanted} headlines; each story has its own post",
                n=left_out,
                wanted=wanted,
            ),
        )
    warnings += desk.beyond_fold(text)
    made = Post(
        kind=PostKind.ROUND_UP,
        text=text,
        place=0,
        pieces=tuple(entry.piece for entry in entries),
        told=_told(entries),
        title=of_issue(desk),
        picked=picked(desk.platform, desk.common_tags()),
        warnings=warnings,
    )
    return (made,)


def thread(desk: Desk) -> tuple[Post, ...]:
    """The parts of a thread: what the issue is about, each story with its link, where to read more.

    None where a story fits in no part: a thread tells all of them.
    """
    if len(desk.pieces) == 1:
        return ()
    total = len(desk.pieces) + 2
    while len(made := _parts_of_thread(desk, total)) not in (0, total):  # a story in two parts makes every total larger
        total = len(made)
    return made


# --- a post ---------------------------------------------------------------------------------------------------

_Plan = tuple[tuple[Entry, ...], str]


def _plans(desk: Desk) -> Iterator[_Plan]:
    every = tuple(_entry(piece) for piece in desk.pieces)
    every = every[: desk.platform.headlines or None]
    bare = tuple(replace(entry, sentence="", passage=None) for entry in every)
    lines = desk.tag_lines(desk.common_tags())
    for fuller in range(len(every), 0, -1):
        yield (*every[:fuller], *bare[fuller:]), lines[0]
    for most in range(len(every), 0, -1):
        yield from ((bare[:most], line) for line in (lines if most <= _FEWEST else lines[:1]))


def _entry(piece: Piece) -> Entry:
    best = next(iter(told_first(piece.passages, 1)), None)
    passage = None if best is None or not piece.headline else piece.passages[best]
    if passage and not _stands(passage):
        passage = None
    return Entry(
        headline=piece.headline or piece.text(1),
        sentence=passage.text if passage and not piece.talks else "",
        url=piece.url,
        passage=passage if not piece.talks else None,
        piece=piece,
    )


def _stands(passage: Passage) -> bool:
    """Whether it says something, under a headline and with nothing else."""
    return passage.named and passage.worth >= LITTLE


def _parts(plan: _Plan) -> Iterator[str]:
    entries, tags = plan
    for entry in entries:
        yield from (entry.headline, entry.sentence, entry.url)
    yield tags


def _written(desk: Desk, entries: tuple[Entry, ...], tags: str) -> str:
    titled = of_issue(desk) == desk.words.text("{title}, {dates}", title=desk.about["title"], dates=desk.about["dates"])
    return desk.write("roundup.txt", entries=entries, more=len(desk.pieces) - len(entries), tags=tags, titled=titled)


def _told(entries: tuple[Entry, ...]) -> tuple[Told, ...]:
    return tuple(each for entry in entries if entry.passage for each in told(entry.piece, (entry.passage,)))


# --- a thread -------------------------------------------------------------------------------------------------


def _parts_of_thread(desk: Desk, total: int) -> tuple[Post, ...]:
    made = _opener(desk, _place(desk, 1, total))
    for piece in desk.pieces if made else ():
        parts = _story(desk, piece, len(made) + 1, total)
        if not parts:
            return ()
        made += parts
    if not made:
        return ()
    made.append(_closer(desk, _place(desk, len(made) + 1, total)))
    return tuple(replace(each, part=number, parts=len(made)) for number, each in enumerate(made, start=1))


def _place(desk: Desk, number: int, total: int) -> dict[str, int]:
    """Which part of how many; 0 and 0 where the platform's row wants none."""
    return {"number": number, "total": total} if desk.platform.numbered else {"number": 0, "total": 0}


def _part(text: str, *pieces: Piece, told: tuple[Told, ...] = ()) -> Post:
    return Post(kind=PostKind.ROUND_UP, text=text, place=0, pieces=pieces, told=told)


def _opener(desk: Desk, place: dict[str, int]) -> list[Post]:
    """The first part; none where not one line fits in it."""
    lead, *others = desk.pieces
    short = desk.platform.limit.value // _SHORT
    named = (piece.headline for piece in others if piece.headline and desk.length(piece.headline) <= short)
    headlines = tuple(named)[: desk.platform.headlines or None]
    lines = desk.tag_lines(desk.common_tags())
    first = [lead.headline, *(each.text for each in lead.passages if not each.leans)]
    first += [piece.headline for piece in others]
    plans = [
        (line, headlines[:most], tags)
        for line in first
        if line
        for most in range(len(headlines), -1, -1)
        for tags in (lines if most < _FEWEST else lines[:1])
        if line not in headlines[:most]
    ]
    _, text, fits = desk.first_plan(
        plans,
        lambda each: (each[0], *each[1], each[2]),
        lambda each: desk.write("opener.txt", headline=each[0], others=each[1], tags=each[2], **place),
    )
    return [_part(text, *desk.pieces)] if fits else []


def _story(desk: Desk, piece: Piece, number: int, total: int) -> list[Post]:
    """The part about `piece`: its headline, a sentence where there is room, its link; more parts where it is longer."""
    alone = [place for place in told_first(piece.passages, len(piece.passages)) if not piece.passages[place].leans]
    plans: list[tuple[str, Passage | None]] = []
    if piece.headline:
        plans += [(piece.headline, piece.passages[place]) for place in alone if _stands(piece.passages[place])]
        plans += [(piece.headline, None)]
    plans += [("", piece.passages[place]) for place in alone]
    place = _place(desk, number, total)

    def written(plan: tuple[str, Passage | None]) -> str:
        headline, passage = plan
        return desk.write("part.txt", headline=headline, text=passage.text if passage else "", url=piece.url, **place)

    plan, text, fits = desk.first_plan(
        plans, lambda each: (each[0], each[1].text if each[1] else "", piece.url), written
    )
    if fits:
        return [_part(text, piece, told=told(piece, (plan[1],) if plan[1] else ()))]
    parts = [_part(each, piece) for each in _divided(desk, piece, number, total)]
    return [*parts[:1], *(replace(each, continued=True) for each in parts[1:])]


def _divided(desk: Desk, piece: Piece, number: int, total: int) -> Iterator[str]:
    """A headline longer than a part, in several; none where they would be too many."""
    whole = desk.write("part.txt", headline=piece.headline, text="", url=piece.url, number=0, total=0)
    longest = desk.words.text("{text} ({number}/{total})", text="\n", number=total * 2, total=total * 2)
    limit = desk.platform.limit
    room = max(1, limit.value - platforms.read(desk.platform, longest).strictest)
    narrow = replace(desk.platform, limit=replace(limit, value=room))
    parts = divided(narrow, whole, [piece.speaker] if piece.speaker else [], numbered=False)
    for at, text in enumerate(parts if len(parts) <= MOST_PARTS else ()):
        if desk.platform.numbered:
            yield desk.words.text("{text} ({number}/{total})", text=f"{text}\n", number=number + at, total=total)
        else:
            yield text


def _closer(desk: Desk, place: dict[str, int]) -> Post:
    text = desk.write("closer.txt", **place)
    if not platforms.fits(desk.platform, text):
        raise desk.refused(
            f"The last part of the thread is too long for {desk.platform.title}.",
            "closer.txt",
            next="Shorten the name of the newsroom, or this template.",
        )
    return _part(text)
