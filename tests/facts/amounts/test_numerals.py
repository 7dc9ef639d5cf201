"""Numbers in digits and words: every case form reads back to its value, whatever its size."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from babel.numbers import format_decimal
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

from extractor.facts.lexemes import Lexemes, literal_value
from extractor.facts.numerals import read_cardinal, read_numeral

SHARED = Path(__file__).parents[4] / "shared" / "eval"
CASES = ("n", "g", "d", "a", "i", "p")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12 500", "12500"),
        ("2,4", "2.4"),
        ("1.250.000", "1250000"),
        ("1.844.036.360,12", "1844036360.12"),
        ("20.000", "20000"),
        ("20,000", "20000"),
        ("0,125", "0.125"),
        ("1\u00a0000", "1000"),
        ("1\u202f000", "1000"),
    ],
)
def test_literals(text, value):
    assert literal_value(text, magnitude_follows=False) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("двумя с половиной тысячами", "2500"),
        ("полторы сотни", "150"),
        ("миллиард двести миллионов", "1200000000"),
        ("1 триллион 200 млрд", "1200000000000"),
        ("две целых пять десятых", "2.5"),
        ("тысячи сорока", None),
        ("второй", None),
        ("", None),
    ],
)
def test_words(text, value):
    assert read_cardinal(text) == (None if value is None else Decimal(value))


@given(st.integers(0, 10**12), st.sampled_from(CASES))
@settings(max_examples=400, deadline=None)
def test_num2words_in_any_case_reads_back(number, case):
    assert read_cardinal(num2words(number, lang="ru", case=case)) == number


@given(st.integers(0, 10**15), st.integers(0, 99))
@settings(max_examples=200, deadline=None)
def test_babel_reads_back(whole, hundredths):
    number = Decimal(whole) + Decimal(hundredths) / 100
    assert read_cardinal(format_decimal(number, locale="ru")) == number


@given(st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_offsets_slice_to_the_surface(text):
    lex = Lexemes(text)
    for i in range(lex.first, lex.last):
        assert text[lex.start[i] : lex.end[i]] == lex.surface(i)
        found = read_numeral(lex, i)
        assert found is None or i <= found.last <= lex.last + 1


@pytest.mark.parametrize("name", ["numerals_icu.jsonl", "numerals_num2words.jsonl"])
def test_every_russian_cardinal_of_the_shared_lists(name):
    path = SHARED / name
    if not path.exists():
        pytest.skip("../shared is not here")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    russian = [r for r in rows if r["lang"] == "ru" and "ordinal" not in r.get("ruleset", "")]
    wrong = [r["text"] for r in russian if read_cardinal(r["text"].replace("\u00ad", "")) != Decimal(r["value"])]
    assert not wrong
