"""How the choice of one weekly issue grows with the archive: the same week out of more and more stored articles.

Measured is all that reads the database on the way to an issue: candidates of the window (in it, late, earlier,
undated), what earlier issues held, and the selection. Every archive has the same number of articles a week; a larger
one goes further back. The peer reads the documents of the same candidates by their ids, with sqlite3 and json only.
"""

import json
import sqlite3
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path

import archive
import measure

from digest import selection
from digest.model import Candidate, Kind, Selection, SelectionRule, Window
from digest.store import Store, open_store

SIZES = (600, 1_200, 2_400) if measure.QUICK else (10_000, 100_000, 1_000_000)  # stored articles
ROUNDS = 2 if measure.QUICK else 9
WINDOW = Window(start=archive.START, end=archive.START + archive.WEEK, zone="UTC")
BUILT_BEFORE = archive.START + timedelta(hours=8)
KINDS = (Kind.STORY, Kind.PRESS_RELEASE, Kind.SPEECH)
RULE = SelectionRule(kinds=KINDS, minimum=archive.PER_ISSUE, maximum=archive.PER_ISSUE)


def main() -> None:
    measure.heading("selection: one weekly issue out of the archive", rounds=ROUNDS)
    with measure.folder() as folder:
        files = {size: folder / f"{size}.db" for size in SIZES}
        articles = archive.recent()
        loaded = {size: measure.timed(partial(archive.fill, files[size], size, articles)) for size in SIZES}
        stores = {size: open_store(f"sqlite:///{file}") for size, file in files.items()}
        counts = {size: len(candidates(store)) for size, store in stores.items()}
        assert len(set(counts.values())) == 1, f"the archives do not offer the same number of candidates: {counts}"
        actions: dict[str, measure.Action] = {}
        for size, store in stores.items():
            ids = [candidate.article.id for candidate in candidates(store)]
            actions[f"choice {size}"] = partial(choose, store)
            actions[f"peer {size}"] = partial(plain_read, files[size], ids)
        seconds = measure.best(actions, rounds=ROUNDS)
        for store in stores.values():
            store.close()
        megabytes = {size: file.stat().st_size / 1e6 for size, file in files.items()}
    rows = []
    for size in SIZES:
        choice, peer = seconds[f"choice {size}"], seconds[f"peer {size}"]
        growth = measure.ratio(choice, seconds[f"choice {SIZES[0]}"])
        filled = (f"{size:,}", f"{megabytes[size]:.0f} MB", measure.milliseconds(loaded[size]), f"{counts[size]}")
        times = (measure.milliseconds(choice), measure.milliseconds(peer))
        rows.append((*filled, *times, measure.ratio(choice, peer), growth))
    measure.table(
        ("articles", "file", "load", "candidates", "choice", "read by id", "times the peer", "times the smallest"), rows
    )


def candidates(store: Store) -> tuple[Candidate, ...]:
    """What the issue of the window may choose from."""
    return store.articles.candidates(WINDOW, rule=RULE, newsletter="weekly", built_before=BUILT_BEFORE)


def choose(store: Store) -> Selection:
    """What a build does to choose, step by step."""
    found = candidates(store)
    ids = tuple(candidate.article.id for candidate in found)
    return selection.select(found, RULE, store.issues.sent_before("weekly", "weekly/now", ids))


def plain_read(file: Path, ids: Sequence[str]) -> list[object]:
    """The documents of the candidates as plain JSON."""
    marks = ", ".join("?" * len(ids))
    connection = sqlite3.connect(file)
    try:
        rows = connection.execute(f"SELECT document FROM articles WHERE id IN ({marks})", ids)
        return [json.loads(document) for (document,) in rows]
    finally:
        connection.close()


if __name__ == "__main__":
    main()
