"""What a run left behind, in a form two runs can be compared in."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path


def stored(folder: Path) -> dict[str, list[tuple]]:
    """Every row of every table of the store, without row numbers and without the time of fetching."""
    found: dict[str, list[tuple]] = {}
    with sqlite3.connect(folder / "news.db") as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in (name for name in tables if not name.startswith("sqlite_") and "_search" not in name):
            columns = [name for _, name, *_ in db.execute(f"PRAGMA table_info({table})")]
            compared = ", ".join(name for name in columns if name not in ("seq", "record"))
            found[table] = sorted(db.execute(f"SELECT {compared} FROM {table}"), key=repr)
        records = [json.loads(text) for (text,) in db.execute("SELECT record FROM articles")]
    for record in records:
        record["provenance"].pop("fetched_at")
    found["records"] = sorted((json.dumps(record, sort_keys=True),) for record in records)
    return found
