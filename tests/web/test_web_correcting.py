"""An issue that went out is put right: edited, approved and sent anew, to those who have it, each once."""

import re
import shutil
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from digest import dispatch, pipeline, review, subscribers
from digest.errors import RefusedError, UsageError
from digest.model import ALL_RIGHTS, Actor, Bounce, DeliveryState, State, Variant
from digest.pipeline import Desk
from tests.dispatch.posting import join, reader
from tests.web import rooms
from tests.web.rooms import ISSUE, PASSWORD, Served
from tests.web.test_web_states import faults

RELAY = """
[dispatch.relays.folder]
kind = "maildir"
folder = "sent"

[dispatch.links]
unsubscribe = "https://news.example/u/{key}"
preferences = "https://news.example/p/{key}"
browser = "https://news.example/{issue}/{variant}?for={key}"
"""
MEI, OMAR = Actor(name="mei", rights=ALL_RIGHTS), Actor(name="omar", rights=ALL_RIGHTS)
WHY = "The figure in the second story is wrong."


@pytest.fixture
def site(prepared: Path, tmp_path: Path) -> Iterator[Served]:
    shutil.copytree(prepared, tmp_path / "first")
    file = tmp_path / "first" / "config" / "digest.toml"
    file.write_text(file.read_text(encoding="utf-8") + RELAY, encoding="utf-8")
    with rooms.served(tmp_path / "first", tmp_path / "room") as served:
        yield served


def approve_and_send(site: Served, who: Actor) -> None:
    desk, now = site.desk, site.clock.now
    looked = review.look(desk, ISSUE)
    review.approve(desk, ISSUE, seen=looked.seal, actor=who, now=now)
    dispatch.arm(desk, ISSUE, seal=looked.seal, actor=who, now=now)
    dispatch.work(desk, dispatch.latest(desk, ISSUE), clock=dispatch.Clock(now=lambda: now))


def mails(desk: Desk) -> dict[str, list[str]]:
    """By recipient, the subjects of the mails they have got."""
    found: dict[str, list[str]] = {}
    for path in sorted((desk.settings.root / "sent" / "new").glob("*"), key=lambda each: each.stat().st_mtime_ns):
        mail = message_from_bytes(path.read_bytes(), policy=default)
        found.setdefault(str(mail["To"]).rpartition("<")[2].strip("<>"), []).append(str(mail["Subject"]))
    return found


def test_a_correction_goes_through_the_same_approval_to_those_who_have_the_issue(site: Served) -> None:
    desk = site.desk
    join(desk, *(reader(n, variant=Variant.ZH_HANS) for n in range(4)))
    approve_and_send(site, OMAR)
    assert [len(each) for each in mails(desk).values()] == [1] * 4
    first_seal = review.look(desk, ISSUE).seal

    with pytest.raises(UsageError, match="needs a comment"):
        review.correct(desk, ISSUE, actor=OMAR, now=site.clock.now, why=" ")
    looked = review.correct(desk, ISSUE, actor=MEI, now=site.clock.now, why=WHY)
    assert looked.state is State.DRAFT
    assert looked.approvals == ()
    assert looked.seal != first_seal
    assert dispatch.latest(desk, ISSUE) == ()

    # who comes later, and who has left meanwhile, gets no correction of what they never got or do not want any more
    join(desk, reader(9, variant=Variant.ZH_HANS))
    left = desk.store.subscribers.find("reader1@domain1.example")
    assert left
    subscribers.leave(desk.store, left, "", origin="link", now=site.clock.now)
    site.clock.on(timedelta(hours=1))
    with pytest.raises(RefusedError, match="edited"):
        review.approve(desk, ISSUE, seen=looked.seal, actor=MEI, now=site.clock.now)
    approve_and_send(site, OMAR)

    got = mails(desk)
    assert {to for to, subjects in got.items() if len(subjects) == 2} == {
        f"reader{n}@domain{n}.example" for n in (0, 2, 3)
    }
    assert len(got["reader1@domain1.example"]) == 1
    assert "reader9@domain2.example" not in got
    before, after = got["reader0@domain0.example"]
    assert after == f"更正：{before}"
    assert review.look(desk, ISSUE).state is State.SENT
    tallies = desk.store.deliveries.tallies([each.id for each in dispatch.latest(desk, ISSUE)])
    assert sum(tally[DeliveryState.DONE] for tally in tallies.values()) == 3
    acts = [event.act.value for event in review.history(desk, ISSUE)]
    assert acts.count("send") == 2
    assert "correct" in acts


def test_the_same_bytes_never_go_out_twice_and_what_was_sent_stays(site: Served) -> None:
    desk = site.desk
    join(desk, reader(1, variant=Variant.ZH_HANS))
    with pytest.raises(RefusedError, match="was not sent"):
        review.correct(desk, ISSUE, actor=OMAR, now=site.clock.now, why=WHY)
    approve_and_send(site, OMAR)
    review.correct(desk, ISSUE, actor=MEI, now=site.clock.now, why=WHY)
    # back to what was sent, by taking the changed subjects back
    for draft in desk.store.issues.drafts(ISSUE):
        if draft.path.endswith("email.subjects.txt"):
            review.write_file(desk, ISSUE, draft.path, "", seen=None, actor=MEI, now=site.clock.now)
    with pytest.raises(RefusedError, match="differs from what was sent"):
        approve_and_send(site, OMAR)
    with pytest.raises(RefusedError, match="sent once"):
        pipeline.discard(desk, ISSUE)
    assert [len(each) for each in mails(desk).values()] == [1]


def test_the_page_offers_it_to_whoever_decides(site: Served) -> None:
    join(site.desk, reader(1, variant=Variant.ZH_HANS))
    approve_and_send(site, OMAR)
    page = f"/issues/{ISSUE}/decide"
    omar, mei = site.visitor("omar"), site.visitor("mei")
    assert "Open it again" in omar.get(page).text
    assert "Open it again" not in mei.get(page).text
    refused = mei.post(page, data={"act": "correct", "comment": WHY})
    assert refused.status_code == 403
    done = omar.post(page, data={"act": "correct", "comment": WHY}, follow_redirects=True)
    assert "It is open again, as a correction." in done.text
    assert review.look(site.desk, ISSUE).state is State.DRAFT


def test_how_a_sending_went_is_drawn_and_written(site: Served) -> None:
    vera = site.visitor("vera")
    assert "Nothing of it has been sent." in vera.get(f"/issues/{ISSUE}/sending").text
    assert "What came back" not in vera.get("/report").text
    join(site.desk, *(reader(n, variant=Variant.ZH_HANS) for n in range(4)))
    approve_and_send(site, OMAR)
    page = vera.get(f"/issues/{ISSUE}/sending").text
    assert page.count("<svg role") == 1
    assert ": accepted 4</title>" in page
    first, second = list(site.desk.store.subscribers.every())[:2]
    subscribers.leave(site.desk.store, first, "", origin="link", now=site.clock.now)
    site.desk.store.subscribers.bounced(
        second.id, Bounce(hard=False, status="4.2.2", diagnostic="full"), report_sha256="0" * 64, now=site.clock.now
    )
    report = " ".join(vera.get("/report").text.split())
    assert re.search(r"mails</h2>.*: accepted 4</title>", report)
    assert re.search(r"What came back</h2>.*soft bounces 1</title>.*unsubscribed 1</title>", report)
    assert first.address not in report


@pytest.mark.parametrize(("scheme", "language", "width"), [("light", "en", 1280), ("dark", "zh-Hans", 320)])
def test_the_pages_of_a_sending_shut_nobody_out(
    browser: Browser, site: Served, scheme: str, language: str, width: int
) -> None:
    join(site.desk, *(reader(n, variant=Variant.ZH_HANS) for n in range(4)))
    approve_and_send(site, OMAR)
    size = {"width": width, "height": 800}
    context = browser.new_context(base_url=site.url, color_scheme=scheme, locale=language, viewport=size)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto("/sign-in")
    page.fill("#name", "omar")
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_url(site.url + "/")
    found: list[str] = []
    for path in ("/", f"/issues/{ISSUE}", f"/issues/{ISSUE}/sending", f"/issues/{ISSUE}/decide", "/report", "/account"):
        page.goto(path)
        found += faults(page, path)
    context.close()
    assert found == []


def test_only_those_get_a_correction_whose_mail_was_wrong(site: Served) -> None:
    desk = site.desk
    join(desk, *(reader(n, variant=Variant.ZH_HANS) for n in range(2)))
    join(desk, *(reader(n, variant=Variant.EN) for n in range(2, 5)))
    approve_and_send(site, OMAR)
    before = review.look(desk, ISSUE).issue.revision
    with pytest.raises(UsageError, match="no mail for nobody"):
        review.correct(desk, ISSUE, actor=MEI, now=site.clock.now, why=WHY, audiences=("nobody",))
    page = f"/issues/{ISSUE}/decide"
    answer = site.visitor("omar").post(page, data={"act": "correct", "comment": WHY, "only-mainland": "1"})
    assert answer.status_code == 303
    opened = review.look(desk, ISSUE)
    assert (opened.state, opened.issue.revision) == (State.DRAFT, before + 1)
    site.clock.on(timedelta(hours=1))
    approve_and_send(site, Actor(name="Ann"))
    assert sorted(len(each) for each in mails(desk).values()) == [1, 1, 1, 2, 2]
    assert [each.audience for each in dispatch.latest(desk, ISSUE)] == ["mainland"]


def test_whoever_got_the_issue_as_another_audience_needs_no_correction_of_this_one(site: Served) -> None:
    desk = site.desk
    join(desk, reader(1, variant=Variant.ZH_HANS), reader(2, variant=Variant.EN))
    approve_and_send(site, OMAR)
    moved = desk.store.subscribers.find("reader2@domain2.example")
    assert moved
    desk.store.subscribers.describe(
        moved.id, name=moved.name, variant=Variant.ZH_HANS, origin="page", now=site.clock.now
    )
    review.correct(desk, ISSUE, actor=MEI, now=site.clock.now, why=WHY, audiences=("mainland",))
    site.clock.on(timedelta(hours=1))
    approve_and_send(site, OMAR)
    assert {to: len(each) for to, each in mails(desk).items()} == {
        "reader1@domain1.example": 2,
        "reader2@domain2.example": 1,
    }
