"""How many mails a second are made and sent, with the ledger kept, and how much memory a long list takes.

A newsletter of some 60 kB in Simplified Chinese goes to an SMTP server on loopback, in a process of its own. The peer
makes each mail by `EmailMessage`, from both finished parts, and sends it by smtplib over one connection; it keeps no
record. The
limit sends one finished mail again and again over one connection, with PIPELINING, and keeps none either.
"""

import resource
import smtplib
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import measure

TESTS = measure.CHECKOUT / "tests"
sys.path[:0] = [str(TESTS), str(TESTS / "dispatch")]

from posting import ISSUE, approve, armed, enlist, put_issue, settle  # noqa: E402

from digest import dispatch, newsroom, transport  # noqa: E402
from digest.dispatch.letters import letters_of  # noqa: E402
from digest.model import Relay, Result, Security, Task  # noqa: E402
from digest.pipeline import Desk  # noqa: E402
from digest.store import open_store  # noqa: E402

COUNT = 40 if measure.QUICK else 2_000
ROUNDS = 1 if measure.QUICK else 3
LISTS = (20, 40) if measure.QUICK else (10_000, 100_000)
TEXT = "岚川的志愿者上周修好了三百二十台收音机，也教会了邻居们怎样自己动手。\n" * 125 + "%%unsubscribe_url%%\n"
NOW = datetime(2025, 11, 17, tzinfo=UTC)
LIMIT, PEER = "one finished mail again and again (limit)", "EmailMessage and smtplib (peer)"
OURS = "made and sent, the ledger kept"


def main() -> None:
    if sys.argv[1:2] == ["--list"]:
        _send_a_list(int(sys.argv[2]))
        return
    measure.heading(f"sending: {COUNT} mails to a server on loopback", rounds=ROUNDS)
    with measure.folder() as place, _sink() as port:
        root = place / "newsroom"
        mail = _mail(root, port)
        desks: list[Desk] = []

        def between() -> None:
            for desk in desks:
                desk.store.close()
            _arm(root, port, COUNT, TEXT)
            with newsroom.open_desk(root) as desk:
                desks[:] = [replace(desk, store=open_store(desk.settings.database))]

        actions = {LIMIT: lambda: _again(port, mail), PEER: lambda: _peer(port, mail), OURS: lambda: _work(desks[0])}
        seconds = measure.best(actions, rounds=ROUNDS, between=between)
    print(f"a mail has {len(mail) / 1000:.0f} kB")
    for count in LISTS:
        print(f"memory at its peak with {count:,} recipients: {_memory(count):,} MB")
    measure.table(
        ("what", "time", "mails a second", "times the limit", "as fast as the peer"),
        [
            (name, measure.milliseconds(time), f"{COUNT / time:,.0f}",
             measure.ratio(time, seconds[LIMIT]), measure.ratio(seconds[PEER], time))
            for name, time in seconds.items()
        ],
    )  # fmt: skip


def _arm(root: Path, port: int, count: int, text: str) -> None:
    """Nothing; the newsroom has a new database, and its issue is armed for so many."""
    for file in root.glob("digest.db*"):
        file.unlink()
    settle(root, port, relay="connections = 4")
    with newsroom.open_desk(root) as desk:
        put_issue(desk, text)
        approve(desk)
        enlist(desk, count)
        armed(desk)


def _mail(root: Path, port: int) -> bytes:
    """One mail as it goes out."""
    _arm(root, port, 1, TEXT)
    one = Task(sending=1, subscriber=1, key="k", address="a@b.example", name="", attempts=0, first_try=None)
    with newsroom.open_desk(root) as desk:
        sending = desk.store.deliveries.sendings(ISSUE)[0]
        return letters_of(desk, ISSUE, sending.audience, sending.seal).to(one, NOW).content


def _work(desk: Desk) -> None:
    done = dispatch.work(desk, desk.store.deliveries.sendings(ISSUE))
    tallies = desk.store.deliveries.tallies([each.id for each in done])
    assert not sum(tally.open for tally in tallies.values())


def _again(port: int, mail: bytes) -> None:
    relay = Relay(name="sink", host="127.0.0.1", port=port, security=Security.NONE, per_connection=10**9)
    letter = transport.Letter(sender="a@b.example", recipient="c@d.example", content=mail, framed=True)
    with closing(transport.connect(relay)) as session:
        for _ in range(COUNT):
            assert session.send(letter, lambda: None).result is Result.ACCEPTED


def _peer(port: int, mail: bytes) -> None:
    text, html = (part.get_content() for part in message_from_bytes(mail, policy=SMTP).iter_parts())
    with smtplib.SMTP("127.0.0.1", port, local_hostname="localhost") as smtp:
        for number in range(COUNT):
            made = EmailMessage(policy=SMTP)
            made["From"] = "UN in Lanchuan <digest@lanchuan.un.example>"
            made["To"] = f"reader{number}@example.org"
            made["Subject"] = "岚川一周"
            made["Message-ID"] = f"<{number}@lanchuan.un.example>"
            made["List-Unsubscribe"] = f"<https://news.un.example/u/{number}>"
            made.set_content(text.replace("/u/k", f"/u/{number}"))
            made.add_alternative(html.replace("/u/k", f"/u/{number}"), subtype="html")
            smtp.send_message(made)


def _memory(count: int) -> int:
    """Megabytes at the peak of a process that sends a short mail to so many."""
    command = [sys.executable, __file__, "--list", str(count)]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _send_a_list(count: int) -> None:
    with measure.folder() as place, _sink() as port:
        # The list is made by another process: only what sends it is measured.
        code = f"import bench_sending as b; b._arm(b.Path({str(place / 'newsroom')!r}), {port}, {count}, 'short\\n')"
        subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parent)
        with newsroom.open_desk(place / "newsroom") as desk:
            _work(desk)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


@contextmanager
def _sink() -> Iterator[int]:
    server = Path(__file__).parent / "sink.py"
    with subprocess.Popen([sys.executable, str(server)], stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        try:
            yield int(running.stdout.readline())
        finally:
            running.kill()


if __name__ == "__main__":
    main()
