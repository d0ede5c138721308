"""How many mails a second: compiled once and filled in per recipient, and made anew by Jinja and MJML.

The issue is that of `bench_issue.py` in Simplified Chinese. The limit is copying the octets of one mail. Peers: npm
`mjml`, which compiles the very MJML that our template gives, in one warm process of Node with its validation off; and
Python's `EmailMessage`, given both finished parts of every mail. Ours is measured with Jinja, the guard and what tidies
up behind the compiler, so that its row does more than npm's.
"""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

import bench_build
import bench_issue
import measure

from digest import newsroom, render
from digest.pipeline import Desk
from digest.render import links, message, mjml, signing
from digest.render.letter import letter
from digest.render.typeface import face
from digest.text.mailboxes import mailbox

ROUNDS = 1 if measure.QUICK else 12
MANY, FEW = (20, 2) if measure.QUICK else (200, 3)  # short rounds, for a busy machine has short quiet moments
AUDIENCE, TEMPLATE = "mainland", "email/weekly.mjml.j2"
NPM = measure.CHECKOUT / "benchmarks/mjml"
LIMIT, OURS, PEER = "copy the octets (limit)", "Jinja and MJML", "npm mjml on the same MJML (peer)"
AT = datetime(2025, 11, 17, tzinfo=UTC)


def main() -> None:
    measure.heading("mail: one issue of fifteen articles, in Simplified Chinese", rounds=ROUNDS)
    with measure.sample_newsroom() as (root, _compiled), measure.folder() as place:
        bench_issue.widen(root / "config/digest.toml")
        with newsroom.open_desk(root) as desk:
            draft, source, compiling = _mail(desk)
        (place / "source.mjml").write_text(source, encoding="utf-8")
        with _npm(place / "source.mjml") as peer:
            each = _measured(draft, source, compiling, peer)
    rows = [
        (name, f"{1 / time:,.0f}", f"{time * 1000:.4f} ms", measure.ratio(time, each[LIMIT]),
         measure.ratio(each[PEER], time) if name in (OURS, f"  {OURS[-4:]} alone", PEER) and PEER in each else "")
        for name, time in each.items()
    ]  # fmt: skip
    measure.table(("what", "a second", "time of one", "times the limit", "as fast as npm"), rows)


def _mail(desk: Desk) -> tuple[bytes, str, measure.Action]:
    """The draft, the MJML behind it, and what makes its HTML anew."""
    audience, room = desk.settings.audiences[AUDIENCE], desk.settings.newsroom
    issue = bench_build.build(desk).editions[AUDIENCE]
    words = desk.templates.words(audience.variant)
    context: dict[str, Any] = {
        "letter": letter(issue, room, audience, words),
        "words": words,
        "theme": room.theme,
        "face": face(audience.variant, room.theme),
    }

    def source() -> str:
        return desk.templates.render(TEMPLATE, channel="email", **context)

    drafts = {file.filename: file.content for file in render.email(issue, audience, room, desk.templates)}
    return drafts["email.eml"], source(), lambda: mjml.compile(source(), template=TEMPLATE)


def _measured(draft: bytes, source: str, compiling: measure.Action, peer: measure.Action | None) -> dict[str, float]:
    """Seconds of one of each."""
    compiled = message.compile(draft)
    recipients = [_recipient(compiled, number) for number in range(MANY)]
    mails = [compiled.to(recipient, AT) for recipient in recipients[:FEW]]
    signers = {name: (_signer(name),) for name in ("rsa", "ed25519")}
    parts = _parts(draft)
    many: dict[str, measure.Action] = {
        LIMIT: lambda: [bytes(bytearray(mails[0])) for _ in recipients],
        "filled in per recipient": lambda: [compiled.to(each, AT) for each in recipients],
    }
    few: dict[str, measure.Action] = {
        "  and signed, Ed25519": lambda: _signed(compiled, recipients, signers["ed25519"]),
        "  and signed, RSA-2048": lambda: _signed(compiled, recipients, signers["rsa"]),
        "EmailMessage per recipient (peer)": lambda: [_by_library(parts, each) for each in recipients[:FEW]],
        OURS: lambda: [compiling() for _ in range(FEW)],
        f"  {OURS[-4:]} alone": lambda: [mjml.compile(source, template=TEMPLATE) for _ in range(FEW)],
    }
    if peer:
        few[PEER] = peer
    seconds = measure.best(many | few, rounds=ROUNDS)
    print(f"a mail has {len(mails[0]) / 1000:.1f} kB; its MJML {len(source.encode()) / 1000:.1f} kB")
    return {name: time / (MANY if name in many else FEW) for name, time in seconds.items()}


def _recipient(compiled: message.Compiled, number: int) -> message.Recipient:
    urls = {place: f"https://lists.example.org/{place.strip('%')}?t={number:032x}&n=1" for place in compiled.places}
    return message.Recipient(mailbox=mailbox(f"reader{number}@example.org"), key=str(number), urls=urls)


def _signed(compiled: message.Compiled, recipients: list[message.Recipient], signers: tuple[signing.Signer]) -> None:
    for each in recipients[:FEW]:
        signing.signed(compiled.to(each, AT), signers, AT)


def _signer(kind: str) -> signing.Signer:
    from cryptography.hazmat.primitives import serialization as as_bytes
    from cryptography.hazmat.primitives.asymmetric import ed25519, rsa

    key = rsa.generate_private_key(65537, 2048) if kind == "rsa" else ed25519.Ed25519PrivateKey.generate()
    pem = key.private_bytes(as_bytes.Encoding.PEM, as_bytes.PrivateFormat.PKCS8, as_bytes.NoEncryption())
    return signing.signer("example.org", kind, pem)


def _parts(draft: bytes) -> tuple[str, str]:
    from email import message_from_bytes
    from email.policy import default

    text, html = (part.get_content() for part in message_from_bytes(draft, policy=default).iter_parts())
    return text, html


def _by_library(parts: tuple[str, str], recipient: message.Recipient) -> bytes:
    """The same mail, made by the standard library as its documentation shows."""
    text, html = parts
    for place, url in recipient.urls.items():
        text, html = text.replace(place, url), html.replace(place, url.replace("&", "&amp;"))
    made = EmailMessage(policy=SMTP)
    made["From"], made["To"], made["Subject"] = "News <news@example.org>", str(recipient.mailbox), "岚川一周"
    made["Date"], made["Message-ID"] = AT, f"<{recipient.key}@example.org>"
    made["List-Unsubscribe"] = f"<{recipient.urls[links.UNSUBSCRIBE]}>"
    made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    made.set_content(text, cte="base64")
    made.add_alternative(html, subtype="html", cte="quoted-printable")
    return made.as_bytes()


@contextmanager
def _npm(source: Path) -> Iterator[measure.Action | None]:
    """What compiles the source by npm `mjml`, installed here from its lock file; None where Node is not."""
    if not shutil.which("npm"):
        print("Node is not installed: npm mjml is left out")
        yield None
        return
    if not (NPM / "node_modules").is_dir():
        command = ("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent")
        if subprocess.run(command, cwd=NPM, check=False).returncode:
            print("npm mjml could not be installed: it is left out")
            yield None
            return
    command = ("node", str(NPM / "compile.mjs"), str(source))
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as node:
        assert node.stdin
        assert node.stdout

        def compile_some() -> int:
            print(FEW, file=node.stdin, flush=True)
            return int(node.stdout.readline())  # type: ignore[union-attr]

        print(f"npm mjml makes {compile_some() / 1000:.1f} kB of HTML of it")
        yield compile_some
        node.stdin.close()


if __name__ == "__main__":
    main()
