import gzip
import shutil
import socket
import ssl
import subprocess
import time
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from loopback import Site, Visitor

from digest import fetch
from digest.errors import SourceError
from digest.fetch import Answer, BusyError, Limits, Validators
from digest.fetch.web import retry_after_s
from digest.model import Source

NOW = datetime(2025, 11, 17, 8, 0, tzinfo=UTC)
LOOPBACK = Limits(allow=("127.0.0.0/8",))


class Reader:
    """fetch.read with a newsroom folder, loopback allowed and pauses noted instead of slept."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.pauses: list[float] = []

    def __call__(self, url: str, limits: Limits = LOOPBACK, validators: Validators = Validators()) -> Answer:
        return fetch.read(
            Source(name="wire", kind="feed", location=url),
            root=self.root,
            now=NOW,
            validators=validators,
            limits=limits,
            user_agent=fetch.user_agent("https://news.example/"),
            sleep=self.pauses.append,
        )

    def refusal(self, url: str, limits: Limits = LOOPBACK) -> SourceError:
        with pytest.raises(SourceError) as caught:
            self(url, limits)
        assert caught.value.source == "wire"
        assert caught.value.next
        return caught.value


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    return Reader(tmp_path)


def gives(body: bytes = b"", status: int = 200, **headers: str) -> Callable[[Visitor], None]:
    return lambda visitor: visitor.give(body, status=status, **headers)


# --- the ordinary visit --------------------------------------------------------------------------------------


def test_a_document_comes_with_its_final_address_charset_and_validators(site: Site, reader: Reader) -> None:
    site.pages["/feed"] = gives(
        b"\xb1\xb1",
        Content_Type='text/xml; Charset="GB2312"',
        ETag='W/"1"',
        Last_Modified="Sun, 16 Nov 2025 08:00:00 GMT",
    )
    answer = reader(site.url("/feed#part"))
    assert (answer.documents[0].raw, answer.documents[0].charset) == (b"\xb1\xb1", "GB2312")
    assert answer.documents[0].location == site.url("/feed")
    assert answer.validators == Validators('W/"1"', "Sun, 16 Nov 2025 08:00:00 GMT")
    assert (answer.unchanged, answer.moved_to, answer.notes) == (False, "", ())


def test_a_content_type_without_charset_declares_none(site: Site, reader: Reader) -> None:
    site.pages["/feed"] = gives(b"x", Content_Type="text/xml")
    assert reader(site.url()).documents[0].charset == ""


def test_the_program_says_who_it_is_and_where_to_complain(site: Site, reader: Reader) -> None:
    site.pages["/feed"] = gives(b"x")
    reader(site.url())
    headers = site.visits[0].headers
    assert (
        headers["User-Agent"] == "digest/" + fetch.user_agent("").removeprefix("digest/") + " (+https://news.example/)"
    )
    assert headers["Host"] == f"127.0.0.1:{site.port}"
    assert "If-None-Match" not in headers
    assert "Cookie" not in headers


def test_a_site_name_cannot_write_a_header_of_its_own() -> None:
    assert fetch.user_agent("https://a.example/\r\nX: (y)").endswith(" (+https://a.example/X:y)")


def test_proxies_of_the_environment_are_ignored(site: Site, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    site.pages["/feed"] = gives(b"direct")
    assert reader(site.url()).documents[0].raw == b"direct"


def test_an_unchanged_document_is_not_sent_again(site: Site, reader: Reader) -> None:
    def page(visitor: Visitor) -> None:
        known = visitor.headers["If-None-Match"] == '"1"' and visitor.headers["If-Modified-Since"] == "then"
        visitor.give(b"" if known else b"x", status=304 if known else 200)

    site.pages["/feed"] = page
    answer = reader(site.url(), validators=Validators('"1"', "then"))
    assert answer == Answer(unchanged=True, validators=Validators('"1"', "then"))


def test_an_unchanged_answer_may_renew_the_validators(site: Site, reader: Reader) -> None:
    site.pages["/feed"] = gives(status=304, ETag='"2"')
    assert reader(site.url(), validators=Validators('"1"', "then")).validators == Validators('"2"', "then")


def test_unchanged_without_having_asked_is_an_error(site: Site, reader: Reader) -> None:
    site.pages["/feed"] = gives(status=304)
    assert "304" in reader.refusal(site.url()).what


def test_an_endless_validator_is_not_kept(site: Site, reader: Reader) -> None:
    site.pages["/feed"] = gives(b"x", ETag='"' + "1" * 2000 + '"')
    assert reader(site.url()).validators == Validators()


@pytest.mark.parametrize(
    ("status", "word"),
    [(401, "password"), (403, "refuses"), (404, "nothing"), (410, "gone"), (418, "418"), (500, "500")],
)
def test_a_refusal_is_said_in_plain_words_and_not_repeated(site: Site, reader: Reader, status: int, word: str) -> None:
    site.pages["/feed"] = gives(b"sorry", status=status)
    assert word in reader.refusal(site.url()).what
    assert len(site.visits) == 1


# --- addresses -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "0177.1", "127.1", "0"]
)
def test_this_computer_is_refused_in_every_spelling(site: Site, reader: Reader, host: str) -> None:
    site.pages["/feed"] = gives(b"secret")
    with pytest.raises(SourceError, match=r"is this computer itself|is in the unspecified network"):
        reader(site.url(host=host), Limits())
    assert not site.visits


def test_a_redirect_to_a_private_address_is_refused(site: Site, reader: Reader) -> None:
    site.pages["/feed"] = gives(status=302, Location="http://169.254.169.254/latest/meta-data/")
    assert "metadata" in reader.refusal(site.url()).what


def test_a_redirect_to_this_computer_by_name_is_refused(site: Site, reader: Reader) -> None:
    site.pages["/feed"] = gives(status=302, Location=site.url("/secret", host="127.0.0.2"))
    site.pages["/secret"] = gives(b"secret")
    assert "127.0.0.2" in reader.refusal(site.url(), Limits(allow=("127.0.0.1/32",))).what
    assert len(site.visits) == 1


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://example.org/", "javascript:alert(1)", "http://", "http://[", ""]
)
def test_a_redirect_to_something_else_than_a_web_address_is_refused(site: Site, reader: Reader, target: str) -> None:
    site.pages["/feed"] = gives(status=301, Location=target)
    reader.refusal(site.url())
    assert len(site.visits) == 1


@pytest.mark.parametrize(
    "url", ["http://", "http:///x", "http://[::1", "http://a b/", "http://x:99999/", "https://\x7f/"]
)
def test_an_address_that_cannot_be_read_is_refused(reader: Reader, url: str) -> None:
    reader.refusal(url)
    assert not reader.pauses


def test_a_password_in_the_address_is_refused_and_not_repeated(site: Site, reader: Reader) -> None:
    error = reader.refusal(f"http://ann:hunter2@127.0.0.1:{site.port}/feed")
    assert "hunter2" not in f"{error} {error.location}"
    assert not site.visits


def test_a_redirect_with_a_password_is_refused(site: Site, reader: Reader) -> None:
    site.pages["/feed"] = gives(status=302, Location=f"http://ann:hunter2@127.0.0.1:{site.port}/x")
    assert "hunter2" not in str(reader.refusal(site.url()))


def test_a_name_nobody_has_is_refused_at_once(reader: Reader) -> None:
    reader.refusal("http://feeds.invalid/")


# --- redirects -----------------------------------------------------------------------------------------------


def test_five_redirects_are_followed_and_six_are_not(site: Site, reader: Reader) -> None:
    for step in range(6):
        site.pages[f"/{step}"] = gives(status=302, Location=f"/{step + 1}")
    site.pages["/6"] = gives(b"there")
    assert reader(site.url("/1")).documents[0].location == site.url("/6")
    assert "more than 5" in reader.refusal(site.url("/0")).what


def test_a_circle_of_redirects_is_recognised(site: Site, reader: Reader) -> None:
    site.pages["/a"] = gives(status=302, Location="/b")
    site.pages["/b"] = gives(status=302, Location="/a#again")
    assert "circle" in reader.refusal(site.url("/a")).what
    assert len(site.visits) == 2


@pytest.mark.parametrize(
    ("statuses", "moved_to"), [((301, 308), "/2"), ((301, 302), "/1"), ((302, 301), ""), ((307, 303), "")]
)
def test_only_what_moved_for_good_is_reported_as_moved(
    site: Site, reader: Reader, statuses: tuple[int, int], moved_to: str
) -> None:
    for step, status in enumerate(statuses):
        site.pages[f"/{step}"] = gives(status=status, Location=f"/{step + 1}")
    site.pages["/2"] = gives(b"x")
    answer = reader(site.url("/0"))
    assert answer.moved_to == (site.url(moved_to) if moved_to else "")
    assert bool(answer.notes) == bool(moved_to)


def test_a_redirect_may_be_written_in_utf8(site: Site, reader: Reader) -> None:
    def page(visitor: Visitor) -> None:
        visitor.wfile.write(b"HTTP/1.1 302 Found\r\nLocation: /\xe6\x96\xb0\r\nContent-Length: 0\r\n\r\n")
        visitor.close_connection = True

    site.pages["/feed"] = page
    site.pages["/%E6%96%B0"] = gives(b"new")
    assert reader(site.url()).documents[0].raw == b"new"


# --- size ----------------------------------------------------------------------------------------------------


def endless(visitor: Visitor) -> None:
    visitor.send_response(200)
    visitor.end_headers()
    while True:
        visitor.wfile.write(b"x" * 65536)


def test_a_declared_length_over_the_limit_is_refused_before_reading(site: Site, reader: Reader) -> None:
    def page(visitor: Visitor) -> None:
        visitor.send_response(200)
        visitor.send_header("Content-Length", "999999999999")
        visitor.end_headers()
        time.sleep(0.3)

    site.pages["/feed"] = page
    assert "larger than 15 MiB" in reader.refusal(site.url()).what


def test_an_endless_answer_is_cut_off_at_the_limit(site: Site, reader: Reader) -> None:
    site.pages["/feed"] = endless
    assert "larger than 1 MiB" in reader.refusal(site.url(), replace(LOOPBACK, document_bytes=1 << 20)).what


def test_a_document_of_exactly_the_limit_is_read(site: Site, reader: Reader) -> None:
    site.pages["/feed"] = gives(b"x" * 1000)
    assert len(reader(site.url(), replace(LOOPBACK, document_bytes=1000)).documents[0].raw) == 1000


def test_endless_headers_are_refused(site: Site, reader: Reader) -> None:
    def page(visitor: Visitor) -> None:
        visitor.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for number in range(100_000):
            visitor.wfile.write(b"X-%d: y\r\n" % number)

    site.pages["/feed"] = page
    reader.refusal(site.url())


def bare_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(b"text" * 500, mtime=0)),
        ("X-GZIP", gzip.compress(b"text" * 500, mtime=0)),
        ("gzip", gzip.compress(b"text" * 250, mtime=0) + gzip.compress(b"text" * 250, mtime=0)),
        ("gzip", gzip.compress(b"text" * 500, mtime=0) + b"\0" * 512),
        ("deflate", zlib.compress(b"text" * 500)),
        ("deflate", bare_deflate(b"text" * 500)),
        ("identity", b"text" * 500),
    ],
)
def test_a_packed_answer_is_unpacked(site: Site, reader: Reader, coding: str, packed: bytes) -> None:
    site.pages["/feed"] = gives(packed, Content_Encoding=coding)
    assert reader(site.url()).documents[0].raw == b"text" * 500


def test_an_archive_that_is_the_document_itself_stays_packed(site: Site, reader: Reader) -> None:
    packed = gzip.compress(b"text", mtime=0)
    site.pages["/feed"] = gives(packed, Content_Type="application/gzip")
    assert reader(site.url()).documents[0].raw == packed


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_a_bomb_is_refused_without_being_unpacked(site: Site, reader: Reader, coding: str) -> None:
    packed = (gzip if coding == "gzip" else zlib).compress(bytes(200 << 20), 1)
    site.pages["/feed"] = gives(packed, Content_Encoding=coding)
    assert "larger than 15 MiB when decompressed" in reader.refusal(site.url()).what


def test_a_small_bomb_is_refused_for_its_ratio(site: Site, reader: Reader) -> None:
    site.pages["/feed"] = gives(gzip.compress(bytes(4 << 20), mtime=0), Content_Encoding="gzip")
    assert "200-fold" in reader.refusal(site.url()).what


def test_thousands_of_empty_parts_are_refused(site: Site, reader: Reader) -> None:
    site.pages["/feed"] = gives(gzip.compress(b"", mtime=0) * 5000, Content_Encoding="gzip")
    assert "too many parts" in reader.refusal(site.url()).what


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("br", b"x"),
        ("gzip, gzip", b"x"),
        ("gzip", b"plain"),
        ("gzip", gzip.compress(b"x", mtime=0)[:10] + b"\xff" * 20),
    ],
)
def test_a_packing_that_cannot_be_undone_is_refused(site: Site, reader: Reader, coding: str, body: bytes) -> None:
    site.pages["/feed"] = gives(body, Content_Encoding=coding)
    reader.refusal(site.url())
    assert len(site.visits) == 1


# --- time ----------------------------------------------------------------------------------------------------


def drip(visitor: Visitor) -> None:
    visitor.send_response(200)
    visitor.end_headers()
    for _ in range(100):
        visitor.wfile.write(b"x")
        time.sleep(0.05)


def drip_headers(visitor: Visitor) -> None:
    for letter in b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100:
        visitor.wfile.write(bytes([letter]))
        time.sleep(0.05)


@pytest.mark.parametrize("page", [drip, drip_headers])
def test_a_server_that_drips_is_left_when_the_time_is_up(
    site: Site, reader: Reader, page: Callable[[Visitor], None]
) -> None:
    site.pages["/feed"] = page
    started = time.monotonic()
    assert "0.4 seconds in all" in reader.refusal(site.url(), replace(LOOPBACK, total_s=0.4)).what
    assert time.monotonic() - started < 5  # the drip takes 5.9 s
    assert len(site.visits) == 1


def test_a_silent_server_is_left_after_the_reading_time(site: Site, reader: Reader) -> None:
    site.pages["/feed"] = lambda _: time.sleep(0.5)
    assert "did not answer in time" in reader.refusal(site.url(), replace(LOOPBACK, read_s=0.1, tries=1)).what


# --- failures that may pass ----------------------------------------------------------------------------------


def failing_first(site: Site, times: int, failure: Callable[[Visitor], None]) -> None:
    def page(visitor: Visitor) -> None:
        (failure if len(site.visits) <= times else gives(b"at last"))(visitor)

    site.pages["/feed"] = page


def busy(status: int) -> Callable[[Visitor], None]:
    return gives(status=status)


def hang_up(visitor: Visitor) -> None:
    visitor.close_connection = True


def break_off(visitor: Visitor) -> None:
    visitor.send_response(200)
    visitor.send_header("Content-Length", "1000")
    visitor.end_headers()
    visitor.wfile.write(b"x" * 10)
    visitor.close_connection = True


def break_off_packed(visitor: Visitor) -> None:
    visitor.give(gzip.compress(b"text" * 1000, mtime=0)[:-12], Content_Encoding="gzip")


def talk_nonsense(visitor: Visitor) -> None:
    visitor.wfile.write(b"\x00\x01 nonsense\r\n\r\n")
    visitor.close_connection = True


@pytest.mark.parametrize(
    "failure",
    [*map(busy, (429, 502, 503, 504)), hang_up, break_off, break_off_packed, talk_nonsense],
)
def test_a_passing_failure_is_tried_three_times(site: Site, reader: Reader, failure: Callable[[Visitor], None]) -> None:
    failing_first(site, 2, failure)
    assert reader(site.url()).documents[0].raw == b"at last"
    assert reader.pauses == [1.0, 3.0]


@pytest.mark.parametrize("failure", [busy(503), hang_up, break_off])
def test_after_three_tries_the_source_has_failed(
    site: Site, reader: Reader, failure: Callable[[Visitor], None]
) -> None:
    site.pages["/feed"] = failure
    assert "(3 tries)" in reader.refusal(site.url()).what
    assert len(site.visits) == 3
    assert len(reader.pauses) == 2


def test_a_broken_off_answer_never_passes_for_a_document(site: Site, reader: Reader) -> None:
    site.pages["/feed"] = break_off
    assert "failed" in reader.refusal(site.url()).what


def test_a_server_that_is_not_there_is_tried_three_times(reader: Reader) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert "(3 tries)" in reader.refusal(f"http://127.0.0.1:{port}/").what


def test_a_server_that_speaks_no_tls_is_an_error_in_plain_words(site: Site, reader: Reader) -> None:
    site.pages["/feed"] = gives(b"x")
    assert "connection to 127.0.0.1 failed" in reader.refusal(site.url().replace("http:", "https:")).what


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate")
def test_a_server_that_cannot_prove_its_name_is_refused_at_once(site: Site, reader: Reader, tmp_path: Path) -> None:
    make = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=127.0.0.1 -keyout key -out cert"
    )
    subprocess.run(make.split(), cwd=tmp_path, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert", tmp_path / "key")
    site.socket = context.wrap_socket(site.socket, server_side=True)
    assert "cannot prove" in reader.refusal(site.url().replace("http:", "https:")).what
    assert (site.visits, reader.pauses) == ([], [])


def test_a_short_pause_the_server_asks_for_is_kept(site: Site, reader: Reader) -> None:
    failing_first(site, 1, gives(status=503, Retry_After="7"))
    assert reader(site.url()).documents[0].raw == b"at last"
    assert reader.pauses == [7.0]


@pytest.mark.parametrize("header", ["3600", "Mon, 17 Nov 2025 09:00:00 GMT"])
def test_a_long_pause_the_server_asks_for_ends_the_visit_and_is_named(site: Site, reader: Reader, header: str) -> None:
    site.pages["/feed"] = gives(status=429, Retry_After=header)
    with pytest.raises(BusyError, match="2025-11-17 09:00:00 UTC") as caught:
        reader(site.url())
    assert caught.value.retry_after == NOW + timedelta(hours=1)
    assert (len(site.visits), reader.pauses) == (1, [])


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        *(("0", 0.0), ("120", 120.0), ("9" * 5000, 172800.0), ("Mon, 17 Nov 2025 08:00:30 GMT", 30.0)),
        *(("Monday, 17-Nov-25 08:00:30 GMT", 30.0), ("Sun, 16 Nov 2025 08:00:00 GMT", 0.0)),
        *(("Mon, 17 Nov 2125 08:00:00 GMT", 172800.0), ("Mon Nov 17 08:00:30 2025", 30.0)),
        *(
            ("", None),
            ("soon", None),
            ("-5", None),
            ("1.5", None),
            ("٣", None),
            ("Mon, 99 Nov 2025 99:00:00 GMT", None),
        ),
    ],
)
def test_retry_after_is_read_as_seconds_or_a_date_and_never_beyond_two_days(header: str, seconds: float | None) -> None:
    assert retry_after_s(header, NOW) == seconds
