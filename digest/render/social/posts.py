"""A post for a story. Floor 2, pure.

Decides what is said: the headline and the passages that are worth most, then what somebody said. Only whole sentences
go. A story that fits in no form becomes a small thread where the platform has threads, else it has no post.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from digest import platforms
from digest.model import said
from digest.platforms import Platform, Shape, TagStyle
from digest.render.social.clean import shown
from digest.render.social.desk import Desk
from digest.render.social.post import Post, PostKind, Told
from digest.render.social.stories import Piece
from digest.render.social.telling import LITTLE, Passage, Saying, told_first
from digest.render.social.titles import title

MOST_PARTS = 6  # of a small thread: what is longer is no post


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One way to tell a story."""

    headline: str
    passages: tuple[Passage, ...]
    saying: Saying | None
    by: str  # who said it, or whose words all of it is; "" where that is told already
    leads: bool  # whether the saying is the news
    text: str
    tags: str

    def parts(self, piece: Piece) -> Iterator[str]:
        """What it is made of, for counting."""
        yield from (self.headline, self.text, self.by, piece.url, self.tags)
        if self.saying:
            yield self.saying.text

    @property
    def told(self) -> tuple[Passage | Saying, ...]:
        return (*self.passages, *([self.saying] if self.saying else []))


def story(desk: Desk, piece: Piece) -> tuple[Post, ...]:
    """The post for `piece`, or the parts of a small thread; none when it fits in no form."""
    heading, warnings = title(desk, piece)
    titled = bool(heading) and heading in (piece.title, piece.headline)
    plan, text, fits = desk.first_plan(
        plans_for(desk, piece), lambda each: each.parts(piece), lambda each: _written(desk, piece, each, titled=titled)
    )
    if not fits:
        return _thread(desk, piece, next(plans_for(desk, piece)))
    if not plan.headline and piece.title:
        warnings += (
            said("“{title}” is too long for a post: a sentence of its summary stands for it", title=shown(piece.title)),
        )
    warnings += desk.beyond_fold(text)
    post = Post(
        kind=PostKind.STORY,
        text=text,
        place=piece.place,
        pieces=(piece,),
        told=told(piece, plan.told),
        title=heading,
        picked=picked(desk.platform, piece.tags),
        warnings=warnings,
    )
    return (post,)


def told(piece: Piece, every: tuple[Passage | Saying, ...]) -> tuple[Told, ...]:
    """Where in the article the words come from."""
    return tuple(Told(article=piece.article, source=each.source) for each in every)


def picked(row: Platform, tags: tuple[str, ...]) -> tuple[str, ...]:
    """The tags to be picked by hand, none where they are typed."""
    return tags[: row.most_tags] if row.tags is TagStyle.PICK else ()


# --- ways to tell ---------------------------------------------------------------------------------------------


def plans_for(desk: Desk, piece: Piece) -> Iterator[Telling]:
    """The ways to tell `piece`, best first.

    What was said goes first, sentences then, the ones worth least before others; tags go before the last sentence does.
    """
    order = told_first(piece.passages, desk.platform.sentences)
    lines = desk.tag_lines(piece.tags)
    best = piece.sayings[0] if piece.sayings else None
    if best and _leads(piece, best):
        rest = tuple(place for place in order if best.text not in piece.passages[place].text)
        for most in range(min(len(rest), desk.platform.sentences - 1) if desk.platform.quotes else 0, 0, -1):
            yield _telling(desk, piece, rest[:most], best, lines[0], leads=True)
        for line in lines:
            yield _telling(desk, piece, (), best, line, leads=True)
    quoted = best if desk.platform.quotes and not piece.talks and best and _is_known(piece, best, order) else None
    if piece.title:
        if quoted:
            yield _telling(desk, piece, order, quoted, lines[0])
        if best and best.introduced and not piece.talks and _says_little(piece, order):
            yield from (_telling(desk, piece, (), best, line) for line in lines)
        for most in range(len(order), 1, -1):
            yield _telling(desk, piece, order[:most], None, lines[0])
        alone = [place for place in told_first(piece.passages, len(piece.passages)) if _stands(piece, place)]
        for line in lines:
            yield from (_telling(desk, piece, (place,), None, line) for place in alone)
        for line in lines:
            yield _telling(desk, piece, (), None, line)
    for place, _ in enumerate(piece.passages):
        if _stands(piece, place):
            yield from (replace(_telling(desk, piece, (place,), None, line), headline="") for line in lines)


def _leads(piece: Piece, saying: Saying) -> bool:
    """Whether what the speaker of a talk said is worth more than whatever else there is to tell of it."""
    return piece.talks and saying.worth >= max((each.worth for each in piece.passages), default=0)


def _says_little(piece: Piece, order: tuple[int, ...]) -> bool:
    """Whether no sentence of the summary tells more than the headline does."""
    return all(piece.passages[place].worth < LITTLE for place in order)


def _is_known(piece: Piece, saying: Saying, order: tuple[int, ...]) -> bool:
    """Whether a reader of the post learns who said it, and has not read it in one of the sentences."""
    text = piece.title + "".join(piece.passages[place].text for place in order)
    return (saying.introduced or saying.speaker in text) and saying.text not in text


def _stands(piece: Piece, place: int) -> bool:
    return not piece.passages[place].leans


def _telling(
    desk: Desk, piece: Piece, places: tuple[int, ...], saying: Saying | None, tags: str, *, leads: bool = False
) -> Telling:
    passages = tuple(piece.passages[place] for place in sorted(places))
    text = (" " if piece.spaced else "").join(each.text for each in passages)
    by = _by(desk, piece, text, saying)
    return Telling(
        headline=piece.title if by and piece.talks else piece.headline,
        passages=passages,
        saying=saying,
        by=by,
        leads=leads,
        text=text,
        tags=tags,
    )


def _by(desk: Desk, piece: Piece, text: str, saying: Saying | None) -> str:
    """Who said the saying; of a talk whose text names nobody, whose talk it is."""
    if not piece.talks:
        return saying.speaker if saying else ""
    if saying is None and piece.speaker in f"{piece.title}{text}":
        return ""
    if not piece.speaker_post:
        return piece.speaker
    return desk.words.text("{speaker}, {post}", speaker=piece.speaker, post=piece.speaker_post)


def _written(desk: Desk, piece: Piece, telling: Telling, *, titled: bool = False) -> str:
    return desk.write(
        "story.txt",
        headline=telling.headline,
        titled=titled,
        text=telling.text,
        quote=telling.saying.text if telling.saying else "",
        quote_first=telling.leads,
        by=telling.by,
        url=piece.url,
        linked=piece.linked,
        tags=telling.tags,
    )


# --- a story longer than a post -------------------------------------------------------------------------------


def _thread(desk: Desk, piece: Piece, fullest: Telling) -> tuple[Post, ...]:
    """The parts of a small thread that tells `piece` in full; none where there are no threads, or it is longer."""
    if desk.platform.shape is not Shape.THREAD:
        return ()
    names = [each for each in (piece.speaker, piece.speaker_post, fullest.by) if each]
    parts = divided(desk.platform, _written(desk, piece, fullest), names)
    if len(parts) > MOST_PARTS:
        return ()
    return tuple(
        Post(
            kind=PostKind.STORY,
            text=text,
            place=piece.place,
            pieces=(piece,),
            told=told(piece, tuple(each for each in fullest.told if each.text in text)),
            part=number,
            parts=len(parts),
        )
        for number, text in enumerate(parts, start=1)
    )


def divided(row: Platform, text: str, names: list[str], *, numbered: bool | None = None) -> tuple[str, ...]:
    """`text` as parts of a thread; none where one of them would be cut in the middle of what must stay whole."""
    if platforms.read(row, text).strictest > (MOST_PARTS + 1) * row.limit.value:
        return ()  # told before the search for the best cuts, which takes minutes where a name is a page long

    import rjieba

    from digest.platforms import splitting

    made = splitting.split(row, text, words=rjieba.cut, names=names, numbered=numbered)
    return () if made.problems else tuple(part for part in made.parts if platforms.fits(row, part))
