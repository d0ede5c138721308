"""A newsroom with pages for readers, and a visitor who reads what comes out of them."""

import asyncio
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import httpx

from digest import newsroom, starter
from digest.model import ConsentEvent, Entry, Subscriber, Variant
from digest.subscribers import tokens
from digest.subscribers.tokens import Claim, Keys, Purpose
from digest.transport import Letter
from digest.web.public import House, application
from digest.web.public.house import STYLE, catalogues

NOW = datetime(2025, 11, 17, 9, tzinfo=UTC)
KEYS = Keys({1: b"k" * 32})
PUBLIC = '\n[public]\naddress = "https://news.lanchuan.example"\n\n[newsletters.weekly]'


class Post:
    """The letters that pages wrote."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []

    def send(self, letter: Letter) -> None:
        self.letters.append(letter)

    def links(self) -> list[str]:
        """The paths in the text of the last letter."""
        return re.findall(r"https://news\.lanchuan\.example(/\S+)", self.text())

    def message(self) -> EmailMessage:
        made = message_from_bytes(self.letters[-1].content, policy=default)
        assert isinstance(made, EmailMessage)
        return made

    def text(self) -> str:
        part = self.message().get_body(("plain",))
        assert part
        return str(part.get_content())


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@contextmanager
def opened(root: Path) -> Iterator[tuple[House, Post]]:
    """The shipped newsroom with pages for readers."""
    if not (root / "config").exists():
        starter.copy(root)
        file = root / "config" / "digest.toml"
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("\n[newsletters.weekly]", PUBLIC, 1), encoding="utf-8")
    post = Post()
    with newsroom.open_desk(root) as desk:
        public = desk.settings.public
        assert public
        yield (
            House(
                desk=desk,
                public=public,
                keys=KEYS,
                send=post.send,
                words=catalogues(root),
                style=desk.templates.render(STYLE, channel="public", theme=desk.settings.newsroom.theme),
                clock=Clock(),
            ),
            post,
        )


class Visitor:
    """A browser without scripts, at some address."""

    def __init__(self, house: House, client: str = "203.0.113.5", **headers: str) -> None:
        transport = httpx.ASGITransport(application(house), client=(client, 40_000))
        self._options = {"transport": transport, "base_url": "https://news.lanchuan.example", "headers": headers}

    def get(self, path: str, **headers: str) -> httpx.Response:
        return asyncio.run(self._ask("GET", path, headers=headers))

    def head(self, path: str) -> httpx.Response:
        return asyncio.run(self._ask("HEAD", path))

    def post(self, path: str, **fields: str | list[str]) -> httpx.Response:
        return asyncio.run(self._ask("POST", path, data=fields))

    def post_raw(self, path: str, kind: str, body: bytes) -> httpx.Response:
        return asyncio.run(self._ask("POST", path, content=body, headers={"content-type": kind}))

    async def _ask(self, method: str, path: str, **options: Any) -> httpx.Response:
        async with httpx.AsyncClient(**self._options) as client:
            return await client.request(method, path, **options)


def reader(house: House, address: str = "li@example.org", variant: Variant = Variant.ZH_HANT_TW) -> Subscriber:
    """Somebody who gets both newsletters."""
    entry = Entry(
        address=address, same_address=address, variant=variant, name="李明", newsletters=("weekly", "monthly")
    )
    house.desk.store.subscribers.take_in([entry], event=ConsentEvent.ADDED, origin="", now=NOW)
    found = house.desk.store.subscribers.find(address)
    assert found
    return found


def unsubscribe(person: Subscriber, newsletter: str = "weekly") -> str:
    claim = Claim(purpose=Purpose.UNSUBSCRIBE, person=person.key, newsletter=newsletter)
    return f"/unsubscribe/{tokens.sign(claim, KEYS)}"


def preferences(person: Subscriber) -> str:
    return f"/preferences/{tokens.sign(Claim(purpose=Purpose.PREFERENCES, person=person.key), KEYS)}"
