"""Lists under a line that tells their unit: «Добыча, тыс. тонн: // Абай — 24», «Коэффициент рождаемости: // Абай — 3,1»."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from extractor.facts.amounts import topics
from extractor.facts.amounts.counting import counted_noun
from extractor.facts.amounts.quantity import ONE, Quantity
from extractor.facts.lexemes import BREAK, DASHES, NUMBER, WORD, Lexemes
from extractor.facts.numerals import MAGNITUDES, after_dot
from extractor.facts.unit_tables import Unit, UnitKind
from extractor.facts.units import read_unit

REACH = 240
MOST_LINES, LONGEST_TITLE, LONGEST_RATE = 12, 30, 5
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
        return _of_titled_list(lex, q)
    start = _line_start(lex, colon)
    if (found := _spelled_in(lex, start, colon)) is not None:
        return found
    for k in range(colon - 1, start - 1, -1):
        if lex.kind[k] == NUMBER:
            return None
        if lex.kind[k] == WORD and len(lex.words[k]) > 2 and (topic := topics.topic_of_word(lex.words[k])):
            kind, code, text = topic
            return Heading(Unit(cast(UnitKind, kind), code, text)) if kind in ("measure", "multiple") else None
    noun = next((n for k in range(start, colon) if (n := topics.noun_of_number(lex, k) or _of_ranking(lex, k))), None)
    return Heading(None, noun=noun) if noun else None


def _line_start(lex: Lexemes, end: int) -> int:
    """Index of the first lexeme of the line that ends before lexeme ``end``."""
    start = end
    while start > lex.first and lex.kind[start - 1] != BREAK and end - start < REACH:
        start -= 1
    return start


def _spelled_in(lex: Lexemes, start: int, end: int) -> Heading | None:
    """«Добыча, тыс. тонн», «Доходы (млрд тенге)», «Экспорт в млн долларов»: the unit that a heading spells out."""
    for k in range(start, end):
        if lex.words[k] in OPENERS and (found := _spelled(lex, k + 1, end)):
            return found
        if lex.words[k] == "в" and k > start and (found := _spelled(lex, k + 1, end)):
            return found
    return None


def _of_titled_list(lex: Lexemes, q: Quantity) -> Heading | None:
    """The unit in the title right above a list: a line without a full stop, «Урожайность, ц/га // Абай — 24,1»."""
    line = _line_start(lex, q.first)
    if lex.words[q.first - 1] not in DASHES and lex.words[q.first - 1] not in (":", "|"):
        return None
    lines = 0
    while line > lex.first + 1 and lines < MOST_LINES:
        end = line
        while end > lex.first and lex.kind[end - 1] == BREAK:
            end -= 1
        line = _line_start(lex, end)
        lines += 1
        if end - line > LONGEST_TITLE or lex.words[end - 1] in ("!", "?"):
            return None
        if (found := _spelled_in(lex, line, end)) is not None and (
            lex.words[end - 1] == ")" or lex.kind[end - 1] == WORD or lex.words[end - 1] == "%"
        ):
            return (
                found if not any(lex.kind[k] == NUMBER and len(lex.words[k]) != 4 for k in range(line, end)) else None
            )
        if lex.words[end - 1] not in (";", ",") and not any(lex.words[k] in DASHES for k in range(line, end)):
            return None
    return None


def _of_ranking(lex: Lexemes, k: int) -> str | None:
    """«Больше всего пожаров зафиксировано:», «Сколько школ построят:»: the noun that the list counts."""
    if lex.words[k] == "сколько" or (lex.words[k] == "всего" and lex.words[k - 1] in ("больше", "меньше")):
        found = counted_noun(lex, k + 1)
        token = lex.token(found[1]) if found else None
        return found[0] if found and token is not None and token.morph.get("Number", []) == ["Plur"] else None
    return None


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
        noun = counted_noun(lex, k) if factor != ONE else None
        return Heading(None, factor, noun[0]) if noun and (noun[2] >= colon - 1 or lex.words[noun[2]] == ")") else None
    unit, end = found
    rated = lex.words[end] in ("в", "за", "на", "с") and colon - end <= LONGEST_RATE
    return Heading(unit, factor) if end >= colon - 1 or lex.words[end] == ")" or rated else None
