"""Where a run's records go, and how each output is brought back to the last commit after a run was killed."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import structlog

from extractor.batch.ledger import Ledger
from extractor.batch.work import Worked
from extractor.errors import SettingsError, StoreError
from extractor.records import Record
from extractor.store.jsonl import JsonlWriter

if TYPE_CHECKING:
    from extractor.store import Store

log = structlog.get_logger("extractor.run")


class Sink(Protocol):
    """An output of a run. Calls come from one thread."""

    def begin(self, ledger: Ledger, resume: bool) -> bool:
        """Open; with ``resume`` keep what earlier runs wrote up to the ledger's last commit. False for a new output."""

    def put_many(self, records: Sequence[Worked]) -> dict[str, int]:
        """Write records and make them last. Returns counts for the summary. Raises StoreError; then none is written."""

    def remove(self, record_id: str) -> None:
        """Take out a record whose article turned out to be another's."""

    def note(self, ledger: Ledger) -> None:
        """Tell the ledger how far this output has come; it is committed right after."""

    def close(self) -> None:
        """Finish."""


def sinks_of(store: str | None, jsonl: Path | None) -> list[Sink]:
    """The outputs of a command line. Raises SettingsError where there is none."""
    sinks: list[Sink] = []
    if store:
        sinks.append(StoreSink(store))
    if jsonl:
        sinks.append(JsonlSink(jsonl))
    if not sinks:
        raise SettingsError("where shall the records go? Name --store sqlite:///news.db or --jsonl records.jsonl")
    return sinks


def open_all(sinks: Sequence[Sink], ledger: Ledger, resume: bool, stack: contextlib.ExitStack) -> None:
    """Open the outputs. Where all of them are new, what the ledger holds as done is nowhere and is done again."""
    continued = []
    for sink in sinks:
        continued.append(sink.begin(ledger, resume))
        stack.callback(sink.close)
    if ledger.counts() and not all(continued):
        if any(continued):
            log.warning("an output is new and gets only what is not done yet", hint="--no-resume does all again")
        else:
            log.warning("the outputs are new: all is done again")
            ledger.clear()
    for sink in sinks:
        sink.note(ledger)
    ledger.commit()


def default_ledger(store: str | None, jsonl: Path | None) -> Path:
    """Where a run's ledger lies unless named: beside its output, news.ledger.db for news.db or news.jsonl."""
    file = _sqlite_file(store) if store else None
    beside = file or jsonl
    if beside is None:
        return Path("extractor.ledger.db")
    return beside.with_name(beside.name.partition(".")[0] + ".ledger.db")


def _sqlite_file(url: str) -> Path | None:
    """The file of a SQLite store, None for a store in memory or elsewhere."""
    address, _, _ = url.partition("?")
    scheme, _, path = address.partition(":///")
    return Path(path) if scheme.partition("+")[0] == "sqlite" and path and path != ":memory:" else None


class StoreSink:
    """A database of records."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._store: Store | None = None

    def begin(self, ledger: Ledger, resume: bool) -> bool:
        """Open the database. It needs no bringing back: storing a record twice changes nothing."""
        from extractor.store import open_store

        file = _sqlite_file(self.url)
        is_new = file is not None and not file.exists()
        self._store = open_store(self.url)
        return not is_new

    def put_many(self, records: Sequence[Worked]) -> dict[str, int]:
        """Store records, all or none."""
        assert self._store is not None
        prepared = (record.prepared or Record.model_validate_json(record.json) for record in records)
        return dict(Counter(self._store.put_many(prepared)))

    def remove(self, record_id: str) -> None:
        """Take a record out."""
        assert self._store is not None
        self._store.delete([record_id])

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

    def begin(self, ledger: Ledger, resume: bool) -> bool:
        """Open the file; with ``resume`` cut off what was written after the ledger's last commit."""
        known = ledger.output_bytes(self._name) if resume and self.path.exists() else None
        if known is not None:
            if self.path.suffix in (".gz", ".zst"):
                raise StoreError(
                    f"{self.path}: a packed file cannot be added to: name a plain .jsonl, or run with --no-resume"
                )
            if self.path.stat().st_size > known:
                with self.path.open("rb+") as file:
                    file.truncate(known)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"{self.path}: {error.strerror}: name a file that can be written") from error
        self._writer = JsonlWriter(self.path, append=known is not None)
        return known is not None

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
