"""Who gets in, and when they are out again."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import httpx
import pytest

from digest import people
from digest.errors import UsageError
from digest.model import StaffRole
from tests.web.rooms import PASSWORD, Served


def sign_in(site: Served, name: str, password: str = PASSWORD, **more: str) -> tuple[httpx.Client, httpx.Response]:
    client = site.visitor()
    return client, client.post("/sign-in", data={"name": name, "password": password, **more})


def is_in(client: httpx.Client) -> bool:
    return client.get("/account").status_code == 200


def test_a_password_lets_in_and_signing_out_ends_the_session_on_our_side(site: Served) -> None:
    client, answer = sign_in(site, "mei")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    session = client.cookies["digest-session"]
    assert is_in(client)
    client.post("/sign-out")
    stolen = site.visitor()
    stolen.cookies.set("digest-session", session, domain="127.0.0.1")
    assert not is_in(stolen)


def test_a_session_is_kept_as_a_hash_and_is_new_at_each_sign_in(site: Served) -> None:
    client = site.visitor()
    client.cookies.set("digest-session", "planted", domain="127.0.0.1")
    answer = client.post("/sign-in", data={"name": "mei", "password": PASSWORD})
    given = answer.headers["set-cookie"]
    assert "planted" not in given
    assert all(flag in given for flag in ("HttpOnly", "SameSite=lax", "Path=/"))
    secret = given.partition("=")[2].partition(";")[0]
    raw = (site.desk.settings.root / "digest.db").read_bytes()
    assert secret.encode() not in raw


def test_a_session_ends_with_the_working_day(site: Served) -> None:
    client = site.visitor("mei")
    assert is_in(client)
    site.clock.on(people.SESSION)
    assert not is_in(client)


def test_a_new_password_signs_out_everywhere_else(site: Served) -> None:
    one, other = site.visitor("vera"), site.visitor("vera")
    answer = one.post("/account/password", data={"old": PASSWORD, "new": "another long password"})
    assert answer.status_code == 303
    assert is_in(one)
    assert not is_in(other)
    assert sign_in(site, "vera")[1].status_code == 401


def test_disabling_takes_effect_at_the_next_request(site: Served) -> None:
    people.add(site.desk.store, "temp", StaffRole.EDITOR, PASSWORD)
    temp, admin = site.visitor("temp"), site.visitor("ada")
    assert is_in(temp)
    assert admin.post("/people/temp", data={"act": "disable"}).status_code == 303
    assert not is_in(temp)
    assert sign_in(site, "temp")[1].status_code == 401


def test_the_last_admin_stays(site: Served) -> None:
    admin = site.visitor("ada")
    for act in ({"act": "disable"}, {"act": "role", "role": "viewer"}):
        assert admin.post("/people/ada", data=act).status_code == 422
    assert is_in(admin)


def test_a_wrong_name_is_told_from_a_wrong_password_by_nobody(site: Served) -> None:
    told = []
    for name in ("mei", "nobody"):
        _, answer = sign_in(site, name, "wrong wrong wrong")
        told.append((answer.status_code, answer.text.replace(name, "")))
    assert told[0] == told[1]
    assert told[0][0] == 401


def test_attempts_at_the_same_moment_count_each(site: Served) -> None:
    with ThreadPoolExecutor(14) as crowd:
        told = list(crowd.map(lambda n: sign_in(site, "omar", f"wrong wrong {n}")[1].status_code, range(14)))
    assert sorted(told) == [401] * 10 + [429] * 4
    site.clock.on(timedelta(minutes=15))


def test_who_signs_in_often_is_not_taken_for_one_who_tries(site: Served) -> None:
    throttle, now = site.throttle, site.clock.now
    for _ in range(60):
        assert not throttle.refuses("omar", "192.0.2.9", now)
        throttle.succeeded("omar", "192.0.2.9")


def test_the_eleventh_attempt_is_refused_for_a_while_and_only_from_there(site: Served) -> None:
    throttle, now = site.throttle, site.clock.now
    for _ in range(10):
        assert not throttle.refuses("omar", "127.0.0.1", now)
    assert sign_in(site, "omar")[1].status_code == 429
    assert not throttle.refuses("omar", "192.0.2.7", now)
    assert not throttle.refuses("ada", "127.0.0.1", now)
    site.clock.on(timedelta(minutes=15))
    assert sign_in(site, "omar")[1].status_code == 303


@pytest.mark.parametrize(
    "wanted",
    ["//evil.example", "/\\evil.example", "\\/evil.example", "https:evil.example", "/\tx", "javascript:1", "x"],
)
def test_signing_in_leads_to_no_other_site(site: Served, wanted: str) -> None:
    _, answer = sign_in(site, "mei", next=wanted)
    assert answer.headers["location"] == "/"


def test_a_key_does_no_more_than_its_owner(site: Served) -> None:
    store, now = site.desk.store, site.clock.now
    editor = store.people.get("mei")
    assert editor
    with pytest.raises(UsageError):
        people.issue_token(store, editor, "script", StaffRole.ADMIN, 30, now=now)
    secret, token = people.issue_token(store, editor, "script", StaffRole.VIEWER, 30, now=now)
    bearer = people.bearer(store, secret, now=now)
    assert bearer
    assert bearer.role is StaffRole.VIEWER
    assert people.bearer(store, secret, now=now + timedelta(days=30)) is None
    store.keys.revoke_token(token.id, "mei")
    assert people.bearer(store, secret, now=now) is None


@pytest.mark.parametrize("password", ["short", "x" * 201, ""])
def test_a_weak_password_is_refused(site: Served, password: str) -> None:
    with pytest.raises(UsageError):
        people.add(site.desk.store, "weak", StaffRole.VIEWER, password)
    assert site.desk.store.people.get("weak") is None
