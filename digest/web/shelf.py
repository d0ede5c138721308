"""Issues opened for a look, kept until something of them changes. Part of digest.web.

To open an issue its texts are converted and its drafts read and checked, a quarter of a second; most visits find it as
the last one left it. What is kept is thrown away as soon as a file on the disk, a wording or an article differs.
"""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING

from digest import outbox, pipeline, preflight
from digest.model import unpacked
from digest.preflight import Finding, Level, Sheet
from digest.store import IssueRecord

if TYPE_CHECKING:
    from digest.pipeline import Desk

MOST_KEPT = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An issue with what lies in the outbox for each audience, and what preflight says of it."""

    record: IssueRecord
    sheets: Mapping[str, Sheet]  # by audience
    findings: Mapping[str, tuple[Finding, ...]]
    why: Mapping[str, str]  # by article, why it is in
    places: Mapping[str, int]  # by article, its number in the issue; translations of one item share it

    @property
    def blockers(self) -> int:
        return sum(self.count(name, Level.BLOCKER) for name in self.sheets)

    @property
    def warnings(self) -> int:
        return sum(self.count(name, Level.WARNING) for name in self.sheets)

    def count(self, audience: str, level: str) -> int:
        """How many findings of that level the audience has."""
        return sum(each.level == level for each in self.findings[audience])


class Shelf:
    """The issues that were opened last."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[str, Opened]] = OrderedDict()
        self._lock = Lock()

    def open(self, desk: "Desk", record: IssueRecord) -> Opened:
        """The issue as it is now."""
        state = _state(desk, record)
        with self._lock:
            kept = self._kept.get(record.id)
            if kept and kept[0] == state:
                self._kept.move_to_end(record.id)
                return kept[1]
        sheets = {sheet.audience.name: sheet for sheet in pipeline.reopen(desk, record.id)}
        findings = {name: preflight.check(sheet) for name, sheet in sheets.items()}
        stories = (outbox.manifest(desk.outbox, record.id) or {"stories": ()})["stories"]
        opened = Opened(
            record=record,
            sheets=sheets,
            findings=findings,
            why={story["article"]["id"]: unpacked(story.get("why_said", story["why"])) for story in stories},
            places=_places([story["article"] for story in stories]),
        )
        with self._lock:
            self._kept[record.id] = (state, opened)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return opened


def _places(articles: Iterable[Mapping[str, str]]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    items = {each["id"]: each["translation_key"] or each["id"] for each in articles}
    for item in items.values():
        numbers.setdefault(item, len(numbers) + 1)
    return {article: numbers[item] for article, item in items.items()}


def _state(desk: "Desk", record: IssueRecord) -> str:
    """A hash over everything that an opened issue depends on."""
    folder = desk.outbox / record.id
    files = sorted((path.as_posix(), path.stat().st_mtime_ns, path.stat().st_size) for path in folder.glob("*/*"))
    articles = [(each, (found := desk.store.articles.get(each)) and found.content_hash) for each in record.article_ids]
    wordings = desk.store.wordings.of(record.article_ids)
    seen = (record.revision, record.manifest_sha256, files, articles, wordings)
    return sha256(repr(seen).encode("utf-8", "backslashreplace")).hexdigest()
