"""The published schema is what the models write, and a frozen sample validates against it for ever."""

import json
from pathlib import Path

import jsonschema_rs
import pytest
from pydantic import ValidationError

from extractor.records import SCHEMA_ID, Amount, Model, Record, json_schema

SCHEMAS = Path(__file__).parents[2] / "schemas" / "record"
VERSIONS = sorted(path.stem for path in SCHEMAS.glob("*.json") if not path.name.endswith(".sample.json"))


def test_the_committed_file_equals_the_generated_one():
    committed = json.loads((SCHEMAS / "1.0.0.json").read_text(encoding="utf-8"))
    assert committed == json_schema(), "run `make schema`; a released version never changes: add a new one instead"


@pytest.mark.parametrize("version", VERSIONS)
def test_the_frozen_sample_of_each_version_validates(version):
    schema = json.loads((SCHEMAS / f"{version}.json").read_text(encoding="utf-8"))
    sample = json.loads((SCHEMAS / f"{version}.sample.json").read_text(encoding="utf-8"))
    jsonschema_rs.validator_for(schema).validate(sample)
    assert sample["schema_version"] == version


def test_the_newest_sample_reads_and_writes_unchanged():
    sample = json.loads((SCHEMAS / f"{VERSIONS[-1]}.sample.json").read_text(encoding="utf-8"))
    assert Record.model_validate(sample).model_dump(mode="json") == sample


def test_the_sample_uses_every_kind_of_fact():
    sample = json.loads((SCHEMAS / f"{VERSIONS[-1]}.sample.json").read_text(encoding="utf-8"))
    kinds = ("people", "institutions", "places", "amounts", "periods", "indicators", "quotes")
    assert [kind for kind in kinds if not sample[kind]] == []


def test_the_schema_is_named_and_strict():
    schema = json_schema()
    assert schema["$schema"].endswith("2020-12/schema")
    assert schema["$id"] == SCHEMA_ID
    assert schema["additionalProperties"] is False


def _models(of: type[Model]) -> list[type[Model]]:
    return [of, *(deeper for direct in of.__subclasses__() for deeper in _models(direct))]


@pytest.mark.parametrize("model", _models(Model)[1:], ids=lambda model: model.__name__)
def test_every_field_is_described(model):
    assert [name for name, field in model.model_fields.items() if not field.description] == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("value", "1e9"),
        ("value", "1,5"),
        ("value", "01"),
        ("value", 5),
        ("kind", "weight"),
        ("comparator", "≈"),
        ("id", "x1"),
    ],
)
def test_a_wrong_amount_is_refused(field, value):
    evidence = {"start": 0, "end": 1, "text": "5", "rule": "digits"}
    right = {"id": "a1", "kind": "count", "value": "5", "evidence": evidence}
    assert Amount.model_validate(right).value == "5"
    with pytest.raises(ValidationError):
        Amount.model_validate({**right, field: value})
