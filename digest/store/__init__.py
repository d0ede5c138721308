"""The database: articles as they came in, issues as they were built, how far each source was read.

It keeps state and answers questions about it; it decides nothing about what enters an issue, and the bytes of
drafts live in the outbox. Everything SQL stays behind this package: what comes out are values of the model.
Floor 3. SQLAlchemy is imported when a store is opened, not before.
"""

from typing import TYPE_CHECKING, Any

from digest.store.values import Added, Chosen, CountedLink, IssueRecord, Outcome, SourceState, Taken, Turn, Worker

if TYPE_CHECKING:
    from digest.store.database import Store

__all__ = [
    "Added",
    "Chosen",
    "CountedLink",
    "IssueRecord",
    "Outcome",
    "SourceState",
    "Store",
    "Taken",
    "Turn",
    "Worker",
    "open_store",
]


def open_store(url: str) -> "Store":
    """The store at an SQLAlchemy URL such as `sqlite:///digest.db`, created or upgraded where needed.

    Use it in a `with` statement, or call `close()`. Raises StoreError, and then the database is as it was.
    """
    from digest.store.database import Store

    return Store.open(url)


def __getattr__(name: str) -> Any:
    if name == "Store":
        from digest.store.database import Store

        return Store
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
