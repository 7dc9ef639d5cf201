"""Where a store lies: its URL, the connection's settings, and how a database error reads to a user."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from extractor.errors import StoreError

_SECONDS_TO_WAIT = 60  # for another process that writes
_WRITERS_LOCK = 0x6578747261637430  # "extract0": PostgreSQL's advisory lock of one writer at a time


def engine_of(url: str, read_only: bool = False) -> Engine:
    """An engine for sqlite:///file.db, sqlite:// (in memory) or postgresql://user@host/database.

    With ``read_only`` a SQLite file that is not there is an error. Raises StoreError for what is no such URL.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StoreError(f"{_shown(url)} is no store: write sqlite:///file.db or postgresql://host/database") from error
    backend = parsed.get_backend_name()
    if backend in ("postgresql", "postgres"):
        parsed = parsed.set(drivername="postgresql+psycopg")
        wait = {"connect_timeout": 10, "options": f"-c lock_timeout={_SECONDS_TO_WAIT}s -c timezone=UTC"}
        arguments: dict[str, Any] = {name: value for name, value in wait.items() if name not in parsed.query}
    elif backend == "sqlite":
        parsed = parsed.set(drivername="sqlite")
        arguments = {"timeout": _SECONDS_TO_WAIT}
    else:
        raise StoreError(
            f"{backend} is no store this program knows: use sqlite:///file.db or postgresql://host/database"
        )
    try:
        engine = create_engine(parsed, connect_args=arguments)
    except (NoSuchModuleError, ImportError) as error:
        raise StoreError("PostgreSQL needs the package psycopg: pip install 'psycopg[binary]'") from error
    if backend == "sqlite":
        if read_only and parsed.database and not Path(parsed.database).exists():
            raise StoreError(f"{_shown(url)}: there is no such file: fill one with extractor run or load")
        _set_up_sqlite(engine, read_only)
    return engine


def _shown(url: str) -> str:
    """A URL without its password and our choice of driver."""
    return re.sub(r"(//[^:/@]*):[^@]*@", r"\1:***@", url).replace("postgresql+psycopg:", "postgresql:")


def shown(engine: Engine) -> str:
    """The address of a store for a message, without its password."""
    return _shown(engine.url.render_as_string(hide_password=True))


def _set_up_sqlite(engine: Engine, read_only: bool) -> None:
    @event.listens_for(engine, "connect")
    def settings(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None  # transactions begin where we say, DDL included
        if read_only:
            connection.execute("PRAGMA query_only = ON")
        else:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA cache_size = -65536")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction of the one writer at a time: others wait their turn, so none can dead-lock or write double."""
    with reported(engine), engine.connect().execution_options(writes=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS_LOCK})")
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection for reading; waits for no writer."""
    with reported(engine), engine.connect() as connection:
        yield connection


@contextmanager
def reported(engine: Engine) -> Iterator[None]:
    """Database errors as StoreError, one line with the mend."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise _store_error(engine, error) from error
    except Exception as error:
        if type(error).__module__.startswith("psycopg"):  # COPY speaks to the driver itself
            raise _store_error(engine, error) from error
        raise


_MENDS = (  # first match wins
    ("lost|server closed|terminat|shut(ting)? down|starting up|recovery mode|is closed|broken pipe|reset by",
     "the server went away; what was not finished is undone: run again when it is back"),
    ("password|authentication|role .* does not exist|no pg_hba", "check user and password"),
    ("database .* does not exist", "create it first: createdb NAME"),
    ("refused|could not connect|connection failed|No such file or directory|timeout expired|name or service|resolve",
     "is the server running, and are host, port and name right?"),
    ("permission denied|insufficient privilege", "the user needs the right to create tables and write there"),
    ("unable to open database", "does its folder exist, and may it be written?"),
    ("not a database|malformed", "the file is no SQLite database or is damaged: name another file"),
    ("locked|lock timeout", "another process has been writing for a long time: run again when it is done"),
    ("readonly|read-only", "the database may only be read: check the file's rights"),
    ("disk is full|No space|full", "free some space and run again"),
    ("no such (table|column)|does not exist", "this database holds other tables than a store: name another one"),
)  # fmt: skip


def _store_error(engine: Engine, error: Exception) -> StoreError:
    if isinstance(error, StoreError):
        return error
    cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
    said = next((line.strip() for line in str(cause).splitlines() if line.strip()), type(cause).__name__)
    whole = f"{type(cause).__name__} {cause}"
    mends = (mend for pattern, mend in _MENDS if re.search(pattern, whole, re.IGNORECASE))
    mend = next(mends, "see the database's log")
    return StoreError(f"{shown(engine)}: {said}: {mend}")
