"""Killed, crowded out, out of room: the database is good afterwards."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from store_articles import NOON, article

from digest.model import Article
from digest.store import Store, open_store

HERE = Path(__file__).parent

PRELUDE = f"""
import os, resource, signal, sys
sys.path.insert(0, {str(HERE)!r})
import sqlalchemy as sa
from store_articles import NOON, article
from digest.errors import StoreError
from digest.store import adding, open_store
url = sys.argv[1]
"""


def run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PRELUDE + code, *arguments], capture_output=True, text=True, check=False, timeout=60
    )


def is_sound(store: Store) -> bool:
    with store._database.reading() as connection:
        answers = (
            connection.exec_driver_sql(f"PRAGMA {check}").all() for check in ("integrity_check", "foreign_key_check")
        )
        return [[tuple(row) for row in answer] for answer in answers] == [[("ok",)], []]


def test_a_process_killed_in_the_middle_of_adding_leaves_nothing_half(url: str) -> None:
    with open_store(url) as store:
        store.articles.add([article("harbour")], now=NOON)
    killed = run(
        """
def die(connection, cursor, statement, *rest):
    if statement.startswith("INSERT INTO article_sources"):
        os.kill(os.getpid(), signal.SIGKILL)
store = open_store(url)
sa.event.listen(store._database.engine, "before_cursor_execute", die)
store.articles.add([article("harbour", text="Changed.")] + [article(f"boat {n}") for n in range(3000)], now=NOON)
""",
        url,
    )
    assert killed.returncode == -9, killed.stderr
    with open_store(url) as store:
        assert [one.body for one in store.articles.list()] == ["The harbour reopened on Monday."]
        assert is_sound(store)
        assert len(store.articles.add([article(f"boat {n}") for n in range(3000)], now=NOON).new) == 3000


def test_a_process_killed_while_it_makes_the_tables_leaves_an_empty_database(file: Path, url: str) -> None:
    killed = run(
        """
from sqlalchemy.engine import Engine
def die(connection, cursor, statement, *rest):
    if "CREATE TABLE sources" in statement:
        os.kill(os.getpid(), signal.SIGKILL)
sa.event.listen(Engine, "before_cursor_execute", die)
open_store(url)
""",
        url,
    )
    assert killed.returncode == -9, killed.stderr
    with open_store(url) as store:
        assert len(store.articles.add([article()], now=NOON).new) == 1


def test_a_full_disk_is_said_so_and_the_database_is_good_afterwards(url: str) -> None:
    with open_store(url) as store:
        store.articles.add([article("harbour")], now=NOON)
    full = run(
        """
store = open_store(url)
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
try:
    store.articles.add([article(f"boat {n}", text="Long. " * 400) for n in range(2000)], now=NOON)
except StoreError as error:
    print(error)
print(store.articles.count())
""",
        url,
    )
    assert "the disk is full" in full.stdout, full.stderr + full.stdout
    assert "Nothing was changed." in full.stdout
    assert full.stdout.endswith("\n1\n")
    with open_store(url) as store:
        assert store.articles.count() == 1
        assert is_sound(store)
        assert len(store.articles.add([article("bridge")], now=NOON).new) == 1


def test_a_full_disk_while_the_tables_are_made_leaves_no_broken_database(url: str) -> None:
    full = run(
        """
resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
try:
    open_store(url)
except StoreError as error:
    print(error)
""",
        url,
    )
    assert "the disk is full" in full.stdout, full.stderr + full.stdout
    with open_store(url) as store:
        assert store.articles.count() == 0


def test_processes_that_start_at_once_on_no_database_all_succeed(url: str) -> None:
    code = PRELUDE + "\nwith open_store(url) as store: store.articles.add([article(sys.argv[2])], now=NOON)"
    several = [
        subprocess.Popen([sys.executable, "-c", code, url, name], stderr=subprocess.PIPE) for name in ("a", "b", "c")
    ]
    errors = [process.communicate(timeout=60)[1] for process in several]
    assert errors == [b"", b"", b""]
    with open_store(url) as store:
        assert store.articles.count() == 3


@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
def test_writers_at_once_store_every_article_once(url: str, store: Store) -> None:
    batches = [[article(f"boat {n}", source=source) for n in range(300)] for source in ("feed", "site", "feed", "page")]

    def write(batch: list[Article]) -> None:
        with open_store(url) as own:
            for start in range(0, 300, 50):
                own.articles.add(batch[start : start + 50], now=NOON)

    with ThreadPoolExecutor() as threads:
        list(threads.map(write, batches))
    assert store.articles.count() == 300
    assert all({one.source for one in stored.origins} == {"feed", "site", "page"} for stored in store.articles.list())


def test_one_store_serves_several_threads(store: Store) -> None:
    def write(number: int) -> None:
        with store.transaction():
            store.articles.add([article(f"boat {number}")], now=NOON)
            store.articles.add([article(f"ship {number}")], now=NOON)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(write, range(8)))
    assert store.articles.count() == 16


def test_a_reader_is_not_held_up_by_a_writer(url: str, store: Store) -> None:
    with open_store(f"{url}?timeout=0.05") as reader, store.transaction():
        store.articles.add([article()], now=NOON)
        assert reader.articles.count() == 0
    assert store.articles.count() == 1
