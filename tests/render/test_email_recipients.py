"""The mails to recipients, compiled from the draft: what differs between them, and that nothing else does."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import SMTP, default

import email_issues as told
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.model import Variant
from digest.render import links, message
from digest.render.tidy import line
from digest.text.mailboxes import mailbox

AT = datetime(2025, 11, 17, 0, 0, 7, tzinfo=UTC)
ISSUE = told.week(Variant.EN)
TEXT = f"汉字 and Latin\n{links.BROWSER}\nmore\n\n{links.UNSUBSCRIBE}\nend\n"
HTML = f'<p>漢字 <a href="{links.BROWSER}">see</a> <a href="{links.UNSUBSCRIBE}">leave</a></p>\n'
URLS = {place: f"https://lists.example.org/{place.strip('%')}?t=3Dx&n=1" for place in links.TOKENS}
READER = message.Recipient(mailbox=mailbox("reader@example.org"), key="r-1", urls=URLS)
OWN = {"date", "to", "message-id", "list-unsubscribe", "list-unsubscribe-post", "x-unsent"}


def draft(text: str = TEXT, html: str = HTML, subject: str = "Subject") -> bytes:
    return message.message(ISSUE, told.NEWSROOM, told.audience(Variant.EN), subject=subject, text=text, html=html)


COMPILED = message.compile(draft())


def read(raw: bytes) -> EmailMessage:
    parsed = message_from_bytes(raw, policy=default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def parts(raw: bytes) -> list[str]:
    return [str(part.get_content()).replace("\r\n", "\n") for part in read(raw).iter_parts()]


def test_a_compiled_draft_gives_the_same_draft_again() -> None:
    assert message.compile(draft()).draft(ISSUE.due) == draft()


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"])))
def test_any_draft_is_compiled_to_itself(text: str, html: str) -> None:
    made = draft(text, html)
    assert message.compile(made).draft(ISSUE.due) == made


def test_a_mail_differs_from_the_draft_in_the_recipients_fields_alone() -> None:
    mail, nobody = COMPILED.to(READER, AT), draft()
    ours, theirs = ([each for each in read(raw).items() if each[0].lower() not in OWN] for raw in (mail, nobody))
    assert ours == theirs
    for mine, template in zip(parts(mail), parts(nobody), strict=True):
        for place, url in URLS.items():
            escaped = url.replace("&", "&amp;")
            template = template.replace(place, escaped if template.startswith("<p>") else url)
        assert mine == template


def test_two_recipients_get_the_same_octets_but_for_their_own_fields() -> None:
    other = replace(READER, mailbox=mailbox("writer@example.org"), key="r-2")
    one, two = (COMPILED.to(each, AT).split(b"\r\n") for each in (READER, other))
    differing = [mine for mine, yours in zip(one, two, strict=True) if mine != yours]
    assert [each.partition(b":")[0] for each in differing] == [b"To", b"Message-ID"]


def test_headers_say_who_when_and_how_to_leave() -> None:
    by_mail = replace(READER, leave_by_mail=mailbox("leave+r1@example.org"))
    headers = read(COMPILED.to(by_mail, AT))
    assert headers["To"] == "reader@example.org"
    assert headers["Date"].datetime == AT
    assert headers["List-Unsubscribe"] == f"<{URLS[links.UNSUBSCRIBE]}>, <mailto:leave+r1@example.org>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["Feedback-ID"].startswith("weekly.2025-W46:weekly:")
    assert headers["X-Unsent"] is None


def test_the_message_id_is_the_same_for_the_same_mail_to_the_same_person() -> None:
    found = [read(compiled.to(replace(READER, key=key), at))["Message-ID"]
             for compiled, key, at in ((COMPILED, "a", AT), (message.compile(draft()), "a", ISSUE.due),
                                       (COMPILED, "b", AT), (message.compile(draft("other")), "a", AT))]  # fmt: skip
    assert found[0] == found[1] == COMPILED.message_id("a")
    assert len(set(found)) == 3
    assert "reader" not in found[0]


@given(st.text(st.characters(), max_size=80), st.text(st.characters(), max_size=80))
def test_no_name_and_no_subject_writes_a_header_of_its_own(name: str, subject: str) -> None:
    raw = message.compile(draft(subject=subject)).to(replace(READER, name=name), AT)
    plain = message_from_bytes(raw, policy=SMTP.clone(header_factory=lambda header, value: value))
    assert plain.keys() == message_from_bytes(COMPILED.to(READER, AT)).keys()
    assert str(make_header(decode_header(plain["Subject"]))) == line(subject)
    assert plain["To"].endswith("<reader@example.org>" if line(name) else "reader@example.org")
    head = raw.partition(b"\r\n\r\n")[0]
    assert head.isascii()
    assert max(map(len, head.split(b"\r\n"))) <= 998


def test_an_address_beyond_ascii_stands_in_the_header_as_it_is() -> None:
    reader = replace(READER, mailbox=mailbox("读者@例子.中国"), name="读者")
    head = COMPILED.to(reader, AT).partition(b"\r\n\r\n")[0]
    assert "\r\n <读者@xn--fsqu00a.xn--fiqs8s>\r\n".encode() in head
    assert head.replace("读者@".encode(), b"").isascii()


@pytest.mark.parametrize(
    "url",
    ["", "ftp://a.example/", "javascript:x", "https://a.example/\r\nBcc: x", "https://a.example/a b", 'https://a/"',
     "https://a.example/<", "https://a.example/字", "https://a.example/\0", "https://a.example/" + "x" * 800],
)  # fmt: skip
def test_an_address_that_does_not_fit_its_place_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="cannot be"):
        replace(READER, urls=URLS | {links.UNSUBSCRIBE: url})


def test_a_mail_with_an_empty_place_is_never_made() -> None:
    lacking = {place: url for place, url in URLS.items() if place != links.BROWSER}
    with pytest.raises(ValueError, match="browser_url"):
        COMPILED.to(replace(READER, urls=lacking), AT)


@pytest.mark.parametrize(
    "other",
    [b"", b"Subject: x\r\n\r\nbody", draft().replace(b"Message-ID", b"X-Id"), draft().replace(b"/plain", b"/csv"),
     draft()[:700]],
)  # fmt: skip
def test_what_is_no_draft_is_refused(other: bytes) -> None:
    with pytest.raises(ValueError, match="draft"):
        message.compile(other)
