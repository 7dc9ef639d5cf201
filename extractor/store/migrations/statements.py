"""What migrations need beyond Alembic's operations: scripts of plain SQL, full-text search on both databases."""

from __future__ import annotations

from importlib.resources import files

from alembic import op


def run_script(name: str) -> None:
    """Run the statements of sql/``name``, which end with a semicolon at the end of a line."""
    script = (files(__package__) / "sql" / name).read_text(encoding="utf-8")
    for statement in script.split(";\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)


def add_search(table: str) -> None:
    """Full-text search over ``table.lemmas``, kept up to date by the database itself.

    SQLite: an FTS5 table ``<table>_search`` that reads its words from the table. PostgreSQL: an index over the words.
    """
    run = op.get_bind().exec_driver_sql
    if op.get_bind().dialect.name == "postgresql":
        run(f"CREATE INDEX search_{table} ON {table} USING gin (to_tsvector('simple', lemmas))")
        return
    search = f"{table}_search"
    removal = f"INSERT INTO {search} ({search}, rowid, lemmas) VALUES ('delete', old.seq, old.lemmas);"
    addition = f"INSERT INTO {search} (rowid, lemmas) VALUES (new.seq, new.lemmas);"
    run(
        f"CREATE VIRTUAL TABLE {search} USING fts5 "
        f"(lemmas, content='{table}', content_rowid='seq', tokenize='unicode61 remove_diacritics 0')"
    )
    run(f"CREATE TRIGGER {search}_insert AFTER INSERT ON {table} BEGIN {addition} END")
    run(f"CREATE TRIGGER {search}_delete AFTER DELETE ON {table} BEGIN {removal} END")
    run(f"CREATE TRIGGER {search}_update AFTER UPDATE OF seq, lemmas ON {table} BEGIN {removal} {addition} END")
