"""The store as files for analysts: one file a table and view, CSV or Parquet (extra ``[parquet]``)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Boolean, Date, Integer, Numeric, Select, column, literal_column, select, table

from extractor.errors import StoreError
from extractor.store.database import Store
from extractor.store.engine import reading
from extractor.store.tables import WRITTEN, columns

_ROWS_AT_ONCE = 20_000
_LEFT_OUT = {"hash", "lemmas", "record"}  # the store's own; records are exported as JSON lines
_VIEWS = {
    "indicator_series": (
        "indicator base place place_key subject period first_day:date last_day:date period_relation kind value "
        "number:number low low_number:number high high_number:number comparator unit unit_text per_value per_unit "
        "per_unit_text status change change_since attributed_to published_on:date publisher title url evidence "
        "indicator_id article_id"
    ),
    "person_roles": (
        "person person_key title of_body former:flag acting:flag published_on:date publisher article url evidence "
        "person_id article_id"
    ),
    "who_said_what": (
        "speaker speaker_kind role text kind published_on:date publisher article url quote_id speaker_id article_id"
    ),
}
_TYPES = {"date": Date, "number": Numeric, "flag": Boolean}


def _selections() -> Iterator[tuple[str, list[tuple[str, Any]]]]:
    """Name, and names and types of the columns, of each table and view that is exported."""
    for stored in WRITTEN:
        yield stored.name, [(n, stored.c[n].type) for n in columns(stored) if n not in _LEFT_OUT]
    for name, listed in _VIEWS.items():
        pairs = (part.partition(":") for part in listed.split())
        yield name, [(field, _TYPES[kind]() if kind else None) for field, _, kind in pairs]


def _select(name: str, fields: list[tuple[str, Any]]) -> Select[Any]:
    listed = [
        column(field) if kind is None or isinstance(kind, Numeric) else column(field, kind) for field, kind in fields
    ]
    return select(*listed).select_from(table(name)).order_by(*(literal_column(str(n + 1)) for n in range(len(fields))))


def _batches(store: Store, query: Select[Any]) -> Iterator[list[tuple[Any, ...]]]:
    with reading(store.engine) as connection:
        result = connection.execution_options(stream_results=True).execute(query)
        for rows in result.partitions(_ROWS_AT_ONCE):
            yield [tuple(row) for row in rows]


def export_tables(store: Store, folder: Path, form: Literal["csv", "parquet"]) -> dict[str, int]:
    """Write every table and view into ``folder``, which is made; returns rows by name. Raises StoreError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write = _write_csv if form == "csv" else _write_parquet
        return {
            name: write(folder / f"{name}.{form}", fields, _batches(store, _select(name, fields)))
            for name, fields in _selections()
        }
    except OSError as error:
        raise StoreError(f"{error.filename or folder}: {error.strerror}: name a folder that can be written") from error


def _write_csv(path: Path, fields: list[tuple[str, Any]], batches: Iterator[list[tuple[Any, ...]]]) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([field for field, _ in fields])
        for rows in batches:
            writer.writerows([_csv_cell(value) for value in row] for row in rows)
            count += len(rows)
    return count


def _csv_cell(value: Any) -> Any:
    """A value for a spreadsheet: words of a page that a spreadsheet would run as a formula begin with an apostrophe."""
    if isinstance(value, str) and len(value) > 1 and value[0] in "=+-@\t\r" and not _is_number(value):
        return f"'{value}"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value).lower() if isinstance(value, bool) else value


def _is_number(text: str) -> bool:
    return text.lstrip("-").replace(".", "", 1).replace("/", "", 1).isdecimal()


def _write_parquet(path: Path, fields: list[tuple[str, Any]], batches: Iterator[list[tuple[Any, ...]]]) -> int:
    """Numbers are float64 for reckoning; the exact decimal stands beside each as text."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise StoreError("Parquet needs the package pyarrow: pip install 'extractor[parquet]'") from error
    kinds = {Date: pyarrow.date32(), Numeric: pyarrow.float64(), Boolean: pyarrow.bool_(), Integer: pyarrow.int32()}
    schema = pyarrow.schema([(field, kinds.get(type(kind), pyarrow.string())) for field, kind in fields])
    count = 0
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for rows in batches:
            cells = [[_parquet_cell(value) for value in values] for values in zip(*rows, strict=True)]
            arrays = [pyarrow.array(values, field.type) for values, field in zip(cells, schema, strict=True)]
            writer.write_batch(pyarrow.record_batch(arrays, schema=schema))
            count += len(rows)
    return count


def _parquet_cell(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value
