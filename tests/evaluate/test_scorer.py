"""What the scorer counts as right, by example."""

import pytest

from extractor.evaluate import ROWS, Tally, score_article
from extractor.evaluate.matching import days, overlap, same_period, same_person, same_unit, tokens

GOLD = {
    "id": "ru-01",
    "lang": "ru",
    "people": [{"name": "Гульнар Ахметжанова", "role": "заместитель председателя", "of": "Нацбанк", "surface": "…"}],
    "institutions": [{"name": "Нацбанк", "surface": "Нацбанк"}],
    "facts": [
        {
            "surface": "37,7 млрд тенге", "kind": "money", "value": "37700000000", "high": None, "op": "=", "unit": "KZT",
            "indicator": "налоговые поступления", "place": "Алматы", "period": "2020", "status": "actual", "change": None,
        },
        {
            "surface": "двух третей", "kind": "percent", "value": "66.67", "high": None, "op": "=", "unit": "%",
            "indicator": "доля золота в резервах", "place": None, "period": None, "status": "actual", "change": None,
        },
    ],
    "quotes": [{"speaker": "Гульнар Ахметжанова", "text": "Инфляционный фон остаётся повышенным", "block": 2}],
}  # fmt: skip
EVIDENCE = {"start": 0, "end": 1, "text": "37,7 млрд тенге", "rule": "x"}
RECORD = {
    "people": [
        {
            "id": "p1",
            "name": "Гульнар Ахметжанова",
            "roles": [{"title": "заместитель председателя", "institution": "o1", "place": None, "of_text": "Нацбанк"}],
        }
    ],
    "institutions": [{"id": "o1", "name": "Национальный банк", "aliases": ["Нацбанк"]}],
    "places": [{"id": "l1", "name": "Алматы"}],
    "amounts": [
        {"id": "a1", "kind": "money", "value": "37700000000", "low": None, "high": None, "comparator": "=", "unit": "KZT", "evidence": EVIDENCE},
        {"id": "a2", "kind": "fraction", "value": "2/3", "low": None, "high": None, "comparator": "=", "unit": None, "evidence": EVIDENCE},
    ],
    "indicators": [
        {"name": "поступления налоговые", "amount": "a1", "about": ["l1"], "period": "2020-01/2020-12", "status": "actual", "change": None},
        {"name": "доля золота в резервах", "amount": "a2", "about": [], "period": None, "status": "actual", "change": None},
    ],
    "quotes": [{"speaker": "p1", "text": "Инфляционный фон остаётся повышенным, и"}],
}  # fmt: skip


def test_a_record_that_says_what_the_gold_says_has_full_marks():
    tally, misses = score_article(GOLD, RECORD)
    assert misses == []
    assert {row: tally.scores(row) for row in ROWS} == dict.fromkeys(ROWS, (1.0, 1.0, 1.0))


def test_an_empty_record_misses_all_and_breaks_nothing():
    tally, misses = score_article(GOLD, {})
    assert len(misses) == 5
    assert tally.scores("facts") == (0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("change", "row"),
    [
        ({"people": []}, "people"),
        ({"people": [*RECORD["people"], {"id": "p2", "name": "Ошибка", "roles": []}]}, "people"),
        ({"institutions": []}, "institutions"),
        ({"indicators": []}, "facts"),
        ({"indicators": [{**RECORD["indicators"][0], "period": "2021"}, RECORD["indicators"][1]]}, "full"),
        ({"indicators": [{**RECORD["indicators"][0], "about": []}, RECORD["indicators"][1]]}, "facts.place"),
        ({"indicators": [{**RECORD["indicators"][0], "status": "planned"}, RECORD["indicators"][1]]}, "facts.status"),
        ({"quotes": [{**RECORD["quotes"][0], "speaker": None}]}, "quotes"),
    ],
)
def test_each_fault_costs_its_row(change, row):
    tally, _ = score_article(GOLD, {**RECORD, **change})
    assert tally.scores(row)[2] < 1.0


def test_tallies_of_articles_add_up():
    total = Tally()
    for record in (RECORD, {}):
        total += score_article(GOLD, record)[0]
    assert total.scores("facts") == (1.0, 0.5, pytest.approx(2 / 3))
    assert total.gold("facts") == 4


def test_a_repeated_number_is_one_fact():
    again = {**RECORD["amounts"][0], "id": "a3"}
    tally, _ = score_article(GOLD, {**RECORD, "amounts": [*RECORD["amounts"], again]})
    assert tally.scores("amounts")[2] == 1.0


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("2020", "2020-01/2020-12", True),
        ("2021-33", "2021-01/2021-03", True),
        ("2021-40", "2021-01/2021-06", True),
        ("199X", "1990/1999", True),
        ("2015/..", "2015/..", True),
        ("2020", "2021", False),
        ("2020", None, False),
        (None, None, True),
    ],
)
def test_periods_are_the_same_by_their_days(a, b, same):
    assert same_period(a, b) is same


def test_days_of_what_is_no_period():
    assert days("soon") is None
    assert days("2021-50") is None
    assert days("soon/2021") is None


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        ("Е. Досаев", "Ерболат Досаев", True),
        ("Ералы Тугжанов", "Тугжанов", True),
        ("Ералы Тугжанов", "Ерлан Тугжанов", True),  # the initial agrees
        ("Ералы Тугжанов", "Марат Тугжанов", False),
        ("Кэти Лич", "", False),
        ("Пеле", "Пеле", True),
    ],
)
def test_people(gold, found, same):
    assert same_person(gold, found) is same


@pytest.mark.parametrize(
    ("gold", "unit", "text", "same"),
    [
        ("KZT", "KZT", "тенге", True),
        ("t", "т", None, True),
        ("bbl/d", "[bbl_us]/d", None, True),
        ("рабочее место", None, "место", True),
        ("вуз", None, "школа", False),
        ("x", "{times}", None, True),
    ],
)
def test_units(gold, unit, text, same):
    assert same_unit(gold, unit, text) is same


def test_phrases_are_compared_by_their_first_letters_and_countries_by_one_name():
    assert overlap("налоговые поступления города", "поступлений от налогов") == pytest.approx(0.8)
    assert tokens("министр РК") == tokens("министры Республики Казахстан")
