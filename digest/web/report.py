"""How each newsletter has been doing, and how a sending went, to look at. Part of digest.web."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from starlette.responses import Response

from digest import dispatch, selection, windows
from digest.model import Act, ConsentEvent, DeliveryState, Kind
from digest.store import CountedLink, IssueRecord
from digest.web import issues, showing, words
from digest.web.charts import BAR, LEFT, Chart, Row, chart
from digest.web.visit import Visit

MOST = 20  # issues
WEEKS = 20
BUCKETS = 30  # into which the time of a sending is divided
DONE, FAILED, UNCERTAIN = DeliveryState.DONE, DeliveryState.FAILED, DeliveryState.UNCERTAIN


def show(visit: Visit) -> Response:
    """A drawing and its figures for each newsletter that has issues, and for what came back from readers."""
    name = words.LANGUAGES[visit.language.name]
    charts: list[Chart] = []
    for key, letter in visit.desk.settings.newsletters.items():
        if records := tuple(reversed(visit.store.issues.list(key)[:MOST])):
            charts.append(_articles(visit, letter.title[name], records))
            charts += _mails(visit, letter.title[name], records)
    charts += _returns(visit)
    return showing.page(visit, "report.html.j2", charts=charts, bar=BAR, left=LEFT)


def sending(visit: Visit) -> Response:
    """How the sending of an issue went over time."""
    issue = issues.of(visit)
    begun = dispatch.latest(visit.desk, issue.id)
    charts = [_over_time(visit, [each.id for each in begun], min(each.armed_at for each in begun))] if begun else []
    opened = _opened(visit, issue)
    return issues.page(visit, issue, "sending.html.j2", charts=charts, opened=opened, bar=BAR, left=LEFT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """How often what stands at an address was opened from the mails of an issue."""

    url: str
    headline: str  # of the story that it leads to; "" for none
    times: int
    audiences: tuple[tuple[str, int], ...]  # those whose readers opened it


def _opened(visit: Visit, issue: issues.Issue) -> list[Opened]:
    """What the counted links of the issue lead to, the most opened first."""
    found = visit.store.links.of(issue.id)
    if not found:
        return []
    stories = (visit.store.articles.get(article) for article in issue.opened.record.article_ids)
    titles = {url: story.title for story in stories if story for url in (story.url, story.video_url) if url}
    led: dict[str, list[CountedLink]] = {}
    for each in found:
        led.setdefault(each.url, []).append(each)
    opened = [
        Opened(
            url=url,
            # Marks for web statistics may follow the address.
            headline=titles[max(near, key=len)] if (near := [*filter(url.startswith, titles)]) else "",
            times=sum(each.times for each in links),
            audiences=tuple((each.audience, each.times) for each in links if each.times),
        )
        for url, links in led.items()
    ]
    return sorted(opened, key=lambda each: -each.times)


def _articles(visit: Visit, title: str, records: Sequence[IssueRecord]) -> Chart:
    t = visit.language.text
    rows = []
    for record in records:
        hours = _hours(visit, record)
        found = [article for one in record.article_ids if (article := visit.store.articles.get(one))]
        # One item in several languages is one story.
        kinds = {selection.item_key(article): article.kind.value for article in found}
        rows.append(
            Row(
                label=windows.slug(record.window),
                counts=Counter(kinds.values()),
                href=f"/issues/{record.id}",
                more=f"{hours:.1f}" if hours is not None else "–",
            )
        )
    return chart(
        rows,
        {kind.value: t(kind.value) for kind in Kind},
        title=title,
        about=t("Articles per issue and kind; the table below has the figures"),
        what=t("Issue"),
        more=t("hours to the first approval"),
    )


def _hours(visit: Visit, record: IssueRecord) -> float | None:
    approved = visit.store.history.list(record.id, acts=(Act.APPROVE,))
    return (approved[0].at - record.first_built) / timedelta(hours=1) if approved else None


def _mails(visit: Visit, title: str, records: Sequence[IssueRecord]) -> Iterator[Chart]:
    """What became of the mails of these issues, where any was sent."""
    rows = []
    for record in records:
        numbers = [each.id for each in visit.store.deliveries.sendings(record.id)]
        counts: Counter[str] = Counter()
        for tally in visit.store.deliveries.tallies(numbers).values():
            counts.update({state.value: tally[state] for state in (DONE, FAILED, UNCERTAIN)})
        rows.append(Row(label=windows.slug(record.window), counts=counts, href=f"/issues/{record.id}/sending"))
    if any(sum(row.counts.values()) for row in rows):
        t = visit.language.text
        yield chart(
            rows,
            _states(visit),
            title=t("{newsletter}: mails", newsletter=title),
            about=t("Mails per issue and what became of them; the table below has the figures"),
            what=t("Issue"),
        )


def _returns(visit: Visit) -> Iterator[Chart]:
    """What came back from readers, week by week."""
    monday = (visit.now - timedelta(days=visit.now.weekday())).replace(hour=0, minute=0, second=0, microsecond=0)
    first = monday.astimezone(UTC) - timedelta(weeks=WEEKS - 1)
    counts = visit.store.subscribers.returns(first, timedelta(weeks=1))
    if not counts:
        return
    t = visit.language.text
    rows = [
        Row(label=visit.language.day((first + timedelta(weeks=week)).date()), counts=counts.get(week, {}))
        for week in range(WEEKS)
    ]
    yield chart(
        rows,
        {
            "hard": t("hard bounces"),
            "soft": t("soft bounces"),
            ConsentEvent.COMPLAINED.value: t("complaints"),
            ConsentEvent.LEFT.value: t("unsubscribed"),
        },
        title=t("What came back"),
        about=t("Bounces, complaints and people who left, per week; the table below has the figures"),
        what=t("Week from"),
    )


def _over_time(visit: Visit, numbers: Sequence[int], began: datetime) -> Chart:
    ended = visit.store.deliveries.last_change(numbers) or visit.now
    width = max((ended - began) / BUCKETS, timedelta(seconds=1))
    counts = visit.store.deliveries.over_time(numbers, began, width, (DONE, FAILED, UNCERTAIN))
    t = visit.language.text
    rows = [
        Row(
            label=f"{(began + width * place).astimezone(visit.language.there):%H:%M:%S}",
            counts={state.value: count for state, count in counts.get(place, {}).items()},
        )
        for place in range(max(counts, default=0) + 1)
    ]
    return chart(
        rows,
        _states(visit),
        title=t("Over time"),
        about=t("Mails as their relays answered, over the time of the sending; the table below has the figures"),
        what=t("From"),
    )


def _states(visit: Visit) -> dict[str, str]:
    t = visit.language.text
    return {DONE.value: t("accepted"), FAILED.value: t("refused"), UNCERTAIN.value: t("uncertain")}
