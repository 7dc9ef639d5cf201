"""What became of every address of a run: one row each in SQLite, so that a run that was killed goes on where it was.

A row is written when its address is first met (``queued``) and again when it is finished (``done``, ``failed`` or
``duplicate``). Rows are committed after the records they speak of, so a row never promises a record that is not there;
what was in hand when a run was killed is still ``queued`` and is done again.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

from extractor.errors import SettingsError

State = Literal["queued", "done", "failed", "duplicate"]
VERSION = 1
SCHEMA = """
CREATE TABLE pages (
    address        TEXT PRIMARY KEY,  -- as the source gave it: a URL or a file's path
    position       INTEGER NOT NULL,  -- order in which addresses were first met
    run            INTEGER NOT NULL,  -- number of the run that last took it in
    article_key    TEXT NOT NULL,     -- shared by all addresses of one article, see fetch/normalise.py
    state          TEXT NOT NULL CHECK (state IN ('queued', 'done', 'failed', 'duplicate')),
    tries          INTEGER NOT NULL DEFAULT 0,
    status         INTEGER,           -- HTTP status of the last answer
    reason         TEXT,              -- short code of what failed, or of what made it a duplicate
    error          TEXT,              -- one line
    duplicate_of   TEXT,              -- address that stands for this one
    final_url      TEXT,              -- after redirects
    canonical_url  TEXT,              -- what the page calls its own address
    canonical_key  TEXT,
    record_id      TEXT,
    content_sha256 TEXT,
    etag           TEXT,              -- of the answer; for a file its size and time of change
    last_modified  TEXT,
    first_seen     REAL NOT NULL,     -- seconds since 1970
    finished_at    REAL,
    fetch_seconds  REAL,
    work_seconds   REAL
) WITHOUT ROWID;
CREATE INDEX pages_article_key ON pages (article_key);
CREATE INDEX pages_canonical_key ON pages (canonical_key) WHERE canonical_key IS NOT NULL;
CREATE INDEX pages_record_id ON pages (record_id) WHERE record_id IS NOT NULL;
CREATE INDEX pages_content ON pages (content_sha256) WHERE content_sha256 IS NOT NULL;
CREATE INDEX pages_duplicate_of ON pages (duplicate_of) WHERE duplicate_of IS NOT NULL;
CREATE INDEX pages_state ON pages (state, position);
CREATE TABLE outputs (name TEXT PRIMARY KEY, bytes INTEGER NOT NULL);  -- length of each JSONL file at the last commit
"""
# fmt: off
COLUMNS = frozenset(
    {
        "state", "run", "tries", "status", "reason", "error", "duplicate_of", "final_url", "canonical_url",
        "canonical_key", "record_id", "content_sha256", "etag", "last_modified", "finished_at", "fetch_seconds",
        "work_seconds",
    }
)
# fmt: on


@dataclass(frozen=True, slots=True)
class Row:
    """One address and what became of it; columns as in SCHEMA."""

    address: str
    position: int
    run: int
    article_key: str
    state: State
    tries: int
    status: int | None
    reason: str | None
    error: str | None
    duplicate_of: str | None
    final_url: str | None
    canonical_url: str | None
    canonical_key: str | None
    record_id: str | None
    content_sha256: str | None
    etag: str | None
    last_modified: str | None
    first_seen: float
    finished_at: float | None
    fetch_seconds: float | None
    work_seconds: float | None


class Ledger:
    """The ledger of a run. Changes are seen at once by this object and by others after ``commit``."""

    def __init__(self, path: Path | str) -> None:
        try:
            if str(path) != ":memory:":
                Path(path).parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, isolation_level=None)
            self._prepare()
        except (sqlite3.Error, OSError) as error:
            raise SettingsError(f"ledger {path} cannot be used: {error}; name another with --ledger") from error
        self._next: int = self._one("SELECT coalesce(max(position), 0) + 1 FROM pages")[0]
        self.run: int = self._one("SELECT coalesce(max(run), 0) + 1 FROM pages")[0]
        self._open = False

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def clear(self) -> None:
        """Forget all."""
        self._begin()
        self._db.execute("DELETE FROM pages")
        self._db.execute("DELETE FROM outputs")
        self._next = 1

    def find(self, address: str) -> Row | None:
        """The row of an address."""
        return self._row("SELECT * FROM pages WHERE address = ?", address)

    def queue(self, address: str, article_key: str) -> Row:
        """A new row for an address met for the first time."""
        self._begin()
        self._db.execute(
            "INSERT INTO pages (address, position, run, article_key, state, first_seen)"
            " VALUES (?, ?, ?, ?, 'queued', ?)",
            (address, self._next, self.run, article_key, time.time()),
        )
        self._next += 1
        row = self.find(address)
        assert row is not None
        return row

    def update(self, address: str, **columns: Any) -> None:
        """Change columns of a row; ``finished_at`` is set where the state becomes a final one."""
        assert columns.keys() <= COLUMNS, columns
        if columns.get("state", "queued") != "queued":
            columns.setdefault("finished_at", time.time())
        self._begin()
        names = ", ".join(f"{name} = ?" for name in columns)
        self._db.execute(f"UPDATE pages SET {names} WHERE address = ?", (*columns.values(), address))

    def by_article(self, article_key: str, *, but: str) -> Row | None:
        """The address that stands for an article: met first, and neither a duplicate nor failed."""
        return self._row(
            "SELECT * FROM pages WHERE article_key = ? AND address <> ? AND state IN ('queued', 'done')"
            " ORDER BY position LIMIT 1",
            article_key,
            but,
        )

    def by_content(self, sha256: str, *, but: str) -> Row | None:
        """The finished address whose bytes were the same."""
        return self._row(
            "SELECT * FROM pages WHERE content_sha256 = ? AND address <> ? AND state = 'done'"
            " ORDER BY position LIMIT 1",
            sha256,
            but,
        )

    def by_record(self, record_id: str, key: str | None, *, but: str) -> Row | None:
        """The finished address that gave the same record, or whose page names the same canonical address."""
        return self._row(
            "SELECT * FROM pages WHERE (record_id = ? OR canonical_key = ?) AND address <> ? AND state = 'done'"
            " ORDER BY position LIMIT 1",
            record_id,
            key,
            but,
        )

    def next_duplicate(self, address: str) -> Row | None:
        """The first address that was set aside for this one before either was fetched."""
        return self._row(
            "SELECT * FROM pages WHERE duplicate_of = ? AND state = 'duplicate' AND reason = 'address'"
            " ORDER BY position LIMIT 1",
            address,
        )

    def repoint(self, old: str, new: str) -> None:
        """Let every duplicate of ``old`` be one of ``new``."""
        self._begin()
        self._db.execute("UPDATE pages SET duplicate_of = ? WHERE duplicate_of = ? AND address <> ?", (new, old, new))

    def in_state(self, state: State) -> Iterator[Row]:
        """Rows in a state, in order, read in steps so that many take little memory."""
        after = 0
        while rows := self._rows(
            "SELECT * FROM pages WHERE state = ? AND position > ? ORDER BY position LIMIT 500", state, after
        ):
            yield from rows
            after = rows[-1].position

    def counts(self) -> dict[str, int]:
        """How many rows are in each state."""
        return dict(self._db.execute("SELECT state, count(*) FROM pages GROUP BY state ORDER BY state"))

    def output_bytes(self, name: str) -> int | None:
        """Length of an output file at the last commit, None where this ledger has not met it."""
        found = self._db.execute("SELECT bytes FROM outputs WHERE name = ?", (name,)).fetchone()
        return found[0] if found else None

    def note_output(self, name: str, length: int) -> None:
        """Remember an output file's length in bytes together with the rows of the next commit."""
        self._begin()
        self._db.execute("INSERT OR REPLACE INTO outputs VALUES (?, ?)", (name, length))

    def commit(self) -> None:
        """Make every change so far last."""
        if self._open:
            self._db.execute("COMMIT")
            self._open = False

    def close(self) -> None:
        """Close. What was not committed is forgotten: the records it speaks of may not have been written."""
        if self._open:
            self._db.execute("ROLLBACK")
        self._db.close()

    def _prepare(self) -> None:
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.execute("PRAGMA busy_timeout = 5000")
        found = self._one("PRAGMA user_version")[0]
        if found == 0 and not self._one("SELECT count(*) FROM sqlite_master")[0]:
            self._db.executescript(f"BEGIN; {SCHEMA} PRAGMA user_version = {VERSION}; COMMIT;")
        elif found != VERSION:
            raise sqlite3.DatabaseError(f"it is no ledger of version {VERSION}")

    def _begin(self) -> None:
        if not self._open:
            self._db.execute("BEGIN IMMEDIATE")
            self._open = True

    def _one(self, sql: str, *values: Any) -> tuple[Any, ...]:
        found: tuple[Any, ...] = self._db.execute(sql, values).fetchone()
        return found

    def _row(self, sql: str, *values: Any) -> Row | None:
        found = self._db.execute(sql, values).fetchone()
        return Row(*found) if found else None

    def _rows(self, sql: str, *values: Any) -> list[Row]:
        return [Row(*found) for found in self._db.execute(sql, values)]
