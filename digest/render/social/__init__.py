"""An issue as social posts, ready to be copied by hand. Floor 2, pure: nothing is posted, nothing is asked.

A platform gets a post for each story and a round-up, or an article: which of them is a word in its row. Text comes from
headlines, whole sentences of summaries and what somebody said. Beside the posts lies a record of them as JSON.
"""

from collections.abc import Callable
from dataclasses import replace

from digest.model import Audience, Issue, Newsroom, Rendered, said
from digest.platforms import Platform, Shape
from digest.render.social import posts, record, roundups
from digest.render.social.article import article, fitting
from digest.render.social.desk import Desk, desk
from digest.render.social.post import Post
from digest.render.templates import Templates

_NO_ROUND_UP = said("There is no round-up: a headline is too long for it")
_SEVERAL = 2  # stories: one alone needs no round-up


def _posted(rounded_up: Callable[[Desk], tuple[Post, ...]]) -> Callable[[Desk], tuple[Rendered, ...]]:
    def made(at_hand: Desk) -> tuple[Rendered, ...]:
        own = [posts.story(at_hand, piece) for piece in at_hand.pieces]
        told = at_hand.without(tuple(piece for piece, post in zip(at_hand.pieces, own, strict=True) if not post))
        whole = rounded_up(told) if told.pieces else ()
        every = (*whole, *(part for post in own for part in post))
        files = [
            at_hand.file(name, text, part, post.warnings if number == 0 else ())
            for post in every
            for number, (name, text, part) in enumerate(post.files(at_hand.platform.name))
        ]
        warnings = told.warnings if whole or len(told.pieces) < _SEVERAL else (*told.warnings, _NO_ROUND_UP)
        return _noted((*files, record.of_posts(told, every)), warnings)

    return made


def _article(at_hand: Desk) -> tuple[Rendered, ...]:
    told = fitting(at_hand)
    files = article(told) if told.pieces else ()
    made = (*files, record.of_article(told, files))
    return made if files else _noted(made, told.warnings)


def _noted(files: tuple[Rendered, ...], warnings: tuple[str, ...]) -> tuple[Rendered, ...]:
    """The files with what is to be known of the issue as a whole on the first of them."""
    return (replace(files[0], warnings=(*warnings, *files[0].warnings)), *files[1:])


SHAPES: dict[Shape, Callable[[Desk], tuple[Rendered, ...]]] = {
    Shape.THREAD: _posted(roundups.thread),
    Shape.POST: _posted(roundups.post),
    Shape.ARTICLE: _article,
}


def social(
    issue: Issue, audience: Audience, newsroom: Newsroom, templates: Templates, platform: Platform
) -> tuple[Rendered, ...]:
    """The files for `platform` in the order they are posted, then its JSON; none for an issue with nothing to show.

    The bytes of a text are what is pasted: they end where it ends. A story that fits in no form is left out and told;
    RenderError where the name of the newsletter fits in none. Warnings about the issue are on the first file.
    """
    at_hand = desk(issue, audience, newsroom, templates, platform)
    return SHAPES[platform.shape](at_hand) if at_hand.pieces else ()
