"""Record -> JSONL, SQLite, PostgreSQL, Parquet, CSV, FollowTheMoney; and questions answered from the store.

``open_store(url)`` opens a database and brings its tables up to date; ``Store.put`` stores a record so that storing the
same record again writes nothing, and storing a changed one replaces what changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.store.database import Outcome, Store, open_store

__all__ = ["Outcome", "Store", "open_store"]


def __getattr__(name: str) -> Any:
    """Load the database parts when they are first asked for: files of records need no SQLAlchemy, which costs 0.6 s."""
    if name in __all__:
        from extractor.store import database

        return getattr(database, name)
    raise AttributeError(name)
