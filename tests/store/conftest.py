"""Stores for tests: every test that asks for ``url`` runs on SQLite and on a real PostgreSQL."""

import os
import sys
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]

from postgres import TEST_DATABASE_URL, PostgresMissingError, PostgresServer, drop_database, new_database  # noqa: E402  (lies in the folder just named)


@pytest.fixture(scope="session")
def postgres_url():
    """The address of a PostgreSQL server on which databases can be made."""
    if os.environ.get(TEST_DATABASE_URL):
        yield os.environ[TEST_DATABASE_URL]
        return
    try:
        server = PostgresServer()
    except PostgresMissingError as error:
        pytest.skip(str(error))
    yield server.url()
    server.close()


@pytest.fixture
def own_server():
    """A PostgreSQL server that the test may stop and start."""
    try:
        server = PostgresServer()
    except PostgresMissingError as error:
        pytest.skip(str(error))
    yield server
    server.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    """The address of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'news.db'}"
        return
    server_url = request.getfixturevalue("postgres_url")
    address = new_database(server_url)
    yield address
    drop_database(address, server_url)
