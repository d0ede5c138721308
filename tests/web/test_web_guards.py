"""What stands before every page."""

import socket
from urllib.parse import urlsplit

import pytest

from digest.web import guards
from tests.web.rooms import ISSUE, PASSWORD, Served

PAGE = f"/issues/{ISSUE}"


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": ""},
    ],
)
def test_what_another_site_sends_changes_nothing(site: Served, headers: dict[str, str]) -> None:
    mei = site.visitor("mei")
    before = site.rows()
    answer = mei.post(f"{PAGE}/comments", data={"text": "hello"}, headers=headers)
    assert answer.status_code == 403
    assert site.rows() == before


def test_a_form_without_any_word_of_where_it_comes_from_is_refused(site: Served) -> None:
    mei = site.visitor("mei")
    del mei.headers["origin"]
    assert mei.post(f"{PAGE}/comments", data={"text": "hello"}).status_code == 403


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "OPTIONS", "BREW"])
def test_other_methods_are_not_done(site: Served, method: str) -> None:
    assert site.visitor("ada").request(method, PAGE).status_code == 405


@pytest.mark.parametrize("path", ["/sign-in", "/", "/nothing", f"{PAGE}/posts", "/search?q=%3Cscript%3E"])
def test_every_page_says_what_it_may_load_and_that_nobody_keeps_it(site: Served, path: str) -> None:
    headers = site.visitor("ada").get(path).headers
    assert headers["content-security-policy"] == guards.PAGE_POLICY
    assert "unsafe" not in guards.PAGE_POLICY
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"


def test_a_mail_is_in_a_sandbox_even_when_it_is_opened_alone(site: Served) -> None:
    answer = site.visitor("ada").get(f"{PAGE}/mail/taiwan")
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("sandbox allow-popups")
    assert "allow-scripts" not in policy
    assert "allow-same-origin" not in policy
    assert "img-src data:;" in policy
    draft = (site.desk.outbox / ISSUE / "taiwan" / "email.html").read_bytes()
    assert answer.content.replace(b'<base target="_blank">', b"") == draft


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "x/health?y=", "evil@127.0.0.1", "127.0.0.1:80:80", "", "[::1"]
)
def test_a_host_that_is_not_ours_is_not_served(site: Served, host: str) -> None:
    assert raw(site, f"GET /sign-in HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n") in (400, 421)


@pytest.mark.parametrize(
    "path",
    [
        "/static/../guards.py",
        "/static/..%2fguards.py",
        "/static/%2e%2e/guards.py",
        "/static//etc/passwd",
        "/static/app.css%00",
        "/issues/../2025-W46",
        "/issues/weekly/..",
        "/issues/weekly/..%2f..%2fdigest.db",
        "/issues/weekly/2025-W46/mail/..",
        "/issues/weekly/2025-W46/mail/..%2f..%2fissue.json",
        "/issues/weekly/2025-W46/mail/taiwan%00",
        "/issues/weekly%0d%0aSet-Cookie:%20a=b/2025-W46",
        "//evil.example/",
        "/issues/weekly/2025-W46/posts?for=..%2f..",
    ],
)
def test_no_path_leads_anywhere_else(site: Served, path: str) -> None:
    target = urlsplit(site.url)
    session = site.visitor("ada").cookies["digest-session"]
    request = (
        f"GET {path} HTTP/1.1\r\nHost: {target.netloc}\r\nCookie: digest-session={session}\r\nConnection: close\r\n\r\n"
    )
    assert raw(site, request) in (400, 404)


def raw(site: Served, request: str) -> int:
    """The status of a request that no client library would send."""
    target = urlsplit(site.url)
    with socket.create_connection((target.hostname, target.port), timeout=10) as connection:
        connection.sendall(request.encode("latin-1"))
        return int(connection.makefile("rb").readline().split()[1])


def test_a_body_that_no_form_has_is_refused_before_it_is_read(site: Served) -> None:
    host, limit = urlsplit(site.url).netloc, guards.LARGEST_BODY
    form = f"POST /sign-in HTTP/1.1\r\nHost: {host}\r\nOrigin: {site.url}\r\nConnection: close\r\n"
    form += "Content-Type: application/x-www-form-urlencoded\r\n"
    assert raw(site, f"{form}Content-Length: {limit + 1}\r\n\r\n") == 413
    chunk = f"{limit + 1:x}\r\n{'x' * (limit + 1)}\r\n"  # a length that nobody can know before
    assert raw(site, f"{form}Transfer-Encoding: chunked\r\n\r\n{chunk}") == 413


def test_a_form_of_thousands_of_fields_or_with_files_is_refused(site: Served) -> None:
    mei = site.visitor("mei")
    fields = {f"f{n}": "x" for n in range(2_000)}
    assert mei.post(f"{PAGE}/comments", data=fields).status_code == 400
    assert mei.post(f"{PAGE}/comments", files={"text": ("a.svg", b"<svg/>", "image/svg+xml")}).status_code == 400


def test_no_header_can_be_written_through_the_address_to_go_on_to(site: Served) -> None:
    client = site.visitor()
    wanted = "/x\r\nSet-Cookie: planted=1"
    answer = client.post("/sign-in", data={"name": "mei", "password": PASSWORD, "next": wanted})
    assert answer.headers["location"] == "/"
    assert "planted" not in str(answer.headers)


@pytest.mark.parametrize("payload", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{7*7}}"])
def test_what_is_sent_comes_back_as_text(site: Served, payload: str) -> None:
    ada = site.visitor("ada")
    for answer in (
        ada.get("/search", params={"q": payload}),
        ada.get(f"/issues/weekly/{payload}"),
        ada.get(PAGE, params={"for": payload, "story": payload, "done": payload, "look": payload, "width": payload}),
        ada.post("/people", data={"name": payload, "role": payload, "password": payload}),
        site.visitor().post("/sign-in", data={"name": payload, "password": "x", "next": payload}),
    ):
        assert "<script>alert" not in answer.text
        assert "<img src=x" not in answer.text
        assert "49" not in answer.text or "{{7*7}}" not in payload or "{{7*7}}" in answer.text


@pytest.mark.parametrize("letter", ["a", "中", '"', "%", "("])
def test_a_search_for_an_endless_word_ends_at_once(site: Served, letter: str) -> None:
    answer = site.visitor("ada").get("/search", params={"q": letter * 5_000})
    assert answer.status_code == 200
    assert answer.elapsed.total_seconds() < 2


def test_what_no_database_takes_is_shown_as_unreadable(site: Served) -> None:
    mei = site.visitor("mei")
    assert mei.get("/issues/%00/x%00").status_code == 404
    assert mei.get("/search", params={"q": "\0"}).status_code == 200
    assert mei.post(f"{PAGE}/comments", data={"text": "a\0b", "for": "c\0"}).status_code < 500
