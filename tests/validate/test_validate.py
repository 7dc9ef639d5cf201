"""Files of records are checked line by line; each fault is one line that says file, line, place and what is right."""

import gzip
import json
import random

import jsonschema_rs
import pytest
from good_record import good_record
from make_records import record_dict
from typer.testing import CliRunner

from cli import app
from extractor.errors import StoreError, ValidationFault
from extractor.records import SCHEMA_VERSION, json_schema
from extractor.validate import Tally, check, check_file, schema, upgrade, upgrades, valid_records

run = CliRunner().invoke


def line(**changes) -> str:
    return json.dumps(good_record() | changes, ensure_ascii=False) + "\n"


def faults(path) -> list[str]:
    return [str(fault) for fault in check_file(str(path))]


@pytest.fixture
def mixed(tmp_path):
    """Three records of which the second is bad in two places."""
    path = tmp_path / "records.jsonl"
    bad = good_record()
    bad["amounts"][1]["unit"] = "Kzt"
    bad["quotes"][0]["speaker"] = "p9"
    path.write_text(line() + json.dumps(bad) + "\n" + line(), encoding="utf-8")
    return path


def test_a_fault_is_one_line_with_file_line_pointer_wrong_and_right(mixed):
    assert faults(mixed) == [
        f'{mixed}:2: /quotes/0/speaker: is "p9", which is none; should be an id in /people or /institutions',
        f'{mixed}:2: /amounts/1/unit: is "Kzt" for kind money; should be an ISO 4217 code: "KZT"',
    ]


def test_records_are_counted(mixed):
    tally = Tally()
    assert len(list(check_file(str(mixed), tally))) == 2
    assert (tally.records, tally.invalid) == (3, 1)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", ":1: (root): holds no record; should hold one JSON object a line"),
        ("{}\n", ':1: /schema_version: is missing; should be "1.0.0"'),
        ("5\n", ":1: (root): is 5; should be a record: a JSON object"),
        ('{"a": NaN}\n', ":1: (root): is no JSON: it holds NaN; should be one JSON object a line"),
        ('{"a": 1\n', ":1: (root): is no JSON: Expecting ',' delimiter at column "),
        ("record\n", ":1: (root): is no JSON: Expecting value at column 1; should be one JSON object a line"),
        ('{"a": "\\ud800"}\n', ":1: (root): is no JSON: it holds bytes that are no UTF-8, or half a surrogate pair"),
        ('{"a": ' + "9" * 5000 + "}\n", ":1: (root): is no JSON"),
        ('{"a":' * 100_000 + "\n", ":1: (root): is no JSON"),
        ("[" * 100_000 + "\n", ":1: (root): is no JSON"),
    ],
)
def test_what_is_no_record(tmp_path, text, fault):
    path = tmp_path / "records.jsonl"
    path.write_text(text)
    (said,) = faults(path)
    assert said.removeprefix(str(path)).startswith(fault)


def test_bytes_that_are_no_text(tmp_path):
    path = tmp_path / "records.jsonl"
    path.write_bytes(line().encode() + line(id="ж").encode("cp1251") + line().encode())
    (said,) = faults(path)
    assert said.startswith(f"{path}:2: (root): is no JSON: it holds bytes that are no UTF-8")


def test_half_a_surrogate_pair_among_values():
    record = good_record()
    record["article"]["publisher"] = "\ud800"
    (wrong,) = check(record)
    assert wrong.pointer == "/article/publisher"


def test_a_file_that_cannot_be_read():
    with pytest.raises(StoreError, match="No such file"):
        list(check_file("no/such/file.jsonl"))


def test_random_bytes_never_crash(tmp_path):
    whole = json.dumps(record_dict(1), ensure_ascii=False).encode()
    lines = []
    for number in range(1000):
        pick = random.Random(number)
        changed = bytearray(whole)
        for _ in range(pick.randint(1, 4)):
            at = pick.randrange(len(changed))
            new = bytes([pick.randrange(256)])
            start, end, new = pick.choice([(at, at + 1, new), (at, at + 1, b""), (at, at, new), (at, at + 40, b"")])
            changed[start:end] = new
        lines.append(bytes(changed).replace(b"\n", b" "))
    path = tmp_path / "fuzz.jsonl"
    path.write_bytes(b"\n".join(lines))
    tally = Tally()
    for fault in check_file(str(path), tally):
        assert "\n" not in str(fault)
    assert tally.records == len(lines)
    assert tally.invalid > 800


# --- schema versions --------------------------------------------------------------------------------------------------


def test_the_newest_schema_file_is_there():
    assert schema.versions()[-1] == SCHEMA_VERSION
    assert schema.schema_of(SCHEMA_VERSION) == json_schema()


def test_the_bulk_check_and_the_explained_one_agree():
    jsonschema_rs.validator_for(schema.schema_of(SCHEMA_VERSION)).validate(good_record())
    assert list(schema.faults(good_record(), SCHEMA_VERSION)) == []


@pytest.fixture
def older(tmp_path, monkeypatch):
    """A schema version before the first: a record of it calls the quotes' speaker «said_by»."""
    old = json_schema()
    quote = old["$defs"]["Quote"]
    quote["properties"]["said_by"] = quote["properties"].pop("speaker")
    old["properties"]["schema_version"] = {"const": "0.9.0"}
    (tmp_path / "0.9.0.json").write_text(json.dumps(old))
    (tmp_path / "1.0.0.json").write_text(json.dumps(json_schema()))

    def step(record):
        quotes = [{**{k: v for k, v in q.items() if k != "said_by"}, "speaker": q["said_by"]} for q in record["quotes"]]
        return record | {"quotes": quotes}

    monkeypatch.setattr(schema, "folder", lambda: tmp_path)
    monkeypatch.setitem(upgrades.UPGRADES, "0.9.0", ("1.0.0", step))
    for cached in (schema.schema_of, schema.validator, schema._explainer):
        cached.cache_clear()
    record = good_record() | {"schema_version": "0.9.0"}
    record["quotes"][0]["said_by"] = record["quotes"][0].pop("speaker")
    yield record
    for cached in (schema.schema_of, schema.validator, schema._explainer):
        cached.cache_clear()


def test_an_older_record_is_valid_in_its_own_version(older):
    assert schema.versions() == ["0.9.0", "1.0.0"]
    assert check(older) == []
    assert [wrong.pointer for wrong in check(good_record() | {"schema_version": "0.9.0"})] == ["/quotes/0/speaker"]
    assert [wrong.pointer for wrong in check(older | {"schema_version": "1.0.0"})] == ["/quotes/0/said_by"]


def test_an_older_record_is_brought_to_the_newest(older):
    assert upgrade(older) == good_record()
    assert upgrade(good_record()) == good_record()


def test_a_version_without_a_way_forward():
    with pytest.raises(ValidationFault, match=r"no way from 0\.1\.0"):
        upgrade(good_record() | {"schema_version": "0.1.0"})


def test_upgraded_from_a_file(older, tmp_path):
    path = tmp_path / "older.jsonl"
    path.write_text(json.dumps(older) + "\n" + line())
    records = list(valid_records(str(path), lambda fault: pytest.fail(str(fault))))
    assert [record.model_dump(mode="json") for record in records] == [good_record()] * 2
    result = run(app, ["upgrade", str(path)])
    assert [json.loads(printed) for printed in result.stdout.splitlines()] == [good_record()] * 2


# --- commands ---------------------------------------------------------------------------------------------------------


def test_command_validate_good(tmp_path):
    path = tmp_path / "records.jsonl.gz"
    path.write_bytes(gzip.compress((line() * 3).encode()))
    result = run(app, ["validate", str(path)])
    assert (result.exit_code, result.stdout) == (0, "")
    assert "3 records, 0 invalid" in result.stderr


def test_command_validate_bad(mixed):
    result = run(app, ["validate", str(mixed)])
    assert result.exit_code == 4
    assert result.stdout.splitlines() == faults(mixed)


def test_command_validate_standard_input(mixed):
    result = run(app, ["validate"], input=mixed.read_bytes())
    assert result.exit_code == 4
    assert result.stdout.startswith("-:2: /quotes/0/speaker: ")


def test_command_validate_json_report(mixed):
    report = json.loads(run(app, ["validate", "--json", str(mixed)]).stdout)
    assert (report["records"], report["invalid"]) == (3, 1)
    assert report["faults"][1] == {
        "file": str(mixed),
        "line": 2,
        "pointer": "/amounts/1/unit",
        "wrong": 'is "Kzt" for kind money',
        "right": 'should be an ISO 4217 code: "KZT"',
    }


def test_command_validate_of_no_file():
    result = run(app, ["validate", "no/such/file.jsonl"])
    assert result.exit_code == 4
    assert "Traceback" not in result.output


def test_command_load_leaves_out_what_is_bad(mixed, tmp_path):
    store = f"sqlite:///{tmp_path / 'news.db'}"
    result = run(app, ["load", str(mixed), "--store", store])
    assert result.exit_code == 4
    assert "/amounts/1/unit" in result.stderr
    assert "1 inserted" in result.stderr  # the two good ones are the same record
    assert json.loads(run(app, ["export", "--store", store]).stdout) == good_record()
    assert "0 inserted" in run(app, ["load", str(mixed), "--store", store]).stderr


def test_command_query_prints_the_series(mixed, tmp_path):
    store = f"sqlite:///{tmp_path / 'news.db'}"
    run(app, ["load", str(mixed), "--store", store])
    result = run(app, ["query", "индустрию", "--place", "алматы", "--store", store])
    assert result.exit_code == 0
    assert "9–11 %" in result.stdout
    (row,) = [json.loads(x) for x in run(app, ["query", "индустрии", "--json", "--store", store]).stdout.splitlines()]
    assert (row["low"], row["high"], row["place"], row["status"]) == ("9", "11", "Алматы", "forecast")
    assert "Алматы назвали" in run(app, ["query", "локомотивы", "--articles", "--store", store]).stdout
    assert json.loads(run(app, ["stats", "--json", "--store", store]).stdout)["tables"]["articles"] == 1
    assert "articles" in run(app, ["stats", "--store", store]).stdout


@pytest.mark.parametrize("command", [["query", "x"], ["stats"], ["export"]])
def test_commands_on_no_store_say_so_in_one_line(command, tmp_path):
    result = run(app, [*command, "--store", f"sqlite:///{tmp_path / 'none.db'}"])
    assert result.exit_code in (2, 3)
    assert result.stderr.count("\n") == 1
    assert "there is no such file" in result.stderr
