"""The store as files: CSV and Parquet hold every row; FollowTheMoney entities are what its model takes."""

import csv
import json
from datetime import date

import pytest
from look import counts
from make_records import make_records, record_dict

from extractor.records import Record
from extractor.store import open_store
from extractor.store.ftm import ftm_entities
from extractor.store.tabular import export_tables


def read_csv(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_every_table_is_written_whole(url, tmp_path, form):
    if form == "parquet":
        pytest.importorskip("pyarrow")
    with open_store(url) as store:
        store.put_many(make_records(20))
        written = export_tables(store, tmp_path / "out", form)
        assert written.items() >= counts(store).items()
        assert {"indicator_series", "person_roles", "who_said_what"} <= written.keys()
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(f"{name}.{form}" for name in written)
    if form == "csv":
        assert {name: len(read_csv(tmp_path / "out" / f"{name}.csv")) for name in written} == written


def test_a_csv_is_the_same_from_both_databases_and_every_time(postgres_url, tmp_path):
    from postgres import drop_database, new_database

    address = new_database(postgres_url)
    for n, place in enumerate([f"sqlite:///{tmp_path / 'news.db'}", address]):
        with open_store(place) as store:
            store.put_many(make_records(20))
            export_tables(store, tmp_path / str(n), "csv")
    drop_database(address, postgres_url)
    names = [path.name for path in (tmp_path / "0").iterdir()]
    assert [n for n in names if sorted((tmp_path / "0" / n).open()) != sorted((tmp_path / "1" / n).open())] == []


def test_parquet_has_types(url, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    record = record_dict(0)
    record["amounts"][0] |= {"value": "37700000000.25"}
    record["indicators"][0] |= {"period": "2023", "amount": "a1"}
    with open_store(url) as store:
        store.put(Record.model_validate(record))
        export_tables(store, tmp_path, "parquet")
    rows = parquet.read_table(tmp_path / "indicator_series.parquet").to_pylist()
    (row,) = [row for row in rows if row["value"] == "37700000000.25"]
    assert row["number"] == 37700000000.25
    assert row["first_day"] == date(2023, 1, 1)
    roles = parquet.read_table(tmp_path / "roles.parquet").to_pylist()
    assert {role["former"] for role in roles} == {False}


@pytest.mark.parametrize("title", ["=HYPERLINK(1)", "+1+cmd", "-2+3", "@SUM(1)"])
def test_a_spreadsheet_runs_no_words_of_a_page(url, tmp_path, title):
    record = record_dict(0)
    record["article"]["title"] = title
    record["amounts"][0]["value"] = "-9.25"
    with open_store(url) as store:
        store.put(Record.model_validate(record))
        export_tables(store, tmp_path, "csv")
    assert read_csv(tmp_path / "articles.csv")[0]["title"] == f"'{title}"
    first = next(row for row in read_csv(tmp_path / "amounts.csv") if row["local_id"] == "a1")
    assert (first["value"], float(first["number"]), first["comparator"]) == ("-9.25", -9.25, "=")


def entities(store):
    found = list(ftm_entities(store))
    return {entity["id"]: entity for entity in found}, found


def test_ftm_entities_point_at_each_other(url):
    with open_store(url) as store:
        store.put_many(make_records(10))
        by_id, found = entities(store)
    pointers = {
        "Mention": ("document", "resolved"),
        "Employment": ("employer", "employee"),
        "Occupancy": ("holder", "post"),
    }
    seen = set()
    for entity in found:
        seen.add(entity["schema"])
        for name in pointers.get(entity["schema"], ()):
            (target,) = entity["properties"][name]
            assert target in by_id
        assert json.loads(json.dumps(entity)) == entity
        assert all(isinstance(v, str) and v for values in entity["properties"].values() for v in values)
    assert {"Article", "Person", "PublicBody", "Company", "Organization", "Mention", "Employment"} <= seen


def test_ftm_a_position_without_a_body_of_the_store_is_held_in_an_occupancy(url):
    record = record_dict(0)
    role = record["people"][0]["roles"][0]
    role |= {"title": "аким", "institution": None, "place": "l1", "of_text": "Алматы", "former": True}
    with open_store(url) as store:
        store.put(Record.model_validate(record))
        by_id, found = entities(store)
    (held,) = [entity for entity in found if entity["schema"] == "Occupancy"]
    place = record["places"][0]["name"]
    assert by_id[held["properties"]["post"][0]]["properties"]["name"] == [f"аким, {place}"]
    assert held["properties"]["status"] == ["former"]


def test_ftm_takes_them_all(url):
    followthemoney = pytest.importorskip(
        "followthemoney", reason="followthemoney is not installed: its newest needs a C++ compiler and ICU"
    )
    with open_store(url) as store:
        store.put_many(make_records(10))
        for entity in ftm_entities(store):
            proxy = followthemoney.model.get_proxy(entity, cleaned=False)
            assert {n: sorted(v) for n, v in proxy.to_dict()["properties"].items()} == {
                n: sorted(v) for n, v in entity["properties"].items()
            }
