"""An open database of records: storing a record again writes nothing, storing a changed one replaces what changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from types import TracebackType
from typing import Literal, Self

from sqlalchemy import Engine

from extractor.records import Record
from extractor.store.engine import engine_of, reading, writing
from extractor.store.rows import Prepared, content_hash, merged, prepare
from extractor.store.schema import bring_up_to_date, check_version
from extractor.store.write import delete_articles, stored_hashes, write_rows

Outcome = Literal["inserted", "updated", "unchanged"]


class Store:
    """An open database of records. Use as a context manager, or call ``close``."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def put(self, record: Record) -> Outcome:
        """Store one record in one transaction. Raises StoreError; then nothing of the record is written."""
        return self._put_batch([record])[0]

    def put_many(self, records: Iterable[Record | Prepared], batch_size: int = 250) -> dict[Outcome, int]:
        """Store many records, ``batch_size`` a transaction, so that each is written whole or not at all. Those that
        went through ``prepare`` (in another process, say) cost this one only the writing.

        Returns how many were inserted, updated and unchanged. Raises StoreError; then the transactions before the
        failed one are kept, and storing the same records again completes the work.
        """
        counts: Counter[Outcome] = Counter({"inserted": 0, "updated": 0, "unchanged": 0})
        records = iter(records)
        while batch := list(islice(records, batch_size)):
            for part in _without_repeats(batch):
                counts.update(self._put_batch(part))
        return dict(counts)

    def _put_batch(self, records: list[Record | Prepared]) -> list[Outcome]:
        """Store records of different ids in one transaction."""
        hashes = {record.id: _hash(record) for record in records}
        with reading(self.engine) as connection:
            stored = stored_hashes(connection, list(hashes))
        if stored != hashes:
            differing = [record for record in records if stored.get(record.id) != hashes[record.id]]
            rows = {record.id: _prepared(record).rows for record in differing}
            with writing(self.engine) as connection:  # what is stored may have changed while we waited for our turn
                stored |= stored_hashes(connection, list(rows))
                to_write = [ident for ident in rows if stored.get(ident) != hashes[ident]]
                if to_write:
                    changed = [ident for ident in to_write if ident in stored]
                    write_rows(connection, merged(rows[ident] for ident in to_write), changed)
        return [_outcome(stored.get(record.id), hashes[record.id]) for record in records]

    def delete(self, idents: Sequence[str]) -> int:
        """Remove the records with these ids, in one transaction; returns how many there were. Raises StoreError."""
        with writing(self.engine) as connection:
            return delete_articles(connection, idents)

    def close(self) -> None:
        """Close the database's connections."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_store(url: str, *, read_only: bool = False) -> Store:
    """Open the database at ``url``: sqlite:///news.db or postgresql://user@host/database.

    Tables are made, or brought to this program's version, as needed; with ``read_only`` nothing is written, and a
    database that holds no store is an error. Raises StoreError with a reason and a mend.
    """
    engine = engine_of(url, read_only)
    try:
        if read_only:
            check_version(engine)
        else:
            bring_up_to_date(engine)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine)


def _outcome(before: str | None, now: str) -> Outcome:
    if before is None:
        return "inserted"
    return "unchanged" if before == now else "updated"


def _hash(record: Record | Prepared) -> str:
    return record.hash if isinstance(record, Prepared) else content_hash(record)


def _prepared(record: Record | Prepared) -> Prepared:
    return record if isinstance(record, Prepared) else prepare(record)


def _without_repeats(records: list[Record | Prepared]) -> list[list[Record | Prepared]]:
    """Records cut so that no id stands twice in a part; later ones stay later."""
    parts: list[list[Record | Prepared]] = [[]]
    seen: set[str] = set()
    for record in records:
        if record.id in seen:
            parts.append([])
            seen.clear()
        seen.add(record.id)
        parts[-1].append(record)
    return parts
