"""`digest schedule`, `digest scheduler` and `digest worker`. Part of digest.cli."""

import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer

from digest.cli import console, documents, names
from digest.cli.articles import JsonOption
from digest.errors import DigestError
from digest.model import OccurrenceState

if TYPE_CHECKING:
    from digest.pipeline import Desk
    from digest.schedule import Coming, Happening

_SAID = {
    OccurrenceState.BUILDING: "is being built",
    OccurrenceState.BUILT: "built, waits for its approval",
    OccurrenceState.EMPTY: "nothing to publish",
    OccurrenceState.FAILED: "could not be built",
    OccurrenceState.SENDING: "sent",
    OccurrenceState.LATE: "approved too late, asks anew",
    OccurrenceState.MISSED: "missed",
}


def schedule(
    context: typer.Context,
    days: Annotated[int, typer.Option(min=1, max=400, help="How far to look ahead.")] = 35,
    as_json: JsonOption = False,
) -> None:
    """List what is due next: when it is built, when it goes out, and which days it covers.

    Times are those of each newsletter's zone.

    Examples:
      digest schedule
      digest schedule --days 90 --json
    """
    from digest import newsroom
    from digest.schedule import coming

    with newsroom.look_in(context.obj.root) as desk:
        found = coming(desk, datetime.now(UTC), timedelta(days=days))
    if as_json:
        console.emit({"occurrences": [_document(each) for each in found]})
    elif found:
        console.table(
            ("newsletter", "due", "zone", "built from", "covers", "issue", ""),
            [_row(each) for each in found],
        )
        console.line(
            "Nothing happens by itself unless one of these runs:  "
            f"{context.obj.command('serve')}     {context.obj.command('scheduler')}"
        )
    else:
        console.line(f"Nothing is due in the next {console.count(days, 'day')}.")


def scheduler(
    context: typer.Context,
    once: Annotated[bool, typer.Option("--once", help="Look once and end, for a clock of your own.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document per line for what happens.")] = False,
) -> None:
    """Read the sources, build what is due soon and send what is approved at its hour, until you press Ctrl-C.

    Several may run on one database, stop and start at any time: each issue is built once and sent once.

    Examples:
      digest scheduler
      digest scheduler --once
    """
    from digest import log

    log.start()
    looks = Looks(context.obj, as_json)
    if once:
        now = datetime.now(UTC)
        for look in looks.every.values():
            look(now)
        return
    from digest.schedule import clock

    signal.signal(signal.SIGTERM, lambda number, frame: looks.stop.set())
    console.notice("The scheduler runs until you press Ctrl-C.")
    clock.run(looks.every, looks.stop)


def worker(context: typer.Context) -> None:
    """Help to send what is being sent, from this machine too, until you press Ctrl-C.

    It needs the newsroom's database (a PostgreSQL, for several machines) and the same bytes in its outbox. It begins no
    issue by itself: digest scheduler and digest send do.

    Example:
      digest worker
    """
    from digest import log
    from digest.schedule import clock

    log.start()
    looks = Looks(context.obj, as_json=False)
    signal.signal(signal.SIGTERM, lambda number, frame: looks.stop.set())
    console.notice("The worker runs until you press Ctrl-C.")
    clock.run({"help": looks.help}, looks.stop, every_s=clock.HELP_EVERY_S)


class Looks:
    """What a scheduler does each time that it looks; what goes wrong is told, and the next look tries again."""

    def __init__(self, here: names.Place, as_json: bool) -> None:
        from digest.schedule.clock import Steps

        self.stop = Event()
        self.looked: datetime | None = None  # when the last look ended well
        self._here = here
        self._as_json = as_json
        self._steps = Steps()
        self._said = ""
        self._printing = Lock()

    @property
    def every(self) -> "Mapping[str, Callable[[datetime], None]]":
        """The looks of a scheduler, by name."""
        return {"prepare": self.prepare, "send": self.send}

    @contextmanager
    def running(self) -> "Iterator[None]":
        """A scheduler in the background until the end of the block; what it is sending then is brought to its end."""
        from digest.schedule import clock

        self.looked = datetime.now(UTC)  # from now on a silence is noticed
        thread = Thread(target=clock.run, args=(self.every, self.stop), name="scheduler")
        thread.start()
        try:
            yield
        finally:
            self.stop.set()
            thread.join()

    def help(self, now: datetime) -> None:
        """Nothing; what others have begun is sent as far as it can be now."""
        from digest.dispatch import Clock
        from digest.schedule import send_armed

        def look(desk: "Desk") -> "tuple[Happening, ...]":
            send_armed(desk, Clock(), stop=self.stop)
            return ()

        self._look(look)

    def prepare(self, now: datetime) -> None:
        """Nothing; sources are read whose turn it is, what is due soon is built of them, and the team is told."""
        if step_s := self._steps.since_last(now):
            console.notice(f"The clock of this machine was set by {step_s:+,.0f} seconds.")

        def look(desk: "Desk") -> "tuple[Happening, ...]":
            from digest.schedule import build_due, read_due, tell_due

            done = (*read_due(desk, now), *build_due(desk, now))
            if desk.settings.team is None:
                return done
            from digest.web.notices import written  # with the pages' words, which nothing else here needs

            return (*done, *tell_due(desk, now, written))

        self._look(look)

    def send(self, now: datetime) -> None:
        """Nothing; what is approved goes out at its hour."""
        from digest.dispatch import Clock
        from digest.schedule import send_due

        self._look(lambda desk: send_due(desk, now, clock=Clock(), stop=self.stop))

    def _look(self, look: "Callable[[Desk], tuple[Happening, ...]]") -> None:
        from digest import newsroom

        try:
            with newsroom.open_desk(Path(self._here.root)) as desk:
                happened = look(desk)
        except DigestError as e:
            self._complain(e)
            return
        self.looked = datetime.now(UTC)
        self._said = ""
        for each in happened:
            self._tell(each)

    def _tell(self, happening: "Happening") -> None:
        from digest import log

        state = happening.occurrence.state.value if happening.occurrence else ""
        log.event("happened", about=happening.about, state=state, words=happening.words)
        with self._printing:
            if self._as_json:
                console.record(_record(happening))
            else:
                console.line(f"{happening.at:%Y-%m-%d %H:%M} {happening.about}: {console.safe(happening.words)}")
                console.finish()

    def _complain(self, error: DigestError) -> None:
        from digest import log

        with self._printing:
            if str(error) != self._said:  # said once, not at each look
                log.warn("look failed", why=error)
                console.complain(error)
            self._said = str(error)


def _record(happening: "Happening") -> dict[str, Any]:
    occurrence = happening.occurrence
    if occurrence is None:
        return {"about": happening.about, "at": happening.at.isoformat(), "words": happening.words}
    return {
        "newsletter": occurrence.newsletter,
        "issue": occurrence.issue,
        "due": occurrence.due.isoformat(),
        "state": occurrence.state.value,
        "words": happening.words,
    }


def _row(each: "Coming") -> tuple[str, ...]:
    zone = ZoneInfo(each.newsletter.zone)
    built = f"{each.build_at.astimezone(zone):%a %d %b %H:%M}"
    return (
        each.newsletter.name,
        f"{each.due.astimezone(zone):%a %d %b %Y %H:%M}",
        each.newsletter.zone,
        built,
        names.span(each.window),
        each.issue,
        _SAID[each.known.state] if each.known else "",
    )


def _document(each: "Coming") -> dict[str, Any]:
    return {
        "newsletter": each.newsletter.name,
        "due": each.due.isoformat(),
        "zone": each.newsletter.zone,
        "build_at": each.build_at.isoformat(),
        "window": documents.of_window(each.window),
        "issue": each.issue,
        "state": each.known.state.value if each.known else None,
        "why": each.known.why if each.known else "",
    }


COMMANDS: Mapping[str, Callable[..., None]] = {"schedule": schedule, "scheduler": scheduler, "worker": worker}
