"""DKIM signatures, verified by dkimpy, which shares no line with ours."""

from collections.abc import Callable
from datetime import UTC, datetime

import dkim
import email_issues as told
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model import Variant
from digest.render import links, message, signing
from digest.text.mailboxes import mailbox

AT = datetime(2025, 11, 17, tzinfo=UTC)
DOMAIN = "merrow.example.org"


def pem(key: rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


SIGNERS = (
    signing.signer(DOMAIN, "r2025", pem(rsa.generate_private_key(65537, 2048))),
    signing.signer(DOMAIN, "e2025", pem(ed25519.Ed25519PrivateKey.generate())),
)
URLS = {place: f"https://lists.example.org/{place.strip('%')}?t=x&n=1" for place in links.TOKENS}


def mail(
    text: str = "汉字\n", html: str = "<p>漢字</p>\n", address: str = "reader@example.org", name: str = ""
) -> bytes:
    made = message.message(
        told.week(Variant.EN), told.NEWSROOM, told.audience(Variant.EN), subject="汉字", text=text, html=html
    )
    return message.compile(made).to(message.Recipient(mailbox=mailbox(address), key="k", urls=URLS, name=name), AT)


def records(name: bytes, timeout: int = 0) -> bytes:
    by_name = {f"{each.selector}._domainkey.{each.domain}.".encode(): each.record().encode() for each in SIGNERS}
    return by_name[name]


def verified(raw: bytes) -> list[bool]:
    return [_holds(raw, n) for n in range(raw.count(b"\r\nDKIM-Signature:") + raw.startswith(b"DKIM"))]


def _holds(raw: bytes, n: int) -> bool:
    try:
        return bool(dkim.DKIM(raw).verify(idx=n, dnsfunc=records))
    except dkim.DKIMException:
        return False


def test_both_signatures_hold() -> None:
    raw = signing.signed(mail(name="读者"), SIGNERS, AT)
    assert verified(raw) == [True, True]
    assert b"a=rsa-sha256;" in raw
    assert b"a=ed25519-sha256;" in raw
    assert max(map(len, raw.partition(b"\r\n\r\n")[0].split(b"\r\n"))) <= 110


def test_an_address_beyond_ascii_is_signed_too() -> None:
    assert verified(signing.signed(mail(address="读者@例子.中国"), SIGNERS, AT)) == [True, True]


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: raw.replace(b"Subject: ", b"Subject: x "),
        lambda raw: raw.replace(b"/unsubscribe_url", b"/elsewhere"),
        lambda raw: raw.replace(b"One-Click", b"Two-Clicks"),
        lambda raw: raw.replace(b"5rGJ", b"5rGK"),
        lambda raw: raw.replace(b"From: ", b"From: evil@example.org\r\nFrom: "),
        lambda raw: raw.replace(b"\r\nTo: ", b"\r\nSubject: other\r\nTo: "),
        lambda raw: raw.replace(b"\r\nTo: ", b"\r\nList-Unsubscribe: <https://evil.example>\r\nTo: "),
        lambda raw: raw.replace(b"\r\nTo: ", b"\r\nReply-To: evil@example.org\r\nTo: "),
        lambda raw: raw + b"more\r\n",
    ],
)
def test_nothing_signed_can_be_changed_or_added(change: Callable[[bytes], bytes]) -> None:
    raw = signing.signed(mail(), SIGNERS, AT)
    assert change(raw) != raw
    assert verified(change(raw)) == [False, False]


def test_blanks_and_folds_that_a_relay_changes_cost_no_signature() -> None:
    raw = signing.signed(mail(name="读者"), SIGNERS, AT)
    assert verified(raw.replace(b"\r\n <reader@", b" \r\n   <reader@")) == [True, True]


@given(st.lists(st.sampled_from([b" ", b"  ", b"\t", b"\r\n", b"a", b".", b"=20"]), max_size=30).map(b"".join))
@settings(max_examples=60)
def test_any_body_is_read_as_dkimpy_reads_it(body: bytes) -> None:
    raw = b"From: news@merrow.example.org\r\nSubject:  two \t words\r\n\r\n" + body + b"\r\n"
    assert verified(signing.signed(raw, SIGNERS[1:], AT)) == [True]


def test_the_same_mail_is_signed_with_the_same_octets() -> None:
    assert signing.signed(mail(), SIGNERS, AT) == signing.signed(mail(), SIGNERS, AT)


@pytest.mark.parametrize(
    ("key", "why"),
    [
        (pem(rsa.generate_private_key(65537, 1024)), "1024 bits"),
        (pem(ec.generate_private_key(ec.SECP256R1())), "neither an RSA nor an Ed25519"),
        (b"no key", "load|deserialize|PEM"),
    ],
)
def test_a_key_that_mail_servers_would_not_take_is_refused(key: bytes, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        signing.signer(DOMAIN, "s", key)


def test_a_locked_key_without_its_password_is_refused() -> None:
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption

    key = ed25519.Ed25519PrivateKey.generate()
    locked = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"secret"))
    with pytest.raises(ValueError, match="cannot be read"):
        signing.signer(DOMAIN, "s", locked)
    assert signing.signer(DOMAIN, "s", locked, b"secret").record().startswith("v=DKIM1; k=ed25519; p=")


@pytest.mark.parametrize(("domain", "selector"), [("a; d=evil.example", "s"), ("a.example", "s\r\nX: y"), ("", "s")])
def test_a_domain_or_selector_that_would_write_tags_is_refused(domain: str, selector: str) -> None:
    with pytest.raises(ValueError, match="record of the DNS"):
        signing.signer(domain, selector, pem(ed25519.Ed25519PrivateKey.generate()))
