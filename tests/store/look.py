"""What a test sees of a store: all rows of all tables, without the numbers a database gives of itself."""

from sqlalchemy import text

from extractor.store import Store
from extractor.store.engine import reading
from extractor.store.tables import WRITTEN, columns


def rows(store: Store, query: str, **values):
    with reading(store.engine) as connection:
        return [tuple(row) for row in connection.execute(text(query), values)]


def everything(store: Store) -> dict[str, list[tuple]]:
    """Every row of every table, in the order of ids."""
    return {t.name: rows(store, f"SELECT {', '.join(columns(t))} FROM {t.name} ORDER BY id") for t in WRITTEN}


def counts(store: Store) -> dict[str, int]:
    return {table.name: rows(store, f"SELECT count(*) FROM {table.name}")[0][0] for table in WRITTEN}


def watch_writes(store: Store) -> None:
    """From here on the database notes every row that is written or removed, in the table ``touched``."""
    with store.engine.begin() as connection:
        run = connection.exec_driver_sql
        run("CREATE TABLE touched (name text, id text)")
        if connection.dialect.name == "postgresql":
            run(
                "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                "INSERT INTO touched VALUES (TG_TABLE_NAME || ' ' || lower(TG_OP), coalesce(NEW.id, OLD.id)); "
                "RETURN NULL; END $$"
            )
        for table in WRITTEN:
            for event, row in (("INSERT", "new"), ("UPDATE", "new"), ("DELETE", "old")):
                name = f"touch_{table.name}_{event.lower()}"
                if connection.dialect.name == "postgresql":
                    run(f"CREATE TRIGGER {name} AFTER {event} ON {table.name} FOR EACH ROW EXECUTE FUNCTION touch()")
                else:
                    note = f"INSERT INTO touched VALUES ('{table.name} {event.lower()}', {row}.id)"
                    run(f"CREATE TRIGGER {name} AFTER {event} ON {table.name} BEGIN {note}; END")


def touched(store: Store) -> dict[str, int]:
    """How many rows were written or removed since ``watch_writes``, by table and sort."""
    return dict(rows(store, "SELECT name, count(*) FROM touched GROUP BY name ORDER BY name"))
