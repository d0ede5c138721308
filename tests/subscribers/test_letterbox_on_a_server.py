"""Letters from an IMAP server, over TLS that is verified."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from imap_server import PASSWORD, Mailbox
from reports import HOLIDAY

from digest import letterbox
from digest.errors import SourceError
from digest.letterbox import LARGEST


@pytest.fixture
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    letters = {7: HOLIDAY, 9: b"Subject: large\n\n" + b"x" * (LARGEST + 10)}
    with Mailbox(tmp_path, letters) as opened:
        monkeypatch.setenv("SSL_CERT_FILE", str(opened.certificate))
        monkeypatch.setenv("DIGEST_IMAP_PASSWORD", PASSWORD)
        yield opened


def place(box: Mailbox, folder: str = "INBOX") -> str:
    return f"imaps://bounces@127.0.0.1:{box.port}/{folder}"


def test_unseen_letters_are_read_once_and_never_more_than_the_limit(box: Mailbox) -> None:
    first, second = letterbox.letters(place(box))
    assert (first.place, first.content, first.whole) == ("letter 7", HOLIDAY, True)
    assert (len(second.content), second.whole) == (LARGEST, False)
    assert list(letterbox.letters(place(box))) == []


def test_a_letter_that_was_not_finished_with_is_read_again(box: Mailbox) -> None:
    reading = letterbox.letters(place(box))
    next(reading)
    reading.close()  # type: ignore[attr-defined]
    assert box.seen == set()


@pytest.mark.parametrize(("folder", "password"), [("nowhere", PASSWORD), ("INBOX", "other")])
def test_what_the_server_refuses_is_an_error_without_the_password(
    box: Mailbox, monkeypatch: pytest.MonkeyPatch, folder: str, password: str
) -> None:
    monkeypatch.setenv("DIGEST_IMAP_PASSWORD", password)
    with pytest.raises(SourceError, match="cannot be read") as refused:
        list(letterbox.letters(place(box, folder)))
    assert password not in str(refused.value)


def test_a_server_that_cannot_be_trusted_is_told_nothing(box: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(SourceError, match="certificate"):
        list(letterbox.letters(place(box)))
