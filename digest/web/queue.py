"""What waits for whom. Part of digest.web."""

from starlette.responses import Response

from digest import review
from digest.model import DeliveryState, SendingState
from digest.web import issues, showing, words
from digest.web.visit import Visit

LABELS = {
    "mine": "Waits for you",
    "others": "Waits for others",
    "approved": "Approved, waits for its time",
    "done": "Done",
}


def show(visit: Visit) -> Response:
    """The issues by what they wait for, in the order they are due; the latest, or those older than one of them."""
    queue = review.queue(visit.desk, issues.actor(visit), visit.now, after=visit.query.get("older", ""))
    letters = visit.desk.settings.newsletters
    title = words.LANGUAGES[visit.language.name]
    groups = [(key, label, getattr(queue, key)) for key, label in LABELS.items()]
    return showing.page(
        visit,
        "queue.html.j2",
        groups=groups,
        empty=not any(lines for _, _, lines in groups),
        older=queue.older,
        leaving=_leaving(visit),
        titles={name: letter.title[title] for name, letter in letters.items()},
        zones={name: letter.zone for name, letter in letters.items()},
    )


def _leaving(visit: Visit) -> dict[str, tuple[int, int, bool]]:
    """By issue that is on its way: mails that were accepted, all mails, and whether a part of it is paused."""
    sendings = visit.store.deliveries.under_way()
    tallies = visit.store.deliveries.tallies([each.id for each in sendings])
    told: dict[str, tuple[int, int, bool]] = {}
    for each in sendings:
        done, total, paused = told.get(each.issue, (0, 0, False))
        tally = tallies[each.id]
        paused |= each.state is SendingState.PAUSED
        told[each.issue] = (done + tally[DeliveryState.DONE], total + tally.total, paused)
    return told
