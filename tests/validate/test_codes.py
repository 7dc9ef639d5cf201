"""ISO 4217 and UCUM codes: what is one and what is not."""

import csv
import time
from pathlib import Path

import pytest
from babel.numbers import list_currencies

from extractor.validate.codes import currencies, is_ucum

FACTS = Path(__file__).parents[2] / "extractor" / "facts" / "data"


def test_currencies_are_those_of_cldr():
    assert currencies() == set(list_currencies())


def test_every_currency_that_extractor_writes_is_known():
    lines = (FACTS / "currencies.tsv").read_text("utf-8").splitlines()
    written = {line.split("\t")[0] for line in lines if line and not line.startswith("#")}
    assert len(written) > 20
    assert written - currencies() == set()


@pytest.mark.parametrize(
    "code",
    ["t", "kg", "km", "m2", "m3", "har", "ar", "L", "hL", "MW", "kW.h", "Gcal", "Gcal/h", "[bbl_us]", "[bbl_us]/d",
     "t/d", "kg/m3", "Cel", "mm[Hg]", "m[H2O]", "[ppth]", "10.a", "100.a", "mo", "/min", "{TEU}", "t{CO2}", "kg/(m.s2)",
     "um", "uSv/h", "Mbit/s", "TBy", "10*3.t", "10*6", "s-1", "m2.s-2", "dB", "[car_m]", "%", "[iU]"],
)  # fmt: skip
def test_units(code):
    assert is_ucum(code)


@pytest.mark.parametrize(
    "code",
    ["", " ", "тонна", "tons", "m³", "t/", ".t", "t..d", "t//d", "(t", "t)", "t d", "kg ", "TEU", "2t", "hectare",
     "year", "°C", "{", "{a", "a}", "[bbl]", "kmin", "10*x", "t" * 100, "()", "/"],
)  # fmt: skip
def test_no_units(code):
    assert not is_ucum(code)


@pytest.mark.parametrize("code", ["(" * 60, "t." * 29 + "t", "[" * 59, "{" * 59, "9" * 60, "[[[[]" * 12])
def test_hostile_codes_take_no_time(code):
    start = time.perf_counter()
    is_ucum(code)
    assert time.perf_counter() - start < 0.1


def test_every_unit_of_the_facts_is_a_code():
    path = Path(__file__).parents[2] / "extractor" / "facts" / "data" / "measures.tsv"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    codes = {line.split("\t")[0] for line in lines} - {"", "-"}
    assert {"t", "{TEU}", "[ft_i]", "daL"} <= codes
    assert not [code for code in codes if not is_ucum(code)]


def test_no_atom_is_listed_twice():
    path = Path(__file__).parents[2] / "extractor" / "validate" / "data" / "ucum.tsv"
    rows = [
        r for r in csv.reader(path.open(encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE) if r[0][:2] != "# "
    ]
    assert len(rows) == len({row[0] for row in rows})
    assert {row[1] for row in rows} == {"prefix", "-"}
