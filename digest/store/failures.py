"""What the database said, in plain words. Floor 3.

Every error that a driver raises inside `in_plain_words` leaves it as a StoreError. By then the transaction has
been rolled back, so that it may truly say that nothing was changed.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, TimeoutError

from digest.errors import StoreError

NOTHING = "Nothing was changed."

# By the beginning of SQLite's own name of the result (https://www.sqlite.org/rescode.html); first match wins.
SQLITE = (
    (
        ("SQLITE_BUSY", "SQLITE_LOCKED"),
        "is in use by another program, which did not let go of it in time.",
        "Wait until the other run has ended, then try again.",
    ),
    (
        ("SQLITE_READONLY",),
        "may be read but not written.",
        "Allow this user to write the file and its folder, or name another database.",
    ),
    (
        ("SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_FSYNC", "SQLITE_IOERR_SHMSIZE", "SQLITE_TOOBIG"),
        "could not be written: the disk is full, or a limit on the size of files was reached.",
        "Make room, then run the same command again.",
    ),
    (
        ("SQLITE_IOERR",),
        "could not be read or written by this machine.",
        "Check the disk, then run the same command again.",
    ),
    (
        ("SQLITE_NOTADB",),
        "is not a database of this program: the file holds something else.",
        "Name another file in the configuration.",
    ),
    (
        ("SQLITE_CORRUPT",),
        "is damaged.",
        "Restore it from a copy, or keep a copy of it and have it examined.",
    ),
    (
        ("SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH"),
        "could not be opened.",
        "Check that the folder exists, that it may be written, and that the name is a file.",
    ),
)


@contextmanager
def in_plain_words(name: str) -> Iterator[None]:
    """Nothing; whatever the driver of the database `name` raises inside leaves as a StoreError."""
    try:
        yield
    except DBAPIError as error:
        raise store_error(error, name) from error
    except TimeoutError as error:  # all connections of the pool are taken
        raise StoreError(f"The database {name} is busy.", kept=NOTHING, next="Try again in a minute.") from error


def store_error(error: DBAPIError, name: str) -> StoreError:
    """The StoreError that says the same as the driver's error."""
    code = sqlite_code(error)
    for prefixes, what, next_step in SQLITE:
        if code.startswith(prefixes):
            return StoreError(f"The database {name} {what}", kept=NOTHING, next=next_step)
    said = str(error.orig).strip().partition("\n")[0]
    return StoreError(f"The database {name} refused: {said}.", kept=NOTHING)


def sqlite_code(error: DBAPIError) -> str:
    """SQLite's name of the result, such as "SQLITE_BUSY"; empty for other databases."""
    return str(getattr(error.orig, "sqlite_errorname", ""))
