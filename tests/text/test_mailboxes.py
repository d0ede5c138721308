"""E-mail addresses: what is one, and in which form it goes out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.text.mailboxes import mailbox


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("reader@example.org", "reader@example.org"),
        ("First.Last+weekly@Example.ORG", "First.Last+weekly@example.org"),
        ("o'brien_{x}|y@mail.example.org", "o'brien_{x}|y@mail.example.org"),
        ("reader@bücher.example", "reader@xn--bcher-kva.example"),
        ("reader@例子.中国", "reader@xn--fsqu00a.xn--fiqs8s"),
        ("reader@例子。中国", "reader@xn--fsqu00a.xn--fiqs8s"),
        ("reader@ＥＸＡＭＰＬＥ.org", "reader@example.org"),
        ("读者@例子.中国", "读者@xn--fsqu00a.xn--fiqs8s"),
        ("jose\u0301@example.org", "josé@example.org"),
        ("two..dots.@example.org", '"two..dots."@example.org'),
        ("root@localhost", "root@localhost"),
    ],
)
def test_an_address_is_sent_as_mail_servers_want_it(written: str, sent: str) -> None:
    assert str(mailbox(written)) == sent


@pytest.mark.parametrize(("written", "needed"), [("读者@example.org", True), ("reader@例子.中国", False)])
def test_only_letters_before_the_at_need_a_server_with_smtputf8(written: str, needed: bool) -> None:
    assert mailbox(written).smtputf8 is needed


@pytest.mark.parametrize(
    "written",
    [
        *("", "@", "reader", "reader@", "@example.org", "a@b@example.org", "a@example.org,b@example.org"),
        *("a b@example.org", " a@example.org", "a@example.org ", "A <a@example.org>", '"a b"@example.org', "a,b@c.org"),
        *("a\r\nBcc: b@c.org@example.org", "a@example.org\r\nRCPT TO:<b@c.org>", "a@example.org\x00", "a\x00@c.org"),
        *("a\u200b@example.org", "a\u202eb@example.org", "a\u3000b@example.org", "a\ud800@example.org", "a\x85@c.org"),
        *(
            "a@-example.org",
            "a@example..org",
            "a@exa_mple.org",
            "a@.org",
            "a@[127.0.0.1]",
            "a@127.0.0.1",
            "a@例 子.org",
        ),
        *("x" * 65 + "@example.org", "读" * 22 + "@example.org", "a@" + "x" * 64 + ".org", "a@" + "b." * 126 + "org"),
        *("a@" + "例" * 300, "a@" + "例" * 63 + ".org"),
    ],
)
def test_what_is_no_address_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"no e-mail address|no address has|no domain|longer than"):
        mailbox(written)


@given(st.text(st.characters(), max_size=30), st.text(st.characters(), max_size=30))
def test_whatever_is_taken_cannot_break_a_line_or_a_command(local: str, domain: str) -> None:
    try:
        taken = mailbox(f"{local}@{domain}")
    except ValueError:
        return
    assert str(taken).isprintable()
    assert not set(str(taken)) & set(" <>,;:\\()[]\r\n\t\0\u2028\u2029")
    assert taken.domain.isascii()
