"""Links that stand for one person, one purpose, one newsletter; nobody makes one without a key."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lists import NOW

from digest.errors import UsageError
from digest.model import Request, Variant
from digest.subscribers import keys as environment
from digest.subscribers import tokens
from digest.subscribers.tokens import Claim, Keys, Purpose

KEYS = Keys({1: b"1" * 32, 2: b"2" * 32})
PEOPLE = st.from_regex(r"[0-9a-f]{16}", fullmatch=True)
CLAIMS = st.builds(
    Claim,
    purpose=st.sampled_from([Purpose.UNSUBSCRIBE, Purpose.PREFERENCES]),
    person=PEOPLE,
    newsletter=st.one_of(st.just(""), st.from_regex(r"[a-z0-9]{1,5}(-[a-z0-9]{1,5}){0,3}", fullmatch=True)),
)


@given(CLAIMS)
def test_a_token_says_what_was_signed_for_its_purpose_only(claim: Claim) -> None:
    token = tokens.sign(claim, KEYS)
    for purpose in Purpose:
        found = tokens.read(token, purpose, KEYS, now=NOW)
        assert found == (claim if purpose is claim.purpose else None)
    assert token == token.lower()


@given(CLAIMS, st.data())
def test_a_token_with_any_character_changed_is_refused(claim: Claim, data: st.DataObject) -> None:
    token = tokens.sign(claim, KEYS)
    at = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(st.characters(codec="utf-8").filter(lambda each: each != token[at]))
    for forged in (token[:at] + other + token[at + 1 :], token[:at] + token[at + 1 :], token[:at] + other + token[at:]):
        assert tokens.read(forged, claim.purpose, KEYS, now=NOW) is None


@given(CLAIMS, CLAIMS)
def test_the_hash_of_one_token_does_not_fit_another(one: Claim, other: Claim) -> None:
    mixed = tokens.sign(one, KEYS).rpartition(".")[0] + "." + tokens.sign(other, KEYS).rpartition(".")[2]
    assert tokens.read(mixed, one.purpose, KEYS, now=NOW) in (None, other)


def test_an_older_key_is_still_accepted_and_the_newest_signs() -> None:
    claim = Claim(purpose=Purpose.UNSUBSCRIBE, person="0" * 16)
    old = tokens.sign(claim, Keys({1: b"1" * 32}))
    assert tokens.read(old, Purpose.UNSUBSCRIBE, KEYS, now=NOW) == claim
    assert tokens.sign(claim, KEYS).startswith("2.")
    assert tokens.read(old, Purpose.UNSUBSCRIBE, Keys({2: b"2" * 32}), now=NOW) is None
    assert tokens.read(old, Purpose.UNSUBSCRIBE, Keys({1: b"3" * 32}), now=NOW) is None


def test_a_link_to_unsubscribe_never_ends() -> None:
    token = tokens.sign(Claim(purpose=Purpose.UNSUBSCRIBE, person="0" * 16), KEYS)
    assert tokens.read(token, Purpose.UNSUBSCRIBE, KEYS, now=NOW + timedelta(days=20_000))


@pytest.mark.parametrize(
    "token", ["", ".", "1", "9" * 5000, "1.u." + "0" * 16 + "...", "１.u." + "0" * 16 + "..." + "a" * 24, "\0", "é"]
)
def test_what_is_no_token_is_refused(token: str) -> None:
    assert tokens.read(token, Purpose.UNSUBSCRIBE, KEYS, now=NOW) is None
    assert tokens.returned(f"bounces+{token}@example.org", KEYS) is None


@given(PEOPLE)
def test_the_address_that_mail_comes_back_to_names_the_person_in_any_case(person: str) -> None:
    address = tokens.return_path("bounces@example.org", person, KEYS)
    assert len(address.partition("@")[0]) <= 64
    claim = Claim(purpose=Purpose.RETURN, person=person)
    assert tokens.returned(address, KEYS) == tokens.returned(address.upper(), KEYS) == claim
    leaving = tokens.leaving_path("bounces@example.org", person, "weekly", KEYS)
    assert len(leaving.partition("@")[0]) <= 64
    assert tokens.returned(leaving, KEYS) == Claim(
        purpose=Purpose.UNSUBSCRIBE, person=person, newsletter=tokens.mark("weekly")
    )
    assert tokens.returned(leaving.replace("+u", "+r"), KEYS) is None
    other = person[:-1] + ("1" if person[-1] != "1" else "2")
    assert tokens.returned(address.replace(person, other), KEYS) is None


@given(st.text(st.characters(codec="utf-8"), max_size=50), st.sampled_from(Variant))
def test_what_somebody_typed_comes_back_with_the_link_for_a_week(name: str, variant: Variant) -> None:
    request = Request(
        address="li@example.org", name=name, variant=variant, newsletters=("weekly", "monthly"), asked=NOW
    )
    token = tokens.seal(request, KEYS)
    assert tokens.unseal(token, KEYS, now=NOW + timedelta(days=6)) == request
    assert tokens.unseal(token, KEYS, now=NOW + timedelta(days=7)) is None
    assert tokens.unseal(token, KEYS, now=NOW - timedelta(seconds=1)) is None
    for forged in (token[:-1], token.replace(".c.", ".c.1"), token.upper(), token[:20] + "A" + token[21:]):
        assert forged == token or tokens.unseal(forged, KEYS, now=NOW) is None


def test_keys_come_from_the_environment_or_a_file(tmp_path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "keys"
    file.write_text("2:" + "b" * 40 + "\n1:" + "a" * 40 + "\n")
    assert environment.keys({"DIGEST_LINK_KEYS": "a" * 40}).newest == 1
    assert environment.keys({"DIGEST_LINK_KEYS_FILE": str(file)}).newest == 2


@pytest.mark.parametrize("given_", ["", "short", "1:" + "a" * 40 + " 1:" + "b" * 40, "x:" + "a" * 10])
def test_a_wrong_key_is_refused_and_never_shown(given_: str) -> None:
    with pytest.raises(UsageError) as refused:
        environment.keys({"DIGEST_LINK_KEYS": given_})
    assert "aaaa" not in str(refused.value)
    assert "2222" not in repr(KEYS)
