"""Schema and meaning of records: is this a record, and if not, where is it wrong and what would be right.

for fault in check_file("records.jsonl.zst"):
    print(fault)  # records.jsonl.zst:17: /amounts/0/unit: is "Kzt" for kind money; should be an ISO 4217 code: "KZT"
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from extractor.records import Record
from extractor.store.jsonl import Document, read_documents
from extractor.validate import meaning, schema
from extractor.validate.schema import Wrong
from extractor.validate.upgrades import upgrade

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_MAY_HOLD_SURROGATE = re.compile(r"[\ud800-\udfff]|\\u[dD][89a-fA-F]")
_MOST_FAULTS = 100  # of one record; after so many the rest says nothing new


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of one record: file, line from 1, JSON pointer, what is wrong and what would be right."""

    file: str
    line: int
    pointer: str
    wrong: str
    right: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.pointer or '(root)'}: {self.wrong}; {self.right}"

    def as_dict(self) -> dict[str, Any]:
        """The fault as JSON values."""
        return asdict(self)


@dataclass(slots=True)
class Tally:
    """How many records were looked at and how many of them are at fault."""

    records: int = 0
    invalid: int = 0


def check(value: Any) -> list[Wrong]:
    """What is wrong with one record, given as JSON values; an empty list where nothing is."""
    half = next(_half_pairs(value, ()), None)
    return [half] if half else _checked(value)


def _checked(value: Any) -> list[Wrong]:
    try:
        return _check(value)
    except (RecursionError, UnicodeError, OverflowError) as error:
        return [Wrong("", f"cannot be read: {type(error).__name__}", "should be JSON of plain depth, text and numbers")]


def _half_pairs(value: Any, path: tuple[str | int, ...]) -> Iterator[Wrong]:
    """Texts that no file can hold: with half of a surrogate pair."""
    if isinstance(value, str):
        if not value.isascii() and _SURROGATE.search(value):
            yield Wrong(
                schema.pointer(path), f"is {schema.shown(value)}", "should be text, without half a surrogate pair"
            )
    elif isinstance(value, dict | list):
        for step, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _half_pairs(part, (*path, step))


def _check(value: Any) -> list[Wrong]:
    version = schema.version_of(value)
    if isinstance(version, Wrong):
        return [version]
    if not schema.validator(version).is_valid(value):
        return list(_first(schema.faults(value, version)))
    return list(_first(meaning.faults(Record.model_validate(upgrade(value)))))


def _first(faults: Iterator[Wrong]) -> Iterator[Wrong]:
    for number, fault in enumerate(faults, 1):
        if number > _MOST_FAULTS:
            yield Wrong("", f"has over {_MOST_FAULTS} faults", "should be written anew")
            return
        yield fault


def parse(text: str) -> Any:
    """JSON text as values.

    Raises ValueError for what is no JSON or no text: NaN, bytes that are no UTF-8, half a surrogate pair.
    """
    try:
        value = json.loads(text, parse_constant=_refuse)
    except RecursionError:
        raise ValueError("it is nested too deep") from None
    if _MAY_HOLD_SURROGATE.search(text):
        try:
            json.dumps(value, ensure_ascii=False).encode()
        except UnicodeEncodeError:
            raise ValueError("it holds bytes that are no UTF-8, or half a surrogate pair") from None
    return value


def _refuse(constant: str) -> Any:
    raise ValueError(f"it holds {constant}")


def check_document(document: Document, tally: Tally | None = None) -> Iterator[Fault]:
    """The faults of one document of a file."""
    tally = tally or Tally()
    tally.records += 1
    line = document.line
    try:
        wrongs = _checked(parse(document.text))
    except ValueError as error:
        reason = str(error)
        if isinstance(error, json.JSONDecodeError):
            line += error.lineno - 1
            reason = f"{error.msg} at column {error.colno}"
        wrongs = [Wrong("", f"is no JSON: {reason}", "should be one JSON object a line")]
    tally.invalid += bool(wrongs)
    for wrong in wrongs:
        yield Fault(document.file, line, *wrong)


def valid_records(path: str, on_fault: Callable[[Fault], None], tally: Tally | None = None) -> Iterator[Record]:
    """The records of a file that are valid, brought to the newest schema version; the faults of the others go to
    ``on_fault``. Raises StoreError where the file cannot be read.
    """
    tally = tally or Tally()
    for document in read_documents(path):
        before = tally.invalid
        for fault in check_document(document, tally):
            on_fault(fault)
        if tally.invalid == before:
            yield Record.model_validate(upgrade(parse(document.text)))


def check_file(path: str, tally: Tally | None = None) -> Iterator[Fault]:
    """The faults of a file of records: JSON, JSON lines, either packed as .gz or .zst, or "-" for standard input.

    A file without a record is a fault. Counts go into ``tally``. Raises StoreError where the file cannot be read.
    """
    tally = tally or Tally()
    before = tally.records
    for document in read_documents(path):
        yield from check_document(document, tally)
    if tally.records == before:
        tally.invalid += 1
        yield Fault(str(path), 1, "", "holds no record", "should hold one JSON object a line")


__all__ = ["Fault", "Tally", "Wrong", "check", "check_document", "check_file", "parse", "upgrade", "valid_records"]
