"""Where a run's records go, and how each output is brought back to the last commit after a run was killed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from extractor.batch.ledger import Ledger
from extractor.batch.work import Worked
from extractor.errors import StoreError
from extractor.records import Record
from extractor.store import Store, open_store
from extractor.store.jsonl import JsonlWriter


class Sink(Protocol):
    """An output of a run. Calls come from one thread."""

    def begin(self, ledger: Ledger, resume: bool) -> None:
        """Open; with ``resume`` keep what earlier runs wrote up to the ledger's last commit."""

    def put_many(self, records: Sequence[Worked]) -> dict[str, int]:
        """Write records and make them last. Returns counts for the summary. Raises StoreError; then none is written."""

    def remove(self, record_id: str) -> None:
        """Take out a record whose article turned out to be another's."""

    def note(self, ledger: Ledger) -> None:
        """Tell the ledger how far this output has come; it is committed right after."""

    def close(self) -> None:
        """Finish."""


class StoreSink:
    """A database of records."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._store: Store | None = None

    def begin(self, ledger: Ledger, resume: bool) -> None:
        """Open the database. It needs no bringing back: storing a record twice changes nothing."""
        self._store = open_store(self.url)

    def put_many(self, records: Sequence[Worked]) -> dict[str, int]:
        """Store records, all or none."""
        assert self._store is not None
        return dict(Counter(self._store.put_many(Record.model_validate_json(record.json) for record in records)))

    def remove(self, record_id: str) -> None:
        """Take a record out, where the store can."""
        remove = getattr(self._store, "delete", None)
        if remove is not None:
            remove([record_id])

    def note(self, ledger: Ledger) -> None:
        """Nothing to tell."""

    def close(self) -> None:
        """Close the database."""
        if self._store is not None:
            self._store.close()


class JsonlSink:
    """A file of JSON lines. A record written again stands there twice; the last line with an id counts."""

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        self._writer: JsonlWriter | None = None

    def begin(self, ledger: Ledger, resume: bool) -> None:
        """Open the file; with ``resume`` cut off what was written after the ledger's last commit."""
        known = ledger.output_bytes(self._name) if resume else None
        if known is not None and self.path.exists():
            if self.path.suffix in (".gz", ".zst"):
                raise StoreError(f"{self.path}: a packed file cannot be added to: name a plain .jsonl, or run with --no-resume")
            if self.path.stat().st_size > known:
                with self.path.open("rb+") as file:
                    file.truncate(known)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"{self.path}: {error.strerror}: name a file that can be written") from error
        self._writer = JsonlWriter(self.path, append=known is not None)

    def put_many(self, records: Sequence[Worked]) -> dict[str, int]:
        """Write records, one a line."""
        assert self._writer is not None
        for record in records:
            self._writer.put_json(record.json)
        self._writer.flush()
        return {}

    def remove(self, record_id: str) -> None:
        """Nothing is taken out of a file that only grows."""

    def note(self, ledger: Ledger) -> None:
        """Tell the ledger the file's length."""
        ledger.note_output(self._name, self.path.stat().st_size)

    def close(self) -> None:
        """Finish the file."""
        if self._writer is not None:
            self._writer.close()

    @property
    def _name(self) -> str:
        return str(self.path.absolute())
