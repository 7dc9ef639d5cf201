"""Amounts in one word: «полчаса», «полтонны», «дважды»."""

from __future__ import annotations

from decimal import Decimal

from extractor.facts.amounts import multiples
from extractor.facts.amounts.quantity import Quantity
from extractor.facts.lexemes import Lexemes
from extractor.facts.wordlists import rows

HALVES = {word: (Decimal(value), code, unit) for word, value, code, unit in rows("halves.tsv")}
REPETITIONS = {form: Decimal(value) for value, form in rows("repetitions.tsv")}


def repetition(lex: Lexemes, i: int) -> Quantity | None:
    """«трижды меняла проект»; «дважды в неделю» is a frequency and no amount. Gold: [трижды] меняла = 3 раза."""
    if lex.words[i + 1] in multiples.FREQUENCY and any(
        lex.words[i + n] in multiples.FREQUENCY_UNITS for n in (2, 3, 4)
    ):
        return None
    value = REPETITIONS[lex.words[i]]
    q = Quantity(i, i + 1, i, i + 1, value, value, words=True, rule="repetition")
    q.kind, q.unit_text = "count", "раз"
    return q


def half_word(lex: Lexemes, i: int) -> Quantity | None:
    """«полчаса», «полтонны», «полпроцента»: half of a unit. Gold: экономит [полчаса] = 0.5 h."""
    value, code, unit = HALVES[lex.words[i]]
    if code in ("mo", "d") and lex.words[i - 1] not in ("на", "до", "около", "почти", "более", "в"):
        return None
    if code == "h" and lex.words[i - 1] in ("за", "каждые"):
        return None
    q = Quantity(i, i + 1, i, i + 1, value, value, words=True, rule="half_word")
    q.kind = "percent" if code == "%" else "percentage_point" if code == "pp" else "measure"
    q.unit_code, q.unit_text = code or None, unit
    return q
