"""Questions to a chat endpoint: a real server that answers well, badly and with malice."""

import json
import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import model_server
import pytest
from model_server import ModelServer, Visitor

from digest import chat
from digest.errors import UsageError
from digest.summarizers.llm import ChatAnswer, ChatError, ChatMessage, ChatRequest

KEY = "sk-very-secret"
REQUEST = ChatRequest(
    model="tiny",
    messages=(ChatMessage(role="system", content="Shorten."), ChatMessage(role="user", content="湖水 \ud800")),
    most_tokens=500,
)


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with model_server.running() as made:
        yield made


def ask(server: ModelServer, **settings: object) -> ChatAnswer:
    endpoint = chat.Endpoint(address=server.address, **{"key": KEY, "read_s": 2.0, "total_s": 30.0, **settings})  # type: ignore[arg-type]
    return chat.connect(endpoint, sleep=lambda _: None)(REQUEST)


def failure(server: ModelServer, **settings: object) -> ChatError:
    with pytest.raises(ChatError) as caught:
        ask(server, **settings)
    shown = f"{caught.value!s} {caught.value!r}"
    assert KEY not in shown
    return caught.value


def test_the_answer_comes_with_its_end_and_its_cost(server: ModelServer) -> None:
    server.answers("Good.")

    assert ask(server) == ChatAnswer(text="Good.", finish="stop", tokens=321)


def test_the_question_is_sent_as_the_protocol_wants_it(server: ModelServer) -> None:
    server.answers("Good.")
    ask(server)
    visit = server.visits[0]

    assert visit.path == "/v1/chat/completions"
    assert visit.headers["Authorization"] == f"Bearer {KEY}"
    assert visit.asked == {
        "model": "tiny",
        "messages": [{"role": "system", "content": "Shorten."}, {"role": "user", "content": "湖水 \ud800"}],
        "max_tokens": 500,
        "temperature": 0,
        "stream": False,
    }


def test_without_a_key_no_authorization_is_sent(server: ModelServer) -> None:
    server.answers("Good.")
    ask(server, key="")

    assert "Authorization" not in server.visits[0].headers


def test_a_slash_and_a_question_at_the_end_of_the_address_stay_where_they_belong(server: ModelServer) -> None:
    server.answers("Good.")
    chat.connect(chat.Endpoint(address=f"{server.address}/?api-version=2"), sleep=lambda _: None)(REQUEST)

    assert server.visits[0].path == "/v1/chat/completions?api-version=2"


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_busy_server_is_asked_again(server: ModelServer, status: int) -> None:
    server.answers(lambda visitor: visitor.give(b"busy", status), "Good.")

    assert ask(server).text == "Good."
    assert len(server.visits) == 2


def test_a_server_that_stays_busy_is_given_up_after_the_tries_it_has(server: ModelServer) -> None:
    server.answers(lambda visitor: visitor.give(b"busy", 500))

    error = failure(server, tries=3)
    assert error.what == "127.0.0.1 is busy or broken (status 500) (3 tries)."
    assert not error.lasting
    assert len(server.visits) == 3


def test_the_pause_that_the_server_asks_for_is_kept(server: ModelServer) -> None:
    pauses: list[float] = []
    server.answers(lambda visitor: visitor.give(b"", 429, Retry_After="2"), "Good.")
    chat.connect(chat.Endpoint(address=server.address), sleep=pauses.append)(REQUEST)

    assert pauses == [2.0]


def test_a_pause_that_is_too_long_is_not_waited_for(server: ModelServer) -> None:
    server.answers(lambda visitor: visitor.give(b"", 429, Retry_After="3600"))

    assert "429" in failure(server).what
    assert len(server.visits) == 1


@pytest.mark.parametrize(
    ("status", "words"), [(401, "does not accept the key"), (403, "does not accept the key"), (404, "no such address")]
)
def test_a_lasting_refusal_is_not_tried_again(server: ModelServer, status: int, words: str) -> None:
    server.answers(lambda visitor: visitor.give(KEY.encode(), status))

    error = failure(server)
    assert words in error.what
    assert error.lasting
    assert len(server.visits) == 1


def test_a_question_that_is_too_long_is_no_reason_to_stop_asking_others(server: ModelServer) -> None:
    server.answers(lambda visitor: visitor.give(b"context length", 400))

    assert not failure(server).lasting


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_refused_and_the_key_goes_nowhere(server: ModelServer, status: int) -> None:
    with model_server.running() as elsewhere:
        elsewhere.answers("Good.")
        server.answers(lambda visitor: visitor.give(b"", status, Location=f"{elsewhere.address}/chat/completions"))

        error = failure(server)
        assert "redirects" in error.what
        assert error.lasting
        assert elsewhere.visits == []


@pytest.mark.parametrize(
    "body",
    [
        b"<html>Welcome to the hotel's network</html>",
        b"",
        b"null",
        b"[]",
        b'{"choices": []}',
        b'{"choices": [{}]}',
        b'{"choices": [{"message": null}]}',
        b'{"error": {"message": "no"}}',
        b"[" * 100_000,
        b"\xff\xfe{",
        b'{"choices": {"0": 1}}',
    ],
)
def test_what_is_not_a_chats_answer_is_said_to_be_none(server: ModelServer, body: bytes) -> None:
    server.answers(lambda visitor: visitor.give(body))

    assert failure(server).what == "127.0.0.1 answered with something that is not a chat's answer."


@pytest.mark.parametrize("content", [None, "", "  ", 7, ["Good."]])
def test_an_answer_without_text_is_no_answer(server: ModelServer, content: object) -> None:
    answer = {"choices": [{"message": {"content": content}, "finish_reason": "stop"}]}
    server.answers(lambda visitor: visitor.give(json.dumps(answer).encode()))

    assert failure(server).what == "127.0.0.1 answered without any text."


@pytest.mark.parametrize(
    "usage", [None, {}, {"total_tokens": -5}, {"total_tokens": "many"}, {"total_tokens": True}, []]
)
def test_a_cost_that_is_not_told_is_guessed_and_never_nothing(server: ModelServer, usage: object) -> None:
    server.answers(lambda visitor: visitor.say("Good answer.", usage=usage))

    assert ask(server).tokens > 0


def test_an_endless_answer_is_left_at_the_limit(server: ModelServer) -> None:
    def endless(visitor: Visitor) -> None:
        visitor.send_response(200)
        visitor.end_headers()
        while not visitor.server.over.is_set():
            visitor.wfile.write(b" " * 65536)

    server.answers(endless)
    started = time.monotonic()

    assert "is larger than" in failure(server, answer_bytes=200_000).what
    assert time.monotonic() - started < 3


def test_an_announced_answer_beyond_the_limit_is_left(server: ModelServer) -> None:
    server.answers(lambda visitor: visitor.give(b" " * 300_000))

    assert "is larger than" in failure(server, answer_bytes=200_000).what


def test_one_byte_at_a_time_does_not_outlast_the_time_limit(server: ModelServer) -> None:
    def drip(visitor: Visitor) -> None:
        visitor.send_response(200)
        visitor.end_headers()
        while not visitor.server.over.wait(0.05):
            visitor.wfile.write(b" ")

    server.answers(drip)
    started = time.monotonic()

    assert "did not answer in time" in failure(server, read_s=0.5, total_s=0.8).what
    assert time.monotonic() - started < 3


def test_a_silent_server_is_left_after_the_time_limit(server: ModelServer) -> None:
    server.answers(lambda visitor: visitor.server.over.wait(10) and None)

    assert "did not answer in time" in failure(server, read_s=0.2, total_s=0.6).what


def test_a_server_that_is_down_is_named(server: ModelServer) -> None:
    with model_server.running() as gone:
        address = gone.address
    endpoint = chat.Endpoint(address=address)

    with pytest.raises(ChatError, match=r"The connection to 127\.0\.0\.1 failed \(3 tries\)"):
        chat.connect(endpoint, sleep=lambda _: None)(REQUEST)


def test_a_server_that_hangs_up_is_tried_again(server: ModelServer) -> None:
    def hangs_up(visitor: Visitor) -> None:
        visitor.send_response(200)
        visitor.send_header("Content-Length", "100")
        visitor.end_headers()
        visitor.wfile.write(b"{")
        visitor.close_connection = True

    server.answers(hangs_up, "Good.")

    assert ask(server).text == "Good."


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate")
def test_a_server_that_cannot_prove_its_name_gets_no_key(server: ModelServer, tmp_path: Path) -> None:
    make = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=127.0.0.1 -keyout key -out cert"
    )
    subprocess.run(make.split(), cwd=tmp_path, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert", tmp_path / "key")
    server.socket = context.wrap_socket(server.socket, server_side=True)

    with pytest.raises(ChatError, match="cannot prove that it is") as caught:
        chat.connect(chat.Endpoint(address=server.address.replace("http:", "https:"), key=KEY))(REQUEST)
    assert caught.value.lasting
    assert server.visits == []


# --- the address and the key ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("", "has to begin with"),
        ("llm.example.org/v1", "has to begin with"),
        ("ftp://llm.example.org/v1", "has to begin with"),
        ("file:///etc/passwd", "has to begin with"),
        ("https://me:pass@llm.example.org/v1", "user name or password"),
        ("https://llm.example.org/v1#a", "#"),
        ("http://llm.example.org/v1", "open line"),
        ("http://8.8.8.8/v1", "open line"),
        ("https://[", "cannot be read"),
    ],
)
def test_an_address_that_is_none_is_refused_with_the_reason(address: str, words: str) -> None:
    assert words in chat.refusal(address, with_key=True)
    with pytest.raises(ValueError, match="the address of the model"):
        chat.connect(chat.Endpoint(address=address, key=KEY))


@pytest.mark.parametrize(
    "address",
    [
        "https://llm.example.org/v1",
        "http://127.0.0.1:8080/v1",
        "http://localhost/v1",
        "http://10.1.2.3/v1",
        "http://[::1]/v1",
    ],
)
def test_a_key_may_go_to_https_and_to_machines_nearby(address: str) -> None:
    assert chat.refusal(address, with_key=True) == ""


def test_without_a_key_plain_http_is_allowed() -> None:
    assert chat.refusal("http://llm.example.org/v1", with_key=False) == ""


def test_the_key_is_not_shown_with_the_endpoint() -> None:
    assert KEY not in repr(chat.Endpoint(address="https://llm.example.org/v1", key=KEY))


def test_the_key_comes_from_the_environment_or_a_file(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text(f"{KEY}\n", encoding="utf-8")

    assert chat.key({}) == ""
    assert chat.key({"DIGEST_LLM_KEY": f" {KEY} "}) == KEY
    assert chat.key({"DIGEST_LLM_KEY_FILE": str(file)}) == KEY
    assert chat.key({"DIGEST_LLM_KEY": "other", "DIGEST_LLM_KEY_FILE": str(file)}) == "other"


@pytest.mark.parametrize("written", ["", "two words", "line\nline", "schlüssel", "k" * 5000, "a\x00b"])
def test_a_file_that_holds_no_key_is_refused_without_showing_it(tmp_path: Path, written: str) -> None:
    file = tmp_path / "key"
    file.write_text(written, encoding="utf-8")

    with pytest.raises(UsageError) as caught:
        chat.key({"DIGEST_LLM_KEY_FILE": str(file)})
    assert written == "" or written not in str(caught.value)


def test_a_key_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read from the file"):
        chat.key({"DIGEST_LLM_KEY_FILE": str(tmp_path / "none")})


@pytest.mark.parametrize("text", ["a b", "key\r\nX-Other: 1", "ключ"])
def test_a_key_in_the_environment_that_would_break_a_header_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        chat.key({"DIGEST_LLM_KEY": text})
