"""An issue as social posts, ready to be copied by hand. Floor 2, pure: nothing is posted, nothing is asked.

Text comes from headlines and whole sentences of summaries. What does not fit goes sentence by sentence; a story that
fits in no form is an error that names it. Which shape a platform takes is a figure in its row.
"""

from collections.abc import Callable

from digest.model import Audience, Issue, Newsroom, Rendered
from digest.platforms import Platform, Shape
from digest.render.social.article import article
from digest.render.social.desk import Desk, desk
from digest.render.social.shapes import per_story, single, thread
from digest.render.templates import Templates

SHAPES: dict[Shape, Callable[[Desk], tuple[Rendered, ...]]] = {
    Shape.THREAD: thread,
    Shape.PER_STORY: per_story,
    Shape.SINGLE: single,
    Shape.ARTICLE: article,
}


def social(
    issue: Issue, audience: Audience, newsroom: Newsroom, templates: Templates, platform: Platform
) -> tuple[Rendered, ...]:
    """The files for `platform` in the order they are posted; none for an issue with nothing to show.

    The bytes of a file are the post: they end where it ends. RenderError when something fits in no form. Warnings
    about the whole issue are on the first file.
    """
    at_hand = desk(issue, audience, newsroom, templates, platform)
    return SHAPES[platform.shape](at_hand) if at_hand.pieces else ()
