"""Storing a record again writes nothing; a changed one replaces what changed and nothing else; on both databases."""

import json
from decimal import Decimal

import pytest
from look import counts, everything, rows, touched, watch_writes
from make_records import make_records, record_dict

from extractor.errors import StoreError
from extractor.records import Record
from extractor.store import open_store
from extractor.store.rows import content_hash


def changed(number: int = 0, **fields) -> Record:
    return Record.model_validate(record_dict(number) | fields)


def with_amount(**fields) -> Record:
    record = record_dict(0)
    record["amounts"][0] |= fields
    return Record.model_validate(record)


# --- the same again ---------------------------------------------------------------------------------------------------


def test_a_record_is_inserted_once_and_then_unchanged(url):
    record = next(make_records(1))
    with open_store(url) as store:
        assert [store.put(record), store.put(record)] == ["inserted", "unchanged"]


def test_a_second_load_touches_no_row(url):
    with open_store(url) as store:
        assert store.put_many(make_records(300)) == {"inserted": 300, "updated": 0, "unchanged": 0}
        before = everything(store)
        watch_writes(store)
        assert store.put_many(make_records(300)) == {"inserted": 0, "updated": 0, "unchanged": 300}
        assert touched(store) == {}
        assert everything(store) == before


def test_when_and_from_where_a_page_was_fetched_changes_nothing(url):
    again = record_dict(0)
    again["provenance"] |= {"fetched_at": "2026-05-01T10:00:00Z", "source": "copy.html", "html_sha256": "0" * 64}
    with open_store(url) as store:
        store.put(next(make_records(1)))
        assert store.put(Record.model_validate(again)) == "unchanged"


def test_the_order_of_models_in_provenance_changes_nothing():
    one, other = record_dict(0), record_dict(0)
    one["provenance"]["models"] = {"a": "1", "b": "2"}
    other["provenance"]["models"] = {"b": "2", "a": "1"}
    assert content_hash(Record.model_validate(one)) == content_hash(Record.model_validate(other))


def test_a_new_version_of_extractor_updates_the_article_and_no_fact(url):
    newer = record_dict(0)
    newer["provenance"]["extractor"] = "0.2.0"
    with open_store(url) as store:
        store.put(next(make_records(1)))
        watch_writes(store)
        assert store.put(Record.model_validate(newer)) == "updated"
        assert touched(store) == {"articles update": 1, "runs delete": 1, "runs insert": 1}
        assert rows(store, "SELECT extractor FROM runs") == [("0.2.0",)]


# --- a changed article ------------------------------------------------------------------------------------------------


def test_a_corrected_figure_changes_its_rows_only(url):
    before, after = next(make_records(1)), next(make_records(1, version=7))
    assert len(before.article.text) == len(after.article.text), "the test's correction must not move what follows it"
    with open_store(url) as store:
        store.put(before)
        watch_writes(store)
        assert store.put(after) == "updated"
        changes = touched(store)
        assert changes.pop("articles update") == 1
        # the words of the amount are part of its name: one goes, one comes, and what hangs on it follows
        assert changes == {
            f"{table} {event}": 1
            for table in ("amounts", "indicators", "indicator_about")
            for event in ("delete", "insert")
        }


def test_what_is_gone_from_a_record_is_gone_from_the_store(url):
    with open_store(url) as store:
        store.put(changed())
        store.put(changed(indicators=[], quotes=[], periods=[]))
        found = counts(store)
        assert [found[name] for name in ("indicators", "indicator_about", "quotes", "periods")] == [0, 0, 0, 0]
        assert found["amounts"] == 6


def test_a_better_reading_of_the_same_words_updates_in_place(url):
    with open_store(url) as store:
        store.put(with_amount(comparator="="))
        ids = rows(store, "SELECT id FROM amounts ORDER BY id")
        watch_writes(store)
        store.put(with_amount(comparator="~"))
        assert touched(store) == {"articles update": 1, "amounts update": 1}
        assert rows(store, "SELECT id FROM amounts ORDER BY id") == ids


def test_a_store_after_changes_equals_one_filled_with_the_last_state(url, tmp_path):
    last = [*make_records(20, version=3), *make_records(20, first=20)]
    with open_store(url) as store, open_store(f"sqlite:///{tmp_path / 'other.db'}") as other:
        store.put_many(make_records(40))
        store.put_many(reversed(last))
        other.put_many(last)
        assert {t: [r[0:2] for r in found] for t, found in everything(store).items()} == {
            t: [r[0:2] for r in found] for t, found in everything(other).items()
        }


def test_the_same_id_twice_in_one_load_leaves_the_later(url):
    with open_store(url) as store:
        outcome = store.put_many([changed(), changed(quotes=[]), changed(quotes=[])])
        assert outcome == {"inserted": 1, "updated": 1, "unchanged": 1}
        assert counts(store)["quotes"] == 0


def test_a_deleted_record_leaves_nothing_behind(url):
    records = list(make_records(5))
    with open_store(url) as store:
        store.put_many(records[:4])
        before = everything(store)
        store.put(records[4])
        assert store.delete([records[4].id, "no such id"]) == 1
        assert everything(store) == before
        store.delete([record.id for record in records])
        assert set(counts(store).values()) == {0}


# --- entities stand over articles -------------------------------------------------------------------------------------


def body(number: int, name: str, kind: str) -> Record:
    record = record_dict(number)
    record["institutions"][0] |= {"key": "банк страны", "name": name, "kind": kind}
    return Record.model_validate(record)


def central_bank(store):
    return rows(store, "SELECT name, type FROM entities WHERE kind = 'institution' AND key = 'банк страны'")


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_an_entity_has_the_longest_name_whatever_the_order(url, order):
    records = [
        body(0, "Нацбанк", "other"),
        body(1, "Национальный банк Казахстана", "government"),
        body(2, "Нацбанк РК", "other"),
    ]
    with open_store(url) as store:
        for number in order:
            store.put(records[number])
        assert central_bank(store) == [("Национальный банк Казахстана", "government")]


def test_an_entity_forgets_the_name_of_an_article_that_no_longer_says_it(url):
    with open_store(url) as store:
        store.put_many([body(10, "Нацбанк", "other"), body(11, "Национальный банк Казахстана", "government")])
        store.put(body(11, "Нацбанк РК", "other"))
        assert central_bank(store) == [("Нацбанк РК", "other")]


def test_mentions_point_at_the_text(url):
    with open_store(url) as store:
        store.put_many(make_records(3))
        query = (
            "SELECT substr(a.text, m.start_char + 1, m.end_char - m.start_char), m.text "
            "FROM mentions m JOIN articles a ON a.id = m.article_id"
        )
        found = rows(store, query)
        assert len(found) > 30
        assert [pair for pair in found if pair[0] != pair[1]] == []


# --- values -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "exact", "number"),
    [
        ({"value": "37700000000"}, "37700000000", Decimal(37700000000)),
        ({"value": "-9.25"}, "-9.25", Decimal("-9.25")),
        ({"value": "2/3", "kind": "fraction", "unit": None}, "2/3", Decimal("0.666666666667")),
        ({"value": "9" * 400}, "9" * 400, None),
        ({"value": None}, None, None),
    ],
)
def test_a_value_is_exact_as_text_and_beside_it_a_number(url, fields, exact, number):
    with open_store(url) as store:
        store.put(with_amount(**fields))
        ((text, found),) = rows(store, "SELECT value, number FROM amounts WHERE local_id = 'a1'")
        assert text == exact
        assert found is None if number is None else round(Decimal(str(found)), 12) == number


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2023", "2023-01-01", "2023-12-31"),
        ("2021-01/2021-03", "2021-01-01", "2021-03-31"),
        ("2023-33", "2023-01-01", "2023-03-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("../2029", "None", "2029-12-31"),
        (None, "None", "None"),
    ],
)
def test_a_period_is_edtf_and_beside_it_its_first_and_last_day(url, period, first, last):
    record = record_dict(0)
    record["indicators"][0]["period"] = period
    with open_store(url) as store:
        store.put(Record.model_validate(record))
        query = "SELECT period, first_day, last_day FROM indicators WHERE local_id = 'i1'"
        ((value, *days),) = rows(store, query)
        assert (value, *map(str, days)) == (period, first, last)


def test_a_page_may_hold_any_text(url):
    text = "\0 NUL, 'quotes', \\backslash, \t tab, \U0001f4c8, " + "ы" * 300_000
    record = record_dict(0)
    record["article"] |= {"text": text, "publisher": text, "title": text, "blocks": []}
    record["institutions"][0]["key"] = text
    record |= {"people": [], "amounts": [], "periods": [], "indicators": [], "quotes": []}
    record = Record.model_validate(record)
    with open_store(url) as store:
        assert [store.put(record), store.put(record)] == ["inserted", "unchanged"]
        ((stored,),) = rows(store, "SELECT text FROM articles")
        assert stored == text.replace("\0", "\N{REPLACEMENT CHARACTER}")
        ((line,),) = rows(store, "SELECT record FROM articles")
        assert Record.model_validate_json(line) == record


def test_a_record_that_names_what_it_does_not_hold_is_refused_whole(url):
    record = record_dict(0)
    record["indicators"][0]["amount"] = "a99"
    with open_store(url) as store:
        with pytest.raises(StoreError, match=r"names a99, which it does not hold: run extractor validate"):
            store.put(Record.model_validate(record))
        assert set(counts(store).values()) == {0}


# --- views ------------------------------------------------------------------------------------------------------------


def test_indicator_series_holds_each_figure_with_its_place(url):
    record = next(make_records(1))
    with open_store(url) as store:
        store.put(record)
        query = "SELECT indicator, place, period, value, unit, status, url FROM indicator_series ORDER BY indicator_id"
        amounts, places = {a.id: a for a in record.amounts}, {p.id: p.name for p in record.places}
        expected = {
            (
                i.name,
                places[i.about[0]],
                i.period,
                amounts[i.amount].value,
                amounts[i.amount].unit,
                i.status,
                record.article.url,
            )
            for i in record.indicators
        }
        assert set(rows(store, query)) == expected


def test_person_roles_says_who_is_what_where(url):
    record = next(make_records(1))
    with open_store(url) as store:
        store.put(record)
        bodies = {o.id: o.name for o in record.institutions}
        expected = {(p.name, r.title, bodies[r.institution]) for p in record.people for r in p.roles}
        assert set(rows(store, "SELECT person, title, of_body FROM person_roles")) == expected


def test_who_said_what_names_the_speaker_and_the_role(url):
    record = next(make_records(1))
    with open_store(url) as store:
        store.put(record)
        people = {p.id: p for p in record.people}
        expected = {(people[q.speaker].name, people[q.speaker].roles[0].title, q.text) for q in record.quotes}
        assert set(rows(store, "SELECT speaker, role, text FROM who_said_what")) == expected


@pytest.mark.parametrize("view", ["people", "institutions", "places"])
def test_views_of_entities_count_articles(url, view):
    records = list(make_records(4))
    with open_store(url) as store:
        store.put_many(records)
        expected: dict[str, int] = {}
        for record in records:
            for entity in getattr(record, view):
                expected[entity.key] = expected.get(entity.key, 0) + 1
        assert dict(rows(store, f"SELECT key, articles FROM {view}")) == expected


def test_what_is_stored_is_the_record(url):
    from extractor.store.query import stored_records

    records = list(make_records(7))
    with open_store(url) as store:
        store.put_many(records)
        assert sorted(map(json.loads, stored_records(store)), key=lambda r: r["id"]) == sorted(
            (record.model_dump(mode="json") for record in records), key=lambda r: r["id"]
        )
