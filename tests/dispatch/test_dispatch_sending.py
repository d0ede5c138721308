"""An armed issue goes to everybody on its list, once, whatever the relay, the disk and the people do."""

import sqlite3
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import dkim
import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from posting import ISSUE, NOW, armed, enlist, join, posting, put_issue, reader, settle
from recording import Server

from digest import dispatch, newsroom, outbox
from digest.dispatch import working
from digest.errors import DigestError, DispatchError, RefusedError
from digest.model import Actor, ConsentEvent, DeliveryState, SendingState, Subscription, Variant
from digest.pipeline import Desk
from digest.render import signing

DONE, FAILED, QUEUED = DeliveryState.DONE, DeliveryState.FAILED, DeliveryState.QUEUED
UNCERTAIN, SUPPRESSED, CANCELLED = DeliveryState.UNCERTAIN, DeliveryState.SUPPRESSED, DeliveryState.CANCELLED


def states(desk: Desk) -> Counter[DeliveryState]:
    found: Counter[DeliveryState] = Counter()
    for tally in desk.store.deliveries.tallies(numbers(desk)).values():
        found.update(tally.counts)
    return found


def numbers(desk: Desk) -> list[int]:
    return [each.id for each in desk.store.deliveries.sendings(ISSUE)]


def send(desk: Desk, at: datetime = NOW, outage_s: float = 0.0) -> None:
    clock = dispatch.Clock(now=lambda: at, outage_s=outage_s)
    dispatch.work(desk, desk.store.deliveries.sendings(ISSUE), clock=clock)


def recipients(server: Server) -> list[str]:
    return sorted(taken.recipient for taken in server.taken)


def test_everybody_gets_it_once(tmp_path: Path) -> None:
    with Server() as server, posting(tmp_path, server.port, 200) as desk:
        send(desk)
        send(desk)

        assert recipients(server) == sorted(f"reader{n}@domain{n % 7}.example" for n in range(200))
        assert states(desk) == {DONE: 200}
        assert {each.state for each in desk.store.deliveries.sendings(ISSUE)} == {SendingState.FINISHED}
        assert not list((tmp_path / ".sending").iterdir())


def test_each_audience_gets_its_own_mail_and_its_own_links(tmp_path: Path) -> None:
    with Server() as server:
        settle(tmp_path, server.port)
        with newsroom.open_desk(tmp_path) as desk:
            join(desk, reader(1), reader(2, variant=Variant.ZH_HANS))
            keys = [each.key for each in desk.store.subscribers.every()]
            armed(desk)
            send(desk)
        mails = {taken.recipient: taken.content.decode() for taken in server.taken}

    assert "Content-Language: zh-Hans" in mails["reader2@domain2.example"]
    assert f"https://news.un.example/u/{keys[1]}" in mails["reader2@domain2.example"]
    assert keys[0] not in mails["reader2@domain2.example"]


def test_two_workers_on_one_ledger_share_the_work(tmp_path: Path) -> None:
    with Server() as server, posting(tmp_path, server.port, 300) as desk:
        others = threading.Thread(target=send, args=(desk,))
        others.start()
        send(desk)
        others.join()

        assert len(recipients(server)) == len(set(recipients(server))) == 300
        assert states(desk) == {DONE: 300}


def test_mails_are_signed_where_a_key_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = ed25519.Ed25519PrivateKey.generate()
    file = tmp_path / "key.pem"
    file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    wanted = '\n[dispatch.dkim.first]\nselector = "n1"\n'
    with Server() as server:
        settle(tmp_path / "room", server.port, dispatch=wanted)
        with newsroom.open_desk(tmp_path / "room") as desk:
            enlist(desk, 1)
            with pytest.raises(DispatchError, match="The key first") as refused:
                armed(desk)
        assert "DIGEST_DKIM_FIRST_KEY_FILE" in str(refused.value)

        monkeypatch.setenv("DIGEST_DKIM_FIRST_KEY_FILE", str(file))
        with newsroom.open_desk(tmp_path / "room") as desk:
            armed(desk)
            send(desk)
        record = signing.signer("lanchuan.un.example", "n1", file.read_bytes()).record().encode()

    (mail,) = [taken.content for taken in server.taken]
    assert dkim.verify(mail, dnsfunc=lambda name, timeout=5: record)


# --- what the relay does -------------------------------------------------------------------------------------------


def test_one_refused_address_stops_nobody_else_and_is_sent_again_only_on_demand(tmp_path: Path) -> None:
    def script(command: str, times: int) -> bytes | None:
        return b"550 5.1.1 no such user\r\n" if command == "RCPT" and times == 4 else None

    with Server(script=script) as server, posting(tmp_path, server.port, 20) as desk:
        send(desk)
        assert states(desk) == {DONE: 19, FAILED: 1}

        send(desk)
        assert len(server.taken) == 19
        dispatch.resend_failed(desk, desk.store.deliveries.sendings(ISSUE), NOW)
        send(desk)
        assert states(desk) == {DONE: 20}
        assert len(set(recipients(server))) == len(server.taken) == 20


def test_what_is_put_off_is_tried_later_and_given_up_after_its_time(tmp_path: Path) -> None:
    def script(command: str, times: int) -> bytes | None:
        return b"450 4.2.0 greylisted\r\n" if command == "RCPT" else None

    with Server(script=script) as server, posting(tmp_path, server.port, 1) as desk:
        at, tries = NOW, 0
        while states(desk)[QUEUED] and tries < 100:
            send(desk, at)
            tries += 1
            at += timedelta(hours=2)

        (row,) = desk.store.deliveries.rows(numbers(desk)[0])
        assert row.state is FAILED
        assert row.words.startswith("given up after")
        assert "450 4.2.0 greylisted" in row.words
        assert at - NOW < timedelta(days=1, hours=3)
        assert server.commands.count("RCPT") == row.attempts > 10


def test_a_421_in_the_middle_loses_nobody(tmp_path: Path) -> None:
    def script(command: str, times: int) -> bytes | None:
        return b"421 4.3.2 closing\r\n" if command in ("MAIL", "RCPT") and times % 17 == 0 else None

    with Server(script=script) as server, posting(tmp_path, server.port, 100) as desk:
        send(desk, outage_s=60)

        assert states(desk) == {DONE: 100}
        assert len(set(recipients(server))) == len(server.taken) == 100
        assert server.connections > 4


def test_a_relay_that_hangs_up_after_a_message_makes_it_uncertain_and_it_is_not_sent_again(tmp_path: Path) -> None:
    def script(command: str, times: int) -> bytes | None:
        return b"" if command == "END" and times in (5, 9) else None

    with Server(script=script) as server, posting(tmp_path, server.port, 30) as desk:
        send(desk)
        send(desk)

        assert states(desk) == {DONE: 28, UNCERTAIN: 2}
        assert len(set(recipients(server))) == len(server.taken) == 30


def test_a_relay_that_refuses_everybody_stops_the_sending_before_the_list_is_used_up(tmp_path: Path) -> None:
    with (
        Server(script=lambda command, times: b"554 5.7.1 relay denied\r\n" if command == "RCPT" else None) as server,
        posting(tmp_path, server.port, 300) as desk,
    ):
        send(desk)

        (first, *_) = desk.store.deliveries.sendings(ISSUE)
        assert first.state is SendingState.PAUSED
        assert "554 5.7.1 relay denied" in first.why
        assert first.retry_at is None
        assert states(desk)[QUEUED] >= 200


def test_a_relay_that_is_not_there_pauses_the_sending_which_goes_on_by_itself_later(tmp_path: Path) -> None:
    with Server() as gone:
        pass
    with posting(tmp_path, gone.port, 30) as desk:
        send(desk)

        (first, *_) = desk.store.deliveries.sendings(ISSUE)
        assert states(desk) == {QUEUED: 30}
        assert first.state is SendingState.PAUSED
        assert first.retry_at == NOW + working.OUTAGE_PAUSE
        assert desk.store.deliveries.resume_due(NOW) == 0
        assert desk.store.deliveries.resume_due(NOW + working.OUTAGE_PAUSE) == 1


def test_a_limit_per_domain_puts_off_only_that_domain(tmp_path: Path) -> None:
    limited = '\n[dispatch.domains]\n"domain3.example" = 0.001\n'
    with Server() as server, posting(tmp_path, server.port, 28, dispatch=limited) as desk:
        send(desk)

        assert states(desk) == {DONE: 25, QUEUED: 3}
        waiting = desk.store.deliveries.rows(numbers(desk)[0], (QUEUED,))
        assert {row.address.partition("@")[2] for row in waiting} == {"domain3.example"}
        assert all(row.not_before and row.not_before > NOW for row in waiting)


# --- what people do ------------------------------------------------------------------------------------------------


def test_only_what_was_approved_is_armed(tmp_path: Path) -> None:
    settle(tmp_path)
    with newsroom.open_desk(tmp_path) as desk:
        enlist(desk, 1)
        changed = put_issue(desk, "other words %%unsubscribe_url%%\n")
        with pytest.raises(RefusedError, match="not to be sent"):
            dispatch.arm(desk, ISSUE, seal=changed, actor=Actor(name="Lin"), now=NOW)
        assert desk.store.deliveries.sendings(ISSUE) == ()


def test_a_draft_changed_on_the_disk_is_not_armed(tmp_path: Path) -> None:
    settle(tmp_path)
    with newsroom.open_desk(tmp_path) as desk:
        enlist(desk, 1)
        draft = desk.outbox / ISSUE / "international" / "email.eml"
        draft.write_bytes(draft.read_bytes().replace(b"UN in Lanchuan", b"UN in Lanchuam"))
        with pytest.raises(DispatchError, match="not what was approved"):
            armed(desk)


def test_a_draft_changed_after_arming_pauses_the_sending_and_nothing_of_it_is_sent(tmp_path: Path) -> None:
    with Server() as server, posting(tmp_path, server.port, 30) as desk:
        manifest = desk.outbox / ISSUE / outbox.MANIFEST
        manifest.write_bytes(manifest.read_bytes() + b" ")
        send(desk)

        assert server.taken == []
        assert states(desk) == {QUEUED: 30}
        assert "not what was approved" in desk.store.deliveries.sendings(ISSUE)[0].why


def test_an_issue_is_armed_once(tmp_path: Path) -> None:
    with posting(tmp_path, 1, 3) as desk:
        with pytest.raises(RefusedError, match="is being sent, or was"):
            armed(desk)
        assert states(desk) == {QUEUED: 3}


def test_who_joins_after_arming_gets_nothing_and_who_leaves_gets_nothing(tmp_path: Path) -> None:
    with Server() as server, posting(tmp_path, server.port, 5) as desk:
        join(desk, reader(77))
        left = desk.store.subscribers.find("reader2@domain2.example")
        assert left is not None
        desk.store.subscribers.stand(
            left.id, {"weekly": Subscription.LEFT}, event=ConsentEvent.LEFT, origin="", now=NOW
        )
        send(desk)

        assert states(desk) == {DONE: 4, SUPPRESSED: 1}
        assert "reader77@domain0.example" not in recipients(server)
        assert sum(each.recipients for each in desk.store.deliveries.sendings(ISSUE)) == 5


def test_whom_two_audiences_could_take_gets_the_issue_once(tmp_path: Path) -> None:
    with Server() as server:
        settle(tmp_path, server.port)
        with newsroom.open_desk(tmp_path) as desk:
            join(desk, reader(1, audience="press"), reader(2))
            armed(desk)
            send(desk)

            assert states(desk) == {DONE: 2}
            assert len(set(recipients(server))) == len(server.taken) == 2
            assert [each.recipients for each in desk.store.deliveries.sendings(ISSUE)] == [1, 0, 1]


def test_a_paused_sending_sends_nothing_and_a_cancelled_one_never_again(tmp_path: Path) -> None:
    with Server() as server, posting(tmp_path, server.port, 10) as desk:
        desk.store.deliveries.pause(numbers(desk), "a wrong link")
        send(desk)
        assert server.taken == []

        desk.store.deliveries.resume(numbers(desk), NOW)
        assert desk.store.deliveries.cancel(numbers(desk), "superseded", NOW) == 10
        send(desk)
        assert server.taken == []
        assert states(desk) == {CANCELLED: 10}
        assert desk.store.deliveries.resume(numbers(desk), NOW) == 0


def test_a_pause_in_the_middle_is_noticed_by_the_next_batch(tmp_path: Path) -> None:
    with Server() as server, posting(tmp_path, server.port, 400) as desk:

        def tell(tallies: object) -> None:
            if len(server.taken) > 100:
                desk.store.deliveries.pause(numbers(desk), "stop")

        dispatch.work(desk, desk.store.deliveries.sendings(ISSUE), tell=tell)

        assert 100 < states(desk)[DONE] < 400
        assert states(desk)[DONE] + states(desk)[QUEUED] == 400


def test_only_those_who_may_be_written_to_get_mail_in_a_trial_newsroom(tmp_path: Path) -> None:
    allowed = 'only_to = ["@domain3.example", "Reader1@domain1.example"]\n'
    with Server() as server, posting(tmp_path, server.port, 14, dispatch=allowed) as desk:
        send(desk)

        assert recipients(server) == [
            "reader10@domain3.example", "reader1@domain1.example", "reader3@domain3.example",
        ]  # fmt: skip
        assert states(desk) == {DONE: 3, SUPPRESSED: 11}


# --- what the machine does -----------------------------------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one page where the journals go."""
    folder = tmp_path / working.JOURNALS
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4k", "tmpfs", folder], check=False).returncode:
        pytest.skip("only the superuser may mount a small disk")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk_under_the_journal_sends_nothing_that_is_not_written_down(tmp_path: Path, small_disk: Path) -> None:
    with Server() as server, posting(tmp_path, server.port, 400) as desk:
        with pytest.raises(DispatchError, match=r"No space left|disk is full"):
            send(desk)
        begun = len(server.taken)

        assert 0 < begun < 400
        assert states(desk)[DONE] + states(desk)[UNCERTAIN] == begun
        assert states(desk)[UNCERTAIN] <= 1  # the one whose answer found no room
        subprocess.run(["mount", "-o", "remount,size=1m", small_disk], check=True)
        send(desk)
        assert states(desk)[DONE] + states(desk)[UNCERTAIN] == 400
        assert len(set(recipients(server))) == len(server.taken) == 400


def test_a_database_that_is_locked_in_the_middle_loses_nothing_that_the_journal_knows(tmp_path: Path) -> None:
    file = tmp_path / "digest.db"
    with Server() as server, posting(tmp_path, server.port, 400, database=f"sqlite:///{file}?timeout=0.1") as desk:
        locked, enough = threading.Event(), threading.Event()

        def lock() -> None:
            while len(server.taken) < 60:
                time.sleep(0.001)
            with closing(sqlite3.connect(file, isolation_level=None, timeout=10)) as other:
                other.execute("BEGIN IMMEDIATE")
                locked.set()
                enough.wait(20)
                other.execute("ROLLBACK")

        with ThreadPoolExecutor(1) as threads:
            holding = threads.submit(lock)
            with pytest.raises(DigestError, match="in use"):
                send(desk)
            assert locked.is_set()
            enough.set()
            holding.result()

        assert 60 <= len(server.taken) < 400
        send(desk)
        assert states(desk) == {DONE: 400}
        assert len(set(recipients(server))) == len(server.taken) == 400


@pytest.mark.parametrize("step", [timedelta(days=-1), timedelta(days=1)])
def test_a_clock_that_is_stepped_by_a_day_sends_nothing_twice_and_loses_nobody(step: timedelta, tmp_path: Path) -> None:
    with Server() as server, posting(tmp_path, server.port, 60) as desk:
        calls: list[int] = []

        def now() -> datetime:
            calls.append(1)
            return NOW + (step if len(calls) > 4 else timedelta())

        for _ in range(2):
            dispatch.work(desk, desk.store.deliveries.sendings(ISSUE), clock=dispatch.Clock(now=now))

        assert states(desk) == {DONE: 60}
        assert len(set(recipients(server))) == len(server.taken) == 60
