"""Sources are read in their turn, by one scheduler; those that fail are left alone for longer and longer."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from threading import Barrier, Thread

import pytest
from posting import CONFIG

from digest import newsroom, schedule, starter
from digest.pipeline import Desk

NOW = datetime(2025, 11, 13, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
STORY = "---\ntitle: {title}\ndate: 2025-11-12\n---\n\nThe council of Lanchuan opened its {title} on Monday.\n"


def opened(root: Path, source: str = "") -> Iterator[Desk]:
    (root / "config").mkdir()
    (root / "stories").mkdir()
    shutil.copy(starter.shipped("config") / "platforms.toml", root / "config")
    configuration = CONFIG.format(port=1, dispatch="", relay="", database="")
    (root / "config" / "digest.toml").write_text(
        configuration.replace('location = "stories"\n', f'location = "stories"\n{source}'), encoding="utf-8"
    )
    with newsroom.open_desk(root) as desk:
        yield desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    yield from opened(tmp_path)


def write(desk: Desk, title: str) -> None:
    (desk.settings.root / "stories" / f"{title}.md").write_text(STORY.format(title=title), encoding="utf-8")


def words(desk: Desk, now: datetime) -> list[str]:
    return [each.words for each in schedule.read_due(desk, now)]


def test_a_source_is_read_at_once_and_then_in_its_turn(desk: Desk) -> None:
    write(desk, "library")
    assert words(desk, NOW) == ["Articles: 1 new"]
    write(desk, "harbour")
    assert words(desk, NOW + HOUR - timedelta(seconds=1)) == []
    assert words(desk, NOW + HOUR) == ["Articles: 1 new"]
    assert words(desk, NOW + 2 * HOUR) == []


def test_a_source_that_fails_is_told_left_alone_for_longer_and_read_again(desk: Desk) -> None:
    folder = desk.settings.root / "stories"
    folder.rmdir()
    tries = [NOW + n * HOUR / 2 for n in range(200) if words(desk, NOW + n * HOUR / 2)]
    gaps = [(after - before) / HOUR for before, after in pairwise(tries)]
    assert gaps == [2, 4, 8, 16, 24, 24]
    state = desk.store.sources.get("desk")
    assert state
    assert state.failures == 7
    folder.mkdir()
    write(desk, "library")
    later = tries[-1] + 24 * HOUR
    assert words(desk, later) == ["Articles: 1 new"]
    write(desk, "harbour")
    assert words(desk, later + HOUR) == ["Articles: 1 new"]


def test_a_source_that_is_only_read_by_hand_is_left_alone(tmp_path: Path) -> None:
    for desk in opened(tmp_path, 'every = "PT0M"\n'):
        write(desk, "library")
        assert words(desk, NOW) == []


def test_a_clock_that_is_stepped_back_keeps_no_source_waiting(desk: Desk) -> None:
    assert words(desk, NOW + timedelta(days=30)) == []
    write(desk, "library")
    assert words(desk, NOW) == ["Articles: 1 new"]


def test_of_schedulers_that_look_at_once_one_reads(desk: Desk) -> None:
    write(desk, "library")
    heard: list[str] = []
    together = Barrier(4)

    def look() -> None:
        with newsroom.open_desk(desk.settings.root) as mine:
            together.wait()
            heard.extend(words(mine, NOW))

    threads = [Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert heard == ["Articles: 1 new"]
