"""Records as JSON lines, the source of truth: one record a line, streamed, packed by the suffix (.gz, .zst)."""

from __future__ import annotations

import gzip
import io
import json
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Any, NamedTuple, Self

import zstandard
from pydantic import ValidationError

from extractor.errors import StoreError, ValidationFault
from extractor.records import Record
from extractor.store.zstd_frames import ZstdFrames

_GZIP_LEVEL = 6
LONGEST_LINE = 64 * 1024 * 1024  # characters; no article's record is near it


def open_text(path: str | Path, mode: str = "r", errors: str = "strict") -> IO[str]:
    """A text file, "-" for standard input or output, unpacked or packed by its suffix; mode "r", "w" or "a".

    The same text gives the same bytes: no time is written into a packed file. Raises OSError.
    """
    if str(path) == "-":
        stream = sys.stdin.buffer if mode == "r" else sys.stdout.buffer
        return _Borrowed(stream, encoding="utf-8", errors=errors, newline="\n")
    path = Path(path)
    raw: Any
    if path.suffix == ".gz":
        raw = gzip.GzipFile(path, f"{mode}b", _GZIP_LEVEL, mtime=0)
    elif path.suffix == ".zst":
        raw = _open_zstd(path, mode)
    else:
        raw = path.open(f"{mode}b")
    return io.TextIOWrapper(raw, encoding="utf-8", errors=errors, newline="\n")


class _Borrowed(io.TextIOWrapper):
    """Standard input or output in UTF-8; closing it leaves the stream itself open for others."""

    _given_back = False

    def close(self) -> None:
        """Write out what is left and let the stream go."""
        if not self._given_back:
            self._given_back = True
            self.detach()


def _open_zstd(path: Path, mode: str) -> Any:
    file = path.open(f"{mode}b")
    if mode == "r":
        return io.BufferedReader(ZstdFrames(file))
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
        except BrokenPipeError:  # no fault: the reader of our output has read enough
            raise
        except OSError as error:
            raise StoreError(f"{self.path}: {error.strerror}: free some space and run again") from error

    def flush(self) -> None:
        """Bring what was written to the disk's file."""
        self._file.flush()

    def close(self) -> None:
        """Finish the file. Raises StoreError where its end cannot be written."""
        try:
            self._file.close()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise StoreError(f"{self.path}: {error.strerror}: free some space and run again") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class Document(NamedTuple):
    """One JSON text of a file: the file's name, the line it begins at (from 1), the text."""

    file: str
    line: int
    text: str


def read_jsonl(path: str | Path) -> Iterator[Record]:
    """The records of a file, in order: JSON lines, or one JSON text; blank lines are skipped.

    Raises StoreError where the file cannot be read, ValidationFault (with file, line and pointer) at a line that is
    no record.
    """
    for document in read_documents(path, errors="strict"):
        try:
            yield Record.model_validate_json(document.text)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            pointer = "".join(f"/{step}" for step in first["loc"]) or "(root)"
            raise ValidationFault(
                f"{path}:{document.line}: {pointer}: {first['msg']}: see extractor validate"
            ) from error


def read_documents(path: str | Path, errors: str = "surrogateescape") -> Iterator[Document]:
    """The JSON texts of a file, in order, unread: one a line; or, where the file begins as JSON over many lines does,
    one after the other, a list's items each for itself.

    ``errors`` says what becomes of bytes that are no UTF-8. Raises StoreError where the file cannot be read.
    """
    try:
        with open_text(path, errors=errors) as file:
            lines = _numbered_lines(file, str(path))
            for number, line in lines:
                if number == 1 and _begins_many_lines(line, str(path)):
                    yield from _parts(str(path), line + file.read())
                    return
                if not line.isspace():
                    yield Document(str(path), number, line.rstrip("\r\n"))
    except UnicodeDecodeError as error:
        raise StoreError(f"{path}: byte {error.start}: no UTF-8: is it a file of records?") from error
    except EOFError as error:
        mend = "copy it anew from its source, or run extractor again to write it"
        raise StoreError(f"{path}: the packed file is cut off before its end: {mend}") from error
    except (OSError, zlib.error, zstandard.ZstdError) as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise StoreError(f"{path}: {reason}: name a file that can be read") from error


def _numbered_lines(file: IO[str], name: str) -> Iterator[tuple[int, str]]:
    number = 0
    while line := file.readline(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE:
            raise StoreError(f"{name}:{number}: the line is far too long: is it a file of records?")
        yield number, line


def _begins_many_lines(line: str, name: str) -> bool:
    """True for the first line of a JSON text that goes on, or of a list of records."""
    line = line.strip()
    if line == "{" or line.startswith("["):
        return True
    return ".jsonl" not in name and line.startswith("{") and not line.endswith("}")


def _parts(name: str, text: str) -> Iterator[Document]:
    """The JSON texts that stand one after the other, and the items of a list; from a fault on, all that is left."""
    decoder, at, line, counted = json.JSONDecoder(), 0, 1, 0
    in_list = False
    while True:
        while at < len(text) and (
            text[at].isspace() or (in_list and text[at] in ",]") or (not in_list and text[at] == "[")
        ):
            in_list = (in_list or text[at] == "[") and text[at] != "]"
            at += 1
        if at == len(text):
            return
        line, counted = line + text.count("\n", counted, at), at
        try:
            _, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            end = len(text)
        yield Document(name, line, text[at:end])
        at = end
