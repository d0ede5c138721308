"""A small newsroom for the review: three Chinese stories, a fourth that comes late, two audiences, email and Weibo."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from digest import newsroom, pipeline, starter
from digest.model import Actor, Article, Kind, Language, StaffRole
from digest.pipeline import Desk
from tests import make

NOW = datetime(2025, 11, 17, 1, tzinfo=UTC)
ISSUE = "weekly/2025-W46"
MEI, LIN, ANN, BO = (Actor(name=name) for name in ("Mei", "Lin", "Ann", "Bo"))
EDITOR = Actor(name="Edi", rights=StaffRole.EDITOR.rights)
VIEWER = Actor(name="Vi", rights=StaffRole.VIEWER.rights)
WEIBO = "mainland/weibo-01.txt"

_AUDIENCES = """
[audiences.mainland]
variant = "zh-Hans"
newsletters = ["weekly"]

[audiences.taiwan]
variant = "zh-Hant-TW"
newsletters = ["weekly"]
"""


def story(title: str, body: str, day: int, **fields: Any) -> Article:
    made = make.article(title, body, day=date(2025, 11, day), language=Language.ZH_HANS, kind=Kind.STORY, **fields)
    return make.replace(made, url=f"https://lanchuan.un.example/{made.id}")


HARBOUR = story("港口今天重新开放", "港口今天重新开放。三百名工人回到码头。市长林砚说，港口是全城的大门。", 12)
LIBRARY = story("图书馆延长开放时间", "图书馆从下周起每天开放到晚上十点。学生们为此等了两年。", 11)
BRIDGE = story("新桥通车", "新桥昨天通车。每天有两万人从桥上走过。", 10)
LATE = story("渡轮换成电动船", "渡轮公司把六艘船换成电动船。乘客说船上安静多了。", 13)


def prepare(root: Path, review: str = "", channels: str = '["email", "weibo"]') -> None:
    """Nothing; a newsroom with its issue built lies in `root`."""
    starter.copy(root)
    file = root / "config" / "digest.toml"
    head = file.read_text().partition("# --- sources")[0]
    letter = re.search(
        r"\[newsletters\.weekly\]\n.*?(?=\[newsletters\.weekly\.selection\])", file.read_text(), re.DOTALL
    )
    assert letter
    weekly = re.sub(r"channels = .*", f"channels = {channels}", letter[0])
    file.write_text(f"{head}\n[sources]\n\n{weekly}\n[newsletters.weekly.review]\n{review}\n{_AUDIENCES}")
    with newsroom.open_desk(root) as desk:
        desk.store.articles.add([HARBOUR, LIBRARY, BRIDGE], now=NOW - timedelta(days=2))
        build(desk)


def build(desk: Desk, at: datetime = NOW, **more: Any) -> pipeline.Built:
    letter = desk.settings.newsletters["weekly"]
    due, window = pipeline.due_window(letter, at)
    return pipeline.build(desk, letter, window=window, due=due, now=NOW, **more)


@contextmanager
def copied(made: Path, root: Path) -> Iterator[Desk]:
    """A copy of a prepared newsroom, opened."""
    shutil.copytree(made, root)
    with newsroom.open_desk(root) as desk:
        yield desk
