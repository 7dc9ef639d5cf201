"""The tables of units: currencies, measures, percents, index units, read from the word lists."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extractor.facts.wordlists import rows

UnitKind = Literal["money", "percent", "percentage_point", "measure"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit's kind, code (None for МРП and the like), dictionary form, and what one of it is in the coded unit."""

    kind: UnitKind
    code: str | None
    text: str
    factor: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Currency:
    """One row of currencies.tsv."""

    code: str
    noun: str
    default: bool
    adjectives: tuple[str, ...]
    after: tuple[str, ...]
    countries: tuple[str, ...]


def _currencies() -> tuple[dict[str, list[Currency]], dict[str, Unit]]:
    by_form: dict[str, list[Currency]] = defaultdict(list)
    signs: dict[str, Unit] = {}
    for code, noun, default, adjectives, after, countries, marks, forms in rows("currencies.tsv"):
        entry = Currency(
            code, noun, default == "y", tuple(adjectives.split()), tuple(after.split()), tuple(countries.split())
        )
        for form in forms.split():
            by_form[form].append(entry)
        for mark in marks.split():
            signs[mark] = Unit("money", code, noun)
    return by_form, signs


CURRENCY_FORMS, CURRENCY_SIGNS = _currencies()
CURRENCY_CODES = {c.code: Unit("money", c.code, c.noun) for cs in CURRENCY_FORMS.values() for c in reversed(cs)}
CURRENCY_CODES |= {"RUR": Unit("money", "RUB", "рубль")}
ADJECTIVE_STEMS = tuple(sorted({a for cs in CURRENCY_FORMS.values() for c in cs for a in c.adjectives}))
SUBUNITS = {form: (code, noun, whole) for code, noun, whole, forms in rows("subunits.tsv") for form in forms.split()}


def _measure_unit(code: str, noun: str) -> Unit:
    """The unit of one row of measures.tsv; decades and centuries («10.a») are counted in years."""
    tens, _, base = code.partition(".")
    return Unit("measure", "a", "год", Decimal(tens)) if base == "a" else Unit("measure", code, noun)


MEASURES = {
    form: _measure_unit(code, noun)
    for code, noun, forms, short in reversed(rows("measures.tsv"))
    for form in (forms + " " + short).split()
}
SHORT_MEASURES = frozenset(form for _, _, _, short in rows("measures.tsv") for form in short.split())
TIMES = frozenset({"a", "mo", "wk", "d", "h", "min", "s"})
INDEX_UNITS = {
    tuple(form.split()): Unit("measure", None, noun)
    for noun, forms in rows("index_units.tsv")
    for form in forms.split("|")
}
INDEX_FIRST = frozenset(form[0] for form in INDEX_UNITS)
PERCENT = Unit("percent", "%", "процент")
POINT = Unit("percentage_point", "pp", "процентный пункт")
BASIS_POINT = Unit("percentage_point", "pp", "процентный пункт", Decimal("0.01"))
PERCENTS = [(unit, frozenset(first.split()), frozenset(second.split())) for unit, first, second in rows("percents.tsv")]
PERCENT_FIRST = frozenset(w for _, first, _ in PERCENTS for w in first)
POWERS = (("кв", "квадратн", "2"), ("куб", "кубическ", "3"))
# A rate written in one unit where UCUM and usage have one: speed, yield, flow, content.
RATE_BASES = {
    "km": {"h", "s"},
    "m": {"s", "h"},
    "dt": {"har"},
    "m3": {"d", "t", "s", "h"},
    "kW.h": {"t"},
    "g": {"t"},
    "Gcal": {"h"},
}
FROST = Unit("measure", "Cel", "градус Цельсия", Decimal(-1))
SQUARED = frozenset({"м", "км", "см", "мм", "дм", "m", "km"})
DAY_KINDS = ("рабоч", "календарн", "банковск")
HORSES = frozenset({"л", "лошадиных", "лошадиные", "лошадиная"})
HORSEPOWER = Unit("measure", "[HP]", "лошадиная сила")
SLASH_TIMES = {
    "сут": "d",
    "сутки": "d",
    "ч": "h",
    "час": "h",
    "с": "s",
    "сек": "s",
    "мин": "min",
    "год": "a",
    "мес": "mo",
    "г": "a",
}
