"""What waits for whom. Part of digest.web."""

from starlette.responses import Response

from digest import review
from digest.web import issues, showing, words
from digest.web.visit import Visit

LABELS = {
    "mine": "Waits for you",
    "others": "Waits for others",
    "approved": "Approved, waits for its time",
    "done": "Done",
}


def show(visit: Visit) -> Response:
    """The issues by what they wait for, in the order they are due."""
    queue = review.queue(visit.desk, issues.actor(visit), visit.now)
    letters = visit.desk.settings.newsletters
    title = words.LANGUAGES[visit.language.name]
    groups = [(key, label, getattr(queue, key)) for key, label in LABELS.items()]
    return showing.page(
        visit,
        "queue.html.j2",
        groups=groups,
        empty=not any(lines for _, _, lines in groups),
        titles={name: letter.title[title] for name, letter in letters.items()},
        zones={name: letter.zone for name, letter in letters.items()},
    )
