"""The team is told by mail what waits for it and what went wrong: each of them once, in their own words."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from threading import Barrier, Thread

import pytest
from posting import join, reader
from test_schedule import HOUR, MONDAY, approve, build, opened, tick

from digest import newsroom, people, review, schedule
from digest.model import Actor, StaffRole
from digest.pipeline import Desk
from digest.web.notices import written

TEAM = '[team]\nurl = "https://digest.un.example"\nremind = "PT4H"\n'
AHEAD = MONDAY - timedelta(days=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with opened(tmp_path, TEAM) as desk:
        staff(desk)
        yield desk


def staff(desk: Desk) -> None:
    for name, role, language in (("vera", "viewer", ""), ("mei", "editor", "zh-Hans"), ("omar", "approver", "en")):
        people.add(desk.store, name, StaffRole(role), "correct horse battery")
        user = people.set_email(desk.store, name, f"{name}@un.example")
        people.prefer(desk.store, user, language=language, zone="")
    people.add(desk.store, "silent", StaffRole.ADMIN, "correct horse battery")


def told(desk: Desk, now: datetime) -> list[tuple[str, str]]:
    """To whom, and with which subject, mails left at this look."""
    known = set(inbox(desk))
    schedule.tell_due(desk, now, written)
    new = [read(path) for path in sorted(inbox(desk)) if path not in known]
    return sorted((str(mail["To"]), str(mail["Subject"])) for mail in new)


def inbox(desk: Desk) -> list[Path]:
    return list((desk.settings.root / "sent" / "new").glob("*"))


def read(path: Path) -> EmailMessage:
    mail = message_from_bytes(path.read_bytes(), policy=default)
    assert isinstance(mail, EmailMessage)
    return mail


def test_who_reviews_is_told_once_each_in_their_language_and_reminded_before_its_hour(desk: Desk) -> None:
    tick(desk, AHEAD)
    assert told(desk, AHEAD) == [
        ("mei <mei@un.example>", "请审阅weekly/2025-W46：2025年11月17日 周一 08:00发出"),
        ("omar <omar@un.example>", "Please review weekly/2025-W46: due Mon 17 Nov 2025, 08:00"),
    ]
    assert told(desk, AHEAD + HOUR) == []
    reminded = told(desk, MONDAY - 4 * HOUR)
    assert [to for to, _ in reminded] == ["omar <omar@un.example>"]
    assert reminded[0][1].startswith("Not approved yet: weekly/2025-W46")
    assert told(desk, MONDAY - HOUR) == []
    assert [words for _, words in told(desk, MONDAY)] == ["Not sent: weekly/2025-W46 was not approved by its hour"]
    assert told(desk, MONDAY + HOUR) == []


def test_the_mail_says_what_is_to_be_known_and_where_to_go(desk: Desk) -> None:
    tick(desk, AHEAD)
    told(desk, AHEAD)
    mail = next(mail for mail in map(read, inbox(desk)) if "omar" in str(mail["To"]))
    text = mail.get_content()
    assert "https://digest.un.example/issues/weekly/2025-W46" in text
    assert "if it is approved by then" in text
    assert "https://digest.un.example/account" in text
    assert (mail["Auto-Submitted"], mail["From"]) == ("auto-generated", "UN in Lanchuan <digest@lanchuan.un.example>")
    assert mail["Message-ID"]
    assert mail["Date"].datetime == AHEAD


def test_what_is_approved_in_time_reminds_nobody(desk: Desk) -> None:
    tick(desk, AHEAD)
    told(desk, AHEAD)
    approve(desk, "weekly/2025-W46", AHEAD + HOUR)
    assert told(desk, MONDAY - HOUR) == []
    assert told(desk, MONDAY) == []


def test_an_approval_after_its_hour_is_told_to_whoever_may_send_it(desk: Desk) -> None:
    tick(desk, AHEAD)
    told(desk, AHEAD)
    told(desk, MONDAY)
    approve(desk, "weekly/2025-W46", MONDAY + HOUR)
    tick(desk, MONDAY + 2 * HOUR)
    assert told(desk, MONDAY + 2 * HOUR) == [
        ("omar <omar@un.example>", "Not sent: weekly/2025-W46 was approved after its hour")
    ]


def test_a_sending_that_stops_and_mails_that_are_uncertain_are_told(desk: Desk) -> None:
    join(desk, reader(1), reader(2))
    issue = "weekly/2025-W46"
    tick(desk, AHEAD)
    approve(desk, issue, AHEAD + HOUR)
    tick(desk, MONDAY)
    ledger = desk.store.deliveries
    sending = next(each for each in ledger.sendings(issue) if each.recipients)
    ledger.resume([sending.id], MONDAY)
    assert told(desk, MONDAY) == []
    with desk.store._database.writing() as connection:
        connection.exec_driver_sql("UPDATE deliveries SET state = 'uncertain' WHERE subscriber_id = 1")
        connection.exec_driver_sql("UPDATE sendings SET state = 'finished'")
    (uncertain,) = told(desk, MONDAY + HOUR)
    assert uncertain[1] == f"Of some mails of {issue} nobody can say whether they arrived"
    assert told(desk, MONDAY + HOUR) == []


def test_nobody_is_told_anything_where_the_newsroom_does_not_ask_for_it(tmp_path: Path) -> None:
    with opened(tmp_path) as desk:
        staff(desk)
        tick(desk, AHEAD)
        assert told(desk, AHEAD) == []


def test_a_relay_that_is_away_is_tried_again_after_a_while(desk: Desk) -> None:
    tick(desk, AHEAD)
    folder = desk.settings.root / "sent"
    folder.write_text("a file where the folder should be")
    happened = schedule.tell_due(desk, AHEAD, written)
    assert [each.words.partition(" could not be told")[0] for each in happened] == ["mei", "omar"]
    folder.unlink()
    assert told(desk, AHEAD + timedelta(minutes=1)) == []
    assert len(told(desk, AHEAD + timedelta(minutes=11))) == 2


def test_of_schedulers_that_look_at_once_one_tells(desk: Desk) -> None:
    tick(desk, AHEAD)
    together = Barrier(4)

    def look() -> None:
        with newsroom.open_desk(desk.settings.root) as mine:
            together.wait()
            schedule.tell_due(mine, AHEAD, written)

    threads = [Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(inbox(desk)) == 2


def test_on_a_trial_machine_only_those_named_are_told(tmp_path: Path) -> None:
    with opened(tmp_path, TEAM) as first:
        staff(first)
        file = first.settings.root / "config" / "digest.toml"
        file.write_text(file.read_text().replace("[dispatch]\n", '[dispatch]\nonly_to = ["mei@un.example"]\n', 1))
    with newsroom.open_desk(tmp_path) as desk:
        tick(desk, AHEAD, build)
        assert [to for to, _ in told(desk, AHEAD)] == ["mei <mei@un.example>"]
        assert told(desk, AHEAD + HOUR) == []


def test_who_approves_is_told_of_an_issue_that_somebody_built_and_gave_to_them_themselves(desk: Desk) -> None:
    long_after = MONDAY + timedelta(days=300)
    build(desk, desk.settings.newsletters["weekly"], MONDAY, long_after)
    assert told(desk, long_after) == []
    review.submit(desk, "weekly/2025-W46", actor=Actor(name="mei"), now=long_after)
    assert [to for to, _ in told(desk, long_after)] == ["mei <mei@un.example>", "omar <omar@un.example>"]
    assert told(desk, long_after + HOUR) == []


def test_an_issue_that_was_told_of_when_it_was_built_is_not_told_again_when_it_is_submitted(desk: Desk) -> None:
    tick(desk, AHEAD)
    assert len(told(desk, AHEAD)) == 2
    review.submit(desk, "weekly/2025-W46", actor=Actor(name="mei"), now=AHEAD + HOUR)
    assert told(desk, AHEAD + HOUR) == []
