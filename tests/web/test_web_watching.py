"""Programs that watch: does it live, can it work, how far is what is being sent."""

import re
from datetime import timedelta
from pathlib import Path

from digest import dispatch, people
from digest.model import DeliveryState, Occurrence, OccurrenceState, Phase, Settled, members
from digest.store.reviews import Progress
from tests.dispatch.posting import join, reader
from tests.web import rooms
from tests.web.rooms import ISSUE, Served


def test_it_says_that_it_lives_to_anybody(site: Served) -> None:
    assert site.visitor().get("/healthz").text == "ok\n"


def test_it_is_ready_until_its_scheduler_falls_silent(prepared: Path, tmp_path: Path) -> None:
    began = rooms.Clock().now
    with rooms.served(prepared, tmp_path / "room", looked=lambda: began) as site:
        assert site.visitor().get("/readyz").status_code == 200
        site.clock.on(timedelta(minutes=6))
        answer = site.visitor().get("/readyz")
        assert answer.status_code == 503
        assert "scheduler has not looked since" in answer.text


def test_it_is_not_ready_where_the_outbox_cannot_be_written(prepared: Path, tmp_path: Path) -> None:
    with rooms.served(prepared, tmp_path / "room") as site:
        site.desk.outbox.rename(tmp_path / "elsewhere")
        site.desk.outbox.write_text("a file where a folder was")
        answer = site.visitor().get("/readyz")
        assert (answer.status_code, answer.text) == (503, "The outbox cannot be written\n")


def test_a_database_that_is_gone_is_told_without_its_address(prepared: Path, tmp_path: Path) -> None:
    with rooms.served(prepared, tmp_path / "room") as site:
        site.desk.store.close()
        (tmp_path / "room" / "digest.db").write_bytes(b"this is no database at all" * 100)
        answer = site.visitor().get("/readyz")
        assert answer.status_code == 503
        assert answer.text.startswith("The database does not answer")
        assert str(tmp_path) not in answer.text


def test_figures_are_for_programs_with_a_key_and_name_nobody(site: Served) -> None:
    due = site.clock.now - timedelta(days=7)
    missed = Occurrence(newsletter="weekly", due=due, issue=ISSUE, state=OccurrenceState.MISSED, why="", changed_at=due)
    assert site.desk.store.occurrences.begin(missed)
    assert site.visitor().get("/api/metrics").status_code == 401
    vera = site.desk.store.people.get("vera")
    assert vera
    key = people.issue_token(site.desk.store, vera, "prometheus", vera.role, 30, now=site.clock.now)[0]
    answer = site.visitor(authorization=f"Bearer {key}").get("/api/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert 'digest_undone{newsletter="weekly",state="missed"} 1.0' in answer.text
    assert not re.search(r"[^ ]@[^ ]", answer.text)


def test_the_issue_page_says_how_far_the_mails_have_come(own: Served) -> None:
    letter, _, _ = ISSUE.partition("/")
    join(own.desk, *(reader(n, newsletters=(letter,)) for n in range(3)))
    who = members(letter, dispatch.audiences(own.desk, ISSUE))
    sendings = own.desk.store.deliveries.arm(ISSUE, who, seal="0" * 64, by="omar", now=own.clock.now)
    own.desk.store.reviews.put(ISSUE, Progress(phase=Phase.IN_REVIEW, sending_since=own.clock.now))
    numbers = [each.id for each in sendings]
    worker = own.desk.store.deliveries.enlist(host="here", boot="", journal="/nowhere", now=own.clock.now)
    first, second, _ = own.desk.store.deliveries.turn(worker, (), numbers, limit=3, now=own.clock.now).tasks
    rows = [
        Settled(sending=each.sending, subscriber=each.subscriber, state=state, words="")
        for each, state in ((first, DeliveryState.DONE), (second, DeliveryState.FAILED))
    ]
    own.desk.store.deliveries.turn(worker, rows, numbers, limit=0, now=own.clock.now)
    page = " ".join(own.visitor("vera").get(f"/issues/{ISSUE}").text.split())
    assert '<strong>international</strong> is going out <span class="meta">1 of 3 mails</span>' in page
    assert "1 failed" in page
    assert "1 in the last minute, done in 1 min" in page
    queue = " ".join(own.visitor("vera").get("/").text.split())
    assert f'<a href="/issues/{ISSUE}/sending">1 of 3 mails</a>' in queue
    assert "is paused" not in queue
    own.desk.store.deliveries.pause(numbers, "for a test")
    assert "is paused" in own.visitor("vera").get("/").text
