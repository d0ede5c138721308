"""The interface for programs: what it says of itself is so, and it follows the rules of the pages."""

import httpx
import pytest

from digest import people
from digest.model import StaffRole
from digest.web import api
from tests.web.rooms import ISSUE, Served

AT = f"/api/issues/{ISSUE}"


def program(site: Served, name: str, role: StaffRole) -> httpx.Client:
    """A client with a key and without a browser's headers."""
    owner = site.desk.store.people.get(name)
    assert owner
    secret, _ = people.issue_token(site.desk.store, owner, "script", role, 1, now=site.clock.now)
    client = site.visitor(authorization=f"Bearer {secret}")
    del client.headers["origin"]
    return client


def test_every_operation_is_described_and_answers_as_described(site: Served) -> None:
    client = program(site, "ada", StaffRole.ADMIN)
    told = client.get("/api/openapi.json").json()
    assert told["openapi"] == "3.1.0"
    assert {(method.upper(), path) for path, ways in told["paths"].items() for method in ways} == {
        (each.method, each.path) for each in api.OPERATIONS
    }
    places = {"newsletter": "weekly", "slug": "2025-W46", "audience": "taiwan", "file": "email.html"}
    places |= {"article": site.desk.store.issues.list()[0].article_ids[0], "comment": "1"}
    for path, ways in told["paths"].items():
        for method, way in ways.items():
            for body in ({}, {"text": "x" * 5_000}, {"act": "none", "url": "javascript:1"}):
                answer = client.request(method, path.format(**places), json=body if "requestBody" in way else None)
                status = str(answer.status_code)
                assert status in way["responses"], (path, answer.text)


def test_a_decision_is_bound_to_the_seal_and_needs_the_right(site: Served) -> None:
    issue = program(site, "omar", StaffRole.VIEWER).get(AT).json()
    form = {"act": "approve", "seen": issue["seal"]}
    assert program(site, "omar", StaffRole.EDITOR).post(f"{AT}/decisions", json=form).status_code == 403
    approver = program(site, "omar", StaffRole.APPROVER)
    assert approver.post(f"{AT}/decisions", json=form | {"seen": "0" * 64}).status_code == 409
    done = approver.post(f"{AT}/decisions", json=form).json()
    assert (done["state"], done["approvals"]) == ("approved", ["omar"])
    assert site.visitor("ada").get(f"/issues/{ISSUE}/history.json").json()[-1]["via"] == "api"
    approver.post(f"{AT}/decisions", json={"act": "take-back"})


def test_a_draft_comes_byte_for_byte_and_only_to_be_saved(site: Served) -> None:
    answer = program(site, "vera", StaffRole.VIEWER).get(f"{AT}/drafts/taiwan/email.html")
    assert answer.content == (site.desk.outbox / ISSUE / "taiwan" / "email.html").read_bytes()
    assert answer.headers["content-disposition"] == "attachment"
    assert answer.headers["content-type"] == "application/octet-stream"


def test_a_key_opens_no_page_and_a_session_no_operation(site: Served) -> None:
    assert program(site, "ada", StaffRole.ADMIN).get("/people").status_code == 303
    assert site.visitor("ada").get("/api/issues").status_code == 401


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"act": 1}', b"[" * 100_000, b"\xff"])
def test_a_body_that_is_no_object_of_texts_is_refused(site: Served, body: bytes) -> None:
    headers = {"content-type": "application/json"}
    answer = program(site, "ada", StaffRole.ADMIN).post(f"{AT}/decisions", content=body, headers=headers)
    assert answer.status_code == 400


def test_a_key_is_made_and_revoked_on_the_page_of_its_owner(site: Served) -> None:
    mei = site.visitor("mei")
    made = mei.post("/account/tokens", data={"label": "nightly", "role": "viewer", "days": "30"}).text
    secret = made.partition('value="digest_')[2].partition('"')[0]
    client = site.visitor(authorization=f"Bearer digest_{secret}")
    assert client.get("/api/issues").status_code == 200
    assert f"digest_{secret}" not in site.rows()
    token = site.desk.store.keys.tokens("mei")[0]
    assert site.visitor("ada").post(f"/account/tokens/{token.id}/revoke").status_code == 404
    assert mei.post(f"/account/tokens/{token.id}/revoke").status_code == 303
    assert client.get("/api/issues").status_code == 401


def test_half_a_character_in_json_is_no_fault_of_ours(site: Served) -> None:
    client = program(site, "mei", StaffRole.EDITOR)
    content = rb'{"text": "a \ud800 b"}'
    answer = client.post(f"{AT}/comments", content=content, headers={"content-type": "application/json"})
    assert answer.status_code < 500


def test_programs_write_words_and_order_by_the_rules_of_the_pages(own: Served) -> None:
    mei = program(own, "mei", StaffRole.EDITOR)
    first = mei.get(f"{AT}/stories/taiwan").json()[0]
    article, summary = first["article"], first["words"]["summary"]
    words = {"field": "summary", "text": "美的文字。", "seen": summary["version"]}
    assert mei.post(f"{AT}/stories/taiwan/{article}/words", json=words).json()["revision"] == 2
    late = mei.post(f"{AT}/stories/taiwan/{article}/words", json=words | {"text": "別人的文字。"})
    assert late.status_code == 409
    assert (late.json()["error"]["yours"], late.json()["error"]["theirs"]) == ("別人的文字。", "美的文字。")
    order = mei.get(AT).json()["articles"]
    moved = mei.post(f"{AT}/articles/{order[-1]}/move", json={"to": "1"}).json()["articles"]
    assert order[-1] in moved[:2]  # with its translation
    dropped = mei.post(f"{AT}/articles/{order[-1]}/drop", json={"why": "said last week"}).json()
    assert order[-1] not in dropped["articles"]
    out = {each["article"]: each["said"] for each in mei.get(f"{AT}/left-out").json()}
    assert out[order[-1]] == "said last week"
    assert order[-1] in mei.post(f"{AT}/articles/{order[-1]}/add", json={}).json()["articles"]
    post = mei.get(f"{AT}/drafts/international/x-00-roundup-01.txt/text").json()
    written = {"text": "By hand.", "seen": post["version"]}
    assert mei.post(f"{AT}/drafts/international/x-00-roundup-01.txt/text", json=written).status_code == 200
    assert (own.desk.outbox / ISSUE / "international" / "x-00-roundup-01.txt").read_text() == "By hand."
    assert mei.post(f"{AT}/submit", json={}).json()["state"] == "in-review"
    assert {each["via"] for each in mei.get(f"{AT}/history").json()[1:]} == {"api"}
    assert program(own, "vera", StaffRole.VIEWER).post(f"{AT}/submit", json={}).status_code == 403


def test_comments_are_answered_resolved_and_opened_again(own: Served) -> None:
    mei = program(own, "mei", StaffRole.EDITOR)
    made = mei.post(f"{AT}/comments", json={"text": "Is it final?"}).json()
    answer = mei.post(f"{AT}/comments", json={"text": "It is.", "reply_to": str(made["id"])}).json()
    assert answer["reply_to"] == made["id"]
    for act, by in (("resolve", "mei"), ("reopen", "")):
        told = mei.post(f"{AT}/comments/{made['id']}", json={"act": act}).json()
        assert told[0]["resolved_by"] == by


def test_a_field_that_means_nothing_is_refused(site: Served) -> None:
    answer = program(site, "ada", StaffRole.ADMIN).post(f"{AT}/comments", json={"text": "hello", "txet": "x"})
    assert answer.status_code == 422
    assert "'txet'" in answer.json()["error"]["what"]
