"""Opens the database and hands out transactions. Floor 3.

All that is particular to one database system is here: SQLite's pragmas and its BEGIN, and the lock that lets only
one writer in at a time. With that lock "look, then write" is safe everywhere, and the queries elsewhere need no
dialect. Nothing here knows what the tables mean.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError

from digest.errors import StoreError
from digest.store import schema
from digest.store.answers import Answers
from digest.store.articles import Articles
from digest.store.comments import Comments
from digest.store.deliveries import Deliveries
from digest.store.failures import NOTHING, in_plain_words, sqlite_code
from digest.store.history import History
from digest.store.issues import Issues
from digest.store.links import Links
from digest.store.notices import Notices
from digest.store.occurrences import Occurrences
from digest.store.paces import Paces
from digest.store.people import Keys, People
from digest.store.posts import PostedMarks, Rewritings
from digest.store.reviews import Reviews
from digest.store.revisions import Revisions
from digest.store.searching import Search
from digest.store.sources import Sources
from digest.store.subscribers import Subscribers
from digest.store.wordings import Wordings

BUSY_TIMEOUT_S = 10
WRITER_LOCK = 0x64696765  # "dige": one number for all programs that write to the same PostgreSQL database
BEGIN = "digest_begin"  # the execution option that says how SQLite begins
SYNCHRONOUS = "digest_synchronous"  # ... and what it waits for when it commits
SWITCH_ATTEMPTS = 50
SWITCH_PAUSE_S = 0.1


class Database:
    """An open engine, and the transaction that the current thread is in, if it is in one."""

    def __init__(self, engine: sa.Engine, name: str) -> None:
        self.engine = engine
        self.name = name
        self._writer = engine.execution_options(**{BEGIN: "BEGIN IMMEDIATE"})
        self._ledger = self._writer.execution_options(**{SYNCHRONOUS: "FULL"})
        self._local = threading.local()

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection that sees one moment of the database; the open transaction's own if there is one."""
        current = self._current
        with in_plain_words(self.name):
            if current is not None:
                yield current
                return
            with self.engine.begin() as connection:
                yield connection

    @contextmanager
    def writing(self, *, keep: bool = True) -> Iterator[sa.Connection]:
        """The only writer's connection: all that is done with it happens, or nothing of it.

        Inside another transaction it is a savepoint of that one. `keep=False` takes everything back at the end.
        """
        current = self._current
        with in_plain_words(self.name):
            if current is not None:
                with current.begin_nested() as savepoint:
                    yield current
                    if not keep:
                        savepoint.rollback()
                return
            with self._alone(self._writer) as (connection, transaction):
                yield connection
                if not keep:
                    transaction.rollback()

    @contextmanager
    def lasting(self) -> Iterator[sa.Connection]:
        """As `writing`, and from the end of the block on even a loss of power takes nothing back.

        It cannot stand inside another transaction: only the outermost one is ever committed.
        """
        if self._current is not None:
            raise RuntimeError("what must last cannot be part of a transaction that may be taken back")
        with in_plain_words(self.name), self._alone(self._ledger) as (connection, _transaction):
            yield connection

    @contextmanager
    def abreast(self) -> Iterator[sa.Connection]:
        """As `lasting`, beside other writers where the database system lets them: it locks rows, and nobody out.

        For what touches rows of its own only, or takes them FOR UPDATE SKIP LOCKED. SQLite has one writer at a time.
        """
        if self.engine.dialect.name == "sqlite":
            with self.lasting() as connection:
                yield connection
            return
        with in_plain_words(self.name), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def _alone(self, engine: sa.Engine) -> Iterator[tuple[sa.Connection, sa.RootTransaction]]:
        with engine.connect() as connection, connection.begin() as transaction:
            lock_out_other_writers(connection)
            self._local.connection = connection
            try:
                yield connection, transaction
            finally:
                self._local.connection = None

    def let_readers_go_on(self) -> None:
        """Nothing; SQLite only: readers no longer wait for the writer. The file remembers it.

        A file that stays busy is left as it is: it works without, and the next start tries again.
        """
        if self.engine.dialect.name != "sqlite":
            return
        with in_plain_words(self.name), self.engine.execution_options(**{BEGIN: ""}).connect() as connection:
            for _attempt in range(SWITCH_ATTEMPTS):
                if _switch_to_write_ahead(connection):
                    return
                time.sleep(SWITCH_PAUSE_S)

    @property
    def _current(self) -> sa.Connection | None:
        connection: sa.Connection | None = getattr(self._local, "connection", None)
        return connection


class Store:
    """What is kept, by subject. One call is one transaction, unless it stands inside `transaction()`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.answers = Answers(database)
        self.articles = Articles(database)
        self.comments = Comments(database)
        self.history = History(database)
        self.deliveries = Deliveries(database)
        self.issues = Issues(database)
        self.links = Links(database)
        self.notices = Notices(database)
        self.occurrences = Occurrences(database)
        self.keys = Keys(database)
        self.paces = Paces(database)
        self.people = People(database)
        self.posted = PostedMarks(database)
        self.reviews = Reviews(database)
        self.revisions = Revisions(database)
        self.rewritings = Rewritings(database)
        self.search = Search(database)
        self.sources = Sources(database)
        self.subscribers = Subscribers(database)
        self.wordings = Wordings(database)

    @classmethod
    def open(cls, url: str) -> "Store":
        """The store at `url`, its schema brought up to date. Raises StoreError."""
        database = Database(*connect(url))
        try:
            schema.bring_up_to_date(database)
        except BaseException:
            database.engine.dispose()
            raise
        return cls(database)

    @contextmanager
    def transaction(self, *, keep: bool = True) -> Iterator[None]:
        """Every call of this thread until the end of the block happens, or none does.

        With `keep=False` none does: what the calls gave back is what they would have done.
        """
        with self._database.writing(keep=keep):
            yield

    def close(self) -> None:
        """Lets go of the file or the server."""
        self._database.engine.dispose()

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def connect(url: str) -> tuple[sa.Engine, str]:
    """An engine that has opened nothing yet, and the database's name for people, without any password."""
    try:
        address = sa.make_url(url)
        name = address.render_as_string(hide_password=True)
        if address.drivername in ("postgres", "postgresql"):
            address = address.set(drivername="postgresql+psycopg")
        if address.get_backend_name() == "sqlite":
            name = address.database or "in memory"
            return _sqlite(address), name
        return sa.create_engine(address), name
    except ArgumentError as error:
        raise StoreError(
            "The address of the database cannot be read.",
            kept=NOTHING,
            next="Write it like sqlite:///digest.db (relative) or sqlite:////var/lib/digest/digest.db.",
        ) from error
    except (NoSuchModuleError, ImportError) as error:
        raise StoreError(
            f"The database {name} needs a driver that is not installed ({error}).",
            kept=NOTHING,
            next="Install the driver (for PostgreSQL: pip install 'digest-newsroom[postgresql]'), or use sqlite:///digest.db.",
        ) from error


def lock_out_other_writers(connection: sa.Connection) -> None:
    """Waits until this transaction is the only one that writes; lasts until its end."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(WRITER_LOCK)))
    # SQLite has done the same with BEGIN IMMEDIATE.


def _sqlite(address: sa.URL) -> sa.Engine:
    path = address.database or ""
    if path and path != ":memory:" and not path.startswith("file:"):
        _make_folder(Path(path).parent)
    arguments = {} if "timeout" in address.query else {"timeout": BUSY_TIMEOUT_S}
    engine = sa.create_engine(address, connect_args=arguments)
    sa.event.listen(engine, "connect", _prepare_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"The folder {folder} for the database could not be made ({error.strerror}).",
            kept=NOTHING,
            next="Name another place in the configuration.",
        ) from error


def _prepare_sqlite(connection: Any, record: object) -> None:
    # The driver must not begin transactions by itself: it would begin them too late and without the lock.
    # https://docs.sqlalchemy.org/en/20/dialects/sqlite.html#pysqlite-serializable
    connection.isolation_level = None
    for pragma in ("foreign_keys = ON", "synchronous = NORMAL"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: sa.Connection) -> None:
    options = connection.get_execution_options()
    _wait_for(connection, options.get(SYNCHRONOUS, "NORMAL"))
    begin = options.get(BEGIN, "BEGIN")
    if begin:
        connection.exec_driver_sql(begin)


def _wait_for(connection: sa.Connection, synchronous: str) -> None:
    """Nothing; the connection's next commit then waits for the disk (FULL), or leaves that to a later one (NORMAL)."""
    known = connection.info  # of the file's connection, which later users of it get too
    if known.get(SYNCHRONOUS, "NORMAL") != synchronous:
        connection.exec_driver_sql(f"PRAGMA synchronous = {synchronous}")
        known[SYNCHRONOUS] = synchronous


def _switch_to_write_ahead(connection: sa.Connection) -> bool:
    """Whether the file writes ahead now; False while another process holds it."""
    if connection.exec_driver_sql("PRAGMA journal_mode").scalar() in ("wal", "memory"):
        return True
    try:
        return connection.exec_driver_sql("PRAGMA journal_mode = WAL").scalar() == "wal"
    except OperationalError as error:
        if sqlite_code(error) == "SQLITE_BUSY":  # for this pragma SQLite does not wait by itself
            return False
        raise
