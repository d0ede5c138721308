"""Signing in at an OpenID provider, which runs on this machine and says what it is told to say."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from joserfc.jwk import RSAKey

from digest import people
from digest.identity import Provider
from digest.model import IdentityProvider, StaffRole
from tests.web import provider, rooms
from tests.web.provider import CLIENT, SECRET, OwnProvider
from tests.web.rooms import PASSWORD, Served

MEI = {"email": "mei@lanchuan.un.example", "email_verified": True}


@dataclass(frozen=True, slots=True)
class Door:
    site: Served
    own: OwnProvider

    def leave(self, browser: httpx.Client, wanted: str = "") -> str:
        """Where the browser comes back to once somebody has said yes."""
        away = browser.get("/sign-in/elsewhere", params={"next": wanted})
        assert away.status_code == 303
        return self.own.consent(away.headers["location"])

    def through(self, wanted: str = "") -> tuple[httpx.Client, httpx.Response]:
        """A browser that has been there and back, and the answer it got."""
        browser = self.site.visitor()
        return browser, browser.get(self.leave(browser, wanted))


@pytest.fixture(scope="module")
def opened(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    with provider.provided(int(rooms.Clock().now.timestamp())) as own:
        ways = IdentityProvider(issuer=own.issuer, client_id=CLIENT, label="UN account", secret=SECRET)
        root = tmp_path_factory.mktemp("served") / "room"
        with rooms.served(prepared, root, provider=Provider(ways)) as site:
            people.add(site.desk.store, str(MEI["email"]), StaffRole.EDITOR, PASSWORD)
            yield Door(site, own)


@pytest.fixture
def door(opened: Door) -> Door:
    opened.own.claims = dict(MEI)
    opened.own.algorithm, opened.own.signing, opened.own.fault = "RS256", None, ""
    opened.site.clock.now = rooms.Clock().now
    people.enable(opened.site.desk.store, str(MEI["email"]))
    return opened


def let_in(browser: httpx.Client) -> bool:
    return browser.get("/").status_code == 200


def test_who_is_vouched_for_comes_in_with_a_session_of_ours(door: Door) -> None:
    assert 'href="/sign-in/elsewhere"' in door.site.visitor().get("/sign-in").text
    browser, answer = door.through("/search")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/search"
    assert MEI["email"] in browser.get("/").text
    browser.post("/sign-out")
    assert not let_in(browser)


@pytest.mark.parametrize("wanted", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_the_way_back_leads_to_no_other_site(door: Door, wanted: str) -> None:
    assert door.through(wanted)[1].headers["location"] == "/"


def test_a_way_back_is_used_once_and_by_the_browser_that_left(door: Door) -> None:
    mine, yours = door.site.visitor(), door.site.visitor()
    back = door.leave(mine)
    assert yours.get(back).status_code == 400
    assert not let_in(yours)
    assert mine.get(back).status_code == 303
    assert mine.get(back).status_code == 400


def test_a_way_back_ends_after_ten_minutes(door: Door) -> None:
    browser = door.site.visitor()
    back = door.leave(browser)
    door.site.clock.on(timedelta(minutes=10))
    assert browser.get(back).status_code == 400


def test_another_state_than_ours_lets_nobody_in(door: Door) -> None:
    browser = door.site.visitor()
    back = door.leave(browser)
    assert browser.get(f"{back}x").status_code == 502
    assert not let_in(browser)


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another program"},
        {"aud": None},
        {"aud": [CLIENT, "another"], "azp": "another"},
        {"iss": "https://evil.example"},
        {"exp": None},
        {"exp": 1},
        {"iat": 4_000_000_000},
        {"nbf": 4_000_000_000, "exp": 5_000_000_000},
        {"email_verified": False},
        {"email_verified": None},
        {"email_verified": "true"},
        {"email": None},
        {"email": ["mei@lanchuan.un.example"]},
    ],
    ids=str,
)
def test_a_token_that_is_not_for_us_now_lets_nobody_in(door: Door, claims: dict[str, object]) -> None:
    door.own.claims |= claims
    browser, answer = door.through()
    assert answer.status_code == 502
    assert not let_in(browser)


def test_a_token_of_another_key_lets_nobody_in(door: Door) -> None:
    door.own.signing = RSAKey.generate_key(2048, {"kid": "one"})
    assert door.through()[1].status_code == 502


def test_a_token_signed_with_what_everybody_knows_lets_nobody_in(door: Door) -> None:
    door.own.algorithm, door.own.signing = "HS256", provider.shown_to_everybody(door.own)
    assert door.through()[1].status_code == 502


def test_a_refusal_of_the_provider_is_one_of_ours(door: Door) -> None:
    door.own.fault = "access_denied"
    assert door.through()[1].status_code == 502
    browser = door.site.visitor()
    back = door.leave(browser).partition("?")[0]
    assert browser.get(back, params={"error": "<script>alert(1)</script>"}).status_code == 502


def test_whom_we_do_not_know_or_have_shut_out_stays_out(door: Door) -> None:
    door.own.claims |= {"email": "nobody@lanchuan.un.example"}
    assert door.through()[1].status_code == 403
    door.own.claims |= MEI
    people.disable(door.site.desk.store, str(MEI["email"]))
    browser, answer = door.through()
    assert answer.status_code == 403
    assert not let_in(browser)


def test_a_provider_that_is_not_there_leaves_the_password(prepared: Path, tmp_path: Path) -> None:
    ways = IdentityProvider(issuer="http://127.0.0.1:9", client_id=CLIENT)
    with rooms.served(prepared, tmp_path / "room", provider=Provider(ways)) as site:
        answer = site.visitor().get("/sign-in/elsewhere")
        assert answer.status_code == 502
        assert 'name="password"' in answer.text


def test_without_a_provider_there_is_no_such_way(site: Served) -> None:
    assert "/sign-in/elsewhere" not in site.visitor().get("/sign-in").text
    for path in ("/sign-in/elsewhere", "/sign-in/back?code=x&state=y"):
        assert site.visitor().get(path).headers["location"] == "/sign-in"


def test_an_account_without_a_password_takes_none(door: Door) -> None:
    people.add(door.site.desk.store, "ada@lanchuan.un.example", StaffRole.EDITOR, None)
    for password in ("", PASSWORD):
        assert (
            people.sign_in(door.site.desk.store, "ada@lanchuan.un.example", password, now=door.site.clock.now) is None
        )
    door.own.claims |= {"email": "ada@lanchuan.un.example"}
    assert let_in(door.through()[0])
