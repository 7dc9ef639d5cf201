"""Rate of the store: 10,000 synthetic records loaded twice, beside plain INSERT of the same rows.

python benchmarks/store.py [COUNT]
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1] / "tests"), str(Path(__file__).parents[1] / "tests" / "store")]

from make_records import make_records  # noqa: E402
from postgres import PostgresServer  # noqa: E402

from extractor.store import open_store  # noqa: E402
from extractor.store.engine import writing  # noqa: E402
from extractor.store.rows import merged, rows_of  # noqa: E402
from extractor.store.tables import WRITTEN, columns  # noqa: E402


def plain_insert(url: str, records: list) -> float:
    """Seconds for executemany of the same rows, made beforehand, into empty tables."""
    rows = merged(rows_of(record) for record in records)
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


def measure(name: str, new_url, records: list) -> None:
    with open_store(new_url()) as store:
        for which in ("first load ", "second load"):
            start = time.perf_counter()
            counts = store.put_many(records)
            rate = len(records) / (time.perf_counter() - start)
            print(f"{name} {which}: {rate:8,.0f} records/s  {counts}")
    print(
        f"{name} plain INSERT: {len(records) / plain_insert(new_url(), records):7,.0f} records/s (rows made beforehand)"
    )


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
