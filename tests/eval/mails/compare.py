"""Whether npm mailparser and postal-mime read in our messages what Python reads and we put in: part of `make eval`.

The drafts of the sample newsroom in every variant and template, and mails to recipients whose subject, newsroom, name
and addresses are random; prints one line for each reader, and every difference. Exit status 1 where there is one.
"""

import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

from digest import render
from digest.model import Variant
from digest.newsroom import templates
from digest.render import links, message, sample
from digest.render.tidy import line
from digest.text.mailboxes import mailbox

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
RANDOM = 400
READERS = ("mailparser", "postal-mime")
AT = datetime(2025, 11, 17, 8, tzinfo=UTC)
ADDRESSES = ("reader@example.org", "First.Last+tag@mail.example.org", "reader@例子.中国", "two..dots@example.org")
ALPHABET = [
    *("水", "漲", "「", "」", "—", "é", "e\u0301", "👩\u200d👩\u200d👧", "❤\ufe0f", "\u3000", "\u00a0", '"', "\\"),
    *("=?utf-8?q?x?=", "_", " ", ",", ";", "<", ">", "@", "(", ")", "a", "Zürich", "𠮷", "=", "?"),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A message and what was put into it."""

    subject: str
    name: str
    text: str
    html: str
    raw: bytes
    recipients: tuple[tuple[str, str], ...] = ()  # name and address
    leave: str | None = None  # the address behind one click; a draft has only a place for it


def main() -> int:
    sent = (*_mails(), *_random())
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{n}.eml" for n in range(len(sent))]
        for path, each in zip(paths, sent, strict=True):
            path.write_bytes(each.raw)
        return sum(_told(reader, sent, paths) for reader in READERS) and 1


def _told(reader: str, sent: Sequence[Sent], paths: Sequence[Path]) -> int:
    """How many differences there are between the reader and Python, or what was put in; they are printed."""
    made = subprocess.run(
        ["node", str(HERE / "read.mjs"), reader],
        input="\n".join(map(str, paths)),
        capture_output=True,
        text=True,
        check=True,
    )
    read = [json.loads(each) for each in made.stdout.splitlines()]
    found = [what for each, theirs in zip(sent, read, strict=True) for what in _differences(each, theirs)]
    sys.stdout.write(f"npm {reader} on {len(sent)} messages: {len(found)} differences\n")
    sys.stdout.writelines(f"  {what}\n" for what in found[:20])
    return len(found)


def _mails() -> Iterator[Sent]:
    ours = templates(ROOT)
    for variant in Variant:
        for template in ("weekly", "monthly"):
            issue = sample.issue(variant)
            issue = replace(issue, newsletter=replace(issue.newsletter, template=template))
            html, text, made, subjects = render.email(
                issue, sample.audience(variant), sample.NEWSROOM, ours, tuple(Variant)
            )
            yield Sent(
                subject=subjects.content.decode().splitlines()[0],
                name=sample.NEWSROOM.name[variant],
                text=text.content.decode(),
                html=html.content.decode(),
                raw=made.content,
            )


def _random() -> Iterator[Sent]:
    chance = random.Random(46)
    for number in range(RANDOM):
        subject, name, text, reader = (
            line("".join(chance.choices(ALPHABET, k=chance.randint(1, 60)))) or "x" for _ in range(4)
        )
        newsroom = replace(sample.NEWSROOM, name=dict.fromkeys(Variant, name))
        url = f"https://lists.example.org/{'x' * chance.randint(1, 160)}?t={number}=3D&n=.%2E"
        page = "<p>{}</p><a href='{}'>" + "<!-- {} -->"
        draft = message.message(
            sample.issue(Variant.EN),
            newsroom,
            sample.audience(Variant.EN),
            subject=subject,
            text=f"{text}\n{links.BROWSER}\n{text}\n",
            html=page.format(_escaped(text), links.BROWSER, _escaped(text)),
        )
        address = mailbox(chance.choice(ADDRESSES))
        recipient = message.Recipient(
            mailbox=address, key=str(number), urls=dict.fromkeys(links.TOKENS, url), name=chance.choice(("", reader))
        )
        yield Sent(
            subject=subject,
            name=name,
            text=f"{text}\n{url}\n{text}\n",
            html=page.format(_escaped(text), _escaped(url), _escaped(text)),
            raw=message.compile(draft).to(recipient, AT),
            recipients=((recipient.name, str(address)),),
            leave=url,
        )


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _differences(sent: Sent, theirs: dict[str, Any]) -> Iterator[str]:
    # Python puts a blank between the encoded words of a name, so of names it is no judge.
    ours = message_from_bytes(sent.raw, policy=default)
    theirs["recipients"] = [[name, _ours(address)] for name, address in theirs["recipients"]]
    theirs["addresses"] = [address for _, address in theirs["recipients"]]
    plain, html = (part.get_content().replace("\r\n", "\n") for part in ours.iter_parts())
    given = {"subject": sent.subject, "name": sent.name, "text": sent.text, "html": sent.html, "leave": sent.leave,
             "recipients": [list(each) for each in sent.recipients]}  # fmt: skip
    read = {"subject": ours["subject"], "text": plain, "html": html.removesuffix("\n"), "id": ours["message-id"],
            "address": ours["from"].addresses[0].addr_spec, "date": _iso(ours["date"].datetime),
            "addresses": [_ours(to.addr_spec) for to in ours["to"].addresses],
            "headers": [name.lower() for name in ours], "attachments": 0}  # fmt: skip
    for source, expected in (("put in", given), ("read by Python", read)):
        for key, value in expected.items():
            other = theirs[key]
            if _same(key, other) != _same(key, value):
                yield f"{key}: {source} {value!r:.120}, it reads {other!r:.120}"


def _same(key: str, value: object) -> object:
    return str(value).rstrip("\n") if key in ("text", "html") else value


def _ours(address: str) -> str:
    """An address however somebody writes it (mailparser shows domains as people read them), as we write it."""
    return str(mailbox(address.replace('"', "")))


def _iso(moment: object) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S}.000Z"


if __name__ == "__main__":
    sys.exit(main())
