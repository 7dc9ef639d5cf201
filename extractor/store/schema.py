"""Brings a database to the newest migration when it is opened; a migration and its note are one transaction."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from extractor.errors import StoreError
from extractor.store.engine import reading, reported, shown, writing
from extractor.store.tables import HEAD, metadata

NOTE = "extractor_version"  # our own name: the database may hold another program's alembic_version
MIGRATIONS = Path(__file__).parent / "migrations"


def bring_up_to_date(engine: Engine) -> None:
    """Apply the migrations that are missing. Raises StoreError where the database is newer than this program."""
    with reading(engine) as connection:
        if version(connection) == HEAD:
            return
    with reported(engine):
        _migrate(engine)


def check_version(engine: Engine) -> None:
    """Raises StoreError where a database that is only to be read holds no store, or one of another version."""
    with reading(engine) as connection:
        found = version(connection)
    if found is None:
        raise StoreError(f"{shown(engine)} holds no store: fill one with extractor run or load")
    if found != HEAD:
        raise StoreError(f"the store has version {found}, this program {HEAD}: load into it once, or update extractor")


def version(connection: Connection) -> str | None:
    """The newest migration that was applied, None in an empty database."""
    if not inspect(connection).has_table(NOTE):
        return None
    return connection.execute(text(f"SELECT version_num FROM {NOTE}")).scalar()


def _migrate(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with writing(engine) as connection:  # a second process that opens the same new database waits, then finds it done
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            found = version(connection)
            raise StoreError(f"the store has version {found}, newer than this program: update extractor") from error


__all__ = ["HEAD", "MIGRATIONS", "NOTE", "bring_up_to_date", "check_version", "metadata", "version"]
