"""From a lexeme to a quantity: number, sign, unit, range. One function a construction, each reading forward once."""

from __future__ import annotations

from decimal import Decimal

from extractor.facts.amounts import clocks, compounds, exclusions, plain
from extractor.facts.amounts.quantity import Quantity
from extractor.facts.lexemes import DASHES, NUMBER, WORD, Lexemes
from extractor.facts.numerals import CARDINALS, Numeral, read_numeral
from extractor.facts.unit_tables import Unit

RANGE_SIGNS = DASHES | {"…"}
MOST_SHARED_RAW = Decimal(1000)


def quantity(lex: Lexemes, i: int, closed: bytearray) -> Quantity | int:
    """The quantity whose number starts at lexeme i, or the index to go on from where there is none.

    ``closed`` marks lexemes that belong to a period; a number there is no amount.
    """
    if closed[i]:
        return i + 1
    number = read_numeral(lex, i)
    if number is None:
        return i + 1
    if closed[number.last - 1]:
        return number.last
    if (root := compounds.root_after_dash(lex, number.last)) is not None:
        return compounds.digit_compound(lex, number, root)
    if exclusions.excluded(lex, number, exclusions.ALWAYS):
        return _past_chain(lex, number.last)
    q = plain.bare(lex, number)
    plain.read_unit_of(lex, q)
    if q.kind is None and exclusions.excluded(lex, number, exclusions.WITHOUT_UNIT):
        return _past_chain(lex, number.last)
    joined = _range_from(lex, q, closed) or q
    if (
        joined.unit_code == "a"
        and joined is not q
        and clocks.age(lex, Numeral(joined.number_first, joined.number_last, None, joined.raw))
    ):
        return joined.last
    return joined


def _past_chain(lex: Lexemes, j: int) -> int:
    """Index after the rest of an excluded chain: «:30», «-12-34», «-V»."""
    while (
        j < lex.last
        and lex.glued(j)
        and lex.words[j] in ("-", "–", ":", ".", "/", "х")
        and lex.glued(j + 1)
        and lex.kind[j + 1] in (NUMBER, WORD)
    ):
        j += 2
    return j


def _range_from(lex: Lexemes, low: Quantity, closed: bytearray) -> Quantity | None:
    """A range that opens with ``low``: «5–7 млрд», «от 5 до 7 млрд», «два-три», «между 5 и 7 %»; None where it is none.

    «с 5 до 7» is no range but a change between two levels; see ``sharing.pair_levels``.
    """
    j = low.last
    opener = lex.words[low.first - 1]
    if (
        (lex.words[j] == "до" and opener in ("от", "с", "со"))
        or (lex.words[j] == "и" and opener in ("между",))
        or (lex.words[j] in RANGE_SIGNS and _dash_joins(lex, low, j))
    ):
        pass
    elif lex.words[j] == "," and lex.words[j + 1] == "максимум" and low.kind is None:
        j += 1
    else:
        return None
    k = j + 1
    if closed[k]:
        return None
    if lex.words[k] in ("$", "€", "£", "₽", "₸"):
        k += 1
    if lex.words[k] in ("−", "-") and lex.words[low.number_first - 1] in ("−", "-"):
        k += 1
    number = read_numeral(lex, k)
    if number is None or number.value is None or low.value is None:
        return None
    if closed[number.last - 1] or exclusions.ordinal(lex, number):
        return None
    high = plain.bare(lex, number)
    plain.read_unit_of(lex, high)
    if lex.words[j] in ("до",) and opener in ("с", "со"):
        return None
    return _joined(lex, low, high, opener)


def _dash_joins(lex: Lexemes, low: Quantity, j: int) -> bool:
    """A dash between two numbers joins a range: always where glued, with spaces only if the first number has
    no unit.
    """
    if lex.glued(j) and lex.glued(j + 1):
        return True
    if lex.words[low.first - 2] in (",", ";") and lex.words[low.first - 1] in ("на", "в", "у", "по", "для", "из"):
        return False  # «на 10 км бежали 340 человек, на 5 — 612»
    if low.words != (lex.kind[j + 1] != NUMBER) or lex.words[low.first - 1] in ("через", "(", "за", "спустя"):
        return False  # «через пять — 81», «(одна — 202 730 сумов)»
    return low.kind is None and (lex.kind[j + 1] == NUMBER or lex.words[j + 1] in CARDINALS)


def _joined(lex: Lexemes, low: Quantity, high: Quantity, opener: str) -> Quantity | None:
    """The range low..high with the magnitude and unit they share; None where they are no range."""
    if low.kind is not None and high.kind is not None and low.unit_code != high.unit_code:
        return None
    if low.kind is not None and high.kind is None:
        if opener not in ("от", "между") and not lex.glued(high.first):
            return None
        high.set_unit(low.unit or Unit("measure", low.unit_code, low.unit_text or ""))
        high.last = max(high.last, low.last)
    if low.factor == 1 and high.factor != 1 and low.raw < MOST_SHARED_RAW and low.raw <= high.raw * 20:
        low.scale(high.factor)
    if low.kind is None and high.unit is not None:
        low.set_unit(high.unit)
    if low.raw > 0 and low.value is not None and high.value is not None and low.value < 0 and high.value < low.value:
        low.value, high.value = high.value, low.value
    assert low.value is not None and high.value is not None
    if (
        low.raw < 0 < high.raw
        and low.value >= -high.value
        and lex.words[low.first] == "минус"
        and high.kind in ("percent", "percentage_point")
    ):
        # «минус 35–40 процентов»: a fall by so much
        low.value, low.raw = -low.value, -low.raw
        low.tags.add("fall")
    if (
        lex.words[low.first] == "минус"
        and lex.words[low.last] in RANGE_SIGNS
        and -high.raw <= low.raw < 0
        and high.kind in (None, "measure")
        and lex.words[high.first] not in ("плюс", "+")
    ):
        high.value, high.raw = -high.value, -high.raw  # «минус 12–15 градусов»
    if low.value >= high.value and low.raw < 0 and high.raw < 0:
        low.value, high.value = high.value, low.value
    if low.value >= high.value:
        return None
    joined = Quantity(
        low.first,
        high.last,
        low.number_first,
        high.number_last,
        None,
        high.raw,
        high.factor,
        low.value,
        high.value,
        high.unit,
        high.kind,
        high.unit_code,
        high.unit_text,
        words=high.words,
        rule="range",
    )
    if opener in ("от", "между"):
        joined.first = min(joined.first, low.number_first - 1)
        joined.tags.add("opened")
    joined.tags |= low.tags & {"qualified"}
    if "fall" in low.tags:
        joined.direction = "decrease"
    joined.comparator = low.comparator
    return joined
