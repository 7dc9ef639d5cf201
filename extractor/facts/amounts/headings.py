"""Lists under a line that tells their unit: «Добыча, тыс. тонн: // Абай — 24», «Коэффициент рождаемости: // Абай — 3,1»."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from extractor.facts.amounts import topics
from extractor.facts.amounts.quantity import ONE, Quantity
from extractor.facts.lexemes import BREAK, NUMBER, WORD, Lexemes
from extractor.facts.numerals import MAGNITUDES, after_dot
from extractor.facts.units import Unit, UnitKind, read_unit

REACH = 240
OPENERS = frozenset({",", "("})


@dataclass(frozen=True, slots=True)
class Heading:
    """What a list's first line says of its numbers: a unit with its magnitude, or a counted noun."""

    unit: Unit | None
    factor: Decimal = ONE
    noun: str | None = None


def heading_of(lex: Lexemes, q: Quantity) -> Heading | None:
    """The heading of the list whose line the quantity stands in; None outside lists and where the line tells no unit."""
    colon = _colon(lex, q)
    if colon < 0:
        return None
    start = colon
    while start > lex.first and lex.kind[start - 1] != BREAK and colon - start < REACH:
        start -= 1
    for k in range(start, colon):
        if lex.words[k] in OPENERS and (found := _spelled(lex, k + 1, colon)):
            return found
    for k in range(colon - 1, start - 1, -1):
        if lex.kind[k] == NUMBER:
            return None
        if lex.kind[k] == WORD and len(lex.words[k]) > 2 and (topic := topics.topic_of_word(lex.words[k])):
            kind, code, text = topic
            return Heading(Unit(cast(UnitKind, kind), code, text)) if kind in ("measure", "multiple") else None
    noun = next((n for k in range(start, colon) if (n := topics.noun_of_number(lex, k))), None)
    return Heading(None, noun=noun) if noun else None


def _colon(lex: Lexemes, q: Quantity) -> int:
    """Index of the colon that ends a line above the quantity's own, no sentence between; -1 where there is none."""
    for k in range(q.first - 1, max(lex.first, q.first - REACH), -1):
        if lex.kind[k] == BREAK:
            if lex.words[k - 1] == ":":
                return k - 1
            if lex.words[k - 1] not in (";", ",", "\n") and lex.kind[k - 1] == WORD and lex.words[k - 2] == ".":
                return -1
    return -1


def _spelled(lex: Lexemes, k: int, colon: int) -> Heading | None:
    """«, тыс. тонн», «(в млрд тенге)», «, %»: a unit with its magnitude that ends the heading."""
    if lex.words[k] == "в":
        k += 1
    factor = ONE
    if lex.words[k] in MAGNITUDES:
        factor = MAGNITUDES[lex.words[k]][0]
        k = after_dot(lex, k + 1)
    found = read_unit(lex, k)
    if found is None:
        return None
    unit, end = found
    return Heading(unit, factor) if end >= colon - 1 or lex.words[end] == ")" else None
