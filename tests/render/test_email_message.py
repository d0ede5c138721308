"""The message file: what Python and any mail program read back, and what must never get into it."""

from dataclasses import replace
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import SMTP, default

import email_issues as told
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model import Variant
from digest.render import message
from digest.render.tidy import line

ISSUE = told.week(Variant.EN)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)


def made(
    subject: str = "Subject", text: str = "Text\n", html: str = "<p>x</p>", variant: Variant = Variant.EN
) -> bytes:
    return message.message(ISSUE, told.NEWSROOM, told.audience(variant), subject=subject, text=text, html=html)


def read(raw: bytes) -> EmailMessage:
    parsed = message_from_bytes(raw, policy=default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def content(raw: bytes, kind: str) -> str:
    part = read(raw).get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


NAMES = message_from_bytes(made()).keys()


def test_both_parts_come_back_as_they_went_in() -> None:
    text, html = "汉字 and Latin\nhttps://a.example/=20\n", "<p>" + "漢字。" * 4000 + "=</p>\n"
    raw = made(text=text, html=html)
    assert content(raw, "plain") == text
    assert content(raw, "html") == html


def test_text_comes_before_html() -> None:
    parts = [part.get_content_type() for part in read(made()).iter_parts()]
    assert parts == ["text/plain", "text/html"]


def test_every_line_ends_with_crlf_and_is_short() -> None:
    raw = made(subject="长" * 300, html="<p>" + "x" * 50_000 + "</p>", text="字" * 5_000)
    assert raw.count(b"\n") == raw.count(b"\r\n") == raw.count(b"\r")
    assert max(map(len, raw.split(b"\r\n"))) <= 78
    assert raw.isascii()


def test_headers_say_who_when_and_what() -> None:
    headers = read(made(variant=Variant.ZH_HANS))
    assert headers["From"] == "联合国驻墨洛办事处 <news@merrow.example.org>"
    assert headers["To"] == "undisclosed-recipients:;"
    assert headers["Date"].datetime == ISSUE.due
    assert headers["Content-Language"] == "zh-Hans"
    assert headers["List-Id"] == "<weekly.merrow.example.org>"
    assert headers["X-Unsent"] == "1"
    assert headers["Bcc"] is None


def test_the_message_id_names_the_issue_and_changes_with_the_content() -> None:
    first, again, other = (read(made(text=text))["Message-ID"] for text in ("a", "a", "b"))
    assert first == again != other
    assert first.endswith(".weekly.2025-W46@merrow.example.org>")


def test_same_content_gives_the_same_bytes() -> None:
    assert made() == made()


@given(TEXT)
@settings(max_examples=200)
def test_any_subject_is_read_back_as_it_was(subject: str) -> None:
    raw = made(subject=subject)
    field = message_from_bytes(raw, policy=SMTP.clone(header_factory=lambda name, value: value))["Subject"]
    assert str(make_header(decode_header(field))) == line(subject)
    assert message_from_bytes(raw).keys() == NAMES


@pytest.mark.parametrize(
    "subject",
    [
        "=?utf-8?q?x?=",
        "a =?utf-8?b?eA==?= b",
        'A "quoted", <angled>; subject: with (all) @specials \\',
        "Plain words that go on and on until the header has to be folded somewhere near the middle of it",
        "👩‍👩‍👧‍👦" * 12,
        "x" * 200,
        "",
    ],
)
def test_awkward_subjects_are_read_back(subject: str) -> None:
    assert read(made(subject=subject))["Subject"] == subject


@pytest.mark.parametrize(
    "name", ['Ne"ws\\room', "News, Ltd <x@evil.example>", "=?utf-8?q?x?=", "N" * 90, "a" * 36 + '"' * 30, "办事处"]
)
def test_awkward_names_are_read_back_and_leave_the_address_alone(name: str) -> None:
    newsroom = replace(told.NEWSROOM, name=dict.fromkeys(Variant, name))
    raw = message.message(ISSUE, newsroom, told.audience(Variant.EN), subject="s", text="t", html="h")
    address = read(raw)["From"].addresses[0]
    assert (address.display_name, address.addr_spec) == (name, "news@merrow.example.org")


def test_a_long_chinese_name_comes_in_several_words_that_split_no_character() -> None:
    name = "联合国驻墨洛沿海与山区可持续发展及防灾减灾综合协调办公室新闻处"
    newsroom = replace(told.NEWSROOM, name=dict.fromkeys(Variant, name))
    raw = message.message(ISSUE, newsroom, told.audience(Variant.EN), subject="s", text="t", html="h")
    field = message_from_bytes(raw, policy=SMTP.clone(header_factory=lambda header, value: value))["From"]
    assert str(make_header(decode_header(field))) == f"{name} <news@merrow.example.org>"


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\u2028", "\x85", "\x0b", "\n\n"])
def test_a_line_break_cannot_begin_another_header(line_break: str) -> None:
    subject = f"Title{line_break}Bcc: everyone@example.org{line_break}<script>"
    newsroom = replace(told.NEWSROOM, name=dict.fromkeys(Variant, f"Name{line_break}Bcc: x@y.example"))
    raw = message.message(ISSUE, newsroom, told.audience(Variant.EN), subject=subject, text="t", html="h")
    assert read(raw)["Bcc"] is None
    assert read(raw)["Subject"] == "Title Bcc: everyone@example.org <script>"


def test_an_address_with_a_line_break_is_refused() -> None:
    newsroom = replace(told.NEWSROOM, sender="news@merrow.example.org\nBcc: x@y.example")
    with pytest.raises(ValueError, match="no address has"):
        message.message(ISSUE, newsroom, told.audience(Variant.EN), subject="s", text="t", html="h")
