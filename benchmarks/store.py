"""Rate of the store: 10,000 synthetic records loaded twice, beside plain INSERT of the same rows.

python benchmarks/store.py [COUNT]

«prepared» loads records whose rows were made beforehand, which is what plain INSERT does. Seconds are of the clock; the
server's work is in no process time of ours.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1] / "tests"), str(Path(__file__).parents[1] / "tests" / "store")]

from make_records import make_records  # noqa: E402
from postgres import PostgresServer  # noqa: E402

from extractor.store import open_store  # noqa: E402
from extractor.store.engine import writing  # noqa: E402
from extractor.store.rows import Prepared, merged, prepare  # noqa: E402
from extractor.store.tables import WRITTEN, columns  # noqa: E402


def plain_insert(url: str, prepared: list[Prepared]) -> float:
    """Seconds for executemany of the same rows, made beforehand, into empty tables."""
    rows = merged(record.rows for record in prepared)
    for name in ("runs", "entities"):
        rows[name] = list({row[0]: row for row in rows[name]}.values())
    with open_store(url) as store, writing(store.engine) as connection:
        mark = "?" if connection.dialect.name == "sqlite" else "%s"
        start = time.perf_counter()
        for table in WRITTEN:
            names = columns(table)
            marks = ", ".join([mark] * len(names))
            connection.exec_driver_sql(
                f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({marks})", rows[table.name]
            )
    return time.perf_counter() - start


def measure(name: str, new_url: Callable[[], str], records: list) -> None:
    prepared = list(map(prepare, records))

    def say(what: str, seconds: float, counts: object = "") -> None:
        print(f"{name} {what}: {len(records) / seconds:8,.0f} records/s  {counts}", flush=True)

    def load(what: str, store, batch: list) -> None:
        start = time.perf_counter()
        counts = store.put_many(batch)
        say(what, time.perf_counter() - start, counts)

    with open_store(new_url()) as store:
        load("first load          ", store, records)
        load("second load         ", store, records)
    with open_store(new_url()) as store:
        load("first load, prepared", store, prepared)
    say("plain INSERT        ", plain_insert(new_url(), prepared))


def main() -> None:
    records = list(make_records(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
    with tempfile.TemporaryDirectory() as folder:
        paths = iter(range(9))
        measure("SQLite    ", lambda: f"sqlite:///{folder}/{next(paths)}.db", records)
    server = PostgresServer()
    try:
        measure("PostgreSQL", server.new_database, records)
    finally:
        server.close()


if __name__ == "__main__":
    main()
