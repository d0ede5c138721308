"""What came back: who is suppressed, who has left, what is only listed, and what is not looked into."""

import mailbox
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lists import NOW, some
from reports import HOLIDAY, KEYS, came_back_to, complaint, dsn, qmail, unsubscribe_token, wish

from digest import letterbox, subscribers
from digest.errors import SourceError
from digest.letterbox import LARGEST, Returning
from digest.model import Cause, Membership, Subscriber
from digest.store import Store
from digest.subscribers.returns import Done, Returned, Rules, UnreadableError, read, take_back

RULES = Rules(soft_bounces=3, soft_days=30)


@pytest.fixture
def li(store: Store) -> Subscriber:
    some(store, "li@example.org", "other@example.org")
    return next(store.subscribers.every())


def back(store: Store, *letters: bytes, rules: Rules = RULES) -> list[Returned]:
    several = [Returning(place=str(n), content=content, whole=True) for n, content in enumerate(letters)]
    return list(take_back(store, several, KEYS, rules, now=NOW))


def done(store: Store, *letters: bytes, rules: Rules = RULES) -> list[Done]:
    return [each.done for each in back(store, *letters, rules=rules)]


def test_an_address_that_does_not_exist_is_suppressed_at_once(store: Store, li: Subscriber) -> None:
    (told,) = back(store, dsn(came_back_to(li.key)))
    assert (told.done, told.address, told.detail) == (Done.SUPPRESSED, "li@example.org", "5.1.1")
    assert store.subscribers.suppression("li@example.org") is Cause.BOUNCED
    assert [each.membership for each in store.subscribers.every()] == [Membership.SUPPRESSED, Membership.ACTIVE]
    ((_, bounce),) = store.subscribers.bounces(li.id)
    assert (bounce.hard, bounce.message_id) == (True, "<abc.weekly@news.example.org>")


@pytest.mark.parametrize("status", ["4.2.2", "5.2.2", "5.7.1", "5.3.4", "4.4.1"])
def test_what_may_be_otherwise_tomorrow_counts_by_days(store: Store, li: Subscriber, status: str) -> None:
    letters = [dsn(came_back_to(li.key), status=status, said="552 try later", day=day) for day in (9, 9, 5, 2)]
    letters[1] += b"\n"  # another letter of the same day
    assert done(store, *letters) == [Done.COUNTED, Done.COUNTED, Done.COUNTED, Done.SUPPRESSED]
    assert store.subscribers.history(li.id)[-1].origin == f"bounce on 3 days, last {status}"


def test_a_mailbox_that_is_read_again_changes_nothing(store: Store, li: Subscriber) -> None:
    letters = [dsn(came_back_to(li.key), status="4.2.2", said="full", day=day) for day in (3, 2)]
    back(store, *letters)
    assert done(store, *letters, *letters) == [Done.KNOWN] * 4
    assert len(store.subscribers.bounces(li.id)) == 2


def test_old_bounces_do_not_count(store: Store, li: Subscriber) -> None:
    letters = [dsn(came_back_to(li.key), status="4.2.2", said="full", day=day) for day in (90, 60, 40, 1)]
    assert done(store, *letters) == [Done.COUNTED] * 4


def test_a_delay_an_answer_and_anything_else_are_no_bounces(store: Store, li: Subscriber) -> None:
    assert (
        done(store, dsn(came_back_to(li.key), action="delayed", status="4.4.1"), HOLIDAY, b"Subject: Buy\n\nnow")
        == [Done.NOTHING] * 3
    )


def test_bounces_from_before_there_were_reports_are_understood(store: Store, li: Subscriber) -> None:
    assert done(store, qmail(came_back_to(li.key))) == [Done.SUPPRESSED]


def test_who_complains_gets_nothing_any_more(store: Store, li: Subscriber) -> None:
    assert done(store, complaint(unsubscribe_token(li.key)), complaint(unsubscribe_token(li.key))) == [
        Done.COMPLAINED,
        Done.KNOWN,
    ]
    assert store.subscribers.suppression("li@example.org") is Cause.COMPLAINED


def test_a_report_that_it_is_no_spam_changes_nothing(store: Store, li: Subscriber) -> None:
    assert done(store, complaint(unsubscribe_token(li.key), kind="not-spam")) == [Done.NOTHING]


def test_a_wish_to_leave_by_mail_is_followed(store: Store, li: Subscriber) -> None:
    assert done(store, wish(li.key, "monthly"), wish(li.key), wish(li.key)) == [Done.KNOWN, Done.LEFT, Done.KNOWN]
    assert store.subscribers.suppression("li@example.org") is None


def test_a_report_that_only_names_somebody_is_listed_and_not_believed(store: Store, li: Subscriber) -> None:
    forged = came_back_to(li.key)[:-20] + "a@news.example.org"
    for to in ("bounces@news.example.org", forged):
        (told,) = back(store, dsn(to))
        assert (told.done, told.address) == (Done.UNPROVED, "li@example.org")
    assert done(store, wish("0" * 16).replace(b"0" * 16, li.key.encode())) == [Done.NOTHING]
    assert store.subscribers.suppression("li@example.org") is None
    trusting = Rules(soft_bounces=3, soft_days=30, by_address=True)
    assert done(store, dsn("bounces@news.example.org"), rules=trusting) == [Done.SUPPRESSED]


def test_a_report_about_somebody_who_was_erased_finds_nobody(store: Store, li: Subscriber) -> None:
    store.subscribers.erase(li.id, now=NOW)
    assert done(store, dsn(came_back_to(li.key))) == [Done.NOBODY]


def _nested(depth: int) -> bytes:
    return b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(depth))


@pytest.mark.parametrize(
    "content",
    [
        _nested(5_000),
        b"Content-Type: message/rfc822\n\n" * 5_000,
        b"Content-Type: multipart/mixed;" + b' a="b";' * 100_000 + b"\n\n",
        b"To: " + b"x@y.org, " * 50_000 + b"\n\n",
        b"",
        b"\n\n\n",
    ],
    ids=["nested", "letters in letters", "parameters", "recipients", "empty", "no header"],
)
def test_what_would_keep_a_parser_busy_is_a_problem(store: Store, content: bytes) -> None:
    assert done(store, content) == [Done.PROBLEM]


def test_a_letter_of_any_size_takes_no_more_room_than_the_limit(tmp_path: Path) -> None:
    (tmp_path / "box").write_bytes(b"From a\n" + b"x" * 5_000_000 + b"\n\nFrom b\nSubject: s\n\nlast\n")
    first, second = letterbox.letters(str(tmp_path / "box"))
    assert (len(first.content), first.whole, second.whole) == (LARGEST, False, True)
    assert second.place == "line 4"
    folder = mailbox.Maildir(tmp_path / "dir")
    folder.add(b"Subject: s\n\n" + b"y" * (LARGEST + 5))
    (only,) = letterbox.letters(str(tmp_path / "dir"))
    assert (len(only.content), only.whole) == (LARGEST, False)


def test_an_mbox_file_and_a_maildir_hold_the_same_letters(tmp_path: Path) -> None:
    letters = [HOLIDAY, dsn("bounces@news.example.org") + b"\nFrom here on\n"]
    box, folder = mailbox.mbox(tmp_path / "box"), mailbox.Maildir(tmp_path / "dir")
    for letter in letters:
        box.add(letter)
        folder.add(letter)
    box.close()
    found = [each.content.rstrip() for each in letterbox.letters(str(tmp_path / "box"))]
    assert found == [each.rstrip() for each in letters]
    assert sorted(each.content for each in letterbox.letters(str(tmp_path / "dir"))) == sorted(letters)


def test_a_mailbox_that_is_not_there_is_an_error_in_words(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read: No such file"):
        list(letterbox.letters(str(tmp_path / "none")))


PIECES = st.sampled_from(
    [
        *(b"Content-Type: ", b"multipart/report; boundary=x", b"message/delivery-status", b"message/rfc822", b"--x"),
        *(
            b"\n",
            b"\n\n",
            b"--x--",
            b"To: ",
            b"From: ",
            b"Date: ",
            b"Mon, 99 Foo 99999",
            b"Subject: ",
            b";",
            b'"',
            b"((",
            b"<",
        ),
        *(
            b"Final-Recipient: rfc822; ",
            b"Action: failed",
            b"Status: 5.1.1",
            b"a@b.org",
            b"\xff\x00",
            b"=?utf-8?q?=FF?=",
        ),
        *(b"message/feedback-report", b"Feedback-Type: abuse"),
    ]
)


@given(st.lists(PIECES, max_size=60).map(b"".join))
def test_no_letter_at_all_stops_the_reading(content: bytes) -> None:
    with suppress(UnreadableError):
        read(content, KEYS, now=NOW)


def test_nobody_is_suppressed_by_a_key_of_another_newsroom(store: Store, li: Subscriber) -> None:
    several = [Returning(place="1", content=dsn(came_back_to(li.key)), whole=True)]
    others = subscribers.tokens.Keys({1: b"x" * 32})
    assert [each.done for each in take_back(store, several, others, RULES, now=NOW)] == [Done.UNPROVED]
