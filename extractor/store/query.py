"""Questions answered from the store: the series of an indicator, articles that speak of something, counts.

Every search is by dictionary forms: «индустрия» finds «индустрии». All words must occur.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Table, text

from extractor.errors import StoreError
from extractor.store.database import Store
from extractor.store.engine import reading
from extractor.store.lemmas import lemmas
from extractor.store.tables import WRITTEN, articles, indicators

Row = dict[str, Any]

_MOST_WORDS = 32


def search_terms(words: str, sqlite: bool) -> str:
    """Words as the database's full-text search takes them; empty where there is no word."""
    terms = lemmas(words).split()[:_MOST_WORDS]
    return " ".join(f'"{term}"' for term in terms) if sqlite else " ".join(terms)


def found_in(table: Table, sqlite: bool) -> str:
    """SQL condition: the row of ``table`` holds all of ``:terms``."""
    if sqlite:
        search = f"{table.name}_search"
        return f"{table.name}.seq IN (SELECT rowid FROM {search} WHERE {search} MATCH :terms)"
    return f"to_tsvector('simple', {table.name}.lemmas) @@ plainto_tsquery('simple', :terms)"


def series(store: Store, indicator: str, place: str | None = None, limit: int = 1000) -> list[Row]:
    """The figures whose name holds the words of ``indicator``, oldest period first.

    ``place`` keeps those that hold for a place whose name has these words. Rows are those of the view
    indicator_series. Raises StoreError, also where ``indicator`` holds no word.
    """
    with reading(store.engine) as connection:
        found = f"SELECT id FROM indicators WHERE {found_in(indicators, _is_sqlite(connection))}"
        query = f"SELECT * FROM indicator_series WHERE indicator_id IN ({found})"
        values: dict[str, Any] = {"terms": _terms(connection, indicator), "limit": limit}
        if place is not None:
            keys = places_named(connection, place)
            if not keys:
                return []
            query += f" AND place_key IN ({', '.join(f':place{n}' for n in range(len(keys)))})"
            values |= {f"place{n}": key for n, key in enumerate(keys)}
        order = "place, first_day, published_on, unit, number, indicator_id"
        query += f" ORDER BY {order} LIMIT :limit"
        return [dict(row._mapping) for row in connection.execute(text(query), values)]


def places_named(connection: Connection, name: str) -> list[str]:
    """Keys of the places whose name holds all words of ``name``, whatever their case."""
    rows = connection.execute(text("SELECT key, name FROM entities WHERE kind = 'place' ORDER BY key"))
    return keys_named(name, ((row.key, row.name) for row in rows))


def keys_named(name: str, entities: Iterable[tuple[str, str]], most: int = 100) -> list[str]:
    """Of the keys and names of entities those keys whose name holds all words of ``name``, in any form."""
    wanted = set(lemmas(name).split())
    if not wanted:
        return []
    return [key for key, called in entities if wanted <= set(lemmas(called).split())][:most]


def articles_about(store: Store, words: str, limit: int = 20) -> list[Row]:
    """The newest articles whose text holds all the words: id, published_on, publisher, title, url."""
    with reading(store.engine) as connection:
        query = (
            "SELECT id, published_on, publisher, title, url FROM articles "
            f"WHERE {found_in(articles, _is_sqlite(connection))} "
            "ORDER BY published_on IS NULL, published_on DESC, id LIMIT :limit"
        )
        rows = connection.execute(text(query), {"terms": _terms(connection, words), "limit": limit})
        return [dict(row._mapping) for row in rows]


def stats(store: Store) -> Row:
    """What the store holds: rows by table, first and last day of publication, articles by language and publisher."""
    with reading(store.engine) as connection:

        def rows(query: str) -> list[Any]:
            return list(connection.execute(text(query)))

        counts = {table.name: rows(f"SELECT count(*) FROM {table.name}")[0][0] for table in WRITTEN}
        kinds = rows("SELECT kind, count(*) FROM entities GROUP BY kind ORDER BY kind")
        first, last = rows("SELECT min(published_on), max(published_on) FROM articles")[0]
        return {
            "tables": counts,
            "entities": {row[0]: row[1] for row in kinds},
            "published": [str(day) if day else None for day in (first, last)],
            "languages": _by(rows, "language"),
            "publishers": _by(rows, "publisher"),
            "versions": [dict(row._mapping) for row in rows(_VERSIONS)],
        }


_VERSIONS = (
    "SELECT r.extractor, r.schema_version, count(*) AS articles FROM runs r JOIN articles a ON a.run_id = r.id "
    "GROUP BY r.extractor, r.schema_version ORDER BY r.extractor, r.schema_version"
)


def _by(rows: Any, column: str) -> dict[str, int]:
    query = f"SELECT {column}, count(*) FROM articles GROUP BY {column} ORDER BY count(*) DESC, {column} LIMIT 20"
    return {name or "(unknown)": count for name, count in rows(query)}


def _is_sqlite(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite"


def _terms(connection: Connection, words: str) -> str:
    terms = search_terms(words, _is_sqlite(connection))
    if not terms:
        raise StoreError(f"{words!r} holds no word to look for")
    return terms


def stored_records(store: Store) -> Iterator[str]:
    """Every stored record as JSON on one line, oldest article first."""
    query = "SELECT record FROM articles ORDER BY published_on IS NULL, published_on, id"
    with reading(store.engine) as connection:
        for row in connection.execution_options(stream_results=True, yield_per=200).execute(text(query)):
            yield row.record
