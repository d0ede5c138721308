"""A newsroom that can send: one approved issue in its outbox, a list of readers, and a relay on loopback."""

import atexit
import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from digest import newsroom, outbox, starter, windows
from digest.dispatch import arm
from digest.model import (
    Actor,
    Choices,
    ConsentEvent,
    Entry,
    Issue,
    Newsletter,
    Phase,
    Selection,
    Sending,
    Variant,
    Verdict,
)
from digest.pipeline import Desk
from digest.render import message
from digest.store.reviews import Progress

NOW = datetime(2025, 11, 17, 0, tzinfo=UTC)
ISSUE = "weekly/2025-W46"
CONFIG = """
[newsroom]
site = "https://lanchuan.un.example"
sender = "digest@lanchuan.un.example"
zone = "Asia/Shanghai"
database = "{database}"
name = {{ en = "UN in Lanchuan", zh-Hans = "联合国在岚川", zh-Hant = "聯合國在嵐川" }}
address = {{ en = "18 Harbour Road", zh-Hans = "海港路18号", zh-Hant = "海港路18號" }}

[sources.desk]
kind = "markdown"
location = "stories"

[newsletters.weekly]
schedule = "FREQ=WEEKLY;BYDAY=MO;BYHOUR=8;BYMINUTE=0"
title = {{ en = "The week", zh-Hans = "一周", zh-Hant = "一週" }}

[audiences.international]
variant = "en"
newsletters = ["weekly"]

[audiences.mainland]
variant = "zh-Hans"
newsletters = ["weekly"]

[audiences.press]
variant = "en"
newsletters = ["weekly"]
readers = {{ by_name_only = true }}

[dispatch]
{dispatch}

[dispatch.links]
unsubscribe = "https://news.un.example/u/{{key}}"
preferences = "https://news.un.example/p/{{key}}"
browser = "https://news.un.example/{{issue}}/{{variant}}?for={{key}}"

[dispatch.relays.loopback]
host = "127.0.0.1"
port = {port}
security = "none"
timeout_s = 5
{relay}
"""


def settle(root: Path, port: int = 1, *, dispatch: str = "", relay: str = "", database: str = "") -> None:
    """The newsroom in `root`, whose relay listens on the port, with its issue in the outbox, approved."""
    shutil.copytree(_first(), root, dirs_exist_ok=True)
    configuration = CONFIG.format(port=port, dispatch=dispatch, relay=relay, database=database)
    (root / "config" / "digest.toml").write_text(configuration, encoding="utf-8")
    if database:
        with newsroom.open_desk(root) as desk:
            put_issue(desk)
            approve(desk)


@cache
def _first() -> Path:
    """A newsroom to be copied, for making its database takes longest."""
    root = Path(tempfile.mkdtemp(prefix="digest-posting-"))
    atexit.register(shutil.rmtree, root)
    (root / "config").mkdir()
    shutil.copy(starter.shipped("config") / "platforms.toml", root / "config")
    (root / "config" / "digest.toml").write_text(
        CONFIG.format(port=1, dispatch="", relay="", database=""), encoding="utf-8"
    )
    with newsroom.open_desk(root) as desk:
        put_issue(desk)
        approve(desk)
    return root


def put_issue(
    desk: Desk,
    text: str = "嵐川 one %%unsubscribe_url%% two\n",
    *,
    letter: Newsletter | None = None,
    due: datetime = NOW,
) -> str:
    """The seal of an issue that lies in the outbox afterwards."""
    settings = desk.settings
    letter = letter or settings.newsletters["weekly"]
    window = windows.window(letter, due)
    name = f"{letter.name}/{windows.slug(window)}"
    issue = Issue(id=name, newsletter=letter, window=window, number=46, due=due, stories=())
    files = {
        f"{audience.name}/email.eml": message.message(
            issue, settings.newsroom, audience, subject="一周", text=text, html=f"<p>{text}</p>"
        )
        for audience in settings.audiences.values()
    }
    told = {path: {"sha256": hashlib.sha256(content).hexdigest()} for path, content in files.items()}
    manifest = json.dumps({"issue": name, "editions": {}, "stories": [], "files": told}).encode()
    outbox.put(desk.outbox, name, files, manifest)
    made = hashlib.sha256(manifest).hexdigest()
    desk.store.issues.record(
        issue,
        Selection(chosen=(), left_out=()),
        (),
        choices=Choices(),
        manifest_sha256=made,
        revision=desk.store.issues.next_revision(name, made)[0],
        now=NOW,
    )
    return made


def approve(desk: Desk, by: str = "Omar", at: datetime = NOW) -> None:
    """Somebody has approved what lies in the outbox."""
    desk.store.reviews.put(ISSUE, Progress(phase=Phase.IN_REVIEW))
    record = desk.store.issues.get(ISSUE)
    assert record is not None
    desk.store.reviews.rule(
        ISSUE, Verdict.APPROVE, by=by, revision=record.revision, seal=record.manifest_sha256, now=at, comment=""
    )


def seal(desk: Desk) -> str:
    """The seal of what lies in the outbox."""
    return hashlib.sha256(outbox.read(desk.outbox, ISSUE, outbox.MANIFEST)).hexdigest()


def reader(number: int, **fields: object) -> Entry:
    address = f"reader{number}@domain{number % 7}.example"
    made = {"address": address, "same_address": address, "variant": Variant.EN, "newsletters": ("weekly",)}
    return Entry(**(made | fields))  # type: ignore[arg-type]


def enlist(desk: Desk, count: int, **fields: object) -> None:
    """So many readers on the list."""
    for start in range(0, count, 5_000):
        join(desk, *(reader(each, **fields) for each in range(start, min(start + 5_000, count))))


def join(desk: Desk, *several: Entry) -> None:
    """They are on the list."""
    desk.store.subscribers.take_in(several, event=ConsentEvent.ADDED, origin="", now=NOW)


def armed(desk: Desk) -> tuple[Sending, ...]:
    return arm(desk, ISSUE, seal=seal(desk), actor=Actor(name="Lin"), now=NOW)


@contextmanager
def posting(root: Path, port: int, count: int = 10, **fields: str) -> Iterator[Desk]:
    """The newsroom, opened, its issue armed for so many readers."""
    settle(root, port, **fields)
    with newsroom.open_desk(root) as desk:
        enlist(desk, count)
        armed(desk)
        yield desk
