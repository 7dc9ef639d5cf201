"""Answers of the store as tables for a terminal."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from rich.markup import escape
from rich.table import Table

Row = dict[str, Any]

_SIGNS = {"=": "", "~": "≈ ", "<": "< ", "<=": "≤ ", ">": "> ", ">=": "≥ "}
_ARROWS = {"increase": "↑ ", "decrease": "↓ ", None: ""}


def series_table(rows: list[Row]) -> Table:
    """The series of an indicator, one row a figure."""
    columns = ("place", "period", "figure", "status", "indicator", "published", "publisher", "url")
    table = _table("", columns)
    for row in rows:
        cells = (row["place"], row["period"], figure(row), row["status"], row["indicator"])
        table.add_row(*map(_cell, (*cells, row["published_on"], row["publisher"], row["url"])))
    return table


def articles_table(rows: list[Row]) -> Table:
    """Articles, one row each."""
    table = _table("", ("published", "publisher", "title", "id"))
    for row in rows:
        table.add_row(*(_cell(row[name]) for name in ("published_on", "publisher", "title", "id")))
    return table


def stats_tables(stats: Row) -> list[Table]:
    """What a store holds."""
    first, last = stats["published"]
    found = []
    parts = (
        ("rows", stats["tables"]),
        ("entities", stats["entities"]),
        (f"articles by language, {first or '?'} to {last or '?'}", stats["languages"]),
        ("articles by publisher", stats["publishers"]),
        (
            "made by",
            {f"extractor {v['extractor']}, schema {v['schema_version']}": v["articles"] for v in stats["versions"]},
        ),
    )
    for title, counts in parts:
        table = _table("", (title, "count"))
        for name, count in counts.items():
            table.add_row(_cell(name), f"{count:,}")
        found.append(table)
    return found


def figure(row: Row) -> str:
    """A figure of the view indicator_series in words: «↑ ≈ 9.2 %», «9–11 %»."""
    value = grouped(row["value"]) or "–".join(grouped(row[end]) or "…" for end in ("low", "high"))
    unit = row["unit_text"] if row["kind"] == "count" else unit_words(row["unit"])
    per = ""
    if row["per_unit"] or row["per_unit_text"]:
        over = "" if row["per_value"] in (None, "1") else f"{row['per_value']} "
        per = f" / {over}{row['per_unit_text'] or row['per_unit']}"
    return f"{_ARROWS[row['change']]}{_SIGNS[row['comparator']]}{value} {unit or ''}".rstrip() + per


def unit_words(unit: str | None) -> str | None:
    """A unit as a reader knows it: «times» for {times}."""
    return unit.strip("{}") if unit else unit


def grouped(value: str | None) -> str:
    """An exact decimal with its thousands apart; a fraction as it is."""
    if value is None or "/" in value:
        return value or ""
    return f"{Decimal(value):,f}".replace(",", "\N{NO-BREAK SPACE}")


def _table(title: str, columns: tuple[str, ...]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold", justify="right" if column in ("figure", "count") else "left")
    return table


def _cell(value: object) -> str:
    return escape("" if value is None else str(value))
