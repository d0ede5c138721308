"""What a program, or the page of drafts, wants to know of the posts for one platform, as JSON. Floor 2, pure.

It stands beside the posts and is none: nobody pastes it. Offsets count characters: of links, tags and mentions those of
the file, of sentences those of the article's paragraph.
"""

import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

from digest import platforms
from digest.model import Rendered
from digest.platforms import Figure, Part, Platform
from digest.render import cards
from digest.render.social.clean import plain, set_right, undated
from digest.render.social.desk import Desk
from digest.render.social.post import Post, PostKind, Told
from digest.render.social.stories import Piece
from digest.render.social.telling import Source
from digest.text import sentences

FORMAT = 1


def of_posts(desk: Desk, posts: Iterable[Post]) -> Rendered:
    """`<platform>.json` for the `posts`."""
    return _file(desk, [entry for post in posts for entry in _entries(desk, post)])


def of_article(desk: Desk, files: Iterable[Rendered]) -> Rendered:
    """`<platform>.json` for articles: the one of the issue, and those of its stories."""
    about = {piece.article: piece for piece in desk.pieces}
    entries = []
    for each in files:
        piece = about.get(each.part.partition(".")[0])
        place, pieces = (piece.place, (piece,)) if piece else (0, desk.pieces)
        text = each.content.decode()
        told = tuple(_told(desk, pieces, text)) if each.filename.endswith(".html") else ()
        whole = Post(kind=PostKind.ARTICLE, text="", place=place, pieces=pieces, told=told)
        entry = _entry(desk, whole, each.filename, text)
        if each.filename.endswith(".html"):
            entry["uploads"] = [
                {"article": piece.article, "url": piece.picture, "alt": piece.alt} for piece in pieces if piece.picture
            ]
        entries.append(entry)
    return _file(desk, entries)


def _told(desk: Desk, pieces: Iterable[Piece], html: str) -> Iterator[Told]:
    """Where the sentences come from that stand in the article."""
    shown = unescape(_TAG.sub("", html))
    for piece in pieces:
        summary, variant = piece.story.summary, desk.words.variant
        for each in (*summary.sentences, *((summary.quotation,) if summary.quotation else ())):
            if undated(set_right(plain(each.text), variant)) in shown:
                yield Told(article=piece.article, source=Source(each.paragraph, each.start, each.end))


_TAG = re.compile(r"<[^>]*>")


def _file(desk: Desk, entries: list[dict[str, Any]]) -> Rendered:
    row = desk.platform
    document = {
        "format": FORMAT,
        "platform": row.name,
        "title": row.title,
        "lang": desk.about["lang"],
        "rule": row.rule,
        "limit": _figure(row.limit),
    }
    lines = [f" {_dumps(key)}: {_dumps(value)},\n" for key, value in document.items()]
    files = ",\n".join(f"  {_dumps(entry)}" for entry in entries)
    text = f'{{\n{"".join(lines)} "files": [\n{files}\n ]\n}}\n'  # a line for a file: easy to compare
    return Rendered(channel=row.name, filename=f"{row.name}.json", content=text.encode(), part="record")


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "value": figure.value,
        "source": figure.source,
        "dated": figure.dated.isoformat(),
        "verified": figure.verified,
    }


def _entries(desk: Desk, post: Post) -> Iterator[dict[str, Any]]:
    for name, text, _ in post.files(desk.platform.name):
        yield _entry(desk, post, name, text)


def _entry(desk: Desk, post: Post, name: str, text: str) -> dict[str, Any]:
    role = name.partition(".")[2].rpartition(".")[0]
    entry: dict[str, Any] = {
        "file": name,
        "kind": post.kind.value,
        "role": role or "text",
        "stories": [piece.article for piece in post.pieces],
    }
    if post.parts:
        entry |= {"part": post.part, "parts": post.parts}
    if role == "tags":
        return entry | {"tags": {"picked": list(post.picked)}}
    if role == "link":
        return entry
    row = platforms.part(desk.platform, Part(role)) if role else desk.platform
    entry |= {
        "count": platforms.count(row, text),
        "limit": row.limit.value,
        "fits": platforms.fits(row, text),
    }
    if role:
        return entry
    return entry | _marks(row, text, post) | {"image": _image(desk, post), "sources": _sources(post)}


def _marks(row: Platform, text: str, post: Post) -> dict[str, Any]:
    found = platforms.marks(row, text)

    def places(kind: str) -> list[dict[str, Any]]:
        return [{"text": mark.text, "start": mark.start, "end": mark.end} for mark in getattr(found, kind)]

    return {
        "links": places("links"),
        "tags": {"typed": places("tags"), "picked": list(post.picked)},
        "mentions": places("mentions"),
    }


def _image(desk: Desk, post: Post) -> dict[str, str] | None:
    """The picture to go with the post: the article's own, else the card; of a thread only the first part has one."""
    if post.part > 1:
        return None
    piece = post.pieces[0] if post.place else None
    if piece and piece.picture:
        return {"url": piece.picture, "alt": _within(desk, piece.alt)}
    size = desk.platform.card
    if size is None or (post.place, size) not in cards.planned(
        desk.issue, desk.audience, {desk.platform.name: desk.platform}
    ):
        return None
    alt = cards.alt(desk.issue, post.place, desk.newsroom, desk.words)
    return {"card": cards.filename(post.place, size), "alt": _within(desk, plain(alt))}


def _within(desk: Desk, alt: str) -> str:
    """Whole sentences of `alt` within the platform's limit, "" where not one is."""
    limit = desk.platform.alt_limit
    ends = [span.end for span in sentences.spans(alt)] if limit and len(alt) > limit.value else [len(alt)]
    return alt[: max((end for end in ends if not limit or end <= limit.value), default=0)]


def _sources(post: Post) -> list[dict[str, Any]]:
    return [
        {
            "article": each.article,
            "paragraph": each.source.paragraph,
            "start": each.source.start,
            "end": each.source.end,
        }
        for each in post.told
    ]
