"""Subscribers as lines of a CSV file that a spreadsheet may open and `import` may read. Part of digest.subscribers."""

import csv
import io
from collections.abc import Iterable, Iterator

from digest.model import Subscriber
from digest.subscribers.reading import FORMULA

HEADING = ("address", "name", "language", "variant", "zone", "tags", "newsletters", "status", "since")


def lines(people: Iterable[Subscriber]) -> Iterator[str]:
    """The lines with their ends (CR LF, RFC 4180), the heading first.

    What a spreadsheet would take for a formula has an apostrophe before it.
    """
    yield _line(HEADING)
    for person in people:
        yield _line(
            (
                person.address,
                person.name,
                person.language,
                person.variant.value,
                person.zone,
                "; ".join(person.tags),
                "; ".join(person.takes),
                person.membership.value,
                person.since.isoformat(timespec="seconds"),
            )
        )


def _line(cells: Iterable[str]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow(_harmless(cell) for cell in cells)
    return written.getvalue()


def _harmless(cell: str) -> str:
    # An apostrophe that is already there gets another: the reader takes one away.
    risky = cell.lstrip("'")[:1]
    return f"'{cell}" if risky and risky in FORMULA else cell
