"""What programs that watch over this one ask: whether it lives, whether it can work, and figures. Part of digest.web.

Nothing here names a reader. Figures are those of the ledger, in the format of Prometheus.
"""

import os
from collections.abc import Iterator
from datetime import timedelta

from starlette.responses import PlainTextResponse, Response

from digest.errors import StoreError
from digest.model import OccurrenceState
from digest.web.visit import Visit

SILENCE = timedelta(minutes=5)  # a scheduler looks every twenty seconds, and while it sends until that is done
UNDONE = (OccurrenceState.FAILED, OccurrenceState.LATE, OccurrenceState.MISSED)


def lives(visit: Visit) -> Response:
    """That this process answers."""
    return PlainTextResponse("ok\n")


def ready(visit: Visit) -> Response:
    """That it can work; 503 and what is wrong where it cannot."""
    wrong = tuple(_wrong(visit))
    return PlainTextResponse("".join(f"{each}\n" for each in wrong) or "ready\n", 503 if wrong else 200)


def _wrong(visit: Visit) -> Iterator[str]:
    try:
        visit.store.issues.list(limit=1)
    except StoreError as e:
        yield f"The database does not answer: {type(e.__cause__).__name__}"
    outbox = visit.desk.outbox
    if outbox.exists() and not (outbox.is_dir() and os.access(outbox, os.W_OK)):
        yield "The outbox cannot be written"
    looked = visit.site.looked()
    if looked and visit.now - looked > SILENCE and not visit.store.deliveries.armed():
        yield f"The scheduler has not looked since {looked:%Y-%m-%d %H:%M} UTC"


def figures(visit: Visit) -> Response:
    """The figures of the ledger, for Prometheus."""
    from prometheus_client import CollectorRegistry, Gauge, generate_latest

    registry = CollectorRegistry(auto_describe=False)
    mails = Gauge("digest_deliveries", "Mails by issue, audience and state", ("issue", "audience", "state"),
                  registry=registry)  # fmt: skip
    sendings = visit.store.deliveries.sendings()
    tallies = visit.store.deliveries.tallies([each.id for each in sendings])
    for each in sendings:
        for state, count in tallies[each.id].counts.items():
            mails.labels(each.issue, each.audience, state.value).inc(count)
    undone = Gauge("digest_undone", "What was due and did not happen, by newsletter and what became of it",
                   ("newsletter", "state"), registry=registry)  # fmt: skip
    for occurrence in visit.store.occurrences.list(UNDONE):
        undone.labels(occurrence.newsletter, occurrence.state.value).inc()
    looked = visit.site.looked()
    if looked:
        Gauge("digest_scheduler_looked_seconds", "When the scheduler looked last, in seconds since 1970",
              registry=registry).set(looked.timestamp())  # fmt: skip
    return Response(generate_latest(registry), media_type="text/plain; version=0.0.4; charset=utf-8")
