"""Pages that lie on this machine: one file, standard input, a folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from extractor.documents import Page
from extractor.errors import FetchError
from extractor.fetch.bodies import refuse_unreadable
from extractor.settings import FetchSettings

PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".shtml", ".txt"})
TEXT_SUFFIXES = frozenset({".txt"})


def read(path: Path | str, settings: FetchSettings | None = None, *, url: str | None = None) -> Page:
    """The page in a file, or on standard input for ``-``.

    url: the address it was saved from, where the caller knows it.
    Raises FetchError where it cannot be read or is larger than ``fetch.max_body_bytes``, PageError where it is no page.
    """
    settings = settings or FetchSettings()
    name = str(path)
    if name == "-":
        content, kind = _read_limited(sys.stdin.buffer, "standard input", settings.max_body_bytes), None
    else:
        kind = "text/plain" if Path(name).suffix.lower() in TEXT_SUFFIXES else "text/html"
        try:
            with Path(name).open("rb") as stream:
                content = _read_limited(stream, name, settings.max_body_bytes)
        except OSError as error:
            raise FetchError(f"{name} cannot be read: {error.strerror}") from error
    refuse_unreadable(content)
    return Page(content=content, url=url, content_type=kind, source=name)


def _read_limited(stream: BinaryIO, name: str, limit: int) -> bytes:
    content = stream.read(limit + 1)
    if len(content) > limit:
        raise FetchError(f"{name} is larger than {limit} bytes (fetch.max_body_bytes)")
    return content


def walk(folder: Path) -> Iterator[Path]:
    """Page files in a folder and the folders in it, in order of their names; links to folders are not followed."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        raise FetchError(f"{folder} cannot be read: {error.strerror}") from error
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from walk(Path(entry.path))
        elif entry.is_file() and Path(entry.name).suffix.lower() in PAGE_SUFFIXES:
            yield Path(entry.path)


def version(path: Path) -> str | None:
    """What tells whether a file has changed: its size and time of change. None where there is no such file."""
    try:
        found = path.stat()
    except OSError:
        return None
    return f"{found.st_size}-{found.st_mtime_ns}"
