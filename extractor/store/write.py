"""Writes the rows of records: each article whole or not at all, and only what differs from what is there.

Rows go into temporary tables first (COPY on PostgreSQL, executemany on SQLite); the rest is the same SQL on both:
rows that are new or other than before are upserted, rows of the article that are gone are removed, equal rows are not
touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, select, text

from extractor.store.rows import Row, Rows, digest
from extractor.store.tables import OWNED, WRITTEN, appearances, articles, columns, entities, runs

Entity = tuple[str, str, str, str, str, str]  # id, hash, kind, key, name, type


def stored_hashes(connection: Connection, idents: Sequence[str]) -> dict[str, str]:
    """Id -> content hash of those of the articles that are stored."""
    query = select(articles.c.id, articles.c.hash).where(articles.c.id.in_(bindparam("idents", expanding=True)))
    return {row.id: row.hash for row in connection.execute(query, {"idents": list(idents)})}


def write_rows(connection: Connection, rows: Rows, changed: Sequence[str]) -> None:
    """Write all rows of some articles. ``changed`` are the ids of those that are stored already with other content."""
    before = _entities_of(connection, changed)
    rows["runs"] = list(dict.fromkeys(rows["runs"]))
    rows["entities"] = _merged_entities(connection, rows.get("entities", []))
    staged = [table for table in WRITTEN if rows.get(table.name) or changed]
    for table in staged:
        _stage(connection, table, rows.get(table.name, []))
        connection.exec_driver_sql(_upsert(table))
    if changed:
        for table in reversed(OWNED):
            connection.exec_driver_sql(_delete_gone(table))
        _judge_again(connection, before)
        connection.execute(_UNUSED_RUNS)
    if connection.dialect.name == "sqlite":  # PostgreSQL empties them itself at commit
        for table in staged:
            connection.exec_driver_sql(f"DELETE FROM stage_{table.name}")


def delete_articles(connection: Connection, idents: Sequence[str]) -> int:
    """Remove articles and all they own; returns how many there were."""
    before = _entities_of(connection, idents)
    chosen: Any = bindparam("idents", expanding=True)
    for table in reversed(OWNED):
        connection.execute(delete(table).where(table.c.article_id.in_(chosen)), {"idents": list(idents)})
    gone = connection.execute(delete(articles).where(articles.c.id.in_(chosen)), {"idents": list(idents)}).rowcount
    _judge_again(connection, before)
    connection.execute(_UNUSED_RUNS)
    return gone


_UNUSED_RUNS = delete(runs).where(runs.c.id.not_in(select(articles.c.run_id)))


def _stage(connection: Connection, table: Table, rows: list[Row]) -> None:
    """Fill the table's temporary twin."""
    names = ", ".join(columns(table))
    sqlite = connection.dialect.name == "sqlite"
    at_commit = "" if sqlite else " ON COMMIT DELETE ROWS"
    connection.exec_driver_sql(
        f"CREATE TEMP TABLE IF NOT EXISTS stage_{table.name}{at_commit} AS SELECT {names} FROM {table.name} WHERE 1 = 0"
    )
    if not rows:
        return
    if sqlite:
        marks = ", ".join("?" * len(rows[0]))
        connection.exec_driver_sql(f"INSERT INTO stage_{table.name} VALUES ({marks})", rows)
        return
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY stage_{table.name} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _upsert(table: Table) -> str:
    names = columns(table)
    listed = ", ".join(names)
    sets = ", ".join(f"{name} = excluded.{name}" for name in names if name != "id")
    return (
        f"INSERT INTO {table.name} ({listed}) SELECT {listed} FROM stage_{table.name} WHERE 1 = 1 "
        f"ON CONFLICT (id) DO UPDATE SET {sets} WHERE {table.name}.hash <> excluded.hash"
    )


def _delete_gone(table: Table) -> str:
    return (
        f"DELETE FROM {table.name} WHERE article_id IN (SELECT id FROM stage_articles) "
        f"AND id NOT IN (SELECT id FROM stage_{table.name})"
    )


def _entity(ident: str, kind: str, key: str, names: Iterable[str], types: Iterable[str]) -> Entity:
    """An entity as its appearances make it: the longest name, the first type that says more than «other».

    Independent of the appearances' order, so that any order of loading gives the same store.
    """
    name = max(names, key=lambda name: (len(name), name))
    type_ = min((type_ for type_ in types if type_ != "other"), default="other")
    return ident, digest(kind, key, name, type_), kind, key, name, type_


def _merged_entities(connection: Connection, rows: list[Row]) -> list[Row]:
    """One row an entity, of what these articles and the stored ones say of it."""
    found: dict[str, tuple[str, str, list[str], list[str]]] = {}
    for ident, _, kind, key, name, type_ in rows:
        _, _, names, types = found.setdefault(ident, (kind, key, [], []))
        names.append(name)
        types.append(type_)
    for known in _rows_of(connection, entities, entities.c.id, list(found)):
        _, _, names, types = found[known.id]
        names.append(known.name)
        types.append(known.type)
    return [_entity(ident, *parts) for ident, parts in sorted(found.items())]


def _rows_of(connection: Connection, table: Table, column: Any, values: Sequence[str]) -> Iterable[Any]:
    """The table's rows that have one of the values in the column."""
    step = 5000  # PostgreSQL takes 65,535 parameters, SQLite 32,766
    query = select(table).where(column.in_(bindparam("some", expanding=True)))
    for start in range(0, len(values), step):
        yield from connection.execute(query, {"some": list(values[start : start + step])})


def _entities_of(connection: Connection, article_ids: Sequence[str]) -> list[str]:
    return sorted({row.entity_id for row in _rows_of(connection, appearances, appearances.c.article_id, article_ids)})


def _judge_again(connection: Connection, idents: list[str]) -> None:
    """Names and types of entities whose appearances may have changed; an entity that appears no more is removed."""
    seen: dict[str, tuple[list[str], list[str]]] = {}
    for row in _rows_of(connection, appearances, appearances.c.entity_id, idents):
        names, types = seen.setdefault(row.entity_id, ([], []))
        names.append(row.name)
        types.append(row.type)
    update = text("UPDATE entities SET hash = :hash, name = :name, type = :type WHERE id = :id")
    for known in list(_rows_of(connection, entities, entities.c.id, idents)):
        if known.id not in seen:
            connection.execute(delete(entities).where(entities.c.id == known.id))
            continue
        ident, hash_, _, _, name, type_ = _entity(known.id, known.kind, known.key, *seen[known.id])
        if hash_ != known.hash:
            connection.execute(update, {"id": ident, "hash": hash_, "name": name, "type": type_})
