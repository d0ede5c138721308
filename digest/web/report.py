"""How a newsletter has been doing, to look at. Part of digest.web; the drawing is made here, as SVG."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from starlette.responses import Response

from digest import windows
from digest.model import Act, Kind
from digest.store import IssueRecord
from digest.web import showing, words
from digest.web.visit import Visit

MOST = 20  # issues
HEIGHT, BAR, GAP, LEFT, NARROWEST = 180, 26, 10, 34, 240  # of the drawing, in its own units


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of a bar."""

    kind: str
    count: int
    y: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One issue in the drawing and in the table."""

    issue: str
    label: str
    x: int
    pieces: tuple[Piece, ...]
    total: int
    hours: float | None  # from the first build to the first approval


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The issues of one newsletter."""

    title: str
    bars: tuple[Bar, ...]
    kinds: tuple[str, ...]  # that occur, in the order of the bars
    top: int
    width: int
    height: int = HEIGHT

    @property
    def ticks(self) -> tuple[tuple[int, float], ...]:
        """Whole numbers at the side, and how high they stand."""
        step = max(1, self.top // 4)
        return tuple((n, HEIGHT - HEIGHT * n / self.top) for n in range(0, self.top + 1, step))


def show(visit: Visit) -> Response:
    """A drawing and its figures for each newsletter that has issues."""
    name = words.LANGUAGES[visit.language.name]
    charts = [
        chart(visit, letter.title[name], tuple(reversed(records[:MOST])))
        for key, letter in visit.desk.settings.newsletters.items()
        if (records := visit.store.issues.list(key))
    ]
    return showing.page(visit, "report.html.j2", charts=charts, bar=BAR, left=LEFT)


def chart(visit: Visit, title: str, records: Sequence[IssueRecord]) -> Chart:
    """The drawing of these issues, oldest first."""
    kinds = {record.id: _kinds(visit, record) for record in records}
    present = tuple(kind.value for kind in Kind if any(kind.value in counts for counts in kinds.values()))
    top = max(1, *(counts.total() for counts in kinds.values()))
    bars = tuple(
        Bar(
            issue=record.id,
            label=windows.slug(record.window),
            x=LEFT + place * (BAR + GAP),
            pieces=tuple(_pieces(kinds[record.id], present, top)),
            total=kinds[record.id].total(),
            hours=_hours(visit, record),
        )
        for place, record in enumerate(records)
    )
    return Chart(title=title, bars=bars, kinds=present, top=top, width=max(LEFT + len(bars) * (BAR + GAP), NARROWEST))


def _kinds(visit: Visit, record: IssueRecord) -> Counter[str]:
    found = (visit.store.articles.get(article) for article in record.article_ids)
    return Counter(article.kind.value for article in found if article)


def _pieces(counts: Counter[str], kinds: Sequence[str], top: int) -> list[Piece]:
    pieces, at = [], float(HEIGHT)
    for kind in kinds:
        if counts[kind]:
            height = HEIGHT * counts[kind] / top
            at -= height
            pieces.append(Piece(kind=kind, count=counts[kind], y=at, height=height))
    return pieces


def _hours(visit: Visit, record: IssueRecord) -> float | None:
    approved = visit.store.history.list(record.id, acts=(Act.APPROVE,))
    return (approved[0].at - record.first_built) / timedelta(hours=1) if approved else None
