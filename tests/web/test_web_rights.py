"""Every route for every role: what one may not do is refused, and looking changes nothing."""

import httpx
import pytest

from digest import people
from digest.model import StaffRole
from digest.web.routes import GATES, Gate, Need
from tests.web.rooms import ISSUE, PEOPLE, Served

ROLES = ("", *PEOPLE)
FILES = {"page": "wechat.html", "picture": "card-00-1200x675.png"}
RANKS = {"": 0} | {name: 1 + list(StaffRole).index(role) for name, role in PEOPLE.items()}
NEEDED = {Need.NOTHING: 0, Need.LINK: 0} | {Need(role.value): 1 + n for n, role in enumerate(StaffRole)}


def path(site: Served, gate: Gate) -> str:
    """The address of the gate with real things in its placeholders."""
    article = site.desk.store.issues.list()[0].article_ids[0]
    newsletter, _, slug = ISSUE.partition("/")
    places = {
        "newsletter": newsletter,
        "slug": slug,
        "audience": "mainland" if "/page/" in gate.path else "international",
        "file": next((file for kind, file in FILES.items() if f"/{kind}/" in gate.path), "x-00-roundup-01.txt"),
        "article": article,
        "name": "app.css" if "static" in gate.path else "vera",
        "comment": "1",
        "link": "none",
        "secret": "none",
        "token": "none",
    }
    return gate.path.format(**places)


def asking(site: Served, gate: Gate, role: str) -> httpx.Client:
    """A browser with a session or, where a program asks, a client with a key."""
    if not (role and gate.path.startswith("/api/")):
        return site.visitor(role)
    return site.visitor(authorization=f"Bearer {key(site, role)}")


def key(site: Served, name: str) -> str:
    """A key that may do what its owner may."""
    owner = site.desk.store.people.get(name)
    assert owner
    return people.issue_token(site.desk.store, owner, "test", owner.role, 1, now=site.clock.now)[0]


@pytest.mark.parametrize("gate", GATES, ids=lambda gate: f"{gate.method} {gate.path}")
def test_who_may_not_is_refused(site: Served, gate: Gate) -> None:
    clients = {role: asking(site, gate, role) for role in ROLES}
    before = site.rows()
    for role, client in clients.items():
        if RANKS[role] >= NEEDED[gate.need]:
            continue
        answer = client.request(gate.method, path(site, gate))
        if role:
            assert answer.status_code == 403
        elif gate.method == "GET" and not gate.path.startswith("/api/"):
            assert answer.status_code == 303
            assert answer.headers["location"].startswith("/sign-in")
        else:
            assert answer.status_code == 401
    assert site.rows() == before


@pytest.mark.parametrize("role", ["vera", "ada"])
def test_looking_changes_nothing(site: Served, role: str) -> None:
    browser, program = site.visitor(role), site.visitor(authorization=f"Bearer {key(site, role)}")
    before = site.rows(sessions=True)
    for gate in GATES:
        if gate.method == "GET" and RANKS[role] >= NEEDED[gate.need] and gate.need is not Need.LINK:
            answer = (program if gate.path.startswith("/api/") else browser).get(path(site, gate))
            assert answer.status_code in (200, 303), gate.path
    assert site.rows(sessions=True) == before


def test_each_route_needs_something_by_name(site: Served) -> None:
    open_ones = {gate.path for gate in GATES if gate.need is Need.NOTHING}
    assert open_ones == {
        "/static/{name}",
        "/healthz",
        "/readyz",
        "/sign-in",
        "/sign-in/elsewhere",
        "/sign-in/back",
        "/sign-out",
    }
    assert {gate.path for gate in GATES if gate.need is Need.LINK} == {"/r/{secret}", "/r/{secret}/mail/{audience}"}


@pytest.mark.parametrize("twist", ["{}/", "/.{}", "{}%2f", "{}?role=admin", "{};admin"])
def test_a_twisted_path_opens_nothing_more(site: Served, twist: str) -> None:
    vera = site.visitor("vera")
    answer = vera.get(twist.format("/people"))
    assert answer.status_code in (403, 404, 307)
    assert "Make the account" not in answer.text


def test_no_issue_is_said_in_one_way_whatever_is_asked(site: Served) -> None:
    vera = site.visitor("vera")
    for name in ("weekly/2031-W01", "nothing/2025-W46"):
        for page in ("", "/posts", "/history", "/decide", "/articles", "/mail/taiwan", "/history.csv"):
            assert vera.get(f"/issues/{name}{page}").status_code == 404
