"""How many mails a second are made and sent, with the ledger kept; over longer lines; and in how much memory.

A newsletter of some 60 kB in Simplified Chinese goes to an SMTP server on loopback, in a process of its own, unsigned
and signed with DKIM (RSA-2048). The peer makes each mail by `EmailMessage` from both finished parts, signs it by dkimpy
where it is to be signed, and sends it by smtplib over one connection; it keeps no record. The limit sends one finished
mail again and again over one connection, with PIPELINING, and keeps none either. Over longer lines every answer of the
server comes so many milliseconds later; ours then has as many connections as are said, peer and limit one.

`--million` sends a short mail to a million recipients as well, and says how much memory that took.
"""

import os
import resource
import smtplib
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from threading import Event
from time import perf_counter

import dkim
import measure
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

TESTS = measure.CHECKOUT / "tests"
sys.path[:0] = [str(TESTS), str(TESTS / "dispatch")]

from posting import ISSUE, approve, armed, enlist, put_issue, settle  # noqa: E402

from digest import dispatch, newsroom, transport  # noqa: E402
from digest.dispatch.letters import letters_of  # noqa: E402
from digest.model import DeliveryState, Relay, Result, Security, Tally, Task  # noqa: E402
from digest.pipeline import Desk  # noqa: E402
from digest.store import open_store  # noqa: E402

COUNT = 40 if measure.QUICK else 2_000
FEW = 5 if measure.QUICK else 60  # of the peer's, which takes its time
ROUNDS = 1 if measure.QUICK else 3
LINES_MS = (5,) if measure.QUICK else (5, 30)
HANDS = (4, 16)  # connections over a longer line
LISTS = (20, 40, 60) if measure.QUICK else (10_000, 100_000, 1_000_000)
SENT = 20 if measure.QUICK else 10_000  # of each list, where memory is measured
TEXT = "岚川的志愿者上周修好了三百二十台收音机，也教会了邻居们怎样自己动手。\n" * 125 + "%%unsubscribe_url%%\n"
NOW = datetime(2025, 11, 17, tzinfo=UTC)
LIMIT, PEER = "one finished mail again and again (limit)", "EmailMessage and smtplib (peer)"
SIGNED_PEER = "EmailMessage, dkimpy and smtplib (peer)"
OURS, SIGNED = "ours, the ledger kept", "ours, signed"
KEY_FILE = "DIGEST_DKIM_FIRST_KEY_FILE"
SEALED = [b"from", b"to", b"subject", b"date", b"message-id", b"list-unsubscribe"]


def main() -> None:
    if sys.argv[1:2] == ["--list"]:
        _send_a_list(int(sys.argv[2]), int(sys.argv[3]))
        return
    with measure.folder() as place:
        key = _key()
        (place / "key.pem").write_bytes(key)
        (place / "key.pem").chmod(0o600)
        os.environ[KEY_FILE] = str(place / "key.pem")
        _on_loopback(key)
    for delay in LINES_MS:
        _over_a_line(delay)
    _memories()


def _on_loopback(key: bytes) -> None:
    measure.heading(f"sending: {COUNT} mails to a server on loopback, {FEW} by the peer", rounds=ROUNDS)
    with measure.folder() as place, sink() as port:
        mail = _mail(place / "newsroom", port)
        rooms = {name: _room(place / name, port, sealed=name == SIGNED) for name in (OURS, SIGNED)}
        actions = {
            LIMIT: lambda: _again(port, mail, COUNT),
            PEER: lambda: _peer(port, mail, FEW),
            OURS: lambda: _work(rooms[OURS].desk),
            SIGNED_PEER: lambda: _peer(port, mail, FEW, key=key),
            SIGNED: lambda: _work(rooms[SIGNED].desk),
        }
        counts = {name: FEW if name in (PEER, SIGNED_PEER) else COUNT for name in actions}
        seconds = _each(actions, counts, rooms, ROUNDS)
    print(f"a mail has {len(mail) / 1000:.0f} kB")
    peers = {LIMIT: PEER, PEER: PEER, OURS: PEER, SIGNED_PEER: SIGNED_PEER, SIGNED: SIGNED_PEER}
    measure.table(
        ("what", "a mail", "mails a second", "times the limit", "as fast as its peer"),
        [
            (name, measure.milliseconds(one), f"{1 / one:,.0f}",
             measure.ratio(one, seconds[LIMIT]), measure.ratio(seconds[peers[name]], one))
            for name, one in seconds.items()
        ],
    )  # fmt: skip


def _over_a_line(delay: int) -> None:
    print()
    few = 5 if measure.QUICK else 30
    count = 40 if measure.QUICK else 600
    measure.heading(f"sending over a line with a round trip of {delay} ms: {count} mails, {few} by the peer", rounds=1)
    with measure.folder() as place, sink(delay) as port:
        mail = _mail(place / "newsroom", port)
        rooms = {
            f"ours, {hands} connections": _room(place / str(hands), port, hands=hands, count=count) for hands in HANDS
        }
        actions = {LIMIT: lambda: _again(port, mail, few), PEER: lambda: _peer(port, mail, few)}
        actions |= {name: lambda room=room: _work(room.desk) for name, room in rooms.items()}
        seconds = _each(actions, {name: count if name in rooms else few for name in actions}, rooms, 1)
    measure.table(
        ("what", "a mail", "mails a second", "times the limit", "as fast as the peer"),
        [
            (name, measure.milliseconds(one), f"{1 / one:,.0f}",
             measure.ratio(one, seconds[LIMIT]), measure.ratio(seconds[PEER], one))
            for name, one in seconds.items()
        ],
    )  # fmt: skip


def _memories() -> None:
    print()
    measure.heading(f"memory: longer and longer lists, armed and the first {SENT:,} sent", rounds=1)
    rows, least = [], 0
    wanted = [(count, min(count, SENT)) for count in LISTS]
    if "--million" in sys.argv:
        wanted.append((1_000_000, 1_000_000))
    for count, sent in wanted:
        megabytes, seconds = _memory(count, sent)
        least = least or megabytes
        rows.append(
            (f"{count:,}, {sent:,} sent", f"{megabytes:,} MB", f"{seconds:.2f} s", measure.ratio(megabytes, least))
        )
    measure.table(("list", "at its peak", "time", "times the shortest"), rows)


@dataclass
class _Room:
    """A newsroom whose issue can be armed anew."""

    root: Path
    port: int
    relay: str
    count: int
    desk: Desk = field(init=False)

    def anew(self) -> None:
        """Nothing; every one of its readers waits for the mail again."""
        if hasattr(self, "desk"):
            self.desk.store.close()
        _arm(self.root, self.port, self.count, TEXT, self.relay)
        with newsroom.open_desk(self.root) as desk:
            self.desk = replace(desk, store=open_store(desk.settings.database))


def _room(root: Path, port: int, *, hands: int = 4, sealed: bool = False, count: int = COUNT) -> _Room:
    seal = '\n[dispatch.dkim.first]\nselector = "n1"\n' if sealed else ""
    return _Room(root, port, f"connections = {hands}{seal}", count)


def _each(
    actions: Mapping[str, measure.Action], counts: Mapping[str, int], rooms: Mapping[str, _Room], rounds: int
) -> dict[str, float]:
    """Seconds of one mail in the best round of each action; rounds are interleaved."""
    seconds = dict.fromkeys(actions, float("inf"))
    for _round in range(rounds):
        for name, action in actions.items():
            if name in rooms:
                rooms[name].anew()
            seconds[name] = min(seconds[name], measure.timed(action) / counts[name])
    for room in rooms.values():
        room.desk.store.close()
    return seconds


def _key() -> bytes:
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption())
    return made.private_bytes(*form)


def _arm(root: Path, port: int, count: int, text: str, relay: str = "connections = 4") -> None:
    """Nothing; the newsroom has a new database, and its issue is armed for so many."""
    _enlist(root, port, count, text, relay)
    with newsroom.open_desk(root) as desk:
        armed(desk)


def _enlist(root: Path, port: int, count: int, text: str, relay: str = "connections = 4") -> None:
    """Nothing; the newsroom has a new database with so many readers, and an issue that is approved."""
    for file in root.glob("digest.db*"):
        file.unlink()
    settle(root, port, relay=relay)
    with newsroom.open_desk(root) as desk:
        put_issue(desk, text)
        approve(desk)
        enlist(desk, count)


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


def _again(port: int, mail: bytes, count: int) -> None:
    relay = Relay(name="sink", host="127.0.0.1", port=port, security=Security.NONE, per_connection=10**9)
    letter = transport.Letter(sender="a@b.example", recipient="c@d.example", content=mail, framed=True)
    with closing(transport.connect(relay)) as session:
        for _ in range(count):
            assert session.send(letter, lambda: None).result is Result.ACCEPTED


def _peer(port: int, mail: bytes, count: int, *, key: bytes = b"") -> None:
    text, html = (part.get_content() for part in message_from_bytes(mail, policy=SMTP).iter_parts())
    with smtplib.SMTP("127.0.0.1", port, local_hostname="localhost") as smtp:
        for number in range(count):
            made = EmailMessage(policy=SMTP)
            made["From"] = "UN in Lanchuan <digest@lanchuan.un.example>"
            made["To"] = f"reader{number}@example.org"
            made["Subject"] = "岚川一周"
            made["Message-ID"] = f"<{number}@lanchuan.un.example>"
            made["List-Unsubscribe"] = f"<https://news.un.example/u/{number}>"
            made.set_content(text.replace("/u/k", f"/u/{number}"))
            made.add_alternative(html.replace("/u/k", f"/u/{number}"), subtype="html")
            if not key:
                smtp.send_message(made)
                continue
            raw = made.as_bytes(policy=SMTP)
            signature = dkim.sign(raw, b"n1", b"lanchuan.un.example", key, include_headers=SEALED)
            smtp.sendmail("digest@lanchuan.un.example", made["To"], signature + raw)


def _memory(count: int, sent: int) -> tuple[int, float]:
    """Megabytes at the peak of a process that arms a list and sends so many short mails, and its seconds."""
    command = [sys.executable, __file__, "--list", str(count), str(sent)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return int(answer[0]), float(answer[1])


def _send_a_list(count: int, wanted: int) -> None:
    with measure.folder() as place, sink() as port:
        root = place / "newsroom"
        # The list is made by another process: only what arms and sends it is measured.
        code = f"import bench_sending as b; b._enlist(b.Path({str(root)!r}), {port}, {count}, 'short\\n')"
        subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parent)
        began, enough = perf_counter(), Event()

        def seen(tallies: Mapping[int, Tally]) -> None:
            if sum(tally[DeliveryState.DONE] for tally in tallies.values()) >= wanted:
                enough.set()

        with newsroom.open_desk(root) as desk:
            armed(desk)
            dispatch.work(desk, desk.store.deliveries.sendings(ISSUE), stop=enough, tell=seen)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, perf_counter() - began)


@contextmanager
def sink(delay: int = 0) -> Iterator[int]:
    server = Path(__file__).parent / "sink.py"
    with subprocess.Popen([sys.executable, str(server), "--delay", str(delay)], stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        try:
            yield int(running.stdout.readline())
        finally:
            running.kill()


if __name__ == "__main__":
    main()
