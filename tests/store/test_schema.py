"""The database's tables: made and brought up to date on open, in one transaction, the same as tables.py says."""

import sqlite3

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from look import rows
from sqlalchemy import inspect

from extractor.errors import StoreError
from extractor.store import open_store
from extractor.store.engine import engine_of
from extractor.store.migrations import statements
from extractor.store.schema import MIGRATIONS, NOTE
from extractor.store.tables import HEAD, metadata


def test_head_is_the_newest_migration():
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_migrations_make_what_tables_say(url):
    def is_ours(thing, name, kind, reflected, compared):  # not the full-text search, which has no word in metadata
        return "_search" not in (name or "") and not (name or "").startswith("search_")

    with open_store(url) as store, store.engine.connect() as connection:
        options = {"version_table": NOTE, "include_object": is_ours, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []


def test_opening_again_changes_nothing(url):
    open_store(url).close()
    with open_store(url) as store:
        assert rows(store, f"SELECT version_num FROM {NOTE}") == [(HEAD,)]


def test_a_migration_that_fails_leaves_nothing(url, monkeypatch):
    def broken(name):
        statements.op.get_bind().exec_driver_sql("CREATE VIEW broken AS SELECT no_such_column FROM articles")
        statements.op.get_bind().exec_driver_sql("SELECT * FROM broken")

    monkeypatch.setattr(statements, "run_script", broken)
    with pytest.raises(StoreError):
        open_store(url)
    engine = engine_of(url)
    assert inspect(engine).get_table_names() == []
    engine.dispose()
    monkeypatch.undo()
    open_store(url).close()


def test_a_store_of_a_newer_program_is_refused(url):
    with open_store(url) as store, store.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE {NOTE} SET version_num = '9999'")
    with pytest.raises(StoreError, match="update extractor"):
        open_store(url)
    with pytest.raises(StoreError, match="update extractor"):
        open_store(url, read_only=True)


def test_another_programs_migrations_are_left_alone(tmp_path):
    path = tmp_path / "other.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE alembic_version (version_num text)")
    other.execute("INSERT INTO alembic_version VALUES ('theirs')")
    other.commit()
    other.close()
    with open_store(f"sqlite:///{path}") as store:
        assert rows(store, "SELECT version_num FROM alembic_version") == [("theirs",)]


# --- what cannot be opened says why, in one line, without the password ------------------------------------------------


def refusal(url: str, **options) -> str:
    with pytest.raises(StoreError) as caught:
        open_store(url, **options)
    message = str(caught.value)
    assert "\n" not in message
    assert "secret" not in message
    return message


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("news.db", "write sqlite:///file.db or postgresql://host/database"),
        ("mysql://user:secret@host/news", "mysql is no store this program knows"),
        ("sqlite:////no/such/folder/news.db", "does its folder exist"),
        ("postgresql://user:secret@127.0.0.1:1/news", "is the server running"),
        ("postgresql://user:secret@/news?host=/no/such/folder", "is the server running"),
    ],
)
def test_an_address_that_leads_nowhere(url, reason):
    assert reason in refusal(url)


def test_a_file_that_is_no_database(tmp_path):
    path = tmp_path / "page.html"
    path.write_text("<html>" * 1000)
    assert "is no SQLite database" in refusal(f"sqlite:///{path}")


def test_a_database_that_is_not_there(postgres_url):
    head, mark, query = postgres_url.partition("?")
    missing = f"{head.rsplit('/', 1)[0]}/no_such_database{mark}{query}"
    assert "create it first" in refusal(missing)


def test_reading_makes_no_file(tmp_path):
    path = tmp_path / "none.db"
    assert "there is no such file" in refusal(f"sqlite:///{path}", read_only=True)
    assert not path.exists()


def test_reading_an_empty_database(tmp_path):
    sqlite3.connect(tmp_path / "empty.db").close()
    assert "holds no store" in refusal(f"sqlite:///{tmp_path / 'empty.db'}", read_only=True)
