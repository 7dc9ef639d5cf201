"""Bad records are refused, each with the place of its fault: by hand in bad_records.txt, and 5,000 by random change."""

import json
import random
from pathlib import Path
from typing import get_args

import pytest
from good_record import good_record
from make_records import record_dict

from extractor.records import Model, Record
from extractor.validate import check

TEXT = Path(__file__).with_name("bad_records.txt").read_text("utf-8")
LINES = [
    tuple(part.strip() for part in f"{line} ".split(" | ")) for line in TEXT.splitlines() if not line.startswith("#")
]
DROP = object()


def put(record, pointer: str, value) -> None:
    *path, last = pointer.removeprefix("/").split("/")
    for step in path:
        record = record[int(step) if isinstance(record, list) else step]
    if value is DROP:
        del record[last]
    else:
        record[int(last) if isinstance(record, list) else last] = value


def test_the_good_record_is_good():
    assert check(good_record()) == []
    assert Record.model_validate(good_record()).model_dump(mode="json") == good_record()


def test_a_field_with_a_default_may_be_left_out():
    record = good_record()
    del record["warnings"], record["article"]["lead"], record["people"][0]["roles"][0]["former"]
    assert check(record) == []


def test_there_are_200_by_hand():
    assert len({line[:2] for line in LINES}) == len(LINES) >= 200


@pytest.mark.parametrize(("pointer", "value", "where", "words"), LINES, ids=[" ".join(line[:2]) for line in LINES])
def test_by_hand(pointer, value, where, words):
    record = good_record()
    put(record, pointer, DROP if value == "DROP" else json.loads(value))
    wrong = check(record)
    where = pointer if where == "=" else where
    assert where in [fault.pointer for fault in wrong], wrong
    said = next(fault for fault in wrong if fault.pointer == where)
    assert words in f"{said.wrong}; {said.right}"


# --- 5,000 at random --------------------------------------------------------------------------------------------------


def nodes(value, pointer=""):
    """Every place in a record, with the value there."""
    if pointer:
        yield pointer, value
    if isinstance(value, dict):
        for name, part in value.items():
            yield from nodes(part, f"{pointer}/{name}")
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from nodes(part, f"{pointer}/{number}")


def required_fields(value, model=Record, pointer=""):
    """Every place in a record that must be there."""
    for name, field in model.model_fields.items():
        if field.is_required():
            yield f"{pointer}/{name}"
        inner, part = next(models_in(field.annotation), None), value.get(name)
        if inner and isinstance(part, list):
            for number, item in enumerate(part):
                yield from required_fields(item, inner, f"{pointer}/{name}/{number}")
        elif inner and isinstance(part, dict):
            yield from required_fields(part, inner, f"{pointer}/{name}")


def models_in(annotation):
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for part in get_args(annotation):
        yield from models_in(part)


def drop(pick, record, places):
    pointer = pick.choice(list(required_fields(record)))
    put(record, pointer, DROP)
    return pointer


def add(pick, record, places):
    pointer, _ = pick.choice([p for p in places if isinstance(p[1], dict) and not p[0].endswith("/models")])
    name = pick.choice(["extra", "Name", "a b", "имя"])
    put(record, f"{pointer}/{name}", pick.choice([None, 1, "x", [], {}]))
    return f"{pointer}/{name}"


def another_type(pick, record, places):
    pointer, value = pick.choice(places)
    put(record, pointer, "no" if isinstance(value, bool) else pick.choice([True, False]))
    return pointer


def another_word(pick, record, places):
    names = ("kind", "comparator", "status", "direction", "period_relation")
    pointer, _ = pick.choice([p for p in places if p[0].rpartition("/")[2] in names])
    put(record, pointer, pick.choice(["", "x", "Other", "нет", "a" * 1000]))
    return pointer


def another_offset(pick, record, places):
    pointer, span = pick.choice(
        [p for p in places if isinstance(p[1], dict) and {"start", "end", "text"} <= p[1].keys()]
    )
    name = pick.choice(["start", "end"])
    moved = span[name] + pick.choice([-7, -2, -1, 1, 2, 9, 10**6])
    span[name] = moved if moved >= 0 else span[name] + 1
    return pointer


def another_id(pick, record, places):
    names = ("institution", "place", "amount", "period_ref", "speaker", "attributed_to", "from_amount", "equivalent_to")
    pointer, _ = pick.choice([p for p in places if p[0].rpartition("/")[2] in names and isinstance(p[1], str)])
    put(record, pointer, pick.choice(["p99", "o99", "l99", "a99", "t99", "x", "", "i1", "q1"]))
    return pointer


def another_number(pick, record, places):
    pointer, _ = pick.choice(
        [p for p in places if p[0].rpartition("/")[2] in ("value", "low", "high") and isinstance(p[1], str)]
    )
    put(
        record,
        pointer,
        pick.choice(["", "1e9", "1,5", "--1", "١٢", "0x10", "1_000", "inf", " 1", "1 ", "1/0", "2023-99"]),
    )
    return pointer


def another_unit(pick, record, places):
    pointer, _ = pick.choice([p for p in places if p[0].endswith("/unit") and isinstance(p[1], str)])
    put(record, pointer, pick.choice(["", "XYZ", "тонна", "%%", "kg/", "{", "times", "t t"]))
    return pointer


MUTATIONS = (drop, add, another_type, another_word, another_offset, another_id, another_number, another_unit)


def test_5000_at_random():
    missed = []
    for number in range(5000):
        pick = random.Random(number)
        record = good_record() if number % 3 else record_dict(number)
        mutate = MUTATIONS[number % len(MUTATIONS)]
        expected = mutate(pick, record, list(nodes(record)))
        found = [fault.pointer for fault in check(record)]
        if expected not in found:
            missed.append((number, mutate.__name__, expected, found))
    assert missed == []


def test_any_value_anywhere_is_answered_without_a_crash():
    odd = [
        float("nan"),
        float("inf"),
        10**400,
        -(10**30),
        "\ud800",
        "\0",
        [[]] * 3,
        {"": {}},
        {"a": "\udfff"},
        1.0,
        b"x".hex(),
    ]
    for number in range(2000):
        pick = random.Random(number)
        record = good_record()
        pointer, _ = pick.choice(list(nodes(record)))
        put(record, pointer, pick.choice(odd))
        for fault in check(record):
            assert str(fault.wrong)
            assert "\n" not in f"{fault.pointer}{fault.wrong}{fault.right}"
