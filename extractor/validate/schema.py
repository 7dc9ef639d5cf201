"""What a record's schema says of it: a check of the whole in one call; for what fails, where and what would be right.

Each schema version is a file that never changes (schemas/README.md); a record is checked against its own version.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema_rs
from pydantic import ValidationError

from extractor.records import SCHEMA_VERSION, Record

_VERSION = re.compile(r"\d{1,4}\.\d{1,4}\.\d{1,4}")


class Wrong(NamedTuple):
    """One fault of a record: where (JSON pointer, RFC 6901), what is wrong there, what would be right."""

    pointer: str
    wrong: str
    right: str


def folder() -> Path:
    """Where the schema files lie: in the package when it is installed, beside it in a checkout."""
    packaged = Path(str(files("extractor") / "schemas" / "record"))
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "schemas" / "record"


def versions() -> list[str]:
    """The schema versions there are, oldest first."""
    found = [path.stem for path in folder().glob("*.json") if _VERSION.fullmatch(path.stem)]
    return sorted(found, key=lambda version: [int(part) for part in version.split(".")])


@cache
def schema_of(version: str) -> dict[str, Any]:
    """The JSON Schema of a version of ``versions()``."""
    schema: dict[str, Any] = json.loads((folder() / f"{version}.json").read_text(encoding="utf-8"))
    return schema


@cache
def validator(version: str) -> Any:
    """The compiled schema of a version; its ``is_valid(value)`` is the check in bulk."""
    return jsonschema_rs.validator_for(schema_of(version), offline=True)


@cache
def _explainer(version: str) -> Any:
    """The same schema with each «X or null» as «if null, fine, else X», so that a fault within X is named by itself."""
    return jsonschema_rs.validator_for(_without_null_unions(schema_of(version)), offline=True)


def _without_null_unions(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_without_null_unions(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    schema = {name: _without_null_unions(part) for name, part in schema.items()}
    union = schema.get("anyOf")
    if isinstance(union, list) and len(union) == 2 and union[1] == {"type": "null"}:
        del schema["anyOf"]
        return {**schema, "if": {"type": "null"}, "else": union[0]}
    return schema


def version_of(value: Any) -> str | Wrong:
    """The schema version a record states, or what is wrong with that statement."""
    if not isinstance(value, dict):
        return Wrong("", f"is {shown(value)}", "should be a record: a JSON object")
    known = versions()
    right = f"should be {' or '.join(map(json.dumps, known))}"
    if "schema_version" not in value:
        return Wrong("/schema_version", "is missing", right)
    version = value["schema_version"]
    if version in known and isinstance(version, str):
        return version
    return Wrong("/schema_version", f"is {shown(version)}, a version this program does not know", right)


def faults(value: Any, version: str) -> Iterator[Wrong]:
    """Each fault of a value that its version's schema refuses, in the order of the record."""
    advice = _advice(value) if version == SCHEMA_VERSION else {}
    found = [_wrong(error, advice) for error in _explainer(version).iter_errors(value)]
    yield from sorted({wrong for wrongs in found for wrong in wrongs}, key=lambda w: _order(w.pointer))


def pointer(path: list[str | int] | tuple[str | int, ...]) -> str:
    """Steps into a value as a JSON pointer."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def shown(value: Any, longest: int = 60) -> str:
    """A value for a message: JSON on one line, cut where it is long."""
    if isinstance(value, dict | list):
        return "a JSON object" if isinstance(value, dict) else "a list"
    text = json.dumps(value, ensure_ascii=False) if not _has_surrogate(value) else json.dumps(value)
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _has_surrogate(value: Any) -> bool:
    return isinstance(value, str) and any("\ud800" <= c <= "\udfff" for c in value)


def _order(pointer_: str) -> list[tuple[int, int, str]]:
    return [(0, int(s), "") if s.isdecimal() else (1, 0, s) for s in pointer_.split("/")]


def _advice(value: Any) -> dict[str, str]:
    """Pydantic's words of what would be right, by pointer; they are better than the schema's."""
    try:
        Record.model_validate_json(json.dumps(value), strict=True)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
    except ValueError:  # numbers JSON cannot hold
        return {}
    else:
        return {}
    return {pointer(item["loc"]): item["msg"].replace("Input should", "should") for item in found}


def _wrong(error: Any, advice: dict[str, str]) -> list[Wrong]:
    """One error of the schema's; several where it names several fields at once."""
    path, kind = list(error.instance_path), error.kind
    name = type(kind).__name__.rpartition("_")[2] if not hasattr(kind, "name") else kind.name
    where = pointer(path)
    value = error.instance
    if name == "required":
        return [
            Wrong(
                f"{where}{pointer([kind.property])}",
                "is missing",
                "should be there, null where there is nothing to say",
            )
        ]
    if name == "additionalProperties":
        return [
            Wrong(where + pointer([extra]), "is no field of the schema", "should be removed, or spelt right")
            for extra in kind.unexpected
        ]
    right = advice.get(where)
    if right is None or not right.startswith("should"):
        right = _right(name, kind) or right or "should be as the schema says"
    return [Wrong(where, f"is {shown(value)}", right)]


def _right(name: str, kind: Any) -> str | None:
    if name == "type":
        return f"should be of type {' or '.join(kind.types)}"
    if name == "pattern":
        return _EXAMPLES.get(kind.pattern, f"should match {kind.pattern}")
    if name == "enum":
        return f"should be one of {', '.join(shown(option) for option in kind.options)}"
    if name == "const":
        return f"should be {shown(kind.expected_value)}"
    if name == "minimum":
        return f"should be {kind.limit} or more"
    return None


_EXAMPLES = {
    r"^-?(0|[1-9][0-9]*)(\.[0-9]+)?$": 'should be an exact decimal as text: "37700000000", "9.2"',
    r"^-?(0|[1-9][0-9]*)((\.[0-9]+)|(/[1-9][0-9]*))?$": 'should be a decimal or a fraction as text: "9.2", "2/3"',
    r"^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$": (
        'should be ISO 8601: "2023-10-12T17:42:00+06:00"'
    ),
}
