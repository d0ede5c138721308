"""An issue as social posts, ready to be copied by hand. Floor 2, pure: nothing is posted, nothing is asked.

A platform gets a post for each story and a round-up, or an article: which of them is a word in its row. Text comes from
headlines, whole sentences of summaries and what somebody said. Beside the posts lies a record of them as JSON.
"""

from collections.abc import Callable
from dataclasses import replace

from digest.model import Audience, Issue, Newsroom, Rendered
from digest.platforms import Platform, Shape
from digest.render.social import posts, record, roundups
from digest.render.social.article import article
from digest.render.social.desk import Desk, desk
from digest.render.social.post import Post
from digest.render.templates import Templates

_NO_ROUND_UP = "There is no round-up: the first headline is too long for it"


def _posted(rounded_up: Callable[[Desk], tuple[Post, ...]]) -> Callable[[Desk], tuple[Rendered, ...]]:
    def made(at_hand: Desk) -> tuple[Rendered, ...]:
        whole = rounded_up(at_hand)
        every = (*whole, *posts.stories(at_hand))
        files = [
            at_hand.file(name, text, part, post.warnings if number == 0 else ())
            for post in every
            for number, (name, text, part) in enumerate(post.files(at_hand.platform.name))
        ]
        warnings = at_hand.warnings if whole or len(at_hand.pieces) == 1 else (*at_hand.warnings, _NO_ROUND_UP)
        first = replace(files[0], warnings=(*warnings, *files[0].warnings))
        return (first, *files[1:], record.of_posts(at_hand, every))

    return made


def _article(at_hand: Desk) -> tuple[Rendered, ...]:
    files = article(at_hand)
    return (*files, record.of_article(at_hand, files))


SHAPES: dict[Shape, Callable[[Desk], tuple[Rendered, ...]]] = {
    Shape.THREAD: _posted(roundups.thread),
    Shape.POST: _posted(roundups.post),
    Shape.ARTICLE: _article,
}


def social(
    issue: Issue, audience: Audience, newsroom: Newsroom, templates: Templates, platform: Platform
) -> tuple[Rendered, ...]:
    """The files for `platform` in the order they are posted, then its JSON; none for an issue with nothing to show.

    The bytes of a text are what is pasted: they end where it ends. RenderError when something fits in no form.
    Warnings about the whole issue are on the first file.
    """
    at_hand = desk(issue, audience, newsroom, templates, platform)
    return SHAPES[platform.shape](at_hand) if at_hand.pieces else ()
