"""Questions answered from the store; text is found by dictionary form on both databases."""

import io

import pytest
from look import rows
from make_records import make_records, record_dict

from extractor.errors import StoreError
from extractor.records import Record
from extractor.store import open_store
from extractor.store.lemmas import lemmas
from extractor.store.query import articles_about, series, stats
from extractor.store.report import articles_table, figure, grouped, series_table, stats_tables


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Индустрии креативной индустрией", "индустрия креативный индустрия"),
        ("в Шымкенте и Алматы", "в шымкент и алматы"),
        ("бизнес-план", "бизнес план"),
        ("Ёлка — ёлки", "елка елка"),
        ("выросло на 15,5%", "вырасти на 15 5"),
        ("Қазақстанның өнеркәсібі", "қазақстанның өнеркәсібі"),
        ("COVID-19 data", "covid 19 data"),
        ("", ""),
        (None, ""),
    ],
)
def test_dictionary_forms(text, forms):
    assert lemmas(text) == forms


def about(number: int, text: str, indicator: str = "число мест", quote: str | None = None) -> Record:
    record = record_dict(number)
    start = len(record["article"]["text"]) + 2
    record["article"]["text"] += f"\n\n{text}"
    record["article"]["blocks"].append(
        {"kind": "paragraph", "start": start, "end": start + len(text), "attribution": None}
    )
    record["indicators"][0]["name"] = indicator
    if quote:
        record["quotes"][0]["text"] = quote
    return Record.model_validate(record)


@pytest.mark.parametrize("words", ["индустрия", "индустрии", "ИНДУСТРИЯМИ", "креативные индустрии", "индустрий города"])
def test_articles_are_found_in_any_form_of_the_words(url, words):
    with open_store(url) as store:
        store.put_many([about(1, "Развитие креативной индустрии в городе"), about(2, "Город без промышленности")])
        found = [row["id"] for row in articles_about(store, words)]
        assert found == [about(1, "").id]


def test_all_words_must_occur(url):
    with open_store(url) as store:
        store.put(about(1, "Развитие индустрии"))
        assert articles_about(store, "развитие космонавтики") == []


def test_search_follows_a_changed_article(url):
    with open_store(url) as store:
        store.put(about(1, "Развитие космонавтики"))
        store.put(about(1, "Развитие театра"))
        assert articles_about(store, "космонавтика") == []
        assert len(articles_about(store, "театры")) == 1
        store.delete([about(1, "").id])
        assert articles_about(store, "театр") == []


@pytest.mark.parametrize(
    "words", ['"', "a OR b", "индустрия*", "NEAR(a b)", "-индустрия", "lemmas:x", "'; DROP TABLE articles"]
)
def test_a_query_is_words_only(url, words):
    with open_store(url) as store:
        store.put(about(1, "Развитие индустрии"))
        try:
            found = articles_about(store, words)
        except StoreError as error:
            assert "holds no word" in str(error)
        else:
            assert len(found) <= 1
        assert rows(store, "SELECT count(*) FROM articles") == [(1,)]


def test_series_of_an_indicator_in_a_place(url):
    records = list(make_records(60))
    with open_store(url) as store:
        store.put_many(records)
        found = series(store, "занятости", "алматы")
        expected = []
        for record in records:
            places = {p.id: p.key for p in record.places}
            for indicator in record.indicators:
                names = {places[about] for about in indicator.about}
                expected += [(indicator.period, record.article.url)] * (
                    indicator.name == "занятость населения" and "алматы" in names
                )
        assert expected
        assert sorted((row["period"], row["url"]) for row in found) == sorted(expected)
        assert [row["first_day"] for row in found] == sorted(row["first_day"] for row in found)
        assert len(series(store, "занятость населения")) > len(found)
        assert series(store, "занятость", "Лондон") == []
        assert len(series(store, "занятость", limit=2)) == 2


def test_a_search_without_words_is_refused(url):
    with open_store(url) as store, pytest.raises(StoreError, match="no word to look for"):
        series(store, "…")


def test_stats(url):
    with open_store(url) as store:
        store.put_many(make_records(30))
        found = stats(store)
        assert found["tables"]["articles"] == 30
        assert found["languages"] == {"ru": 30}
        assert sum(found["publishers"].values()) == 30
        assert sum(found["entities"].values()) == found["tables"]["entities"]
        assert found["versions"] == [{"extractor": "0.1.0", "schema_version": "1.0.0", "articles": 30}]
        assert found["published"][0] <= found["published"][1]


def test_stats_of_an_empty_store(url):
    with open_store(url) as store:
        assert stats(store)["published"] == [None, None]


NOTHING = dict.fromkeys(
    ("value", "low", "high", "unit", "unit_text", "per_value", "per_unit", "per_unit_text", "change")
)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"kind": "money", "value": "37700000000", "unit": "KZT"}, "37 700 000 000 KZT"),
        ({"kind": "percent", "value": "9.2", "unit": "%", "change": "increase"}, "↑ 9.2 %"),
        ({"kind": "percent", "low": "9", "high": "11", "unit": "%"}, "9–11 %"),
        ({"kind": "count", "value": "17800", "unit_text": "предприятие", "comparator": "~"}, "≈ 17 800 предприятие"),
        ({"kind": "fraction", "value": "2/3"}, "2/3"),
        ({"kind": "multiple", "value": "2.3", "unit": "{times}"}, "2.3 times"),
        (
            {"kind": "count", "value": "5", "unit_text": "врач", "per_value": "1000", "per_unit_text": "житель"},
            "5 врач / 1000 житель",
        ),
    ],
)
def test_a_figure_in_words(row, words):
    assert figure(NOTHING | {"comparator": "="} | row).replace("\N{NO-BREAK SPACE}", " ") == words


def test_a_number_keeps_all_its_digits():
    assert grouped(
        "12345678901234567890123456789012345.5"
    ) == "12,345,678,901,234,567,890,123,456,789,012,345.5".replace(",", "\N{NO-BREAK SPACE}")


def test_tables_show_words_of_a_page_as_they_are(url):
    from rich.console import Console

    with open_store(url) as store:
        store.put(about(1, "Индустрия", indicator="[red]индустрия[/]"))
        console = Console(width=300, record=True, file=io.StringIO())
        console.print(series_table(series(store, "индустрия")), articles_table(articles_about(store, "индустрия")))
        console.print(*stats_tables(stats(store)))
        assert "[red]индустрия[/]" in console.export_text()
