"""Opening a database: created, upgraded, or refused and left as it was."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable
from store_articles import NOON, article

from digest.errors import StoreError
from digest.store import Store, open_store, schema, searching
from digest.store.database import connect
from digest.store.tables import metadata


def test_a_new_database_is_made_with_its_folder(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path}/new/folder/digest.db") as store:
        assert store.articles.count() == 0
    assert (tmp_path / "new/folder/digest.db").is_file()


def test_an_empty_file_becomes_a_database(file: Path, url: str) -> None:
    file.touch()
    with open_store(url) as store:
        store.articles.add([article()], now=NOON)
    with open_store(url) as store:
        assert store.articles.count() == 1


def test_a_path_with_spaces_percent_signs_and_chinese_works(tmp_path: Path) -> None:
    path = tmp_path / "新闻 100% é" / "digest.db"
    with open_store(f"sqlite:///{path}") as store:
        store.articles.add([article()], now=NOON)
    assert path.is_file()


def test_a_store_in_memory_works() -> None:
    with open_store("sqlite://") as store:
        store.articles.add([article()], now=NOON)
        assert store.articles.count() == 1


@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
def test_the_file_writes_ahead(file: Path, store: Store) -> None:
    with sqlite3.connect(file) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
def test_foreign_keys_hold(store: Store) -> None:
    with store._database.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_the_migrations_make_exactly_the_tables_of_the_queries(store: Store) -> None:
    with store._database.reading() as connection:
        # The index of words is SQLite's own and no table of the queries.
        options = {
            "version_table": schema.VERSION_TABLE,
            "include_name": lambda name, kind, _: kind != "table" or not name.startswith(searching.INDEX),
        }
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []


def test_the_newest_migration_is_the_schema_of_the_program() -> None:
    script = ScriptDirectory(str(schema.MIGRATIONS))
    assert [step.revision for step in script.walk_revisions()] == [str(n) for n in range(schema.HEAD, 0, -1)]


@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
def test_a_start_without_an_upgrade_does_not_import_alembic(url: str, store: Store) -> None:
    code = (
        f"import sys; from digest.store import open_store; open_store({url!r}).close(); print('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout == b"False\n"


def test_importing_the_store_does_not_import_sqlalchemy() -> None:
    code = "import sys, digest.store; print('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout == b"False\n"


@pytest.mark.parametrize("version", [str(schema.HEAD + 1), "99", "3f2a9c"])
def test_a_newer_schema_is_refused_and_not_touched(version: str, file: Path, url: str) -> None:
    open_store(url).close()
    with sqlite3.connect(file) as connection:
        connection.execute(f"UPDATE {schema.VERSION_TABLE} SET version_num = ?", (version,))
    connection.close()
    before = file.read_bytes()
    with pytest.raises(StoreError, match=r"newer version.*Nothing was changed\. Upgrade the program"):
        open_store(url)
    assert file.read_bytes() == before


def test_another_programs_database_is_refused_and_not_touched(file: Path, url: str) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")
    connection.close()
    before = file.read_bytes()
    with pytest.raises(StoreError, match="holds other tables"):
        open_store(url)
    assert file.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_not_touched(file: Path, url: str) -> None:
    file.write_bytes("会议记录\n".encode() * 500)
    before = file.read_bytes()
    with pytest.raises(StoreError, match="holds something else"):
        open_store(url)
    assert file.read_bytes() == before


def test_a_folder_in_the_place_of_the_file_is_refused(file: Path, url: str) -> None:
    file.mkdir()
    with pytest.raises(StoreError, match="could not be opened"):
        open_store(url)


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(StoreError, match="could not be made"):
        open_store(f"sqlite:///{tmp_path}/taken/digest.db")


def test_a_read_only_database_can_be_read_but_says_so_when_written(file: Path, url: str) -> None:
    with open_store(url) as store:
        store.articles.add([article()], now=NOON)
    with open_store(f"sqlite:///file:{file}?mode=ro&uri=true") as store:
        assert store.articles.count() == 1
        with pytest.raises(StoreError, match=r"may be read but not written.*Nothing was changed"):
            store.articles.add([article("bridge")], now=NOON)


@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
def test_a_locked_database_says_who_to_wait_for(file: Path, store: Store) -> None:
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with open_store(f"sqlite:///{file}?timeout=0.05") as impatient:
        with pytest.raises(StoreError, match="in use by another program"):
            impatient.articles.add([article()], now=NOON)
        assert impatient.articles.count() == 0
    other.close()


@pytest.mark.parametrize("url", ["", "digest.db", "nosuch://here/x", "postgresql+nosuch://here/x"])
def test_an_address_that_cannot_be_used_is_refused_in_plain_words(url: str) -> None:
    with pytest.raises(StoreError, match=r"sqlite:///digest\.db"):
        open_store(url)


def test_a_password_is_never_shown() -> None:
    with pytest.raises(StoreError) as caught:
        open_store("nosuch://desk:secret@db.example/news")
    assert "secret" not in str(caught.value)


def test_the_tables_can_be_made_in_postgresql() -> None:
    written = [str(CreateTable(table).compile(dialect=postgresql.dialect())) for table in metadata.sorted_tables]
    assert len(written) == len(metadata.tables)
    assert all("first_seen BIGINT" in text for text in written if "first_seen" in text)


def test_a_database_of_the_version_before_keeps_what_it_holds(file: Path, url: str) -> None:
    engine, _name = connect(url)
    with engine.begin() as connection:
        schema.upgrade(connection, "1")
        connection.exec_driver_sql("INSERT INTO sources VALUES ('desk', 'here', '', '', 0, NULL, 0)")
    engine.dispose()
    with open_store(url) as store:
        assert store.sources.get("desk")
        store.answers["question"] = '{"text": "\ud800\\u0000"}'
        store.answers["question"] = "again"
    with open_store(url) as store:
        assert store.answers["question"] == "again"
        with pytest.raises(KeyError):
            store.answers["another question"]
