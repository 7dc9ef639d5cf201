"""Records as JSON lines, the source of truth: one record a line, streamed, packed by the suffix (.gz, .zst)."""

from __future__ import annotations

import gzip
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import zstandard
from pydantic import ValidationError

from extractor.errors import StoreError, ValidationFault
from extractor.records import Record

_GZIP_LEVEL = 6
LONGEST_LINE = 64 * 1024 * 1024  # characters; no article's record is near it


def open_text(path: str | Path, mode: str = "r") -> IO[str]:
    """A text file, "-" for standard input or output, unpacked or packed by its suffix; mode "r", "w" or "a".

    The same text gives the same bytes: no time is written into a packed file. Raises OSError.
    """
    if str(path) == "-":
        stream = sys.stdin.buffer if mode == "r" else sys.stdout.buffer
        return io.TextIOWrapper(stream, encoding="utf-8", newline="\n")
    path = Path(path)
    raw: Any
    if path.suffix == ".gz":
        raw = gzip.GzipFile(path, f"{mode}b", _GZIP_LEVEL, mtime=0)
    elif path.suffix == ".zst":
        raw = _open_zstd(path, mode)
    else:
        raw = path.open(f"{mode}b")
    return io.TextIOWrapper(raw, encoding="utf-8", newline="\n")


def _open_zstd(path: Path, mode: str) -> Any:
    file = path.open(f"{mode}b")
    if mode == "r":
        frames = zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True, closefd=True)
        return io.BufferedReader(frames)
    return zstandard.ZstdCompressor().stream_writer(file, closefd=True)


class JsonlWriter:
    """Writes records to a file, one a line. ``append`` adds to what the file holds."""

    def __init__(self, path: str | Path, *, append: bool = False) -> None:
        self.path = path
        try:
            self._file = open_text(path, "a" if append else "w")
        except OSError as error:
            raise StoreError(f"{path}: {error.strerror}: name a file that can be written") from error

    def put(self, record: Record) -> None:
        """Write one record. Raises StoreError."""
        self.put_json(record.model_dump_json())

    def put_json(self, line: str) -> None:
        """Write one record that is JSON on one line already. Raises StoreError."""
        try:
            self._file.write(line + "\n")
        except OSError as error:
            raise StoreError(f"{self.path}: {error.strerror}: free some space and run again") from error

    def flush(self) -> None:
        """Bring what was written to the disk's file."""
        self._file.flush()

    def close(self) -> None:
        """Finish the file. Raises StoreError where its end cannot be written."""
        try:
            self._file.flush() if str(self.path) == "-" else self._file.close()
        except OSError as error:
            raise StoreError(f"{self.path}: {error.strerror}: free some space and run again") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def read_jsonl(path: str | Path) -> Iterator[Record]:
    """The records of a file, in order; blank lines are skipped.

    Raises StoreError where the file cannot be read, ValidationFault (with file, line and pointer) at a line that is
    no record.
    """
    for number, line in numbered_lines(path):
        try:
            yield Record.model_validate_json(line)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            pointer = "".join(f"/{step}" for step in first["loc"])
            raise ValidationFault(f"{path}:{number}: {pointer}: {first['msg']}: see extractor validate") from error


def numbered_lines(path: str | Path) -> Iterator[tuple[int, str]]:
    """The lines of a file that hold more than blanks, with their numbers from 1. Raises StoreError."""
    try:
        with open_text(path) as file:
            number = 0
            while line := file.readline(LONGEST_LINE):
                number += 1
                if len(line) == LONGEST_LINE:
                    raise StoreError(f"{path}:{number}: the line is far too long: is it a JSON lines file?")
                if not line.isspace():
                    yield number, line
    except UnicodeDecodeError as error:
        raise StoreError(f"{path}: byte {error.start}: no UTF-8: is it a JSON lines file?") from error
    except (OSError, EOFError, zstandard.ZstdError) as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise StoreError(f"{path}: {reason}: name a file that can be read") from error
