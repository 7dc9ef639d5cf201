"""What holds for the amounts of any text: exact spans, values that read back, linear time on hostile input."""

from __future__ import annotations

import json
import time
from decimal import Decimal
from pathlib import Path

import pytest
import spacy
from babel.numbers import format_decimal
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words
from spacy.tokens import Doc

from extractor import annotate
from extractor.documents import NameMention
from extractor.facts.amounts import find_amounts
from extractor.facts.periods import find_periods
from extractor.resolve import exact
from tests.facts.gold_lines import articles, cases, found

SHARED = Path(__file__).parents[4] / "shared" / "eval"
WORDS = st.sampled_from(
    [
        "до",
        "от",
        "с",
        "на",
        "в",
        "около",
        "более",
        "5",
        "12,5",
        "2021",
        "1000",
        "млн",
        "тыс",
        "%",
        "рублей",
        "тонн",
        "раза",
        "вдвое",
        "треть",
        "человек",
        "—",
        "–",
        ",",
        ".",
        "(",
        ")",
        "и",
        "года",
        "минус",
    ]
)


def bare(text: str) -> Doc:
    """A Doc without annotation, as cheap as can be."""
    doc = Doc(spacy.blank("ru").vocab, words=[text])
    doc._.article = articles([text])[0]
    return doc


def test_offsets_slice_to_the_surface():
    texts = [text for _, text, _ in cases("amounts_*.txt")]
    for text, amounts, periods in found(texts):
        for m in (*amounts, *periods):
            assert text[m.start : m.end] == m.text
            assert m.text
        for a in amounts:
            assert a.start <= a.number_start < a.number_end <= a.end


@given(st.lists(WORDS, max_size=40))
@settings(max_examples=60, deadline=None)
def test_no_text_breaks_it(words):
    text = " ".join(words)
    for got, amounts, _ in found([text]):
        for a in amounts:
            assert got[a.start : a.end] == a.text


@given(st.integers(2, 10**9))
@settings(max_examples=40, deadline=None)
def test_money_in_words_and_digits_reads_back(number):
    texts = [f"Выдали {num2words(number, lang='ru')} тенге.", f"Выдали {format_decimal(number, locale='ru')} тенге."]
    for _, amounts, _ in found(texts):
        assert [(a.value, a.unit) for a in amounts] == [(Decimal(number), "KZT")]


def test_numbers_inside_names_are_no_amounts():
    doc = annotate.annotate(articles(["Фонд Алматы 2050 открыл 5 школ."])[0])
    name = NameMention(start=5, end=16, text="Алматы 2050", rule="test", kind="institution")
    assert [a.text for a in find_amounts(doc, (name,), find_periods(doc))] == ["5 школ"]


def test_equivalents_and_levels_are_linked():
    ((_, money, _), (_, levels, _)) = found(
        ["Выделили 513 млн тенге (1,1 млн долларов).", "Экспорт вырос с 17,8 до 31,4 тыс. тонн."]
    )
    assert money[1].equivalent_to is money[0]
    assert levels[1].from_amount is levels[0]
    assert levels[1].direction is None


@pytest.mark.parametrize(
    "piece", ["1", "1 ", "111 ", "до ", "до 1 ", "1,", "1-", "от 5 до ", "с 1 по ", "пять ", "тысяч ", "5 % "]
)
def test_hostile_input_takes_linear_time(piece):
    def seconds(size: int) -> float:
        doc = bare(piece * (size // len(piece)))
        start = time.process_time()
        find_amounts(doc, (), find_periods(doc))
        return time.process_time() - start

    seconds(1000)
    small, large = seconds(20_000), seconds(160_000)
    assert large < max(0.2, small) * 24


def test_every_money_case_of_natasha():
    path = SHARED / "natasha_money_date.jsonl"
    if not path.exists():
        pytest.skip("../shared is not here")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    money = [r for r in rows if r["dimension"] == "money"]
    got = [[(exact(a.value), a.unit) for a in amounts] for _, amounts, _ in found([r["text"] for r in money])]
    assert got == [[(exact(Decimal(r["value"])), r["currency"])] for r in money]
